"""What documents share when they offer lines: which words are the newest, and what a line tells of."""

from collections.abc import Iterable, Sequence
from datetime import date

from portrait_cli.core.goals import TrackedGoal, gathers
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Offered
from portrait_cli.core.selection_lines import Known, Line

_PLAN, _GOAL = "plan:", "goal:"
_TOLD_OF = frozenset({"goal", "decision", "outcome", "comment"})
"""Lines that make sense only beside what they are about."""
COMMENT = "what you said about it"
"""Why a comment is offered: it is in only if it is chosen."""
ABOUT_NONE = "about no goal and no attribute"
"""What is said of a plan that is in only if it is chosen, for it may be from a hard moment."""


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put lines in order, the oldest first."""
    return tuple(sorted(lines, key=_place))


def _place(line: Line) -> tuple[date, str, int]:
    return line.day, line.entry, line.number


def that_fit(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put lines in order, without earlier words of a plan or goal, and without what is told of one that is not there.

    A document shows a plan and a goal in their newest words only, so their earlier ones need not leave.
    """
    ordered = in_order(lines)
    held = frozenset[str]().union(*(line.holds for line in ordered))
    newest = {_worded(line): line for line in ordered}
    return tuple(
        line
        for line in ordered
        if (not _worded(line) or newest[_worded(line)] is line)
        and (line.kind not in _TOLD_OF or line.repeats <= held)
    )


def _worded(line: Line) -> str:
    """Return the plan or goal that a line has the words of, or the goal whose signs it names; empty for neither."""
    if line.kind not in {"plan", "goal"}:
        return ""
    return _key(line.holds, _PLAN, _GOAL) or f"shows {_key(line.repeats, _GOAL)}"


def _key(keys: Iterable[str], *kinds: str) -> str:
    return next((key for key in keys if key.startswith(kinds)), "")


def plan_of(line: Line, known: Known) -> TrackedPlan | None:
    """Return the plan that a line is, or tells of."""
    return known.plans.get(_key(line.holds | line.repeats, _PLAN).removeprefix(_PLAN))


def goal_of(line: Line, known: Known) -> TrackedGoal | None:
    """Return the goal that a line is, or tells of."""
    return known.goals.get(_key(line.holds | line.repeats, _GOAL).removeprefix(_GOAL))


def goals_among(lines: Iterable[Line], known: Known) -> tuple[TrackedGoal, ...]:
    """List the goals that have a line, in the order in which they were set."""
    there = {goal.id for goal in (goal_of(line, known) for line in lines) if goal}
    return tuple(goal for goal in known.goals.values() if goal.id in there)


def goals_by_target(goals: Sequence[TrackedGoal], portrait: Portrait) -> dict[str, TrackedGoal]:
    """Return the goal to which what is about a target belongs: the target's own, else the first one."""
    found: dict[str, TrackedGoal] = {}
    for goal in goals:
        for target in gathers(goal.goal, portrait):
            found.setdefault(target, goal)
    own = {goal.goal.target: goal for goal in reversed(goals) if goal.goal.target}
    return {**found, **own}


def about_none(lines: Iterable[Line]) -> frozenset[Line]:
    """Return the plans about no goal and no attribute, with what is told of them."""
    told = [line for line in lines if line.kind in {"plan", "outcome"}]
    plans = frozenset[str]().union(*(line.holds for line in told if line.kind == "plan" and not line.target))
    return frozenset(line for line in told if (line.holds | line.repeats) & plans)


def with_what_is_said_about(offered: Iterable[Offered], lines: Iterable[Line]) -> tuple[Offered, ...]:
    """Offer what was said about lines that are offered, which is in only if it is chosen."""
    found = tuple(offered)
    held = frozenset[str]().union(*(one.line.holds for one in found))
    comments = (
        Offered(line, COMMENT, is_in=False) for line in lines if line.kind == "comment" and line.holds <= held
    )
    return tuple(sorted((*found, *comments), key=lambda one: _place(one.line)))


def is_of_year(plan: TrackedPlan, begins: date) -> bool:
    """Return True if a plan is open, or was made or told of since the school year began."""
    return plan.outcome is None or plan.made >= begins or bool(plan.told and plan.told >= begins)


def is_goal_of_year(goal: TrackedGoal, begins: date) -> bool:
    """Return True if a goal is open, or ended since the school year began."""
    return goal.ended is None or goal.decisions[-1].on >= begins


def is_looking_back(line: Line) -> bool:
    """Return True for a level of an earlier time, as seen from the day of its entry."""
    return any(key.endswith(".then.level") for key in line.holds)
