"""Files that are attached to entries: read with care, and copied into the journal. They are never opened or run."""

import hashlib
import os
import stat
from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from portrait_cli.core import attached_file
from portrait_cli.core.attached_file import FOLDER, LARGEST, SHORTEST_DIGEST
from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError, UsageError
from portrait_cli.store import files
from portrait_cli.store.journal import Journal

_TO_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and a pipe is not waited for."""
_STEP = 8
"""How many more characters a name gets if another file has it."""


class Attachment(Struct, frozen=True):
    """A file that a person wants to attach."""

    name: str
    """Its name, without its folder."""
    data: bytes


def read(name: str) -> Attachment:
    """Read a file that a person names.

    Raises NotFoundError if there is none, UsageError if it is no file or too large, StorageError as the system does.
    """
    if not name:
        raise UsageError("there is no name behind --file", hint="name one file: --file agenda.pdf")
    path = files.path_of(name)
    with files.storage_errors(path):
        if path.is_symlink():
            raise _about_link(path)
        if not path.exists():
            raise NotFoundError(f"there is no file {name}")
        if not path.is_file():
            raise UsageError(f"{path} is not a file", hint="name one file; for several, repeat --file for each")
        data = _read(path)
    if len(data) > LARGEST:
        hint = "keep it where it is, and add a line or a link that says where"
        raise UsageError(f"{path} is larger than 25 MB, too large to attach", hint=hint)
    return Attachment(attached_file.name_in_words(path.name), data)


def _about_link(path: Path) -> UsageError:
    """Return the error for a link, which cannot be attached; it names the file that the link leads to."""
    if not path.is_file():
        return UsageError(f"{path} is a link that leads to no file", hint="name the file itself")
    return UsageError(f"{path} is a link", hint=f"name the file that it leads to: {files.followed(path)}")


def _read(path: Path) -> bytes:
    """Read a file, or so much that it is too large. Raises UsageError for what has just become something else."""
    descriptor = os.open(path, _TO_READ)
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UsageError(f"{path} is not a file")
        return opened.read(LARGEST + 1)


def place_for(journal: Journal, attachment: Attachment) -> str:
    """Choose the place of a file in the journal: where the same content is already, else a free one.

    Raises InvalidFileError if the folder is a link, which may lead anywhere.
    """
    check_folder(journal)
    whole = hashlib.sha256(attachment.data).hexdigest()
    for length in range(SHORTEST_DIGEST, len(whole), _STEP):
        place = attached_file.place(whole[:length], attachment.name)
        path = journal.folder / place
        if not os.path.lexists(path) or _has(path, attachment.data):
            return place
    raise StorageError(f"{path} is taken", hint="move it out of the folder")


def check_folder(journal: Journal) -> None:
    """Raise InvalidFileError if the folder of attached files is a link."""
    folder = journal.folder / FOLDER
    with files.storage_errors(folder):
        is_link = folder.is_symlink()
    if is_link:
        message = f"{folder} is a link, and portrait copies files only into the journal itself"
        raise InvalidFileError(message, hint="replace the link with a folder")


def _has(path: Path, data: bytes) -> bool:
    """Return True if there is a file with this content; a link, or a file that was changed, is another one."""
    with files.storage_errors(path):
        if path.is_symlink() or not path.is_file():
            return False
        return path.stat().st_size == len(data) and path.read_bytes() == data


def is_there(journal: Journal, link: str) -> bool:
    """Return True if an attached file is in its place."""
    path = journal.folder / link
    return files.exists(path) and path.is_file()


def is_ours(journal: Journal, link: str) -> bool:
    """Return True if an attached file is in its place in the journal itself, and no link leads to it."""
    path = journal.folder / link
    return is_there(journal, link) and not (path.is_symlink() or path.parent.is_symlink())


def used_elsewhere(journal: Journal, places: Collection[str], but: Collection[str]) -> frozenset[str]:
    """Return those of some attached files that an entry names in any way, `but` for the entries in some places.

    Every file is looked through: the answer decides what is moved away, so no index is trusted. What cannot be read
    may name them.
    """
    names = {place: place.rpartition("/")[2].encode() for place in places}
    others = {journal.folder / place for place in but}
    found: set[str] = set()
    for path in journal.files() if names else ():
        if path not in others:
            try:
                data = path.read_bytes()
            except OSError:
                return frozenset(places)
            found.update(place for place, name in names.items() if name in data)
    return frozenset(found)
