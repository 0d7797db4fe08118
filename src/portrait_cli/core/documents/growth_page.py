"""The page of growth: for each attribute a picture, what changed, and what was said each time if that is to leave."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Bullets, Document, Heading, Paragraph, Part, Picture, Step, Table
from portrait_cli.core.documents.kind import footer
from portrait_cli.core.growth import Growth, Line
from portrait_cli.core.growth_words import changes, chosen, from_then_on, level_names, outcome
from portrait_cli.core.portrait import Portrait, Scale
from portrait_cli.core.which_remark import dipped

_HEADER = ("Date", "Level")
_WITH_WORDS = (*_HEADER, "In my words")


class Grown(Struct, frozen=True):
    """How an attribute or indicator grew, with what it is called."""

    name: str
    growth: Growth
    scale: Scale | None = None
    """The scale that it has today."""


def growth_page(grown: Sequence[Grown], portrait: Portrait, made_on: date, *, words: bool = False) -> Document:
    """Make the page from the growth of one or more attributes or indicators, with their words if they leave."""
    return Document(
        kind="growth",
        title="Growth",
        subtitle=grown[0].name if len(grown) == 1 else portrait.title,
        parts=tuple(_parts(grown, portrait.wording.after_a_dip, words=words)),
        footer=footer(portrait, in_words(made_on)),
        made_on=made_on,
        language=portrait.language,
    )


def picture_of(line: Line, name: str, scale: Scale | None) -> Picture:
    """Draw the levels that were chosen for their own day; `scale` is the one in use today."""
    names = level_names(line, scale)
    now = [(point.day, point.now) for point in line.points if point.now]
    steps = tuple(Step(day, names[placed.level], placed.height) for day, placed in now)
    said = "; ".join(f"{step.level} on {in_words(step.day)}" for step in steps)
    return Picture(name, tuple(names[level] for level in line.levels), steps, f"{said}." if said else "")


def _parts(grown: Sequence[Grown], dip: str, *, words: bool) -> Iterator[Part]:
    """Go through the attributes; `dip` is said once, where a level is lower."""
    first_dip = next((one for one in grown if dipped(one.growth)), None)
    for one in grown:
        yield Heading(one.name)
        for line in one.growth.lines:
            yield from _line(line, one, words=words)
        if one is first_dip and dip:
            yield Paragraph(dip)
        if one.growth.earlier:
            yield Paragraph("There are earlier levels that are not on this page.", is_quiet=True)


def _line(line: Line, grown: Grown, *, words: bool) -> Iterator[Part]:
    if len(grown.growth.lines) > 1:
        yield Paragraph(from_then_on(line, grown.scale))
    picture = picture_of(line, grown.name, grown.scale)
    if len(picture.steps) > 1:
        yield picture
    said = tuple(changes(line))
    if said:
        yield Bullets(said)
    if not words:
        levels = ((in_words(point.day), chosen(point)) for point in line.points)
        yield Table(grown.name, _HEADER, tuple(levels), widths=(2, 3))
        return
    rows = ((in_words(point.day), chosen(point), point.evidence) for point in line.points)
    yield Table(grown.name, _WITH_WORDS, tuple(rows), widths=(4, 3, 8))
    told = tuple(outcome(one, point) for point in line.points for one in point.told)
    if told:
        yield Paragraph("How my plans went:")
        yield Bullets(told)


def words_of(grown: Sequence[Grown]) -> Iterator[tuple[date, str]]:
    """Go through the person's own words on the page, each with its day."""
    for point in (point for one in grown for line in one.growth.lines for point in line.points):
        for said in (point.evidence, *(outcome(one, point) for one in point.told)):
            if said:
                yield point.day, said
