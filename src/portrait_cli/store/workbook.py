"""From the bytes of an Excel workbook to its sheets."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats.sheet import Row, Sheet
from portrait_cli.formats.sheet_text import row_of

_LARGEST = 30_000_000
"""Bytes that a workbook may unpack to."""
_MOST_ROWS, _MOST_COLUMNS = 6_000, 100
"""More than what a framework of competencies has."""
_ROWS_OF_TABLE = 1_500
"""What is read of a sheet that has a stray cell far below."""
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "in the spreadsheet choose Save as, Excel workbook (.xlsx) or CSV (UTF-8), and try again"
_COPY = "copy its table into a spreadsheet, and save that as CSV (UTF-8)"
_DAMAGED = (
    InvalidFileException,
    SyntaxError,  # of ElementTree, and of lxml, which is used where it is installed
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What openpyxl, and the readers of XML and of archives below it, raise for bytes that are damaged."""
_PARTS = (
    ("xl/", "", ""),
    ("word/", "a Word document", _COPY),
    ("ppt/", "a PowerPoint presentation", _COPY),
    ("Index/", "a Numbers document", "in Numbers choose File, Export To, CSV"),
    ("content.xml", "an OpenDocument file", _SAVE_AS),
    ("", "a compressed folder", "unpack it, and name the table in it"),
)
"""How the names in an archive begin, what that makes it, and what helps; the first is what we read."""


def read_workbook(data: bytes, file: str) -> tuple[Sheet, ...]:
    """Read the sheets. Raises InvalidFileError for what is no workbook, or locked, or damaged, or too large."""
    if data.startswith(_OLD):
        raise _old(data, file)
    _check_archive(data, file)
    try:
        with warnings.catch_warnings(action="ignore"):  # of what it does not know in a workbook, and we do not need
            book = load_workbook(io.BytesIO(data), data_only=True)
            return tuple(_sheet(sheet) for sheet in book.worksheets)
    except _DAMAGED:
        message = f"{file} is a damaged workbook, which we cannot read"
        raise InvalidFileError(message, hint=f"open it in a spreadsheet; if that can: {_SAVE_AS}") from None


def _old(data: bytes, file: str) -> InvalidFileError:
    if _ENCRYPTED in data:
        return InvalidFileError(
            f"{file} is locked with a password", hint="in the spreadsheet save a copy without a password"
        )
    return InvalidFileError(f"{file} is in an old format of Excel or Word, which we cannot read", hint=_SAVE_AS)


def _check_archive(data: bytes, file: str) -> None:
    """Refuse what is packed like a workbook and is none, and what would take all memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise InvalidFileError(f"{file} is damaged: it is compressed, and does not open", hint=_SAVE_AS) from None
    if sum(part.file_size for part in parts) > _LARGEST:
        raise InvalidFileError(f"{file} is too large for a rubric", hint=_SAVE_AS)
    for beginning, what, hint in _PARTS:
        if any(part.filename.startswith(beginning) for part in parts):
            if what:
                raise InvalidFileError(f"{file} is {what}, not a table", hint=hint)
            return


def _sheet(sheet: Worksheet) -> Sheet:
    """Read a sheet, and name what is beyond the rows and columns of a rubric."""
    height = sheet.max_row if sheet.max_row <= _MOST_ROWS else _ROWS_OF_TABLE
    width = min(sheet.max_column, _MOST_COLUMNS)
    rows = [
        _row(number, cells) for number, cells in enumerate(sheet.iter_rows(max_row=height, max_col=width), start=1)
    ]
    return Sheet(
        tuple(rows),
        sheet.title,
        hidden=sheet.sheet_state != "visible",
        is_cut=sheet.max_row > height or sheet.max_column > width,
    )


def _row(number: int, cells: Iterable[object]) -> Row:
    return row_of(number, [_text(cell) for cell in cells])


def _text(cell: object) -> str:
    """Write a cell as the spreadsheet shows it."""
    value = getattr(cell, "value", None)
    is_percent = str(getattr(cell, "number_format", "")).endswith("%")
    match value:
        case bool():
            return str(value).upper()
        case int() | float() if is_percent:
            return f"{value * 100:.10g}%"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time() | int() | float() | str():
            return str(value)
        case _:
            return ""
