"""The first thing that runs: it answers `--version`, and handles Ctrl-C, before the rest of the program is loaded."""

import gc
import os
import signal
import sys

from portrait_cli import __version__

_MANY_OBJECTS = 100_000
"""New objects before the garbage collector looks for cycles: a start makes about 50,000, and keeps them."""


def run() -> None:
    """Run the program `portrait`; a Ctrl-C while it is loading ends it without a message."""
    if sys.argv[1:] == ["--version"] and _has_printed_version():
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_MANY_OBJECTS)
    from portrait_cli.__main__ import start  # after the line above, which covers the time this import takes

    signal.signal(signal.SIGINT, signal.default_int_handler)
    start()


def _has_printed_version() -> bool:
    """Print the version; if that fails, the rest of the program knows what to say about it."""
    line = f"portrait {__version__}\n".encode()
    try:
        return os.write(1, line) == len(line)
    except OSError:
        return False
