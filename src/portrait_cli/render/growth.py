"""What is shown of growth: level words over time as a small picture, and the words behind each point."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import assert_never

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.padding import Padding
from rich.text import Text

from portrait_cli.core.entry import Placement
from portrait_cli.core.growth import Comparison, Growth, Line
from portrait_cli.core.points import Point
from portrait_cli.core.portrait import Scale
from portrait_cli.core.text import visible
from portrait_cli.render.screen import Look, Renderable, color, day, first_lines, inset, level, words

_CELL = 5
"""Columns that a point takes: room for a year below it."""
_NOW, _THEN, _NEW_VERSION, _NEAR, _FAR = "●", "○", "┊", "─", "╌"
_HALF_A_YEAR = timedelta(days=183)


class Topic(Struct, frozen=True):
    """An attribute or indicator whose growth is shown."""

    name: str
    growth: Growth
    scale: Scale | None = None
    """The scale it has today."""
    place: int | None = None
    """Its attribute's place in the portrait; nothing where it is no longer in it."""
    finer: tuple[str, ...] = ()
    """Its indicators that were placed, as they are asked for."""


class Others(Struct, frozen=True):
    """What is not shown: attributes without a level, and portraits that are not in use."""

    unplaced: tuple[str, ...] = ()
    in_those_days: bool = False
    """Whether only some days were asked for."""
    at_hand: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def overview(topics: Sequence[Topic], others: Others, dip: str, look: Look) -> Renderable:
    """Show each topic's picture, the newest point and what changed; `dip` is said once where a level is lower."""
    parts: list[Renderable] = []
    for topic in topics:
        parts += _head(topic)
        for line in topic.growth.lines:
            shown = line.points if look.plain else line.points[-1:]
            picture = _picture(line, topic, look)
            parts += [*_caption(line, topic, look), *picture, *([Text()] if picture else [])]
            for point in shown:
                parts += _point(point, _style(topic), look, brief=point is not line.points[-1])
            parts += _changes(line)
        if dip and _dipped(topic):
            parts.append(words(dip, "italic"))
            dip = ""
        if topic.finer:
            parts.append(words(f"Its indicators too: portrait growth {' | '.join(topic.finer)}", "dim"))
    if others.unplaced:
        when = "in that time" if others.in_those_days else "yet"
        parts += [Text(), words(f"No level {when}: {', '.join(others.unplaced)}.", "dim")]
    first = topics[0].growth.target
    parts += [Text(), words(f"The words behind each point: portrait growth {first}", "dim"), *_others(others)]
    return inset(parts, look, bottom=1)


def closely(topics: Sequence[Topic], others: Others, dip: str, look: Look) -> Renderable:
    """Show topics with every point and the words behind it."""
    parts: list[Renderable] = []
    for topic in topics:
        parts += _head(topic)
        for line in topic.growth.lines:
            parts += [*_caption(line, topic, look), *_picture(line, topic, look)]
            version = line.points[0].portrait_version
            for point in line.points:
                parts += [] if look.plain else [Text()]
                if point.portrait_version != version:
                    version = point.portrait_version
                    parts.append(words(f"From here on, version {version} of the portrait.", "dim"))
                parts += _point(point, _style(topic), look)
            changes = _changes(line)
            parts += [Text(), *changes] if changes else []
        if dip and _dipped(topic):
            parts.append(words(dip, "italic"))
            dip = ""
        if topic.growth.earlier:
            parts += [Text(), words(f"Earlier ones: portrait growth {topic.growth.target} --all", "dim")]
    return inset([*parts, *_others(others, above=[Text()])], look, bottom=1)


def _others(others: Others, above: Iterable[Renderable] = ()) -> list[Renderable]:
    said = [f"Levels of {name}: portrait growth --portrait {name}" for name in others.at_hand]
    said += [f"Levels of {name}, a portrait no longer here, stay in their entries." for name in others.gone]
    return [*above, *(words(line, "dim") for line in said)] if said else []


