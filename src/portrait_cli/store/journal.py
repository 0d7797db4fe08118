"""The folder of entries: reading, writing durably, and one writer at a time."""

import contextlib
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, LockedError, PortraitError, StorageError, UsageError
from portrait_cli.core.text import decode
from portrait_cli.store import files

LARGEST = 100 * 1024 * 1024
"""Bytes of an entry's file."""
WAIT_SECONDS = 2.0
"""How long a writer waits for another one."""


Stamp: TypeAlias = tuple[int, int, int, int]
"""What tells one state of a file from another: its size and inode, and the nanoseconds of its last two changes."""


class Stored(Struct, frozen=True):
    """An entry and its file."""

    path: Path
    entry: Entry


class Journal(Struct, frozen=True):
    """A folder of entries, one Markdown file each; the files are the truth."""

    folder: Path
    locks: Path

    def stamps(self, problems: list[PortraitError] | None = None) -> dict[str, Stamp]:
        """Find the files that should be entries, each with its stamp.

        Hidden folders and files are not ours. Folders that cannot be opened go on the list of problems, if there is
        one. Raises StorageError when the journal cannot be opened.
        """
        if not files.exists(self.folder):
            return {}
        found: dict[str, Stamp] = {}  # texts, not paths: of ten thousand files every microsecond counts
        top = str(self.folder)
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                with files.storage_errors(Path(folder)), os.scandir(folder) as listed:
                    for one in listed:
                        name = one.name
                        if name.startswith("."):
                            continue
                        if one.is_dir(follow_symlinks=False):
                            waiting.append(one.path)
                        elif name.endswith(".md") and (stamp := _stamp(one)):
                            found[one.path] = stamp
            except StorageError as problem:
                if folder == top:
                    raise
                if problems is not None:
                    problems.append(problem)
        return found

    def files(self, problems: list[PortraitError] | None = None) -> list[Path]:
        """List the files that should be entries. Raises StorageError when the journal cannot be opened."""
        return sorted(map(Path, self.stamps(problems)))

    def entries(self) -> tuple[list[Stored], list[PortraitError]]:
        """Read every entry, oldest first, and say of the files that are none what is wrong with them."""
        found: list[Stored] = []
        problems: list[PortraitError] = []
        for path in self.files(problems):
            try:
                found.append(self.read(path))
            except (InvalidFileError, StorageError) as problem:
                problems.append(problem)
        found.sort(key=lambda stored: (stored.entry.moment, stored.entry.id, stored.path))
        return found, problems

    def read(self, path: Path) -> Stored:
        """Read one entry. Raises InvalidFileError when the file is none, StorageError when it cannot be opened."""
        text = self.raw(path)
        from portrait_cli.formats import entry_file  # an empty journal needs it not

        return Stored(path, entry_file.parse(text, str(path)))

    def lately(self, most: int) -> Iterator[Entry]:
        """Read the newest entries, no more than `most`, as the names of their files have it.

        That is quick however many there are, and right but for files that were renamed or dated anew by hand.
        """
        for path in islice(self._newest_names(), most):
            with contextlib.suppress(InvalidFileError, StorageError):
                yield self.read(path).entry

    def _newest_names(self) -> Iterator[Path]:
        beside: list[Path] = []  # the folders of the years come first
        for folder, folders, names in os.walk(self.folder):
            folders[:] = sorted((name for name in folders if not name.startswith(".")), reverse=True)
            ours = (name for name in sorted(names, reverse=True) if name.endswith(".md") and not name.startswith("."))
            paths = [Path(folder, name) for name in ours]
            if folder == str(self.folder):
                beside = paths
            else:
                yield from filter(Path.is_file, paths)
        yield from filter(Path.is_file, beside)

    def raw(self, path: Path) -> str:
        """Read an entry's file as it stands. Raises InvalidFileError when it is no text, or too large to be one."""
        with files.storage_errors(path):
            state = path.stat()
            if not stat.S_ISREG(state.st_mode):
                raise InvalidFileError(f"{path} is no file with words in it")
            if state.st_size > LARGEST:
                raise InvalidFileError(f"{path} is larger than 100 MB, too large for an entry")
            data = path.read_bytes()
        return decode(data, str(path))

    def add(self, entry: Entry) -> Stored:
        """Write a new entry under a name that is free; no other entry is touched.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        from portrait_cli.formats import entry_file

        with self.writing():
            number = 1
            while True:
                name = entry.id if number == 1 else f"{entry.id}-{number}"
                named = replace(entry, id=name)
                path = self.folder / f"{entry.written:%Y}" / f"{name}.md"
                if files.write_new(path, entry_file.dump(named)):
                    return Stored(path, named)
                number += 1

    def place(self, path: Path) -> Path:
        """Say where an entry's file stands, seen from the journal's folder.

        Raises UsageError when it stands elsewhere or in a hidden folder: such files are not ours to change.
        """
        with files.storage_errors(path):
            file = Path(os.path.realpath(path.parent), path.name)
            folder = Path(os.path.realpath(self.folder))
        place = file.relative_to(folder) if file.is_relative_to(folder) else Path()
        if place == Path() or any(part.startswith(".") for part in place.parts):
            raise UsageError(
                f"{path} is not among the entries in {self.folder}", hint="any editor opens it where it is"
            )
        return place

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers away. Raises LockedError when another portrait keeps writing."""
        import hashlib  # only writers need it

        name = hashlib.sha256(os.fsencode(os.path.realpath(self.folder))).hexdigest()[:16]
        with files.locked(self.locks / f"{name}.lock", WAIT_SECONDS) as got:
            if not got:
                raise LockedError(
                    f"another portrait is writing to {self.folder}",
                    hint="nothing was changed; try again in a moment",
                )
            yield


def _stamp(one: "os.DirEntry[str]") -> Stamp | None:
    """Tell a file's state from any other it may have; nothing for what is no file, or a link that leads nowhere."""
    try:
        state = one.stat()
    except OSError:
        return None
    is_file = stat.S_ISREG(state.st_mode)
    return (state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns) if is_file else None
