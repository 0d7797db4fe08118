"""Signals that come while someone is being asked: their words are kept, and the terminal is left as it was."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from portrait_cli.core.errors import StoppedError, StorageError
from portrait_cli.terminal.environment import Environment

HANG_UP: int = getattr(signal, "SIGHUP", 1)
"""The signal of a window that was closed; Windows has none, but we end with its exit code there, too."""

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


@contextlib.contextmanager
def on_signals(stop: Callable[[int], None]) -> Iterator[None]:
    """While inside, call `stop` with a signal's number instead of ending the program."""

    def handle(number: int, _frame: FrameType | None) -> None:
        stop(number)

    before = {}
    for name in _STOPPING:
        number = getattr(signal, name, None)  # Windows has no SIGHUP and no SIGQUIT
        if number is not None:
            before[number] = signal.signal(number, handle)

    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def before_changes(environment: Environment) -> Iterator[None]:
    """Tell a person who stops at a question in here that nothing was changed."""
    try:
        yield
    except (StoppedError, KeyboardInterrupt):  # the latter just before the question listens for signals
        with contextlib.suppress(StorageError):  # the terminal may be gone
            environment.say("\nStopped. Nothing was changed.")
        raise
