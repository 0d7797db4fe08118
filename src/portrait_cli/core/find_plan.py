"""Finding the plan that a person names, and the short ids it can be named by."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.open_plans import TrackedPlan, open_of

SHORTEST = 4
"""The fewest characters of an id to show: enough to stay the same as plans are added."""


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


def meant_before(tracked_plans: Sequence[TrackedPlan], said: str, moment: datetime) -> TrackedPlan | None:
    """Return the plan that a number meant at an earlier moment; None if it means the same one now, or is an id.

    Numbers move up when a plan is closed: the same command, run again, would close the next one.
    """
    wanted = said.strip()
    now = _meant(tracked_plans, wanted)
    earlier = [tracked for tracked in tracked_plans if _was_open(tracked, moment)]
    for number, tracked in enumerate(earlier, start=1):
        if str(number) == wanted and tracked not in now and all(other.id != wanted for other in now):
            return tracked
    return None


def _was_open(tracked: TrackedPlan, moment: datetime) -> bool:
    if tracked.outcome is None:
        return True
    return tracked.teller is not None and tracked.teller.moment > moment


def _open_ones(tracked_plans: Sequence[TrackedPlan]) -> str:
    """List the open plans by the numbers and ids that the person can type."""
    short = short_ids(tracked_plans)
    known = [f"{number} ({short[tracked.id]})" for number, tracked in enumerate(open_of(tracked_plans), start=1)]
    if not known:
        return "no plan is open; `portrait plans --all` shows the others"
    return f"the open ones: {', '.join(known)}"


def short_ids(tracked_plans: Iterable[TrackedPlan]) -> dict[str, str]:
    """Shorten the id of each plan to a beginning that no other plan has."""
    return shortened_ids(tracked.id for tracked in tracked_plans)


def shortened_ids(ids: Iterable[str]) -> dict[str, str]:
    """Shorten each id to a beginning that no other one has."""
    names = sorted(ids)
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
