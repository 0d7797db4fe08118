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
_WIDEST_NAME = 26
"""Columns of a choice's name up to which its statement is beside it, and not below."""
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


def choice_lines(shown: Sequence[Item], at: int | None, size: ListSize, *, numbered: bool) -> list[Line]:
    """Draw a list, with the choice `at` a position highlighted and in full.

    If there is no room for every statement, the others are cut to their first lines, or to their names.
    """
    list_ = _List(tuple(shown), size, numbered)
    lines: list[Line] = []
    highlighted = range(0)
    for position, block in enumerate(list_.blocks(at)):
        if position == at:
            highlighted = range(len(lines), len(lines) + len(block))
        lines += block
    return _around(lines, highlighted, size.rows)


def chosen_line(item: Item, columns: int) -> str:
    """Return what was chosen, in one line."""
    return first_lines(item.title, columns)


def _around(lines: list[Line], highlighted: range, rows: int) -> list[Line]:
    """Leave out lines far from the highlighted ones if there are too many."""
    if len(lines) <= rows:
        return lines
    first = min(max(0, highlighted.stop + 1 - rows), max(0, highlighted.start - 1))
    first = min(first, len(lines) - rows)
    seen = lines[first : first + rows]
    if first > 0:
        seen[0] = _line("", f"  {_MORE}")
    if first + rows < len(lines):
        seen[-1] = _line("", f"  {_MORE}")
    return seen


class _List(Struct, frozen=True):
    """A list to be drawn."""

    items: tuple[Item, ...]
    size: ListSize
    numbered: bool

    def blocks(self, at: int | None) -> list[list[Line]]:
        """Draw each choice, with as many lines of its statement as there is room for whichever is highlighted."""
        in_full = [self._block(position, _ALL) for position in range(len(self.items))]
        blocks = in_full
        for most in self._limits():
            blocks = [self._block(position, most) for position in range(len(self.items))]
            most_hidden = max(len(full) - len(block) for full, block in zip(in_full, blocks, strict=True))
            if sum(map(len, blocks)) + most_hidden <= self.size.rows:
                break
        if at is not None:
            blocks[at] = self._block(at, _ALL, is_highlighted=True)
        return blocks

    def _limits(self) -> Sequence[int]:
        """Return how many lines of a statement to try: on a narrow screen all or none, as one says too little."""
        return (_ALL, 0) if self.size.columns < NARROW else (_ALL, 3, 2, 1, 0)

    def _block(self, position: int, most: int, *, is_highlighted: bool = False) -> list[Line]:
        """Draw a choice, with at most so many lines of its statement, and of its name if that is cut, too."""
        item = self.items[position]
        number = f"{position + 1:>{len(str(len(self.items)))}} " if self.numbered else ""
        style = "bold" if is_highlighted else ""
        sign = f"{POINTER} " if is_highlighted else "  "
        left = cell_len(sign + number)
        name_left = left + cell_len(item.dots) + 1 if item.dots else left

        names = _lines(item.name, self.size.columns - name_left, max(most, 1))
        first = f"{sign}{number}{item.dots} " if item.dots else f"{sign}{number}"
        named = [first + names[0], *(" " * name_left + line for line in names[1:])]
        beside = self._beside()
        if not beside:
            below = _lines(item.statement, self.size.columns - left, most)
            return [_line(style, line) for line in named] + [_line("", " " * left + line) for line in below]

        place = left + beside
        statement = _lines(item.statement, self.size.columns - place, most)
        rows = zip_longest(named, statement, fillvalue="")
        return [_line(style, name + " " * (place - cell_len(name)), line) for name, line in rows]

    def _beside(self) -> int:
        """Return how far to the right of the names the statements are; 0 if they are below."""
        widest = max(cell_len(item.title) for item in self.items)
        has_statements = any(item.statement for item in self.items)
        if self.size.columns < NARROW or widest > _WIDEST_NAME or not has_statements:
            return 0
        return widest + _GAP


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
