"""A contribution in words, before it leaves."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.contribution import CONSENT, MOST_PLANS, Chosen, Contribution
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait
from portrait_cli.core.text import count
from portrait_cli.render.findings import PUBLIC_RECORDS
from portrait_cli.render.screen import Column, Look

WHO_SEES = (
    "That is all the file has; the days are shown to you only. Whoever collects these files can see the levels "
    "in yours, without a name, and none of your words. An e-mail shows whom it is from. What they show others is "
    "counted over at least five people."
)
_ROLE = "If few people have your role, it may show whose file this is: --no-role leaves it out."


class Preview(Struct, frozen=True):
    """A contribution, and what its owner should know before it leaves."""

    contribution: Contribution
    chosen: Sequence[Chosen]
    """The levels with their days."""
    is_named: bool = True
    """False if the round is called after its month, because nobody named it."""
    settings_role: str = ""
    """The id of the role in the settings, if it is another one."""
    warning: str = ""
    """Why they may want to reflect first."""

    @property
    def question(self) -> str:
        """Write what is agreed to, with how much leaves: the levels may be out of sight by then."""
        leaves = f"{count(len(self.chosen), 'level')} {'leaves' if len(self.chosen) == 1 else 'leave'}"
        role = "with your role" if self.contribution.role else "without your role"
        return f"{leaves} for {self.contribution.round}, {role}. {CONSENT} Do you?"


def in_words(preview: Preview, portrait: Portrait, look: Look) -> Column:
    """Show exactly what leaves, and what whoever collects it can see."""
    column = Column()
    contribution = preview.contribution
    column.line(f"Your contribution to {contribution.round}: what leaves", "bold")
    if not preview.is_named:
        column.line(
            "Your coordinator says what the round is called: --round names it. Without that, it is the month.", "dim"
        )
    column.blank()
    indent = 0 if look.stacked else 2
    for line in _lines(preview, portrait):
        column.line(line, indent=indent)
    column.optional_paragraph(preview.warning, "bold")
    column.paragraph(WHO_SEES)
    if contribution.role:
        column.line(_ROLE)
    column.line(PUBLIC_RECORDS)
    return column


def _lines(preview: Preview, portrait: Portrait) -> Iterator[str]:
    contribution = preview.contribution
    answers = {(one.placed.what, one.placed.answer): one.on for one in preview.chosen}
    for part in portrait.parts():
        for name, day in _answers(part, portrait, answers):
            yield f"{part.label}: {name} ({dates.in_words(day)})"
    kept = f"{MOST_PLANS} or more" if contribution.plans_kept == MOST_PLANS else str(contribution.plans_kept)
    yield f"Plans kept: {kept}"
    role = portrait.role_name(contribution.role, portrait.id)
    usual = portrait.role_name(preview.settings_role, portrait.id)
    yield f"Role: {role or 'left out'}{f' (your settings say {usual})' if role and usual else ''}"
    yield f"Portrait: {portrait.title}, version {contribution.portrait_version}"
    year, month = contribution.month.split("-")
    yield f"Month: {dates.MONTHS[int(month) - 1]} {year}"
    yield f"A random number in place of your name: {contribution.id}"
    if contribution.version > 1:
        yield f"Version {contribution.version}, which replaces what you contributed to this round before"


def _answers(
    part: Attribute | Indicator, portrait: Portrait, answers: dict[tuple[str, str], date]
) -> Iterator[tuple[str, date]]:
    scale = portrait.scale_of(part)
    if scale:
        offered: list[Level | OffScale] = [*scale.levels, *scale.off_scale]
        yield from ((one.name, answers[part.id, one.id]) for one in offered if (part.id, one.id) in answers)
