"""A guide before it is begun: what it asks, in order, and how long that takes."""

from portrait_cli.core.guide import Guide
from portrait_cli.core.minutes import surely_asked
from portrait_cli.core.session import Session, Step
from portrait_cli.render.phrases import count, facts
from portrait_cli.render.question import heading_style
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words


def guide(shown: Guide, session: Session, begin: str, look: Look) -> Renderable:
    """Show the questions of a guide as the session would ask them, and the command that begins it."""
    questions = count(session.progress.total, "question")
    column = Column()
    column.paragraph(facts(session.title, questions, f"about {count(session.minutes, 'minute')}"), "bold")
    column.optional_line(shown.summary)
    heading = ""
    before = 0
    for step in surely_asked(session):
        if step.heading != heading:
            column.blank()
            heading = step.heading
            if heading != session.title:
                column.line(heading, heading_style(session, step))
        number = session.number_of(step.id)
        column.add(_row(str(number) if number != before else "", step, look))
        before = number
    if shown.per_attribute:
        column.paragraph("It asks which attribute first, and asks this about each one you name.", "dim")
    column.paragraph(f"Start it: {begin}", "dim")
    return column.inset(look, bottom=1)


def _row(number: str, step: Step, look: Look) -> Renderable:
    said = Column()
    said.line(step.prompt)
    said.optional_line(step.hint, "dim")
    said.optional_line(facts(*(choice.label for choice in step.choices)), "dim")
    if look.plain:
        return side_by_side([(words(f"{number}."), said)], gap=1) if number else said
    return side_by_side([(words(f"{number:>2}", "dim"), said)], gap=2)
