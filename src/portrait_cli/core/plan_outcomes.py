"""Plans over time: which are open, and how the others went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from portrait_cli.core.entry import OUTCOMES, Entry, Outcome, Plan, PlanOutcome
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.guide import FollowUp
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import one_line

SHORTEST = 4
"""The fewest characters of an id to show: enough to stay the same as plans are added."""

# --- the words for how a plan went ---


def labels_of(follow_up: FollowUp) -> dict[Outcome, str]:
    """Return the words for each outcome, as a guide asks for them."""
    labels = (follow_up.kept, follow_up.partly, follow_up.missed, follow_up.changed)
    return dict(zip(OUTCOMES, map(one_line, labels), strict=True))


def outcome_labels(portrait: Portrait) -> dict[Outcome, str]:
    """Return a portrait's own words for each outcome."""
    return labels_of(portrait.follow_up)


PLAIN_LABELS: Mapping[Outcome, str] = MappingProxyType(labels_of(FollowUp()))
"""The words of a portrait that has none of its own."""


def in_words(label: str, told: str, *, ticked: bool) -> str:
    """Return how a plan went: `Kept, ticked by hand`, or the label and `told`, such as ` on November 3`."""
    return f"{label}, ticked by hand" if ticked else f"{label}{told}"


# --- how each one went ---


class OpenPlan(Struct, frozen=True, rename={"plan": "commitment"}):
    """A plan without an outcome, and when it was made."""

    made: date
    plan: Plan


class TrackedPlan(Struct, frozen=True):
    """A plan with the entry in which it was made, and how it went."""

    plan: Plan
    entry: Entry
    outcome: Outcome | None = None
    """None while it is open."""
    label: str = ""
    """The outcome in the words chosen then; in the portrait's words for a box ticked by hand."""
    told: date | None = None
    """The day on which the outcome was recorded; None for a box ticked by hand."""
    note: str = ""

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

    An outcome told in any entry closes a plan, the one told last if there are several; so does a box ticked
    by hand, which means kept. (`OPEN_PLAN_IDS` in store/index_queries.py narrows by the same rule.)
    """
    made: dict[str, tuple[Plan, Entry]] = {}
    told: dict[str, tuple[PlanOutcome, date]] = {}
    ticked: dict[str, PlanOutcome] = {}
    for entry in sorted(entries, key=lambda entry: (entry.moment, entry.id)):
        for outcome in entry.outcomes:
            told[outcome.plan] = (outcome, entry.written.date())
        for plan in entry.plans:
            made[plan.id] = (plan, entry)
            if plan.ticked:
                ticked[plan.id] = ticked_by_hand(plan, labels)

    tracked_plans: list[TrackedPlan] = []
    for name, (plan, entry) in made.items():
        if name in told:
            outcome, day = told[name]
            tracked_plans.append(_closed(plan, entry, outcome, day))
        elif name in ticked:
            tracked_plans.append(_closed(plan, entry, ticked[name], None))
        else:
            tracked_plans.append(TrackedPlan(plan, entry))
    return tuple(tracked_plans)


def _closed(plan: Plan, entry: Entry, end: PlanOutcome, told: date | None) -> TrackedPlan:
    return TrackedPlan(plan, entry, outcome=end.outcome, label=end.label, told=told, note=end.note)


def ticked_by_hand(plan: Plan, labels: Mapping[Outcome, str]) -> PlanOutcome:
    """Return what a box ticked by hand says of a plan: that it was kept."""
    return PlanOutcome(plan.id, plan.sentence, "kept", labels["kept"])


def open_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans that are open, oldest first."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is None)


def closed_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans that are closed, the newest first."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is not None)[::-1]


def still_open(entries: Iterable[Entry]) -> tuple[OpenPlan, ...]:
    """List the open plans of some entries, oldest first."""
    return tuple(OpenPlan(tracked.made, tracked.plan) for tracked in open_of(history(entries)))


# --- finding one ---


def find(tracked_plans: Sequence[TrackedPlan], said: str) -> TrackedPlan:
    """Find a plan by its id, its number among the open ones, or the beginning of its id.

    Raises NotFoundError if no plan fits, or more than one.
    """
    near = _meant(tracked_plans, said.strip())
    if len(near) == 1:
        return near[0]
    if near:
        known = ", ".join(tracked.id for tracked in near)
        raise NotFoundError(f'"{said}" could be several plans', hint=f"type more of the id: {known}")
    if not tracked_plans:
        raise NotFoundError("there are no plans yet", hint="`portrait reflect` ends with one")
    raise NotFoundError(f'there is no plan "{said}"', hint=_open_ones(tracked_plans))


def _meant(tracked_plans: Sequence[TrackedPlan], wanted: str) -> list[TrackedPlan]:
    """List the plans that fit best: an id before a number, a number before the beginning of an id."""
    if not wanted:
        return []
    exact = [tracked for tracked in tracked_plans if tracked.id == wanted]
    if exact:
        return exact
    for number, tracked in enumerate(open_of(tracked_plans), start=1):
        if str(number) == wanted:
            return [tracked]
    return [tracked for tracked in tracked_plans if tracked.id.startswith(wanted)]


def _open_ones(tracked_plans: Sequence[TrackedPlan]) -> str:
    """List the open plans by the numbers and ids that the person can type."""
    short = short_ids(tracked_plans)
    known = [f"{number} ({short[tracked.id]})" for number, tracked in enumerate(open_of(tracked_plans), start=1)]
    if not known:
        return "no plan is open; `portrait plans --all` shows the others"
    return f"the open ones: {', '.join(known)}"


def short_ids(tracked_plans: Iterable[TrackedPlan]) -> dict[str, str]:
    """Shorten each id to a beginning that no other plan has."""
    names = sorted(tracked.id for tracked in tracked_plans)
    neighbors = zip(["", *names], names, [*names[1:], ""], strict=False)
    short: dict[str, str] = {}
    for before, name, after in neighbors:
        shared = max(_shared(name, before), _shared(name, after))
        short[name] = name[: max(SHORTEST, shared + 1)]
    return short


def _shared(one: str, other: str) -> int:
    """Count the characters that two ids have in common at the beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
