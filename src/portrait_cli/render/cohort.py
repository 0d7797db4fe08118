"""Many leaders together on a screen: per attribute and indicator how many chose each word."""

from collections.abc import Sequence

from portrait_cli.core import cohort_words as said
from portrait_cli.core.cohort import Answers, Cohort, Option, Round, Row
from portrait_cli.core.cohort_changes import changes
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
    _row(column, answers.every, answers.options, indent=2)
    for row in said.roles_shown(answers):
        leaders = "" if row.leaders is None else f" ({row.leaders})"
        column.line(f"{row.name}{leaders}", indent=2)
        _row(column, row, answers.options, indent=4)


def _row(column: Column, row: Row, options: Sequence[Option], indent: int) -> None:
    """Show the levels on a line, and the answers beside the scale on the next one."""
    column.line(said.levels(row, options), indent=indent)
    column.optional_line(said.beside(row, options), "dim", indent=indent)


def _changes(column: Column, sentences: Sequence[str]) -> None:
    if sentences:
        column.paragraph("From one round to the next", "bold")
        for sentence in sentences:
            column.line(sentence)
