"""The files in which replies come: those that are named, and those in folders and in zip archives.

Archives are read in memory and never unpacked to the disk. In a folder there may be anything: only what looks like a
reply is named.
"""

import io
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import NotFoundError, StorageError
from portrait_cli.formats.incoming import Incoming, look_into
from portrait_cli.store import files
from portrait_cli.store.import_archive import DAMAGED

Tell = Callable[[int, int], None]

LARGEST = 25 * 1024 * 1024
"""The most bytes of a file: what an e-mail may have."""
_LARGEST_UNPACKED = 50 * 1024 * 1024
"""The most bytes that the files of an archive may have together."""
_MOST_PACKED = 2_000
_ENDS = (
    *("", ".txt", ".md", ".yaml", ".yml", ".age", ".asc", ".pem", ".rtf", ".docx", ".odt"),
    *(".eml", ".emlx", ".mbox", ".msg", ".html", ".htm", ".mht", ".mhtml", ".json", ".zip"),
)
"""The ends of the names of files that may have a reply in them."""
_IN_DOCUMENTS = frozenset({"word/document.xml", "content.xml"})
"""Where the words of a document are that somebody pasted a reply into."""
_DAMAGED = (*DAMAGED, NotImplementedError)
"""What `zipfile` raises for archives that are damaged, encrypted, or packed in a way that it does not know."""


class Arrived(Struct, frozen=True):
    """A file that came."""

    name: str
    """Its name for messages."""
    found: Incoming = Incoming()
    """What is in it."""
    problem: str = ""
    """Why it could not be read."""
    is_named_itself: bool = False
    """True if the person named the file, and this is all of it: not in a folder, an archive or an e-mail."""


def arrived(names: Sequence[str], journal: Path, tell: Tell) -> Iterator[Arrived]:
    """Read the files that are named, and those in folders; the journal is not gone through.

    `tell` is called with how many files were looked into, and how many there are.
    Raises NotFoundError, before anything is read, if one of them is not there.
    """
    paths: list[tuple[Path, bool]] = []
    for name in names:
        path = files.path_of(name)
        if not files.exists(path):
            raise NotFoundError(f"there is no file or folder {name}")
        if path.is_dir():
            paths += ((file, False) for file in _in_folder(path, journal))
        else:
            paths.append((path, True))
    for number, (path, is_named) in enumerate(paths, start=1):
        tell(number, len(paths))
        for one in _read(path, is_named=is_named):
            if is_named or not one.problem or path.name.startswith("reply-"):
                yield one


def arrived_as(name: str, data: bytes) -> Iterator[Arrived]:
    """Look into what came, and into the archives in it; those within them are left alone."""
    found = look_into(data) if len(data) <= LARGEST else Incoming(is_too_large=True)
    is_empty = True
    for one in (Arrived(name, replace(found, packed=())), *_unpacked(name, found)):
        if one.problem or not one.found.is_empty:
            is_empty = False
            yield one
    if is_empty:
        too_large = "it is too large for a reply"
        yield Arrived(name, problem=too_large if found.is_too_large else "there is no reply in it")


def _read(path: Path, *, is_named: bool) -> Iterator[Arrived]:
    try:
        with files.storage_errors(path):
            if not path.is_file():
                yield Arrived(str(path), problem="it is not a file")
                return
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except StorageError as error:
        yield Arrived(str(path), problem=str(error))
        return
    is_itself = is_named and data.lstrip().startswith(b"{")
    yield from (replace(one, is_named_itself=is_itself) for one in arrived_as(str(path), data))


def _in_folder(top: Path, journal: Path) -> Iterator[Path]:
    """Go through a folder and those in it. Links to folders are not followed, for they may lead round in a circle."""
    left_out = files.followed(journal)
    for place, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if files.followed(Path(place)) == left_out:
            folders.clear()
            continue
        paths = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if path.suffix.lower() in _ENDS and _may_be_reply(path))


def _may_be_reply(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size <= LARGEST
    except OSError:
        return False


# --- archives ---


def _unpacked(name: str, found: Incoming) -> Iterator[Arrived]:
    for packed in found.packed:
        try:
            for member, data in _members(packed):
                yield Arrived(f"{name}: {member}", look_into(data))
        except _DAMAGED:
            yield Arrived(name, problem="it is a damaged archive, or packed with a password")


def _members(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Read the files of an archive. What it says of their sizes is not believed."""
    left = _LARGEST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        wanted = (info for info in opened.infolist() if _is_wanted(info.filename))
        for info in islice(wanted, _MOST_PACKED):
            with opened.open(info) as file:
                data = file.read(min(left, LARGEST) + 1)
            left -= len(data)
            if left < 0 or len(data) > LARGEST:
                raise zipfile.BadZipFile
            yield info.filename.encode("utf-8", "replace").decode(), data


def _is_wanted(name: str) -> bool:
    if name in _IN_DOCUMENTS:
        return True
    path = Path(name)
    return not path.name.startswith(".") and "__MACOSX" not in path.parts and path.suffix.lower() in _ENDS
