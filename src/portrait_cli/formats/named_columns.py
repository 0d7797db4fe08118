"""A table whose headers are set by a program that wrote it, so that each column is found by its name."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric import one_line
from portrait_cli.formats.sheet import Row, Sheet

_HEADER_WITHIN = 30  # rows
_MOST_COLUMNS = 200
_LONGEST_HEADER = 100  # characters


class NamedColumns(Struct, frozen=True):
    """The rows below a header and above it, and the number of each column by the letters and digits of its header."""

    header: Row
    names: Mapping[str, int]
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()

    def said(self, row: Row, *names: str) -> str:
        """Return what a row says in the first of these columns that is there and not empty."""
        cells = (row.cell(self.names[name]) for name in names if name in self.names)
        return next((cell.strip() for cell in cells if cell.strip()), "")

    def left_out(self, used: set[str]) -> Iterator[str]:
        """Name the other columns in which any row says something."""
        others = [name for name, index in self.names.items() if name not in used and self._has_words(index)]
        headers = [shortened(one_line(self.header.cell(self.names[name]))) for name in others]
        if headers:
            yield f"columns left out, as a portrait has no place for them: {', '.join(headers)}"

    def _has_words(self, index: int) -> bool:
        return any(row.cell(index).strip() for row in self.rows)


def find(sheets: Sequence[Sheet], *needed: str) -> NamedColumns | None:
    """Find the first header that has all of these names, in the first rows of a sheet."""
    for sheet in sheets:
        for place, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            names = _names(row)
            if all(name in names for name in needed):
                below = tuple(other for other in sheet.rows[place + 1 :] if other.filled)
                return NamedColumns(row, names, below, sheet.rows[:place])
    return None


def _names(row: Row) -> dict[str, int]:
    """Find each column by its name; the first of several with the same name counts."""
    names: dict[str, int] = {}
    for index, cell in enumerate(row.cells[:_MOST_COLUMNS]):
        name = name_of(cell[:_LONGEST_HEADER])
        if name:
            names.setdefault(name, index)
    return names


def name_of(header: str) -> str:
    """Return a header's letters and digits: programs differ in `isChildOf`, `Is Child Of` and `is_child_of`."""
    return "".join(filter(str.isalnum, header)).casefold()
