"""Requests in a journal, and sealed replies."""

from hashlib import sha256
from pathlib import Path

import pytest

from conftest import NOON
from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.core.request_place import place, reply_place
from portrait_cli.formats import request_file
from portrait_cli.store import seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.requests import Requests
from portrait_cli.store.settings import load
from requests_for_tests import REQUEST
from sealed_replies import ITEM, binary, sealed_reply

SEALED = sealed_reply("staff", {ITEM: "regularly"})
NAME = sha256(SEALED).hexdigest()


def test_a_request_and_its_replies_are_found_again() -> None:
    """Files that were added as one action are the request and its replies."""
    actions = actions_in(load({}))
    files = {place(REQUEST.id): request_file.write(REQUEST).encode(), reply_place(REQUEST.id, NAME): SEALED}
    actions.add_files("ask", "Advocacy", files, NOON)
    requests = Requests(actions.journal)
    assert requests.all([]) == [REQUEST]
    assert requests.find("k7f3") == REQUEST
    assert requests.replies(REQUEST.id) == [(NAME, SEALED)]
    with pytest.raises(NotFoundError, match="no request zz"):
        requests.find("zz")


def test_a_reply_counts_once_in_whatever_form_it_was_copied() -> None:
    """A copy with other line ends, as bytes, with more around it or under another name is no second reply."""
    actions = actions_in(load({}))
    copies = (SEALED.replace(b"\n", b"\r\n"), binary(SEALED), SEALED + b"\n", SEALED + SEALED, b"\xff" + SEALED)
    names = [*(sha256(copy).hexdigest() for copy in copies), "ab" * 32]
    stored = dict(zip(names, [*copies, SEALED], strict=True))
    files = {reply_place(REQUEST.id, name): data for name, data in {**stored, NAME: SEALED}.items()}
    actions.add_files("receive", "replies", files, NOON)
    strange: list[str] = []
    assert Requests(actions.journal).replies(REQUEST.id, strange) == [(NAME, SEALED)]
    assert sorted(strange) == sorted(names)


def test_only_the_key_opens_what_is_sealed(tmp_path: Path) -> None:
    """What is sealed for a key opens with it, and with no other; damage is noticed."""
    key = seal.new_key()
    seal.write_key(tmp_path / "key.txt", key, "for a test")
    data = seal.sealed("señal".encode(), key.recipient)
    assert seal.opened(data, seal.read_key(tmp_path / "key.txt")).decode() == "señal"
    for other, damaged in ((seal.new_key(), data), (key, data[:200] + b"A" + data[201:])):
        with pytest.raises(InvalidFileError, match="damaged, or sealed for another"):
            seal.opened(damaged, other)
