"""Change an entry in the person's own editor."""

import re
from collections.abc import Sequence
from pathlib import Path

import typer
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import edit_copies
from portrait_cli.app.which_entries import find_entry, is_entry_file, open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, LockedError, NewerFormatError, PortraitError, UsageError
from portrait_cli.core.text import decode
from portrait_cli.formats import entry_file
from portrait_cli.formats.hand_changes import not_understood
from portrait_cli.store import files
from portrait_cli.store.actions import actions_in
from portrait_cli.store.journal import check_size
from portrait_cli.terminal.asker import asker_for

_LONGEST_NAME = 100
"""Bytes of an entry's name that its copy's name has, so that no file system refuses it."""


class Editing(Struct, frozen=True):
    """An entry that is being edited: its file, and the copy that the editor works on."""

    workspace: Workspace
    place: Path
    """The entry's file, relative to the journal's folder."""
    id: str = ""
    """The entry's id; empty if its file cannot be read as an entry."""
    title: str = ""
    """The entry's title; empty likewise."""

    @property
    def path(self) -> Path:
        """The entry's file."""
        return self.workspace.journal.folder / self.place

    @property
    def copy(self) -> Path:
        """The editor's copy; no other entry of any journal has the same."""
        key = files.file_key(self.path)[:6]
        name = self.place.stem.encode("utf-8", "replace")[:_LONGEST_NAME].decode("utf-8", "ignore")
        return self.workspace.config.drafts / f"edit-{name}-{key}.md"

    @property
    def base(self) -> Path:
        """The entry as it was when the copy was made."""
        return edit_copies.base_of(self.copy)

    @property
    def command(self) -> str:
        """The command that continues with the copy."""
        name = self.place.stem if self.id else str(self.path)
        return command(self.workspace.config, "edit", name)


def edit(workspace: Workspace, name: str) -> None:
    """Let the person change an entry, and save it.

    Raises NotFoundError if there is no such entry, LockedError if it is being edited in another window.
    """
    place, found = find_file(workspace, name)
    if not (workspace.environment.can_ask or edit_copies.chosen_editor(workspace)):
        hint = "set EDITOR to the name of an editor"
        raise UsageError("there is no terminal to open an editor in", hint=hint)
    place = workspace.journal.text_place(place)
    if found is None:
        _check_format(workspace, place)
    editing = Editing(workspace, place)
    if found:
        editing = replace(editing, id=found.id, title=found.title)
    with edit_copies.held(workspace, editing.copy) as free:
        if not free:
            raise LockedError(f"{place.stem} is being edited in another window", hint="finish it there first")
        _edit_and_save(editing)


def _check_format(workspace: Workspace, place: Path) -> None:
    """Raise NewerFormatError if a file cannot be read because a later version wrote it: we could not save it."""
    try:
        workspace.journal.read(workspace.journal.folder / place)
    except NewerFormatError:
        raise
    except InvalidFileError:
        pass


def find_file(workspace: Workspace, name: str) -> tuple[Path, Entry | None]:
    """Find an entry's file, relative to the journal, and the entry; None if a file named by its path is broken."""
    if not is_entry_file(name):
        stored = find_entry(workspace, name, open_index(workspace))
        return workspace.journal.place(stored.path), stored.entry
    path = files.path_of(name)
    place = workspace.journal.place(path)
    if not path.is_file():
        raise UsageError(f"{path} is not a file", hint="portrait edits and deletes entries only, one file each")
    try:
        return place, workspace.journal.read(path).entry
    except InvalidFileError:  # an editor can fix it
        return place, None


def _edit_and_save(editing: Editing) -> None:
    workspace, environment = editing.workspace, editing.workspace.environment
    before = _prepared_copy(editing)
    text = _edited_text(editing, before)
    if text is None:
        return
    try:
        actions = actions_in(workspace.config)
        saved = actions.rewrite(
            editing.place, editing.title or editing.place.stem, before, text.encode(), environment.now()
        )
    except PortraitError as error:
        error.hint = f"your changes are kept in {editing.copy}; {editing.command} continues with them"
        raise
    if not saved and not editing.path.exists():
        message = f"{editing.place.stem} was deleted or moved in the meantime"
        raise PortraitError(message, hint=f"your changes are kept in {editing.copy}")
    if not saved:
        raise PortraitError(
            f"{editing.place.stem} was changed elsewhere in the meantime, and was not overwritten",
            hint=f"your changes are kept in {editing.copy}; {editing.command} shows them again",
        )
    files.discard(editing.copy)
    how = command(workspace.config, "undo")
    environment.report(f"Saved {editing.place.stem}. To bring the old version back: {how}")


