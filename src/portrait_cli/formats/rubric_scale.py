"""The scale of a rubric table: its levels, lowest first, and the answers beside them."""

from collections.abc import Sequence

from msgspec import Struct

from portrait_cli.core.portrait import Level, OffScale
from portrait_cli.formats.rubric import counted_levels
from portrait_cli.formats.rubric_columns import Column, Columns
from portrait_cli.formats.rubric_languages import without_language
from portrait_cli.formats.rubric_levels import LevelHeader, goes_down, level_header, names_of, off_scale_answer
from portrait_cli.formats.rubric_reading import Wishes
from portrait_cli.formats.rubric_tree import Remarks
from portrait_cli.formats.rubric_words import RubricWords

_LONGEST_NAME = 4
"""Words in brackets that may be part of a level's name if there are numbers among them."""


class ScaleReading(Struct, frozen=True):
    """A scale, and where in the table it was found."""

    order: tuple[int, ...] = ()
    """For each level, lowest first, its place among the columns of levels."""
    levels: tuple[Level, ...] = ()
    off_scale: tuple[OffScale, ...] = ()
    doubts: tuple[str, ...] = ()
    """What the table cannot tell, and the option that decides it."""


def scale_of(columns: Columns, wishes: Wishes, words: RubricWords, remarks: Remarks, row: int) -> ScaleReading:
    """Make a scale of the columns of the levels; `row` is the header's."""
    headers = [_taken_apart(column, columns, words) for column in columns.of("level")]
    if not headers:
        return ScaleReading()
    order = list(range(len(headers)))
    down = goes_down(headers)
    names = names_of(headers)
    doubts = []
    if wishes.order == "highest first" or (down and not wishes.order):
        order.reverse()
    listed = [names[place] for place in order]
    shown = " < ".join(listed)
    if down and not wishes.order:
        remarks.warn(row, f"the highest level comes first in the table; now the lowest does: {shown}")
    elif down is None and not wishes.order and not wishes.levels:
        doubts.append(f"nothing says which level is the lowest; taken from left to right: {shown} (--highest-first)")
    if len({name.casefold() for name in wishes.levels}) < len(wishes.levels):
        remarks.refuse(row, f"a level is named twice: {', '.join(wishes.levels)}")
    if wishes.levels:
        order, listed = _named(wishes.levels, headers, order, remarks, row)
    answers = tuple(off_scale_answer(column.header) for column in columns.of("off-scale"))
    return ScaleReading(tuple(order), tuple(map(_level, listed)), answers, tuple(doubts))


def _taken_apart(column: Column, columns: Columns, words: RubricWords) -> LevelHeader:
    header = without_language(column.header, words) if columns.in_two_languages else column.header
    known = level_header(header, words, columns.language)
    return known if known.is_known or column.level is None else column.level


def _named(
    wanted: Sequence[str], headers: Sequence[LevelHeader], order: list[int], remarks: Remarks, row: int
) -> tuple[list[int], list[str]]:
    """Put levels in the order in which a person names them, or give those of the table other names."""
    names = names_of(headers)
    places = {name.casefold(): place for place, name in enumerate(names)}
    places |= {header.header.casefold(): place for place, header in enumerate(headers)}
    found = [places.get(" ".join(name.split()).casefold()) for name in wanted]
    chosen = [place for place in found if place is not None]
    if len(chosen) == len(wanted):
        for place in sorted(set(order) - set(chosen)):
            remarks.warn(row, f'the level "{names[place]}" is left out')
        return chosen, [names[place] for place in chosen]
    if len(wanted) != len(names):
        listed = ", ".join(names)
        remarks.refuse(row, f"the table has {counted_levels(len(names))} ({listed}), and {len(wanted)} are named")
    return order, list(wanted)


def _level(name: str) -> Level:
    """Make a level; a remark in brackets, such as (Meets State Standard), is what it means."""
    bare, bracket, remark = name.partition(" (")
    is_sentence = len(remark.split()) > _LONGEST_NAME or not any(sign.isdigit() for sign in remark)
    if bracket and remark.endswith(")") and " " in remark and is_sentence:
        return Level(bare, meaning=remark.removesuffix(")"))
    return Level(name)
