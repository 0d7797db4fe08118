"""The steps of a session that are about goals: a new one, and what becomes of those that are open."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import GOAL_OUTCOMES, GoalOutcome
from portrait_cli.core.goals import MOST_GOALS, TrackedGoal
from portrait_cli.core.guide import ReviewGoal, SetGoal
from portrait_cli.core.portrait import Attribute, Portrait, walk
from portrait_cli.core.session import Choice, Reminder, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import one_line


def new_goal(guide_step: SetGoal, portrait: Portrait, open_goals: Sequence[TrackedGoal]) -> Iterator[Step]:
    """Ask for a goal, unless as many are open as a person can work on."""
    if len(open_goals) >= MOST_GOALS:
        return
    heading = one_line(guide_step.heading)
    yield Step(
        step_name.GOAL_ABOUT,
        "goal-about",
        one_line(guide_step.about),
        heading=heading,
        choices=tuple(
            Choice(attribute.id, one_line(attribute.name), one_line(attribute.meaning))
            for attribute in portrait.attributes
        ),
    )
    for attribute in portrait.attributes:
        yield from _part(guide_step, attribute)
    yield Step(
        step_name.GOAL_TEXT, "goal", one_line(guide_step.text), heading=heading, hint=one_line(guide_step.hint)
    )
    yield Step(
        step_name.GOAL_SHOWS,
        "goal-shows",
        one_line(guide_step.shows),
        heading=heading,
        needs=step_name.GOAL_TEXT,
    )


def _part(guide_step: SetGoal, attribute: Attribute) -> Iterator[Step]:
    """Ask which indicator of the attribute that was chosen, if it has any."""
    indicators = tuple(walk(attribute.indicators))
    if not indicators:
        return
    yield Step(
        str(StepName(step_name.GOAL, attribute.id, step_name.INDICATOR)),
        "goal-part",
        one_line(guide_step.part),
        heading=one_line(guide_step.heading),
        choices=tuple(
            Choice(indicator.id, one_line(indicator.name), one_line(indicator.look_for)) for indicator in indicators
        ),
        needs=step_name.GOAL_ABOUT,
        needs_one_of=(attribute.id,),
    )


def review(guide_step: ReviewGoal, goal: TrackedGoal) -> Iterator[Step]:
    """Ask whether to keep a goal, change it or let it go, and why; a changed one gets new words."""
    decision = StepName(step_name.GOAL, goal.id, "review")
    heading = goal.goal.heading
    labels = decision_labels(guide_step)
    yield Step(
        str(decision),
        "goal-review",
        goal.sentence,
        heading=heading,
        hint=one_line(guide_step.text),
        choices=tuple(Choice(outcome, labels[outcome]) for outcome in GOAL_OUTCOMES),
        earlier=Reminder(goal.set_on, goal.shows),
        target=goal.goal.target,
    )
    yield Step(
        decision.beside("reason"),
        "goal-reason",
        one_line(guide_step.reason),
        heading=heading,
        needs=str(decision),
    )
    changed = Step(
        "", "goal", "", heading=heading, target=goal.goal.target, needs=str(decision), needs_one_of=("change",)
    )
    yield replace(changed, id=decision.beside("text"), prompt=one_line(guide_step.new_words))
    yield replace(changed, id=decision.beside("shows"), purpose="goal-shows", prompt=one_line(guide_step.shows))


def decision_labels(guide_step: ReviewGoal) -> dict[GoalOutcome, str]:
    """Return the words for each decision about a goal."""
    return {
        "keep": one_line(guide_step.keep),
        "change": one_line(guide_step.change),
        "met": one_line(guide_step.met),
        "let-go": one_line(guide_step.let_go),
    }
