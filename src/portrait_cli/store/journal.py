"""The folder of entries: finding and reading them, and who may write to it, one at a time."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct

from portrait_cli.core import attached_file, request_place
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, LockedError, PortraitError, StorageError, UsageError
from portrait_cli.core.text import decode, replace_surrogates
from portrait_cli.store import files, journal_files
from portrait_cli.store.journal_files import FolderFiles, may_be_entry
from portrait_cli.store.lock import locked

LARGEST = 100 * 1024 * 1024
"""The most bytes that an entry's file can have."""
WAIT_SECONDS = 2.0
"""How long a writer waits for another one."""


class Stored(Struct, frozen=True):
    """An entry and its file."""

    path: Path
    entry: Entry
    is_merged: bool = False
    """Whether git left two versions in the file, of which the entry is the first."""


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""The day that the name of an entry's file begins with."""


class Journal(Struct, frozen=True):
    """A folder of entries, one Markdown file each. Only those files are the journal; everything else is a copy."""

    folder: Path
    locks: Path

    def look(self, problems: list[PortraitError] | None = None) -> Iterator[FolderFiles]:
        """Look at the files that should be entries, folder by folder; see `journal_files.look`."""
        return journal_files.look(self.folder, problems)

    @property
    def is_empty(self) -> bool:
        """Return True if no file is there that should be an entry."""
        return not any(found.names for found in self.look())

    def files(self, problems: list[PortraitError] | None = None) -> list[Path]:
        """List the files that should be entries. Raises StorageError when the journal cannot be opened."""
        return sorted(Path(found.folder, name) for found in self.look(problems) for name in found.names)

    def entries(self) -> tuple[list[Stored], list[PortraitError]]:
        """Read every entry, oldest first; return also what is wrong with the files that cannot be read.

        Of several files with the same id only one counts, as in the index.
        """
        found: list[Stored] = []
        problems: list[PortraitError] = []
        for path in self.files(problems):
            try:
                found.append(self.read(path))
            except (InvalidFileError, StorageError) as problem:
                problems.append(problem)
        found.sort(key=lambda stored: (stored.path.stem != stored.entry.id, os.fsencode(stored.path)))
        found = list({stored.entry.id: stored for stored in reversed(found)}.values())
        found.sort(key=lambda stored: (stored.entry.moment, stored.entry.id, stored.path))
        return found, problems

    def read(self, path: Path) -> Stored:
        """Read one entry.

        Raises InvalidFileError when the file is not an entry, StorageError when it cannot be opened.
        """
        text = self.raw(path)

        # 10 ms, and with an index that is up to date no file is read.
        from portrait_cli.formats import entry_file, merge_conflict

        try:
            return Stored(path, entry_file.parse(text, str(path)), merge_conflict.is_in(text))
        except InvalidFileError:
            if merge_conflict.is_in(text):
                raise InvalidFileError(two_versions(path)) from None
            raise

    def newest_by_name(self, most: int) -> Iterator[Entry]:
        """Read the newest entries, no more than `most`, going by the dates in the names of their files.

        That is fast however many there are, and wrong only where a person has renamed a file or changed a date.
        """
        for path in islice(self._newest_files(), most):
            with contextlib.suppress(InvalidFileError, StorageError):
                yield self.read(path).entry

    def newest_unreadable(self, after: str) -> PortraitError | None:
        """Return what is wrong with the newest file that is named by its day, if its name comes `after` this one.

        None if it is an entry.
        """
        newest = next((path for path in self._newest_files() if _DAY.match(path.name)), None)
        try:
            if newest and newest.name > after:
                self.read(newest)
        except (InvalidFileError, StorageError) as problem:
            return problem
        return None

    def _newest_files(self) -> Iterator[Path]:
        """Go through the files by folder and name, the last one first; those outside any folder come at the end."""
        in_top_folder: list[Path] = []
        for folder, subfolders, names in os.walk(self.folder):
            subfolders[:] = sorted(filter(_is_visible, subfolders), reverse=True)
            paths = [Path(folder, name) for name in sorted(names, reverse=True) if may_be_entry(name)]
            if Path(folder) == self.folder / attached_file.FOLDER:
                paths = [path for path in paths if not attached_file.is_place(f"{attached_file.FOLDER}/{path.name}")]
            if folder == str(self.folder):
                in_top_folder = paths
            else:
                yield from filter(Path.is_file, paths)
        yield from filter(Path.is_file, in_top_folder)

    def raw(self, path: Path) -> str:
        """Return the text of an entry's file. Raises InvalidFileError when it is not a text, or too large for one."""
        with files.storage_errors(path):
            state = path.stat()
            if not stat.S_ISREG(state.st_mode):
                raise InvalidFileError(f"{path} is not a text file")
            check_size(state.st_size, str(path))
            data = path.read_bytes()
        return decode(data, str(path))

    def new_path(self, entry: Entry) -> Path:
        """Return where a new entry is written, if nothing is there yet."""
        return self.folder / f"{entry.written.year:04}" / f"{entry.id}.md"

    def is_entry_place(self, place: str) -> bool:
        """Return True if a path within the journal's folder, with slashes, is one where an entry can be."""
        path = Path(place)
        is_within = bool(path.parts) and not path.anchor and all(map(_is_visible, path.parts))
        return is_within and may_be_entry(path.name) and "\0" not in place and not attached_file.is_place(place)

    def is_our_place(self, place: str) -> bool:
        """Return True if an entry, an attached file or a part of a request can be there."""
        return self.is_entry_place(place) or attached_file.is_place(place) or request_place.is_place(place)

    def text_place(self, place: Path) -> Path:
        """Return the place of the text that may be written at a place: if a link is there, of what it leads to.

        Raises UsageError if it leads out of the journal: such an entry is read, and never written.
        """
        path = self.folder / place
        file = files.followed(path)
        try:
            return self.place(file)
        except UsageError:
            message = f"{path} is a link to {file}, outside the journal"
            raise UsageError(
                message, hint="portrait reads it but does not change it; open it in an editor where it is"
            ) from None

    def check_inside(self, path: Path) -> None:
        """Raise InvalidFileError if a link leads a file's folder out of the journal: nothing is written there."""
        try:
            self._place_inside(path)
        except UsageError:
            message = f"{path.parent} leads outside the journal, and portrait does not write there"
            hint = "replace the link with the folder itself"
            raise InvalidFileError(message, hint=hint) from None

    def place(self, path: Path) -> Path:
        """Return the path of an entry's file within the journal's folder.

        Raises UsageError when it is elsewhere or in a hidden folder, or attached to an entry: not ours to change.
        """
        place = self._place_inside(path)
        if attached_file.is_place(place.as_posix()):
            raise self._not_among_entries(path)
        return place

    def _place_inside(self, path: Path) -> Path:
        with files.storage_errors(path):
            file = files.real_place(path)
            folder = files.followed(self.folder)
        if file == folder or not file.is_relative_to(folder):
            raise self._not_among_entries(path)

        place = file.relative_to(folder)
        if replace_surrogates(str(place)) != str(place):
            hint = "give it another name first"
            raise UsageError(f"the name of {path} has characters that cannot be written down", hint=hint)
        if not all(map(_is_visible, place.parts)):
            raise self._not_among_entries(path)
        return place

    def _not_among_entries(self, path: Path) -> UsageError:
        message = f"{path} is not among the entries in {self.folder}"
        return UsageError(message, hint="any editor opens it where it is")

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers away. Raises LockedError when another portrait keeps writing."""
        lock = self.locks / f"{files.folder_key(self.folder)}.lock"
        with locked(lock, WAIT_SECONDS) as got:
            if not got:
                raise LockedError(
                    f"another window is writing to {self.folder}",
                    hint="nothing was changed; try again in a moment",
                )
            yield


def check_size(size: int, file: str) -> None:
    """Raise InvalidFileError if a file of so many bytes is too large for an entry."""
    if size > LARGEST:
        raise InvalidFileError(f"{file} is larger than 100 MB, too large for an entry")


def two_versions(path: Path) -> str:
    """Describe a file in which git left two versions."""
    return f"{path}: git left two versions in it, between <<<<<<< and >>>>>>>; keep one of them"


def _is_visible(name: str) -> bool:
    return not name.startswith(".")
