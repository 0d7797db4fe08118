"""A sheet of cells, as a spreadsheet, a CSV file or a pasted table holds it."""

from msgspec import Struct


class Row(Struct, frozen=True):
    """The cells of a row, and its number in the spreadsheet; there are no empty cells at its end."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Return the text of a cell; empty if the row ends before it."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def filled(self) -> int:
        """Return how many of the cells say something."""
        return sum(1 for cell in self.cells if cell)


class Sheet(Struct, frozen=True):
    """The rows of a sheet from the top, empty ones too; a file that has only one sheet gives it no name."""

    rows: tuple[Row, ...]
    name: str = ""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)
