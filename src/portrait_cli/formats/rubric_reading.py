"""How a rubric table was read, to be shown before anything is written, and what a person can say to change it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from portrait_cli.core.errors import UsageError
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.rubric_columns import Kind

Order: TypeAlias = Literal["", "lowest first", "highest first"]

KINDS_IN_WORDS: Mapping[Kind, str] = {
    "name": "names of attributes or indicators",
    "code": "codes",
    "definition": "definitions",
    "look for": "what to look for",
    "level": "a level",
    "off-scale": "an answer that is not a level",
    "level name": "the level of each row",
    "statement": "what a level looks like",
    "left out": "nothing for the portrait: left out",
}
_OPTION_WORDS: Mapping[str, Kind] = {kind.replace(" ", "-"): kind for kind in KINDS_IN_WORDS} | {
    "attribute": "name",
    "indicator": "name",
}


class Wishes(Struct, frozen=True):
    """What a person says about a table."""

    levels: tuple[str, ...] = ()
    """The levels, lowest first: those of the table that are meant, or names for levels that have none."""
    order: Order = ""
    columns: Mapping[str, Kind] = {}
    """What columns are for, by their headers in lowercase."""
    sheets: tuple[str, ...] = ()
    """The sheets to read; all of them that have a table if left out."""
    language: str = ""
    """The language to keep where a table says everything in two."""


class ColumnReading(Struct, frozen=True):
    """What a column was taken for."""

    place: str
    header: str
    meaning: str
    example: str = ""


class Reading(Struct, frozen=True):
    """A rubric, and how it was found in its file."""

    rubric: Rubric
    columns: tuple[ColumnReading, ...] = ()
    left_out: tuple[str, ...] = ()
    """What was left out or changed, each with its place."""
    doubts: tuple[str, ...] = ()
    """What the table cannot tell, and the option that decides it."""


def column_wish(said: str) -> tuple[str, Kind]:
    """Read what a person says of a column, such as `Evidence=look-for`: its header in lowercase, and what it is for.

    Raises UsageError for anything else.
    """
    header, equals, kind = said.rpartition("=")
    known = _OPTION_WORDS.get("-".join(kind.strip().casefold().split()))
    if not equals or known is None:
        hint = f'say what a column is for, such as "Evidence=look-for"; there are: {", ".join(sorted(_OPTION_WORDS))}'
        raise UsageError(f'"{said}" does not say what a column is for', hint=hint)
    return " ".join(header.split()).casefold(), known
