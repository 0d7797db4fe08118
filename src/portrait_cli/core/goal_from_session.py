"""From the answers of a session to the blocks of goals."""

from portrait_cli.core import step_name
from portrait_cli.core.entry import GOAL_OUTCOMES, Block, Goal, GoalReview, Response
from portrait_cli.core.session import Choice, Session, Step


def block(session: Session, step: Step, answer: str) -> Block | None:
    """Return the block for an answer about a goal; None if another block holds it, or if there is no goal."""
    match step.purpose:
        case "goal":
            return _goal(session, step, answer)
        case "goal-review":
            return _goal_review(session, step, answer)
        case "goal-shows":
            return Response(step_name.goal_shows(_goal_of(step) or session.id), step.prompt, answer)
        case "goal-reason" if step.needs not in session.answers:
            return Response(step.id, step.prompt, answer)
        case _:
            return None


def _goal(session: Session, step: Step, answer: str) -> Goal:
    """Return the goal that was set, or the new words of one that was changed."""
    changed = _goal_of(step)
    if changed:
        return Goal(changed, step.target, step.heading, answer)
    chosen = _goal_about(session)
    return Goal(session.id, chosen.id, chosen.label or step.heading, answer)


def _goal_about(session: Session) -> Choice:
    """Return the indicator that a new goal is about, else the attribute; a choice without a name if neither."""
    chosen = [
        step.choice(session.answers[step.id])
        for step in session.active
        if step.purpose in {"goal-about", "goal-part"} and step.id in session.answers
    ]
    return chosen[-1] if chosen else Choice("", "")


def _goal_review(session: Session, step: Step, answer: str) -> GoalReview:
    reason = step_name.parse(step.id).beside("reason")
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
