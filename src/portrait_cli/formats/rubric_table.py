"""From the table that a spreadsheet saved to a rubric, or to every problem with its row."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import shortened
from portrait_cli.formats import case_package, known_tables, rubric_tree, sheet, starter, yaml_tree
from portrait_cli.formats.problems import MAX_BYTES, MOST_SHOWN
from portrait_cli.formats.rubric import Rubric, clean, one_line
from portrait_cli.formats.rubric_headers import names_attributes
from portrait_cli.formats.rubric_tree import Remarks, Row
from portrait_cli.formats.sheet import Sheet

_DELIMITERS = ",;\t"
_HEADER_WITHIN = 30  # rows: there is only a title above it
_MOST_COLUMNS = 100
_MOST_ROWS = 1000
_MOST_KNOWN_ROWS = 5000  # more than the items that a framework may have
_ALMOST = 0.95  # room in the portrait for what its owners write

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "in the spreadsheet choose Save as, CSV (UTF-8), and try again"


class _Beginning(Struct, frozen=True):
    """The first rows of a table, if this delimiter is the right one, and what kept us from reading further."""

    delimiter: str
    rows: list[Row]
    problem: InvalidFileError | None

    def headers(self) -> list[Row]:
        """List the rows that may be the header of a rubric."""
        return [row for row in self.rows if names_attributes(row.cells)]


def read(data: bytes, file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read a rubric table saved as CSV; return the rubric and warnings about what was left out or changed.

    Raises InvalidFileError with every problem as `file:row: what was found, what to do`.
    """
    if case_package.recognizes(data):
        return _fitting(*case_package.read(data, file), file)
    text = _text(data, file)
    for delimiter in _DELIMITERS:
        known = known_tables.read(_sheets(text, delimiter, file), file)
        if known:
            return _fitting(*known, file)
    delimiter, header = _header(text, file)
    rows = list(_rows_below(header, _rows(text, delimiter, file)))
    if len(rows) > _MOST_ROWS:
        raise InvalidFileError(f"{file} has more than {_MOST_ROWS:,} rows, too many for a rubric")

    remarks = Remarks()
    rubric = rubric_tree.build(header, rows, remarks)
    if remarks.problems:
        raise InvalidFileError("\n".join(_shown(file, remarks.problems)))
    return _fitting(rubric, tuple(_shown(file, remarks.warnings)), file)


def _fitting(rubric: Rubric, remarks: tuple[str, ...], file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Return the same, unless the rubric is too large for a portrait."""
    if not _fits_a_portrait(rubric):
        raise InvalidFileError(f"{file} would make too large a portrait; make it shorter, or split it in two")
    return rubric, remarks


def _sheets(text: str, delimiter: str, file: str) -> tuple[Sheet, ...]:
    """Read a file as the only sheet; it has no rows if this is not its delimiter."""
    try:
        rows = islice(_rows(text, delimiter, file), _MOST_KNOWN_ROWS)
        return (Sheet(tuple(sheet.Row(row.number, tuple(row.cells)) for row in rows)),)
    except InvalidFileError:
        return ()


def _shown(file: str, found: Sequence[tuple[int, str]]) -> list[str]:
    """List remarks by their rows: the first ones, and how many more there are."""
    lines = [f"{file}:{row}: {message}" for row, message in sorted(found)]
    more = len(lines) - MOST_SHOWN
    if more > 0:
        return [*lines[:MOST_SHOWN], f"and {more} more"]
    return lines


def _fits_a_portrait(rubric: Rubric) -> bool:
    """Return True if the portrait file made of a rubric is not too large to be read."""
    written = starter.write(rubric)
    try:
        yaml_tree.parse(written)
    except yaml_tree.YamlError:  # more values than a file may have
        return False
    return len(written.encode()) <= MAX_BYTES * _ALMOST


def _text(data: bytes, file: str) -> str:
    """Read the bytes as a spreadsheet may have written them."""
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a rubric")
    if data.startswith(_WORKBOOKS):
        raise InvalidFileError(f"{file} is a workbook, which we cannot read", hint=_SAVE_AS)
    text = _decoded(data)
    if text is None:
        raise InvalidFileError(f"{file} is not a table that we can read", hint=_SAVE_AS)
    if not text.strip():
        raise InvalidFileError(f"{file} is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    """Decode the bytes as the first encoding that makes a text of them."""
    encodings = ["utf-16"] if data.startswith(_UTF_16) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


def _rows(text: str, delimiter: str, file: str) -> Iterator[Row]:
    """Go through the rows of a table."""
    lines = (f"{line}\n" for line in text.split("\n"))
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, start=1):
            yield Row(number, _trimmed(cells))
    except csv.Error:
        message = "a cell begins with a quotation mark that is not closed, or holds more than a cell can"
        instead = "look at the quotation marks from here on"
        raise InvalidFileError(f"{file}:{number + 1}: {message}; {instead}") from None


def _trimmed(cells: list[str]) -> list[str]:
    """Clean the cells of a row, and drop empty ones at its end."""
    trimmed = [clean(cell) for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _rows_below(header: Row, rows: Iterator[Row]) -> Iterator[Row]:
    """Go through the rows below a header, without empty ones; long tables also repeat their header."""
    for row in rows:
        if row.number > header.number and row.cells and row.cells != header.cells:
            yield row


def _header(text: str, file: str) -> tuple[str, Row]:
    """Find the row with the most headers, one of them an attribute's, and the delimiter between its cells."""
    beginnings = [_beginning(text, delimiter, file) for delimiter in _DELIMITERS]
    headers = [(beginning.delimiter, _widest(beginning.headers())) for beginning in beginnings]
    delimiter, header = max(headers, key=lambda found: _filled(found[1]))
    if not header.cells:
        raise _no_header(beginnings, file)
    return delimiter, header


def _beginning(text: str, delimiter: str, file: str) -> _Beginning:
    """Read the rows that may be the header, as far as they can be read."""
    rows: list[Row] = []
    try:
        for row in _rows(text, delimiter, file):
            if row.number > _HEADER_WITHIN:
                break
            if len(row.cells) <= _MOST_COLUMNS:
                rows.append(row)
    except InvalidFileError as problem:
        return _Beginning(delimiter, rows, problem)
    return _Beginning(delimiter, rows, None)


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell)


def _widest(rows: Sequence[Row]) -> Row:
    """Return the first row with the most cells filled in; an empty one if there is none."""
    return max([Row(1, []), *rows], key=_filled)


def _no_header(beginnings: Sequence[_Beginning], file: str) -> InvalidFileError:
    """Make the error for a table without a header: what kept us from reading further, else the headers found."""
    for beginning in beginnings:
        if beginning.problem:
            return beginning.problem

    widest = _widest([_widest(beginning.rows) for beginning in beginnings])
    cells = [shortened(one_line(cell)) for cell in widest.cells[:MOST_SHOWN] if cell]
    headers = ", ".join(f'"{cell}"' for cell in cells)
    expected = "name one of the headers Attribute, Competency, Standard or Domain"
    found = f"(the headers found are: {headers or 'none'})"
    return InvalidFileError(f"{file}:{widest.number}: found no column for the attributes; {expected} {found}")
