"""How far along something is, on stderr, once it has taken a second."""

import contextlib
import shutil
from collections.abc import Callable, Iterator

from portrait_cli.terminal.environment import Environment

_PATIENCE = 1.0
"""Seconds after which a person wants to know how far along something is."""
_STEP = 50
"""The line is drawn again after this many things."""
_BAR_WIDTH = 20
_NARROWEST_LINE = 64
"""Columns a line must have for the bar to fit."""

Tell = Callable[[int, int], None]
"""Called with how many things are done, and how many there are."""


@contextlib.contextmanager
def progress(environment: Environment, what: str, *, plain: bool) -> Iterator[Tell]:
    """Show on stderr how far along something is; nothing if stderr is not a terminal.

    In plain mode it is one sentence, said once: a screen reader would read a redrawn line again and again.
    """
    began = environment.seconds()
    shown = False
    widest = 0

    def tell(done: int, total: int) -> None:
        nonlocal shown, widest
        if environment.quiet or environment.seconds() - began < _PATIENCE or not environment.stderr.isatty():
            return
        if plain and not shown:
            environment.say(f"{what}, {total:,} in all.")
        elif not plain and (done % _STEP == 0 or not shown):
            line = f"{what}  {_bar(done, total)}{done:,} of {total:,}"
            widest = max(widest, len(line))
            environment.stderr.write(f"\r{line}")
            environment.stderr.flush()
        shown = True

    try:
        yield tell
    finally:
        if shown and not plain:
            spaces = " " * widest  # not every terminal knows the sequence that erases a line
            environment.stderr.write(f"\r{spaces}\r")
            environment.stderr.flush()


def _bar(done: int, total: int) -> str:
    """Draw how far along something is, if the line is wide enough."""
    if shutil.get_terminal_size().columns < _NARROWEST_LINE:
        return ""
    full = done * _BAR_WIDTH // max(total, 1)
    return f"{'━' * full}{'╌' * (_BAR_WIDTH - full)}  "
