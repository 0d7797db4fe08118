"""The scales that the criteria of a framework need, and what each criterion says of their levels."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from itertools import count as count_up

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.text import count, shortened
from portrait_cli.formats.framework import Criterion, CriterionLevel
from portrait_cli.formats.rubric import one_line

_NUMBER = re.compile("[0-9]{1,4}")
_LONGEST_NAME = 6  # words: longer ones say what a level looks like


class Rating(Struct, frozen=True):
    """Where a criterion is placed, and what it says of each level there.

    `loose` is what it says where it has too few levels for a scale.
    """

    scale: int
    statements: tuple[tuple[str, ...], ...]
    loose: str = ""


class Scales(Struct, frozen=True):
    """The names of each scale's levels, lowest first; and a rating for each criterion, in their order."""

    names: tuple[tuple[str, ...], ...]
    ratings: tuple[Rating, ...]


def scales_of(criteria: Sequence[Criterion], scores: str, remarks: list[str]) -> Scales:
    """Find as few scales as the criteria need, the one that most of them need first; `scores` is for a remark.

    Raises InvalidFileError if a criterion has more levels than a scale may have.
    """
    rated = [_named(_lowest_first(criterion.levels)) for criterion in criteria]
    _remark_on_order(criteria, scores, remarks)
    scales = _scales(rated)
    fitting = [_fitting(levels, scales) for levels in rated]
    used = Counter(scale for scale in fitting if len(scale) >= FEWEST_LEVELS)
    in_order = [scale for scale, _ in used.most_common()]
    for criterion, scale in zip(criteria, fitting, strict=True):
        _check_number(criterion, scale, remarks)
    if len(in_order) > 1:
        remarks.append(_different(in_order, used))
    numbers = {scale: number for number, scale in enumerate(in_order)}
    ratings = [_rating(levels, scale, numbers) for levels, scale in zip(rated, fitting, strict=True)]
    return Scales(tuple(in_order), tuple(ratings))


def _remark_on_order(criteria: Sequence[Criterion], scores: str, remarks: list[str]) -> None:
    levels = [level for criterion in criteria for level in criterion.levels]
    if any(level.score is not None for level in levels):
        remarks.append(f"{scores} left out; they only put the levels in order")
    elif levels:
        remarks.append("the levels have no scores, so they are in the order in which the file has them")


# --- the levels of one criterion ---


def _lowest_first(levels: Sequence[CriterionLevel]) -> Sequence[CriterionLevel]:
    """Sort levels by their scores, else by the numbers in their names; what is alike there, by its position."""
    by_position = sorted(levels, key=lambda level: level.position or 0)
    scores = [level.score for level in by_position]
    known = [score for score in scores if score is not None] or _numbers_in(by_position)
    if len(known) < len(levels):
        return by_position
    return [level for _, level in sorted(zip(known, by_position, strict=True), key=lambda pair: pair[0])]


def _numbers_in(levels: Sequence[CriterionLevel]) -> list[float]:
    """List the numbers in the names of levels that have one each."""
    found = [_NUMBER.findall(level.name) for level in levels]
    return [float(numbers[0]) for numbers in found if len(numbers) == 1]


def _named(levels: Sequence[CriterionLevel]) -> list[CriterionLevel]:
    """Give each level a short name that no other has; a long one is what the level looks like."""
    long = any(len(level.name.split()) > _LONGEST_NAME and not level.statement for level in levels)
    scored = all(level.score is not None for level in levels)
    named: dict[str, CriterionLevel] = {}
    for number, level in enumerate(levels, start=1):
        name = one_line(level.name)
        statement = level.statement
        if long and scored:
            statement = "\n".join(filter(None, [name, statement]))
            name = ""
        new = _new_name(named, name, level.score, number)
        named[new.casefold()] = replace(level, name=new, statement=statement)
    return list(named.values())


def _new_name(taken: Mapping[str, CriterionLevel], name: str, score: float | None, number: int) -> str:
    """Return a level's name; its score or number is added where there is none, or where it is taken."""
    mark = f"{score:g}" if score is not None else str(number)
    first = name or f"Level {mark}"
    numbered = (f"{first} ({another})" for another in count_up(2))
    candidates = chain([first, f"{first} {mark}"], numbered)
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


# --- the scales of all of them ---


def _scales(rated: Sequence[Sequence[CriterionLevel]]) -> list[tuple[str, ...]]:
    """Take each set of names for a scale, unless a longer one has them in the same order."""
    sets = dict.fromkeys(tuple(level.name for level in levels) for levels in rated)
    scales: list[tuple[str, ...]] = []
    for names in sorted(sets, key=len, reverse=True):
        if not any(_is_part(names, scale) for scale in scales):
            scales.append(names)
    return scales


def _fitting(levels: Sequence[CriterionLevel], scales: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    names = [level.name for level in levels]
    return next(scale for scale in scales if _is_part(names, scale))


def _is_part(names: Sequence[str], scale: Sequence[str]) -> bool:
    """Return True if a scale has all of the names in this order."""
    rest = iter(name.casefold() for name in scale)
    return all(name.casefold() in rest for name in names)


def _check_number(criterion: Criterion, scale: tuple[str, ...], remarks: list[str]) -> None:
    subject = f'"{shortened(one_line(criterion.name))}"'
    if len(scale) > MOST_LEVELS:
        message = f"{subject} has {count(len(scale), 'level')}, but a scale has {LIMITS_IN_WORDS}"
        raise InvalidFileError(f"{message}; put some of them together")
    if len(scale) == 1:
        remarks.append(f"{subject} has 1 level, too few for a scale; what it says is in the look_for")


def _different(scales: Sequence[tuple[str, ...]], used: Mapping[tuple[str, ...], int]) -> str:
    said = [f"{', '.join(scale)} ({count(used[scale], 'time')})" for scale in scales]
    return f"not all have the same levels, so there are {len(scales)} scales: {'; '.join(said)}"


def _rating(
    levels: Sequence[CriterionLevel], scale: tuple[str, ...], numbers: Mapping[tuple[str, ...], int]
) -> Rating:
    if scale not in numbers:
        loose = [f"{level.name}: {level.statement}".removesuffix(": ") for level in levels]
        return Rating(0, (), "\n".join(loose))
    said = {level.name.casefold(): level.statement for level in levels}
    statements = [_lines(said.get(name.casefold(), "")) for name in scale]
    return Rating(numbers[scale], tuple(statements))


def _lines(statement: str) -> tuple[str, ...]:
    """List the statements of a level, one a line."""
    return tuple(line.strip() for line in statement.split("\n") if line.strip())
