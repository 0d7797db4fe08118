"""The world a command runs in: streams, variables, clock. Tests pass another one."""

import codecs
import contextlib
import errno
import io
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field  # not msgspec, which `--version` does not need
from datetime import UTC, datetime
from typing import TextIO

from portrait_cli.core.errors import StorageError
from portrait_cli.core.text import visible

_CHUNK = 65_536
_WIDEST_MESSAGE = 100
"""The most columns that a message on stderr fills: longer lines are hard to read."""


class PipeClosedError(Exception):
    """The program that read our output has stopped reading, which is not an error."""


def _null_stream() -> TextIO:
    """Open a stream to use in place of one that was closed before the program began."""
    return os.fdopen(os.open(os.devnull, os.O_RDWR), "r+", encoding="utf-8")


def _local_time() -> datetime:
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError):  # TZ names an impossible time zone
        return datetime.now(UTC)


def _local_zone() -> str:
    from tzlocal import get_localzone_name  # 10 ms that only a new entry needs to spend

    try:
        return str(get_localzone_name() or "")
    except (LookupError, OSError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything outside the program that a command may look at."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stdin: TextIO = field(default_factory=lambda: sys.stdin or _null_stream())
    stdout: TextIO = field(default_factory=lambda: sys.stdout or _null_stream())
    stderr: TextIO = field(default_factory=lambda: sys.stderr or _null_stream())
    now: Callable[[], datetime] = _local_time
    """The local time with its offset."""
    zone: Callable[[], str] = _local_zone
    """The IANA name of the local time zone, or an empty text if it is not known."""
    seconds: Callable[[], float] = time.monotonic
    token: Callable[[], str] = lambda: os.urandom(4).hex()
    """Eight random letters and digits, so that no two sessions have the same id."""
    quiet: bool = False
    """Whether what went well is left unsaid."""

    @property
    def can_ask(self) -> bool:
        """Return True if there is a person to ask: stdin and stderr are terminals."""
        return self.stdin.isatty() and self.stderr.isatty()

    @property
    def tab_key(self) -> str:
        """Return the word with which a shell asks what may come next in the line, or an empty text."""
        return self.variables.get("_PORTRAIT_COMPLETE", "")

    def write(self, text: str) -> None:
        """Print data on stdout: unchanged, except that a terminal gets no control characters."""
        if self.stdout.isatty():
            text = visible(text)
        with output_errors():
            self.stdout.write(text)
            self.stdout.flush()

    def write_bytes(self, data: bytes) -> None:
        """Write data that is no text on stdout, which is no terminal."""
        with output_errors():
            self.stdout.flush()
            self.stdout.buffer.write(data)
            self.stdout.buffer.flush()

    def report(self, text: str) -> None:
        """Print on stderr what was done, unless the person wants to hear only of problems and questions."""
        if not self.quiet:
            self.say(text)

    def say(self, text: str) -> None:
        """Print a message on stderr, without breaking a word at a terminal's edge.

        If it cannot be written, the work goes on: what is done is done, and nobody can be told.
        """
        if self.stderr.isatty():
            text = _wrapped(text, shutil.get_terminal_size().columns)
        try:
            with output_errors():
                self.stderr.write(visible(text) + "\n")
                self.stderr.flush()
        except (PipeClosedError, StorageError):
            discard_output(self.stderr)

    def read_stdin(self, into: bytearray | None = None) -> bytes:
        """Read all of stdin as bytes; if that is stopped, what was read so far is in `into`."""
        data = bytearray() if into is None else into
        if isinstance(self.stdin, io.TextIOWrapper):
            descriptor = self.stdin.fileno()
            while part := os.read(descriptor, _CHUNK):
                data += part
        else:
            data += self.stdin.read().encode()
        return bytes(data)

    def tolerate_bad_encodings(self) -> None:
        """Keep the program from stopping at a character that a stream cannot read or write."""
        if isinstance(self.stdin, io.TextIOWrapper) and _is_ascii(self.stdin):
            self.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # terminals send UTF-8 in any locale
        for stream in (self.stdout, self.stderr):
            if not isinstance(stream, io.TextIOWrapper):
                continue
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def discard_output(stream: TextIO) -> None:
    """Point a stream that nobody reads at nothing, so that writing to it no longer fails."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


@contextlib.contextmanager
def output_errors() -> Iterator[None]:
    """Turn a closed pipe into PipeClosedError, and a full disk behind stdout into StorageError."""
    try:
        yield
    except OSError as error:
        if is_closed_pipe(error):
            raise PipeClosedError from None
        reason = (error.strerror or "the system refused").lower()
        raise StorageError(f"could not write the output: {reason}") from None


def is_closed_pipe(error: OSError, *, windows: bool = sys.platform == "win32") -> bool:
    """Return True if nobody reads what we write any more, which Windows may call an invalid argument."""
    return isinstance(error, BrokenPipeError) or (windows and error.errno == errno.EINVAL)


def _is_ascii(stream: io.TextIOWrapper) -> bool:
    return codecs.lookup(stream.encoding).name == "ascii"


def _wrapped(text: str, columns: int) -> str:
    width = min(columns, _WIDEST_MESSAGE)
    lines = (textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False) for line in text.split("\n"))
    return "\n".join(lines)
