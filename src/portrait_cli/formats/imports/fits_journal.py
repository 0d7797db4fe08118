"""Checking that the journal can hold an imported entry as it is."""

import re

from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file

_LONGEST_ID = 200
"""Bytes of an id that every disk accepts as a file's name."""
_FILE_NAME = re.compile(r'[^\x00-\x1f/\\:*?"<>|.][^\x00-\x1f/\\:*?"<>|]*')


def problem_with(entry: Entry) -> str:
    """Return why the journal cannot hold an entry as it is, or nothing if it can."""
    text = entry_file.dump(entry)
    if "\0" in text:
        return "there is a NUL character in it, which no text file holds"
    if not _names_a_file(entry.id):
        return "its id cannot be the name of a file"
    if not _reads_back(text, entry):
        return "its properties cannot be kept as they are"
    return ""


def _names_a_file(name: str) -> bool:
    if len(name.encode("utf-8", "replace")) > _LONGEST_ID:
        return False
    return _FILE_NAME.fullmatch(name) is not None


def _reads_back(text: str, entry: Entry) -> bool:
    """Return True if the text of an entry's file can be written and read again without a change."""
    try:
        return entry_file.parse(text.encode().decode(), "it") == entry
    except (InvalidFileError, UnicodeEncodeError):
        return False
