"""Importing entries from another journal: count them, ask, write the new ones, and remember them for an undo."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from portrait_cli.app.import_report import Findings, Request, command_for, preview, report
from portrait_cli.app.time_zones import local_zone, zone_named
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import PortraitError, StoppedError, UsageError
from portrait_cli.core.filters import Filters
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.changed_notes import find_changed, find_misfiled, ids_among_versions
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.source import DayOrder, Zones
from portrait_cli.render.phrases import count
from portrait_cli.store import import_source
from portrait_cli.store.actions import actions_in
from portrait_cli.store.import_source import Clock, ImportSource
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress
from portrait_cli.terminal.signals import before_changes

UNDATED = ("changed", "skip")
EDITED = ("add", "skip")
DATES: tuple[DayOrder, ...] = ("day-first", "month-first")


def import_entries(workspace: Workspace, request: Request) -> None:
    """Count the entries of a source and, if the person agrees, write the new ones.

    Raises UsageError, NotFoundError or InvalidFileError for a source without entries that can be read.
    """
    environment = workspace.environment
    undated = _chosen(request.undated, UNDATED, "--undated")
    edited = _chosen(request.edited, EDITED, "--edited")
    findings = _look_at(workspace, request)
    asks = environment.can_ask and not request.yes and not request.dry_run
    report(environment, request, findings, asks=asks)

    if asks and findings.undated and undated is None:
        undated = _ask_about_undated(workspace, findings.undated)
    wanted = _wanted(findings, undated, edited)
    if request.dry_run and wanted:
        preview(workspace, findings, wanted)

    if not wanted and (findings.undated or findings.edited):
        environment.report("Nothing was written.")
    elif not wanted:
        environment.report("Nothing is new, so nothing was written.")
    elif request.yes and not request.dry_run:
        _write(workspace, wanted)
    elif not asks:
        environment.say(f"Nothing was written. To import them: {command_for(request)}")
    elif _person_agrees(workspace, "Import them?"):
        _write(workspace, wanted)
    else:
        environment.say("Nothing was written.")


def _wanted(findings: Findings, undated: str | None, edited: str | None) -> list[Entry]:
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


# --- reading ---


def _look_at(workspace: Workspace, request: Request) -> Findings:
    """Read a source and compare it with the journal and its trash. What was deleted is not new."""
    environment = workspace.environment
    day_order = _chosen(request.dates, DATES, "--dates") or ""
    zones = Zones(local_zone(environment), zone_named, day_order, environment.now().date())
    source = _open(environment, request.source, zones)
    file_format = source.find_format(request.format_name)

    file_problems: list[str] = []
    result = reader.read(file_format, source.files(file_format, file_problems), zones)
    stored = [stored.entry for stored in open_index(workspace).entries(Filters()).entries]
    result = result.with_ids(ids_among_versions(result.entries, stored))
    missing = only_new(result.entries, _known_ids(workspace))
    new = only_new(missing, actions_in(workspace.config).trash.deleted_names())
    changed = find_changed(new, result.entries, stored)
    return Findings(
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


# --- writing ---


def _write(workspace: Workspace, new: Sequence[Entry]) -> None:
    """Write the new entries. If that is stopped, those written stay, and the next time only the rest is new."""
    environment = workspace.environment
    written: dict[Path, None] = {}  # in order, and each of them once
    try:
        _write_each(workspace, new, written)
    except (KeyboardInterrupt, StoppedError, PortraitError):
        environment.say(f"{len(written)} of {len(new)} were imported. Run the same command for the rest.")
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
