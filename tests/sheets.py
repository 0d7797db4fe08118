"""Sheets for tests, as CSV text and as what a workbook holds."""

import csv

from portrait_cli.formats.sheet import Row, Sheet


def sheet(text: str, name: str = "") -> Sheet:
    """Make a sheet of CSV."""
    return of_rows(list(csv.reader(text.splitlines())), name)


def of_rows(rows: list[list[str]], name: str = "") -> Sheet:
    """Make a sheet of rows; a row has no empty cells at its end."""
    return Sheet(tuple(Row(number, _trimmed(cells)) for number, cells in enumerate(rows, start=1)), name)


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    filled = [index for index, cell in enumerate(cells, start=1) if cell]
    return tuple(cells[: max(filled, default=0)])
