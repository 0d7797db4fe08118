"""A portrait: all of it at a glance, an attribute, an indicator; and lists of guides and of portraits."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from rich.text import Text

from portrait_cli.core import portrait_outline
from portrait_cli.core.earlier_entries import LastSaid
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.guide import Guide
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.portrait_outline import Item, Part
from portrait_cli.render.evidence import how_many
from portrait_cli.render.levels import level
from portrait_cli.render.phrases import day, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, color, side_by_side, words
from portrait_cli.store.portraits import KnownPortrait


class Mine(Struct, frozen=True):
    """What the reader has said about an attribute or indicator."""

    said: LastSaid | None = None
    open_plans: tuple[OpenPlan, ...] = ()
    goals: tuple[TrackedGoal, ...] = ()
    evidence: tuple[Piece, ...] = ()
    target: str = ""
    """The id of the attribute or indicator."""


# --- pages ---


def glance(portrait: Portrait, look: Look) -> Renderable:
    """Show the portrait at a glance: attributes with their meanings, levels, roles, guides."""
    styles = {item.label: f"bold {color(place)}" for place, item in enumerate(portrait.attributes)}
    about = ", ".join(filter(None, [f"version {portrait.version}", portrait.status]))

    column = Column()
    column.paragraph(portrait.title, "bold")
    column.line(about, "dim")
    column.add(_parts(portrait_outline.glance(portrait), look, styles))
    column.blank()
    for said in (portrait.attribution, portrait.disclaimer, portrait.licence):
        column.optional_line(said, "dim")
    return column.inset(look, bottom=1)


def attribute(portrait: Portrait, shown: Attribute, parts: Sequence[Part], mine: Mine, look: Look) -> Renderable:
    """Show an attribute's layers below its name, with what the reader said about it and where more is."""
    style = f"bold {color(portrait.attributes.index(shown))}"

    column = Column()
    column.paragraph(shown.label, style)
    column.optional_line(portrait_outline.quoted(shown.definition), "italic")
    column.optional_line(portrait_outline.source_line(portrait, shown.definition), "dim")
    column.add(_mine(mine, look, style))
    column.add(_parts(parts, look, {}))
    column.optional_paragraph(portrait_outline.alignment(shown), "dim")
    column.paragraph(_more(shown), "dim")
    return column.inset(look, bottom=1)


def _more(shown: Attribute) -> str:
    """Name the commands that show the other layers."""
    more: list[str] = []
    if shown.indicators:
        first = shown.indicators[0]
        more.append(first.code or first.id)
    if shown.prompts:
        more.append("--prompts")
    if shown.practices or shown.plan_examples or shown.vignette:
        more.append("--practices")
    if shown.in_role:
        more.append("--role ROLE")
    if not more:
        return ""
    return f"More: portrait show {shown.id} {' | '.join(more)}"


def indicator(portrait: Portrait, of: Attribute, shown: Indicator, mine: Mine, look: Look) -> Renderable:
    """Show an indicator with its levels, and where the reader placed it last."""
    style = f"bold {color(portrait.attributes.index(of))}"

    column = Column()
    column.paragraph(shown.label, style)
    column.line(of.label, "dim")
    column.add(_mine(mine, look, style))
    column.add(_parts(portrait_outline.indicator(portrait, shown), look, {}))
    column.optional_paragraph(portrait_outline.alignment(shown), "dim")
    return column.inset(look, bottom=1)


def _mine(mine: Mine, look: Look, style: str) -> Column:
    """Show what the reader said, each thing with its own day."""
    column = Column()
    said = mine.said
    if said or mine.goals or mine.open_plans or mine.evidence:
        column.blank()
    for tracked in mine.goals:
        column.line(f"My goal since {day(tracked.set_on)}: {tracked.sentence}")
    if said and said.placement:
        placed = said.placement
        line = words(f"I chose on {day(said.placed or said.on)}: ")
        column.add(line.append_text(level(placed.label, placed.height, len(placed.levels), look, style)))
    if said and said.off_scale and said.off_scale_on:
        column.line(f"My last answer, on {day(said.off_scale_on)}: {said.off_scale}")
    if said and said.words:
        column.line(f"I wrote on {day(said.on)}: “{first_lines(said.words, 300)}”")
    for open_plan in mine.open_plans:
        column.line(f"I planned on {day(open_plan.made)} (plan {open_plan.number}): {open_plan.plan.sentence}")
    if mine.evidence:
        column.line(f"{how_many(mine.evidence)}: portrait evidence --attribute {mine.target}")
    return column


# --- lists ---


def guides(known: Iterable[tuple[Guide, str]], look: Look) -> Renderable:
    """List guides with what they are good for and how long they take."""
    part = Part(tuple(portrait_outline.guides(known)), "Guides", "pairs")

    column = Column()
    column.add(_parts([part], look, {}))
    column.paragraph("Read one before you start: portrait guides NAME. Start it: portrait reflect NAME", "dim")
    return column.inset(look, bottom=1)


def shelf(known: Iterable[KnownPortrait], used: Path | None, look: Look) -> Renderable:
    """List portraits by their names, with a star next to the one in use."""
    column = Column()
    column.blank()
    for one in known:
        sign = "* " if one.file == used else "  "
        name = Text.assemble(sign, words(one.id, "bold"))
        if one.label:
            name.append_text(words(f"  {one.label}"))
        column.add(name)
        if one.problem:
            column.line(f"cannot be read: {one.problem.splitlines()[0]}", indent=4)
    column.paragraph("* is in use. Choose another with: portrait portraits use NAME", "dim")
    return column.inset(look, bottom=1)


# --- parts of a page ---


def _parts(parts: Iterable[Part], look: Look, styles: Mapping[str, str]) -> Column:
    """Put parts below each other, with air between them; `styles` are for names."""
    column = Column()
    for part in parts:
        column.blank()
        column.optional_line(part.title, "bold")
        match part.form:
            case "paragraphs":
                for item in part.items:
                    column.line(item.text)
            case "points":
                column.add(_points(part.items, look))
            case "pairs":
                column.add(_pairs(part.items, look, styles))
    return column


def _points(items: Iterable[Item], look: Look) -> Renderable:
    """List items, each with a sign before it, and its later lines below its first."""
    sign = "-" if look.plain else "·"
    return side_by_side([(sign, _point(item)) for item in items], gap=1)


def _point(item: Item) -> Text:
    return _joined(words(item.name, "bold"), words(item.text))


def _joined(name: Text, said: Text) -> Text:
    if name and said:
        return Text.assemble(name, ": ", said)
    return Text.assemble(name, said)


def _pairs(items: Sequence[Item], look: Look, styles: Mapping[str, str]) -> Renderable:
    """Put names and what is said of them beside each other, or below each other where there is no room."""
    named = [(_name(item, look, styles), words(item.text)) for item in items]
    if look.stacked:
        return _after_each_other(named)

    widest = max(name.cell_len for name, _ in named)
    if widest > look.width // 3:
        return _below_each_other(named)
    return side_by_side(named, gap=2)


def _after_each_other(named: Iterable[tuple[Text, Text]]) -> Column:
    column = Column()
    for name, said in named:
        column.add(_joined(name, said))
    return column


def _below_each_other(named: Iterable[tuple[Text, Text]]) -> Column:
    column = Column()
    for name, said in named:
        column.add(name, said)
    return column


def _name(item: Item, look: Look, styles: Mapping[str, str]) -> Text:
    if item.height:
        return level(item.name, item.height, item.among, look)
    return words(item.name, styles.get(item.name, "bold"))
