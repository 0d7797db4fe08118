"""The folder of entries: reading, writing durably, and one writer at a time."""

import contextlib
import errno
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli import durable
from portrait_cli.errors import InvalidFileError, LockedError, NotFoundError, PortraitError, StorageError
from portrait_cli.model.entry import Entry
from portrait_cli.plaintext import decode

WAIT_SECONDS = 2.0
"""How long a writer waits for another one."""


class Stored(Struct, frozen=True):
    """An entry and its file."""

    path: Path
    entry: Entry


class Journal(Struct, frozen=True):
    """A folder of entries, one Markdown file each; the files are the truth."""

    folder: Path
    locks: Path

    def files(self, problems: list[PortraitError] | None = None) -> list[Path]:
        """List the files that should be entries; hidden folders and files are not ours.

        Folders that cannot be opened go on the list of problems, if there is one.
        """

        def refused(error: OSError) -> None:
            if problems is not None:
                try:
                    with durable.storage_errors(Path(error.filename)):
                        raise error
                except StorageError as problem:
                    problems.append(problem)

        if not durable.exists(self.folder):
            return []
        if not self.folder.is_dir():
            with durable.storage_errors(self.folder):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        found: list[Path] = []
        for folder, below, names in os.walk(self.folder, onerror=refused):
            below[:] = [name for name in below if not name.startswith(".")]
            paths = [Path(folder, name) for name in names if name.endswith(".md") and not name.startswith(".")]
            found += [path for path in paths if path.is_file()]
        return sorted(found)

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
        with durable.storage_errors(path):
            data = path.read_bytes()
        from portrait_cli import entryfile  # an empty journal needs it not

        return Stored(path, entryfile.parse(decode(data, str(path)), str(path)))

    def raw(self, path: Path) -> str:
        """Read an entry's file as it stands."""
        with durable.storage_errors(path):
            return decode(path.read_bytes(), str(path))

    def find(self, name: str, entries: list[Stored]) -> Stored:
        """Find an entry: `latest`, a date (the last of that day), an id or a beginning of one, or a path.

        `entries` are those of the journal, oldest first. Raises NotFoundError when none is meant, or more than one.
        """
        if name.endswith(".md") and durable.exists(path := durable.path_of(name)):
            return self.read(path)
        if not entries:
            hint = "`portrait reflect` writes the first one"
            raise NotFoundError(f"there are no entries in {self.folder} yet", hint=hint)
        if name == "latest":
            return entries[-1]
        days = [stored for stored in entries if stored.entry.written.date().isoformat() == name]
        if days:
            return days[-1]
        exact = [stored for stored in entries if name in {stored.path.stem, stored.entry.id}]
        near = exact or [stored for stored in entries if name and stored.entry.id.startswith(name)]
        if len(near) == 1:
            return near[0]
        if near:
            some = ", ".join(stored.path.stem for stored in near[:4])
            raise NotFoundError(f'"{name}" fits {len(near)} entries', hint=f"say more of the id, such as {some}")
        raise NotFoundError(f'there is no entry "{name}"', hint="`portrait list` shows those there are")

    def add(self, entry: Entry) -> Stored:
        """Write a new entry under a name that is free; no other entry is touched.

        Raises LockedError when another portrait keeps writing, StorageError when the system refuses.
        """
        from portrait_cli import entryfile

        with self._lock():
            number = 1
            while True:
                name = entry.id if number == 1 else f"{entry.id}-{number}"
                named = replace(entry, id=name)
                path = self.folder / f"{entry.written:%Y}" / f"{name}.md"
                if durable.write_new(path, entryfile.dump(named)):
                    return Stored(path, named)
                number += 1

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        import hashlib  # only writers need it

        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]
        with durable.locked(self.locks / f"{name}.lock", WAIT_SECONDS) as got:
            if not got:
                raise LockedError(
                    f"another portrait is writing to {self.folder}",
                    hint="nothing is lost: your draft is kept; try again in a moment",
                )
            yield


def entry_id(written: datetime, kind: str, attributes: tuple[str, ...]) -> str:
    """Name an entry after its moment, its guide (or `note`), and its attribute if it is about one.

    The name is fit for every file system: no more than 60 bytes after the moment.
    """
    about = [kind, *attributes] if len(attributes) == 1 else [kind]
    tail = "-".join(about).encode()[:60].decode("utf-8", "ignore")
    return f"{written:%Y-%m-%d-%H%M%S}-{tail}".rstrip("-")
