"""The world a command meets: streams, variables, clock; tests hand in another one."""

import codecs
import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field  # `--version` needs no msgspec
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from portrait_cli.core.errors import StorageError
from portrait_cli.core.text import visible

if TYPE_CHECKING:
    from rich.console import Console

    from portrait_cli.render.screen import Look, Renderable


class PipeClosedError(Exception):
    """Whoever read our output has stopped; that is no fault."""


def _nothing() -> TextIO:
    """Stand in for a stream that was closed before the program began."""
    return open(os.devnull, "r+", encoding="utf-8")  # noqa: PTH123  # no pathlib at the start; never closed


def _now() -> datetime:
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError):  # a time zone that cannot be
        return datetime.now(UTC)


def _zone() -> str:
    from tzlocal import get_localzone_name  # only a new entry needs it

    try:
        return str(get_localzone_name() or "")
    except (LookupError, OSError, ValueError):
        return ""


_PATIENCE = 1.0
"""Seconds after which a person wants to know how far something is."""
_STEP = 50
"""Things after which the line is drawn anew."""
_CELLS, _ROOM = 20, 64
"""Columns of the bar, and how many a line must have to hold it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything outside the program that a command may look at."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stdin: TextIO = field(default_factory=lambda: sys.stdin or _nothing())
    stdout: TextIO = field(default_factory=lambda: sys.stdout or _nothing())
    stderr: TextIO = field(default_factory=lambda: sys.stderr or _nothing())
    now: Callable[[], datetime] = _now
    """The local time with its offset."""
    zone: Callable[[], str] = _zone
    """The IANA name of the local time zone, or nothing where it is not known."""
    seconds: Callable[[], float] = time.monotonic
    token: Callable[[], str] = lambda: os.urandom(4).hex()
    """Eight letters and digits, by chance, so that no two sessions share a name."""

    @property
    def can_ask(self) -> bool:
        """Say whether there is somebody to ask: stdin and stderr are terminals."""
        return self.stdin.isatty() and self.stderr.isatty()

    def look(self, *, plain: bool) -> "Look":
        """Say how the screen behind stdout is."""
        from portrait_cli.render.screen import Look  # it brings rich

        return Look(self.console(plain=plain).width, plain)

    def console(self, *, plain: bool = False, stream: TextIO | None = None) -> "Console":
        """Make a console for a stream, stdout if none is named."""
        from portrait_cli.render.screen import console  # it brings rich

        chosen = stream or self.stdout
        width = None if chosen.isatty() else _width(self.variables.get("COLUMNS", ""))
        return console(chosen, plain=plain, width=width)

    def show(self, renderable: "Renderable", *, plain: bool = False, paged: bool = False) -> None:
        """Print on stdout what is meant for eyes, without blanks at the ends of lines.

        What is `paged` and too long for the screen goes through the person's pager, if there is one.
        """
        console = self.console(plain=plain)
        console.file = page = io.StringIO()
        console.print(renderable)
        lines = [line.rstrip() for line in page.getvalue().splitlines()]
        text = "".join(f"{line}\n" for line in lines)
        if paged and not plain and self.stdout.isatty() and self.stdin.isatty():
            rows = shutil.get_terminal_size().lines
            if len(lines) >= rows and self._page(text):
                return
        with _pipe():
            self.stdout.write(text)
            self.stdout.flush()

    @contextlib.contextmanager
    def progress(self, what: str, *, plain: bool) -> "Iterator[Callable[[int, int], None]]":
        """Show on stderr how far something is, once it has taken a second; nothing where nobody looks.

        In plain mode it is said once: a line that is drawn anew would be read aloud anew.
        """
        began, shown = self.seconds(), False

        def tell(done: int, among: int) -> None:
            nonlocal shown
            if not self.stderr.isatty() or self.seconds() - began < _PATIENCE:
                return
            if not plain and (done % _STEP == 0 or not shown):
                self.stderr.write(f"\r{what}  {_bar(done, among)}{done:,} of {among:,}")
                self.stderr.flush()
            elif plain and not shown:
                self.say(f"{what}, {among:,} in all.")
            shown = True

        try:
            yield tell
        finally:
            if shown and not plain:
                self.stderr.write("\r\x1b[K")
                self.stderr.flush()

    def _page(self, text: str) -> bool:
        """Show a text in the pager; False where there is none."""
        import subprocess  # a short text needs none

        try:
            pager = shlex.split(self.variables.get("PAGER", "less"))
        except ValueError:  # a quotation mark that is not closed
            return False
        if not pager or not shutil.which(pager[0]):
            return False
        # Colors pass, and the text stays on the screen afterwards, as with git.
        variables = {"LESS": "-RXE -PsSpace goes on, q comes back", **self.variables}
        try:
            process = subprocess.Popen(  # noqa: S603  # the person's own choice
                pager, stdin=subprocess.PIPE, encoding="utf-8", errors="replace", env=variables
            )
        except OSError:  # it is there, but it cannot run
            return False
        # Ctrl-C is the pager's: it must put the terminal right.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            process.communicate(text)
        finally:
            signal.signal(signal.SIGINT, before)
        return process.returncode == 0

    def write(self, text: str) -> None:
        """Print data on stdout: unchanged, but made visible where a terminal would act on it."""
        with _pipe():
            self.stdout.write(visible(text) if self.stdout.isatty() else text)
            self.stdout.flush()

    def say(self, text: str) -> None:
        """Print a message on stderr, with no word cut at a terminal's edge."""
        if self.stderr.isatty():
            width = min(shutil.get_terminal_size().columns, 100)
            text = "\n".join(
                textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False)
                for line in text.split("\n")
            )
        try:
            with _pipe():
                self.stderr.write(visible(text) + "\n")
                self.stderr.flush()
        except PipeClosedError:  # nobody reads the messages; what is being done goes on all the same
            discard_output(self.stderr)

    def read_stdin(self) -> bytes:
        """Read all of stdin as bytes."""
        if isinstance(self.stdin, io.TextIOWrapper):
            return bytes(self.stdin.buffer.read())
        return self.stdin.read().encode()

    def tolerate_bad_encodings(self) -> None:
        """Let no character that a stream cannot read or write stop the program."""
        if isinstance(self.stdin, io.TextIOWrapper) and codecs.lookup(self.stdin.encoding).name == "ascii":
            self.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # what terminals send all the same
        for stream in (self.stdout, self.stderr):
            if isinstance(stream, io.TextIOWrapper):
                if stream.isatty():
                    stream.reconfigure(errors="replace")
                else:
                    stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def discard_output(stream: TextIO) -> None:
    """Point a closed stream at nothing, so that nothing written to it fails any more."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def _bar(done: int, among: int) -> str:
    """Draw how far something is, where the line has room for it."""
    if shutil.get_terminal_size().columns < _ROOM:
        return ""
    full = done * _CELLS // max(among, 1)
    return f"{'━' * full}{'╌' * (_CELLS - full)}  "


def _width(said: str) -> int:
    """Read how wide a page is meant to be; 80 columns when nothing sensible is said."""
    return int(said) if re.fullmatch("[1-9][0-9]{1,2}", said) else 80


@contextlib.contextmanager
def _pipe() -> Iterator[None]:
    """Turn a closed pipe, and a full disk behind stdout, into what they are."""
    try:
        yield
    except BrokenPipeError:
        raise PipeClosedError from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise StorageError(f"could not write the output: {reason}") from None
