"""Finding the goal that a person names."""

from collections.abc import Sequence

from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.goals import TrackedGoal, open_of
from portrait_cli.core.text import shortened

_FIRST_ONE = 'portrait goal set "what I want to get better at"'


def find(tracked_goals: Sequence[TrackedGoal], said: str) -> TrackedGoal:
    """Find a goal by its number, its id or the beginning of its id; without a name, the only one that is open.

    Raises NotFoundError if no goal fits, or more than one, UsageError if a name is needed.
    """
    wanted = said.strip()
    if not wanted:
        return _only(tracked_goals)
    near = _meant(tracked_goals, wanted)
    if len(near) == 1:
        return near[0]
    if near:
        known = ", ".join(tracked.id for tracked in near)
        raise NotFoundError(f'"{said}" could be several goals', hint=f"type more of the id: {known}")
    if not tracked_goals:
        raise NotFoundError("there is no goal yet", hint=f"to set one: {_FIRST_ONE}")
    raise NotFoundError(f'there is no goal "{said}"', hint=_known(tracked_goals))


def _meant(tracked_goals: Sequence[TrackedGoal], wanted: str) -> list[TrackedGoal]:
    """List the goals that fit best: an id before a number, a number before the beginning of an id."""
    for tracked in tracked_goals:
        if tracked.id == wanted:
            return [tracked]
    for tracked in tracked_goals:
        if str(tracked.number) == wanted:
            return [tracked]
    return [tracked for tracked in tracked_goals if tracked.id.startswith(wanted)]


def _only(tracked_goals: Sequence[TrackedGoal]) -> TrackedGoal:
    still_open = open_of(tracked_goals)
    if len(still_open) == 1:
        return still_open[0]
    if still_open:
        raise UsageError(f"{len(still_open)} goals are open", hint=f"say which: {in_short(still_open)}")
    if tracked_goals:
        raise NotFoundError("no goal is open", hint=f"to set one: {_FIRST_ONE}; portrait goal --all shows the others")
    raise NotFoundError("there is no goal yet", hint=f"to set one: {_FIRST_ONE}")


def _known(tracked_goals: Sequence[TrackedGoal]) -> str:
    still_open = open_of(tracked_goals)
    if still_open:
        return f"the open ones: {in_short(still_open)}"
    return "no goal is open; portrait goal --all shows the others"


def in_short(tracked_goals: Sequence[TrackedGoal]) -> str:
    """Name goals in a sentence by their numbers, with their words."""
    return "; ".join(f'{tracked.number} is "{shortened(tracked.sentence)}"' for tracked in tracked_goals)
