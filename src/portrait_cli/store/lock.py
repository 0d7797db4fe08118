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
                got = _taken_before(until, descriptor)
            if got and _was_removed(descriptor):
                continue  # its last holder removed the file while we waited: the lock is a new file by now
            try:
                yield got
            finally:
                if got:
                    _give_back(descriptor)
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


def _taken_before(until: float, descriptor: int) -> bool:
    """Take the lock, trying again and again; return False if another holder still has it at that time."""
    while not _is_ours(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _is_ours(descriptor: int) -> bool:
    """Try to take the lock; return False if somebody else has it."""
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        # Without locks we go on all the same: a new entry takes its name by a hard link or an exclusive create,
        # so two writers lose nothing. What a lock adds is a better answer when both change the same file.
        if error.errno in _NO_LOCKS:
            return True
        raise
    return True


def _give_back(descriptor: int) -> None:
    with contextlib.suppress(OSError):  # it was never taken, where the file system knows no locks
        _release(descriptor)


def _was_removed(descriptor: int) -> bool:
    return os.fstat(descriptor).st_nlink == 0
