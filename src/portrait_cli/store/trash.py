"""The journal's trash: deleted entries, the texts of entries before an edit, and files that an undo moved away.

Each file is in `.trash/<moment>-<what was done>/<place in the journal>`, so people can find it there themselves.
Earlier versions kept no log. For their actions the folder's name says everything, and entries that were added
together are in a list of their places.

Other people and programs may write to a journal, so nothing in the trash is trusted: a file that could not have been
an entry or attached to one, or that is reached through a link, is left alone.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.store import files
from portrait_cli.store.action_log import EARLIEST, UNKNOWN, Action, Change, Kind
from portrait_cli.store.journal import Journal

FOLDER = ".trash"
What = Literal["deleted", "edited", "added", "undone"]
"""What was done. `undone` holds what an undo replaced or removed; `added` is of earlier versions."""

_LIST = "added.txt"
NO_FILE = "no file"
"""In place of the digest of a folder, a pipe or a device."""
_MOMENT = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(rf"([0-8]\d{{3}}-\d\d-\d\dT\d{{6}}\.\d{{6}}Z)-({'|'.join(get_args(What))})")
_KINDS: dict[str, Kind] = {"deleted": "delete", "edited": "edit", "added": "import"}
_LATEST = datetime(8999, 1, 1)  # noqa: DTZ001  # all moments of the trash are UTC
"""Folders that claim to be later are not ours: a name after theirs would have too many digits."""
_TICK = timedelta(microseconds=1)


class Trash(Struct, frozen=True):
    """The trash of a journal."""

    journal: Journal

    @property
    def folder(self) -> Path:
        """The folder with everything in it."""
        return self.journal.folder / FOLDER

    def new_folder(self, what: What, at: datetime) -> str:
        """Return the name for a new folder, later than all the others even if the clock was set back."""
        at = at.astimezone(UTC).replace(tzinfo=None)
        moments = filter(None, map(_moment, self._names()))
        newest = max((moment for moment in moments if moment < _LATEST), default=None)
        if newest and newest >= at:
            at = newest + _TICK
        return f"{at:{_MOMENT}}-{what}"

    def path(self, folder: str, place: str) -> Path:
        """Return the path, in a folder of the trash, of a file with this place in the journal.

        Raises InvalidFileError if its name or a link leads outside the trash.
        """
        path = self.folder / folder / place
        real = files.followed(self.journal.folder) / FOLDER / folder / place
        if not (_moment(folder) and self.journal.is_our_place(place) and files.real_place(path) == real):
            raise InvalidFileError(f"{path} is not in the journal's trash")
        return path

    def remove_empty_folders(self, file: Path) -> None:
        """Remove the empty folders that held a file, from the inside out."""
        for folder in file.parents:
            if folder == self.folder:
                return
            try:
                folder.rmdir()
            except OSError:  # it holds something else
                return

    def deleted_names(self) -> Iterator[str]:
        """Go through the deleted entries that are in the trash, by the names of their files."""
        for name in reversed(self._names()):
            if _what(name) == "deleted":
                yield from (file.stem for file in _files_in(self.folder / name))

    def files(self) -> Iterator[tuple[datetime, Path]]:
        """Go through the files in the trash, each with the moment it came there; what is not ours is left out."""
        for name in self._names():
            at = (_moment(name) or EARLIEST).replace(tzinfo=UTC)  # each of the names has one
            for file in _files_in(self.folder / name):
                with contextlib.suppress(InvalidFileError):
                    yield at, self.path(name, file.relative_to(self.folder / name).as_posix())

    def of_earlier_versions(self, known: Collection[str]) -> Iterator[Action | InvalidFileError]:
        """Go through the actions of earlier versions, oldest first, and the problems with those that are damaged.

        `known` has the folders that belong to actions in the log.
        """
        for name in self._names():
            if name not in known and _what(name) != "undone":
                try:
                    action = self._of_earlier_version(name)
                except InvalidFileError as problem:
                    yield problem
                else:
                    if action.changes:
                        yield action

    def _of_earlier_version(self, name: str) -> Action:
        what = _what(name)
        at = (_moment(name) or EARLIEST).replace(tzinfo=UTC)  # each of the names has one
        changes: list[Change] = []
        for file in _files_in(self.folder / name):
            if what == "added":
                changes += [Change(place, "", UNKNOWN) for place in self._listed(file)]
            else:
                place = file.relative_to(self.folder / name).as_posix()
                before = digest(self.path(name, place))
                if before == NO_FILE:
                    raise InvalidFileError(f"{file} is not a file")
                changes.append(Change(place, before, "" if what == "deleted" else UNKNOWN))
        title = Path(changes[0].place).stem if len(changes) == 1 else ""
        return Action(name, at, _KINDS[what], title, tuple(changes), folder=name, state="done")

    def _listed(self, file: Path) -> Iterator[str]:
        """Go through the places in a list of added entries."""
        if file.name != _LIST or file.is_symlink() or not file.is_file():
            raise InvalidFileError(f"{file} is not a list of entries")
        with files.storage_errors(file):
            lines = file.read_bytes().decode("utf-8", "replace").split("\n")
        for place in filter(None, lines):
            if not self.journal.is_entry_place(place):
                raise InvalidFileError(f"{file} lists something that is not an entry: {place}")
            yield place

    def _names(self) -> list[str]:
        """List the names of our folders in the trash, oldest first; other programs may have folders there too."""
        with files.storage_errors(self.folder):
            try:
                names = [folder.name for folder in self.folder.iterdir()]
            except FileNotFoundError:
                return []
        return sorted(filter(_moment, names))


def digest(path: Path) -> str:
    """Return a digest of a file or link; empty if there is nothing at this path.

    Raises StorageError when it cannot be read.
    """
    with files.storage_errors(path):
        if path.is_symlink():
            return digest_of(os.fsencode(path.readlink()), "link")
        if not os.path.lexists(path):
            return ""
        if not path.is_file():
            return NO_FILE  # a pipe would not end
        return digest_of(path.read_bytes())


def digest_of(data: bytes, kind: str = "file") -> str:
    """Return the digest of a file with this content."""
    return hashlib.blake2b(data, digest_size=16, person=kind.encode()).hexdigest()


def _moment(name: str) -> datetime | None:
    """Return the moment in the name of one of our folders; None if it is not one of ours."""
    ours = _NAME.fullmatch(name)
    if not ours:
        return None
    try:
        return datetime.fromisoformat(ours.group(1)).replace(tzinfo=None)  # all of them are UTC
    except ValueError:
        return None


def _what(name: str) -> str:
    return name.rpartition("-")[2]


def _files_in(folder: Path) -> Iterator[Path]:
    """Go through the files in a folder, in order."""
    with files.storage_errors(folder):
        for inner, subfolders, names in os.walk(folder, onerror=_refuse):
            subfolders.sort()
            for name in sorted(names):
                if not name.startswith("."):  # a hidden file is half written, left over from a crash
                    yield Path(inner, name)


def _refuse(error: OSError) -> None:
    raise error
