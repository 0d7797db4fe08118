"""The end of a session: its levels as a picture in words, the plan, and where everything is."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich.text import Text

from portrait_cli.core import growth, which_remark
from portrait_cli.core.earlier_entries import LastSaid, YearAgo
from portrait_cli.core.entry import Entry, Heading, Placement
from portrait_cli.core.portrait import Portrait, walk
from portrait_cli.render.entry import plan_lines
from portrait_cli.render.levels import LevelRow, level, level_rows
from portrait_cli.render.phrases import count, year_ago
from portrait_cli.render.screen import Column, Look, Renderable, color, framed, words


class Ending(Struct, frozen=True):
    """What the end of a session shows besides the entry."""

    today: date
    file: str
    said: Mapping[str, LastSaid]
    """What was said before this session."""
    echo: YearAgo | None
    """Words from about a year ago."""
    next_step: str
    """One thing to do next."""
    note: str = ""
    """Shown once, after the first session."""


def summary(entry: Entry, portrait: Portrait, ending: Ending, look: Look) -> Renderable:
    """Show a finished session: its levels, its plans, where it is saved, and one thing to do next."""
    attributes = _attributes(entry, portrait, ending.said)

    column = Column()
    column.blank()
    column.add(_picture(entry.title, attributes, look))
    column.optional_paragraph(_remark(entry, attributes, portrait), "dim")
    column.add(_plans(entry, ending.today))
    if ending.echo:
        column.paragraph(year_ago(ending.echo.on, ending.echo.words), "italic")
    column.add(_saved(entry, ending.file, look))
    column.paragraph(f"Next: {ending.next_step}")
    column.optional_paragraph(ending.note, "dim")
    return column.inset(look, bottom=1)


def _remark(entry: Entry, attributes: Sequence["_Attribute"], portrait: Portrait) -> str:
    changes: list[growth.Change] = []
    for attribute in attributes:
        changes += [one.change for one in attribute.levels]
    return which_remark.on_levels(entry.placed_now, changes, portrait.wording)


def _plans(entry: Entry, today: date) -> Column:
    column = Column()
    for plan in entry.plans:
        column.paragraph("My plan", "bold")
        column.add(*plan_lines(plan, today))
    for outcome in entry.outcomes:
        column.paragraph(f"{outcome.label}: {outcome.sentence}", "dim")
    return column


def _saved(entry: Entry, file: str, look: Look) -> Column:
    """Show how long it took and where the file is; a narrow screen has the folder and the name on a line each."""
    saved = "Saved in"
    if entry.minutes:
        saved = f"{count(entry.minutes, 'minute')}. {saved}"
    folder, slash, name = file.rpartition("/")

    column = Column()
    column.paragraph(saved, "dim")
    if look.narrow and folder:
        column.line(folder + slash)
        column.line(name)
    else:
        column.line(file)
    return column


# --- the levels ---


class _Level(Struct, frozen=True):
    """A level that was chosen, and what it is compared with."""

    name: str
    now: Placement
    before: Placement | None
    """The level of the session before."""
    then: Placement | None
    """The level at an earlier time, as seen today."""

    @property
    def change(self) -> growth.Change:
        """Compare the level with the one before."""
        return growth.change(self.before, self.now)


class _Attribute(Struct, frozen=True):
    """An attribute of the session with its levels: its own, and those of its indicators."""

    name: str
    color: str
    levels: tuple[_Level, ...]


def _attributes(entry: Entry, portrait: Portrait, said: Mapping[str, LastSaid]) -> list[_Attribute]:
    named = _names(entry, portrait)
    return [_attribute(entry, names, color(place), said) for place, names in named.items()]


def _names(entry: Entry, portrait: Portrait) -> dict[int, dict[str, str]]:
    """For each attribute, by its place, name it first and then its indicators."""
    if entry.portrait != portrait.id:
        return _names_as_written(entry)

    named: dict[int, dict[str, str]] = {}
    for place, attribute in enumerate(portrait.attributes):
        if attribute.id in entry.attributes:
            named[place] = {attribute.id: attribute.name}
            named[place].update((one.id, one.label) for one in walk(attribute.indicators))
    return named


def _names_as_written(entry: Entry) -> dict[int, dict[str, str]]:
    """Name the attributes as the entry does, when it is of another portrait than the one in use."""
    titles = {block.attribute: block.title for block in entry.blocks if isinstance(block, Heading)}
    return {place: {name: titles.get(name, name)} for place, name in enumerate(entry.attributes)}


def _attribute(entry: Entry, names: Mapping[str, str], style: str, said: Mapping[str, LastSaid]) -> _Attribute:
    """Collect the levels of an attribute, the first of the names, and of its indicators."""
    earlier = {one.target: one for one in entry.placements if one.as_of == "then"}
    last = {target: one.placement for target, one in said.items()}
    levels: list[_Level] = []
    for now in entry.placed_now:
        if now.target in names:
            before, then = last.get(now.target), earlier.get(now.target)
            levels.append(_Level(names[now.target], now, before, then))
    return _Attribute(next(iter(names.values())), style, tuple(levels))


# --- the picture ---


def _picture(title: str, attributes: Sequence[_Attribute], look: Look) -> Renderable:
    heading = words(title, "bold")
    if not attributes:
        return heading

    rows: list[LevelRow] = []
    for attribute in attributes:
        rows += _rows(attribute, look)
    picture = level_rows(rows, look)
    if look.stacked:  # a narrow frame would cut its title off
        column = Column()
        column.add(heading, Text(), picture)
        return column
    return framed(picture, heading)


def _rows(attribute: _Attribute, look: Look) -> list[LevelRow]:
    if not attribute.levels:
        name = words(attribute.name, attribute.color)
        return [LevelRow(name, Text("not placed today", "dim"), Text())]
    return [_row(one, attribute.color, look) for one in attribute.levels]


def _row(placed: _Level, style: str, look: Look) -> LevelRow:
    now = placed.now
    shown = level(now.label, now.height, len(now.levels), look, style)
    return LevelRow(words(placed.name, style), shown, words(_compared(placed), "dim"))


def _compared(placed: _Level) -> str:
    if placed.then:
        return f"looking back: {placed.then.label}"
    if placed.before is None:
        return "first time"
    if placed.change == "same":
        return "as before"
    return f"was {placed.before.label}"
