"""From a finished session to the entry it leaves in the journal."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from portrait_cli.core import dates, evidence_from_session, goal_from_session, new_entry, step_name
from portrait_cli.core.entry import (
    OUTCOMES,
    Block,
    Entry,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Response,
)
from portrait_cli.core.entry_file_name import entry_id
from portrait_cli.core.plan_steps import at_same_moment
from portrait_cli.core.session import Session, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.titles import dated

RESTS = "Set aside"
"""The label of the outcome of a plan that was put aside to make room for another one."""


def entry_from_session(session: Session) -> Entry:
    """Return the entry of a finished session; what was skipped leaves no trace."""
    at = dates.at_offset(session.started, session.utc_offset)
    begun = new_entry.begin(
        kind=session.guide,
        title=dated(session.title, at),
        at=at,
        attributes=_attributes(session),
        tags=session.tags,
    )
    entry = replace(
        begun,
        # A session on everything is named after its guide alone, no matter which attribute its plan is about.
        id=entry_id(at, session.guide, session.attributes),
        time_zone=session.time_zone,
        portrait=session.portrait,
        portrait_version=session.portrait_version,
        guide=session.guide,
        role=session.role,
        minutes=_minutes(session),
        blocks=tuple(_blocks(session)),
    )
    return replace(entry, blocks=(*entry.blocks, *evidence_from_session.blocks(session, entry)))


def _attributes(session: Session) -> tuple[str, ...]:
    """List the attributes that a session was about, or the one that its plan is about.

    A session on a goal and nothing else is about the goal's attribute.
    """
    if session.attributes:
        return session.attributes
    chosen = session.focus
    if all(step_name.owner_of(step.id) == step_name.GOAL for step in session.steps):
        chosen = session.answers.get(step_name.GOAL_ABOUT, "")
    return (chosen,) if chosen else ()


def _minutes(session: Session) -> int | None:
    """Return how many minutes a session took, at least one; None when no clock ran."""
    if not session.seconds:
        return None
    return max(1, round(session.seconds / 60))


def _blocks(session: Session) -> Iterator[Block]:
    """Make a block of each answer, below the headings of the parts."""
    before = ("", "")
    for step in session.answered:
        block = _block(session, step, session.answers[step.id])
        if block is None:
            continue
        part = (step.heading, step.attribute)
        if part != before and step.heading:
            yield Heading(step.heading, step.attribute)
        before = part
        yield block


def _block(session: Session, step: Step, answer: str) -> Block | None:
    """Return the block for an answer; None if another block holds it, or if the answer it goes with is missing."""
    match step.purpose:
        case "words":
            return Response(step.id, step.prompt, answer)
        case "level":
            return _placement(session, step, answer)
        case "outcome":
            return _outcome(session, step, answer)
        case "let-one-rest":
            return _rest(session, step, answer)
        case "then":
            return _plan_or_words(session, step, answer)
        case "by":  # a day without an action is not a plan
            return None
        case "goal-about" | "goal-about-now" | "goal-part" | "goal" | "goal-review" | "goal-reason" | "goal-shows":
            return goal_from_session.block(session, step, answer)
        case "choice" | "indicator" | "focus" | "when" | "comment" | "outcome-note":
            if _is_held_elsewhere(session, step, answer):
                return None
            words = step.choice(answer).label if step.choices else answer
            return Response(step.id, step.prompt, words)
        case _:
            assert_never(step.purpose)


def _is_held_elsewhere(session: Session, step: Step, answer: str) -> bool:
    """Return True if the level, the plan or the outcome that an answer led to already holds it."""
    plans = {step_name.PLAN_THEN} if step.purpose == "when" else {step_name.PLAN_THEN, str(step_name.ASKED_PLAN)}
    if step.purpose in {"focus", "when"}:
        return not plans.isdisjoint(session.answers)
    if step.purpose in {"choice", "indicator"}:
        level = StepName(step.attribute, answer, step_name.LEVEL)
        return str(level) in session.answers
    return step.needs in session.answers


def _placement(session: Session, step: Step, answer: str) -> Placement:
    chosen = step.choice(answer)
    comment = step_name.parse(step.id).beside(step_name.COMMENT)
    return Placement(
        target=step.target,
        prompt=step.prompt,
        level=answer,
        label=chosen.label,
        statement=chosen.statement,
        comment=session.answers.get(comment, ""),
        scale=step.scale,
        levels=step.levels,
        as_of=step.as_of,
    )


def _plan_or_words(session: Session, step: Step, answer: str) -> Plan | Response:
    """Return the plan that was made; only words if the outcome that called for it was changed since."""
    if step.needs_one_of and session.answers.get(step.needs) not in step.needs_one_of:
        return Response(step.id, step.prompt, answer)
    return _plan(session, step, answer)


def _plan(session: Session, step: Step, action: str) -> Plan:
    """Return the plan that an action belongs to; a session may make more than one."""
    name = step_name.parse(step.id)
    day = session.answers.get(name.beside(step_name.BY))
    words = session.words
    when = session.answers.get(name.beside(step_name.WHEN), "")
    if not when:  # it was asked for in one question, or the moment was taken out: it is a plan in free words
        words = PlanWords(then="", by=words.by if day else PlanWords().by)
    plan = Plan(
        id=_plan_id(session, name),
        attribute=step.target if name.owner == step_name.EARLIER_PLAN else session.focus,
        when=when,
        then=action,
        by=date.fromisoformat(day) if day else None,
        words=words,
    )
    return at_same_moment(plan, step.moment, step.words)


def _plan_id(session: Session, name: StepName) -> str:
    """Return the session's id, or for a plan besides the ordinary one a different id of the same length."""
    if name.subject is None:
        return session.id
    digest = hashlib.sha256(f"{session.id} {name}".encode()).hexdigest()
    return digest[: len(session.id)]


def _outcome(session: Session, step: Step, answer: str) -> PlanOutcome:
    """Return how an earlier plan went."""
    name = step_name.parse(step.id)
    return PlanOutcome(
        plan=name.subject or "",
        sentence=step.prompt,
        outcome=next(known for known in OUTCOMES if known == answer),
        label=step.choice(answer).label,
        note=session.answers.get(name.beside(step_name.NOTE), ""),
    )


def _rest(session: Session, step: Step, answer: str) -> PlanOutcome | None:
    """Return the outcome of a plan that was put aside; None if the session recorded another outcome for it."""
    chosen = step.choice(answer)
    if not session.is_open(chosen):
        return None
    return PlanOutcome(step_name.plan_of(chosen.id), chosen.label, "changed", RESTS)
