"""A look at every file that may be an entry: its name and its stamp, from which a change is seen without reading it.

Files may be changed by hand at any time, so every command looks at all of them. With ten thousand that is most of its
time: so a folder is opened once, its files are named within it, and no path is put together unless it is needed.
"""

import errno
import hashlib
import marshal
import os
import stat
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeAlias

from portrait_cli.core import attached_file
from portrait_cli.core.errors import InvalidFileError, PortraitError, StorageError
from portrait_cli.store import files

Stamp: TypeAlias = tuple[int, int, int, int]
"""What changes when a file does: its size, its inode, and when text and inode last changed, in nanoseconds."""

_stamp = attrgetter("st_size", "st_ino", "st_mtime_ns", "st_ctime_ns")
_ONLY_FOLDERS = getattr(os, "O_DIRECTORY", 0)
"""Opening anything but a folder is an error with this, and not a wait for what may be a pipe."""
_NEARLY = (".md", ".markdown")
"""Endings, in any case, of what a person may take for an entry."""
_STUB = ".md.icloud"
_NOT_THERE = frozenset({errno.ENOENT, errno.ELOOP})
_HAS_DESCRIPTORS = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd


class FolderFiles(NamedTuple):
    """The files of one folder that should be entries."""

    folder: str
    names: list[str]
    stamps: list[Stamp]
    """The stamp of each name."""

    def path(self, name: str) -> str:
        """Return the path of one of them."""
        return f"{self.folder}{os.sep}{name}"


class JournalState(NamedTuple):
    """How many files there are, and a few characters that are different once any has come, gone or changed."""

    files: int
    digest: str


def look(journal: Path, problems: list[PortraitError] | None = None) -> Iterator[FolderFiles]:
    """Go through the folders of a journal. Hidden folders and files are left alone.

    A link to a folder is followed, unless that was looked at already or the journal itself is in it. What is wrong
    with a folder or a file that cannot be looked at is added to `problems`, if there is such a list.
    Raises StorageError when the journal itself cannot be opened.
    """
    if not files.exists(journal):
        return
    folders = _Folders(journal, [] if problems is None else problems)
    look_at = _by_descriptor if _HAS_DESCRIPTORS else _by_path
    while folder := folders.next():
        try:
            with files.storage_errors(Path(folder)):
                found = look_at(folder, folders)
        except StorageError as problem:
            if folder == str(journal):
                raise
            folders.problems.append(problem)
        else:
            yield found


class _Folders:
    """The folders that wait to be looked at, those behind links last, and what is wrong with others."""

    def __init__(self, journal: Path, problems: list[PortraitError]) -> None:
        self.waiting = [str(journal)]
        self.links: list[str] = []
        self.problems = problems
        self._journal = journal
        self._of_attached = f"{journal}{os.sep}{attached_file.FOLDER}".lower()  # some systems ignore the case
        self._seen: set[tuple[int, int]] = set()

    def next(self) -> str | None:
        """Return the next folder; None after the last one."""
        while self.links and not self.waiting:
            self._follow(self.links.pop())
        if not self.waiting:
            return None
        return self.waiting.pop()

    def has_seen(self, state: os.stat_result) -> bool:
        """Remember a folder; return True if it was looked at before, by another name."""
        folder = (state.st_dev, state.st_ino)
        known = folder in self._seen
        self._seen.add(folder)
        return known

    def without_attached(self, folder: str, names: list[str]) -> list[str]:
        """Leave out the names of attached files, if this is the folder that has them."""
        if folder.lower() != self._of_attached:
            return names
        return [name for name in names if not attached_file.is_place(f"{attached_file.FOLDER}/{name}")]

    def _follow(self, link: str) -> None:
        target = files.followed(Path(link))
        if target in files.followed(self._journal).parents:
            message = f"{link}: it is a link to {target}, which contains the journal, so it is not followed"
            self.problems.append(StorageError(message))
        else:
            self.waiting.append(link)


