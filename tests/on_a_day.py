"""The program on a given day: its clock stands still, and its ids are counted.

The first argument is the moment; the others are the program's own.
"""

import itertools
import sys
from datetime import datetime

from portrait_cli.__main__ import main
from portrait_cli.terminal import signals
from portrait_cli.terminal.environment import Environment

if __name__ == "__main__":
    moment, *arguments = sys.argv[1:]
    now = datetime.fromisoformat(moment)
    tokens = (f"{number:02}{now:%m%d}" for number in itertools.count(1))
    world = Environment(now=lambda: now, zone=lambda: "America/Chicago", token=lambda: next(tokens))
    world.tolerate_bad_encodings()
    signals.end_on_signals()
    sys.exit(main(arguments, world))
