"""Growth in words: the names of levels, what was chosen on a day, how plans went, and what changed since when."""

from collections.abc import Sequence
from typing import assert_never

from portrait_cli.core.dates import in_words
from portrait_cli.core.entry import Placement
from portrait_cli.core.growth import Comparison, Line
from portrait_cli.core.growth_points import DatedOutcome, Point
from portrait_cli.core.portrait import Scale

# --- levels ---


def level_names(line: Line, scale: Scale | None) -> dict[str, str]:
    """Name the levels of a line, highest first, then its off-scale answers, in the newest words.

    `scale` is the one in use today.
    """
    known = _names_today(line, scale)
    names = {level: known.get(level, level.replace("-", " ").capitalize()) for level in reversed(line.levels)}
    for point in line.points:
        for placed in (point.then, point.now):
            if placed:
                names[placed.level] = placed.label
    return names


def _names_today(line: Line, scale: Scale | None) -> dict[str, str]:
    """Name the levels as the scale in use does, if it is still the same one."""
    if scale is None or scale.reference != line.scale:
        return {}
    return {level.id: level.name for level in scale.levels}


def from_then_on(line: Line, scale: Scale | None) -> str:
    """Describe which levels a line has, and from when on."""
    names = level_names(line, scale)
    levels = ", ".join(names[one] for one in line.levels)
    with_levels = f"with the levels {levels}" if levels else "without a scale"
    return f"From {in_words(line.points[0].day)} on, {with_levels}:"


# --- a point ---


def chosen(point: Point) -> str:
    """Name the level of a point, and the one of an earlier time as seen from that day."""
    now = point.now.label if point.now else ""
    if point.then is None:
        return now
    back = looking_back(point.then)
    return f"{now}. {back}" if now else back


def looking_back(then: Placement) -> str:
    """Show the level of an earlier time with the question, which says what time it was."""
    asked = f"“{then.prompt}” " if then.prompt else ""
    return f"Looking back that day: {asked}{then.label}"


def outcome(told: DatedOutcome, point: Point) -> str:
    """Return how a plan went, with the day if it is not the point's."""
    when = "" if told.day == point.day else f", {in_words(told.day)}"
    return f"{told.in_words(when)}: {told.told.sentence}"


# --- what changed ---


def changes(line: Line) -> list[str]:
    """Describe what changed and since when, each earlier day and each change once."""
    since: dict[str, list[str]] = {}
    for one in _one_a_day(line.comparisons):
        since.setdefault(_how(one), []).append(_since(one))
    sentences = (f"{'; '.join(times)}: {how}." for how, times in since.items())
    return [sentence[:1].upper() + sentence[1:] for sentence in sentences]


def _one_a_day(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Keep the first of several comparisons with the same day."""
    kept: list[Comparison] = []
    for one in comparisons:
        if all(other.since != one.since for other in kept):
            kept.append(one)
    return kept


def _since(one: Comparison) -> str:
    match one.over:
        case "last":
            return f"since last time, {in_words(one.since)}"
        case "first":
            return f"since the first time, {in_words(one.since)}"
        case "span":
            return f"since the first of these days, {in_words(one.since)}"
        case "year":
            return f"over the school year, since {in_words(one.since)}"
        case _:
            assert_never(one.over)


def _how(one: Comparison) -> str:
    match one.change:
        case "same":
            return f"{one.now.label}, as before"
        case "up" | "down":
            return f"from {one.before.label} to {one.now.label}"
        case _:
            return f"{one.before.label} before, {one.now.label} now"
