"""What is shown of a portrait: the whole at a glance, an attribute, an indicator."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from portrait_cli.core import outline
from portrait_cli.core.entry import OpenPlan, Said
from portrait_cli.core.outline import Item, Part
from portrait_cli.core.portrait import Attribute, Guide, Indicator, Portrait
from portrait_cli.render.screen import Look, Renderable, color, day, inset, level, words
from portrait_cli.store.library import KnownPortrait


class Mine(Struct, frozen=True):
    """What the reader has said about an attribute or indicator."""

    said: Said | None = None
    open_plans: tuple[OpenPlan, ...] = ()


def glance(portrait: Portrait, look: Look) -> Renderable:
    """Show the portrait at a glance: attributes with their meanings, levels, roles, guides."""
    styles = {item.label: f"bold {color(place)}" for place, item in enumerate(portrait.attributes)}
    facts = ", ".join(filter(None, [f"version {portrait.version}", portrait.status]))
    parts: list[Renderable] = [Text(), words(portrait.title, "bold"), words(facts, "dim")]
    parts += _parts(outline.glance(portrait), look, styles)
    licence = [words(portrait.licence, "dim")] if portrait.licence else []
    parts += [Text(), *_origin(portrait), *licence]
    return inset(parts, look, bottom=1)


def guides(known: Iterable[Guide], look: Look) -> Renderable:
    """List guides with what they are good for and their minutes."""
    part = Part(tuple(outline.guides(known)), "Guides", "pairs")
    how = words("Follow one with: portrait reflect --guide NAME", "dim")
    return inset([*_parts([part], look, {}), Text(), how], look, bottom=1)


def shelf(known: Iterable[KnownPortrait], used: Path | None, look: Look) -> Renderable:
    """List the portraits to choose from, with a sign at the one in use."""
    parts: list[Renderable] = []
    for one in known:
        sign = "* " if one.file == used else "  "
        name = Text.assemble(sign, words(one.id, "bold"))
        if one.label:
            name.append_text(words(f"  {one.label}"))
        parts.append(name)
        if one.problem:
            parts.append(Padding(words(f"cannot be read: {one.problem.splitlines()[0]}"), (0, 0, 0, 4)))
    how = words("* is in use. Choose another with: portrait portraits use NAME", "dim")
    return inset([Text(), *parts, Text(), how], look, bottom=1)


def attribute(portrait: Portrait, shown: Attribute, parts: Sequence[Part], mine: Mine, look: Look) -> Renderable:
    """Show an attribute's layers below its name, with what the reader said about it and where more is."""
    style = f"bold {color(portrait.attributes.index(shown))}"
    head: list[Renderable] = [Text(), words(shown.label, style)]
    quoted = outline.quoted(shown.definition)
    if quoted:
        head.append(words(quoted, "italic"))
    source = outline.source_line(portrait, shown.definition)
    if source:
        head.append(words(source, "dim"))
    head += _mine(mine, look, style)
    more = [Text(), words(_more(shown), "dim")]
    return inset([*head, *_parts(parts, look, {}), *more], look, bottom=1)


def _more(shown: Attribute) -> str:
    """Say how to read the other layers."""
    first = shown.indicators[0] if shown.indicators else None
    ways = [f"portrait show {shown.id}"]
    ways += [first.code or first.id] if first else []
    ways += ["--prompts"] if shown.prompts else []
    ways += ["--practices"] if shown.practices or shown.plan_examples or shown.vignette else []
    ways += ["--role ROLE"] if shown.in_role else []
    return f"More: {ways[0]} {' | '.join(ways[1:])}" if ways[1:] else ""


def indicator(portrait: Portrait, of: Attribute, shown: Indicator, mine: Mine, look: Look) -> Renderable:
    """Show an indicator with its levels, and where the reader placed it last."""
    style = f"bold {color(portrait.attributes.index(of))}"
    head: list[Renderable] = [Text(), words(shown.label, style), words(of.label, "dim")]
    head += _mine(mine, look, style)
    return inset([*head, *_parts(outline.indicator(portrait, shown), look, {})], look, bottom=1)


def _origin(portrait: Portrait) -> list[Renderable]:
    return [words(said, "dim") for said in (portrait.attribution, portrait.disclaimer) if said]


def _mine(mine: Mine, look: Look, style: str) -> list[Renderable]:
    parts: list[Renderable] = []
    if mine.said:
        line = words(f"Last time, {day(mine.said.placed or mine.said.on)}: ")
        placed = mine.said.placement
        if placed:
            line.append_text(level(placed.label, placed.height, len(placed.levels), look, style))
        else:
            line.append("in words")
        parts += [Text(), line]
    parts += [words(f"I said: {one.plan.sentence}") for one in mine.open_plans]
    return parts


def _parts(parts: Iterable[Part], look: Look, styles: dict[str, str]) -> list[Renderable]:
    """Put parts below each other, with air between them; `styles` are for names."""
    shown: list[Renderable] = []
    for part in parts:
        shown.append(Text())
        if part.title:
            shown.append(words(part.title, "bold"))
        match part.form:
            case "paragraphs":
                shown += [words(item.text) for item in part.items]
            case "points":
                shown.append(_points(part.items, look))
            case "pairs":
                shown += _pairs(part.items, look, styles)
    return shown


def _points(items: Iterable[Item], look: Look) -> Renderable:
    """List items, each behind a sign, with its later lines under the first."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for item in items:
        colon = ": " if item.name and item.text else ""
        table.add_row("-" if look.plain else "·", Text.assemble(words(item.name, "bold"), colon, words(item.text)))
    return table


def _pairs(items: Sequence[Item], look: Look, styles: dict[str, str]) -> list[Renderable]:
    """Put names and what is said of them beside each other, or below each other where there is no room."""
    named = [(_name(item, look, styles), words(item.text)) for item in items]
    widest = max(name.cell_len for name, _ in named)
    if look.narrow or look.plain or widest > look.width // 3:
        shown: list[Renderable] = []
        for name, said in named:
            shown += [Text.assemble(name, ": " if said else "", said)] if look.plain or look.narrow else [name, said]
        return shown
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for name, said in named:
        table.add_row(name, said)
    return [table]


def _name(item: Item, look: Look, styles: dict[str, str]) -> Text:
    if item.height:
        return level(item.name, item.height, item.among, look)
    return words(item.name, styles.get(item.name, "bold"))
