"""Writing files so that a reader sees the old text or the new one, never half of it, even after a crash."""

import contextlib
import errno
import os
import re
import stat
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias

from portrait_cli.core.errors import NotFoundError, StorageError, UnsettledWarning
from portrait_cli.store.flush import sync_file, sync_folder

Text: TypeAlias = str | bytes | Iterable[str]
"""What is written: a text, its bytes, or its parts one after the other."""
_PRIVATE = 0o600


_NO_HARD_LINKS = frozenset(
    {
        errno.EPERM,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.ENOSYS,
        errno.EMLINK,
        errno.EINVAL,  # exFAT on Windows and some cloud drives
        errno.EACCES,  # Android
        errno.EXDEV,  # several disks that appear as one
    }
)
"""What a file system answers when it cannot make hard links. If it means something else, the other way fails too."""
_STREAM = re.compile(r"/dev/(stdout|stderr)|/(?:dev|proc/self)/fd/(\d+)")
"""The system's names for files that are open here."""
_MOVE_SECONDS = 1.0 if sys.platform == "win32" else 0.0
"""How long we wait for a virus scanner or a cloud drive: on Windows nobody can replace a file that they have open."""
_RETRY_SECONDS = 0.01
_REASONS = {
    errno.EACCES: "you do not have permission to use it",
    errno.EPERM: "you do not have permission to use it",
    errno.EROFS: "it is on a read-only disk",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the file would be too large",
    errno.ENOTDIR: "there is a file where a folder is needed",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links form a circle",
}
"""Why the system refused, in plain words."""


def path_of(name: str) -> Path:
    """Return the absolute path for a name as people type it, `~` included; `./~` is a file whose name begins so.

    Raises NotFoundError when `~` names nobody, StorageError when the current folder was deleted.
    """
    try:
        return Path(name if name.startswith("./") else Path(name).expanduser()).absolute()
    except OSError:
        message = "the folder you are in no longer exists"
        raise StorageError(message, hint="cd to another one, and try again") from None
    except RuntimeError:
        person = Path(name).parts[0]
        raise NotFoundError(f"there is no home folder for {person}") from None


def folder_key(folder: Path) -> str:
    """Return 16 characters that name a folder, the same ones no matter which links lead to it."""
    return _key(followed(folder))


def file_key(path: Path) -> str:
    """Return 16 characters that name a file; a link has its own key, different from that of the file it leads to."""
    return _key(real_place(path))


def real_place(path: Path) -> Path:
    """Return a path with the links in its folders followed; if the file itself is a link, it stays one."""
    return followed(path.parent) / path.name


def followed(path: Path) -> Path:
    """Return a path with all its links followed; as it is where the system cannot follow them, as on some drives."""
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path.absolute()


def _key(real: Path) -> str:
    import hashlib  # 4 ms, and most commands need no key

    return hashlib.sha256(os.fsencode(real)).hexdigest()[:16]


