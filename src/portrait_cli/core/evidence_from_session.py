"""From the marks of a session to the evidence in its entry."""

import hashlib
from collections.abc import Iterator

from portrait_cli.core import step_name
from portrait_cli.core.entry import Block, Entry, Evidence, Heading
from portrait_cli.core.entry_answers import answer_to, placement_step
from portrait_cli.core.evidence import heading
from portrait_cli.core.goal_from_session import about_only_goal
from portrait_cli.core.session import Choice, Session, Step

_TITLE = "Evidence"


def blocks(session: Session, entry: Entry) -> Iterator[Block]:
    """Return the marks of the answers that are evidence, below a heading of their own; `entry` has those answers."""
    marks = {mark.step: mark for mark in _marks(session, entry)}
    if marks:
        yield Heading(_TITLE)
        yield from marks.values()


def can_be_evidence(step: Step) -> bool:
    """Return True if an answer to a step is what the person said or did, and no mere choice or plan."""
    return step.purpose in {"words", "comment", "outcome", "outcome-note"}


def _marks(session: Session, entry: Entry) -> Iterator[Evidence]:
    for step in session.answered:
        name = _named_in_entry(session, step)
        answer = answer_to(entry, name)
        if step.id in session.evidence and answer:
            goal = goal_shown_by(session, step)
            target = goal.id or answer.target
            label = goal.label or (step.heading if answer.target else "")
            yield Evidence(_id(session, name), target, heading(label, answer.words), step=name)


def goal_shown_by(session: Session, step: Step) -> Choice:
    """Return what the only goal is about, which the answer to a guide's own question shows; no name for any other."""
    is_of_guide = step_name.owner_of(step.id) == step_name.GUIDE and len(session.attributes) != 1
    return about_only_goal(session) if is_of_guide else Choice("", "")


def _named_in_entry(session: Session, step: Step) -> str:
    """Return how the entry names an answer: what is said about a level or an outcome is held with that."""
    if step.purpose == "outcome" or (step.purpose == "outcome-note" and step.needs in session.answers):
        return str(step_name.outcome_of(step_name.parse(step.id).subject or ""))
    if step.purpose == "comment" and step.needs in session.answers:
        level = next(other for other in session.steps if other.id == step.needs)
        return placement_step(level.target, then=level.as_of == "then")
    return step.id


def _id(session: Session, name: str) -> str:
    """Make an id that is the same each time the session is saved, and another one for each answer."""
    return hashlib.blake2b(f"{session.id}/{name}".encode(), digest_size=4).hexdigest()
