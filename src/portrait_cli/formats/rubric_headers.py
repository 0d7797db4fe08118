"""The vocabulary of rubric tables: what a column's header means, and what levels and other answers are called."""

import re
import unicodedata
from collections.abc import Iterable
from string import ascii_uppercase
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.portrait import OffScale
from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric import counted_levels, one_line

_MOST_TIERS = 4

Tier: TypeAlias = Literal["attribute", "indicator"]
Detail: TypeAlias = Literal["code", "definition", "look for"]
Kind: TypeAlias = Tier | Detail | Literal["level", "off-scale", "left out", "unknown"]

_TIERS: tuple[Tier, ...] = ("attribute", "indicator")
"""Columns with names, from the coarsest to the finest."""
DETAILS: tuple[Detail, ...] = ("code", "definition", "look for")
"""Columns that say more about a name."""

_VOCABULARY: dict[Kind, str] = {
    "attribute": "attribute competency standard domain dimension element category strand area criterion"
    " criteria theme pillar atributo competencia estandar dominio categoria ambito criterio",
    "indicator": "indicator practice behavior behaviour substandard component descriptor indicador practica"
    " comportamiento componente",
    "code": "code id number codigo numero",
    "definition": "definition description meaning definicion descripcion significado",
    "look for": "lookfor evidence evidencia",
    "left out": "score rating point weight note comment puntaje nota comentario observacion",
}
_KINDS: dict[str, Kind] = {word: kind for kind in _VOCABULARY for word in _VOCABULARY[kind].split()}
_SMALL_WORDS = {
    "the", "of", "name", "title", "key", "core", "leadership", "leader", "de", "del", "la", "el", "nombre",
}  # fmt: skip
_OFF_SCALE_ANSWERS = {
    "n a", "na", "not applicable", "not observed", "not demonstrated", "not rated", "not scored", "not my role",
    "not part of my role", "can t say yet", "unable to rate", "unable to observe", "no aplica", "no observado",
    "no se observa", "no demostrado",
}  # fmt: skip


class Column(Struct, frozen=True):
    """A header and what it means; in `Indicator ID` the kind is "code" and the noun "indicator"."""

    index: int
    header: str
    kind: Kind
    noun: str = ""

    @property
    def place(self) -> str:
        """Name the column in a message."""
        return f'column {letters(self.index)} ("{shortened(self.header)}")'


class Columns(Struct, frozen=True):
    """The columns of a table that have a header; its `tiers` begin with the attributes."""

    width: int
    headed: tuple[Column, ...]
    tiers: tuple[Column, ...]
    levels: tuple[Column, ...]
    off_scale: tuple[Column, ...]
    left_out: tuple[Column, ...]


def names_attributes(cells: Iterable[str]) -> bool:
    """Return True if a row of headers has a column for the attributes."""
    return any(_meaning(cell)[0] == "attribute" for cell in cells)


def columns_of(header: list[str]) -> Columns:
    """Find what each column is for; the header must have a column for the attributes."""
    columns = [Column(index, one_line(cell), *_meaning(cell)) for index, cell in enumerate(header) if cell]
    columns = _with_indicators(columns, len(header))
    columns = _with_answers(columns)
    columns = _without_unnumbered_levels(columns)
    return Columns(
        width=len(header),
        headed=tuple(columns),
        tiers=(*_of_kind(columns, "attribute"), *_of_kind(columns, "indicator")),
        levels=_of_kind(columns, "level"),
        off_scale=_of_kind(columns, "off-scale"),
        left_out=_of_kind(columns, "left out"),
    )


def _of_kind(columns: Iterable[Column], kind: Kind) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.kind == kind)


def _meaning(header: str) -> tuple[Kind, str]:
    """Return what a column is for, by the words in its header, and the noun among them."""
    words = [_singular(word) for word in _words(header)]
    kinds = [kind_of(word) for word in words]
    if "left out" in kinds:  # `Notes for evaluators`
        return "left out", ""
    if not kinds or "unknown" in kinds:
        return "unknown", ""

    noun = next((word for word in words if kind_of(word) in _TIERS), "")
    return _detail(kinds) or kinds[0], noun


def _detail(kinds: list[Kind]) -> Kind | None:
    return next((detail for detail in DETAILS if detail in kinds), None)


def kind_of(word: str) -> Kind:
    """Return the kind of column that a word of the vocabulary means."""
    return _KINDS.get(word, "unknown")


def _words(header: str) -> list[str]:
    """List the words of a header that mean something; a few pairs of words count as one."""
    plain = re.sub(r"\blook fors?\b", "lookfor", _plain(header))
    plain = plain.replace("performance area", "component").replace("sub standard", "substandard")
    return [word for word in plain.split() if word not in _SMALL_WORDS]


def _plain(text: str) -> str:
    """Write a header in lowercase without accents, brackets or signs."""
    text = re.sub(r"\([^()]*\)", " ", text.casefold())
    text = re.sub(r"\bno\.|\bn[º°]|№|#", " number ", text)
    decomposed = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def _singular(word: str) -> str:
    """Find a known word by its singular or plural; return "" if there is none."""
    singulars = (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))
    return next((singular for singular in singulars if singular in _KINDS), "")


