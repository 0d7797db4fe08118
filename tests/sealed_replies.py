"""Sealed replies to a request of three groups, made by the library that portrait itself opens them with."""

import base64
import json
from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from portrait_cli.core.request import Group, Request
from portrait_cli.core.session import Choice, Step
from portrait_cli.formats import sealed_text
from portrait_cli.store import seal
from portrait_cli.store.seal import Key
from requests_for_tests import REQUEST

WORDS = (Choice("regularly", "Regularly"), Choice("sometimes", "Sometimes"), Choice("not-yet", "Not yet"))
ANSWERS = (*WORDS, Choice("not-seen", "I wasn't in a position to see"))
ITEM, OTHER = "advocacy.asks-who", "advocacy.reports-back"
STEPS = (
    Step(ITEM, "choice", "Asks who is missing.", choices=ANSWERS),
    Step(f"{ITEM}.example", "comment", "Give one example.", needs=ITEM, needs_one_of=("regularly", "sometimes")),
    Step(OTHER, "choice", "Reports back on promises.", choices=ANSWERS),
    Step("closing.keep", "words", "Please keep doing ..."),
)
GROUPS = (Group("staff", "Staff"), Group("families", "Families"), Group("students", "Students"))


@cache
def key() -> Key:
    """Return a key that is made once: that takes a moment."""
    return seal.new_key()


@cache
def other_key() -> Key:
    """Return the key of somebody else."""
    return seal.new_key()


def request(*, recipient: str = "", collector: str = "", fewest: int = 5) -> Request:
    """Return a request whose replies are sealed for a key, ours unless another one is given."""
    return replace(
        REQUEST,
        steps=STEPS,
        groups=GROUPS,
        recipient=recipient or key().recipient,
        collector=collector,
        title="Advocacy",
        fewest=fewest,
    )


def answers_file(
    group: str, answers: Mapping[str, str], *, request_id: str = REQUEST.id, sheet: str = "", saved: str = "1"
) -> bytes:
    """Write an answers file as a page saves it, padded to whole blocks; without a sheet as somebody types it."""
    of_page = [f'sheet: "{sheet}"', f'saved: "{saved}"'] if sheet else []
    lines = [f"request: {request_id}", f"group: {group}", *of_page, "answers:"]
    lines += [f"  {name}: {json.dumps(answer, ensure_ascii=False)}" for name, answer in answers.items()]
    text = ("\n".join(lines) + "\n").encode("utf-8", "replace")
    return text + b"#" + b"." * (-len(text) % 16384 - 1)


def sealed_reply(
    group: str, answers: Mapping[str, str], *, for_key: Key | None = None, sheet: str = "", saved: int = 1
) -> bytes:
    """Seal a reply, in the form in which it is kept."""
    return seal.sealed(answers_file(group, answers, sheet=sheet, saved=str(saved)), (for_key or key()).recipient)


def binary(sealed: bytes) -> bytes:
    """Return the bytes that a sealed text stands for."""
    letters = b"".join(line for line in sealed.splitlines() if not line.startswith(b"-----"))
    data = base64.b64decode(letters)
    assert sealed_text.armored(data) == sealed
    return data
