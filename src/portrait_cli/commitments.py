"""Commitments over time: which are open, and how the others went."""

from collections.abc import Iterable

from portrait_cli.model.entry import Entry, OpenCommitment


def still_open(entries: Iterable[Entry]) -> tuple[OpenCommitment, ...]:
    """List the commitments whose outcome has not been told, oldest first.

    An outcome told in any entry closes a commitment, and so does a box ticked by hand.
    """
    made: dict[str, OpenCommitment] = {}
    closed: set[str] = set()
    for entry in sorted(entries, key=lambda entry: (entry.moment, entry.id)):
        closed.update(told.commitment for told in entry.told)
        for commitment in entry.commitments:
            made[commitment.id] = OpenCommitment(entry.written.date(), commitment)
            if commitment.ticked:
                closed.add(commitment.id)
    return tuple(open_one for name, open_one in made.items() if name not in closed)
