import errno
import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import held_elsewhere, skip_on_windows
from portrait_cli.core.errors import StorageError
from portrait_cli.store import lock
from portrait_cli.store.lock import locked

skip_on_windows("about the calls of POSIX")
assert sys.platform != "win32"

COUNTER = """
import sys
from pathlib import Path
from portrait_cli.store import lock
path, counter = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(int(sys.argv[3])):
    with lock.locked(path, 60) as got:
        assert got
        number = int(counter.read_text())
        counter.write_text("")
        counter.write_text(str(number + 1))
        if sys.argv[4:] == ["remove"]:
            lock.remove(path)
"""

OPEN_FILES = """
import os
for descriptor in range(100):
    try:
        print(os.fstat(descriptor).st_ino)
    except OSError:
        pass
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "locks" / "x.lock"


def test_a_lock_is_for_one(path: Path) -> None:
    """While a lock is held a second one is refused, and succeeds when the first is done."""
    with locked(path, 0) as first, locked(path, 0) as second:
        assert (first, second) == (True, False)
    with locked(path, 0) as third:
        assert third
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("after", ["keep", "remove"])
def test_no_update_under_a_lock_is_lost(tmp_path: Path, path: Path, after: str) -> None:
    """Five processes that count under one lock lose no step, even if each removes the lock's file when it is done."""
    counter = tmp_path / "counter"
    counter.write_text("0", encoding="utf-8")
    command = [sys.executable, "-c", COUNTER, str(path), str(counter), "60", after]
    processes = [subprocess.Popen(command) for _ in range(5)]
    assert [process.wait() for process in processes] == [0] * 5
    assert counter.read_text(encoding="utf-8") == "300"


def test_threads_keep_each_other_out(path: Path) -> None:
    """Within one process, too, the next holder waits until the one before is done."""
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with locked(path, 60) as got:
            assert got
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 6


def test_a_killed_holder_frees_its_lock(path: Path) -> None:
    """When the holder of a lock is killed, the next one gets it."""
    with held_elsewhere(path) as holder:
        with locked(path, 0) as got:
            assert not got
        holder.kill()
        with locked(path, 10) as got:
            assert got


def test_a_holder_that_keeps_its_lock_is_waited_for_only_so_long(path: Path) -> None:
    """A lock that stays taken is given up after the seconds that were allowed, and not before."""
    with held_elsewhere(path):
        began = time.monotonic()
        with locked(path, 0.3) as got:
            waited = time.monotonic() - began
    assert not got
    assert 0.3 <= waited < 2


def test_an_error_within_gives_the_lock_back(path: Path) -> None:
    """A lock is free again after an error, and its file stays."""
    with pytest.raises(KeyError), locked(path, 0):
        raise KeyError
    assert path.exists()
    with locked(path, 0) as got:
        assert got


def test_a_program_that_was_started_under_a_lock_does_not_hold_it(path: Path) -> None:
    """A program that is started under a lock and may outlive it, such as an editor, does not get the lock's file."""
    with locked(path, 0), (path.parent / "other").open("w") as other:
        os.set_inheritable(other.fileno(), True)  # noqa: FBT003  # it has no other form
        done = subprocess.run([sys.executable, "-c", OPEN_FILES], close_fds=False, stdout=subprocess.PIPE, check=True)
        opened = set(map(int, done.stdout.split()))
        assert os.fstat(other.fileno()).st_ino in opened
    assert path.stat().st_ino not in opened


def test_a_link_in_place_of_a_lock_is_not_followed(tmp_path: Path, path: Path) -> None:
    """A link where the lock should be is refused, and no file is made where it leads."""
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError), locked(path, 0):
        pass
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK])
def test_a_file_system_without_locks_is_no_obstacle(path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Where the file system cannot lock, there is still one holder at a time; one that ended is no holder."""

    def refuse(*_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for _ in range(2):
        with locked(path, 0) as got, locked(path, 0) as other:
            assert (got, other) == (True, False)
    claim = path.with_name(f"{path.name}.held")
    assert not claim.exists()
    for holder, is_free in ((f"{os.uname().nodename} 999999999", True), ("elsewhere 1", False), ("", False)):
        claim.write_text(holder, encoding="utf-8")
        with locked(path, 0) as got:
            assert got == is_free, holder
        assert claim.exists() != is_free


def test_other_refusals_are_reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while a lock is taken is reported as any other failure of the disk."""

    def fail(*_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", fail)
    with pytest.raises(StorageError, match="input/output error"), locked(path, 0):
        pass


def test_a_lock_file_that_cannot_be_removed_stays(tmp_path: Path) -> None:
    """Removing the file of a lock that is gone already, or that the system keeps, is no error."""
    lock.remove(tmp_path / "none.lock")
    (tmp_path / "folder.lock").mkdir()
    lock.remove(tmp_path / "folder.lock")
    assert (tmp_path / "folder.lock").exists()
