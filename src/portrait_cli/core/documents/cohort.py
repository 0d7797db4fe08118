"""A sheet of many leaders together, to print or to hand around: a table for each attribute and indicator."""

from collections.abc import Iterator, Sequence
from datetime import date

from portrait_cli.core import cohort_words as said
from portrait_cli.core.cohort import Answers, Cohort, Option, Round, Row
from portrait_cli.core.cohort_changes import changes
from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Bullets, Document, Heading, Paragraph, Part, Records, Table
from portrait_cli.core.documents.kind import footer
from portrait_cli.core.portrait import Portrait

_CAPTION = "How many leaders chose each level"


def cohort_document(cohort: Cohort, portrait: Portrait, made_on: date) -> Document:
    """Make the sheet."""
    return Document(
        kind="cohort",
        title="Leaders together",
        subtitle=", ".join(one.span.name for one in cohort.rounds),
        parts=tuple(_parts(cohort)),
        footer=footer(portrait, in_words(made_on)),
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
    for title, options, rows in _tables(one):
        levels = tuple(option.name for option in options if option.is_level)
        cells = tuple((name, *_levels(row, options), said.number(row.leaders)) for name, row in rows)
        if title:
            yield Heading(title, level=3)
        yield Table(title or _CAPTION, ("", *levels, "Together"), cells, widths=(5, *[3] * len(levels), 3))
        beside = [(name, said.beside(row, options)) for name, row in rows]
        told = tuple(f"{name}: {words}" for name, words in beside if words)
        if told:
            yield Bullets(told)
    for sentence in (said.plans(one), said.too_few(one, fewest)):
        if sentence:
            yield Paragraph(sentence)


def _tables(one: Round) -> Iterator[tuple[str, tuple[Option, ...], list[tuple[str, Row]]]]:
    """Make a table of each scale, a row for each attribute; with roles one of each attribute, a row for each role."""
    if any(answers.by_role for answers in one.answers):
        for answers in one.answers:
            rows = [answers.every, *said.roles_shown(answers)]
            yield answers.name, answers.options, [(row.name, row) for row in rows]
        return
    for options in dict.fromkeys(answers.options for answers in one.answers):
        alike = [answers for answers in one.answers if answers.options == options]
        yield "", options, [(answers.name, answers.every) for answers in alike]


def _levels(row: Row, options: Sequence[Option]) -> Iterator[str]:
    return (said.number(leaders) for option, leaders in zip(options, row.answers, strict=True) if option.is_level)


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
