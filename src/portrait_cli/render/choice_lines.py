"""The lines of a list to choose from: each choice with its statement, or as much of it as there is room for."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from msgspec import Struct
from rich.cells import cell_len

from portrait_cli.core.session import Step
from portrait_cli.core.text import visible
from portrait_cli.render.levels import dots
from portrait_cli.render.phrases import first_lines, wrapped
from portrait_cli.render.screen import NARROW, Look

POINTER = "›"
_WIDEST_NAME = 28
"""Columns up to which a choice's name has its statement beside it, and not below."""
_GAP = 2
_ALL = 1_000
"""More lines than a statement has."""
_MORE = "⋮"
"""Stands where choices are hidden above or below."""

Line: TypeAlias = tuple[tuple[str, str], ...]
"""Parts of a line, each with its style: bold or none."""


class Item(Struct, frozen=True):
    """A choice as it is shown."""

    name: str
    dots: str = ""
    statement: str = ""

    @property
    def title(self) -> str:
        """The name, behind the dots of its level if it is one."""
        return f"{self.dots} {self.name}" if self.dots else self.name


def items(step: Step, look: Look) -> tuple[Item, ...]:
    """Return the choices of a step as they are shown."""
    levels = len(step.levels)
    return tuple(
        Item(visible(choice.label), dots(choice.height, levels, look), visible(choice.statement))
        for choice in step.choices
    )


class ListSize(Struct, frozen=True):
    """The room for a list, in columns and rows."""

    columns: int
    rows: int


def choice_lines(
    shown: Sequence[Item], at: int | None, size: ListSize, *, numbered: bool, passed: int = 0
) -> list[Line]:
    """Draw a list, with the choice `at` a position highlighted and in full.

    If there is no room for every statement, the others are cut to their first lines, or to their names. Of a
    highlighted choice that is itself too long, as many lines are left out as were `passed` in reading.
    """
    lines: list[Line] = []
    highlighted = range(0)
    for position, block in enumerate(_List(tuple(shown), size, numbered).blocks(at)):
        if position == at:
            highlighted = range(len(lines), len(lines) + len(block))
        lines += block
    if len(lines) <= size.rows:
        return lines
    return _around(lines, highlighted, size.rows, passed)


def chosen_line(item: Item, columns: int) -> str:
    """Return what was chosen, in one line."""
    return first_lines(item.title, columns)


def _around(lines: list[Line], highlighted: range, rows: int, passed: int) -> list[Line]:
    """Leave out lines that are far from the highlighted ones, and name the key that reads on in these."""
    first = min(max(0, highlighted.stop + 1 - rows), max(0, highlighted.start - 1))
    first = min(first + passed, len(lines) - rows)
    last = first + rows - 1
    seen = lines[first : last + 1]
    if first > 0:
        seen[0] = _line("", f"  {_MORE}")
    if last < highlighted.stop - 1:
        seen[-1] = _line("", f"  {_MORE} Page Down")
    elif last < len(lines) - 1:
        seen[-1] = _line("", f"  {_MORE}")
    return seen


class _List(Struct, frozen=True):
    """A list to be drawn."""

    items: tuple[Item, ...]
    size: ListSize
    numbered: bool

    def blocks(self, at: int | None) -> list[list[Line]]:
        """Draw each choice, with as many lines of its statement as there is room for whichever is highlighted."""
        for beside, most in self._layouts():
            in_full = [self._block(position, beside, _ALL) for position in range(len(self.items))]
            blocks = [self._block(position, beside, most) for position in range(len(self.items))]
            most_hidden = max(len(full) - len(block) for full, block in zip(in_full, blocks, strict=True))
            if sum(map(len, blocks)) + most_hidden <= self.size.rows:
                break
        if at is not None:
            blocks[at] = self._block(at, beside, _ALL, is_highlighted=True)
        return blocks

    def _layouts(self) -> Sequence[tuple[int, int]]:
        """List the layouts to try, the roomiest first.

        They are how far to the right of the names the statements are, or 0 for below, and how many lines each has:
        on a narrow screen all or none, as one says too little.
        """
        if self.size.columns < NARROW:
            return (0, _ALL), (0, 0)
        beside = max(cell_len(item.title) for item in self.items) + _GAP
        if beside > _WIDEST_NAME or not any(item.statement for item in self.items):
            beside = 0
        return (beside, _ALL), (beside, 3), (beside, 2), (beside, 1), (0, 0)

    def _block(self, position: int, beside: int, most: int, *, is_highlighted: bool = False) -> list[Line]:
        """Draw a choice, with at most so many lines of its statement, and of its name if that is cut, too."""
        item = self.items[position]
        number = f"{position + 1:>{len(str(len(self.items)))}}  " if self.numbered else ""
        style = "bold" if is_highlighted else ""
        sign = f"{POINTER} " if is_highlighted else "  "
        left = cell_len(sign + number)
        before_name = f"{sign}{number}{item.dots} " if item.dots else f"{sign}{number}"
        name_left = cell_len(before_name)

        first, *others = _lines(item.name, self.size.columns - name_left, max(most, 1)) or [""]
        named = [before_name + first, *(" " * name_left + line for line in others)]
        if not beside:
            below = _lines(item.statement, self.size.columns - left, most)
            return [_line(style, line) for line in named] + [_line("", " " * left + line) for line in below]

        place = left + beside
        statement = _lines(item.statement, self.size.columns - place, most)
        rows = zip_longest(named, statement, fillvalue="")
        return [_line(style, name + " " * (place - cell_len(name)), line) for name, line in rows]


def _line(style: str, text: str, rest: str = "") -> Line:
    """Return a line of which the text is in a style, and the rest is not."""
    return ((style, text), ("", rest))


def _lines(text: str, columns: int, most: int) -> list[str]:
    """Break a text into at most so many lines; the last one of those that are cut ends with three dots."""
    if not text or not most:
        return []
    lines = list(wrapped(text, columns))
    if len(lines) <= most:
        return lines
    last = next(wrapped(lines[most - 1], columns - 1))
    return [*lines[: most - 1], f"{last}…"]
