"""Signals while someone is being asked: the words in the line are kept, the terminal is left as it was."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


@contextlib.contextmanager
def on_signals(stop: Callable[[int], None]) -> Iterator[None]:
    """While inside, call `stop` with a signal's number in place of dying by it."""

    def handle(number: int, _frame: FrameType | None) -> None:
        stop(number)

    before = {}
    for name in _NAMES:
        number = getattr(signal, name, None)  # Windows has no SIGHUP and no SIGQUIT
        if number is not None:
            before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