def _with_indicators(columns: list[Column], width: int) -> list[Column]:
    """If no column has indicators, treat each look-for to the left of the levels as one."""
    if _of_kind(columns, "indicator"):
        return columns
    first_unknown = next((column.index for column in columns if column.kind == "unknown"), width)
    return [_indicator_if_alone(column, first_unknown) for column in columns]


def _indicator_if_alone(column: Column, first_unknown: int) -> Column:
    alone = column.kind == "look for" and not column.noun
    if alone and column.index < first_unknown:
        return replace(column, kind="indicator")
    return column


def _with_answers(columns: list[Column]) -> list[Column]:
    """Treat columns with an unknown header as answers if they are to the right of the names; leave the others out."""
    last_tier = max(column.index for column in columns if column.kind in _TIERS)
    return [_answer_if_unknown(column, last_tier) for column in columns]


def _answer_if_unknown(column: Column, last_tier: int) -> Column:
    if column.kind != "unknown":
        return column
    if column.index < last_tier:
        return replace(column, kind="left out")
    if _plain(column.header) in _OFF_SCALE_ANSWERS:
        return replace(column, kind="off-scale")
    return replace(column, kind="level")


def _without_unnumbered_levels(columns: list[Column]) -> list[Column]:
    """Where most levels have a number in their header, leave out those that have none."""
    levels = _of_kind(columns, "level")
    bare = [level for level in levels if not re.search(r"\d", level.header)]
    numbered = len(levels) - len(bare)
    if numbered < FEWEST_LEVELS or len(bare) > numbered:
        return columns
    return [_left_out_if_in(bare, column) for column in columns]


def _left_out_if_in(bare: list[Column], column: Column) -> Column:
    if column in bare:
        return replace(column, kind="left out")
    return column


def misfits(columns: Columns) -> list[str]:
    """List what is wrong with the columns taken together."""
    problems = []
    tiers, levels = _in_order(columns.tiers), _in_order(columns.levels)
    if len(columns.tiers) > _MOST_TIERS:
        counted = f"{len(columns.tiers)} columns for attributes and indicators"
        problems.append(f"found {counted}, expected one to four: {tiers}")
    if columns.levels and not FEWEST_LEVELS <= len(columns.levels) <= MOST_LEVELS:
        counted = counted_levels(len(columns.levels))
        problems.append(f"found {counted}, expected {LIMITS_IN_WORDS} or none: {levels}")
    problems.extend(_same_headers(columns.headed))
    return problems


def _in_order(columns: Iterable[Column]) -> str:
    """List columns for a message, from left to right."""
    return ", ".join(column.place for column in sorted(columns, key=lambda column: column.index))


def _same_headers(columns: Iterable[Column]) -> list[str]:
    first: dict[str, Column] = {}
    problems = []
    for column in columns:
        other = first.setdefault(column.header.casefold(), column)
        if other is not column and column.kind != "left out":
            problems.append(f"{other.place} and {column.place} have the same header; give each its own header")
    return problems


def level_names(headers: list[str]) -> list[str]:
    """Take the numbers off the names of levels, unless that would make two names the same."""
    names = [_without_number(header) for header in headers]
    different = {name.casefold() for name in names}
    return names if len(different) == len(names) else headers


def _without_number(header: str) -> str:
    """Take the number off a level's name: "1 - Emerging", "Level 2: Applying", "Proficient (3)"."""
    before = r"^(?:(?:level|nivel)\s*)?\d+\s*[-–—:.)=]\s*(?=[^\W\d])"
    behind = r"(?<=[^\W\d])\s+[-–—:=]\s+\d+$"
    in_brackets = r"(?<=\S)\s*\((?:level |nivel )?\d+(?: ?(?:points?|pts?|puntos?))?\)$"
    name = header
    for number in (before, behind, in_brackets):
        name = re.sub(number, "", name, flags=re.IGNORECASE)
    return name


def numbered_downward(headers: list[str]) -> bool:
    """Return True if each level has one number, and each a smaller one than the level before it."""
    numbers = [re.findall(r"[0-9]{1,4}", header) for header in headers]
    if len(headers) <= 1 or any(len(found) != 1 for found in numbers):
        return False
    values = [int(found[0]) for found in numbers]
    return values == sorted(set(values), reverse=True)


def off_scale_answer(header: str) -> OffScale:
    """Read an answer that is not a level: "Not Demonstrated (comment required)"."""
    name = re.sub(r"\s*\([^()]*\)", "", header)
    needs_comment = bool(re.search(r"com+ent", header.casefold()))
    return OffScale(name, needs_comment=needs_comment)


def letters(index: int) -> str:
    """Name a column by its letters, as spreadsheets do."""
    before, letter = divmod(index, len(ascii_uppercase))
    if not before:
        return ascii_uppercase[letter]
    return letters(before - 1) + ascii_uppercase[letter]
