"""Sessions that are about one goal and nothing else: setting it, or deciding what becomes of it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates, goal_steps, step_name
from portrait_cli.core.entry import GOAL_GUIDE, GoalOutcome
from portrait_cli.core.goals import TrackedGoal, attribute_of
from portrait_cli.core.play import forward
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Choice, Session, Step
from portrait_cli.core.session_from_guide import SessionStart

_TITLES: Mapping[GoalOutcome, str] = {
    "keep": "A goal kept",
    "change": "A goal changed",
    "met": "A goal met",
    "let-go": "A goal let go",
}


class Given(Struct, frozen=True):
    """What the person said of a goal beforehand; what is empty is asked."""

    text: str = ""
    shows: str = ""
    reason: str = ""
    about: Choice | None = None
    """The attribute or indicator that a new or changed goal is about."""


def new_goal(portrait: Portrait, start: SessionStart, given: Given) -> Session:
    """Lay out the questions about a goal to set; those that are answered come first, and are not asked."""
    steps = [replace(step, new_goal="") for step in goal_steps.new_goal(goal_steps.words_for_new(portrait), portrait)]
    answers = {step_name.GOAL_TEXT: given.text, step_name.GOAL_SHOWS: given.shows}
    attribute = ""
    if given.about:
        steps = [step for step in steps if step.purpose != "goal-part"]
        steps[0] = replace(steps[0], choices=(given.about,))  # nothing else can be chosen any more
        answers[step_name.GOAL_ABOUT] = given.about.id
        attribute = attribute_of(given.about.id, portrait)
    return _session(portrait, start, "A goal set", attribute, _given_first(steps, answers))


def review(
    portrait: Portrait, start: SessionStart, tracked: TrackedGoal, outcome: GoalOutcome, given: Given
) -> Session:
    """Lay out the questions about a goal on which a decision was taken: its new words if it is changed, and why."""
    steps = list(goal_steps.review(goal_steps.words_for_review(portrait), tracked, portrait))
    decision, reason, *about, text, shows = steps
    answers = {decision.id: str(outcome), reason.id: given.reason, text.id: given.text, shows.id: given.shows}
    target = tracked.goal.target
    if given.about:
        target = given.about.id
        about = [replace(step, choices=(given.about,)) for step in about]  # nothing else can be chosen any more
        answers.update((step.id, target) for step in about)
    attribute = attribute_of(target, portrait)
    about = [step for step in about if given.about or goal_steps.is_a_question(step)]
    in_order = [decision, *about, text, shows, reason]
    return _session(portrait, start, _TITLES[outcome], attribute, _given_first(in_order, answers))


def _given_first(steps: Sequence[Step], answers: Mapping[str, str]) -> tuple[Sequence[Step], Mapping[str, str]]:
    """Put the steps with an answer before the others; return them with those answers."""
    given = {name: answer for name, answer in answers.items() if answer}
    first = [step for step in steps if step.id in given]
    return [*first, *(step for step in steps if step.id not in given)], given


def _session(
    portrait: Portrait,
    start: SessionStart,
    title: str,
    attribute: str,
    laid_out: tuple[Sequence[Step], Mapping[str, str]],
) -> Session:
    steps, answers = laid_out
    session = Session(
        id=start.id,
        started=start.at.replace(tzinfo=None, microsecond=0),
        utc_offset=dates.utc_offset(start.at),
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide=GOAL_GUIDE,
        title=title,
        minutes=1,
        role=start.role,
        attributes=(attribute,) if attribute else (),
        steps=tuple(steps),
        answers=answers,
    )
    return forward(session)
