"""How high a document will be in Word, near enough to choose letters with which it is on one page."""

import re
from collections.abc import Iterable, Sequence
from math import ceil
from typing import assert_never

from msgspec import Struct

from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Picture,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.export import columns, svg
from portrait_cli.export.text_width import ems
from portrait_cli.formats.rich_words import rich

SIZES = (10.5, 10.0, 9.5)
"""The sizes of the text, in points: a document for one page has the largest with which it is on one."""
PICTURE = 0.65
"""How much of the width of a page a picture takes."""
CELL = 10
"""What is beside the words of a cell, in points."""
_LINE = 1.15 * 1.1
"""The height of a line of the text, and of one in a footer."""
_ON_LINE, _HEADING, _FOOTER, _TO_SIGN = 2.1, 14.0, 7.5, 37.0
_IN_MARGIN, _BELOW_TABLE = 18.0, 6.0
"""How much of the footer is within the margin, and what a table adds to the space of what follows."""
_VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def size_in_tables(size: float) -> float:
    """Return the size of the letters in a table beside text of a size, as Word counts it: in half points."""
    return size - 1


def size_for(document: Document, parts: Iterable[Part], width: float, height: float) -> float:
    """Return the size of the text for a page that has so much room, in points, with the footer."""
    parts = tuple(parts)
    fitting = (size for size in SIZES if _Lines(size, width).of(document, parts) <= height)
    return next(fitting, SIZES[0])


class _Lines(Struct, frozen=True):
    """Measures what is set in letters of a size."""

    size: float
    width: float

    def of(self, document: Document, parts: Iterable[Part]) -> float:
        """Return how high a document is, in points."""
        title = self._text(document.title, 6, 20)
        subtitle = self._text(document.subtitle, 12, 12) if document.subtitle else 0
        footer = sum(self._text(line, 1, _FOOTER) for line in (*document.footer, "")) - _IN_MARGIN
        return title + subtitle + max(footer, 0) + sum(map(self._part, parts))

    def _part(self, part: Part) -> float:
        match part:
            case Heading():
                return self._text(part.text, 20, _HEADING)
            case Paragraph():
                return self._text(part.text, 9)
            case Words():
                return sum(self._text(block.text, 6) for block in rich(part))
            case Bullets():
                return sum(self._text(item, 4) for item in part.items)
            case Room():
                return self._text(part.label, 10) + part.lines * self.size * _ON_LINE + 8
            case Signatures():
                return _TO_SIGN * len(part.labels)
            case NewPage():
                return 0
            case Table() | Facts() | Picture():
                return self._wide(part)
            case _:
                assert_never(part)

    def _wide(self, part: Table | Facts | Picture) -> float:
        match part:
            case Table():
                shares = columns.shares(part, self.width / size_in_tables(self.size))
                return self._text(part.caption, 12) + self._rows((part.header, *part.rows), shares)
            case Facts():
                return self._rows(part.pairs, (250, 750))
            case Picture():
                found = _VIEW_BOX.search(svg.picture(part))
                across, down = map(int, found.groups()) if found else (1, 1)
                return self._text(part.title, 12) + self.width * PICTURE * down / across + 8

    def _rows(self, rows: Iterable[Sequence[str]], shares: Sequence[int]) -> float:
        return sum(self._row(row, shares) for row in rows) + _BELOW_TABLE

    def _row(self, row: Sequence[str], shares: Sequence[int]) -> float:
        size = size_in_tables(self.size)
        cells = zip(row, shares, strict=True)
        high = max(self._text(cell, 5, size, self.width * share / 1000 - CELL) for cell, share in cells)
        return high if any(row[1:]) else max(high, 26)

    def _text(self, text: str, space: float, size: float = 0, width: float = 0) -> float:
        """Return how high a text is with the space before and after it."""
        size = size or self.size
        width = max(width or self.width, size)
        lines = sum(max(ceil(ems(line) * size / width), 1) for line in text.split("\n"))
        return lines * size * _LINE + space
