"""The journal's trash: deleted entries, the texts of entries before an edit, and lists of entries added together.

Everything in it is a file in a folder of its own, `.trash/<moment>-<action>/<place in the journal>`. That name says
all there is to know, so undo needs no other record, and people can look into the trash themselves. For entries that
were added together, as by an import, the file is a list of them, which undo uses to take them out of the journal.
"""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from portrait_cli.core.errors import StorageError
from portrait_cli.store import files
from portrait_cli.store.flush import sync_folder
from portrait_cli.store.journal import Journal

FOLDER = ".trash"
Action = Literal["deleted", "edited", "added", "undone"]
"""What was done to a journal. `undone` holds what an undo replaced or removed."""

_LIST = "added.txt"
_MOMENT = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(rf"([0-8]\d{{3}}-\d\d-\d\dT\d{{6}}\.\d{{6}}Z)-({'|'.join(get_args(Action))})")
_TICK = timedelta(microseconds=1)


class TrashedFile(Struct, frozen=True):
    """A file in the trash: an entry, or a list of added entries."""

    file: Path
    action: Action
    """How it got into the trash."""
    place: Path
    """The path that it had within the journal's folder."""


class UndoResult(Struct, frozen=True):
    """What an undo did."""

    trashed: TrashedFile
    """The file in the trash that was used; it is no longer there."""
    path: Path
    """Where the entry is now; for an addition, the first entry that was removed."""
    kept: Path | None = None
    """Where in the trash the replaced text is now, or the folder with the removed entries."""
    already_done: bool = False
    """Nothing was left to do: the entry was already as it had been, or the added ones were gone."""
    removed: int = 0
    """How many added entries were removed from the journal."""


class Trash(Struct, frozen=True):
    """The trash of a journal."""

    journal: Journal

    def delete(self, place: Path, at: datetime) -> None:
        """Move an entry's file to the trash, in one step. A link is moved; the file it leads to stays where it is.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            path = self.journal.folder / place
            kept = self._new_folder("deleted", at) / place
            files.make_folder(kept.parent)
            try:
                with files.storage_errors(path):
                    path.rename(kept)
                    sync_folder(kept.parent)
                    sync_folder(path.parent)
            except StorageError:
                self._remove_empty_folders(kept)
                raise

    def rewrite(self, place: Path, before: bytes, after: bytes, at: datetime) -> bool:
        """Replace an entry's text. Return False, with nothing changed, if the text is no longer the one before.

        The text before is safe in the trash first. Raises LockedError when another portrait keeps writing,
        StorageError when the system refuses.
        """
        with self.journal.writing():
            if _bytes(self.journal.folder / place) != before:
                return False
            self._replace("edited", place, before, after, at)
        return True

    def record_added(self, places: Sequence[Path], at: datetime) -> None:
        """List entries that were added together, so that undo removes them together.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            lines = "".join(f"{place.as_posix()}\n" for place in places)
            files.write_new(self._new_folder("added", at) / _LIST, lines)

    def deleted_names(self) -> Iterator[str]:
        """Go through the deleted entries that are in the trash, by the names of their files."""
        return (trashed.place.stem for trashed in self._newest_first() if trashed.action == "deleted")

    def undo(self, at: datetime) -> UndoResult | None:
        """Undo the last delete, edit or addition that was not undone yet; return None if there is none.

        A deleted entry comes back under its old name or, if another file has that name now, under a free one. What an
        undo replaces goes to the trash in turn and stays there: the next undo goes one step further back.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            trashed = next((one for one in self._newest_first() if one.action != "undone"), None)
            if trashed is None:
                return None
            result = self._take_back(trashed, at)
            with files.storage_errors(trashed.file):
                trashed.file.unlink(missing_ok=True)  # a link may have been moved
            self._remove_empty_folders(trashed.file)
        return result

    def _take_back(self, trashed: TrashedFile, at: datetime) -> UndoResult:
        if trashed.action == "added":
            return self._remove_added(trashed, at)
        return self._bring_back(trashed, at)

    def _bring_back(self, trashed: TrashedFile, at: datetime) -> UndoResult:
        """Copy an entry from the trash to its place, or to a free name if it was deleted and its place is taken."""
        path = self.journal.folder / trashed.place
        present = _bytes(path)
        if _is_same(trashed.file, path):
            return UndoResult(trashed, path, already_done=True)
        if trashed.action == "edited" and present is not None:
            before = _bytes(trashed.file) or b""
            kept = self._replace("undone", trashed.place, present, before, at)
            return UndoResult(trashed, path, kept=kept)
        return UndoResult(trashed, self._restore_under_free_name(trashed))

    def _remove_added(self, trashed: TrashedFile, at: datetime) -> UndoResult:
        """Move the entries of a list to the trash, if they are still where they were added."""
        kept = self._new_folder("undone", at)
        removed: list[Path] = []
        for name in _listed(trashed.file):
            path = self.journal.folder / self.journal.place(self.journal.folder / name)
            if not files.exists(path):
                continue
            files.make_folder((kept / name).parent)
            with files.storage_errors(path):
                path.rename(kept / name)
                sync_folder(path.parent)
            removed.append(path)

        if not removed:
            return UndoResult(trashed, trashed.file, kept, already_done=True)
        return UndoResult(trashed, removed[0], kept, removed=len(removed))

    def _replace(self, action: Action, place: Path, before: bytes, after: bytes, at: datetime) -> Path:
        """Replace an entry's text once the one before is safe in the trash; return where it is there."""
        kept = self._new_folder(action, at) / place
        files.write_new(kept, before)
        try:
            files.rewrite(self.journal.folder / place, after)
        except StorageError:
            kept.unlink()
            self._remove_empty_folders(kept)
            raise
        return kept

    def _restore_under_free_name(self, trashed: TrashedFile) -> Path:
        place = trashed.place
        path = self.journal.folder / place
        number = 1
        while not _restore(trashed.file, path):
            number += 1
            path = path.with_name(f"{place.stem}-{number}{place.suffix}")
        return path

    # --- its folders ---

    @property
    def _folder(self) -> Path:
        return self.journal.folder / FOLDER

    def _newest_first(self) -> Iterator[TrashedFile]:
        for name in reversed(self._names()):
            folder = self._folder / name
            action: Action = next(known for known in get_args(Action) if name.endswith(known))
            for file in _files_in(folder):
                yield TrashedFile(file, action, file.relative_to(folder))

    def _names(self) -> list[str]:
        """List the names of our folders in the trash, oldest first; other programs may have folders there too."""
        with files.storage_errors(self._folder):
            try:
                names = [folder.name for folder in self._folder.iterdir()]
            except FileNotFoundError:
                return []
        return sorted(filter(_moment, names))

    def _new_folder(self, action: Action, at: datetime) -> Path:
        """Return the path of a new folder, later than all the others even if the clock was set back."""
        at = at.astimezone(UTC).replace(tzinfo=None)
        names = self._names()
        newest = _moment(names[-1]) if names else None
        if newest and newest >= at:
            at = newest + _TICK
        return self._folder / f"{at:{_MOMENT}}-{action}"

    def _remove_empty_folders(self, file: Path) -> None:
        """Remove the folders in the trash that held a file, up to the first one that still holds something."""
        for folder in file.parents:
            if folder == self._folder:
                return
            try:
                folder.rmdir()
            except OSError:  # it holds something else
                return


