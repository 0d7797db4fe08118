"""What a note is known by, however often it is imported: what the first version of this program read in it.

Ids of entries are made of this, and a journal has them for good. So nothing here changes when we learn to read more.
"""

import re
from datetime import datetime

from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.moments import moment
from portrait_cli.formats.imports.note_parts import Note
from portrait_cli.formats.imports.properties import Properties
from portrait_cli.formats.yaml_tree import Node, Scalar, Sequence

_IN_NAME = re.compile(
    r"(?<![0-9])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])"
    r"(?:[ T_-]+([0-9]{2})[-.:h]?([0-9]{2})(?:[-.:m]?([0-9]{2}))?(?![0-9]))?"
)
_IN_VALUE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)? ?([AaPp][Mm])?)? ?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_DATES = ("date", "created", "created_at", "date created", "creation date", "datetime")
_AROUND_A_DATE = " \"'[]"
_AROUND_A_TITLE = " -_,."


def first_identity(name: str, text: str, note: Note) -> str:
    """Return a text that is the same every time a note is imported, and different for every other note."""
    properties, words = Properties(), text
    if note.yaml:
        properties, words = note.properties, note.words

    stem, _, _ = name.rpartition("/")[2].rpartition(".")
    in_name, title_in_name = _in_name(stem)
    written = _in_values(properties) or in_name
    words = tidy(words)
    title, _ = title_and_text(words, _title(properties.values.get("title")), title_in_name)
    return f"{written or ''} {title} {' '.join(words.split())}"


def _in_name(stem: str) -> tuple[datetime | None, str]:
    for found in _IN_NAME.finditer(stem):
        written = moment([*found.groups(), None]) or moment([*found.groups()[:3], None, None, None, None])
        if written:
            words = stem[: found.start()] + stem[found.end() :]
            return written, words.strip(_AROUND_A_TITLE)
    return None, stem.strip(_AROUND_A_TITLE)


def _in_values(properties: Properties) -> datetime | None:
    names = {name.casefold(): name for name in properties.values}
    for wanted in _DATES:
        if wanted not in names:
            continue
        for text in _texts(properties.values[names[wanted]]):
            found = _IN_VALUE.fullmatch(text.strip(_AROUND_A_DATE))
            written = moment(found.groups()) if found else None
            if written:
                return written
    return None


def _texts(value: Node) -> list[str]:
    match value:
        case Scalar() if not value.empty:
            return [value.text]
        case Sequence(items):
            return [item.text for item in items if isinstance(item, Scalar)]
        case _:
            return []


def _title(value: Node | None) -> str:
    if isinstance(value, Scalar) and not value.empty:
        return " ".join(value.text.split())
    return ""
