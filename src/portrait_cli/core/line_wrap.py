"""A text in rows that are broken between words: where each row begins, and where in it a character is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from msgspec import Struct

_WORD = re.compile(r"\S*[^\S\n]*")
"""A word and the blanks after it. They stay together, so that no row begins with a blank."""
_LONG = 1_000
"""Characters of a word that are looked at first: most rows have fewer, and a longer word is cut all the same."""

Cells = Callable[[str], int]
"""Counts the cells that a part of a line takes on the screen; a blank takes at least one."""


class Rows(Struct, frozen=True):
    """A text in rows of at most `width` cells, each with room for the cursor behind its last letter.

    Rows are broken between words; only a word that is longer than a row is cut.
    """

    text: str
    width: int
    cells: Cells
    starts: list[int]
    """The position in the text at which each row begins."""

    def row(self, number: int) -> str:
        """Return the part of the text that is on a row, without a line end."""
        return self.text[self.starts[number] : self._end(number)].removesuffix("\n")

    def number(self, position: int) -> int:
        """Return the number of the row that a position in the text is on."""
        return bisect_right(self.starts, position) - 1

    def place(self, position: int) -> tuple[int, int]:
        """Return the row and the column in it, in cells, of a position in the text."""
        number = self.number(position)
        column = self.cells(self.text[self.starts[number] : position])
        return number, min(column, self.width - 1)

    def position(self, number: int, column: int) -> int:
        """Return the last position of a row that is at this column or, if there is none, before it."""
        start, last = self.starts[number], self.last(number)
        used = 0
        for position in range(start, last):
            used += self.cells(self.text[position])
            if used > column:
                return position
        return last

    def last(self, number: int) -> int:
        """Return the last position on a row: its end, or before its last letter if the line goes on below."""
        end = self._end(number)
        if number == len(self.starts) - 1:
            return end
        if self.text[end - 1] == "\n":
            return end - 1

        last = end - 1
        while last > self.starts[number] and self._is_mark(last):
            last -= 1
        return last

    def before(self, position: int) -> int:
        """Return the position one letter to the left, with the marks on it."""
        position -= 1
        while self._is_mark(position):
            position -= 1
        return max(position, 0)

    def after(self, position: int) -> int:
        """Return the position one letter to the right, with the marks on it."""
        position += 1
        while self._is_mark(position):
            position += 1
        return min(position, len(self.text))

    def _is_mark(self, position: int) -> bool:
        """Return True if a character has no cell of its own, such as an accent on the letter before it."""
        if not 0 < position < len(self.text) or self.text[position] == "\n":
            return False
        return not self.cells(self.text[position])

    def _end(self, number: int) -> int:
        if number + 1 < len(self.starts):
            return self.starts[number + 1]
        return len(self.text)


def wrap(text: str, width: int, cells: Cells) -> Rows:
    """Break a text into rows of at most `width` cells, which are at least two."""
    starts = [0]
    start = _next_start(text, 0, width, cells)
    while start is not None:
        starts.append(start)
        start = _next_start(text, start, width, cells)
    return Rows(text, width, cells, starts)


def rewrap(rows: Rows, text: str) -> Rows:
    """Break a changed text into rows; only those around the change are laid out anew."""
    same_before = _common_start(rows.text, text)
    same_after = _common_end(rows.text, text, min(len(rows.text), len(text)) - same_before)
    moved_by = len(text) - len(rows.text)

    # A change can bring the first word of its row back to the row before.
    first = max(rows.number(same_before) - 1, 0)
    starts = rows.starts[: first + 1]
    start = _next_start(text, starts[-1], rows.width, rows.cells)
    while start is not None:
        if start >= len(text) - same_after:
            before = bisect_left(rows.starts, start - moved_by)
            if rows.starts[before : before + 1] == [start - moved_by]:  # from here on all rows are as they were
                starts += [known + moved_by for known in rows.starts[before:]]
                break
        starts.append(start)
        start = _next_start(text, start, rows.width, rows.cells)
    return Rows(text, rows.width, rows.cells, starts)


def _next_start(text: str, start: int, width: int, cells: Cells) -> int | None:
    """Return where the row after the one that starts here starts, or None if there is none."""
    used, at = 0, start
    while True:
        end = _word_end(text, at, at + _LONG)
        if end == at + _LONG and used + cells(text[at:end]) <= width:
            end = _word_end(text, at, len(text))
        is_last = end == len(text) or text[end] == "\n"
        used += cells(text[at:end])
        if is_last:
            used += 1  # the cursor behind it
        if used > width:
            return at if at > start else _cut(text, start, end, width, cells)
        if is_last:
            return end + 1 if end < len(text) else None
        at = end


def _word_end(text: str, start: int, most: int) -> int:
    word = _WORD.match(text, start, most)
    return word.end() if word else start  # even an empty word matches


def _cut(text: str, start: int, end: int, width: int, cells: Cells) -> int:
    """Return up to where a word that is too long for a row fits on it."""
    used = 0
    for position in range(start, end):
        used += cells(text[position])
        if used > width:
            return max(position, start + 1)
    return end


def _common_start(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    known, most = 0, min(len(one), len(other))
    while known < most:
        tried = (known + most + 1) // 2
        if one.startswith(other[known:tried], known):
            known = tried
        else:
            most = tried - 1
    return known


def _common_end(one: str, other: str, most: int) -> int:
    """Return how many characters, `most` at most, two texts have in common at their end."""
    known = 0
    while known < most:
        tried = (known + most + 1) // 2
        if one.endswith(other[len(other) - tried : len(other) - known], 0, len(one) - known):
            known = tried
        else:
            most = tried - 1
    return known
