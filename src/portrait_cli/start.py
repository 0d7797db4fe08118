"""The first thing that runs: it is there for Ctrl-C before the program is."""

import signal


def run() -> None:
    """Run as the program `portrait`; until it is there to answer, Ctrl-C ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from portrait_cli.__main__ import start

    signal.signal(signal.SIGINT, signal.default_int_handler)
    start()
