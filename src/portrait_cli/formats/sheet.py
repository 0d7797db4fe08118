"""A sheet of cells, as a spreadsheet, a CSV file or a pasted table holds it."""

from msgspec import Struct

_ACROSS = 3
"""Cells with the same text that are one merged cell."""


class Row(Struct, frozen=True):
    """The cells of a row, and its number in the spreadsheet; there are no empty cells at its end."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Return the text of a cell; empty if the row ends before it."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def only(self) -> str:
        """Return the text of the only cell that says something, on one line; empty if there are none or several.

        A cell that was merged across the row, and then filled in each of its columns, is one.
        """
        texts = {cell for cell in self.cells if cell}
        if len(texts) != 1 or (self.filled > 1 and self.filled < _ACROSS):
            return ""
        return " ".join(texts.pop().split())

    @property
    def filled(self) -> int:
        """Return how many of the cells say something."""
        return sum(1 for cell in self.cells if cell)


class Sheet(Struct, frozen=True):
    """The rows of a sheet from the top, empty ones too; a file that has only one sheet gives it no name."""

    rows: tuple[Row, ...]
    name: str = ""
    hidden: bool = False
    """Whether its workbook does not show it."""
    is_cut: bool = False
    """Whether it has cells far below or far to the right that were not read."""
    headers: frozenset[int] = frozenset()
    """The numbers of the rows that are marked as headers, where the format marks them."""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)