def state(folders: Iterable[FolderFiles]) -> JournalState:
    """Put what was seen into a few characters."""
    number = 0
    digest = hashlib.blake2b(digest_size=16)
    for folder in folders:
        number += len(folder.names)
        digest.update(marshal.dumps(tuple(folder), 2))  # fast, and version 2 depends on the values alone
    return JournalState(number, digest.hexdigest())


def short(stamp: Stamp) -> bytes:
    """Put a stamp into eight bytes."""
    return hashlib.blake2b(marshal.dumps(stamp, 2), digest_size=8).digest()


def may_be_entry(name: str) -> bool:
    """Return True if a file with this name should be an entry."""
    return name.endswith(".md") and name[0] != "."


def _by_descriptor(folder: str, folders: _Folders) -> FolderFiles:
    """Look at one folder, and add its subfolders to those waiting."""
    found = FolderFiles(folder, [], [])
    descriptor = os.open(folder, os.O_RDONLY | _ONLY_FOLDERS)
    try:
        if folders.has_seen(os.fstat(descriptor)):
            return found
        for name in folders.without_attached(folder, os.listdir(descriptor)):
            if name[0] == ".":
                _name_stub(found.path(name), folders.problems)
                continue
            is_named = name.endswith(".md")  # as in `may_be_entry`, without the call
            try:
                seen = os.stat(name, dir_fd=descriptor, follow_symlinks=is_named)
            except OSError as error:
                _add_problem(error, found.path(name), folders.problems)
                continue
            if is_named and stat.S_ISREG(seen.st_mode):
                found.names.append(name)
                found.stamps.append(_stamp(seen))
            elif stat.S_ISDIR(seen.st_mode) or stat.S_ISLNK(seen.st_mode):
                _add_folder(found.path(name), folders)
            elif not is_named and name.lower().endswith(_NEARLY):
                folders.problems.append(_misnamed(found.path(name)))
    finally:
        os.close(descriptor)
    return found


def _by_path(folder: str, folders: _Folders) -> FolderFiles:
    """Do the same where a folder cannot be opened, as on Windows."""
    found = FolderFiles(folder, [], [])
    if folders.has_seen(Path(folder).stat()):
        return found
    with os.scandir(folder) as listed:
        by_name = {item.name: item for item in listed}
        for name in folders.without_attached(folder, list(by_name)):
            item = by_name[name]
            if item.name[0] == ".":
                _name_stub(item.path, folders.problems)
                continue
            try:
                if may_be_entry(item.name) and item.is_file():
                    stamp = _stamp(item.stat())
                    found.names.append(item.name)
                    found.stamps.append(stamp)
                elif item.is_dir():
                    _add_folder(item.path, folders)
                elif not may_be_entry(item.name) and item.name.lower().endswith(_NEARLY):
                    folders.problems.append(_misnamed(item.path))
            except OSError as error:
                _add_problem(error, item.path, folders.problems)
    return found


def _name_stub(path: str, problems: list[PortraitError]) -> None:
    """Name a file that is in the cloud only: what is here is a stand-in."""
    if path.endswith(_STUB):
        entry = Path(path).with_name(Path(path).name[1:].removesuffix(".icloud"))
        problems.append(InvalidFileError(f"{entry}: it is only in iCloud", hint="open its folder and download it"))


def _misnamed(path: str) -> InvalidFileError:
    return InvalidFileError(f"{path}: an entry's name ends in .md", hint="rename it if it is one")


def _add_folder(path: str, folders: _Folders) -> None:
    """Add a folder, or a link that leads to one, to those waiting."""
    found = Path(path)
    if not found.is_symlink():
        folders.waiting.append(path)
    elif found.is_dir():
        folders.links.append(path)


def _add_problem(error: OSError, path: str, problems: list[PortraitError]) -> None:
    """Name what cannot be looked at; a file that has just gone, and a link that leads nowhere, are no entries."""
    if error.errno in _NOT_THERE:
        return
    try:
        with files.storage_errors(Path(path)):
            raise error
    except StorageError as problem:
        problems.append(problem)
