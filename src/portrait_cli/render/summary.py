"""The end of a session: its levels as a picture in words, the plan, and where everything is."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich.text import Text

from portrait_cli.core import growth, which_remark
from portrait_cli.core.earlier_entries import LastSaid, YearAgo
from portrait_cli.core.entry import Entry, GoalOutcome, GoalReview, Heading, Placement, Plan
from portrait_cli.core.portrait import Portrait, Wording, walk
from portrait_cli.core.words_given_back import given_back
from portrait_cli.render.entry import plan_lines
from portrait_cli.render.levels import LevelRow, level, level_rows
from portrait_cli.render.phrases import count, first_lines, year_ago
from portrait_cli.render.plans import reasons, what_helps
from portrait_cli.render.screen import Column, Look, Renderable, color, framed, words

_LONGEST_QUOTATION = 160
"""Columns of the person's own words that are given back."""

_DECIDED: Mapping[GoalOutcome, str] = {"keep": "My goal stays", "met": "Goal met", "let-go": "Goal let go"}
"""What was decided about a goal, before its words; one that was changed is shown in its new words."""


class Ending(Struct, frozen=True):
    """What the end of a session shows besides the entry."""

    today: date
    file: str
    said: Mapping[str, LastSaid]
    """What was said before this session."""
    echo: YearAgo | None
    """Words from about a year ago."""
    next_step: str
    """One thing to do next ..."""
    farewell: str = ""
    """... or what the guide of the session ends with."""
    asked_about: frozenset[str] = frozenset()
    """The attributes and indicators about whose lower level the session has asked already."""
    new_plan: str = ""
    """The command that makes a plan, if one was not kept."""
    note: str = ""
    """Shown once, after the first session."""


def summary(entry: Entry, portrait: Portrait, ending: Ending, look: Look) -> Renderable:
    """Show a finished session: the person's own words, its levels, its plans, where it is saved, and what is next."""
    attributes = _attributes(entry, portrait, ending.said)

    column = Column()
    column.add(_words_back(entry, attributes, portrait))
    column.blank()
    column.add(_picture(entry.title, attributes, look))
    column.optional_paragraph(_remark(entry, attributes, portrait, ending), "dim")
    column.add(_goals(entry))
    column.add(_plans(entry, ending, portrait.wording))
    column.add(_outcomes(entry, ending))
    if ending.echo:
        column.paragraph(year_ago(ending.echo.on, ending.echo.words), "italic")
    column.paragraph(_saved(entry), "dim")
    column.unbroken_line(ending.file)
    column.paragraph(ending.farewell or f"Next: {ending.next_step}")
    column.optional_paragraph(ending.note, "dim")
    return column.inset(look, bottom=1)


def _words_back(entry: Entry, attributes: Sequence["_Attribute"], portrait: Portrait) -> Column:
    """Give back a sentence that the person wrote, with a question about it."""
    column = Column()
    said = given_back(entry, portrait)
    if said:
        levels = [(one.now, one.change) for attribute in attributes for one in attribute.levels]
        column.paragraph(f"You wrote: “{first_lines(said, _LONGEST_QUOTATION)}”")
        column.optional_line(which_remark.beside_words(levels, portrait.wording), "bold")
    return column


def _remark(entry: Entry, attributes: Sequence["_Attribute"], portrait: Portrait, ending: Ending) -> str:
    changes: list[growth.Change] = []
    for attribute in attributes:
        changes += [one.change for one in attribute.levels if one.now.target not in ending.asked_about]
    return which_remark.on_levels(entry.placed_now, changes, portrait.wording)


def _goals(entry: Entry) -> Column:
    """Show the goals that were set or put into new words, then what was decided about the others."""
    column = Column()
    for goal in entry.goals:
        column.blank()
        column.add(words("My goal", "bold").append_text(words(f"  {goal.heading}" if goal.target else "", "dim")))
        column.line(first_lines(goal.text, _LONGEST_QUOTATION))
    for review in entry.blocks:
        if isinstance(review, GoalReview) and review.outcome in _DECIDED:
            column.blank()
            column.add(words(f"{_DECIDED[review.outcome]}: ", "bold").append_text(words(review.sentence)))
    return column


def _plans(entry: Entry, ending: Ending, wording: Wording) -> Column:
    column = Column()
    for plan in entry.plans:
        number = f" {plan.number}" if plan.number else ""
        column.paragraph(f"My plan{number}", "bold")
        column.add(*plan_lines(plan, ending.today))
    if entry.plans:
        column.optional_line(wording.beside_a_plan, "italic")
    return column


def _outcomes(entry: Entry, ending: Ending) -> Column:
    """Name the plans whose outcome was told; those that were not kept come last, with what helps below them."""
    column = Column()
    for outcome in sorted(entry.outcomes, key=lambda one: one.outcome == "not"):
        style = "bold" if outcome.outcome == "kept" else ""
        column.blank()
        column.add(words(f"{outcome.label}: ", style).append_text(words(outcome.sentence)))
    not_kept = [outcome for outcome in entry.outcomes if outcome.outcome == "not"]
    if not_kept:
        is_told = all(outcome.note for outcome in not_kept)
        column.paragraph(what_helps(is_told=is_told))
        for one in reasons(Plan("", "", "", ""), is_told=is_told):
            column.line(f"{one.reason} {one.helps.rstrip(':')}.".lstrip(), indent=2)
        column.line(f"To make a new plan: {ending.new_plan}", "dim")
    return column


def _saved(entry: Entry) -> str:
    if entry.minutes:
        return f"{count(entry.minutes, 'minute')}. Saved in"
    return "Saved in"


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
    if not any(attribute.levels for attribute in attributes):  # a list of what was not placed says nothing
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
