"""The first thing that runs: it is there for Ctrl-C before the program is."""

import gc
import signal

PATIENT = 100_000
"""How many more values there must be before unreachable ones are looked for: a start makes some 50,000 that stay."""


def run() -> None:
    """Run as the program `portrait`; until it is there to answer, Ctrl-C ends it without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.set_threshold(PATIENT)
    from portrait_cli.__main__ import start

    signal.signal(signal.SIGINT, signal.default_int_handler)
    start()
