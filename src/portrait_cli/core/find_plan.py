"""Finding the plan that a person names, and the short ids it can be named by."""

from collections.abc import Iterable, Sequence

from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.open_plans import TrackedPlan, open_of

_MOST_NAMED = 9
"""The most open plans whose numbers fit into a hint."""
SHORTEST = 4
"""The fewest characters of an id to show: enough to stay the same as plans are added."""


def find(tracked_plans: Sequence[TrackedPlan], said: str) -> TrackedPlan:
    """Find a plan by its id, its number, or the beginning of its id.

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
    numbered = [tracked for tracked in tracked_plans if str(tracked.number) == wanted]
    if numbered or (wanted.isdecimal() and len(wanted) < SHORTEST):  # a number without a plan is no id's beginning
        return numbered
    return [tracked for tracked in tracked_plans if tracked.id.startswith(wanted)]


def _open_ones(tracked_plans: Sequence[TrackedPlan]) -> str:
    """List the open plans by the numbers that the person can type."""
    known = [str(tracked.number) for tracked in open_of(tracked_plans)]
    if not known:
        return "no plan is open; `portrait plans --all` shows the others"
    if len(known) > _MOST_NAMED:
        return f"portrait plans lists the {len(known)} open ones with their numbers"
    return f"the open ones: {', '.join(known)}; portrait plans shows them"


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
