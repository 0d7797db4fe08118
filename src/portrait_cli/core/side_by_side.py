"""What a leader and a coach placed separately, side by side: where they differ first, then where they agree.

How far apart two levels are decides the order, and is shown to nobody: the words say it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from portrait_cli.core.coach_steps import ASK, KEEP, example_of
from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.growth_points import Scope, points_of
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.session import Step

SHORTLY_BEFORE = timedelta(weeks=8)
"""How long before the request a level may have been chosen: the scale asks about the last eight weeks."""


class Placed(Struct, frozen=True):
    """What the leader chose, and when."""

    on: date
    placement: Placement
    words: str = ""
    """What was said about it, or else the words behind it in the same entry."""


class View(Struct, frozen=True):
    """How one of the two sees it."""

    label: str = ""
    """The level's name, or an answer that is none; empty if it was skipped."""
    height: int | None = None
    """Which of the levels it is, counted from 1 for the lowest; null for an answer off the scale."""
    statement: str = ""
    """What the level looks like, as the leader would say it."""
    words: str = ""
    """The example, or what was said about the level."""


class Pair(Struct, frozen=True):
    """An attribute or indicator as the two see it."""

    target: str
    """The id of the attribute or indicator."""
    name: str
    """What it is called."""
    place: int
    """The place of its attribute in the portrait, counted from 0."""
    levels: int
    """How many levels its scale has."""
    mine: View
    """How the leader sees it."""
    theirs: View
    """How the coach sees it."""
    is_comparable: bool
    """Whether both chose a level of the same scale."""

    @property
    def apart(self) -> int:
        """Return how far the coach's level is above the leader's, below 0 if it is lower; for the order alone."""
        return (self.theirs.height or 0) - (self.mine.height or 0)


class SideBySide(Struct, frozen=True):
    """Two views of a leader."""

    leader: str
    """The leader's name."""
    coach: str
    """The coach's name."""
    asked_on: date
    """The day of the request."""
    differ: tuple[Pair, ...]
    """Where the levels differ, the furthest apart first."""
    agree: tuple[Pair, ...]
    """Where both chose the same level."""
    unsaid: tuple[Pair, ...]
    """What one of them could not say, or skipped."""
    keep: str = ""
    """What the coach hopes will stay."""
    ask: str = ""
    """The coach's question."""


def side_by_side(request: Request, reply: Reply, placed: Mapping[str, Placed]) -> SideBySide:
    """Put a coach's reply beside what the leader chose, by its attribute or indicator."""
    pairs = [_pair(step, reply, placed.get(step.target)) for step in levels_of(request)]
    comparable = [pair for pair in pairs if pair.is_comparable]
    return SideBySide(
        leader=request.asker,
        coach=request.by,
        asked_on=request.asked_on,
        differ=tuple(sorted((pair for pair in comparable if pair.apart), key=lambda pair: -abs(pair.apart))),
        agree=tuple(pair for pair in comparable if not pair.apart),
        unsaid=tuple(pair for pair in pairs if not pair.is_comparable),
        keep=reply.answers.get(KEEP, ""),
        ask=reply.answers.get(ASK, ""),
    )


def levels_of(request: Request) -> Iterator[Step]:
    """Go through what a request to a coach asks to place."""
    return (step for step in request.steps if step.purpose == "level")


def _pair(step: Step, reply: Reply, placed: Placed | None) -> Pair:
    mine = _mine(placed)
    theirs = _theirs(step, reply)
    is_of_scale = placed is not None and placed.placement.levels == step.levels
    return Pair(
        target=step.target,
        name=step.target_name,
        place=step.place,
        levels=len(step.levels),
        mine=mine,
        theirs=theirs,
        is_comparable=is_of_scale and mine.height is not None and theirs.height is not None,
    )


def _mine(placed: Placed | None) -> View:
    if placed is None:
        return View()
    chosen = placed.placement
    return View(chosen.label, chosen.height, chosen.statement, placed.words)


def _theirs(step: Step, reply: Reply) -> View:
    words = reply.answers.get(example_of(step), "")
    answer = reply.answers.get(step.id, "")
    if not answer:
        return View(words=words)
    chosen = step.choice(answer)
    return View(chosen.label, chosen.height, chosen.statement, words)


# --- what the leader placed ---


def placed_for(request: Request, entries: Iterable[Entry]) -> dict[str, Placed]:
    """Find what the leader chose for a request, by its attribute or indicator; `entries` are of its portrait.

    That is the first choice since the request or, without one, the last in the weeks before it. So a choice that is
    made when the coach's is known changes nothing here.
    """
    found: dict[str, Placed] = {}
    wanted = {step.target for step in levels_of(request)}
    for entry in _in_order(entries, request):
        day = entry.written.date()
        for placement in entry.placed_now:
            known = found.get(placement.target)
            if placement.target in wanted and (known is None or known.on < request.asked_on):
                found[placement.target] = Placed(day, placement, _words_of(placement, entry))
    return found


def _words_of(placement: Placement, entry: Entry) -> str:
    """Return what the leader said about a level or, in a session that asks no example of it, the words behind it."""
    points = points_of([entry], Scope(entry.portrait, placement.target))
    return placement.comment or next((point.evidence for point in points if point.now is placement), "")


def _in_order(entries: Iterable[Entry], request: Request) -> Sequence[Entry]:
    """Sort the entries that count, oldest first."""
    since = request.asked_on - SHORTLY_BEFORE
    near = (entry for entry in entries if entry.written.date() >= since)
    return sorted(near, key=lambda entry: (entry.seconds, entry.id))


def missing(request: Request, placed: Mapping[str, Placed], placeable: frozenset[str]) -> tuple[Step, ...]:
    """List what the leader has to place before the coach's reply opens: all that they still can place."""
    return tuple(step for step in levels_of(request) if step.target not in placed and step.target in placeable)
