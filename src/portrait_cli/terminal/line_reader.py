"""Reads what a person types, line by line; words that are half typed when they stop are not lost."""

import signal
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from msgspec import Struct

from portrait_cli.core.errors import StoppedError
from portrait_cli.core.text import replace_surrogates
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.half_typed import drop_input, half_typed, input_waits, repeated
from portrait_cli.terminal.signals import HANG_UP, on_signals

_PASTE_SECONDS = 0.02
"""A line that comes this soon after the one before was pasted with it."""
_LOOK_SECONDS = 0.05
"""How often we look at the line being typed."""
_SAVE_SECONDS = 0.5
"""How often it is saved, if it has changed."""

OnChange = Callable[[str], None]
"""Called with the answer as typed so far, whenever it has changed."""


class WindowClosedError(EOFError):
    """The terminal's window was closed; `line` is what came from it last."""

    def __init__(self, line: str) -> None:
        super().__init__("the window was closed")
        self.line = line


class LineReader(Struct, frozen=True):
    """Reads lines from a person. Raises StoppedError, with the words typed so far, when they stop instead."""

    read: Callable[[], str]
    """Reads one line without its end. Raises EOFError for Ctrl-D, and WindowClosedError."""
    more_follows: Callable[[], bool]
    """Returns True if another line comes at once, as in a paste."""
    forget_keys: Callable[[], None] = lambda: None
    """Forgets what was typed before a question was there: it could choose something unseen."""
    pending_signals: list[int] = []
    """Numbers of signals that came between two questions: they end the next reading before it begins."""

    def line(self) -> str:
        """Read one line, and leave any that was pasted with it to the next question."""
        line, _ = self._line([], _ignore)
        return line

    def lines(self, before: Sequence[str] = (), on_change: OnChange | None = None) -> list[str]:
        """Read a line, and those pasted with it; `before` are the answer's earlier lines."""
        lines: list[str] = []
        more = True
        while more:
            line, more = self._line([*before, *lines], on_change or _ignore)
            lines.append(line)
        return lines

    def _line(self, before: Sequence[str], on_change: OnChange) -> tuple[str, bool]:
        """Read a line; return it, and True if another comes at once."""

        def with_earlier(line: str) -> str:
            return _joined([*before, line])

        watch = _Watch(lambda line: on_change(with_earlier(line)))

        def stop(number: int) -> None:
            raise StoppedError(number, with_earlier(watch.line_when_stopped(number)))

        with watch.running(), on_signals(stop):
            if self.pending_signals:
                raise StoppedError(self.pending_signals[0], _joined(before))
            try:
                return self.read(), self.more_follows()
            except WindowClosedError as closed:
                raise StoppedError(HANG_UP, with_earlier(closed.line or watch.last)) from None
            except EOFError:
                raise StoppedError(signal.SIGINT, _joined(before)) from None
            except SystemError as error:
                # Python ran the watch's handler on top of `stop`, and took the StoppedError for a broken call.
                if isinstance(error.__cause__, StoppedError):
                    raise error.__cause__ from None
                raise


class _Watch(Struct):
    """Looks at the line being typed, and saves it: the window may be closed, and the machine stop, at any time."""

    on_change: Callable[[str], None]
    last: str = ""
    """The line when it was last looked at."""
    saved: str = ""
    """The line when it was last saved."""
    saved_at: float = -_SAVE_SECONDS
    """When that was."""

    def running(self) -> AbstractContextManager[None]:
        """Look at the line while inside, where the system has a timer for it."""
        return repeated(self._look, _LOOK_SECONDS)

    def _look(self) -> None:
        self.last = half_typed() or self.last
        if self.last != self.saved and time.monotonic() - self.saved_at >= _SAVE_SECONDS:
            self.saved = self.last
            self.on_change(self.last)
            self.saved_at = time.monotonic()

    def line_when_stopped(self, number: int) -> str:
        """Return the half-typed line at the moment of this signal."""
        line = half_typed()
        if not line and number == HANG_UP:  # readline drops its line when the window is closed
            return self.last
        return line


def line_reader(environment: Environment) -> LineReader:
    """Make the reader of what a person types at the terminal."""
    stdin = environment.stdin
    return LineReader(
        lambda: _read(environment), lambda: input_waits(stdin, _PASTE_SECONDS), lambda: drop_input(stdin)
    )


def _read(environment: Environment) -> str:
    environment.stderr.flush()
    line = ""
    try:
        line = input()
    except EOFError:
        if environment.stdin.isatty():
            raise
    if not environment.stdin.isatty():
        raise WindowClosedError(line)
    return line


def _joined(lines: Sequence[str]) -> str:
    return replace_surrogates("\n".join(lines))


def _ignore(_typed: str) -> None:
    """Do nothing with words that need not be kept."""
