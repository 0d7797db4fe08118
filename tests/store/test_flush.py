import errno
import fcntl
import os
import stat
import sys
from pathlib import Path

import pytest

from conftest import skip_on_windows
from portrait_cli.core.errors import UnsettledWarning
from portrait_cli.store import files

skip_on_windows("about the calls of POSIX")
assert sys.platform != "win32"

REFUSED = 0x7FFF
"""A command for an open file that no system knows."""


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """List the open files that are flushed with `fsync`."""
    seen: list[int] = []
    flush = os.fsync

    def fsync(descriptor: int) -> None:
        seen.append(descriptor)
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_file_and_its_name_are_flushed(tmp_path: Path, flushed: list[int]) -> None:
    """What is written is flushed to the disk, and so is the folder with its new name."""
    files.write_new(tmp_path / "entry.md", "words")
    assert len(flushed) == 2


def test_a_drive_with_a_cache_of_its_own_empties_it(
    tmp_path: Path, flushed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system can flush the drive's own cache, as macOS can, that is done in place of `fsync`."""
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", fcntl.F_GETFD, raising=False)  # a command that works on any file
    files.write_new(tmp_path / "entry.md", "words")
    assert flushed == []


def test_a_file_system_that_cannot_empty_the_cache_is_flushed_as_usual(
    tmp_path: Path, flushed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file system refuses that, as network drives do, `fsync` is used."""
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", REFUSED, raising=False)
    files.write_new(tmp_path / "entry.md", "words")
    assert len(flushed) == 2


@pytest.mark.parametrize(("number", "is_refused"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_flushed_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, is_refused: bool
) -> None:
    """A file system that cannot flush folders is no obstacle; of a disk that fails, it is said once all is done."""
    flush = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if is_refused:
        with pytest.warns(UnsettledWarning, match="the disk reported an error"):
            assert files.write_new(tmp_path / "entry.md", "words")
    else:
        assert files.write_new(tmp_path / "entry.md", "words")
