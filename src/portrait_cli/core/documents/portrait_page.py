"""A portrait, an attribute or an indicator as a handout: what it means, what it looks like, questions, practices."""

from collections.abc import Iterable, Iterator
from datetime import date

from portrait_cli.core import dates, portrait_outline
from portrait_cli.core.document import Bullets, Document, Heading, NewPage, Paragraph, Part, Table
from portrait_cli.core.portrait import Attribute, Definition, Indicator, Portrait, fits, walk
from portrait_cli.core.portrait_outline import Item, Layer
from portrait_cli.core.text import one_line

_EVERYTHING: tuple[Layer, ...] = ("meaning", "prompts", "practices", "role")


def of_portrait(portrait: Portrait, made_on: date, role: str = "") -> Document:
    """Make a handout of all of a portrait; `role` leaves out what is for other roles."""
    return _document(portrait, portrait.title, _whole(portrait, role), made_on)


def of_attribute(
    portrait: Portrait, attribute: Attribute, made_on: date, role: str = "", layers: Iterable[Layer] = _EVERYTHING
) -> Document:
    """Make a handout of an attribute, in the layers wanted; `role` leaves out what is for other roles."""
    parts = _attribute(portrait, attribute, role, layers, level=2)
    return _document(portrait, one_line(attribute.label), parts, made_on)


def of_indicator(portrait: Portrait, attribute: Attribute, indicator: Indicator, made_on: date) -> Document:
    """Make a handout of an indicator."""
    return _document(portrait, one_line(indicator.label), _indicator(portrait, attribute, indicator), made_on)


def _document(portrait: Portrait, title: str, parts: Iterable[Part], made_on: date) -> Document:
    of = f"{portrait.title}, version {portrait.version}"
    made = f"{of}. Made with portrait on {dates.in_words(made_on)}."
    said = (portrait.attribution, portrait.disclaimer, portrait.licence, made)
    return Document(
        kind="portrait",
        title=title,
        subtitle=of if title != portrait.title else f"Version {portrait.version}",
        parts=tuple(parts),
        footer=tuple(filter(None, said)),
        made_on=made_on,
        author=portrait.publisher,
        language=portrait.language,
    )


def _whole(portrait: Portrait, role: str) -> Iterator[Part]:
    """Write a page with the attributes and levels, then each attribute on a page of its own."""
    if portrait.summary:
        yield Paragraph(portrait.summary)
    rows = (
        (one_line(one.label), portrait_outline.quoted(one.definition) or one.plain) for one in portrait.attributes
    )
    yield Heading("The attributes")
    yield Table("The attributes", ("Attribute", "What it means"), tuple(rows), widths=(1, 3))
    for part in portrait_outline.scales(portrait):
        yield Heading(part.title)
        yield _pairs(part.title, part.items)
    for attribute in portrait.attributes:
        yield NewPage()
        yield Heading(one_line(attribute.label))
        yield from _attribute(portrait, attribute, role, _EVERYTHING, level=3)


def _attribute(
    portrait: Portrait, shown: Attribute, role: str, layers: Iterable[Layer], *, level: int
) -> Iterator[Part]:
    """Write an attribute below its name; `level` is that of the headings in it."""
    yield from _definition(portrait, shown.definition)
    for part in portrait_outline.attribute(portrait, shown, role, layers):
        indicators = [one for one in walk(shown.indicators) if not role or fits(one.roles, role)]
        has_levels = any(one.levels for one in indicators)
        if part.title == portrait_outline.INDICATORS and has_levels:
            yield Heading(part.title, level)
            yield from _indicators(portrait, indicators, level + 1)
        else:
            yield from _part(part, level)
    if shown.aligned_to:
        yield Paragraph(portrait_outline.alignment(shown), is_quiet=True)


def _definition(portrait: Portrait, definition: Definition | None) -> Iterator[Part]:
    """Quote a definition, with its source."""
    if definition:
        yield Paragraph(portrait_outline.quoted(definition))
        source = portrait_outline.source_line(portrait, definition)
        if source:
            yield Paragraph(source, is_quiet=True)


def _indicators(portrait: Portrait, indicators: Iterable[Indicator], level: int) -> Iterator[Part]:
    """Write what each indicator looks like at each level, one below the other: a line is wide enough to read."""
    for shown in indicators:
        label = one_line(shown.label)
        yield Heading(label, level)
        if shown.meaning:
            yield Paragraph(shown.meaning)
        scale = portrait.scale_of(shown)
        if scale and shown.levels:
            items = (Item(statement, one.name) for one, statement in scale.statements(shown.levels))
            yield _pairs(label, items)


def _indicator(portrait: Portrait, of: Attribute, shown: Indicator) -> Iterator[Part]:
    yield Paragraph(one_line(of.label), is_quiet=True)
    for part in portrait_outline.indicator(portrait, shown):
        yield from _part(part, 2)
    if shown.aligned_to:
        yield Paragraph(portrait_outline.alignment(shown), is_quiet=True)


def _part(part: portrait_outline.Part, level: int) -> Iterator[Part]:
    if part.title:
        yield Heading(part.title, level)
    match part.form:
        case "paragraphs":
            yield from (Paragraph(item.text) for item in part.items)
        case "points":
            yield Bullets(tuple(": ".join(filter(None, [item.name, item.text])) for item in part.items))
        case _:
            yield _pairs(part.title, part.items)


def _pairs(caption: str, items: Iterable[Item]) -> Table:
    rows = tuple((item.name, item.text) for item in items)
    return Table(caption, ("Level", "What it looks like"), rows, widths=(1, 4))
