"""What a guide shows above a question: the open goals, the open plans, the evidence, what others see."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates, step_name
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.guide import Shows
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.text import one_line

_MOST = 20
"""The most lines that are kept with a question; a screen shows fewer."""
_WOULD_SHOW = "What would show it: "


class Line(Struct, frozen=True):
    """One line above a question; without words it is not shown."""

    words: str
    lead: str = ""
    """What is before the words."""
    step: str = ""
    """The step whose answer takes the place of the words, once there is one in this session."""

    @property
    def text(self) -> str:
        """Return the line as it is shown."""
        return f"{self.lead}{self.words}"


class Shown(Struct, frozen=True):
    """Lines above a question, with what they are."""

    title: str
    lines: tuple[Line, ...] = ()
    left: int = 0
    """How many lines there are beside these."""
    command: str = ""
    """The command that shows all of them."""


def shown(what: Shows, past: Past) -> Shown | None:
    """Return what a guide wants to be shown above a question; None if it wants nothing, or if there is nothing."""
    match what:
        case "goals":
            return _goals(past.goals)
        case "plans":
            return _plans(past.open_plans)
        case "evidence":
            return _evidence(past.evidence_of_year)
        case "feedback":
            return _feedback(past.feedback)
        case "":
            return None
        case _:
            assert_never(what)


def with_answers(shown_above: Shown, answers: Mapping[str, str]) -> Shown | None:
    """Put the words of this session in the place of earlier ones; None if there are lines, but none has words."""
    lines = [replace(line, words=one_line(answers.get(line.step, line.words))) for line in shown_above.lines]
    with_words = tuple(line for line in lines if line.words)
    if lines and not with_words:
        return None
    return replace(shown_above, lines=with_words)


def would_show(words: str, step: str = "") -> Line:
    """Return the line that says what would show a goal."""
    return Line(words, _WOULD_SHOW, step)


def _goals(goals: Sequence[TrackedGoal]) -> Shown:
    """Show the open goals, and one that is set in the same session."""
    lines: list[Line] = []
    for tracked in goals:
        lines.append(Line(tracked.sentence, step=step_name.goal_text(tracked.id)))
        lines.append(would_show(tracked.shows_in_line, step_name.goal_shows(tracked.id)))
    lines += [Line("", step=step_name.GOAL_TEXT), would_show("", step_name.GOAL_SHOWS)]
    title = "My goals" if len(goals) > 1 else "My goal"
    return Shown(title, tuple(lines), command="portrait goal")


def _plans(plans: Sequence[OpenPlan]) -> Shown | None:
    """Show the open plans, the newest first."""
    if not plans:
        return None
    lines = [Line(f"{one.plan.sentence} (from {dates.in_words(one.made)})") for one in reversed(plans)]
    return Shown("My open plans", tuple(lines[:_MOST]), max(len(lines) - _MOST, 0), "portrait plans")


def _evidence(lines: Sequence[str]) -> Shown | None:
    """Show the evidence of this school year, the newest first."""
    if not lines:
        return None
    shown_lines = tuple(map(Line, lines[:_MOST]))
    return Shown("My evidence this school year", shown_lines, max(len(lines) - _MOST, 0), "portrait evidence")


def _feedback(lines: Sequence[str]) -> Shown | None:
    """Show what colleagues answered, in short."""
    if not lines:
        return None
    return Shown("What others see", tuple(map(Line, lines)), command="portrait feedback")
