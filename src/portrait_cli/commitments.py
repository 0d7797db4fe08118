"""Commitments over time: which are open, and how the others went."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.errors import NotFoundError
from portrait_cli.model.entry import Commitment, Entry, OpenCommitment, Outcome, Told

SHORTEST = 4
"""How many characters of an id are shown at least: enough to stay the same while more plans come."""


class Promise(Struct, frozen=True):
    """A commitment with the entry in which it was made, and how it went."""

    commitment: Commitment
    entry: Entry
    outcome: Outcome | None = None
    """None while it is open."""
    label: str = ""
    """The outcome in the words in which it was told; a box ticked by hand has none."""
    told: date | None = None
    """The day on which the outcome was told; of a box ticked by hand it is not known."""
    note: str = ""

    @property
    def id(self) -> str:
        """Name the commitment."""
        return self.commitment.id

    @property
    def made(self) -> date:
        """Say on which day it was made."""
        return self.entry.written.date()


def history(entries: Iterable[Entry]) -> tuple[Promise, ...]:
    """List every commitment with how it went, in the order in which they were made.

    An outcome told in any entry closes a commitment, the one told last if there are several; so does a box ticked
    by hand, which means kept.
    """
    made: dict[str, tuple[Commitment, Entry]] = {}
    ends: dict[str, tuple[Told, date]] = {}
    ticked: set[str] = set()
    for entry in sorted(entries, key=lambda entry: (entry.moment, entry.id)):
        ends.update((told.commitment, (told, entry.written.date())) for told in entry.told)
        made.update((commitment.id, (commitment, entry)) for commitment in entry.commitments)
        ticked.update(commitment.id for commitment in entry.commitments if commitment.ticked)
    return tuple(
        _promise(commitment, entry, ends.get(name), ticked=name in ticked)
        for name, (commitment, entry) in made.items()
    )


def _promise(commitment: Commitment, entry: Entry, end: tuple[Told, date] | None, *, ticked: bool) -> Promise:
    if end:
        told, day = end
        return Promise(commitment, entry, told.outcome, told.label, day, told.note)
    return Promise(commitment, entry, "kept" if ticked else None)


def open_of(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Keep the commitments whose outcome has not been told."""
    return tuple(promise for promise in promises if promise.outcome is None)


def closed_of(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Keep the commitments that are closed, the newest first."""
    return tuple(promise for promise in promises if promise.outcome is not None)[::-1]


def still_open(entries: Iterable[Entry]) -> tuple[OpenCommitment, ...]:
    """List the commitments whose outcome has not been told, oldest first."""
    return tuple(OpenCommitment(promise.made, promise.commitment) for promise in open_of(history(entries)))


def find(promises: Sequence[Promise], said: str) -> Promise:
    """Find the commitment meant: by its id, by its number among the open ones, or by a beginning of its id.

    Raises NotFoundError when none is meant, or more than one.
    """
    wanted, still = said.strip(), open_of(promises)
    near = (
        [promise for promise in promises if promise.id == wanted]
        or [promise for number, promise in enumerate(still, start=1) if str(number) == wanted]
        or [promise for promise in promises if wanted and promise.id.startswith(wanted)]
    )
    if len(near) == 1:
        return near[0]
    if near:
        known = ", ".join(promise.id for promise in near)
        raise NotFoundError(f'"{said}" could be several plans', hint=f"say more of the id: {known}")
    if not promises:
        raise NotFoundError("there are no plans yet", hint="`portrait reflect` ends with one")
    short = short_ids(promises)
    known = ", ".join(f"{number} ({short[promise.id]})" for number, promise in enumerate(still, start=1))
    hint = f"open are: {known}" if known else "none is open; `portrait commitments --all` shows the others"
    raise NotFoundError(f'there is no plan "{said}"', hint=hint)


def short_ids(promises: Iterable[Promise]) -> dict[str, str]:
    """Shorten each id to a beginning that means no other commitment."""
    names = sorted(promise.id for promise in promises)
    neighbours = zip(["", *names], names, [*names[1:], ""], strict=False)
    return {
        name: name[: max(SHORTEST, 1 + _shared(name, before), 1 + _shared(name, after))]
        for before, name, after in neighbours
    }


def _shared(one: str, other: str) -> int:
    """Count the characters that two ids begin with alike."""
    return next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
