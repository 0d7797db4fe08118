"""Which imported entries are in the journal already: the same entry has the same id, however often it is imported."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from portrait_cli.core.entry import Entry
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat
from portrait_cli.formats.imports.source import FoundEntry

_DIGITS = 12
_FORMATS = "|".join(FILE_FORMATS)
_LASTING_PARTS = re.compile(rf"-((?:{_FORMATS})-)(?:[0-9]{{3,}}-)?([0-9a-f]{{{_DIGITS}}})$")


def imported_ids(file_format: FileFormat, entries: Sequence[FoundEntry]) -> list[str]:
    """Name every entry after its moment and what it says.

    Two entries that say the same at the same moment are one, as they are for `jrnl --import`: journals are put
    together from copies. Only notes that say the same in two Markdown files are two.
    """
    digests = list(_digests(file_format, entries))
    by_digest: dict[str, FoundEntry] = {}
    for digest, entry in zip(digests, entries, strict=True):
        by_digest.setdefault(digest, entry)

    sharing_a_second = Counter(entry.written for entry in by_digest.values())
    numbers = Counter[datetime]()
    ids: dict[str, str] = {}
    for digest, entry in by_digest.items():
        numbers[entry.written] += 1
        number = ""
        if sharing_a_second[entry.written] > 1:  # ids sort as the entries do in their source
            number = f"-{numbers[entry.written]:03d}"
        moment = f"{entry.written.date()}-{entry.written:%H%M%S}"
        ids[digest] = f"{moment}-{file_format}{number}-{digest}"
    return [ids[digest] for digest in digests]


def _digests(file_format: FileFormat, entries: Sequence[FoundEntry]) -> Iterator[str]:
    """Make a short text for every entry that only this entry has."""
    repeats = Counter[str]()
    for entry in entries:
        yield _digest(entry.identity, repeats[entry.identity])
        if file_format == "markdown":
            repeats[entry.identity] += 1


def _digest(identity: str, repeat: int) -> str:
    text = f"{identity}\0{repeat}".encode("utf-8", "replace")
    return hashlib.sha256(text).hexdigest()[:_DIGITS]


def id_of_version(name: str, words: str) -> str:
    """Return the id of a later version of an entry with this id, which has other words."""
    return f"{name[:-_DIGITS]}{_digest(f'{lasting_id(name)} {words}', 0)}"


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
