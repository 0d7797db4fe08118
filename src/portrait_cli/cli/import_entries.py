"""The command that brings entries along from another journal."""

import contextlib
import os
import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.app.entries import open_index
from portrait_cli.cli.options import JournalOption, command_app, shared
from portrait_cli.core.errors import (
    InvalidFileError,
    NotFoundError,
    PortraitError,
    StoppedError,
    StorageError,
    UsageError,
)
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.entry import Entry
    from portrait_cli.formats.imports.reader import Brought, Format, Page

MAX_BYTES = 100 * 1024 * 1024
_SHOWN = 20
"""How many of the things that could not be read are named."""


app = command_app()


@app.command()
def import_entries(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file, a folder of Markdown files, or - for stdin.")
    ],
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="jrnl, dayone or markdown; else it is guessed.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    journal: JournalOption = "",
) -> None:
    """Bring entries along from jrnl, Day One or a folder of Markdown files.

    It counts first. Importing again adds only what is new; pictures and other files stay where they are.

    For example:

    \b
        portrait import journal.json --dry-run
        portrait import notes/
        jrnl --format json | portrait import - --yes
    """
    from portrait_cli.core.filters import Filters
    from portrait_cli.formats.imports import reader
    from portrait_cli.store.trash import Trash

    given = shared(context, journal=journal)
    environment = given.environment
    if not source:
        raise UsageError("there is no source named", hint="portrait import --help shows what it takes")
    workspace = given.workspace()
    local = _zone(environment)
    opened = _Source(environment, source, local)
    brought = reader.read(opened.kind(form), opened.pages(), reader.Zones(local, _named_zone))
    problems = [*brought.problems, *opened.problems]
    here = open_index(workspace).entries(Filters()).entries
    known = [name for stored in here for name in (stored.entry.id, stored.path.stem)]
    missing = reader.fresh(brought.entries, [*known, *(path.stem for path in workspace.journal.files())])
    new = reader.fresh(missing, Trash(workspace.journal).deleted_names())  # what was thrown away stays away
    if not brought.entries and not problems:
        raise NotFoundError(f"there are no entries in {source}")
    if brought.entries:
        environment.say(_counted(brought, len(new), len(missing) - len(new), opened.others))
    for problem in problems[:_SHOWN]:
        environment.say(f"portrait: skipped {problem}")
    if problems[_SHOWN:]:
        environment.say(f"portrait: and {len(problems) - _SHOWN} more could not be read")
    if not brought.entries:
        raise InvalidFileError(f"nothing in {source} could be read", hint="portrait import --help names what can be")
    if not new:
        environment.say("Nothing is new, so nothing was written.")
    elif dry_run or not (yes or environment.can_ask):
        words = ["portrait", "import", source, *(["--format", form] if form else [])]
        words += ["--journal", journal] if journal else []
        environment.say(f"Nothing was written. To bring them in: {shlex.join([*words, '--yes'])}")
    elif yes or _confirmed(workspace):
        _write(workspace, new)
    else:
        environment.say("Nothing was written.")


def _confirmed(workspace: "Workspace") -> bool:
    """Ask before entries are written."""
    from portrait_cli.terminal.asker import asker_for
    from portrait_cli.terminal.signals import before_changes

    with before_changes(workspace.environment):
        return asker_for(workspace.environment, workspace.config).confirm("Bring them in?", default=True)


def _counted(brought: "Brought", new: int, deleted: int, others: int) -> str:
    """Say how many entries there are, from when, and what stays where it is."""
    from portrait_cli.render.phrases import count, day

    days = sorted(entry.written.date() for entry in brought.entries)
    when = f"from {day(days[0])} to {day(days[-1])}" if days[0] != days[-1] else f"of {day(days[0])}"
    here = f"{new} new, {len(days) - new - deleted} already here"
    said = [f"{count(len(days), 'entry')} {when}: {here}{f', {deleted} in the trash' if deleted else ''}"]
    if brought.undated:
        said.append(
            f"{count(brought.undated, 'entry')} without a date, filed under the day the file was last changed"
        )
    if brought.attachments:
        are = "is left where it is" if brought.attachments == 1 else "are left where they are"
        said.append(f"{count(brought.attachments, 'attachment')} {are}, and named")
    if others:
        said.append(f"{count(others, 'other file')} left alone")
    return "; ".join(said)


def _write(workspace: "Workspace", new: "Sequence[Entry]") -> None:
    """Write the new entries; when that is stopped, those written stay, and the next time only the rest is new."""
    from portrait_cli.render.phrases import count

    environment = workspace.environment
    places: list[Path] = []
    try:
        with progress(environment, "Bringing entries in", plain=workspace.plain) as tell:
            for done, entry in enumerate(new, start=1):
                stored = workspace.journal.add(entry)
                if stored.entry.id == entry.id:
                    places.append(workspace.journal.place(stored.path))
                else:  # another import has just brought the same one, or what is no entry has its name
                    stored.path.unlink()
                    if not stored.path.with_name(f"{entry.id}.md").is_file():
                        environment.say(f"portrait: skipped {entry.id}: something else stands in its place")
                tell(done, len(new))
    except (KeyboardInterrupt, StoppedError, PortraitError):
        _remember(workspace, places)
        environment.say(f"{len(places)} of {len(new)} are in. The same command brings the rest.")
        raise
    back = " To take that back: portrait undo" if _remember(workspace, places) else ""
    environment.say(f"Brought in: {count(len(places), 'entry')}. To see them: portrait list.{back}")


