"""The columns of a rubric table, and what each can be for."""

from string import ascii_uppercase
from typing import Literal, TypeAlias

from msgspec import Struct

from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric_levels import LevelHeader

Kind: TypeAlias = Literal[
    "name", "code", "definition", "look for", "level", "off-scale", "level name", "statement", "left out"
]
DETAILS: tuple[Kind, ...] = ("code", "definition", "look for")
"""Columns that say more about a name."""


class Column(Struct, frozen=True):
    """A header and what its column is for; in `Indicator ID` the kind is "code" and the noun "indicator"."""

    index: int
    header: str
    kind: Kind
    noun: str = ""
    is_known: bool = False
    """Whether its header says what it is for; otherwise its place does."""
    level: LevelHeader | None = None

    @property
    def place(self) -> str:
        """Name the column in a message."""
        return f'column {letters(self.index)} ("{shortened(self.header)}")'


class Columns(Struct, frozen=True):
    """The columns of a table that have a header, from left to right."""

    all: tuple[Column, ...]
    language: str = "en"
    in_two_languages: bool = False
    """Whether the headers say the same in another language, too."""

    def of(self, *kinds: Kind) -> tuple[Column, ...]:
        """List the columns of these kinds."""
        return tuple(column for column in self.all if column.kind in kinds)


def letters(index: int) -> str:
    """Name a column by its letters, as spreadsheets do."""
    before, letter = divmod(index, len(ascii_uppercase))
    if not before:
        return ascii_uppercase[letter]
    return letters(before - 1) + ascii_uppercase[letter]
