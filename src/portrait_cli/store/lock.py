"""A lock that one holder has at a time, in this process or any other: the system frees it when the holder is gone."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from portrait_cli.store.files import make_folder, storage_errors

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)  # closing the file frees it too, but only some time later

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_TAKEN = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
"""What the systems answer when somebody else holds the lock; the last two are those of Windows."""
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
"""What a file system answers when it cannot lock, such as a network drive."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)  # Windows has no such flag
_POLL_SECONDS = 0.01
_PATIENCE = 1.0
"""Seconds more that a file may go on being replaced while we wait for its lock."""


@contextlib.contextmanager
def locked(path: Path, seconds: float) -> Iterator[bool]:
    """Hold a lock that only one holder can have; yield False if another one kept it for this many seconds.

    The file stays afterward. Raises StorageError when the system refuses.
    """
    make_folder(path.parent)
    until = time.monotonic() + seconds
    while True:
        with _opened(path) as descriptor:
            with storage_errors(path):
                got = _taken_before(until, descriptor, path)
            if got and not _is_still(descriptor, path) and time.monotonic() < until + _PATIENCE:
                _give_back(descriptor, path)
                continue  # its last holder removed the file while we waited: the lock is a new file by now
            try:
                yield got
            finally:
                if got:
                    _give_back(descriptor, path)
            return


def remove(path: Path) -> None:
    """Remove the file of a lock that will not be needed again. Windows keeps it if it is open; it does no harm."""
    with contextlib.suppress(OSError):
        path.unlink()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open a lock's file, for its owner only; other programs that we start do not get it."""
    with storage_errors(path):
        descriptor = os.open(path, _FLAGS, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _taken_before(until: float, descriptor: int, path: Path) -> bool:
    """Take the lock, trying again and again; return False if another holder still has it at that time."""
    while not _is_ours(descriptor, path):
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _is_ours(descriptor: int, path: Path) -> bool:
    """Try to take the lock; return False if somebody else has it."""
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno in _NO_LOCKS:
            return _has_claimed(_claim(path))
        raise
    return True


def _give_back(descriptor: int, path: Path) -> None:
    with contextlib.suppress(OSError):  # it was never taken, where the file system knows no locks
        _release(descriptor)
    claim = _claim(path)
    if _holder(claim) == _me():
        remove(claim)


def _is_still(descriptor: int, path: Path) -> bool:
    """Return True if the file that was opened is the one that has this name."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


# --- where the file system knows no locks ---


def _claim(path: Path) -> Path:
    """Name the file that only its holder can make, and that has to be removed afterward."""
    return path.with_name(f"{path.name}.held")


def _machine() -> str:
    return os.uname().nodename if hasattr(os, "uname") else "this"


def _me() -> str:
    return f"{_machine()} {os.getpid()}"


def _holder(claim: Path) -> str:
    try:
        return claim.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _has_claimed(claim: Path) -> bool:
    """Make the file; return False if there is one, of a holder that still runs."""
    if _is_left_over(claim):
        remove(claim)
    try:
        descriptor = os.open(claim, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_me())
    return True


def _is_left_over(claim: Path) -> bool:
    """Return True if the holder is known to have ended without removing its file."""
    machine, _, process = _holder(claim).rpartition(" ")
    if os.name == "nt" or machine != _machine() or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)  # asks only whether there is such a process
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
