"""Importing entries from another journal: count them, ask, write the new ones, and remember them for an undo."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from portrait_cli.app.time_zones import local_zone, zone_named
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, NotFoundError, PortraitError, StoppedError, UsageError
from portrait_cli.core.filters import Filters
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.changed_notes import Misfiled, find_changed, find_misfiled
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import DayOrder, Zones
from portrait_cli.render import entry_list as page
from portrait_cli.render.phrases import count, day
from portrait_cli.store import import_source
from portrait_cli.store.actions import actions_in
from portrait_cli.store.import_source import Clock, ImportSource
from portrait_cli.terminal import command_line
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress
from portrait_cli.terminal.signals import before_changes

UNDATED = ("changed", "skip")
EDITED = ("add", "skip")
DATES: tuple[DayOrder, ...] = ("day-first", "month-first")
_LINES_SHOWN = 20


class Request(Struct, frozen=True, kw_only=True):
    """What is to be imported, and how."""

    source: str
    """A file, a folder, or `-` for stdin."""
    format_name: str = ""
    undated: str = ""
    """What becomes of notes whose day is not known: `changed` files them under that of their last change, `skip`
    leaves them out."""
    edited: str = ""
    """What becomes of notes that were changed since they were imported: `add` adds them, `skip` leaves them out."""
    dates: str = ""
    """How 03-04-2024 is read: `day-first` or `month-first`."""
    dry_run: bool = False
    yes: bool = False
    journal: str = ""
    """The journal's folder as the person named it, for the command that writes."""


class _Findings(Struct, frozen=True):
    """What a source holds, and how much of it the journal has already."""

    result: ImportResult
    problems: tuple[str, ...]
    new: tuple[Entry, ...]
    """Those that the journal has in no form."""
    edited: tuple[Entry, ...]
    """Those that the journal has as they were before they were changed."""
    misfiled: tuple[Misfiled, ...]
    in_trash: int
    other_files: int

    @property
    def undated(self) -> tuple[Entry, ...]:
        """Those of the new entries whose day is not known."""
        return tuple(entry for entry in self.new if entry.id in self.result.undated)


def import_entries(workspace: Workspace, request: Request) -> None:
    """Count the entries of a source and, if the person agrees, write the new ones.

    Raises UsageError, NotFoundError or InvalidFileError for a source without entries that can be read.
    """
    environment = workspace.environment
    undated = _chosen(request.undated, UNDATED, "--undated")
    edited = _chosen(request.edited, EDITED, "--edited")
    findings = _look_at(workspace, request)
    asks = environment.can_ask and not request.yes and not request.dry_run
    _report(environment, request, findings, asks=asks)

    if asks and findings.undated and undated is None:
        undated = _ask_about_undated(workspace, findings.undated)
    wanted = _wanted(findings, undated, edited)
    if request.dry_run and wanted:
        _preview(workspace, findings, wanted)

    if not wanted and (findings.undated or findings.edited):
        environment.report("Nothing was written.")
    elif not wanted:
        environment.report("Nothing is new, so nothing was written.")
    elif request.yes and not request.dry_run:
        _write(workspace, wanted)
    elif not asks:
        environment.say(f"Nothing was written. To import them: {_command(request)}")
    elif _person_agrees(workspace, "Import them?"):
        _write(workspace, wanted)
    else:
        environment.say("Nothing was written.")


def _wanted(findings: _Findings, undated: str | None, edited: str | None) -> list[Entry]:
    """Return the entries to write, in the order of the source."""
    wanted = {entry.id for entry in findings.new}
    if undated == "skip":
        wanted -= findings.result.undated.keys()
    if edited == "add":
        wanted |= {entry.id for entry in findings.edited}
    return [entry for entry in findings.result.entries if entry.id in wanted]


_Choice = TypeVar("_Choice", bound=str)


def _chosen(given: str, choices: Sequence[_Choice], option: str) -> _Choice | None:
    """Return the choice that a person gave to an option; None if none was given.

    Raises UsageError for any other word.
    """
    if not given:
        return None
    for choice in choices:
        if choice == given:
            return choice
    raise UsageError(f'{option} does not take "{given}"', hint=f"it takes {' or '.join(choices)}")


def _ask_about_undated(workspace: Workspace, entries: Sequence[Entry]) -> str:
    if len(entries) == 1:
        question = "File the note without a date under the day it was last changed? If not, it is left out."
    else:
        question = (
            f"File the {len(entries)} notes without a date under the day each was last changed? "
            "If not, they are left out."
        )
    return "changed" if _person_agrees(workspace, question) else "skip"


