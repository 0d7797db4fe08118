"""Which contributions may be rolled up again: two results that differ by a few people would tell about those few."""

from collections.abc import Sequence

from msgspec import Struct


class RollUp(Struct, frozen=True):
    """One result that was shown of a round."""

    result: str
    """The digest of what was counted, and of the threshold it was shown with."""
    people: tuple[str, ...]
    """The digests of the ids, in their own order."""
    made: str = ""
    """The day it was shown first, such as 2026-11-23; empty in a record of an earlier version."""
    fewest: int = 0
    """The threshold it was shown with; 0 in a record of an earlier version."""

    def is_same(self, other: "RollUp") -> bool:
        """Return True if two results are the same, on whatever days they were shown."""
        return (self.result, self.people) == (other.result, other.people)


class Beside(Struct, frozen=True):
    """An earlier result beside which another one would expose somebody."""

    earlier: RollUp
    """The one with the most people of both."""
    new: tuple[str, ...]
    """The digests of those who were not in it."""
    unseen: int
    """How many of them were in no result at all."""
    missing: int
    """How many were in it, and are not in the other one."""


def beside(wanted: RollUp, earlier: Sequence[RollUp]) -> Beside | None:
    """Return beside which earlier result another one may not be shown; None if it may.

    It may if it was shown before just as it is, or if nobody in it was in any. Anything else would tell, beside the
    earlier result, what those few answered who are only in one, or who changed their levels.
    """
    if not earlier:
        return None
    here = frozenset(wanted.people)
    if any(one.is_same(wanted) for one in earlier) or all(here.isdisjoint(one.people) for one in earlier):
        return None
    nearest = max(earlier, key=lambda one: (len(here.intersection(one.people)), -len(one.people)))
    new = here.difference(nearest.people)
    return Beside(
        earlier=nearest,
        new=tuple(sorted(new)),
        unseen=len(new.difference(*(one.people for one in earlier))),
        missing=len(set(nearest.people) - here),
    )
