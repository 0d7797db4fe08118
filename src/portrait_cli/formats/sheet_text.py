"""From the text of a CSV file, of cells pasted from a spreadsheet or of a table in Markdown to a sheet."""

import csv
import re
from collections.abc import Iterator

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats.rubric import clean
from portrait_cli.formats.sheet import Row, Sheet

_DELIMITERS = ",;\t|"
_ALIKE = 2
"""Numbers of cells that the rows of a table may have: its own, and that of a title."""
_NO_DELIMITER = "\x1f"
_SEPARATOR = re.compile(r"\ufeff?sep=(.)", re.IGNORECASE)
"""The line by which Excel is told what is between the cells."""


def read_sheet(text: str, file: str) -> Sheet:
    """Read a table as its spreadsheet shows it. Raises InvalidFileError for quotation marks that are not closed."""
    lines = text.split("\n")
    rules = [number for number, line in enumerate(lines) if number and _is_rule(line) and "|" in lines[number - 1]]
    if rules:
        return Sheet(tuple(_markdown_rows(lines)), headers=frozenset(rules))
    return Sheet(tuple(_csv_rows(text, file)))


def row_of(number: int, cells: list[str]) -> Row:
    """Make a row: clean its cells, and drop empty ones at its end."""
    cleaned = [clean(cell) for cell in cells]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    return Row(number, tuple(cleaned))


# --- CSV ---


def _csv_rows(text: str, file: str) -> Iterator[Row]:
    first, _, rest = text.partition("\n")
    said = _SEPARATOR.fullmatch(first.strip())
    rows = [[], *_rows(rest, said.group(1), file)] if said else _split(text, file)
    return (row_of(number, cells) for number, cells in enumerate(rows, start=1))


def _split(text: str, file: str) -> list[list[str]]:
    """Split the rows by the delimiter that splits most of them; commas with a blank behind them are rather words'."""
    found: list[tuple[int, float, int, list[list[str]]]] = []
    problems: dict[str, InvalidFileError] = {}
    for place, delimiter in enumerate(sign for sign in _DELIMITERS if sign in text):
        try:
            rows = _rows(text, delimiter, file)
        except InvalidFileError as error:
            problems[delimiter] = error
        else:
            as_words = text.count(f"{delimiter} ") / text.count(delimiter)
            found.append((sum(1 for cells in rows if len(cells) > 1), -as_words, -place, rows))
    number, as_words, _, best = max(found, default=(0, 0.0, 0, []))
    in_words = as_words == -1 and len({len(cells) for cells in best if cells}) > _ALIKE
    if number * 4 >= sum(1 for cells in best if cells) > 0 and not in_words:
        return best
    lines = [line for line in text.split("\n") if line.strip()]
    for delimiter, problem in problems.items():
        if sum(1 for line in lines if delimiter in line) * 2 >= len(lines) or not found:
            raise problem
    return _rows(text, _NO_DELIMITER, file)  # commas here and there are part of the words


def _rows(text: str, delimiter: str, file: str) -> list[list[str]]:
    """Read the rows with a delimiter between their cells."""
    lines = (f"{line}\n" for line in text.split("\n"))
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:
        message = "a cell begins with a quotation mark that is not closed, or holds more than a cell can"
        instead = "look at the quotation marks from here on"
        raise InvalidFileError(f"{file}:{len(rows) + 1}: {message}; {instead}") from None
    return rows


# --- Markdown ---


def _is_rule(line: str) -> bool:
    """Return True for the line below the header of a table in Markdown: `|---|:--:|`."""
    return "|" in line and "-" in line and not set(line) - set("|-: \t")


def _markdown_rows(lines: list[str]) -> Iterator[Row]:
    """Read a document with tables: headings and lines beside the tables are rows of one cell."""
    for number, line in enumerate(lines, start=1):
        if _is_rule(line):
            continue
        if "|" in line:
            inner = line.strip().removeprefix("|").removesuffix("|")
            yield row_of(number, [_without_signs(cell) for cell in re.split(r"(?<!\\)\|", inner)])
        else:
            yield row_of(number, [_without_signs(line.strip().lstrip("#"))])


def _without_signs(cell: str) -> str:
    """Take the signs for bold, links and line ends off a cell."""
    cell = re.sub(r"<br\s*/?>", "\n", cell, flags=re.IGNORECASE).replace("\\|", "|")
    cell = re.sub(r"\[([^\]]*)\]\([^()]*\)", r"\1", cell)
    return re.sub(r"(\*\*|__|`)(?=\S)(.*?)(?<=\S)\1", r"\2", cell)
