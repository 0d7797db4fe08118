"""The steps of a session that are about goals: a new one, and what becomes of those that are open."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from portrait_cli.core import dates, step_name
from portrait_cli.core.entry import GOAL_OUTCOMES, GoalOutcome
from portrait_cli.core.goals import TrackedGoal, label_of
from portrait_cli.core.guide import ReviewGoal, SetGoal
from portrait_cli.core.portrait import Attribute, Portrait, walk
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.shown import Line, Shown, would_show
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import one_line

# --- a new goal ---


def new_goal(guide_step: SetGoal, portrait: Portrait) -> Iterator[Step]:
    """Ask for a goal: the attribute, perhaps the indicator, the goal, and what would show it."""
    for step in _steps(guide_step, portrait):
        yield replace(step, new_goal="asked")
        if step.purpose == "goal-about":
            for attribute in portrait.attributes:
                yield from _part(guide_step, attribute)


def on_request(guide_step: SetGoal, portrait: Portrait) -> Iterator[Step]:
    """Ask for a goal at the end of a session, if the person wants to; the attribute alone is enough."""
    for step in _steps(guide_step, portrait):
        yield replace(step, new_goal="on-request")


def _steps(guide_step: SetGoal, portrait: Portrait) -> Iterator[Step]:
    heading = one_line(guide_step.heading)
    about = tuple(
        Choice(attribute.id, one_line(attribute.name), one_line(attribute.meaning))
        for attribute in portrait.attributes
    )
    hint = one_line(guide_step.hint)
    if about:
        yield Step(step_name.GOAL_ABOUT, "goal-about", one_line(guide_step.about), heading=heading, choices=about)
    yield Step(step_name.GOAL_TEXT, "goal", one_line(guide_step.text), heading=heading, hint=hint)
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
            Choice(indicator.id, one_line(indicator.label), one_line(indicator.look_for)) for indicator in indicators
        ),
        needs=step_name.GOAL_ABOUT,
        needs_one_of=(attribute.id,),
        new_goal="asked",
    )


# --- a goal that is open ---


def review_each(guide_step: ReviewGoal, goals: Iterable[TrackedGoal], portrait: Portrait) -> Iterator[Step]:
    """Ask of each open goal what becomes of it."""
    for goal in goals:
        yield from (step for step in review(guide_step, goal, portrait) if is_a_question(step))


def review(guide_step: ReviewGoal, goal: TrackedGoal, portrait: Portrait) -> Iterator[Step]:
    """Ask whether to keep a goal, change it or let it go, and why; for a changed one, its target and words."""
    decision = step_name.goal_review(goal.id)
    heading = one_line(guide_step.heading)
    labels = decision_labels(guide_step)
    yield Step(
        str(decision),
        "goal-review",
        goal.sentence,
        heading=heading,
        hint=one_line(guide_step.text),
        choices=tuple(Choice(outcome, labels[outcome]) for outcome in GOAL_OUTCOMES),
        shown=_what_it_is(goal, portrait),
    )
    yield Step(
        decision.beside(step_name.REASON),
        "goal-reason",
        one_line(guide_step.reason),
        heading=heading,
        needs=str(decision),
    )
    changed = Step(
        step_name.goal_text(goal.id),
        "goal",
        one_line(guide_step.new_words),
        heading=heading,
        target=goal.goal.target,
        target_name=label_of(goal.goal, portrait),
        needs=str(decision),
        needs_one_of=("change",),
    )
    yield from _about_now(guide_step, changed, portrait)
    yield replace(changed, shown=Shown("Until now:", (Line(goal.sentence),)))
    yield replace(
        changed,
        id=step_name.goal_shows(goal.id),
        purpose="goal-shows",
        prompt=one_line(guide_step.shows),
        shown=Shown("Until now:", (Line(goal.shows_in_line),)) if goal.shows else None,
    )


def is_a_question(step: Step) -> bool:
    """Return False for a step that asks what a changed goal is about where there is only one such thing."""
    return step.purpose != "goal-about-now" or len(step.choices) > 1


def _about_now(guide_step: ReviewGoal, changed: Step, portrait: Portrait) -> Iterator[Step]:
    """Ask what a changed goal is about; Enter alone keeps what it was."""
    choices = [Choice(attribute.id, one_line(attribute.name)) for attribute in portrait.attributes]
    if changed.target not in {choice.id for choice in choices} and changed.target:
        choices.insert(0, Choice(changed.target, changed.target_name))
    if choices:
        goal = step_name.parse(changed.id).subject or ""
        yield replace(
            changed,
            id=step_name.goal_about(goal),
            purpose="goal-about-now",
            prompt=one_line(guide_step.about),
            choices=tuple(choices),
            default=changed.target,
        )


def _what_it_is(goal: TrackedGoal, portrait: Portrait) -> Shown:
    """Show what a goal is about, since when, and what would show it."""
    label = label_of(goal.goal, portrait)
    since = f"since {dates.in_words(goal.set_on)}"
    title = f"About {label}, {since}" if label else f"My goal {since}"
    return Shown(title, (would_show(goal.shows_in_line),) if goal.shows else ())


def decision_labels(guide_step: ReviewGoal) -> dict[GoalOutcome, str]:
    """Return the words for each decision about a goal."""
    return {
        "keep": one_line(guide_step.keep),
        "change": one_line(guide_step.change),
        "met": one_line(guide_step.met),
        "let-go": one_line(guide_step.let_go),
    }


# --- the portrait's words ---


def words_for_new(portrait: Portrait) -> SetGoal:
    """Return the words in which a portrait's guides ask for a goal."""
    return next((step for step in _all_steps(portrait) if isinstance(step, SetGoal)), SetGoal())


def words_for_review(portrait: Portrait) -> ReviewGoal:
    """Return the words in which a portrait's guides review a goal."""
    return next((step for step in _all_steps(portrait) if isinstance(step, ReviewGoal)), ReviewGoal())


def _all_steps(portrait: Portrait) -> Iterable[object]:
    return (step for guide in portrait.guides for step in guide.steps)