def _person_agrees(workspace: Workspace, question: str) -> bool:
    with before_changes(workspace.environment):
        ask = asker_for(workspace.environment, workspace.config)
        return ask.confirm(question, default=True)


def _command(request: Request, *, dry_run: bool = False) -> str:
    """Return the command that writes the entries without asking, or the one that names everything."""
    words = ["portrait", "import", request.source]
    options = {
        "--format": request.format_name,
        "--undated": request.undated,
        "--edited": request.edited,
        "--dates": request.dates,
        "--journal": request.journal,
    }
    for option, value in options.items():
        if value:
            words += [option, value]
    words.append("--dry-run" if dry_run else "--yes")
    return command_line.join(words)


# --- reading ---


def _look_at(workspace: Workspace, request: Request) -> _Findings:
    """Read a source and compare it with the journal and its trash. What was deleted is not new."""
    environment = workspace.environment
    zones = Zones(local_zone(environment), zone_named, _chosen(request.dates, DATES, "--dates") or "")
    source = _open(environment, request.source, zones)
    file_format = source.find_format(request.format_name)

    file_problems: list[str] = []
    result = reader.read(file_format, source.files(file_format, file_problems), zones)
    stored = [stored.entry for stored in open_index(workspace).entries(Filters()).entries]
    missing = only_new(result.entries, _known_ids(workspace))
    new = only_new(missing, actions_in(workspace.config).trash.deleted_names())
    changed = find_changed(new, result.entries, stored)
    return _Findings(
        result=result,
        problems=(*result.problems, *file_problems),
        new=tuple(entry for entry in new if entry.id not in changed.renamed | changed.edited),
        edited=tuple(entry for entry in new if entry.id in changed.edited),
        misfiled=tuple(
            one for one in find_misfiled(result.entries, stored) if one.in_source.id not in result.undated
        ),
        in_trash=len(missing) - len(new),
        other_files=source.other_files(file_format),
    )


def _open(environment: Environment, name: str, zones: Zones) -> ImportSource:
    if not name:
        raise UsageError("no source was named", hint="portrait import --help shows what it takes")
    clock = Clock(environment.now(), zones.local)
    if name == "-":
        return import_source.open_stdin(environment.read_stdin(), clock)
    return import_source.open_file(name, clock)


def _known_ids(workspace: Workspace) -> set[str]:
    """List the ids of the journal's entries and the names of its files, whether they can be read or not."""
    stored_entries = open_index(workspace).entries(Filters()).entries
    ids = {path.stem for path in workspace.journal.files()}
    for stored in stored_entries:
        ids.add(stored.entry.id)
        ids.add(stored.path.stem)
    return ids


# --- reporting ---


def _report(environment: Environment, request: Request, findings: _Findings, *, asks: bool) -> None:
    """Say what a source holds. Raises NotFoundError or InvalidFileError if there is nothing to import."""
    has_entries = bool(findings.result.entries)
    if not has_entries and not findings.problems:
        raise NotFoundError(f"there are no entries in {request.source}")

    if has_entries:
        say = environment.report if request.yes else environment.say
        say(_summary(findings))
    for lines in _details(findings, request):
        shown = lines if request.dry_run else lines[:_LINES_SHOWN]
        for line in shown:
            environment.say(f"portrait: {line}")
        if len(lines) > len(shown):
            command = _command(request, dry_run=True)
            environment.say(f"portrait: and {len(lines) - len(shown)} more. To see them all: {command}")
    if not has_entries:
        message = f"nothing in {request.source} could be read"
        raise InvalidFileError(message, hint="portrait import --help names what can be")
    if findings.undated and not request.undated and not asks:
        environment.say("hint: with --undated skip, notes without a date are left out")
    if findings.misfiled:
        environment.say("hint: portrait edit changes the date of an entry")
    if findings.edited and not request.edited:
        environment.say("hint: with --edited add, they are added beside what the journal has")


def _details(findings: _Findings, request: Request) -> Iterator[list[str]]:
    """List what is to be said of single files, by kind."""
    yield list(_told(findings, apart=request.dry_run))
    yield [f"skipped {problem}" for problem in findings.problems]
    yield [_about_undated(findings.result, entry, request) for entry in findings.undated]
    added = "" if request.edited == "add" else "skipped "
    yield [f"{added}{findings.result.places[one.id]}: changed since it was imported" for one in findings.edited]
    yield [_about_misfiled(findings.result, found) for found in findings.misfiled]


