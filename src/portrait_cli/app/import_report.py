"""What an import says before it writes: how much there is, what is left out and why, and what would be written."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.formats.imports.changed_notes import Misfiled
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import UNCLEAR_ORDER
from portrait_cli.render import entry_list as page
from portrait_cli.render.phrases import count, day
from portrait_cli.terminal import command_line
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment

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
    """What becomes of entries that were changed since they were imported: `add` adds them, `skip` leaves them out."""
    dates: str = ""
    """How 03-04-2024 is read: `day-first` or `month-first`."""
    dry_run: bool = False
    yes: bool = False
    journal: str = ""
    """The journal's folder as the person named it, for the command that writes."""


class Findings(Struct, frozen=True):
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


def report(environment: Environment, request: Request, findings: Findings, *, asks: bool) -> None:
    """Report what is in a source. Raises NotFoundError or InvalidFileError if there is nothing to import."""
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
            command = command_for(request, dry_run=True)
            environment.say(f"portrait: and {len(lines) - len(shown)} more. To see them all: {command}")
    if not has_entries:
        message = f"nothing in {request.source} could be read"
        raise InvalidFileError(message, hint="portrait import --help names what can be")
    if findings.undated and not request.undated and not asks:
        environment.say("hint: with --undated skip, notes without a date are left out")
    if _has_unclear_order(findings) and not request.dates:
        environment.say("hint: with --dates month-first, 03/04/2025 is March 4; with --dates day-first, April 3")
    if findings.misfiled:
        environment.say("hint: to file such an entry under its own day, change its date with the command beside it")
    if findings.edited and not request.edited:
        environment.say("hint: with --edited add, they are added beside what the journal has")


def _details(findings: Findings, request: Request) -> Iterator[list[str]]:
    """List what is to be said of single files, by kind."""
    yield list(_told(findings, apart=request.dry_run))
    yield [f"skipped {problem}" for problem in findings.problems]
    yield [_about_undated(findings.result, entry, request) for entry in findings.undated]
    added = "" if request.edited == "add" else "skipped "
    yield [f"{added}{findings.result.places[one.id]}: changed since it was imported" for one in findings.edited]
    yield [_about_misfiled(findings.result, found, request.journal) for found in findings.misfiled]


def _has_unclear_order(findings: Findings) -> bool:
    """Return True if something was not read as a date because its numbers have two readings."""
    undated = (findings.result.undated[entry.id] for entry in findings.undated)
    return any(UNCLEAR_ORDER in reason for reason in (*undated, *findings.problems))


def _about_misfiled(result: ImportResult, found: Misfiled, journal: str) -> str:
    right, wrong = day(found.in_source.written.date()), day(found.in_journal.written.date())
    edit = command_line.about_journal(journal, "edit", found.in_journal.id)
    return f"{result.places[found.in_source.id]}: {right}, but filed here under {wrong}; to change it: {edit}"


def _told(findings: Findings, *, apart: bool) -> Iterator[str]:
    """Tell what was read otherwise than the source says: each remark once with all its places, or `apart`."""
    result = findings.result
    if result.repeated:
        yield f"repeated in the source, imported once: {count(result.repeated, 'entry')}"
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
    """Explain why the day of a note is not known, and where the note goes."""
    note = f"{result.places[entry.id]}: {result.undated[entry.id]}"
    if request.undated == "skip":
        return f"skipped {note}"
    last_change = day(entry.written.date())
    if (request.undated or request.yes) and not request.dry_run:
        return f"{note}; filed under {last_change}, when it was last changed"
    return f"{note}; last changed on {last_change}"


def _summary(findings: Findings) -> str:
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
        parts.append("1 attachment stays where it is; its entry names it")
    elif result.attachments:
        parts.append(f"{result.attachments} attachments stay where they are; their entries name them")
    if findings.other_files:
        parts.append(f"{count(findings.other_files, 'other file')} left alone")
    return "; ".join(parts)


def _span(days: Sequence[date]) -> str:
    first, last = min(days), max(days)
    if first == last:
        return f"of {day(first)}"
    return f"from {day(first)} to {day(last)}"


def preview(workspace: Workspace, findings: Findings, wanted: Sequence[Entry]) -> None:
    """List what would be written, on which day, and from where."""
    display = Display(workspace.environment, workspace.plain)
    in_time = sorted(wanted, key=lambda entry: entry.written)
    places = [findings.result.places[entry.id] for entry in in_time]
    display.show(page.to_import(list(zip(in_time, places, strict=True)), display.look), paged=True)


def command_for(request: Request, *, dry_run: bool = False) -> str:
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