def _edited_text(editing: Editing, before: bytes) -> str | None:
    """Let the person edit until the copy can be saved; return None if nothing was changed.

    What is not understood and can be saved is pointed out once.
    """
    pointed_out: list[str] = []
    while True:
        quick = edit_copies.edit(editing.workspace, editing.copy, before, editing.command)
        data = edit_copies.read(editing.copy)
        if data is None or _is_same(before, data):
            _say_nothing_was_changed(editing, quick=quick)
            return None
        try:
            text = _checked(data, editing.place.name, editing.id)
        except InvalidFileError as problem:
            _offer_to_go_on(editing, problem)
            continue
        entry = entry_file.parse(text, editing.place.name)
        remarks = [
            remark for remark in not_understood(entry, editing.workspace.portrait) if remark not in pointed_out
        ]
        if not remarks or not _wants_to_change(editing, remarks):
            return text
        pointed_out += remarks


def _say_nothing_was_changed(editing: Editing, *, quick: bool) -> None:
    environment = editing.workspace.environment
    environment.report("Nothing was changed.")
    if quick:
        environment.say(edit_copies.OWN_WINDOW.format(editing.command))
    else:
        files.discard(editing.copy)


def _offer_to_go_on(editing: Editing, problem: InvalidFileError) -> None:
    """Offer to open a copy again that is not an entry; raise when the person stops, or nobody can be asked."""
    environment = editing.workspace.environment
    kept = f"your changes are kept in {editing.copy}"
    if not environment.can_ask:
        problem.hint = f"{kept}; {editing.command} opens them again"
        raise problem
    environment.say(f"portrait: {problem}\nNothing is saved yet; {kept}")
    answer = _offer(editing.workspace, "Open it again?", ("again", "Open it again"), ("keep", "Stop here"))
    if answer == "keep":
        environment.say(f"To continue: {editing.command}")
        raise typer.Exit(InvalidFileError.exit_code)


def _wants_to_change(editing: Editing, remarks: Sequence[str]) -> bool:
    """Point out what is not understood; return True if the person wants to change it before it is saved."""
    environment = editing.workspace.environment
    for remark in remarks:
        environment.say(f"portrait: check {editing.place.name}: {remark}")
    if not environment.can_ask:
        return False
    ways = ("again", "Open it again"), ("save", "Save it as it is")
    return _offer(editing.workspace, "Open it again?", *ways) == "again"


def _prepared_copy(editing: Editing) -> bytes:
    """Prepare the copy, a kept one if the person wants it, else a new one; return what the entry is now."""
    with files.storage_errors(editing.path):
        now = editing.path.read_bytes()
    kept, base = edit_copies.read(editing.copy), edit_copies.read(editing.base)
    if kept is not None and kept not in (base, now):
        changed = base != now
        if base is None and editing.workspace.environment.can_ask:  # nobody knows, and the person can look
            changed = False
        if _wants_kept_copy(editing, changed=changed):
            files.replace(editing.base, now)
            return now
        _set_aside(editing, kept)
    editing.copy.unlink(missing_ok=True)
    files.replace(editing.base, now)
    files.replace(editing.copy, now)
    return now


def _set_aside(editing: Editing, kept: bytes) -> None:
    token = editing.workspace.environment.token()
    aside = editing.copy.parent / "set-aside" / f"{editing.copy.stem}-{token}.md"
    files.write_new(aside, kept)
    editing.workspace.environment.say(f"They are set aside in {aside}")


def _wants_kept_copy(editing: Editing, *, changed: bool) -> bool:
    """Ask whether to continue with the kept copy; if nobody can be asked, do so unless the entry was changed since.

    Raises PortraitError if nobody can be asked and the entry was changed.
    """
    environment = editing.workspace.environment
    environment.say(f"Changes that were not saved are kept in {editing.copy}")
    if changed:
        environment.say("The entry itself has changed since then. Saving yours moves that version to the trash.")
    if environment.can_ask:
        ways = ("resume", "Continue with them"), ("aside", "Set them aside, and open the entry as it is")
        return _offer(editing.workspace, "Continue with them?", *ways) == "resume"
    if changed:
        raise PortraitError(
            f"both {editing.place.stem} and the copy of it were changed",
            hint=f"{editing.command} in a terminal asks which one to take; or move the copy away first",
        )
    return True


def _checked(data: bytes, file: str, entry_id: str) -> str:
    """Read what the editor left, as an entry with this id. Raises InvalidFileError if it is not one."""
    check_size(len(data), file)
    text = edit_copies.tidy(decode(data, file), file)
    found = entry_file.parse(text, file).id
    if entry_id and found != entry_id:
        line = _line_of_id(text)
        message = f'{file}:{line}: found "{found}" for id; expected {entry_id}: the id of an entry never changes'
        raise InvalidFileError(message)
    return text if text.endswith("\n") else f"{text}\n"


def _line_of_id(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if re.match("[\"']?id\\b", line):
            return number
    return 2


def _is_same(before: bytes, after: bytes) -> bool:
    """Return True if two files hold the same words, however their lines end."""
    try:
        return _words(before) == _words(after)
    except InvalidFileError:
        return before == after


def _words(data: bytes) -> str:
    return decode(data, "").replace("\r\n", "\n").removesuffix("\n")


def _offer(workspace: Workspace, question: str, *ways: tuple[str, str]) -> str:
    """Let the person choose what to do next."""
    ask = asker_for(workspace.environment, workspace.config)
    return ask.offer(question, ways)
