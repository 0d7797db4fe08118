"""What a question is about, above it: no more than fits on a screen with the question."""

from portrait_cli.core.shown import Shown
from portrait_cli.render.phrases import first_lines
from portrait_cli.render.screen import Column, Look, words

_MOST_ROWS, _MOST_NARROW_ROWS = 9, 7
"""The most rows of the screen that the lines take: the question and its answer need the others of 24."""
_LONGEST_ROWS = 3
"""The most rows of one line."""
_RAGGED = 8
"""Columns that the end of a row may leave empty, since no word is broken."""


def above_question(shown: Shown, look: Look) -> Column:
    """Show the title and the first lines, and how many more there are."""
    indent = 0 if look.stacked else 2
    width = max(look.width - 2 * indent, 2 * _RAGGED)
    rows = _MOST_NARROW_ROWS if look.narrow else _MOST_ROWS

    column = Column()
    column.line(shown.title, "dim")
    fitting: list[str] = []
    for line in shown.lines:
        short = first_lines(line.text, (width - _RAGGED) * _LONGEST_ROWS)
        rows -= -(-words(short).cell_len // (width - _RAGGED))
        if fitting and rows < 0:
            break
        fitting.append(short)
    for text in fitting:
        column.line(text, indent=indent)
    left = len(shown.lines) - len(fitting) + shown.left
    if left:
        column.line(f"and {left} more: {shown.command}", "dim", indent=indent)
    column.blank()
    return column
