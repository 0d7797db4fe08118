"""How wide the columns of a table are: as their shares say, but so that no day and no common word is broken."""

import re

from portrait_cli.core.dates import MONTHS
from portrait_cli.core.document import Table
from portrait_cli.export.text_width import ems

DAY = re.compile(rf"\b(?:{'|'.join(MONTHS)}) \d{{1,2}}\b(?:, \d{{4}}\b)?")
"""A day in words, which is never broken in a table."""
_WHOLE = re.compile(rf"{DAY.pattern}|[^\s-]+-?")
_LONGEST = 20
"""The letters of the longest word that a column makes room for; an address breaks."""
_ALL = 1000
_BESIDE = 1.3
"""Room beside the words of a cell, in ems, and a little for a font that is wider."""


def shares(table: Table, room: float) -> tuple[int, ...]:
    """Divide a table that is `room` ems wide into thousandths, for each column some.

    A column gets what its widest word takes; the others share the rest as they would have shared all of it.
    """
    wanted = table.widths or (1,) * len(table.header)
    needed = [_needed([name, *(row[place] for row in table.rows)]) for place, name in enumerate(table.header)]
    if sum(needed) > room:
        return tuple(round(_ALL * width / sum(needed)) for width in needed)
    narrow: set[int] = set()
    while True:
        rest = room - sum(needed[place] for place in narrow)
        parts = sum(share for place, share in enumerate(wanted) if place not in narrow)
        found = [needed[place] if place in narrow else rest * share / parts for place, share in enumerate(wanted)]
        too_narrow = {place for place, width in enumerate(found) if width < needed[place]}
        if not too_narrow:
            return tuple(round(_ALL * width / room) for width in found)
        narrow |= too_narrow


def _needed(cells: list[str]) -> float:
    """Return how many ems the widest word of a column takes."""
    words = (word for cell in cells for word in _WHOLE.findall(cell) if len(word) <= _LONGEST)
    return max(map(ems, words), default=0) + _BESIDE


def with_days_whole(text: str) -> str:
    """Return a text whose days have spaces that do not break, for a format that knows no other way."""
    return DAY.sub(lambda day: day.group().replace(" ", "\u00a0"), text)
