"""Growth as a picture in SVG: black on white, levels and days in words, the same file for every format."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from msgspec import Struct
from rich.cells import cell_len

from portrait_cli.core import dates
from portrait_cli.core.document import Picture, Step
from portrait_cli.core.line_wrap import wrap
from portrait_cli.core.text import one_line, visible

WIDTH = 480
"""How wide a picture is, in pixels: five inches on paper, and its words can still be read on a phone."""
_FONTS = (
    "'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Sans CJK SC', sans-serif"
)
_LETTER = 14
_CELL = 8
"""Room for a letter of common width, generously: no one knows which font there will be."""
_LINE = 18
_NAME = 16
"""How many cells wide the names of the levels are at most."""
_EDGE = 44
"""Half a day in words, which stands below its point."""
_DOT = 5


class _Row(Struct, frozen=True):
    """A level, or an off-scale answer, as a row of the picture."""

    lines: tuple[str, ...]
    """Its name, in lines that fit beside the picture."""
    y: int


class _Point(Struct, frozen=True):
    """A step where it is drawn."""

    step: Step
    x: int
    y: int


def picture(picture: Picture) -> str:
    """Draw a line through the levels, with a dot for each step and an open one for each off-scale answer."""
    beside = [*reversed(picture.levels), *_off_scale(picture.steps)]
    names = [_name(level) for level in beside]
    rows = list(_rows(names, on_scale=len(picture.levels)))
    left = max((cell_len(line) for row in rows for line in row.lines), default=0) * _CELL
    points = _points(picture, rows, left)
    bottom = max((row.y + len(row.lines) * _LINE // 2 for row in rows), default=0) + _LINE
    height = bottom + _LINE + _LINE // 2
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    look = f'direction="ltr" font-family="{_FONTS}" font-size="{_LETTER}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {look}>',
        f"<title>{escape(_shown(picture.title))}</title>",
        f"<desc>{escape(_shown(picture.in_words))}</desc>",
        *(_ruled(row, left, is_dashed=number >= len(picture.levels)) for number, row in enumerate(rows)),
        *_path(points),
        *map(_dot, points),
        *_days(points, bottom),
        "</svg>",
    ]
    return "".join(parts)


# --- where things are ---


def _off_scale(steps: Sequence[Step]) -> list[str]:
    return list(dict.fromkeys(step.level for step in steps if step.height is None))


def _name(level: str) -> tuple[str, ...]:
    rows = wrap(_shown(level), _NAME, cell_len)
    return tuple(rows.row(number).rstrip() for number in range(len(rows.starts)))


def _rows(names: Sequence[tuple[str, ...]], *, on_scale: int) -> Iterator[_Row]:
    """Give each level a row, the highest first, and after a gap each off-scale answer."""
    y = 0
    for number, lines in enumerate(names):
        room = len(lines) * _LINE + _LINE
        if number == on_scale:
            y += _LINE
        yield _Row(lines, y + room // 2)
        y += room


def _points(picture: Picture, rows: Sequence[_Row], left: int) -> list[_Point]:
    """Place the steps from left to right, as far from one another as there is room."""
    first, last = left + _EDGE, WIDTH - _EDGE
    apart = (last - first) / max(len(picture.steps) - 1, 1)
    places = (round(first + number * apart) for number in range(len(picture.steps)))
    return [_Point(step, x, rows[_row(step, picture)].y) for step, x in zip(picture.steps, places, strict=True)]


def _row(step: Step, picture: Picture) -> int:
    """Return which row a step is on, counted from 0 for the highest level."""
    on_scale = len(picture.levels)
    if step.height is None:
        return on_scale + _off_scale(picture.steps).index(step.level)
    return on_scale - step.height


# --- what is drawn ---


def _ruled(row: _Row, left: int, *, is_dashed: bool) -> str:
    """Draw a thin line across, with the name of the level before it."""
    dashes = ' stroke-dasharray="2 4"' if is_dashed else ""
    first = row.y - (len(row.lines) - 1) * _LINE / 2 + _LETTER / 3
    name = (
        f'<text x="{left}" y="{first + number * _LINE:.0f}" text-anchor="end">{escape(line)}</text>'
        for number, line in enumerate(row.lines)
    )
    rule = f'<path d="M{left + 10},{row.y}H{WIDTH}" stroke="#aaa" stroke-width="0.5"{dashes} fill="none"/>'
    return rule + "".join(name)


def _path(points: Sequence[_Point]) -> Iterator[str]:
    """Draw each step from the one before, but none to or from an off-scale answer."""
    drawn = "".join(
        f"M{before.x},{before.y}H{point.x}V{point.y}"
        for before, point in pairwise(points)
        if before.step.height is not None and point.step.height is not None
    )
    if drawn:
        yield f'<path d="{drawn}" stroke="#000" stroke-width="2.5" stroke-linejoin="round" fill="none"/>'


def _dot(point: _Point) -> str:
    fill = "#fff" if point.step.height is None else "#000"
    return f'<circle cx="{point.x}" cy="{point.y}" r="{_DOT}" fill="{fill}" stroke="#000" stroke-width="1.5"/>'


def _days(points: Sequence[_Point], bottom: int) -> Iterator[str]:
    """Write the days that there is room for, the first and the last among them, each year where it begins."""
    year = 0
    for point in _with_room(points):
        day = point.step.day
        yield _below(point, bottom, dates.in_words(day, year=False))
        if day.year != year:
            yield _below(point, bottom + _LINE, str(day.year))
        year = day.year


def _with_room(points: Sequence[_Point]) -> list[_Point]:
    """Leave out points whose day would touch the one before or the last one."""
    kept = list(points[:1])
    for point in points[1:]:
        if point.x - kept[-1].x >= 2 * _EDGE and points[-1].x - point.x >= 2 * _EDGE:
            kept.append(point)
    if points and points[-1].x - kept[-1].x >= 2 * _EDGE:
        kept.append(points[-1])
    return kept


def _below(point: _Point, y: int, words: str) -> str:
    return f'<text x="{point.x}" y="{y}" text-anchor="middle">{words}</text>'


def _shown(text: str) -> str:
    return one_line(visible(text))
