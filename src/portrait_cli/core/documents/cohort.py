"""A sheet of many leaders together, to print and to talk about: a table of numbers for each round, then the words."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core import cohort_words as said
from portrait_cli.core import portrait_outline
from portrait_cli.core.cohort import Answers, Cohort, Option, Round, Row
from portrait_cli.core.cohort_changes import NOT_THE_SAME, changes
from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Bullets, Document, Heading, Paragraph, Part, Records, Room, Table
from portrait_cli.core.documents.kind import footer
from portrait_cli.core.portrait import Level, OffScale, Portrait
from portrait_cli.core.text import count, one_line

_CAPTION = "How many leaders chose each answer"
_TITLE = "Leaders together"
_QUESTIONS = (
    "What here matches what we see in our schools, and what surprises us?",
    "Where could we learn from one another, and who would like to begin?",
    "What is one thing that we could do together this season to help each other grow?",
)
_NOTES = 4
"""Lines of room for notes."""
_THANKS = "Thank you to every leader who took part."


class Sheet(Struct, frozen=True):
    """What a sheet says beside the numbers."""

    made_on: date
    title: str = ""
    place: str = ""
    """The school or district."""
    unread: int = 0
    """How many files, or lines of them, could not be read."""


def cohort_document(cohort: Cohort, portrait: Portrait, sheet: Sheet) -> Document:
    """Make the sheet."""
    rounds = ", ".join(one.span.name for one in cohort.rounds)
    return Document(
        kind="cohort",
        title=sheet.title or _TITLE,
        subtitle=", ".join(filter(None, [sheet.place, rounds])),
        parts=tuple(_parts(cohort, portrait, sheet.unread)),
        footer=footer(portrait, in_words(sheet.made_on)),
        made_on=sheet.made_on,
        language=portrait.language,
        records=_records(cohort),
    )


def _parts(cohort: Cohort, portrait: Portrait, unread: int) -> Iterator[Part]:
    yield Paragraph(said.SELF_REPORTED)
    yield Paragraph(said.explanation(cohort), is_quiet=True)
    if len(cohort.rounds) > 1 and not any(map(_has_roles, cohort.rounds)):
        yield from _side_by_side(cohort)
    else:
        for one in cohort.rounds:
            yield Heading(said.heading(one))
            yield from _round(one, cohort.fewest)
    if unread:
        yield Paragraph(f"{count(unread, 'contribution')} could not be read, and {_are(unread)} not counted.")
    sentences = changes(cohort)
    if sentences:
        yield Heading("From one round to the next")
        yield Bullets(sentences)
        yield Paragraph(NOT_THE_SAME, is_quiet=True)
    yield from _meanings(cohort, portrait)
    yield Heading("To talk about")
    yield Paragraph("Growth, not scores.", is_quiet=True)
    yield from (Room(question) for question in _QUESTIONS)
    yield Room("Notes", lines=_NOTES)
    yield Paragraph(_THANKS)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _side_by_side(cohort: Cohort) -> Iterator[Part]:
    """Write a table for each attribute, with a row for each round."""
    yield Heading(_CAPTION)
    yield Bullets(tuple(map(said.heading, cohort.rounds)))
    of_target: dict[str, list[tuple[Round, Answers]]] = {}
    for one in cohort.rounds:
        for answers in one.answers:
            of_target.setdefault(answers.target, []).append((one, answers))
    for found in of_target.values():
        _, first = found[0]
        yield Heading(first.name, level=3)
        yield _table(first.name, "Round", first.options, [(one.span.name, answers.every) for one, answers in found])
    for one in cohort.rounds:
        for sentence in (said.plans(one), said.too_few(one, cohort.fewest)):
            if sentence:
                yield Paragraph(f"{one.span.name}. {sentence}")


def _round(one: Round, fewest: int) -> Iterator[Part]:
    for title, first, options, rows in _tables(one):
        if title:
            yield Heading(title, level=3)
        yield _table(title or _CAPTION, first, options, rows)
    for sentence in (said.plans(one), said.too_few(one, fewest)):
        if sentence:
            yield Paragraph(sentence)


def _table(caption: str, first: str, options: Sequence[Option], rows: Sequence[tuple[str, Row]]) -> Table:
    cells = tuple((name, *map(said.number, row.answers), said.number(row.leaders)) for name, row in rows)
    header = (first, *(option.name for option in options), "Leaders")
    return Table(caption, header, cells, widths=(5, *[3] * len(options), 3))


def _has_roles(one: Round) -> bool:
    return any(answers.by_role for answers in one.answers)


def _tables(one: Round) -> Iterator[tuple[str, str, tuple[Option, ...], list[tuple[str, Row]]]]:
    """Make a table of each scale, a row for each attribute; with roles one of each attribute, a row for each role."""
    if _has_roles(one):
        for answers in one.answers:
            rows = [answers.every, *said.roles_shown(answers)]
            yield answers.name, "Role", answers.options, [(row.name, row) for row in rows]
        return
    for options in dict.fromkeys(answers.options for answers in one.answers):
        alike = [answers for answers in one.answers if answers.options == options]
        yield "", "Attribute", options, [(answers.name, answers.every) for answers in alike]


def _meanings(cohort: Cohort, portrait: Portrait) -> Iterator[Part]:
    """Explain the levels and attributes that are in the tables, as far as the portrait does."""
    answers = [of_one for one in cohort.rounds for of_one in one.answers]
    scales = {of_one.scale for of_one in answers}
    for scale in portrait.scales:
        offered: list[Level | OffScale] = [*scale.levels, *scale.off_scale]
        meanings = [(one.name, one.meaning) for one in offered if one.meaning]
        if scale.reference in scales and meanings:
            yield Heading("What each answer means")
            yield Table("What each answer means", ("Answer", "Meaning"), tuple(meanings), widths=(1, 4))
    places = {of_one.place for of_one in answers}
    about = [
        (one_line(attribute.label), portrait_outline.quoted(attribute.definition) or attribute.plain)
        for place, attribute in enumerate(portrait.attributes)
        if place in places
    ]
    about = [(name, meaning) for name, meaning in about if meaning]
    if about:
        yield Heading("What each attribute means")
        yield Table("What each attribute means", ("Attribute", "Meaning"), tuple(about), widths=(1, 3))


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
