"""Signals that end the program: nothing is left half done, typed words are kept, the terminal is as it was."""

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

from portrait_cli.core.errors import StoppedError, StorageError
from portrait_cli.terminal.environment import Environment

HANG_UP: int = getattr(signal, "SIGHUP", 1)
"""The signal of a window that was closed; Windows has none, but we end with its exit code there, too."""

_ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Names of signals that end a command; the last one is for Ctrl-Break and a closed window on Windows."""
_STOPPING = ("SIGINT", "SIGQUIT", *_ENDING)
"""Names of signals that end a question."""

_RETRY_SECONDS = 0.01


def end_on_signals() -> None:
    """From now on end the program at such signals as Ctrl-C does, by an exception that lets it clean up."""
    for name in _ENDING:
        number = getattr(signal, name, None)  # no system has all of them
        if number and signal.getsignal(number) is signal.SIG_DFL:  # under `nohup`, which ignores SIGHUP, so do we
            signal.signal(number, _stop)
    sys.unraisablehook = _retry_dropped_signal


def ignore() -> None:
    """From now on let no such signal interrupt the program, which is about to end."""
    for name in _STOPPING:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise StoppedError(number)


def _retry_dropped_signal(unraisable: "sys.UnraisableHookArgs") -> None:
    """Send a signal again whose exception was raised inside a finalizer, where Python only prints it and goes on."""
    match unraisable.exc_value:
        case StoppedError() as stopped:
            number = stopped.number
        case KeyboardInterrupt():
            number = int(signal.SIGINT)
        case _:
            sys.__unraisablehook__(unraisable)
            return

    threading.Timer(_RETRY_SECONDS, _send_again, [number]).start()


def _send_again(number: int) -> None:
    """Send a signal to the main thread, which may be waiting for a key or for an editor."""
    if sys.platform == "win32":
        signal.raise_signal(number)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, number)


@contextlib.contextmanager
def on_signals(stop: Callable[[int], None]) -> Iterator[None]:
    """While inside, call `stop` with a signal's number instead of ending the program."""

    def handle(number: int, _frame: FrameType | None) -> None:
        stop(number)

    before = {}
    for name in _STOPPING:
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, handle)

    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def before_changes(environment: Environment, told: str = "Stopped. Nothing was changed.") -> Iterator[None]:
    """Tell a person who stops at a question in here that nothing was changed, or what else is true then."""
    try:
        yield
    except (StoppedError, KeyboardInterrupt):  # the latter just before the question listens for signals
        with contextlib.suppress(StorageError):  # the terminal may be gone
            environment.say(f"\n{told}")
        raise