def _remember(workspace: "Workspace", places: "Sequence[Path]") -> bool:
    """Remember what was brought in, for an undo; False where there is nothing, or it cannot be remembered."""
    from portrait_cli.store.trash import Trash

    with contextlib.suppress(PortraitError):  # what counts is written
        if places:
            Trash(workspace.journal).record_added(places, workspace.environment.now())
            return True
    return False


class _Source:
    """The files to bring entries from: those that can be read, and how many are none of ours."""

    def __init__(self, environment: Environment, name: str, local: tzinfo) -> None:
        from portrait_cli.store import files

        self._name = name
        self._local = local
        self._now = environment.now()
        self._stdin = environment.read_stdin if name == "-" else None
        self._path = files.path_of(name)
        self.problems: list[str] = []
        self.others = 0
        if self._stdin is None and not files.exists(self._path):
            raise NotFoundError(f"there is no file or folder {name}")
        self._is_folder = self._stdin is None and self._path.is_dir()
        self._alone = None if self._is_folder else self._read_alone()
        self._exports = self._exports_in() if self._is_folder else []
        self.problems.clear()  # they come again with the files
        self.others = 0

    def kind(self, said: str) -> "Format":
        """Find the format: the one that is said, else the one that it looks like."""
        from portrait_cli.formats.imports import reader

        known = ", ".join(reader.FORMATS)
        if said:
            found = next((form for form in reader.FORMATS if form == said.casefold().replace(" ", "")), None)
            if found is None:
                raise UsageError(f'there is no format "{said}"', hint=f"there are: {known}")
        elif self._alone is not None:
            found = reader.guess(self._alone)
        else:
            found = self._kind_of_exports() if self._exports else "markdown"
        if found is None:
            hint = f"say which with --format: {known}"
            if self._alone is not None and self._alone.data.startswith(b"PK\x03\x04"):
                hint = "it is packed: unpack it first, then name the folder"
            raise InvalidFileError(f"{self._name} looks like none of the journals that we know", hint=hint)
        if self._is_folder and found != "markdown" and not self._exports:
            raise UsageError(f"{self._name} is a folder", hint="name the file in it that was exported")
        self._exports = self._exports if found != "markdown" else []
        return found

    def _kind_of_exports(self) -> "Format":
        from portrait_cli.formats.imports import reader

        first = self._exports[0]
        return reader.guess(self._page(first, first.name)) or "dayone"

    def pages(self) -> "Iterator[Page]":
        """Read the files one after another."""
        if self._alone is not None:
            yield self._alone
            return
        for path in self._exports or self._markdown():
            name = path.relative_to(self._path).as_posix()
            try:
                yield self._page(path, name)
            except (InvalidFileError, StorageError) as problem:
                self.problems.append(str(problem))

    def _read_alone(self) -> "Page":
        from portrait_cli.formats.imports.reader import Page

        if self._stdin is not None:
            return Page("stdin", _small(self._stdin(), "stdin"), self._now)
        return self._page(self._path, self._path.name)

    def _page(self, path: Path, name: str) -> "Page":
        from portrait_cli.formats.imports.reader import Page
        from portrait_cli.store import files

        with files.storage_errors(path):
            if not path.is_file():
                raise InvalidFileError(f"{name} is no file with words in it")
            with path.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)  # no more than it takes to see that it is too large
            state = path.stat()
        try:
            changed = datetime.fromtimestamp(int(state.st_mtime), tz=self._local)
        except (ValueError, OverflowError, OSError):  # a clock that was never set
            changed = self._now
        whole = name.encode("utf-8", "replace").decode()  # a name may be no text
        return Page(whole, _small(data, whole), changed)

    def _exports_in(self) -> list[Path]:
        """Find the JSON files at the top of a folder that holds no Markdown: what Day One's archive unpacks to."""
        from portrait_cli.store import files

        with files.storage_errors(self._path):
            found = sorted(path for path in self._path.iterdir() if path.name.lower().endswith(".json"))
        return [] if next(self._markdown(), None) else found

    def _markdown(self) -> Iterator[Path]:
        """Go through the Markdown files in a folder and below; hidden ones are not meant."""
        from portrait_cli.formats.imports.reader import is_markdown

        self.others = 0

        def refused(error: OSError) -> None:
            self.problems.append(f"{error.filename}: {(error.strerror or 'the system refused').lower()}")

        for folder, folders, names in os.walk(self._path, onerror=refused):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(name for name in names if not name.startswith(".")):
                if is_markdown(name):
                    yield Path(folder) / name
                else:
                    self.others += 1


def _small(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{name} is larger than 100 MB", hint="export it in parts, such as year by year")
    return data


def _named_zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # no zone has that name
        return None


def _zone(environment: Environment) -> tzinfo:
    """Find the time zone we are in, for entries that say none."""
    name = environment.zone()
    return (_named_zone(name) if name else None) or environment.now().tzinfo or UTC
