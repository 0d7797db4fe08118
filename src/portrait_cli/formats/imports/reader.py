"""Entries from other journals: jrnl, Day One, and folders of Markdown files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timezone
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import new_entry
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import count, decode
from portrait_cli.core.titles import dated
from portrait_cli.formats.imports import dayone, jrnl, markdown
from portrait_cli.formats.imports.duplicates import imported_ids
from portrait_cli.formats.imports.file_format import FileFormat
from portrait_cli.formats.imports.fits_journal import problem_with
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, SourceFile, Zones
from portrait_cli.formats.yaml_writer import plain_or_quoted


class ImportResult(Struct, frozen=True):
    """What a source holds."""

    entries: tuple[Entry, ...] = ()
    """In the order of the source."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its place."""
    attachments: int = 0
    remarks: tuple[str, ...] = ()
    """What was read otherwise than the source says, such as times in a zone that is not known here."""
    remarks_on: Mapping[str, str] = {}
    """What of an entry was read otherwise than its file says, by its id."""
    places: Mapping[str, str] = {}
    """Where each entry was found, by its id."""
    undated: Mapping[str, str] = {}
    """Why we do not know the day of an entry, by its id: it has the day on which its file was last changed."""


def read(file_format: FileFormat, files: Iterable[SourceFile], zones: Zones) -> ImportResult:
    """Read the files of a source. What cannot be read is named, and does not hide the rest."""
    found: list[FoundEntry | Entry] = []
    problems: list[str] = []
    for file in files:
        for item in _read_file(file_format, file, zones):
            if isinstance(item, Problem):
                problems.append(item.message)
            else:
                found.append(item)

    entries: dict[str, Entry] = {}
    attachments = 0
    places: dict[str, str] = {}
    undated: dict[str, str] = {}
    remarks_on: dict[str, str] = {}
    unknown_zones = Counter[str]()
    for item, entry in zip(found, _with_ids(file_format, found), strict=True):
        problem = _problem_among(entries, entry)
        if problem:
            problems.append(f"{_place(item)}: {problem}")
            continue
        if entry.id in entries:  # the same entry twice
            continue
        entries[entry.id] = entry
        places[entry.id] = _place(item)
        if isinstance(item, FoundEntry):
            attachments += len(item.attachments)
            if item.remark:
                remarks_on[entry.id] = item.remark
            unknown_zones[item.unknown_zone] += 1
            if item.undated:
                undated[entry.id] = item.undated
    return ImportResult(
        entries=tuple(entries.values()),
        problems=tuple(problems),
        attachments=attachments,
        remarks=tuple(_about_zones(unknown_zones)),
        remarks_on=remarks_on,
        places=places,
        undated=undated,
    )


def _about_zones(unknown: Counter[str]) -> Iterator[str]:
    """Tell which time zones are not known here, and what their entries have instead."""
    for name, number in unknown.items():
        if name:
            yield f"the time zone {name} is not known here: the local time is used for {count(number, 'entry')}"


def _problem_among(entries: dict[str, Entry], entry: Entry) -> str:
    """Return why an entry cannot be imported beside the others, or nothing if it can."""
    problem = problem_with(entry)
    if problem:
        return problem
    if entries.get(entry.id, entry) != entry:
        return "another entry of this source has the same id"
    return ""


def _place(item: FoundEntry | Entry) -> str:
    if isinstance(item, Entry):
        return item.id
    return item.place


def _read_file(file_format: FileFormat, file: SourceFile, zones: Zones) -> Iterator[ReadResult]:
    try:
        text = decode(file.data, file.name).replace("\r\n", "\n").replace("\r", "\n")
    except InvalidFileError as error:
        yield Problem(str(error))
        return

    match file_format:
        case "jrnl":
            yield from jrnl.entries(file.name, text, zones)
        case "dayone":
            yield from dayone.entries(file.name, text, zones)
        case "markdown":
            yield markdown.entry(file, text, zones)
        case _:
            assert_never(file_format)


def _with_ids(file_format: FileFormat, found: list[FoundEntry | Entry]) -> Iterator[Entry]:
    """Make entries of what was found. Our own entries have their ids already."""
    without_id = [item for item in found if isinstance(item, FoundEntry)]
    ids = iter(imported_ids(file_format, without_id))
    for item in found:
        if isinstance(item, Entry):
            yield item
        else:
            yield _entry(file_format, item, next(ids))


def _entry(file_format: FileFormat, found: FoundEntry, entry_id: str) -> Entry:
    begun = new_entry.begin(
        kind=file_format,
        title=found.title or dated("Note", found.written, weekday=False),
        at=found.written.replace(tzinfo=timezone(found.offset)),
        tags=found.tags,
    )
    text = _text(found)
    blocks = (Prose(text),) if text else ()
    extra = tuple(_extra(file_format, found))
    return replace(begun, id=entry_id, time_zone=found.zone, extra=extra, blocks=blocks)


def _text(found: FoundEntry) -> str:
    """Return the words of an entry, and below them the names of its attachments."""
    paragraphs: list[str] = []
    if found.text:
        paragraphs.append(found.text)
    paragraphs.extend(f"Attachment, left where it was: {path}" for path in found.attachments)
    return "\n\n".join(paragraphs)


def _extra(file_format: FileFormat, found: FoundEntry) -> Iterator[str]:
    """List the lines of the front matter that say where an entry comes from."""
    yield f"imported_from: {file_format}"
    if found.source_id:
        yield f"source_id: {plain_or_quoted(found.source_id)}"
    yield from found.extra
