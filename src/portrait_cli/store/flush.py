"""Flushing what was written to the disk, as far as each system and file system can do that."""

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What a file system answers when it cannot flush a folder to the disk."""


def sync_file(descriptor: int) -> None:
    """Flush an open file to the disk, so that what is in it survives a power cut."""
    if not _flushed_by_drive(descriptor):
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush a folder to the disk, so that a new name in it survives a power cut, if the system can do that."""
    if os.name == "nt":  # folders cannot be opened there
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that we may write into, but not list
        return

    try:
        sync_file(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _flushed_by_drive(descriptor: int) -> bool:
    """Have the drive empty its cache, which only macOS leaves out of `fsync`; return False if that was not done."""
    if sys.platform != "win32":
        command = getattr(fcntl, "F_FULLFSYNC", None)  # only macOS has it
        if command is not None:
            with contextlib.suppress(OSError):  # network drives and some others refuse it
                fcntl.fcntl(descriptor, command)
                return True
    return False