def _style(topic: Topic) -> str:
    return "" if topic.place is None else color(topic.place)


def _head(topic: Topic) -> list[Renderable]:
    return [Text(), words(topic.name, f"bold {_style(topic)}".strip())]


def _dipped(topic: Topic) -> bool:
    """Say whether the newest level is lower than the one before."""
    return any(one.over == "last" and one.change == "down" for one in topic.growth.lines[-1].comparisons)


def _caption(line: Line, topic: Topic, look: Look) -> list[Renderable]:
    """Where scales changed, say of each line which levels it has and from when on."""
    if len(topic.growth.lines) == 1:
        return []
    names = ", ".join(_names(line, topic.scale)[one] for one in line.levels)
    scale = f" with the levels {names}" if names else " without a scale"
    above = [] if line is topic.growth.lines[0] and not look.plain else [Text()]
    return [*above, words(f"From {day(line.points[0].day)} on,{scale}:", "dim")]


def _names(line: Line, scale: Scale | None) -> dict[str, str]:
    """Name the levels of a line, highest first, then its off-scale answers, in the newest words."""
    known: dict[str, str] = (
        {one.id: one.name for one in scale.levels} if scale and scale.reference == line.scale else {}
    )
    names: dict[str, str] = {one: known.get(one, one.replace("-", " ").capitalize()) for one in reversed(line.levels)}
    for point in line.points:
        names.update((placed.level, placed.label) for placed in (point.then, point.now) if placed)
    return {one: visible(name) for one, name in names.items()}


# --- the picture ---


