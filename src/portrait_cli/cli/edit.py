"""Changing what was written: edits, deletes, and the way back."""

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from portrait_cli.app.edit_copies import OWN_WINDOW, base_of, held, there, tidy, visited
from portrait_cli.cli.options import (
    EntryArgument,
    JournalOption,
    PlainOption,
    PortraitOption,
    config_of,
    entries_beginning,
    journal_of,
    workspace_of,
)
from portrait_cli.core.errors import InvalidFileError, LockedError, NotFoundError, PortraitError, UsageError

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.entry import Entry
    from portrait_cli.terminal.environment import Environment

_LONGEST_NAME = 100
_LONGEST_SHOWN = 70


class _Editing(NamedTuple):  # `--version` needs no msgspec, and dataclasses take their time
    """An entry being edited: its file, and the copy that the editor has."""

    workspace: "Workspace"
    place: Path
    """Where the entry stands, seen from the journal's folder."""
    name: str
    """The entry's id; nothing when its file cannot be read as an entry."""

    @property
    def path(self) -> Path:
        """The entry's file."""
        return self.workspace.journal.folder / self.place

    @property
    def copy(self) -> Path:
        """The editor's copy; no other entry of any journal has the same."""
        import hashlib

        other = hashlib.sha256(os.fsencode(Path(os.path.realpath(self.path.parent), self.path.name)))
        name = self.place.stem.encode("utf-8", "replace")[:_LONGEST_NAME].decode("utf-8", "ignore")
        return self.workspace.config.drafts / f"edit-{name}-{other.hexdigest()[:6]}.md"

    @property
    def base(self) -> Path:
        """What the entry was when the copy was made."""
        return base_of(self.copy)

    @property
    def again(self) -> str:
        """The command that goes on with the copy."""
        return f"portrait edit {shlex.quote(self.place.stem if self.name else str(self.path))}"


