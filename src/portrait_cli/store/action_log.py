"""The log of what was done to a journal. Each action is recorded before it is done, so that it can be undone.

The log is kept in the state folder, because other people and programs may write to the journal. It is a file of JSON
lines that only grows. A line begins an action, adds changes to it, or records how far it got; reading the log
combines the lines about each action.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from portrait_cli.core.errors import StorageError
from portrait_cli.store.files import folder_key, make_folder, storage_errors
from portrait_cli.store.flush import sync_file, sync_folder

Kind = Literal[
    "note",
    "session",
    "plan",
    "plan-move",
    "plan-reword",
    "outcome",
    "goal",
    "evidence",
    "drop",
    "import",
    "edit",
    "delete",
    "portrait",
    "draft",
    "ask",
    "receive",
]
"""What a person did."""
State = Literal["begun", "done", "void", "undoing", "undone", "redoing"]
"""How far an action has got. `void` means that it was not done after all."""

EARLIEST = datetime.min.replace(tzinfo=UTC)
UNKNOWN = "?"
"""Stands for a digest that is not known: earlier versions recorded only the text from before a change."""


class Change(Struct, frozen=True, array_like=True):
    """What an action does to one file."""

    place: str
    """The file's path within the journal's folder, with slashes."""
    before: str
    """The digest of the file before; empty if there was none."""
    after: str
    """The digest of the file afterward; empty if there is none."""


class Setting(Struct, frozen=True):
    """A setting that was changed."""

    name: Literal["portrait"]
    before: str
    after: str


class DraftMove(Struct, frozen=True, array_like=True):
    """Where the draft that was thrown away was, and where it went: places in the folder of the drafts."""

    before: str
    after: str


class Action(Struct, frozen=True):
    """One thing that a person did."""

    id: str
    at: datetime
    """When it began, in UTC."""
    kind: Kind
    title: str
    """The title of the entry or portrait."""
    changes: tuple[Change, ...] = ()
    setting: Setting | None = None
    draft: DraftMove | None = None
    folder: str = ""
    """The folder of the trash that holds the earlier files. For an action of an earlier version it is also the id."""
    state: State = "begun"
    kept: tuple[str, ...] = ()
    """The folders of the trash that hold the files that undoing it moved away."""

    @property
    def is_of_earlier_version(self) -> bool:
        """Return True if a version without a log did it."""
        return self.id == self.folder


class _Line(Struct, frozen=True, omit_defaults=True):
    id: str
    at: Annotated[datetime, Meta(tz=True)] | None = None
    kind: Kind | None = None
    title: str = ""
    changes: tuple[Change, ...] = ()
    without: tuple[str, ...] = ()
    setting: Setting | None = None
    draft: DraftMove | None = None
    folder: str = ""
    state: State | None = None
    kept: str = ""


class History(Struct, frozen=True):
    """What the log says."""

    actions: dict[str, Action]
    """All actions by their ids, in the order in which they were begun."""
    can_redo: list[str]
    """The ids of the actions that were undone, the next one to redo last."""
    begun_since: list[str]
    """The actions that were begun since then, and may have been stopped. If one was done, nothing can be redone."""
    damaged: int
    """How many lines cannot be read."""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Line).decode


_TO_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class ActionLog(Struct, frozen=True):
    """The log of the actions on one journal."""

    file: Path

    # --- writing ---

    def begin(self, action: Action) -> None:
        """Record an action that is about to be done, and flush it to the disk. Raises StorageError if that fails."""
        self._append(_beginning(action), safe=True)

    def adopt(self, action: Action) -> None:
        """Record an action of an earlier version before it is undone. Raises StorageError if that fails."""
        self._append(replace(_beginning(action), state=action.state), safe=False)

    def add(self, action: str, changes: Sequence[Change]) -> None:
        """Record more changes that an action is about to make. Raises StorageError if that fails."""
        self._append(_Line(action, changes=tuple(changes)), safe=True)

    def mark(self, action: str, state: State, *, kept: str = "", without: Sequence[str] = ()) -> None:
        """Record how far an action has got, and which changes it did not make. Raises StorageError if that fails."""
        self._append(_Line(action, state=state, kept=kept, without=tuple(without)), safe=False)

    def _append(self, line: _Line, *, safe: bool) -> None:
        make_folder(self.file.parent)
        with storage_errors(self.file):
            self._check_file()
            descriptor = os.open(self.file, _TO_APPEND, 0o600)
            try:
                size = os.lseek(descriptor, 0, os.SEEK_END)
                try:
                    _write(descriptor, _line_end(descriptor, size) + _encode(line) + b"\n")
                    if safe:
                        sync_file(descriptor)
                except BaseException:
                    os.ftruncate(descriptor, size)
                    raise
            finally:
                os.close(descriptor)
            if not size:
                sync_folder(self.file.parent)

    def _check_file(self) -> None:
        """Raise StorageError if there is a link, a folder or a pipe, which would not end, in the place of the log."""
        if os.path.lexists(self.file) and (self.file.is_symlink() or not self.file.is_file()):
            hint = "move it somewhere else; portrait then starts a new record"
            raise StorageError(f"{self.file} is not a file", hint=hint)

    # --- reading ---

    def read(self) -> History:
        """Combine the lines into actions, and count the damaged lines.

        Raises StorageError when the log cannot be read.
        """
        history = History({}, [], [], 0)
        damaged = 0
        for raw in self._lines():
            try:
                line = _decode(raw)
            except (msgspec.MsgspecError, ValueError):
                damaged += 1
            else:
                _take_in(history, line)
        return replace(history, damaged=damaged)

    def _lines(self) -> list[bytes]:
        with storage_errors(self.file):
            if not os.path.lexists(self.file):
                return []
            self._check_file()
            return self.file.read_bytes().splitlines()


def new_action(kind: Kind, title: str, at: datetime, changes: tuple[Change, ...] = (), folder: str = "") -> Action:
    """Make an action with a new id."""
    return Action(os.urandom(6).hex(), at.astimezone(UTC), kind, title, changes, folder=folder)


def log_of(folder: Path, journal: Path) -> ActionLog:
    """Return the log of a journal; `folder` holds the logs of all journals."""
    return ActionLog(folder / f"{folder_key(journal)}.jsonl")


def _beginning(action: Action) -> _Line:
    return _Line(
        action.id,
        action.at,
        action.kind,
        action.title,
        action.changes,
        setting=action.setting,
        draft=action.draft,
        folder=action.folder,
    )


def _line_end(descriptor: int, size: int) -> bytes:
    """Return a line end if the last line has none because writing it was stopped."""
    if not size:
        return b""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return b"" if os.read(descriptor, 1) == b"\n" else b"\n"


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _take_in(history: History, line: _Line) -> None:
    if line.kind and line.at:
        begun = Action(
            line.id,
            line.at,
            line.kind,
            line.title,
            line.changes,
            setting=line.setting,
            draft=line.draft,
            folder=line.folder,
        )
        history.actions[line.id] = replace(begun, state=line.state or "begun")
        if not line.state:
            history.begun_since.append(line.id)
        return

    action = history.actions.get(line.id)
    if action is None:  # the line that began it is damaged
        return
    changes = (*action.changes, *line.changes)
    if line.without:
        changes = tuple(change for change in changes if change.place not in line.without)
    kept = (*action.kept, line.kept) if line.kept else action.kept
    history.actions[line.id] = replace(action, changes=changes, kept=kept, state=line.state or action.state)
    _mark(history, line)


def _mark(history: History, line: _Line) -> None:
    match line.state:
        case "undoing" | "undone" if line.id not in history.can_redo:
            if line.id in history.begun_since:  # it was done, then
                history.can_redo.clear()
                history.begun_since.clear()
            history.can_redo.append(line.id)
        case "done" if line.id in history.can_redo:
            history.can_redo.remove(line.id)
        case "done":  # after a new action, earlier ones can no longer be redone
            history.can_redo.clear()
            history.begun_since.clear()
        case "void":
            history.actions.pop(line.id, None)
            if line.id in history.can_redo:
                history.can_redo.remove(line.id)
        case _:
            pass
