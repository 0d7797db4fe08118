"""The formats that can be imported: their names, and how to recognize them."""

from typing import Literal, get_args

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode
from portrait_cli.formats.imports.dayone_classic import is_classic
from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.jrnl_heads import begins_like_jrnl
from portrait_cli.formats.imports.jrnl_markdown import is_export
from portrait_cli.formats.imports.json_export import has_json_key
from portrait_cli.formats.imports.source import SourceFile

FileFormat = Literal["jrnl", "dayone", "markdown", "journey", "simplenote", "standardnotes"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
_BYTES_TO_LOOK_AT = 4096
_OTHERS = (
    (b"JRNLv3", "an encrypted journal of jrnl", "decrypt it first: jrnl --decrypt"),
    (b"gAAAAA", "an encrypted journal of jrnl", "decrypt it first: jrnl --decrypt"),
    (b"\tDate:\t", "plain text from Day One, which leaves out which entry is which", "export it as JSON"),
    ("┎─".encode(), "what jrnl shows in boxes", "export it first: jrnl --format json > jrnl.json"),
    (b"SQLite format 3\0", "the database of an app", "export the journal in that app, as JSON"),
    (b"%PDF-", "a PDF file, which is for printing", "export the journal again, as JSON"),
    (b"<?xml", "an XML file", "export the journal again, as JSON"),
    (b"Rar!", "a compressed folder", "unpack it first, then name the folder"),
    (b"7z\xbc\xaf", "a compressed folder", "unpack it first, then name the folder"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"PK\x03\x04", "a compressed file inside another one", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an Office file", "save it as plain text"),
    (b"{\\rtf", "rich text", "save it as plain text"),
)
"""How files begin that people take for an export: what each is, and what to do."""


def find_format(name: str) -> FileFormat | None:
    """Find a format by its name as people write it, such as `Day One`. Return None if there is no such format."""
    plain_name = name.casefold().replace(" ", "")
    for known in FILE_FORMATS:
        if known == plain_name:
            return known
    return None


def guess_format(file: SourceFile) -> FileFormat | None:
    """Guess the format of a file from its name and its text. Return None if it is not a format that we know."""
    if is_classic(file.name):
        return "dayone"
    start = _text(file.data[:_BYTES_TO_LOOK_AT], file.name)
    if is_markdown(file.name):
        return "jrnl" if is_export(file.name, start) else "markdown"
    start = start.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return _guess_json_format(_text(file.data, file.name))
    if begins_like_jrnl(start):
        return "jrnl"
    return None


def other_kind(file: SourceFile) -> tuple[str, str] | None:
    """Return what a file is that is none of our formats, and what to do with it. Return None if we do not know."""
    if file.name.lower().endswith(".jex"):
        return "an archive of Joplin", "export the notes as Markdown with front matter"
    data = file.data.lstrip(b"\xef\xbb\xbf\r\n")
    for start, kind, advice in _OTHERS:
        if data.startswith(start):
            return kind, advice
    return None


def _text(data: bytes, name: str) -> str:
    try:
        return decode(data, name)
    except InvalidFileError:  # or the first bytes of a file, which may end within a character
        return data.decode("utf-8", "replace")


def _guess_json_format(text: str) -> FileFormat | None:
    if has_json_key(text, "activeNotes"):
        return "simplenote"
    if has_json_key(text, "items") and has_json_key(text, "content_type"):
        return "standardnotes"
    if has_json_key(text, "date_journal", "dateOfJournal"):
        return "journey"
    if has_json_key(text, "creationDate", "metadata"):
        return "dayone"
    if has_json_key(text, "entries") or (has_json_key(text, "title") and has_json_key(text, "body")):
        return "jrnl"
    return None
