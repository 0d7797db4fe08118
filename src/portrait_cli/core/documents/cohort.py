"""A sheet of many leaders together, to print or to hand around: a table for each attribute and indicator."""

from collections.abc import Iterator
from datetime import date

from portrait_cli.core import cohort_words as said
from portrait_cli.core.cohort import Answers, Cohort, Round, Row
from portrait_cli.core.cohort_changes import changes
from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Bullets, Document, Heading, Paragraph, Part, Records, Table
from portrait_cli.core.documents.kind import footer
from portrait_cli.core.portrait import Portrait


def cohort_document(cohort: Cohort, portrait: Portrait, made_on: date) -> Document:
    """Make the sheet."""
    return Document(
        kind="cohort",
        title="Leaders together",
        subtitle=", ".join(one.span.name for one in cohort.rounds),
        parts=tuple(_parts(cohort)),
        footer=(said.SELF_REPORTED, *footer(portrait, in_words(made_on))),
        made_on=made_on,
        language=portrait.language,
        records=_records(cohort),
    )


def _parts(cohort: Cohort) -> Iterator[Part]:
    yield Paragraph(said.explanation(cohort), is_quiet=True)
    sentences = changes(cohort)
    if sentences:
        yield Heading("From one round to the next")
        yield Bullets(sentences)
    for one in cohort.rounds:
        yield Heading(said.heading(one))
        yield from _round(one, cohort.fewest)


def _round(one: Round, fewest: int) -> Iterator[Part]:
    for answers in one.answers:
        yield Heading(answers.name, level=4 if answers.is_indicator else 3)
        header = ("", *(option.name for option in answers.options), "Together")
        rows = [answers.every, *said.roles_shown(answers)]
        yield Table(answers.name, header, tuple(map(_cells, rows)), widths=(3, *(2 for _ in answers.options), 2))
        hidden = said.roles_hidden(answers)
        if hidden:
            yield Paragraph(hidden, is_quiet=True)
    for sentence in (said.plans(one), said.too_few(one, fewest)):
        if sentence:
            yield Paragraph(sentence)


def _cells(row: Row) -> tuple[str, ...]:
    return (row.name, *map(said.number, row.answers), said.number(row.leaders))


def _records(cohort: Cohort) -> Records:
    """List the same as rows for a spreadsheet, a number each."""
    return Records(("round", "what", "role", "answer", "leaders"), tuple(_rows(cohort)))


def _rows(cohort: Cohort) -> Iterator[tuple[str, ...]]:
    for one in cohort.rounds:
        for answers in one.answers:
            for row in (answers.every, *answers.by_role):
                yield from _row(one, answers, row)


def _row(one: Round, answers: Answers, row: Row) -> Iterator[tuple[str, ...]]:
    for option, leaders in zip(answers.options, row.answers, strict=True):
        yield one.span.name, answers.name, row.name, option.name, said.number(leaders)
