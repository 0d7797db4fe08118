"""From the answers of a session to the blocks of goals."""

from portrait_cli.core import step_name
from portrait_cli.core.entry import GOAL_OUTCOMES, Block, Goal, GoalReview, Response
from portrait_cli.core.session import Choice, Session, Step


def block(session: Session, step: Step, answer: str) -> Block | None:
    """Return the block for an answer about a goal; None if another block holds it."""
    if step.purpose == "goal-review":
        return _goal_review(session, step, answer)
    if not _is_for_a_goal(session, step):
        return Response(_aside(step), step.prompt, step.choice(answer).label if step.choices else answer)
    match step.purpose:
        case "goal":
            return _goal(session, step, answer)
        case "goal-shows":
            return Response(step_name.goal_shows(_goal_of(step) or session.id), step.prompt, answer)
        case "goal-about-now":
            return _same_words_about(session, step, answer)
        case _:
            return None


def _is_for_a_goal(session: Session, step: Step) -> bool:
    """Return False if the answer that this one goes with was taken back: there is no goal that it belongs to."""
    if step.purpose in {"goal-about", "goal-part"}:
        return step_name.GOAL_TEXT in session.answers
    answer = session.answers.get(step.needs, "")
    if step.needs_one_of:
        return answer in step.needs_one_of
    return bool(answer) or not step.needs


def _aside(step: Step) -> str:
    """Name a response that must not be read as what would show a goal."""
    return step_name.parse(step.id).beside(step_name.NOTE) if step.purpose == "goal-shows" else step.id


def _goal(session: Session, step: Step, answer: str) -> Goal:
    """Return the goal that was set, or the new words of one that was changed."""
    changed = _goal_of(step)
    if changed:
        about = _about_now(session, step)
        return Goal(changed, about.id, about.label or step.heading, answer)
    chosen = goal_about(session)
    return Goal(session.id, chosen.id, chosen.label or step.heading, answer)


def _about_now(session: Session, step: Step) -> Choice:
    """Return what a changed goal is about: what was chosen, else what it was about."""
    asked = step_name.goal_about(_goal_of(step))
    chosen = [other.choice(session.answers[asked]) for other in session.answered if other.id == asked]
    return chosen[0] if chosen else Choice(step.target, step.target_name)


def _same_words_about(session: Session, step: Step, about: str) -> Goal | None:
    """Return a goal that keeps its words and is about something else; None if another block says so."""
    goal = _goal_of(step)
    if step_name.goal_text(goal) in session.answers or about == step.target:
        return None
    words = next(other.prompt for other in session.steps if other.id == step.needs)
    return Goal(goal, about, step.choice(about).label, words)


def goal_about(session: Session) -> Choice:
    """Return the indicator that a new goal is about, else the attribute; a choice without a name if neither."""
    about = [step for step in session.answered if step.purpose in {"goal-about", "goal-part"}]
    attribute = session.answers.get(step_name.GOAL_ABOUT)
    chosen = [
        step.choice(session.answers[step.id])
        for step in about
        if not step.needs_one_of or attribute in step.needs_one_of
    ]
    return chosen[-1] if chosen else Choice("", "")


def about_only_goal(session: Session) -> Choice:
    """Return what the only goal is about after this session; a choice without a name if there is none, or several."""
    if session.open_goals > 1:
        return Choice("", "")
    if not session.open_goals:
        return goal_about(session) if step_name.GOAL_TEXT in session.answers else Choice("", "")
    asked = [step for step in session.answered if step.purpose == "goal-about-now"]
    chosen = [step.choice(session.answers[step.id]) for step in asked if _is_for_a_goal(session, step)]
    return chosen[0] if chosen else Choice(session.goal_target, session.goal_label)


def _goal_review(session: Session, step: Step, answer: str) -> GoalReview:
    reason = step_name.parse(step.id).beside(step_name.REASON)
    return GoalReview(
        goal=_goal_of(step),
        sentence=step.prompt,
        outcome=next(known for known in GOAL_OUTCOMES if known == answer),
        label=step.choice(answer).label,
        reason=session.answers.get(reason, ""),
    )


def _goal_of(step: Step) -> str:
    """Return the id of the earlier goal that a step is about; an empty text for a new one."""
    return step_name.parse(step.id).subject or ""
