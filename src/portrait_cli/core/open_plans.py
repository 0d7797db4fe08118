"""Which plans are open, and which are closed: by an outcome that was told, or by a box ticked by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.entry import Entry, Outcome, Plan, PlanOutcome
from portrait_cli.core.outcome_words import PLAIN_LABELS, in_words
from portrait_cli.core.own_numbers import own_numbers


class OpenPlan(Struct, frozen=True, rename={"plan": "commitment"}):
    """A plan without an outcome, and when it was made."""

    number: int
    """Its number, counted from 1, which never means another plan."""
    made: date
    """The day on which it was made."""
    plan: Plan
    """The plan, in the words and with the day that it was given last."""


class TrackedPlan(Struct, frozen=True):
    """A plan with the entry in which it was made, and how it went."""

    number: int
    """Its number, as in `OpenPlan`."""
    plan: Plan
    """The plan, in the words and with the day that it was given last."""
    entry: Entry
    """The entry in which it was made."""
    outcome: Outcome | None = None
    """None while it is open."""
    label: str = ""
    """The outcome in the words chosen then; in the portrait's words for a box ticked by hand."""
    told: date | None = None
    """The day on which the outcome was recorded; None for a box ticked by hand."""
    note: str = ""
    teller: Entry | None = None
    """The entry in which it was recorded."""
    targets: tuple[str, ...] = ()
    """The ids of what it was about: in its first words, and each time it was written down again."""

    @property
    def id(self) -> str:
        """Return the id of the plan."""
        return self.plan.id

    @property
    def made(self) -> date:
        """Return the day on which it was made."""
        return self.entry.written.date()

    @property
    def is_ticked_by_hand(self) -> bool:
        """Return True if it is closed only because its box was ticked in the entry's file."""
        return self.outcome is not None and self.told is None

    def in_words(self, told: str) -> str:
        """Return how it went, with `told` after the label if the day is known."""
        return in_words(self.label, told, ticked=self.is_ticked_by_hand)


def history(entries: Iterable[Entry], labels: Mapping[Outcome, str] = PLAIN_LABELS) -> tuple[TrackedPlan, ...]:
    """List every plan with how it went, in the order in which they were made.

    A later entry may hold a plan again, with another day or in other words. An outcome told in any entry closes a
    plan, the one told last if there are several; so does a box ticked by hand in any entry that holds the plan, see
    `Plan.outcome_by_hand`. (In store/index_queries.py, `OPEN_PLAN_IDS` narrows by the same rule.)
    """
    newest: dict[str, Plan] = {}
    made: dict[str, Entry] = {}
    targets: dict[str, tuple[str, ...]] = {}
    written: list[tuple[str, int]] = []
    told: dict[str, tuple[PlanOutcome, Entry]] = {}
    ticked: dict[str, PlanOutcome] = {}
    for entry in sorted(entries, key=lambda entry: (entry.moment, entry.id)):
        for outcome in entry.outcomes:
            told[outcome.plan] = (outcome, entry)
        for plan in entry.plans:
            newest[plan.id] = plan
            made.setdefault(plan.id, entry)
            targets[plan.id] = (*targets.get(plan.id, ()), plan.attribute)
            written.append((plan.id, plan.number))
            by_hand = told_by_hand(plan, labels)
            if by_hand:
                ticked[plan.id] = by_hand

    tracked_plans: list[TrackedPlan] = []
    numbers = own_numbers(written)
    for name, entry in made.items():
        tracked = TrackedPlan(numbers[name], newest[name], entry, targets=targets[name])
        if name in told:
            tracked = _closed(tracked, *told[name])
        elif name in ticked:
            tracked = _closed(tracked, ticked[name], None)
        tracked_plans.append(tracked)
    return tuple(tracked_plans)


def since(plan: Plan, tracked: TrackedPlan) -> list[str]:
    """List how a plan was changed since an entry, and then how it went, in the words chosen then."""
    now = tracked.plan
    said: list[str] = []
    if now.without_day != plan.without_day:
        said.append(f"now: {now.without_day}")
    if now.by != plan.by:
        said.append(f"moved to {dates.in_words(now.by)}" if now.by else "without a day now")
    told = f", {dates.in_words(tracked.told)}" if tracked.told else ""
    if tracked.outcome:
        said.append(tracked.in_words(told))
    return said


def with_numbers(entry: Entry, known: Iterable[int]) -> Entry:
    """Give numbers to the plans of an entry that is about to be saved; `known` are those of all plans before."""
    following = count(max(known, default=0) + 1)
    blocks = (replace(block, number=next(following)) if isinstance(block, Plan) else block for block in entry.blocks)
    return replace(entry, blocks=tuple(blocks))


def _closed(tracked: TrackedPlan, end: PlanOutcome, teller: Entry | None) -> TrackedPlan:
    told = teller.written.date() if teller else None
    return replace(tracked, outcome=end.outcome, label=end.label, told=told, note=end.note, teller=teller)


def told_by_hand(plan: Plan, labels: Mapping[Outcome, str]) -> PlanOutcome | None:
    """Return what the box of a plan says by hand of how it went; None if it says nothing."""
    outcome = plan.outcome_by_hand
    if not outcome:
        return None
    return PlanOutcome(plan.id, plan.sentence, outcome, labels[outcome])


def open_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans that are open, oldest first."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is None)


def closed_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans that are closed, the newest first."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is not None)[::-1]


def still_open(entries: Iterable[Entry]) -> tuple[OpenPlan, ...]:
    """List the open plans of some entries, oldest first."""
    return tuple(OpenPlan(tracked.number, tracked.made, tracked.plan) for tracked in open_of(history(entries)))
