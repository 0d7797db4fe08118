"""The formats that can be imported: their names, and how to recognize them."""

from typing import Literal, get_args

from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.jrnl import looks_like_jrnl
from portrait_cli.formats.imports.source import SourceFile

FileFormat = Literal["jrnl", "dayone", "markdown"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
_BYTES_TO_LOOK_AT = 4096


def find_format(name: str) -> FileFormat | None:
    """Find a format by its name as people write it, such as `Day One`. Return None if there is no such format."""
    plain_name = name.casefold().replace(" ", "")
    for known in FILE_FORMATS:
        if known == plain_name:
            return known
    return None


def guess_format(file: SourceFile) -> FileFormat | None:
    """Guess the format of a file from its name and its text. Return None if it is not a format that we know."""
    if is_markdown(file.name):
        return "markdown"
    start = file.data[:_BYTES_TO_LOOK_AT].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _guess_json_format(file.data)
    if looks_like_jrnl(start):
        return "jrnl"
    return None


def _guess_json_format(data: bytes) -> FileFormat:
    if b'"creationDate"' in data or b'"metadata"' in data:
        return "dayone"
    return "jrnl"
