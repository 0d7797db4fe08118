"""Who could be known by what leaves: likely names, email addresses, phone numbers, student ids and birth dates."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from portrait_cli.core import contact_details
from portrait_cli.core.names_in_text import names_in

Kind = Literal["name"] | contact_details.Kind


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

    `known` are words that are no secret, see `known_words`; `watched` are parts of names that were replaced, see
    `redaction.parts_of_names`.
    """
    familiar = frozenset(known)
    looked_for = frozenset(watched)
    for line, words in lines:
        text = unicodedata.normalize("NFC", words)
        places = sorted(_places(text, familiar, looked_for), key=lambda place: place[1])
        for kind, found in dict.fromkeys((kind, " ".join(text[start:end].split())) for kind, start, end in places):
            yield Finding(kind, found, line)


def _places(text: str, known: frozenset[str], watched: frozenset[str]) -> Iterator[tuple[Kind, int, int]]:
    details = tuple(contact_details.contact_details(text))
    yield from details
    for start, end in names_in(contact_details.without(text, details), known, watched):
        yield "name", start, end