def _picture(line: Line, topic: Topic, look: Look) -> list[Renderable]:
    """Draw the points in rows of level words, the top level first, with months below; one point needs none."""
    if look.plain or len(line.points) == 1:
        return []
    names = _names(line, topic.scale)
    room = look.width if look.narrow else look.width - 2
    widest = min(max(cell_len(name) for name in names.values()), room // 3)
    points = line.points[-max((room - widest - 2) // _CELL, 2) :]
    rows = {name: number for number, name in enumerate(names)}
    canvas = _drawn(points, rows, len(line.levels))
    parts: list[Renderable] = [Text()]
    for name, number in rows.items():
        if number == len(line.levels) and line.levels:
            parts.append(Text())  # what is off the scale is not below it
        label = words(set_cell_size(_shortened(names[name], widest), widest + 2))
        parts.append(label.append(canvas[number].rstrip(), _style(topic)))
    parts += [words(" " * (widest + 2) + row, "dim") for row in _calendar(points)]
    return [*parts, *_key(line.points, points, "".join(canvas))]


def _shortened(name: str, widest: int) -> str:
    return name if cell_len(name) <= widest else set_cell_size(name, widest - 1).rstrip() + "…"


def _drawn(points: Sequence[Point], rows: Mapping[str, int], levels: int) -> list[str]:
    """Draw a line from point to point, but none to or from an answer that is off the scale."""
    canvas = [[" "] * (_CELL * len(points)) for _ in rows]
    for number, point in enumerate(points):
        at = number * _CELL + 1
        before = points[number - 1] if number else point
        if before.portrait_version != point.portrait_version:
            for row in canvas:
                row[at - 3] = _NEW_VERSION
        if number and before.now and point.now:
            start, end = rows[before.now.level], rows[point.now.level]
            if max(start, end) < levels:
                far = point.day - before.day > _HALF_A_YEAR
                _join(canvas, at, start, end, _FAR if far else _NEAR)
        if point.then:
            beside = (2 if number else 1) if point.now else 0
            canvas[rows[point.then.level]][at - beside] = _THEN
        if point.now:
            canvas[rows[point.now.level]][at] = _NOW
    return ["".join(row) for row in canvas]


def _join(canvas: list[list[str]], at: int, start: int, end: int, sign: str) -> None:
    """Draw one step."""
    for column in range(at - _CELL + 1, at):
        if canvas[start][column] == " ":
            canvas[start][column] = sign
    for row in range(min(start, end) + 1, max(start, end)):
        canvas[row][at] = "│"
    canvas[start][at] = "╯" if end < start else "╮"


def _calendar(points: Sequence[Point]) -> list[str]:
    """Write months and years below the points, each where it is another than before."""
    months, years, before = "", "", ""
    for point in points:
        month = f"{point.day:%b}" if f"{point.day:%Y-%m}" != before[:7] else ""
        year = str(point.day.year) if str(point.day.year) != before[:4] else ""
        months, years, before = months + month.ljust(_CELL), years + year.ljust(_CELL), point.day.isoformat()
    return [months.rstrip(), years.rstrip()]


def _key(points: Sequence[Point], drawn: Sequence[Point], signs: str) -> list[Renderable]:
    """Explain the signs that are there."""
    said = []
    if _THEN in signs:
        said.append(f"{_THEN} then, as I saw it that day")
    if _FAR in signs:
        said.append(f"{_FAR} more than half a year in between")
    versions = [point.portrait_version for point in drawn]
    changed = [new for old, new in pairwise(versions) if old != new]
    if changed:
        said.append(f"{_NEW_VERSION} from here on, version {', then '.join(changed)} of the portrait")
    if len(drawn) < len(points):
        said.append(f"The picture begins on {day(drawn[0].day)}.")
    return [words(line, "dim") for line in said]


# --- the words ---


def _point(point: Point, style: str, look: Look, *, brief: bool = False) -> list[Renderable]:
    """Show a day and its level, with the words behind it and the plans told of, unless it is brief."""
    if look.plain:
        said = _sentences(point)
        return [words(line) for line in (said[:1] if brief else said)]
    head = words(f"{day(point.day)}  ")
    if point.now:
        head.append_text(_level(point.now, look, style))
    below = [words(f"then, as I saw it that day: {point.then.label}", "dim")] if point.then else []
    if point.evidence:
        below.append(words(f"“{first_lines(point.evidence)}”"))
    below += [words(line, "dim") for line in _told(point)]
    return [head, *(Padding(line, (0, 0, 0, 2)) for line in below)]


def _level(placed: Placement, look: Look, style: str) -> Text:
    return level(placed.label, placed.height, len(placed.levels), look, style)


def _sentences(point: Point) -> list[str]:
    """Say a point in sentences, the day and what was chosen first."""
    chosen = [point.now.label] if point.now else []
    chosen += [f"{'Then' if chosen else 'then'}, as I saw it that day: {point.then.label}"] if point.then else []
    evidence = [f"“{first_lines(point.evidence)}”"] if point.evidence else []
    return [f"{day(point.day)}: {'. '.join(chosen)}.", *evidence, *(f"{line}." for line in _told(point))]


def _told(point: Point) -> list[str]:
    """Say how plans went, with the day where it is another one."""
    lines = []
    for one in point.told:
        told = "" if one.day == point.day else f", {day(one.day)}"
        lines.append(f"{one.in_words(told)}: {one.told.sentence}")
    return lines


def _changes(line: Line) -> list[Renderable]:
    """Say what changed since when, each earlier day and each change once."""
    days: dict[date, Comparison] = {}
    for one in line.comparisons:
        days.setdefault(one.since, one)
    since: dict[str, list[str]] = {}
    for one in days.values():
        since.setdefault(_how(one), []).append(_since(one))
    sentences = (f"{'; '.join(times)}: {how}." for how, times in since.items())
    return [words(said[:1].upper() + said[1:]) for said in sentences]


def _since(one: Comparison) -> str:
    match one.over:
        case "last":
            return f"since last time, {day(one.since)}"
        case "first":
            return f"since the first time, {day(one.since)}"
        case "span":
            return f"since the first of these days, {day(one.since)}"
        case "year":
            return f"over the school year, since {day(one.since)}"
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
