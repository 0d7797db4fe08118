"""The page of growth: for each attribute a picture, what changed, and what was said each time."""

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

_HEADER = ("Date", "Level", "In my words")


class Grown(Struct, frozen=True):
    """How an attribute or indicator grew, with what it is called."""

    name: str
    growth: Growth
    scale: Scale | None = None
    """The scale that it has today."""


def growth_page(grown: Sequence[Grown], portrait: Portrait, made_on: date) -> Document:
    """Make the page from the growth of one or more attributes or indicators."""
    return Document(
        kind="growth",
        title="Growth",
        subtitle=grown[0].name if len(grown) == 1 else portrait.title,
        parts=tuple(_parts(grown, portrait.wording.after_a_dip)),
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


def _parts(grown: Sequence[Grown], dip: str) -> Iterator[Part]:
    """Go through the attributes; `dip` is said once, where a level is lower."""
    first_dip = next((one for one in grown if dipped(one.growth)), None)
    for one in grown:
        yield Heading(one.name)
        for line in one.growth.lines:
            yield from _line(line, one)
        if one is first_dip and dip:
            yield Paragraph(dip)
        if one.growth.earlier:
            yield Paragraph("There are earlier levels that are not on this page.", is_quiet=True)


def _line(line: Line, grown: Grown) -> Iterator[Part]:
    if len(grown.growth.lines) > 1:
        yield Paragraph(from_then_on(line, grown.scale))
    picture = picture_of(line, grown.name, grown.scale)
    if len(picture.steps) > 1:
        yield picture
    said = tuple(changes(line))
    if said:
        yield Bullets(said)
    rows = ((in_words(point.day), chosen(point), point.evidence) for point in line.points)
    yield Table(grown.name, _HEADER, tuple(rows), widths=(4, 3, 8))
    told = tuple(outcome(one, point) for point in line.points for one in point.told)
    if told:
        yield Paragraph("How my plans went:")
        yield Bullets(told)
