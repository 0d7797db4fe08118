"""Rubric tables on the disk: the file's sheets, and the words by which tables are understood."""

from importlib import import_module
from pathlib import Path

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import rubric_words
from portrait_cli.formats.rubric_words import RubricWords
from portrait_cli.formats.sheet import Sheet
from portrait_cli.formats.sheet_text import read_sheet
from portrait_cli.formats.table_text import read_text
from portrait_cli.store import files, workbook

LARGEST = 20_000_000
"""Bytes of a file to read from: workbooks hold much that is no text."""
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, and everything that is packed in the same way."""
_WORDS = "rubric_words.yaml"


def contents(path: Path, name: str) -> bytes:
    """Read a file. Raises InvalidFileError if it is too large, StorageError if the system refuses."""
    with files.storage_errors(path), path.open("rb") as opened:
        data = opened.read(LARGEST + 1)  # enough to see that a file is too large
    check_size(data, name)
    return data


def check_size(data: bytes, name: str) -> None:
    """Raise InvalidFileError for more than a rubric can be."""
    if len(data) > LARGEST:
        raise InvalidFileError(f"{name} is larger than 20 MB, too large for a rubric")


def sheets_in(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Find the sheets in a workbook, a CSV file, cells pasted from a spreadsheet or a table in Markdown.

    Raises InvalidFileError, which says what the file is, for everything else.
    """
    if data.startswith(_PACKED):
        return workbook.read_workbook(data, name)
    return (read_sheet(read_text(data, name), name),)


def words() -> RubricWords:
    """Read the words by which rubric tables are understood."""
    folder = import_module("portrait_cli.data").__path__[0]
    return rubric_words.parse(Path(folder, _WORDS).read_text(encoding="utf-8"))
