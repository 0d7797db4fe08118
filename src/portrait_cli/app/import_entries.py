"""Importing entries from another journal: count them, ask, write the new ones, and remember them for an undo."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from portrait_cli.app.time_zones import local_zone, zone_named
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, NotFoundError, PortraitError, StoppedError, UsageError
from portrait_cli.core.filters import Filters
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import Zones
from portrait_cli.render.phrases import count, day
from portrait_cli.store import import_source
from portrait_cli.store.actions import actions_in
from portrait_cli.store.import_source import Clock, ImportSource
from portrait_cli.terminal import command_line
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress
from portrait_cli.terminal.signals import before_changes

_PROBLEMS_SHOWN = 20


class _Findings(Struct, frozen=True):
    """What a source holds, and how much of it the journal has already."""

    result: ImportResult
    problems: tuple[str, ...]
    new: tuple[Entry, ...]
    in_trash: int
    other_files: int


class Request(Struct, frozen=True):
    """What is to be imported, and how."""

    source: str
    """A file, a folder, or `-` for stdin."""
    format_name: str = ""
    dry_run: bool = False
    yes: bool = False
    journal: str = ""
    """The journal's folder as the person named it, for the command that writes."""


def import_entries(workspace: Workspace, request: Request) -> None:
    """Count the entries of a source and, if the person agrees, write the new ones.

    Raises UsageError, NotFoundError or InvalidFileError for a source without entries that can be read.
    """
    environment = workspace.environment
    findings = _look_at(workspace, request.source, request.format_name)
    say = environment.report if request.yes else environment.say
    _report(environment, request.source, findings, say)

    if not findings.new:
        environment.report("Nothing is new, so nothing was written.")
    elif request.dry_run or not (request.yes or environment.can_ask):
        environment.say(f"Nothing was written. To import them: {_command(request)}")
    elif request.yes or _person_agrees(workspace):
        _write(workspace, findings.new)
    else:
        environment.say("Nothing was written.")


def _person_agrees(workspace: Workspace) -> bool:
    with before_changes(workspace.environment):
        ask = asker_for(workspace.environment, workspace.config)
        return ask.confirm("Import them?", default=True)


def _command(request: Request) -> str:
    """Return the command that writes the entries without asking."""
    words = ["portrait", "import", request.source]
    if request.format_name:
        words += ["--format", request.format_name]
    if request.journal:
        words += ["--journal", request.journal]
    words.append("--yes")
    return command_line.join(words)


# --- reading ---


def _look_at(workspace: Workspace, source_name: str, format_name: str) -> _Findings:
    """Read a source and compare it with the journal and its trash. What was deleted is not new."""
    environment = workspace.environment
    zones = Zones(local_zone(environment), zone_named)
    source = _open(environment, source_name, zones)
    file_format = source.find_format(format_name)

    file_problems: list[str] = []
    result = reader.read(file_format, source.files(file_format, file_problems), zones)
    missing = only_new(result.entries, _known_ids(workspace))
    new = only_new(missing, actions_in(workspace.config).trash.deleted_names())
    return _Findings(
        result=result,
        problems=(*result.problems, *file_problems),
        new=tuple(new),
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


def _report(environment: Environment, source_name: str, findings: _Findings, say: Callable[[str], None]) -> None:
    """Print by `say` what a source holds. Raises NotFoundError or InvalidFileError if there is nothing to import."""
    has_entries = bool(findings.result.entries)
    if not has_entries and not findings.problems:
        raise NotFoundError(f"there are no entries in {source_name}")

    if has_entries:
        say(_summary(findings))
    for remark in findings.result.remarks:
        environment.say(f"portrait: {remark}")
    _say_problems(environment, findings.problems)
    if not has_entries:
        message = f"nothing in {source_name} could be read"
        raise InvalidFileError(message, hint="portrait import --help names what can be")


def _summary(findings: _Findings) -> str:
    """Return how many entries there are, from when, and what is left where it is."""
    result = findings.result
    total, new = len(result.entries), len(findings.new)
    here = total - new - findings.in_trash
    span = _span([entry.written.date() for entry in result.entries])

    first = f"{count(total, 'entry')} {span}: {new} new, {here} already here"
    if findings.in_trash:
        first += f", {findings.in_trash} in the trash"
    parts = [first]
    if result.undated:
        entries = count(result.undated, "entry")
        parts.append(f"{entries} without a date, filed under the day the file was last changed")
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


def _say_problems(environment: Environment, problems: Sequence[str]) -> None:
    """Name the first problems, and count the rest."""
    for problem in problems[:_PROBLEMS_SHOWN]:
        environment.say(f"portrait: skipped {problem}")
    more = len(problems) - _PROBLEMS_SHOWN
    if more > 0:
        environment.say(f"portrait: and {more} more could not be read")


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
