"""Undoing what was done to a journal, the most recent action first, and redoing it.

The files themselves show what is left to do: a change was made if its file differs from what it was before. So the
next undo finishes one that was stopped halfway, and it skips an action that was stopped before it changed anything.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import attached_file
from portrait_cli.core.errors import InvalidFileError, PortraitError, StorageError
from portrait_cli.store import attachments, draft_trash, files
from portrait_cli.store.action_log import EARLIEST, UNKNOWN, Action, Change, History
from portrait_cli.store.actions import Actions
from portrait_cli.store.settings import saved_setting
from portrait_cli.store.trash import NO_FILE, digest

SetSetting = Callable[[str, str], None]
"""Gives a setting a value; an empty one takes it out of the settings."""


class Result(Struct, frozen=True):
    """What an undo or a redo did."""

    action: Action
    paths: list[Path]
    """The files in the journal that were put back, replaced or removed."""
    kept: Path | None = None
    """Where the replaced text is in the trash, or the folder with the removed entries."""
    is_recorded: bool = True
    """Whether `redo` will know about it."""

    @property
    def already_done(self) -> bool:
        """Return True if nothing was left to do."""
        return not (self.paths or self.action.setting)


class Record(Struct, frozen=True):
    """What was done to a journal, as far as it can be read."""

    actions: Actions
    known: dict[str, Action]
    """The actions by their ids, oldest first."""
    history: History
    problems: list[PortraitError]
    """What is wrong with the records that are skipped."""

    def last_first(self) -> Iterator[Action]:
        """Go through the actions that can be undone, the most recent first."""
        for action in reversed(self.known.values()):
            if action.state in {"undone", "void"}:
                continue
            try:
                made = [change for change in action.changes if _is_made(self.actions, action, change)]
                if action.kind == "import" and not made:
                    continue
                if _can_be_taken_back(self.actions, action, made):
                    yield replace(action, changes=tuple(made)) if action.kind == "import" else action
            except InvalidFileError as problem:
                self.problems.append(problem)

    def to_redo(self) -> Action | None:
        """Return the action that was undone last, if it can be redone."""
        if not self.history.can_redo or any(map(self._was_done, self.history.begun_since)):
            return None
        return self.known.get(self.history.can_redo[-1])

    def _was_done(self, name: str) -> bool:
        """Return True unless an action was stopped before it changed anything."""
        action = self.known.get(name)
        if action is None or action.state == "void":
            return False
        with contextlib.suppress(PortraitError):
            made = [change for change in action.changes if _is_made(self.actions, action, change)]
            return _can_be_taken_back(self.actions, action, made)
        return True


def read(actions: Actions) -> Record:
    """Read what was done, in order of time. Raises StorageError when that cannot be read."""
    history = actions.log.read()
    problems: list[PortraitError] = []
    if history.damaged:
        problems.append(InvalidFileError(f"{history.damaged} damaged lines in {actions.log.file}"))
    return Record(actions, _with_earlier_ones(actions, history, problems), history, problems)


def take_back(actions: Actions, action: Action, at: datetime, set_setting: SetSetting) -> Result:
    """Undo an action. Anything that this replaces or removes goes to the trash.

    A deleted entry comes back under its old name or, if another file has that name now, under a free one.
    Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
    """
    with actions.journal.writing():
        work = _Work(actions, action, actions.trash.new_folder("undone", at))
        is_recorded = False
        try:
            if action.is_of_earlier_version and action.id not in actions.log.read().actions:
                actions.log.adopt(action)
            actions.log.mark(action.id, "undoing", kept=work.folder)
            is_recorded = True
        except StorageError:  # on a full disk, too, a deleted entry comes back
            if not any(_is_made(actions, action, change) for change in action.changes):
                raise
        if action.setting:
            set_setting(action.setting.name, action.setting.before)
        made = [change for change in reversed(action.changes) if _is_made(actions, action, change)]
        used = _used_elsewhere(actions, made)
        paths = [work.take_back(change) for change in made if change.place not in used]
        if action.draft:
            paths += _moved(actions, action.draft.after, action.draft.before)
        with contextlib.suppress(StorageError):  # the files say as much
            actions.log.mark(action.id, "undone")
    return Result(action, paths[::-1], work.folder_or_file(), is_recorded)


def _used_elsewhere(actions: Actions, made: Sequence[Change]) -> frozenset[str]:
    """Return the attached files that an action has added, and that other entries have come to name since."""
    added = [change.place for change in made if not change.before and attached_file.is_place(change.place)]
    return attachments.used_elsewhere(actions.journal, added, [change.place for change in made])


def do_again(actions: Actions, action: Action, at: datetime, set_setting: SetSetting) -> Result:
    """Redo an action that was undone. Raises the same errors as `take_back`."""
    if action.kind == "edit":
        edited = _path(actions, action.changes[0])
        is_other = digest(edited) not in {action.changes[0].before, action.changes[0].after}
        if is_other and edited.is_file() and not edited.is_symlink():
            return _edit_again(actions, action, edited, at)
    with actions.journal.writing():
        work = _Work(actions, action, actions.trash.new_folder("undone", at))
        with contextlib.suppress(StorageError):
            actions.log.mark(action.id, "redoing")
        if action.setting:
            set_setting(action.setting.name, action.setting.after)
        again = [change for change in action.changes if digest(_path(actions, change)) != change.after]
        paths = [path for change in again if (path := work.do_again(change))]
        if action.draft:
            paths += _moved(actions, action.draft.before, action.draft.after)
        if action.state == "redoing" and not again:  # it was stopped when all was done
            paths = [_path(actions, change) for change in action.changes]
        is_in_vain = not (paths or action.setting) and bool(again or action.kind in {"delete", "draft"})
        with contextlib.suppress(StorageError):
            actions.log.mark(action.id, "void" if is_in_vain else "done")
    return Result(action, paths)


def _moved(actions: Actions, before: str, after: str) -> list[Path]:
    """Move a draft; return its new path, or nothing if it is not there."""
    path = draft_trash.move(actions.config.drafts, before, after)
    return [path] if path else []


def _edit_again(actions: Actions, action: Action, path: Path, at: datetime) -> Result:
    """Redo an edit whose entry was changed since the undo: that is an action of its own, and the next one to undo."""
    (change,) = action.changes
    source = _find(actions, action.kept, change)
    if source is None:
        with contextlib.suppress(StorageError):
            actions.log.mark(action.id, "void")
        return Result(action, [])
    with files.storage_errors(path):
        now, text = path.read_bytes(), source.read_bytes()
    is_done = actions.rewrite(Path(change.place), action.title, now, text, at)
    return Result(action, [path] if is_done else [])


# --- which actions ---


def _with_earlier_ones(actions: Actions, history: History, problems: list[PortraitError]) -> dict[str, Action]:
    """Put the actions of earlier versions among those in the log, in order of time."""
    folders = {action.folder for action in history.actions.values() if action.folder}
    in_order: list[tuple[datetime, Action]] = []
    for one in actions.trash.of_earlier_versions(folders):
        if isinstance(one, InvalidFileError):
            problems.append(one)
        else:
            in_order.append((one.at, one))

    latest = EARLIEST
    for action in history.actions.values():  # they stay in the order of the log, even if the clock was set back
        if action.is_of_earlier_version:
            in_order.append((action.at, action))
            continue
        latest = max(latest, action.at)
        in_order.append((latest, action))
    in_order.sort(key=lambda one: one[0])
    return {action.id: action for _, action in in_order}


def _can_be_taken_back(actions: Actions, action: Action, made: Sequence[Change]) -> bool:
    """Return True unless an action was stopped before it changed anything; `made` are the changes still to be undone.

    Raises InvalidFileError if the earlier text is missing or has changed, or if a file cannot be an entry.
    """
    if action.draft:
        return draft_trash.holds(actions.config.drafts, action.draft.after)
    for change in made:
        if change.before and action.state != "undoing":
            _source_before(actions, action, change)
    if action.state != "begun":
        return bool(action.changes or action.setting)
    setting = action.setting
    return bool(made) or (setting is not None and saved_setting(actions.config, setting.name) == setting.after)


def _is_made(actions: Actions, action: Action, change: Change) -> bool:
    """Return True if a change still has to be undone.

    If the action may have been stopped before this change, the file must be exactly as the action would have left it.
    """
    path = _path(actions, change)
    now = digest(path)
    if action.state == "begun":
        return now == change.after
    if now in {change.before, change.after}:
        return now != change.before
    is_new = not change.before and change.after != UNKNOWN
    return not is_new or path.is_symlink() or _is_entry_of_its_name(actions, path)


def _is_entry_of_its_name(actions: Actions, path: Path) -> bool:
    """Return True if the file of a new entry, which has changed since, is still that entry, and no other file."""
    try:
        return actions.journal.read(path).entry.id == path.stem
    except InvalidFileError:
        return False


def _path(actions: Actions, change: Change) -> Path:
    """Return the file of a change. Raises InvalidFileError if neither an entry nor an attached file can be there."""
    if not actions.journal.is_our_place(change.place):
        raise InvalidFileError(f"{change.place} is not a place for an entry")
    path = actions.journal.folder / change.place
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise InvalidFileError(f"{change.place} is too long for a name") from None
    actions.journal.check_inside(path)
    return path


# --- one file after the other ---


class _Work(Struct, frozen=True):
    """Undoing or redoing one action, file by file."""

    actions: Actions
    action: Action
    folder: str
    """A new folder in the trash, for files that have to be moved away."""
    kept: list[Path] = []
    """Where the files that were moved away are now."""

    def folder_or_file(self) -> Path | None:
        """Return the file that was moved away, or the folder if there are several; None if there are none."""
        match self.kept:
            case []:
                return None
            case [file]:
                return file
            case _:
                return self.actions.trash.folder / self.folder

    def take_back(self, change: Change) -> Path:
        """Restore one file to what it was before, and return its path."""
        path = _path(self.actions, change)
        room = self.actions.trash.path(self.folder, change.place)
        if not change.before:
            self._move_away(path, room)
            return path

        if self.action.state == "undoing" and not _find(self.actions, [self.action.folder], change):
            return path  # it was put back before that undo was stopped
        source = _source_before(self.actions, self.action, change)
        if change.after == "" or not os.path.lexists(path):
            return self._put_back(source, path)
        self._replace(path, source, room)
        return path

    def do_again(self, change: Change) -> Path | None:
        """Restore one file to what it was after the action, and return its path; None if it was left alone."""
        path = _path(self.actions, change)
        is_as_before = digest(path) == change.before
        if not change.after:
            if not is_as_before:  # another entry has that name by now
                return None
            self._move_away(path, self._room_for_undo(change))
            return path
        source = _find(self.actions, self.action.kept, change)
        if source is None:
            return None
        if not change.before:
            return self._put_back(source, path)
        room = self.actions.trash.path(self.folder, change.place)
        if is_as_before:
            room = self._room_for_undo(change)
        self._replace(path, source, room)
        return path

    def _room_for_undo(self, change: Change) -> Path:
        """Return where the next undo looks for the old text; if a file is still there, a place in the new folder."""
        room = self.actions.trash.path(self.action.folder, change.place)
        if os.path.lexists(room):
            return self.actions.trash.path(self.folder, change.place)
        return room

    def _move_away(self, path: Path, room: Path) -> None:
        """Move a file to a free name in the trash."""
        files.make_folder(room.parent)
        with files.storage_errors(path):
            path.rename(room)
        self.kept.append(room)
        files.settle(room.parent)
        files.settle(path.parent)

    def _put_back(self, source: Path, path: Path) -> Path:
        """Move a file from the trash to its place or, if that is taken, to a free name beside it."""
        files.make_folder(path.parent)
        free = next(name for name in _names_like(path) if files.move_new(source, name))
        files.settle(path.parent)
        self.actions.trash.remove_empty_folders(source)
        return free

    def _replace(self, path: Path, source: Path, room: Path) -> None:
        """Replace a text with one from the trash, once the text that is there is safe in the trash.

        If a link has taken its place, the link is moved away: nothing is written through it.
        """
        if path.is_symlink():
            self._move_away(path, room)
            self._put_back(source, path)
            return
        with files.storage_errors(path):
            now, text = path.read_bytes(), source.read_bytes()
        if not files.write_new(room, now):
            raise StorageError(f"{room} already exists", hint="nothing was changed")
        self.kept.append(room)
        files.rewrite(path, text)
        files.discard(source)
        self.actions.trash.remove_empty_folders(source)


def _source_before(actions: Actions, action: Action, change: Change) -> Path:
    """Find the text from before a change in the trash. Raises InvalidFileError if it is missing or has changed."""
    source = _find(actions, [action.folder], change)
    if source is None or digest(source) != change.before or change.before == NO_FILE:
        file = actions.trash.folder / action.folder / change.place
        raise InvalidFileError(f"{file} is missing or has changed")
    return source


def _find(actions: Actions, folders: Sequence[str], change: Change) -> Path | None:
    """Find a change's file in some folders of the trash, looking in the last one first."""
    for folder in reversed(folders):
        file = actions.trash.path(folder, change.place)
        if os.path.lexists(file):
            return file
    return None


def _names_like(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