def _about_misfiled(result: ImportResult, found: Misfiled) -> str:
    right, wrong = day(found.in_source.written.date()), day(found.in_journal.written.date())
    return f"{result.places[found.in_source.id]}: {right}, but filed here under {wrong}"


def _told(findings: _Findings, *, apart: bool) -> Iterator[str]:
    """Tell what was read otherwise than the source says: each remark once with all its places, or `apart`."""
    result = findings.result
    if result.repeated:
        yield f"repeated in the source, and taken once: {count(result.repeated, 'entry')}"
    places: dict[str, list[str]] = {}
    for entry in findings.new:
        for remark in result.remarks.get(entry.id, ()):
            places.setdefault(remark, []).append(result.places[entry.id])
    for remark, named in places.items():
        if apart:
            yield from (f"{place}: {remark}" for place in named)
        else:
            yield f"{_one_or_number(named)}: {remark}"


def _one_or_number(places: Sequence[str]) -> str:
    first, *others = places
    return f"{first} and {len(others)} more" if others else first


def _about_undated(result: ImportResult, entry: Entry, request: Request) -> str:
    """Say why the day of a note is not known, and where it goes."""
    note = f"{result.places[entry.id]}: {result.undated[entry.id]}"
    if request.undated == "skip":
        return f"skipped {note}"
    last_change = day(entry.written.date())
    if request.undated or request.yes:
        return f"{note}; filed under {last_change}, when it was last changed"
    return f"{note}; last changed on {last_change}"


def _summary(findings: _Findings) -> str:
    """Return how many entries there are, from when, and what is left where it is."""
    result = findings.result
    total, new, edited = len(result.entries), len(findings.new), len(findings.edited)
    here = total - new - edited - findings.in_trash
    span = _span([entry.written.date() for entry in result.entries])

    first = f"{count(total, 'entry')} {span}: {new} new, {here} already here"
    if edited:
        first += f", {edited} changed since"
    if findings.in_trash:
        first += f", {findings.in_trash} in the trash"
    parts = [first]
    if findings.undated:
        parts.append(f"{len(findings.undated)} without a date")
    if result.attachments == 1:
        parts.append("1 attachment is left where it is, and named")
    elif result.attachments:
        parts.append(f"{result.attachments} attachments are left where they are, and named")
    if findings.other_files:
        parts.append(f"{count(findings.other_files, 'other file')} left alone")
    return "; ".join(parts)


def _span(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    if first == last:
        return f"of {day(first)}"
    return f"from {day(first)} to {day(last)}"


def _preview(workspace: Workspace, findings: _Findings, wanted: Sequence[Entry]) -> None:
    """List what would be written, on which day, and from where."""
    display = Display(workspace.environment, workspace.plain)
    in_time = sorted(wanted, key=lambda entry: entry.written)
    places = [findings.result.places[entry.id] for entry in in_time]
    display.show(page.to_import(list(zip(in_time, places, strict=True)), display.look), paged=True)


# --- writing ---


def _write(workspace: Workspace, new: Sequence[Entry]) -> None:
    """Write the new entries. If that is stopped, those written stay, and the next time only the rest is new."""
    environment = workspace.environment
    written: dict[Path, None] = {}  # in order, and each of them once
    try:
        _write_each(workspace, new, written)
    except (KeyboardInterrupt, StoppedError, PortraitError):
        environment.say(f"{len(written)} of {len(new)} are imported. Run the same command for the rest.")
        raise

    message = f"Imported {count(len(written), 'entry')}. To see them: {command(workspace.config, 'list')}."
    if written:
        message += f" To take that back: {command(workspace.config, 'undo')}"
    environment.report(message)


def _write_each(workspace: Workspace, new: Sequence[Entry], written: dict[Path, None]) -> None:
    """Write entries, and list the places of those that were written."""
    seen = 0

    def done(place: Path, is_new: bool) -> None:
        nonlocal seen
        seen += 1
        if is_new:
            written[place] = None
        elif not (workspace.journal.folder / place).is_file():  # else another import has just written it
            workspace.environment.say(f"portrait: skipped {place.stem}: something else is in its place")
        tell(seen, len(new))

    with progress(workspace.environment, "Importing entries", plain=workspace.plain) as tell:
        actions_in(workspace.config).add_many(new, workspace.environment.now(), done)
