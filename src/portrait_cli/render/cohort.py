"""Many leaders together on a screen: per attribute and indicator how many chose each word."""

from collections.abc import Sequence

from portrait_cli.core import cohort_words as said
from portrait_cli.core.cohort import Answers, Cohort, Round
from portrait_cli.core.cohort_changes import NOT_THE_SAME, changes
from portrait_cli.render.screen import Column, Look, Renderable, color


def cohort(shown: Cohort, title: str, look: Look) -> Renderable:
    """Show each round, what changed between them, and what the word for hidden numbers stands for."""
    column = Column()
    column.paragraph(title, "bold")
    for one in shown.rounds:
        _round(column, one, shown.fewest)
    _changes(column, changes(shown))
    column.paragraph(said.explanation(shown), "dim")
    column.line(said.SELF_REPORTED, "dim")
    return column.inset(look, bottom=1)


def _round(column: Column, one: Round, fewest: int) -> None:
    column.paragraph(said.heading(one), "bold")
    for answers in one.answers:
        _answers(column, answers)
    column.optional_paragraph(said.plans(one))
    column.optional_paragraph(said.too_few(one, fewest), "dim")


def _answers(column: Column, answers: Answers) -> None:
    style = "" if answers.is_indicator else "bold "
    column.paragraph(answers.name, f"{style}{color(answers.place)}".strip())
    column.line(said.answers(answers.every, answers.options), indent=2)
    for row in said.roles_shown(answers):
        leaders = "" if row.leaders is None else f" ({row.leaders})"
        column.line(f"{row.name}{leaders}", indent=2)
        column.line(said.answers(row, answers.options), indent=4)


def _changes(column: Column, sentences: Sequence[str]) -> None:
    if sentences:
        column.paragraph("From one round to the next", "bold")
        for sentence in sentences:
            column.line(sentence)
        column.line(NOT_THE_SAME, "dim")
