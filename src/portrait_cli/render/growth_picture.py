"""The small picture of growth: level names at the left, a point for each entry, months and years below."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

from portrait_cli.core.growth import Line
from portrait_cli.core.growth_points import Point
from portrait_cli.core.growth_words import level_names
from portrait_cli.core.portrait import Scale
from portrait_cli.core.text import visible
from portrait_cli.render.phrases import day
from portrait_cli.render.screen import Column, Look, words

_CELL = 5
"""Columns that a point takes: room for a year below it."""
_NOW, _THEN, _NEW_VERSION, _NEAR, _FAR = "●", "○", "┊", "─", "╌"
_HALF_A_YEAR = timedelta(days=183)


def picture(line: Line, scale: Scale | None, style: str, look: Look) -> Column:
    """Draw the points in rows of level names, the top level first; a single point needs no picture.

    `scale` is the one in use today.
    """
    column = Column()
    if look.plain or len(line.points) == 1:
        return column

    names = {level: visible(name) for level, name in level_names(line, scale).items()}
    room = look.width
    if not look.narrow:
        room -= 2  # at the left
    left = min(_widest(names.values()), room // 3) + 2
    most = max((room - left) // _CELL, 2)
    points = line.points[-most:]
    canvas = _Canvas(list(names), on_scale=len(line.levels), points=len(points))
    canvas.draw(points)

    column.blank()
    for number, (level, name) in enumerate(names.items()):
        if line.levels and number == len(line.levels):
            column.blank()  # answers that are off the scale are not below its lowest level
        label = words(_label(name, left))
        column.add(label.append(canvas.row(level), style))
    for row in _months_and_years(points):
        column.line(" " * left + row, "dim")
    for said in _key(points, canvas.signs, is_cut=len(points) < len(line.points)):
        column.line(said, "dim")
    return column


# --- the names of the levels ---


def _widest(names: Iterable[str]) -> int:
    return max(cell_len(name) for name in names)


def _label(name: str, width: int) -> str:
    """Make a name as wide as the room left of the picture, with two spaces at its end."""
    widest = width - 2
    if cell_len(name) > widest:
        name = set_cell_size(name, widest - 1).rstrip() + "…"
    return set_cell_size(name, width)


# --- the drawing ---


class _Canvas:
    """Rows of single characters, one row a level, on which the points are drawn."""

    def __init__(self, levels: Sequence[str], *, on_scale: int, points: int) -> None:
        self._rows = {level: number for number, level in enumerate(levels)}
        self._on_scale = on_scale  # how many of the levels, counted from the first, are on the scale
        self._cells = [[" "] * (_CELL * points) for _ in levels]

    def row(self, level: str) -> str:
        """Return what is drawn in the row of a level."""
        return "".join(self._cells[self._rows[level]]).rstrip()

    @property
    def signs(self) -> frozenset[str]:
        """Return the signs that are on the canvas."""
        return frozenset[str]().union(*self._cells)

    def draw(self, points: Sequence[Point]) -> None:
        """Draw the points from left to right, and a line from each to the next."""
        before: Point | None = None
        for number, point in enumerate(points):
            at = number * _CELL + 1
            if before:
                self._draw_version(at, before, point)
                self._draw_line(at, before, point)
            self._draw_point(at, point)
            before = point

    def _draw_version(self, at: int, before: Point, point: Point) -> None:
        """Draw a line from top to bottom where another version of the portrait begins."""
        if before.portrait_version != point.portrait_version:
            for row in self._cells:
                row[at - 3] = _NEW_VERSION

    def _draw_line(self, at: int, before: Point, point: Point) -> None:
        """Draw a line to a point from the one before, but none to or from an answer that is off the scale."""
        if before.now is None or point.now is None:
            return
        start, end = self._rows[before.now.level], self._rows[point.now.level]
        if max(start, end) >= self._on_scale:
            return

        sign = _FAR if point.day - before.day > _HALF_A_YEAR else _NEAR
        self._draw_across(start, at, sign)
        self._draw_up_or_down(start, end, at)

    def _draw_across(self, row: int, at: int, sign: str) -> None:
        for column in range(at - _CELL + 1, at):
            if self._cells[row][column] == " ":
                self._cells[row][column] = sign

    def _draw_up_or_down(self, start: int, end: int, at: int) -> None:
        for row in range(min(start, end) + 1, max(start, end)):
            self._cells[row][at] = "│"
        self._cells[start][at] = "╯" if end < start else "╮"

    def _draw_point(self, at: int, point: Point) -> None:
        """Draw the level of an earlier time a little to the left, so that both can be seen on one row."""
        if point.then and point.now:
            self._put(point.then.level, at - min(at, 2), _THEN)
        elif point.then:
            self._put(point.then.level, at, _THEN)
        if point.now:
            self._put(point.now.level, at, _NOW)

    def _put(self, level: str, at: int, sign: str) -> None:
        self._cells[self._rows[level]][at] = sign


# --- below the drawing ---


def _months_and_years(points: Sequence[Point]) -> tuple[str, str]:
    """Write the months and the years below the points, each only where it changes."""
    months, years = "", ""
    before: date | None = None
    for point in points:
        new_year = before is None or point.day.year != before.year
        new_month = before is None or point.day.replace(day=1) != before.replace(day=1)
        months += _in_cell(f"{point.day:%b}", shown=new_month)
        years += _in_cell(str(point.day.year), shown=new_year)
        before = point.day
    return months.rstrip(), years.rstrip()


def _in_cell(text: str, *, shown: bool) -> str:
    if not shown:
        return " " * _CELL
    return text.ljust(_CELL)


def _key(points: Sequence[Point], signs: frozenset[str], *, is_cut: bool) -> list[str]:
    """Explain the signs that are in the picture, and say so if it does not begin with the first point."""
    said: list[str] = []
    if _THEN in signs:
        said.append(f"{_THEN} an earlier time, looking back that day")
    if _FAR in signs:
        said.append(f"{_FAR} more than half a year in between")
    versions = _new_versions(points)
    if versions:
        said.append(f"{_NEW_VERSION} from here on, version {', then '.join(versions)} of the portrait")
    if is_cut:
        said.append(f"The picture begins on {day(points[0].day)}.")
    return said


def _new_versions(points: Sequence[Point]) -> list[str]:
    """List the versions of the portrait that begin between two points."""
    versions = [point.portrait_version for point in points]
    return [new for old, new in pairwise(versions) if old != new]
