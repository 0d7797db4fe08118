"""Plans over time: which are open, and how the others went."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core.entry import Entry, OpenPlan, Outcome, Plan, PlanOutcome
from portrait_cli.core.errors import NotFoundError

SHORTEST = 4
"""How many characters of an id are shown at least: enough to stay the same while more plans come."""


class TrackedPlan(Struct, frozen=True):
    """A plan with the entry in which it was made, and how it went."""

    plan: Plan
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
        """Name the plan."""
        return self.plan.id

    @property
    def made(self) -> date:
        """Say on which day it was made."""
        return self.entry.written.date()


def history(entries: Iterable[Entry]) -> tuple[TrackedPlan, ...]:
    """List every plan with how it went, in the order in which they were made.

    An outcome told in any entry closes a plan, the one told last if there are several; so does a box ticked
    by hand, which means kept.
    """
    made: dict[str, tuple[Plan, Entry]] = {}
    ends: dict[str, tuple[PlanOutcome, date]] = {}
    ticked: set[str] = set()
    for entry in sorted(entries, key=lambda entry: (entry.moment, entry.id)):
        ends.update((told.plan, (told, entry.written.date())) for told in entry.outcomes)
        made.update((plan.id, (plan, entry)) for plan in entry.plans)
        ticked.update(plan.id for plan in entry.plans if plan.ticked)
    return tuple(_tracked(plan, entry, ends.get(name), ticked=name in ticked) for name, (plan, entry) in made.items())


def _tracked(plan: Plan, entry: Entry, end: tuple[PlanOutcome, date] | None, *, ticked: bool) -> TrackedPlan:
    if end:
        told, day = end
        return TrackedPlan(plan, entry, told.outcome, told.label, day, told.note)
    return TrackedPlan(plan, entry, "kept" if ticked else None)


def open_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans whose outcome has not been told."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is None)


def closed_of(tracked_plans: Iterable[TrackedPlan]) -> tuple[TrackedPlan, ...]:
    """Keep the plans that are closed, the newest first."""
    return tuple(tracked for tracked in tracked_plans if tracked.outcome is not None)[::-1]


def still_open(entries: Iterable[Entry]) -> tuple[OpenPlan, ...]:
    """List the plans whose outcome has not been told, oldest first."""
    return tuple(OpenPlan(tracked.made, tracked.plan) for tracked in open_of(history(entries)))


def find(tracked_plans: Sequence[TrackedPlan], said: str) -> TrackedPlan:
    """Find the plan meant: by its id, by its number among the open ones, or by a beginning of its id.

    Raises NotFoundError when none is meant, or more than one.
    """
    wanted, still = said.strip(), open_of(tracked_plans)
    near = (
        [tracked for tracked in tracked_plans if tracked.id == wanted]
        or [tracked for number, tracked in enumerate(still, start=1) if str(number) == wanted]
        or [tracked for tracked in tracked_plans if wanted and tracked.id.startswith(wanted)]
    )
    if len(near) == 1:
        return near[0]
    if near:
        known = ", ".join(tracked.id for tracked in near)
        raise NotFoundError(f'"{said}" could be several plans', hint=f"say more of the id: {known}")
    if not tracked_plans:
        raise NotFoundError("there are no plans yet", hint="`portrait reflect` ends with one")
    short = short_ids(tracked_plans)
    known = ", ".join(f"{number} ({short[tracked.id]})" for number, tracked in enumerate(still, start=1))
    hint = f"open are: {known}" if known else "none is open; `portrait plans --all` shows the others"
    raise NotFoundError(f'there is no plan "{said}"', hint=hint)


def short_ids(tracked_plans: Iterable[TrackedPlan]) -> dict[str, str]:
    """Shorten each id to a beginning that means no other plan."""
    names = sorted(tracked.id for tracked in tracked_plans)
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
