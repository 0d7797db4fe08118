"""Everything that changes a journal. Each change is recorded before it is made, so that it can be undone."""

import contextlib
import os
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError, PortraitError, StorageError, UnsettledWarning
from portrait_cli.store import attachments, draft_trash, files
from portrait_cli.store.action_log import Action, ActionLog, Change, DraftMove, Kind, Setting, log_of, new_action
from portrait_cli.store.journal import Journal, Stored, check_size
from portrait_cli.store.settings import Config, save_setting, saved_setting
from portrait_cli.store.trash import Trash, digest, digest_of

NO_FILES: Mapping[str, bytes] = {}
_BATCH = 100
"""How many entries of an import are written before other writers get their turn: half a second's on a slow disk."""


class Actions(Struct, frozen=True):
    """The actions on a journal."""

    config: Config
    journal: Journal
    log: ActionLog

    @property
    def trash(self) -> Trash:
        """The journal's trash."""
        return Trash(self.journal)

    def add(self, kind: Kind, entry: Entry, at: datetime, attached: Mapping[str, bytes] = NO_FILES) -> Stored:
        """Write a new entry under a free name: its id, with a number after it if another file has that name.

        The attached files, by their places, are written before it, unless they are there already.
        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            new = {
                place: data for place, data in attached.items() if not os.path.lexists(self.journal.folder / place)
            }
            named = entry
            number = 1
            while True:
                path = self.journal.new_path(named)
                if not os.path.lexists(path) and self._added(kind, path, named, at, new):
                    return Stored(path, named)
                number += 1
                named = replace(entry, id=f"{entry.id}-{number}")

    def _added(self, kind: Kind, path: Path, entry: Entry, at: datetime, attached: Mapping[str, bytes]) -> bool:
        """Write an entry; return False if a program that ignores our lock has just taken its name."""
        text = _dump(entry)
        data = text.encode()
        check_size(len(data), path.stem)
        change = Change(self._place(path), "", digest_of(data))
        of_files = [Change(place, "", digest_of(content)) for place, content in attached.items()]
        action = new_action(kind, entry.title, at, (change, *of_files))
        with self._action(action, needed=False), self._attached(attached):
            is_new = files.write_new(path, text)
        if not is_new:
            with contextlib.suppress(StorageError):
                self.log.mark(action.id, "void")
        return is_new

    @contextlib.contextmanager
    def _attached(self, attached: Mapping[str, bytes]) -> Iterator[None]:
        """Write attached files, and take them away again if the entry that needs them cannot be written."""
        written: list[Path] = []
        try:
            for place, content in attached.items():
                path = self.journal.folder / place
                self.journal.check_inside(path)
                if files.write_new(path, content):
                    written.append(path)
            yield
        except PortraitError:
            for path in written:
                files.discard(path)
            raise

    def add_many(self, entries: Sequence[Entry], at: datetime, done: Callable[[Path, bool], None]) -> None:
        """Write new entries, each under its own id, and call `done` for each with its path in the journal's folder.

        It is called with False, and nothing was written, if something has that name. Others may write in between.
        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        from portrait_cli.store import many_files  # threads, which only an import needs

        others: list[str] = []
        not_new = False

        def told(path: Path, is_new: bool) -> None:
            place = path.relative_to(self.journal.folder)
            if not is_new:
                others.append(place.as_posix())
            done(place, is_new)

        action = new_action("import", "", at)
        with many_files.writers() as pool, self._action(action):
            try:
                for start in range(0, len(entries), _BATCH):
                    texts = {self.journal.new_path(one): _dump(one) for one in entries[start : start + _BATCH]}
                    with self.journal.writing():
                        new = {path: text for path, text in texts.items() if not os.path.lexists(path)}
                        for path in texts.keys() - new.keys():
                            done(path.relative_to(self.journal.folder), not_new)
                        changes = [Change(self._place(path), "", digest_of(new[path].encode())) for path in new]
                        self.log.add(action.id, changes)
                        many_files.write_many_new(new, told, pool)
            finally:
                if others:
                    with contextlib.suppress(StorageError):
                        self.log.mark(action.id, "begun", without=others)

    def add_files(self, kind: Kind, title: str, contents: Mapping[str, bytes], at: datetime) -> None:
        """Write new files that are no entries, by their places; leave out any that is there already.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            new = {
                place: data for place, data in contents.items() if not os.path.lexists(self.journal.folder / place)
            }
            changes = tuple(Change(place, "", digest_of(data)) for place, data in new.items())
            with self._action(new_action(kind, title, at, changes)), self._attached(new):
                pass

    def delete(self, place: Path, title: str, at: datetime, attached: Collection[str] = ()) -> list[str]:
        """Move an entry's file to the trash. A link is moved; the file it leads to stays where it is.

        Its attached files go with it, unless another entry names them; return their places.
        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            path = self.journal.folder / place
            folder = self.trash.new_folder("deleted", at)
            change = Change(place.as_posix(), digest(path), "")
            unused = self._unused(attached, place)
            of_files = [Change(file, digest(self.journal.folder / file), "") for file in unused]
            with self._action(new_action("delete", title, at, (change, *of_files), folder)):
                self._move_to_trash(folder, [*unused, place.as_posix()])
        return unused

    def _move_to_trash(self, folder: str, places: Sequence[str]) -> None:
        """Move files to the trash, all of them or none."""
        moved: list[tuple[Path, Path]] = []
        try:
            for place in places:
                path, room = self.journal.folder / place, self.trash.path(folder, place)
                files.make_folder(room.parent)
                moved.append((path, room))
                with files.storage_errors(path):
                    path.rename(room)
        except StorageError:
            for path, room in moved:
                with contextlib.suppress(OSError):
                    room.rename(path)
                self.trash.remove_empty_folders(room)
            raise
        for path, room in moved:
            files.settle(room.parent)
            files.settle(path.parent)

    def _unused(self, attached: Collection[str], place: Path) -> list[str]:
        """List the attached files of an entry that are there, and that no other entry names."""
        there = [file for file in attached if attachments.is_ours(self.journal, file)]
        used = attachments.used_elsewhere(self.journal, there, [place.as_posix()])
        return [file for file in there if file not in used]

    def rewrite(self, place: Path, title: str, before: bytes, after: bytes, at: datetime) -> bool:
        """Replace an entry's text. Return False, with nothing changed, if the text is no longer the one before.

        The text before is safe in the trash first. Raises LockedError when another portrait keeps writing,
        StorageError when the system refuses.
        """
        with self.journal.writing():
            path = self.journal.folder / place
            if digest(path) != digest_of(before):
                return False
            folder = self.trash.new_folder("edited", at)
            kept = self.trash.path(folder, place.as_posix())
            change = Change(place.as_posix(), digest_of(before), digest_of(after))
            with self._action(new_action("edit", title, at, (change,), folder)):
                files.write_new(kept, before)
                try:
                    files.rewrite(path, after)
                except StorageError:
                    if digest(path) == digest_of(before):
                        kept.unlink()
                        self.trash.remove_empty_folders(kept)
                    raise
        return True

    def choose_portrait(self, portrait: str, title: str, at: datetime, *, kept: str = "") -> None:
        """Change the portrait in the settings; `kept` is the file of the one that was replaced under the same id.

        Raises the errors of `delete`.
        """
        with self.journal.writing():
            before = saved_setting(self.config, "portrait")
            if before == portrait and kept:  # what undoing it goes back to
                before = kept
            setting = Setting("portrait", before, portrait)
            if setting.before == setting.after:
                return
            with self._action(replace(new_action("portrait", title, at), setting=setting)):
                save_setting(self.config, setting.name, setting.after)

    def drop_draft(self, path: Path, title: str, at: datetime) -> Path:
        """Move the draft of a session to the trash of the drafts; return its new path.

        Raises the errors of `delete`.
        """
        with self.journal.writing():
            move = DraftMove(*draft_trash.places(self.config.drafts, path))
            with self._action(replace(new_action("draft", title, at), draft=move)):
                moved = draft_trash.move(self.config.drafts, move.before, move.after)
        if moved is None:
            raise NotFoundError(f"{path} is no longer there")
        return moved

    def _place(self, path: Path) -> str:
        """Return a new entry's place. Raises InvalidFileError if a link leads its folder out of the journal."""
        self.journal.check_inside(path)
        return path.relative_to(self.journal.folder).as_posix()

    @contextlib.contextmanager
    def _action(self, action: Action, *, needed: bool = True) -> Iterator[None]:
        """Record an action before it is done, and afterward whether it was done.

        If the record is `needed` and cannot be written, the action is not done. Adding an entry does not need one:
        the entry is saved anyway, with an UnsettledWarning.
        """
        try:
            self.log.begin(action)
        except StorageError as error:
            if needed:
                raise
            yield
            warnings.warn(
                f"this is saved, but portrait undo will not know about it: {error}", UnsettledWarning, stacklevel=2
            )
            return
        try:
            yield
        except StorageError:
            with contextlib.suppress(StorageError):
                if action.kind != "import" and not any(self._is_made(change) for change in action.changes):
                    self.log.mark(action.id, "void")
            raise
        with contextlib.suppress(StorageError):  # the files in the journal show it too
            self.log.mark(action.id, "done")

    def _is_made(self, change: Change) -> bool:
        return digest(self.journal.folder / change.place) != change.before


def _dump(entry: Entry) -> str:
    from portrait_cli.formats import entry_file  # 10 ms that undo, delete and the list of plans can save

    return entry_file.dump(entry)


def actions_in(config: Config) -> Actions:
    """Return the actions on the journal in use."""
    journal = Journal(config.journal, config.locks)
    return Actions(config, journal, log_of(config.undo, journal.folder))