def _moment(name: str) -> datetime | None:
    """Return the moment in the name of one of our folders; None if it is not one of ours."""
    ours = _NAME.fullmatch(name)
    if not ours:
        return None
    try:
        return datetime.fromisoformat(ours.group(1)).replace(tzinfo=None)  # all of them are UTC
    except ValueError:
        return None


def _files_in(folder: Path) -> Iterator[Path]:
    with files.storage_errors(folder):
        for inner, _, names in os.walk(folder, onerror=_refuse):
            for name in names:
                if not name.startswith("."):  # a hidden file is half written, left over from a crash
                    yield Path(inner, name)


def _refuse(error: OSError) -> None:
    raise error


def _listed(file: Path) -> list[str]:
    """Read a list of added entries; return their paths within the journal's folder."""
    text = (_bytes(file) or b"").decode("utf-8", "replace")
    return [line for line in text.split("\n") if line]


def _bytes(path: Path) -> bytes | None:
    """Read a file; return None if there is none, or if it is a folder."""
    with files.storage_errors(path):
        try:
            return path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return None


def _is_same(kept: Path, path: Path) -> bool:
    if kept.is_symlink():
        return path.is_symlink() and path.readlink() == kept.readlink()
    return _bytes(path) == _bytes(kept)


def _restore(kept: Path, path: Path) -> bool:
    """Put a copy of a file from the trash at a path. Return False if something is already there."""
    if kept.is_symlink():
        return _restore_link(kept, path)

    with files.storage_errors(kept):
        data = kept.read_bytes()
        mode = kept.stat().st_mode & 0o777
    if not files.write_new(path, data):
        return False
    with files.storage_errors(path):
        path.chmod(mode)
    return True


def _restore_link(kept: Path, path: Path) -> bool:
    """Make a link like the one in the trash; move that one if the system lets nobody make links, as Windows may."""
    files.make_folder(path.parent)
    with files.storage_errors(path):
        try:
            path.symlink_to(kept.readlink())
        except FileExistsError:
            return False
        except (OSError, NotImplementedError):
            if os.path.lexists(path):
                return False
            kept.rename(path)
        sync_folder(path.parent)
    return True
