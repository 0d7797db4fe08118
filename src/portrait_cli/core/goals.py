"""Which goals are open, in which words, and what was decided about them since."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import Entry, Goal, GoalOutcome, GoalReview, Response
from portrait_cli.core.text import one_line

MOST_GOALS = 2
"""The most goals that may be open at once: more than two get little attention each."""


class Decision(Struct, frozen=True):
    """What was decided about a goal, and when."""

    on: date
    review: GoalReview


class TrackedGoal(Struct, frozen=True):
    """A goal in its newest words, and all that was decided about it."""

    number: int
    """Its number, counted from 1 in the order in which goals were set; it never means another goal."""
    goal: Goal
    """The goal, with the words that it was given last."""
    set_on: date
    """The day on which it was set."""
    entry: str
    """The id of the entry in which it was set."""
    shows: str = ""
    """What would show it, in the person's words."""
    decisions: tuple[Decision, ...] = ()
    """The decisions, oldest first."""

    @property
    def id(self) -> str:
        """Return the id of the goal."""
        return self.goal.id

    @property
    def ended(self) -> GoalOutcome | None:
        """Return how it ended, by the newest decision; None while it is open."""
        if not self.decisions:
            return None
        outcome = self.decisions[-1].review.outcome
        return outcome if outcome in {"met", "let-go"} else None

    @property
    def sentence(self) -> str:
        """Return the goal in one line."""
        return one_line(self.goal.text)


def goal_history(entries: Iterable[Entry]) -> tuple[TrackedGoal, ...]:
    """List every goal with what was decided about it, in the order in which they were set."""
    found: dict[str, TrackedGoal] = {}
    for entry in sorted(entries, key=lambda entry: (entry.seconds, entry.id)):
        day = entry.written.date()
        for block in entry.blocks:
            match block:
                case Goal():
                    first = TrackedGoal(len(found) + 1, block, day, entry.id)
                    found[block.id] = replace(found.get(block.id, first), goal=block)
                case GoalReview() if block.goal in found:
                    known = found[block.goal]
                    found[block.goal] = replace(known, decisions=(*known.decisions, Decision(day, block)))
                case Response() if goal := found.get(step_name.goal_that_is_shown(block.step)):
                    found[goal.id] = replace(goal, shows=block.text)
                case _:
                    pass
    return tuple(found.values())


def open_goals(entries: Iterable[Entry]) -> tuple[TrackedGoal, ...]:
    """List the goals that are open, in the order in which they were set."""
    return tuple(tracked for tracked in goal_history(entries) if tracked.ended is None)
