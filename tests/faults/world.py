"""A home folder in which commands run, each in a process of its own that can be killed, or refused, at any operation.

Nothing of the program is replaced. What it asks of the system is seen by an audit hook and, for the few calls that
have no audit event, by standing in front of them.
"""

import contextlib
import errno
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType

from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment

assert sys.platform != "win32", "it cannot fork"

START = datetime(2026, 11, 23, 18, 30, tzinfo=timezone(timedelta(hours=-6)))
_KILL = 9
KILLED = -_KILL
TOO_LONG = 20
"""Seconds after which a command counts as hung."""

_EVENTS = {
    "open", "os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate",
    "os.listdir", "os.scandir",
}  # fmt: skip
_WITHOUT_EVENT: tuple[tuple[ModuleType, str], ...] = (
    (os, "fsync"), (os, "write"), (os, "read"), (os, "fstat"), (os, "stat"),
)  # fmt: skip

Fault = Callable[[str], None]
"""Told of each operation before it happens; it may kill the process or raise an error."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str
    operations: int
    """How many operations it came to."""


class World:
    """A home folder with a journal; in a `terminal` what commands say is on a screen."""

    def __init__(self, home: Path, *, terminal: bool = False) -> None:
        self.home = home
        self.terminal = terminal
        self.journal = home / "Documents" / "portrait-journal"
        home.mkdir(parents=True, exist_ok=True)

    def save(self, copy: Path) -> None:
        """Copy everything, times included, to where `restore` finds it."""
        shutil.copytree(self.home, copy, symlinks=True)

    def restore(self, copy: Path) -> None:
        """Make everything as it was: in the same place, because what is kept about a journal goes by its path."""
        shutil.rmtree(self.home)
        shutil.copytree(copy, self.home, symlinks=True)

    def entries(self) -> dict[str, bytes]:
        """Return what a person sees in the journal: its visible files."""
        found: dict[str, bytes] = {}
        for folder, subfolders, names in os.walk(self.journal):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    path = Path(folder, name)
                    found[str(path.relative_to(self.journal))] = path.read_bytes()
        return found

    def settings(self) -> bytes:
        """Return the settings."""
        file = self.home / ".config" / "portrait" / "config.toml"
        return file.read_bytes() if file.exists() else b""

    def everything(self) -> list[bytes]:
        """Return every file that the program keeps, wherever."""
        return [path.read_bytes() for path in self.home.rglob("*") if path.is_file() and not path.is_symlink()]

    def run(
        self,
        words: Sequence[str],
        *,
        minute: int = 0,
        stdin: str = "",
        variables: Mapping[str, str] | None = None,
        fault: Fault | None = None,
    ) -> Done:
        """Run a command in a process of its own."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            code = 99
            with contextlib.suppress(BaseException):
                self._become(variables or {})
                code = self._run_here(words, START + timedelta(minutes=minute), stdin, fault, writing)
            os._exit(code)
        os.close(writing)
        return _result(child, reading)

    def _become(self, variables: Mapping[str, str]) -> None:
        os.environ.clear()
        os.environ.update(
            {"HOME": str(self.home), "PATH": os.defpath, "TZ": "America/Chicago", "LANG": "C.UTF-8", **variables}
        )
        time.tzset()
        os.chdir(self.home)

    def _run_here(self, words: Sequence[str], at: datetime, stdin: str, fault: Fault | None, to: int) -> int:
        kind = _Screen if self.terminal else io.StringIO
        out, err = kind(), kind()
        environment = Environment(
            os.environ,
            io.StringIO(stdin),
            out,
            err,
            now=lambda: at,
            zone=lambda: "America/Chicago",
            token=lambda: f"{at:%d%H%M%S}",
        )
        write = os.write
        operations = _watch(self.home, fault)
        code = main(list(words), environment)
        operations.stopped = True
        for part in (out.getvalue(), "\0", err.getvalue(), "\0", str(operations.number)):
            write(to, part.encode("utf-8", "surrogateescape"))
        return code


class _Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class _Operations:
    number = 0
    stopped = False


def _watch(home: Path, fault: Fault | None) -> _Operations:
    """Tell of each operation on a file in the home folder."""
    operations = _Operations()
    inside = str(home)

    def tell(name: str) -> None:
        if not operations.stopped:
            operations.number += 1
            if fault:
                fault(name)

    def hook(event: str, details: tuple[object, ...]) -> None:
        if event in _EVENTS and any(inside in os.fsdecode(one) for one in details if isinstance(one, str | bytes)):
            tell(event)

    def stand_before(module: ModuleType, name: str) -> None:
        real = getattr(module, name)

        def call(*arguments: object, **more: object) -> object:
            first = arguments[0] if arguments else None
            if isinstance(first, int) or inside in str(first):
                tell(name)
            return real(*arguments, **more)

        setattr(module, name, call)

    for module, name in _WITHOUT_EVENT:
        stand_before(module, name)
    sys.addaudithook(hook)
    return operations


def _result(child: int, reading: int) -> Done:
    """Wait for a process, not for ever, and take what it said."""
    until = time.monotonic() + TOO_LONG
    os.set_blocking(reading, False)
    said = b""
    while True:
        with contextlib.suppress(BlockingIOError):
            part = os.read(reading, 65536)
            if not part:
                break
            said += part
            continue
        if time.monotonic() > until:
            os.kill(child, _KILL)
            raise AssertionError("a command hangs")
        time.sleep(0.001)
    os.close(reading)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err, number = (
        said.decode("utf-8", "surrogateescape").split("\0") if said.count(b"\0") == 2 else ("", "", "0")
    )
    return Done(code, out, err, int(number or 0))


def kill_at(number: int) -> Fault:
    """Kill the process just before its operation of this number, counted from 1."""
    seen = 0

    def fault(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), _KILL)

    return fault


def refuse_at(number: int, reason: int, *, from_then_on: bool = False) -> Fault:
    """Let the operation of this number fail for a reason, and all that write after it if the disk stays full."""
    seen = 0

    def fault(name: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number or (from_then_on and seen > number and name in {"write", "fsync", "os.mkdir", "os.link"}):
            raise OSError(reason, os.strerror(reason))

    return fault


REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
