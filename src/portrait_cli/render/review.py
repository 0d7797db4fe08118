"""Looking back over a session before it is saved."""

from portrait_cli.core.answers import EVIDENCE_SIGN, GOAL_WORD
from portrait_cli.core.evidence_from_session import can_be_evidence, goal_shown_by
from portrait_cli.core.session import Session, Step
from portrait_cli.render.question import answer_words, heading_style
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words

_MARKED = "marked as evidence"
_LONGEST_ANSWER = 5_000
"""Characters of an answer that the review shows: nobody reads more than that here."""


def review(session: Session, look: Look) -> Renderable:
    """List every question that was asked with its answer, by its number; the parts of one follow below it."""
    column = Column()
    column.paragraph("Looking back", "bold")
    column.blank()

    heading = ""
    before = 0
    for step in session.listed:
        if step.heading and step.heading != heading:
            if heading:
                column.blank()
            column.line(step.heading, heading_style(session, step))
            heading = step.heading
        number = session.number_of(step.id)
        sign = str(number) if number != before else ""
        before = number
        column.add(_answer_row(sign, step, session, look))
    markable = [session.number_of(step.id) for step in session.listed if _can_be_marked(session, step)]
    if markable:
        example = f"{EVIDENCE_SIGN} {markable[0]}"
        column.paragraph(f"To mark an answer as evidence, or to unmark it, type: {example}", "dim")
    if session.offers_goal:
        a_goal = "a second goal" if session.goals_left else "a goal for the year"
        column.paragraph(f"To set {a_goal}, type: {GOAL_WORD}", "dim")
    if session.marked_last:
        is_marked = session.marked_last in session.evidence
        now = "is evidence now" if is_marked else "is no longer evidence"
        column.paragraph(f"Answer {session.number_of(session.marked_last)} {now}.")
    return column.inset(look, bottom=1)


def _can_be_marked(session: Session, step: Step) -> bool:
    return step.id in session.answers and can_be_evidence(step)


def _answer_row(number: str, step: Step, session: Session, look: Look) -> Renderable:
    answer = session.answers.get(step.id, "")
    said = Column()
    if not _explains_itself(step):
        said.line(step.prompt, "dim")
    if answer:
        said.line(_shortened(answer_words(step, answer)))
    else:
        said.line("skipped", "dim")
    if answer and step.id in session.evidence:
        goal = goal_shown_by(session, step).label
        said.line(f"{_MARKED} for {goal}" if goal else _MARKED, "dim")

    if look.plain:
        return side_by_side([(words(f"{number}.", "dim"), said)], gap=1) if number else said
    return side_by_side([(words(f"{number:>2}", "dim"), said)], gap=2)


def _explains_itself(step: Step) -> bool:
    """Return True if the answer is clear without its question: an attribute's level below its name."""
    return step.purpose == "level" and step.target == step.attribute and step.as_of == "now"


def _shortened(answer: str) -> str:
    said = answer.strip("\n")
    if len(said) <= _LONGEST_ANSWER:
        return said
    return said[:_LONGEST_ANSWER].rstrip() + "…"
