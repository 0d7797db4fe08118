"""A contribution in words, before it leaves."""

from collections.abc import Iterator

from portrait_cli.core.contribution import MOST_PLANS, Contribution
from portrait_cli.core.dates import MONTHS
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait
from portrait_cli.render.screen import Column, Look

WHO_SEES = (
    "That is all the file has. Whoever collects these files can see the levels in yours, without a name. They see "
    "none of your words, no day and nothing else of your journal. What they show others is counted over at least "
    "five people."
)


def in_words(contribution: Contribution, portrait: Portrait, look: Look) -> Column:
    """Show exactly what leaves, and what whoever collects it can see."""
    column = Column()
    column.line(f"Your contribution to {contribution.round}: what leaves", "bold")
    column.blank()
    indent = 0 if look.stacked else 2
    for line in _lines(contribution, portrait):
        column.line(line, indent=indent)
    column.paragraph(WHO_SEES)
    return column


def _lines(contribution: Contribution, portrait: Portrait) -> Iterator[str]:
    answers = {(placed.what, placed.answer) for placed in contribution.placements}
    for part in portrait.parts():
        for name in _answers(part, portrait, answers):
            yield f"{part.label}: {name}"
    kept = f"{MOST_PLANS} or more" if contribution.plans_kept == MOST_PLANS else str(contribution.plans_kept)
    yield f"Plans kept: {kept}"
    role = portrait.role_name(contribution.role, portrait.id)
    yield f"Role: {role or 'left out'}"
    yield f"Portrait: {portrait.title}, version {contribution.portrait_version}"
    year, month = contribution.month.split("-")
    yield f"Month: {MONTHS[int(month) - 1]} {year}"
    yield f"A random number in place of your name: {contribution.id}"
    if contribution.version > 1:
        yield f"Version {contribution.version}, which replaces what you contributed to this round before"


def _answers(part: Attribute | Indicator, portrait: Portrait, answers: set[tuple[str, str]]) -> Iterator[str]:
    scale = portrait.scale_of(part)
    if scale:
        offered: list[Level | OffScale] = [*scale.levels, *scale.off_scale]
        yield from (one.name for one in offered if (part.id, one.id) in answers)
