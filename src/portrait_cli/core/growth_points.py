"""The points of a growth picture: what was chosen on a day, the words behind it, and the outcomes of plans."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.dates import SCHOOL_YEAR
from portrait_cli.core.entry import Block, Entry, Heading, Outcome, Placement, PlanOutcome, Response
from portrait_cli.core.open_plans import told_by_hand
from portrait_cli.core.outcome_words import PLAIN_LABELS, in_words

ScaleAndLevels: TypeAlias = tuple[str, tuple[str, ...]]


class Scope(Struct, frozen=True):
    """What is looked at: an attribute or indicator of a portrait, and how much of it."""

    portrait: str
    target: str
    next_steps: frozenset[str] = frozenset()
    """The steps whose answers are the first choice as evidence."""
    most: int = -1
    """How many of the newest points are shown; all if negative."""
    since: date | None = None
    until: date | None = None
    """The first and the last day to look at."""
    year_begins: tuple[int, int] = SCHOOL_YEAR
    labels: Mapping[Outcome, str] = PLAIN_LABELS
    """The portrait's words for how a plan went."""

    def holds(self, day: date) -> bool:
        """Return True if a day is within the scope."""
        return dates.is_within(day, self.since, self.until)


class DatedOutcome(Struct, frozen=True, omit_defaults=True):
    """How a plan went, and the day on which that was recorded."""

    day: date
    """The day on which it was recorded."""
    told: PlanOutcome
    """How the plan went."""
    ticked: bool = False
    """Whether it is only a box ticked by hand; the day is then the one on which the plan was made."""

    def in_words(self, told: str) -> str:
        """Return how the plan went, with `told` after the label if the day is known."""
        return in_words(self.told.label, told, ticked=self.ticked)


class Point(Struct, frozen=True):
    """What was chosen in one entry: how it is, how it was at an earlier time as seen from that day, or both."""

    entry: str
    """The id of the entry."""
    day: date
    """The day of the entry."""
    portrait_version: str
    """The version of the portrait it was written with."""
    now: Placement | None = None
    """The level chosen for that day."""
    then: Placement | None = None
    """The level chosen for an earlier time, as seen from that day."""
    evidence: str = ""
    """The words behind it."""
    told: tuple[DatedOutcome, ...] = ()
    """Outcomes of plans for it that were recorded here, or between here and the next point."""

    @property
    def scale_and_levels(self) -> ScaleAndLevels:
        """Return what must be the same for points to be in one picture."""
        return next((placed.scale, placed.levels) for placed in (self.now, self.then) if placed)


def points_of(entries: Sequence[Entry], scope: Scope) -> tuple[Point, ...]:
    """Return the points of a scope with the outcomes recorded at each; `entries` are oldest first."""
    within = [entry for entry in entries if scope.holds(entry.written.date())]
    found: list[Point] = []
    places: list[int] = []
    for place, entry in enumerate(within):
        for point in _points(entry, scope):
            found.append(point)
            places.append(place)

    told: dict[int, list[DatedOutcome]] = defaultdict(list)
    plans = _plans_on_target(entries, scope)
    told_somewhere: set[str] = set()
    for entry in within:
        told_somewhere.update(outcome.plan for outcome in entry.outcomes)
    for place, entry in enumerate(within):
        point_before = max(bisect_right(places, place) - 1, 0)
        outcomes = list(_outcomes(entry, plans, told_somewhere, scope))
        told[point_before].extend(outcomes)
        told_somewhere.update(outcome.told.plan for outcome in outcomes)  # its box may be ticked in two entries
    return tuple(replace(point, told=tuple(told[number])) for number, point in enumerate(found))


def _points(entry: Entry, scope: Scope) -> Iterator[Point]:
    """Make the points of an entry; a level of now and one of then share a point if their scale is the same."""
    if entry.portrait != scope.portrait:
        return
    for placements in _by_scale(entry, scope.target):
        now = [placement for placement in placements if placement.as_of == "now"]
        then = [placement for placement in placements if placement.as_of == "then"]
        for one, other in zip_longest(now, then):
            yield Point(
                entry=entry.id,
                day=entry.written.date(),
                portrait_version=entry.portrait_version,
                now=one,
                then=other,
                evidence=_evidence(entry, one or other, scope),
            )


def _by_scale(entry: Entry, target: str) -> Iterable[list[Placement]]:
    """Group the placements of a target by their scale."""
    by_scale: dict[ScaleAndLevels, list[Placement]] = defaultdict(list)
    for placement in entry.placements:
        if placement.target == target:
            by_scale[placement.scale, placement.levels].append(placement)
    return by_scale.values()


# --- the words behind a placement ---


def _evidence(entry: Entry, placed: Placement, scope: Scope) -> str:
    """Find the words behind a placement: the last ones before it, preferably about a next step.

    Without any, return the comment, or else the first words after it.
    """
    place = next(number for number, block in enumerate(entry.blocks) if block is placed)
    earlier, later = entry.blocks[:place], entry.blocks[place:]
    attributes = {scope.target, _last_heading(earlier)} - {""}

    before = _responses_on(attributes, earlier)
    of_next_step = [response for response in before if response.step in scope.next_steps]
    if of_next_step:
        return of_next_step[-1].text
    if before:
        return before[-1].text
    if placed.comment:
        return placed.comment
    after = _responses_on(attributes, later)
    return after[0].text if after else ""


def _last_heading(blocks: Sequence[Block]) -> str:
    """Return the attribute of the last heading."""
    for block in reversed(blocks):
        if isinstance(block, Heading):
            return block.attribute
    return ""


def _responses_on(attributes: Collection[str], blocks: Iterable[Block]) -> list[Response]:
    """List the responses in which something was said about these attributes."""
    responses = [block for block in blocks if isinstance(block, Response)]
    return [response for response in responses if response.attribute in attributes and not response.is_label]


# --- the plans ---


def _plans_on_target(entries: Iterable[Entry], scope: Scope) -> set[str]:
    plans: set[str] = set()
    for entry in entries:
        if entry.portrait == scope.portrait:
            plans.update(plan.id for plan in entry.plans if plan.attribute == scope.target)
    return plans


def _outcomes(
    entry: Entry, plans: Collection[str], told_somewhere: Collection[str], scope: Scope
) -> Iterator[DatedOutcome]:
    """List the outcomes in an entry, and its ticked boxes for plans that have no outcome anywhere."""
    day = entry.written.date()
    for outcome in entry.outcomes:
        if outcome.plan in plans:
            yield DatedOutcome(day, outcome)
    for plan in entry.plans:
        by_hand = told_by_hand(plan, scope.labels)
        if by_hand and plan.id in plans and plan.id not in told_somewhere:
            yield DatedOutcome(day, by_hand, ticked=True)
