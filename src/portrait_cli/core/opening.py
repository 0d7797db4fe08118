"""When the replies to a request may be seen: in batches, so that no two views tell one person's answers apart.

What is shown of a group is settled when it is shown for the first time. Replies that come later wait until there are
as many of them as there had to be of the first ones, and are then added all at once. Whoever compares any two views,
of a group or of one thing that it was asked, sees the difference that so many people make, or none.

Words open in whole batches of what is counted, once enough people could have written them. The counts tell that
already, so that nothing can be told by whether words are shown.
"""

from collections.abc import Callable, Collection
from typing import TypeAlias

from msgspec import Struct

Batches: TypeAlias = tuple[tuple[str, ...], ...]
"""The digests of replies that were shown together, batch after batch; in each of them in the order of the digests."""


class Opened(Struct, frozen=True):
    """What of a group has been shown."""

    counted: Batches = ()
    """The replies whose choices are counted; whose words are shown follows from these batches."""

    @property
    def replies(self) -> frozenset[str]:
        """Return the digests of all the replies of which something has been shown."""
        return frozenset(digest for batch in self.counted for digest in batch)


def opened(replies: Collection[str], before: Opened, fewest: int) -> Opened:
    """Return what may be shown of a group now that it has these replies; it never becomes less than before."""
    next_batch = waiting(replies, before.counted)
    if len(next_batch) < fewest:
        return before
    return Opened((*before.counted, next_batch))


def waiting(replies: Collection[str], batches: Batches) -> tuple[str, ...]:
    """Return the replies that wait for others."""
    known = {digest for batch in batches for digest in batch}
    return tuple(sorted(set(replies) - known))


def missing(replies: Collection[str], before: Opened) -> frozenset[str]:
    """Return the replies that have been shown and are not there any more.

    A group without one of them is not shown: beside the earlier view it would give that person away.
    """
    return before.replies - frozenset(replies)


def settled(batches: Batches, answers: Callable[[str], bool], fewest: int) -> Batches:
    """Return the batches in which one thing that was asked is shown, of which some may not answer it.

    It is as with the whole group: a batch waits, with those after it, until so many more of them have an answer.
    """
    shown: list[tuple[str, ...]] = []
    pending: tuple[str, ...] = ()
    for batch in batches:
        pending += batch
        if sum(map(answers, pending)) >= fewest:
            shown.append(pending)
            pending = ()
    return tuple(shown)
