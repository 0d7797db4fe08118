"""Entries from other journals: jrnl, Day One, Journey, Simplenote, Standard Notes, and folders of Markdown files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timezone
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import new_entry
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode
from portrait_cli.core.titles import dated
from portrait_cli.formats.imports import dayone, dayone_classic, journey, jrnl, markdown, simplenote, standard_notes
from portrait_cli.formats.imports.duplicates import imported_ids
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat, guess_format, other_kind
from portrait_cli.formats.imports.fits_journal import problem_with
from portrait_cli.formats.imports.origin import words_line
from portrait_cli.formats.imports.source import (
    FoundEntry,
    Problem,
    ReadResult,
    SourceFile,
    Zones,
    attachment_sentence,
)
from portrait_cli.formats.yaml_writer import plain_or_quoted


class ImportResult(Struct, frozen=True):
    """What a source holds."""

    entries: tuple[Entry, ...] = ()
    """In the order of the source."""
    problems: tuple[str, ...] = ()
    """What could not be read, each with its place."""
    attachments: int = 0
    repeated: int = 0
    """How many more times the source says what it says elsewhere."""
    places: Mapping[str, str] = {}
    """Where each entry was found, by its id."""
    remarks: Mapping[str, tuple[str, ...]] = {}
    """What of an entry was read otherwise than the source says, by its id."""
    undated: Mapping[str, str] = {}
    """Why we do not know the day of an entry, by its id: it has the day on which its file was last changed."""

    def with_ids(self, ids: Mapping[str, str]) -> "ImportResult":
        """Give entries other ids, by those that they have."""
        return replace(
            self,
            entries=tuple(replace(entry, id=ids.get(entry.id, entry.id)) for entry in self.entries),
            places={ids.get(name, name): place for name, place in self.places.items()},
            remarks={ids.get(name, name): remarks for name, remarks in self.remarks.items()},
            undated={ids.get(name, name): reason for name, reason in self.undated.items()},
        )


def read(file_format: FileFormat | None, files: Iterable[SourceFile], zones: Zones) -> ImportResult:
    """Read the files of a source, each by its own format if none is given.

    What cannot be read is named, and does not hide the rest.
    """
    problems: list[str] = []
    found = list(_find(file_format, files, zones, problems))
    entries: dict[str, Entry] = {}
    attachments = repeated = 0
    places: dict[str, str] = {}
    remarks: dict[str, tuple[str, ...]] = {}
    undated: dict[str, str] = {}
    for item, entry in zip(found, _with_ids(found), strict=True):
        problem = _problem_among(entries, item.result, entry)
        if problem:
            problems.append(f"{item.place}: {problem}")
            continue
        if entry.id in entries:
            repeated += 1
            continue
        entries[entry.id] = entry
        places[entry.id] = item.place
        if isinstance(item.result, FoundEntry):
            attachments += len(item.result.attachments)
            if item.result.remarks:
                remarks[entry.id] = item.result.remarks
            if item.result.undated:
                undated[entry.id] = item.result.undated
    return ImportResult(
        entries=tuple(entries.values()),
        problems=tuple(problems),
        attachments=attachments,
        repeated=repeated,
        places=places,
        remarks=remarks,
        undated=undated,
    )


class _Found(Struct, frozen=True):
    """What was found in a file, and the format of the file."""

    file_format: FileFormat
    result: FoundEntry | Entry

    @property
    def place(self) -> str:
        """Return where it was found."""
        if isinstance(self.result, Entry):
            return self.result.id
        return self.result.place


def _find(
    file_format: FileFormat | None, files: Iterable[SourceFile], zones: Zones, problems: list[str]
) -> Iterator[_Found]:
    """Find the entries in files. What cannot be read goes on the list of problems."""
    for file in files:
        its_format = file_format or guess_format(file)
        if its_format is None:
            problems.append(_why_unknown(file))
            continue
        for result in _read_file(its_format, file, zones):
            if isinstance(result, Problem):
                problems.append(result.message)
            elif isinstance(result, FoundEntry) and _is_empty(its_format, result):
                problems.append(f"{result.place}: it is empty")
            else:
                yield _Found(its_format, result)


def _is_empty(file_format: FileFormat, found: FoundEntry) -> bool:
    """Return True if a person put nothing into an entry. Its place and weather a program notes by itself."""
    if file_format == "markdown":  # a note with properties only has those
        return False
    has_mood = any(line.startswith("mood: ") for line in found.extra)
    return not (found.title or found.text or found.attachments or found.tags or has_mood)


def _problem_among(entries: dict[str, Entry], result: FoundEntry | Entry, entry: Entry) -> str:
    """Return why an entry cannot be imported beside the others, or nothing if it can."""
    problem = problem_with(entry)
    if problem:
        return problem
    has_own_id = isinstance(result, Entry) or result.source_id  # others are named after their words
    if has_own_id and entries.get(entry.id, entry) != entry:
        return "another entry of this source has the same id"
    return ""


def _why_unknown(file: SourceFile) -> str:
    """Explain why a file that is in none of our formats is not read."""
    other = other_kind(file)
    if other:
        return f"{file.name}: it is {'; '.join(other)}"
    try:
        text = decode(file.data, file.name)
    except InvalidFileError as error:
        return str(error)
    if not text.strip():
        return f"{file.name}: it is empty"
    return f"{file.name}: it does not look like a journal that we know"


def _read_file(file_format: FileFormat, file: SourceFile, zones: Zones) -> Iterator[ReadResult]:
    if file_format == "dayone" and dayone_classic.is_classic(file.name):
        yield dayone_classic.entry(file, zones)
        return
    other = other_kind(file)
    if other and file_format != "markdown":
        kind, advice = other
        yield Problem(f"{file.name}: it is {kind}; {advice}")
        return
    try:
        text = decode(file.data, file.name).replace("\r\n", "\n").replace("\r", "\n")
    except InvalidFileError as error:
        yield Problem(str(error))
        return

    match file_format:
        case "jrnl":
            yield from jrnl.entries(file, text, zones)
        case "dayone":
            yield from dayone.entries(file.name, text, zones)
        case "journey":
            yield from journey.entries(file.name, text, zones)
        case "simplenote":
            yield from simplenote.entries(file.name, text, zones)
        case "standardnotes":
            yield from standard_notes.entries(file.name, text, zones)
        case "markdown":
            yield markdown.entry(file, text, zones)
        case _:
            assert_never(file_format)


def _with_ids(found: list[_Found]) -> Iterator[Entry]:
    """Make entries of what was found. Our own entries have their ids already."""
    ids = {kind: iter(imported_ids(kind, _without_id(found, kind))) for kind in FILE_FORMATS}
    for item in found:
        if isinstance(item.result, Entry):
            yield item.result
        else:
            yield _entry(item.file_format, item.result, next(ids[item.file_format]))


def _without_id(found: list[_Found], file_format: FileFormat) -> list[FoundEntry]:
    return [item.result for item in found if item.file_format == file_format and isinstance(item.result, FoundEntry)]


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
    paragraphs.extend(attachment_sentence(name) for name in found.attachments if name not in found.placed)
    return "\n\n".join(paragraphs)


def _extra(file_format: FileFormat, found: FoundEntry) -> Iterator[str]:
    """List the lines of the front matter that say where an entry comes from."""
    yield f"imported_from: {file_format}"
    if found.source_id:
        yield f"source_id: {plain_or_quoted(found.source_id)}"
        yield words_line(found.title, found.text)
    yield from found.extra
