"""Which imported entries are in the journal already: the same entry has the same id, however often it is imported."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from portrait_cli.core.entry import Entry
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat
from portrait_cli.formats.imports.source import FoundEntry

_DIGITS = 12
_FORMATS = "|".join(FILE_FORMATS)
_LASTING_PARTS = re.compile(rf"-((?:{_FORMATS})-)(?:[0-9]{{3,}}-)?([0-9a-f]{{{_DIGITS}}})$")


def imported_ids(file_format: FileFormat, entries: Sequence[FoundEntry]) -> list[str]:
    """Name every entry after its moment and what it says. Two entries that say the same have two ids."""
    sharing_a_second = Counter(entry.written for entry in entries)
    numbers = Counter[datetime]()
    repeats = Counter[str]()
    by_digest: dict[str, str] = {}
    ids: list[str] = []
    for entry in entries:
        digest = _digest(entry, repeats[entry.identity])
        repeats[entry.identity] += 1
        if digest not in by_digest:
            numbers[entry.written] += 1
            number = ""
            if sharing_a_second[entry.written] > 1:  # ids sort as the entries do in their source
                number = f"-{numbers[entry.written]:03d}"
            moment = f"{entry.written.date()}-{entry.written:%H%M%S}"
            by_digest[digest] = f"{moment}-{file_format}{number}-{digest}"
        ids.append(by_digest[digest])
    return ids


def _digest(entry: FoundEntry, repeat: int) -> str:
    """Return a short text that only this entry has."""
    if entry.source_id:  # with an id of its own it is one entry, even if the source repeats it
        repeat = 0
    text = f"{entry.identity}\0{repeat}".encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest()[:_DIGITS]


def only_new(entries: Iterable[Entry], known: Iterable[str]) -> list[Entry]:
    """Return the entries that are not among the known ids, no matter how the known entries were changed since."""
    lasting = {lasting_id(name) for name in known}
    return [entry for entry in entries if lasting_id(entry.id) not in lasting]


def lasting_id(name: str) -> str:
    """Return the part of an imported entry's id that does not depend on the time zone or on what came with it."""
    found = _LASTING_PARTS.search(name)
    if not found:
        return name
    return "".join(found.groups())
