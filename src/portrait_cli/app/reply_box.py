"""Where the replies to one request arrive: those that are stored, and those that are new."""

import contextlib
from collections.abc import Collection, Sequence
from functools import cached_property

from portrait_cli.core.doubles import doubles_among
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.request_place import reply_place
from portrait_cli.formats import reply_file, sealed_text
from portrait_cli.formats.answers_file import AnswersFile
from portrait_cli.formats.typed_reply import as_page_saves_it, was_typed
from portrait_cli.store import seal
from portrait_cli.store.requests import Requests
from portrait_cli.store.seal import Key


class ReplyBox:
    """The replies to one request, with the key that opens them."""

    def __init__(self, request: Request, key: Key, requests: Requests) -> None:
        self.request = request
        self.key = key
        self.already = 0
        """How many came that are stored."""
        self.twice = 0
        """How many came more than once."""
        self.unsealed = 0
        """How many of the new ones came unsealed."""
        self._new: dict[str, Reply] = {}
        self._sealed: dict[str, bytes] = {}
        self._typed_now: set[bytes] = set()
        self._kept = dict(requests.replies(request.id))

    @property
    def is_concerned(self) -> bool:
        """Return True if a reply to this request came."""
        return bool(self.already or self.twice or self._new)

    def takes(self, digest: str) -> bool:
        """Return True, and count it, if a sealed reply with this name is here already."""
        if digest in self._kept:
            self.already += 1
        elif digest in self._sealed:
            self.twice += 1
        return digest in self._kept or digest in self._sealed

    def add(self, sealed: bytes, answers: AnswersFile) -> None:
        """Take in a sealed reply. Raises InvalidFileError with the reason not to."""
        self._add(sealed, reply_file.reply_to(self.request, answers))

    def add_typed(self, answers: AnswersFile) -> None:
        """Seal a reply that came unsealed, and take it in. Raises InvalidFileError with the reason not to."""
        reply = reply_file.reply_to(self.request, answers)
        text = as_page_saves_it(reply)
        if text in self._typed:
            self.already += 1
        elif text in self._typed_now:
            self.twice += 1
        else:
            self._typed_now.add(text)
            self.unsealed += 1
            self._add(seal.sealed(text, self.key.recipient), reply)

    def _add(self, sealed: bytes, reply: Reply) -> None:
        digest = sealed_text.digest_of(sealed)
        self._new[digest] = reply
        self._sealed[digest] = sealed

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        """What is stored, by digest; what cannot be opened is told to whoever reads the replies."""
        texts: dict[str, bytes] = {}
        for digest, sealed in self._kept.items():
            with contextlib.suppress(InvalidFileError):
                texts[digest] = seal.opened(sealed, self.key)
        return texts

    @cached_property
    def _stored(self) -> dict[str, Reply]:
        stored: dict[str, Reply] = {}
        for digest, text in self._texts.items():
            with contextlib.suppress(InvalidFileError):
                stored[digest] = reply_file.reply_to(self.request, reply_file.parse(text))
        return stored

    @cached_property
    def _typed(self) -> frozenset[bytes]:
        return frozenset(filter(was_typed, self._texts.values()))

    def leave_out_doubles(self) -> None:
        """Leave out the new replies whose words are those of another one.

        Those that were saved from a page are stored all the same, for a later one may tell which of them counts.
        """
        if not self._new:
            return
        for digest in doubles_among(self.request, {**self._stored, **self._new}, self._stored):
            if digest in self._new and not self._new[digest].sheet:
                del self._new[digest]
                self.twice += 1

    @property
    def to_store(self) -> dict[str, bytes]:
        """Return what is to be stored, by its place in the journal."""
        return {reply_place(self.request.id, digest): self._sealed[digest] for digest in sorted(self._new)}

    def replies(self, counted: Collection[str] = ()) -> dict[str, Reply]:
        """Return all replies that count, by their digests; see `doubles_among`."""
        found = {**self._stored, **self._new}
        doubles = doubles_among(self.request, found, counted)
        return {digest: found[digest] for digest in found if digest not in doubles}


def box_for(boxes: Sequence[ReplyBox], answers: AnswersFile) -> ReplyBox:
    """Return the box of the request that a reply names. Raises InvalidFileError if there is none."""
    for box in boxes:
        if box.request.id == answers.request:
            return box
    raise InvalidFileError("it answers a request that is not in this journal")
