"""Which contributions may be rolled up again: two results that differ by a few people would tell about those few."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

People: TypeAlias = Mapping[str, str]
"""The ids of contributions, each with the digest of what it says."""


class Overlap(Struct, frozen=True):
    """Why contributions may not be rolled up: some of them already were, together with others or in other words."""

    before: int
    """How many of them were in an earlier roll-up."""
    changed: int
    """How many of those say something else now."""
    new: int
    """How many were in none."""


def overlap(people: People, earlier: Iterable[People]) -> Overlap | None:
    """Return why contributions may not be rolled up beside those that were; None if they may.

    They may if they are exactly the same as before and say the same, or if none of them was in any. Anything else
    would tell, beside the earlier result, what those few answered who are only in one, or who changed their levels.
    """
    seen: dict[str, set[str]] = {}
    for known in earlier:
        if known == people:
            return None
        for name, said in known.items():
            seen.setdefault(name, set()).add(said)
    before = [name for name in people if name in seen]
    if not before:
        return None
    changed = sum(people[name] not in seen[name] for name in before)
    return Overlap(before=len(before), changed=changed, new=len(people) - len(before))
