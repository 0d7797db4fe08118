"""The first thing that runs: it handles Ctrl-C before the rest of the program is loaded."""

import gc
import signal

_MANY_OBJECTS = 100_000
"""New objects before the garbage collector looks for cycles: a start makes about 50,000, and keeps them."""


def run() -> None:
    """Run the program `portrait`; a Ctrl-C while it is loading ends it without a message."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(_MANY_OBJECTS)
    from portrait_cli.__main__ import start  # after the line above, which covers the time this import takes

    signal.signal(signal.SIGINT, signal.default_int_handler)
    start()
