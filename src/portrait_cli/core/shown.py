"""What a guide shows above a question: the open goals, the open plans, the evidence."""

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.guide import Shows
from portrait_cli.core.open_plans import OpenPlan

_MOST = 20
"""The most lines that are kept with a question; a screen shows fewer."""


class Shown(Struct, frozen=True):
    """Lines above a question, with what they are."""

    title: str
    lines: tuple[str, ...]
    left: int = 0
    """How many lines there are beside these."""
    command: str = ""
    """The command that shows all of them."""


def shown(what: Shows, past: Past) -> Shown | None:
    """Return what a guide wants to be shown above a question; None if there is nothing to show."""
    match what:
        case "goals":
            return _shown("My goal" if len(past.goals) == 1 else "My goals", _goals(past.goals), "portrait goal")
        case "plans":
            return _shown("My open plans", _plans(past.open_plans), "portrait plans")
        case "evidence" | "":
            return None
        case _:
            assert_never(what)


def _shown(title: str, lines: Sequence[str], command: str) -> Shown | None:
    if not lines:
        return None
    return Shown(title, tuple(lines[:_MOST]), max(len(lines) - _MOST, 0), command)


def _goals(goals: Sequence[TrackedGoal]) -> list[str]:
    lines: list[str] = []
    for tracked in goals:
        lines.append(tracked.sentence)
        if tracked.shows:
            lines.append(f"What would show it: {tracked.shows_in_line}")
    return lines


def _plans(plans: Sequence[OpenPlan]) -> list[str]:
    """Write the plans, the newest first, without the year in the day."""
    return [f"{one.plan.sentence} (from {dates.in_words(one.made)})" for one in reversed(plans)]