def edit(
    context: typer.Context,
    entry: EntryArgument = "latest",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Change an entry in your own editor, the newest unless you name another.

    The version before goes to the trash: portrait undo brings it back.

    For example:

    \b
        portrait edit
        portrait edit 2026-11-23
        EDITOR=nano portrait edit
    """
    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    place, found = _meant(workspace, entry)
    if not (environment.can_ask or workspace.config.editor):
        raise UsageError("there is no terminal to open an editor in", hint="EDITOR=... portrait edit")
    editing = _Editing(workspace, place, found.id if found else "")
    with held(workspace, editing.copy) as free:
        if not free:
            raise LockedError(f"{place.stem} is being edited in another window", hint="finish it there first")
        _edit_until_saved(editing)


def _meant(workspace: "Workspace", name: str) -> "tuple[Path, Entry | None]":
    """Find an entry's place, and the entry if its file, given by its path, can be read as one."""
    from portrait_cli.store import files

    if name.endswith(".md") and files.exists(path := files.path_of(name)):
        place = workspace.journal.place(path)
        try:
            return place, workspace.journal.read(path).entry
        except InvalidFileError:  # an editor mends it
            return place, None
    stored = workspace.find(name, workspace.index())
    return workspace.journal.place(stored.path), stored.entry


def _edit_until_saved(editing: _Editing) -> None:
    """Let the person edit until the entry is saved, or the copy is kept for another time."""
    from portrait_cli.store.trash import Trash

    workspace, environment = editing.workspace, editing.workspace.environment
    before = _begun(editing)
    while True:
        quick = visited(workspace, editing.copy, before, editing.again)
        data = there(editing.copy)
        if data is None or _is_same(before, data):
            environment.say("Nothing was changed.")
            if quick:
                environment.say(OWN_WINDOW.format(editing.again))
            else:
                editing.copy.unlink(missing_ok=True)
            return
        try:
            text = _checked(data, editing.place.name, editing.name)
            break
        except InvalidFileError as problem:
            kept = f"your changes are kept in {editing.copy}"
            if not environment.can_ask:
                problem.hint = f"{kept}; {editing.again} opens them again"
                raise
            environment.say(f"portrait: {problem}\nNothing is saved yet; {kept}")
            if _offered(workspace, "Open it again?", ("again", "Open it again"), ("keep", "Stop here")) == "keep":
                environment.say(f"To go on: {editing.again}")
                raise typer.Exit(InvalidFileError.exit_code) from None
    try:
        saved = Trash(workspace.journal).rewrite(editing.place, before, text.encode(), environment.now())
    except PortraitError as error:
        error.hint = f"your changes are kept in {editing.copy}; {editing.again} goes on with them"
        raise
    if not saved:
        raise PortraitError(
            f"{editing.place.stem} was changed elsewhere in the meantime, and was not overwritten",
            hint=f"your changes are kept in {editing.copy}; {editing.again} shows them again",
        )
    editing.copy.unlink(missing_ok=True)
    environment.say(f"Saved {editing.place.stem}. The version before: portrait undo")


def _begun(editing: _Editing) -> bytes:
    """Lay out the copy: one that was kept, if the person wants it, else a new one; return what the entry is now."""
    from portrait_cli.store import files

    environment = editing.workspace.environment
    with files.storage_errors(editing.path):
        now = editing.path.read_bytes()
    kept, base = there(editing.copy), there(editing.base)
    if kept is not None and kept not in (base, now):
        environment.say(f"Changes that were not saved are kept in {editing.copy}")
        if base != now:
            environment.say(
                "The entry itself was changed since. Saving the kept ones moves that version to the trash."
            )
        if _goes_on(editing, changed=base != now):
            files.replace(editing.base, now)
            return now
        aside = editing.copy.parent / "set-aside" / f"{editing.copy.stem}-{environment.token()}.md"
        files.write_new(aside, kept)
        environment.say(f"They are put aside in {aside}")
    editing.copy.unlink(missing_ok=True)
    files.replace(editing.base, now)
    files.replace(editing.copy, now)
    return now


def _goes_on(editing: _Editing, *, changed: bool) -> bool:
    """Ask whether to go on with the kept copy; where nobody can be asked, go on if nothing stands against it."""
    if editing.workspace.environment.can_ask:
        ways = ("resume", "Go on with them"), ("aside", "Put them aside, and open the entry as it is")
        return _offered(editing.workspace, "Go on with them?", *ways) == "resume"
    if changed:
        raise PortraitError(
            f"both {editing.place.stem} and the copy of it were changed",
            hint=f"{editing.again} in a terminal asks which one to take; or move the copy away first",
        )
    return True


def _checked(data: bytes, file: str, name: str) -> str:
    """Read what the editor left as an entry of this name. Raises InvalidFileError when it is none."""
    from portrait_cli.core.text import decode
    from portrait_cli.formats import entry_file

    text = tidy(decode(data, file), file)
    found = entry_file.parse(text, file).id
    if name and found != name:
        line = next((at for at, line in enumerate(text.split("\n"), start=1) if re.match("[\"']?id\\b", line)), 2)
        raise InvalidFileError(f'{file}:{line}: found "{found}" for id; expected {name}: an entry keeps its name')
    return text if text.endswith("\n") else f"{text}\n"


def _is_same(before: bytes, after: bytes) -> bool:
    """Say whether two files hold the same words, however their lines end."""
    from portrait_cli.core.text import decode

    try:
        texts = [decode(data, "").replace("\r\n", "\n").removesuffix("\n") for data in (before, after)]
    except InvalidFileError:
        return before == after
    return texts[0] == texts[1]


def _offered(workspace: "Workspace", question: str, *ways: tuple[str, str]) -> str:
    """Let the person choose one of two ways on."""
    from portrait_cli.store.drafts import Drafts
    from portrait_cli.terminal.asker import asker_for

    drafts = Drafts(workspace.config.drafts)
    return asker_for(workspace.environment, workspace.config, drafts.editing, drafts.keep).offer(question, ways)


# --- deletes, and the way back ---


def delete(
    context: typer.Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            autocompletion=entries_beginning,
            help='latest, a day such as yesterday, "2026-11-23 18:30", an id or its beginning, or a file.',
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    _plain: PlainOption = False,
) -> None:
    """Move an entry to the journal's trash; portrait undo brings it back.

    For example:

    \b
        portrait delete 2026-11-23
        portrait delete latest --yes
    """
    from portrait_cli.store.trash import Trash

    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait)
    place, found = _meant(workspace, entry)
    title = found.title if found and found.title else place.stem
    if not yes:
        if not environment.can_ask:
            raise UsageError("there is no terminal to ask in", hint=f"portrait delete {shlex.quote(entry)} --yes")
        environment.say("\n".join([title, *_first_words(found), str(place)]))
        if not typer.confirm("Move it to the trash?", err=True):
            environment.say("Nothing was deleted.")
            return
    Trash(workspace.journal).delete(place, environment.now())
    environment.say(f"In the trash now: {title} ({place.stem}). To bring it back: portrait undo")


def _first_words(entry: "Entry | None") -> list[str]:
    """Quote the first line that the person wrote."""
    from portrait_cli.render.screen import first_lines

    texts = entry.own_words if entry else ()
    lines = (first_lines(line, _LONGEST_SHOWN) for text in texts for line in text.split("\n"))
    return [f"“{line}”" for line in lines if line][:1]


def undo(context: typer.Context, journal: JournalOption = "", _plain: PlainOption = False) -> None:
    """Take back the last edit, delete, import or outcome of a plan; again, and the one before it.

    What stood in the place of what comes back is kept in the journal's trash.

    For example:

    \b
        portrait undo
    """
    from portrait_cli.store.trash import Trash

    environment: Environment = context.obj
    undone = Trash(journal_of(config_of(environment, journal=journal))).undo(environment.now())
    if undone is None:
        raise NotFoundError(
            "there is nothing to undo", hint="undo takes back an edit, a delete, an import or how a plan went"
        )
    name = undone.version.place.stem
    if undone.version.done == "added":
        from portrait_cli.render.screen import count

        what = undone.path.stem if undone.taken == 1 else count(undone.taken, "entry")
        environment.say(f"Taken out again: {what}. Kept in {undone.kept}" if undone.taken else "It was gone already.")
    elif undone.already:
        environment.say(f"{name} stands already as it was before it was {undone.version.done}.")
    elif undone.kept:
        environment.say(f"{name} is as it was before the edit. The edited version is kept in {undone.kept}")
    elif undone.path.stem == name:
        environment.say(f"{name} is back in {undone.path}")
    else:
        environment.say(f"{name} is back in {undone.path}: another file stands in its old place")
