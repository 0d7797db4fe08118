"""Which lines are ticked in a list of what would leave, while a person goes through it."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.selection_lines import Line

_SEPARATOR = re.compile(r"[\s,]+")
_SPAN = re.compile(r"([0-9]{1,7})(?:-([0-9]{1,7}))?")


class Ticks(Struct, frozen=True):
    """Where a person is in the list, and what is ticked."""

    lines: tuple[Line, ...]
    ticked: frozenset[int]
    """The positions of the lines that leave."""
    at: int = 0
    suggested: frozenset[int] = frozenset()
    """The positions of the lines that leave unless the person says otherwise."""

    @property
    def names(self) -> frozenset[str]:
        """Return the names of the lines that leave."""
        return frozenset(self.lines[place].name for place in self.ticked)

    def moved(self, by: int) -> "Ticks":
        """Move down, or up if `by` is below zero, as far as there are lines."""
        return replace(self, at=min(max(self.at + by, 0), len(self.lines) - 1))

    def toggled(self, place: int) -> "Ticks":
        """Tick a line, and what it repeats words of; or take its tick away, and those of lines that repeat it."""
        if place in self.ticked:
            return replace(self, ticked=self.ticked - self._repeating(place))
        return replace(self, ticked=self.ticked | self._repeated(place))

    def suggested_or_none(self) -> "Ticks":
        """Tick the lines that are suggested; none if exactly these are ticked."""
        return replace(self, ticked=frozenset() if self.ticked == self.suggested else self.suggested)

    def everything(self) -> "Ticks":
        """Tick every line."""
        return replace(self, ticked=frozenset(range(len(self.lines))))

    def told(self, said: str) -> "Ticks | None":
        """Tick lines, or take their ticks away, by their numbers from 1: `2 4-6`, `suggested`, `none`.

        Return None if that names no lines.
        """
        match said.casefold():
            case "suggested":
                return replace(self, ticked=self.suggested)
            case "none":
                return replace(self, ticked=frozenset())
        places = _places(said, len(self.lines))
        told = self
        for place in places:
            if (place in told.ticked) == (place in self.ticked):  # else it went with an earlier one
                told = told.toggled(place)
        return told if places else None

    def _repeating(self, place: int) -> frozenset[int]:
        return _reached(place, [line.holds for line in self.lines], [line.repeats for line in self.lines])

    def _repeated(self, place: int) -> frozenset[int]:
        return _reached(place, [line.repeats for line in self.lines], [line.holds for line in self.lines])


def _places(said: str, number: int) -> tuple[int, ...]:
    """Read numbers and spans of numbers; return their positions, or none if one of them is no line's."""
    places: dict[int, None] = {}
    for part in _SEPARATOR.split(said):
        span = _SPAN.fullmatch(part)
        if span is None:
            return ()
        first, last = int(span.group(1)), int(span.group(2) or span.group(1))
        if not 1 <= first <= last <= number:
            return ()
        places.update(dict.fromkeys(range(first - 1, last)))
    return tuple(places)


def _reached(start: int, leaving: Sequence[frozenset[str]], arriving: Sequence[frozenset[str]]) -> frozenset[int]:
    """Return all places that are reached from one, step by step, by what leaves one and arrives at another."""
    found = {start}
    ahead = [start]
    while ahead:
        keys = leaving[ahead.pop()]
        new = [place for place, others in enumerate(arriving) if keys & others and place not in found]
        found.update(new)
        ahead += new
    return frozenset(found)