def exists(path: Path) -> bool:
    """Return True if there is something at a path; False also for a path that the system refuses."""
    try:
        return path.exists()
    except OSError:
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for its owner only; a folder that exists stays as it is.

    Raises StorageError when the system refuses.
    """
    with storage_errors(folder):
        for missing in reversed([folder, *folder.parents]):
            if not missing.exists():
                missing.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def write_new(path: Path, text: Text) -> bool:
    """Write a file that must not exist yet. Return False, with nothing changed, if it does.

    Raises StorageError when the system refuses.
    """
    with _temporary(path, text) as temporary:
        if not move_to_free_name(temporary, path):
            return False
    settle(path.parent)
    return True


def move_to_free_name(temporary: Path, path: Path) -> bool:
    """Give a finished file the name it is meant for. Return False if that name is taken."""
    if not hasattr(os, "link"):
        return _claim_and_replace(temporary, path)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        return _claim_and_replace(temporary, path)
    return True


def _claim_and_replace(temporary: Path, path: Path) -> bool:
    """Claim a name with an empty file first, then replace that: for file systems without hard links."""
    try:
        claim = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    os.close(claim)
    try:
        move_over(temporary, path)
    except BaseException:  # a signal, too
        if temporary.exists():
            path.unlink()  # the empty file is no entry, and would keep the name taken
        raise
    return True


def write_out(path: Path, text: Text, *, over: bool) -> bool:
    """Write a file that a person asked for. Return False if it exists and may not be overwritten.

    What is no file, such as a pipe or a device, is written to, and never replaced.
    Raises StorageError when the system refuses.
    """
    stream = _STREAM.fullmatch(path.as_posix())  # also if a shell has put a file behind it
    if stream or (exists(path) and not path.is_file()):
        with storage_errors(path), _opened(path, stream) as opened:
            opened.writelines(_bytes_of(text))
        return True
    if over and exists(path):
        rewrite(path, text)
        return True
    if over and path.is_symlink():  # it leads nowhere yet
        replace(followed(path), text)
        return True
    return write_new(path, text)


def _opened(path: Path, stream: re.Match[str] | None) -> BinaryIO:
    """Open what is no file to write into it; if it is open here already, where it is now."""
    if stream is None:
        return path.open("wb")
    number = int(stream.group(2) or {"stdout": 1, "stderr": 2}[stream.group(1)])
    return os.fdopen(os.dup(number), "wb")


def rewrite(path: Path, text: Text) -> None:
    """Write a new text into a file that exists; a link to it stays a link, and its mode stays as it was.

    Raises StorageError when the system refuses.
    """
    with storage_errors(path):
        file = followed(path)
        mode = stat.S_IMODE(file.stat().st_mode)
    replace(file, text, mode=mode)


def replace(path: Path, text: Text, *, mode: int = _PRIVATE) -> None:
    """Write a file, whether or not one already exists. Raises StorageError when the system refuses."""
    with _temporary(path, text) as temporary:
        if mode != _PRIVATE:
            temporary.chmod(mode)
        move_over(temporary, path)
    settle(path.parent)


def move_new(file: Path, path: Path) -> bool:
    """Move a file or a link to a name that is free, without copying it. Return False if the name is taken.

    Raises StorageError when the system refuses.
    """
    with storage_errors(path):
        is_moved = _move_link(file, path) if file.is_symlink() else move_to_free_name(file, path)
    if is_moved:
        discard(file)
    return is_moved


def _move_link(link: Path, path: Path) -> bool:
    """Make a link like another; move that one if the system lets nobody make links, as Windows may."""
    try:
        path.symlink_to(link.readlink())
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):
        if os.path.lexists(path):
            return False
        link.rename(path)
    return True


def discard(file: Path) -> None:
    """Delete a file whose words are saved elsewhere; if that fails, it is told by an UnsettledWarning."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        message = f"your words are saved, but {file} could not be removed: {_reason(error)}"
        warnings.warn(message, UnsettledWarning, stacklevel=2)


def settle(folder: Path) -> None:
    """Flush a folder to the disk once a file in it has its name.

    The file is there then, so an error is no failure: it is told by an UnsettledWarning.
    """
    try:
        sync_folder(folder)
    except OSError as error:
        message = f"this is done, but the disk reported an error in {folder}: {_reason(error)}"
        warnings.warn(message, UnsettledWarning, stacklevel=2)


def move_over(file: Path, path: Path, *, patience: float = _MOVE_SECONDS) -> None:
    """Move a file over another one, which another program may keep open for no longer than some seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            file.replace(path)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


@contextlib.contextmanager
def _temporary(path: Path, text: Text) -> Iterator[Path]:
    """Write a text to a temporary file in the folder of `path`, safe on the disk, and delete it afterwards."""
    make_folder(path.parent)
    temporary = temporary_name(path.parent)
    with storage_errors(path):
        try:
            write_temporary(temporary, text)
            yield temporary
        finally:
            with contextlib.suppress(OSError):  # nobody takes it for an entry
                temporary.unlink()


def temporary_name(folder: Path) -> Path:
    """Return a name that no file in a folder has, and that is no entry's."""
    return folder / f".portrait-{os.urandom(8).hex()}.tmp"


def write_temporary(temporary: Path, text: Text) -> None:
    """Write a file with a temporary name, safe on the disk before anything else happens to it."""
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(_bytes_of(text))
        file.flush()
        sync_file(file.fileno())


def _bytes_of(text: Text) -> Iterator[bytes]:
    match text:
        case bytes():
            yield text
        case str():
            yield text.encode()
        case _:
            yield from (part.encode() for part in text)


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about a path into StorageError: one sentence and a hint."""
    try:
        yield
    except OSError as error:
        message = f"could not use {path}: {_reason(error)}"
        raise StorageError(message, hint="`portrait paths` shows every place used") from None


def _reason(error: OSError) -> str:
    system = (error.strerror or "the system refused").lower()
    return _REASONS.get(error.errno or 0, system)
