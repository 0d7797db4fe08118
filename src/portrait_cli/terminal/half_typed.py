"""What each system can tell about a line that is still being typed, and about the keys pressed after it."""

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TextIO

_ASK_SECONDS = 0.001
_STDIN = 0

if sys.platform == "win32":
    import msvcrt

    def half_typed() -> str:
        """Return nothing: here the system edits the line, and shows it to us when it is complete."""
        return ""

    def input_waits(_stdin: TextIO, seconds: float) -> bool:
        """Return True if a key is pressed within this many seconds; `select` knows nothing but sockets here."""
        return comes_true(msvcrt.kbhit, seconds)

    def drop_input(_stdin: TextIO) -> None:
        """Forget the keys that were pressed and not read yet."""
        while msvcrt.kbhit():
            msvcrt.getwch()

    def repeated(_look: Callable[[], None], _seconds: float) -> AbstractContextManager[None]:
        """Do nothing: there is no such timer here, nor anything to look at."""
        return contextlib.nullcontext()

else:
    import termios

    try:
        # With it, `input` lets people edit the line, and we can see what they are typing.
        from readline import get_line_buffer as _line_buffer
    except ImportError:  # not every Python has it

        def _line_buffer() -> str:
            return ""

    def half_typed() -> str:
        """Return what is in the line now; nothing where that cannot be told."""
        return _line_buffer()

    def input_waits(stdin: TextIO, seconds: float) -> bool:
        """Return True if something can be read within this many seconds."""
        try:
            ready, _, _ = select.select([stdin], [], [], seconds)
        except (OSError, ValueError):  # a stream that nothing can be said about
            return False
        return bool(ready)

    def drop_input(stdin: TextIO) -> None:
        """Forget the keys that were pressed and not read yet."""
        with contextlib.suppress(OSError, ValueError, termios.error):  # it is no terminal
            termios.tcflush(stdin.fileno(), termios.TCIFLUSH)

    @contextlib.contextmanager
    def repeated(look: Callable[[], None], seconds: float) -> Iterator[None]:
        """While inside, call `look` again and again, where the system has a timer for it.

        The terminal is as it was for typing when the program goes on after Ctrl-Z.
        """
        if not hasattr(signal, "setitimer"):
            yield
            return

        before = signal.signal(signal.SIGALRM, lambda *_: look())
        paused = signal.getsignal(signal.SIGTSTP)
        if paused is signal.SIG_DFL:  # where Ctrl-Z is ignored, nobody could let us go on
            signal.signal(signal.SIGTSTP, _pause)
        signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
            signal.signal(signal.SIGTSTP, paused)

    def _pause(*_: object) -> None:
        """Wait at Ctrl-Z; after `fg` make the terminal again as it was for typing."""
        mode = None
        with contextlib.suppress(termios.error):  # stdin is no terminal
            mode = termios.tcgetattr(_STDIN)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)  # here we wait for `fg`
        signal.signal(signal.SIGTSTP, _pause)
        if mode:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(_STDIN, termios.TCSANOW, mode)


def comes_true(happened: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again whether something happened; return False if it did not within this many seconds."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() >= until:
            return False
        time.sleep(_ASK_SECONDS)
    return True
