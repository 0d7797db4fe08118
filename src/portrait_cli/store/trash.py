"""The journal's trash: what was deleted, how entries stood before they were edited, and what was added at one go.

Each version is a file below a folder of its own, `.trash/<moment>-<what was done>/<where it stood>`. Its name says
all that there is to know of it, so that undo needs no other record and people can look into the trash themselves.
Of what was added there is a list, by which an undo takes it out of the journal again.
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
from portrait_cli.store.files import sync_folder
from portrait_cli.store.journal import Journal

FOLDER = ".trash"
Done = Literal["deleted", "edited", "added", "undone"]

_LIST = "added.txt"
_MOMENT = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(rf"([0-8]\d{{3}}-\d\d-\d\dT\d{{6}}\.\d{{6}}Z)-({'|'.join(get_args(Done))})")
_TICK = timedelta(microseconds=1)


class Version(Struct, frozen=True):
    """A file in the trash."""

    file: Path
    done: Done
    """What took it out of the journal."""
    place: Path
    """Where it stood, seen from the journal's folder."""


class Undone(Struct, frozen=True):
    """What an undo came to."""

    version: Version
    """What was taken from the trash; its file is not there any more."""
    path: Path
    """Where it stands again."""
    kept: Path | None = None
    """Where in the trash that is which stood in its place."""
    already: bool = False
    """Nothing was left to do: it stood there again, or still."""
    taken: int = 0
    """How many added entries were taken out of the journal."""


class Trash(Struct, frozen=True):
    """What was taken out of a journal."""

    journal: Journal

    def delete(self, place: Path, at: datetime) -> None:
        """Move an entry's file to the trash, in one step. A link is moved; what it leads to stays where it is.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            path = self.journal.folder / place
            kept = self._folder("deleted", at) / place
            files.make_folder(kept.parent)
            try:
                with files.storage_errors(path):
                    path.rename(kept)
                    sync_folder(kept.parent)
                    sync_folder(path.parent)
            except StorageError:
                self._clear(kept)
                raise

    def rewrite(self, place: Path, before: bytes, after: bytes, at: datetime) -> bool:
        """Put a new text in place of the one known; False, and nothing is changed, when it is not that one any more.

        The text before is safe in the trash first. Raises LockedError when another portrait keeps writing,
        StorageError when the system refuses.
        """
        with self.journal.writing():
            if _bytes(self.journal.folder / place) != before:
                return False
            self._swap("edited", place, before, after, at)
        return True

    def added(self, places: Sequence[Path], at: datetime) -> None:
        """Remember entries that were added at one go, so that an undo takes them out again.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            lines = "".join(f"{place.as_posix()}\n" for place in places)
            files.write_new(self._folder("added", at) / _LIST, lines)

    def deleted(self) -> Iterator[str]:
        """Name the entries that were deleted and lie here, as their files are named."""
        return (version.place.stem for version in self._newest_first() if version.done == "deleted")

    def undo(self, at: datetime) -> Undone | None:
        """Take back the last delete, edit or addition that was not undone yet; None when there is none.

        An entry that was deleted comes back under its old name or, where another file stands there now, under a free
        one. What an undo replaces goes to the trash in its turn and stays there: the next undo goes one step further
        back. Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        with self.journal.writing():
            version = next((known for known in self._newest_first() if known.done != "undone"), None)
            if version is None:
                return None
            path = self.journal.folder / version.place
            if version.done == "added":
                return self._take_out(version, at)
            stands = _bytes(path)
            if _is_same(version.file, path):
                undone = Undone(version, path, already=True)
            elif version.done == "edited" and stands is not None:
                before = _bytes(version.file) or b""
                undone = Undone(version, path, kept=self._swap("undone", version.place, stands, before, at))
            else:
                undone = Undone(version, self._put_back(version))
            with files.storage_errors(version.file):
                version.file.unlink()
            self._clear(version.file)
        return undone

    def _take_out(self, version: Version, at: datetime) -> Undone:
        """Move to the trash what was added at one go and still stands where it was put."""
        kept, taken = self._folder("undone", at), []
        listed = (_bytes(version.file) or b"").decode("utf-8", "replace").split("\n")
        for line in filter(None, listed):
            path = self.journal.folder / self.journal.place(self.journal.folder / line)
            if files.exists(path):
                files.make_folder((kept / line).parent)
                with files.storage_errors(path):
                    path.rename(kept / line)
                    sync_folder(path.parent)
                taken.append(path)
        with files.storage_errors(version.file):
            version.file.unlink()
        self._clear(version.file)
        return Undone(version, (*taken, version.file)[0], kept, already=not taken, taken=len(taken))

    def _swap(self, done: Done, place: Path, before: bytes, after: bytes, at: datetime) -> Path:
        """Put one text in place of another, which is safe in the trash first; return where."""
        kept = self._folder(done, at) / place
        files.write_new(kept, before)
        try:
            files.rewrite(self.journal.folder / place, after)
        except StorageError:
            kept.unlink()
            self._clear(kept)
            raise
        return kept

    def _put_back(self, version: Version) -> Path:
        path = self.journal.folder / version.place
        number = 1
        while not _restore(version.file, path):
            number += 1
            path = path.with_name(f"{version.place.stem}-{number}{version.place.suffix}")
        return path

    def _newest_first(self) -> Iterator[Version]:
        for name in reversed(self._names()):
            folder = self.journal.folder / FOLDER / name
            done: Done = next(known for known in get_args(Done) if name.endswith(known))
            with files.storage_errors(folder):
                for inner, _, names in os.walk(folder, onerror=_refuse):
                    for file in names:
                        if not file.startswith("."):  # half of one, from a crash
                            path = Path(inner, file)
                            yield Version(path, done, path.relative_to(folder))

    def _names(self) -> list[str]:
        """List the folders of versions, oldest first; others may keep theirs beside them."""
        trash = self.journal.folder / FOLDER
        with files.storage_errors(trash):
            try:
                return sorted(name for name in os.listdir(trash) if _moment(name))  # noqa: PTH208  # names are wanted
            except FileNotFoundError:
                return []

    def _folder(self, done: Done, at: datetime) -> Path:
        """Name the folder of a new version, later than all others even when the clock goes back."""
        at = at.astimezone(UTC).replace(tzinfo=None)
        newest = next((_moment(name) for name in reversed(self._names())), None)
        if newest and newest >= at:
            at = newest + _TICK
        return self.journal.folder / FOLDER / f"{at:{_MOMENT}}-{done}"

    def _clear(self, file: Path) -> None:
        """Remove the folders of a version that is not there any more."""
        for folder in file.parents:
            if folder == self.journal.folder / FOLDER:
                return
            try:
                folder.rmdir()
            except OSError:  # something else lies in it
                return


def _moment(name: str) -> datetime | None:
    known = _NAME.fullmatch(name)
    try:
        return datetime.strptime(known.group(1), _MOMENT) if known else None  # noqa: DTZ007  # all are UTC
    except ValueError:
        return None


def _refuse(error: OSError) -> None:
    raise error


def _bytes(path: Path) -> bytes | None:
    """Read a file; None when there is none, or a folder."""
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
    """Put a file back where nothing may stand; False when something does."""
    if kept.is_symlink():
        files.make_folder(path.parent)
        with files.storage_errors(path):
            try:
                path.symlink_to(kept.readlink())
            except FileExistsError:
                return False
            sync_folder(path.parent)
        return True
    with files.storage_errors(kept):
        data, mode = kept.read_bytes(), kept.stat().st_mode & 0o777
    if not files.write_new(path, data):
        return False
    with files.storage_errors(path):
        path.chmod(mode)
    return True
