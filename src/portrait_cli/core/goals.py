"""Which goals are open, in which words, and what was decided about them since."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import Entry, Goal, GoalOutcome, GoalReview, Response
from portrait_cli.core.own_numbers import own_numbers
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.text import one_line

MOST_GOALS = 2
"""The most goals that may be open at once: more than two get little attention each."""
ENDS: frozenset[GoalOutcome] = frozenset({"met", "let-go"})
"""The decisions after which a goal is not open any more."""


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
    targets: tuple[str, ...] = ()
    """The ids of what it was about: in its first words, and in each of its new ones."""

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
        return outcome if outcome in ENDS else None

    @property
    def sentence(self) -> str:
        """Return the goal in one line."""
        return one_line(self.goal.text)

    @property
    def shows_in_line(self) -> str:
        """Return what would show it in one line."""
        return one_line(self.shows)


def goal_history(entries: Iterable[Entry]) -> tuple[TrackedGoal, ...]:
    """List every goal with what was decided about it, in the order in which they were set.

    What an entry tells of a goal counts even if the entry's day is before that of the goal: clocks differ.
    """
    found: dict[str, TrackedGoal] = {}
    numbers: list[tuple[str, int]] = []
    decisions: dict[str, list[Decision]] = {}
    shows: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: (entry.seconds, entry.id)):
        day = entry.written.date()
        for block in entry.blocks:
            match block:
                case Goal():
                    first = TrackedGoal(block.number, block, day, entry.id)
                    before = found.get(block.id, first)
                    found[block.id] = replace(before, goal=block, targets=(*before.targets, block.target))
                    numbers.append((block.id, block.number))
                case GoalReview():
                    decisions.setdefault(block.goal, []).append(Decision(day, block))
                case Response():
                    shows[step_name.goal_that_is_shown(block.step)] = block.text
                case _:
                    pass
    own = own_numbers(numbers)
    return tuple(
        replace(tracked, number=own[name], shows=shows.get(name, ""), decisions=tuple(decisions.get(name, ())))
        for name, tracked in found.items()
    )


def with_goal_number(entry: Entry, known: Iterable[TrackedGoal]) -> Entry:
    """Give a number to the goal that is set in an entry about to be saved; `known` are all goals before."""
    numbers = {tracked.id: tracked.number for tracked in known}
    following = count(max(numbers.values(), default=0) + 1)
    blocks = (
        replace(block, number=next(following)) if isinstance(block, Goal) and block.id not in numbers else block
        for block in entry.blocks
    )
    return replace(entry, blocks=tuple(blocks))


def open_of(tracked_goals: Iterable[TrackedGoal]) -> tuple[TrackedGoal, ...]:
    """Keep the goals that are open, in the order in which they were set."""
    return tuple(tracked for tracked in tracked_goals if tracked.ended is None)


def open_goals(entries: Iterable[Entry]) -> tuple[TrackedGoal, ...]:
    """List the open goals of some entries, in the order in which they were set."""
    return open_of(goal_history(entries))


# --- what a goal is about ---


def label_of(goal: Goal, portrait: Portrait) -> str:
    """Return what the attribute or indicator that a goal is about is called today.

    If it is not in the portrait any more, return what it was called; an empty text for a goal about none.
    """
    if not goal.target:
        return ""
    labels: dict[str, str] = {attribute.id: attribute.label for attribute in portrait.attributes}
    labels.update((indicator.id, indicator.label) for _, indicator in _all_indicators(portrait))
    return one_line(labels.get(goal.target) or goal.heading)


def attribute_of(target: str, portrait: Portrait) -> str:
    """Return the id of the attribute that a target is, or is part of; an empty text for any other target."""
    parts: dict[str, str] = {attribute.id: attribute.id for attribute in portrait.attributes}
    parts.update((indicator.id, attribute.id) for attribute, indicator in _all_indicators(portrait))
    return parts.get(target, "")


def gathers(goal: Goal, portrait: Portrait) -> frozenset[str]:
    """Return the attribute and the indicators whose plans and evidence belong to a goal.

    Those of an attribute's indicators belong to the attribute's goal; and what is about an attribute as a whole, such
    as a plan, belongs to the goal about one of its indicators.
    """
    if not goal.target:
        return frozenset()
    parts: set[str] = {one.id for attribute, one in _all_indicators(portrait) if attribute.id == goal.target}
    return frozenset({goal.target, attribute_of(goal.target, portrait) or goal.target, *parts})


def _all_indicators(portrait: Portrait) -> list[tuple[Attribute, Indicator]]:
    """List the indicators with their attributes, also those that the portrait has retired."""
    return [*portrait.indicators(), *portrait.retired()]


def about(tracked_goals: Iterable[TrackedGoal], target: str, portrait: Portrait) -> tuple[TrackedGoal, ...]:
    """Keep the goals about an attribute or one of its indicators; or about an indicator alone."""
    return tuple(
        tracked
        for tracked in tracked_goals
        if tracked.goal.target and target in {tracked.goal.target, attribute_of(tracked.goal.target, portrait)}
    )
