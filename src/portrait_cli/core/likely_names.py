"""Who could be known by what leaves: likely names, email addresses, phone numbers, student ids and birth dates."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct

Kind = Literal["name", "email address", "phone number", "student id", "Social Security number", "birth date"]


class Finding(Struct, frozen=True):
    """Something that could tell who someone is."""

    kind: Kind
    text: str
    """The words, as they are written."""
    line: str
    """The name of the line that they are in."""


def findings(
    lines: Iterable[tuple[str, str]], known: Collection[str], watched: Collection[str] = ()
) -> Iterator[Finding]:
    """Go through what may need a second look, each once in a line; lines are given as their name and their words.

    `known` are words that are no secret: those of the portrait, the owner's name, the school. `watched` are parts of
    names that were replaced.
    """
    yield from ()
