"""Home: where a person is with a portrait, and the welcome before the first session."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from rich.text import Text

from portrait_cli.core.earlier_entries import LastSaid, YearAgo
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import MOST_OPEN
from portrait_cli.render.levels import LevelRow, level, level_rows
from portrait_cli.render.phrases import count, distance, year_ago
from portrait_cli.render.screen import Column, Look, Renderable, color, words


class Home(Struct, frozen=True):
    """What home shows: where the person is with a portrait."""

    portrait: Portrait
    today: date
    said: Mapping[str, LastSaid]
    """What was said last about each attribute."""
    open_plans: tuple[OpenPlan, ...]
    draft: str
    """One line about a session that waits to be finished."""
    next_step: str
    """One thing to do next."""
    echo: YearAgo | None = None
    """Words from about a year ago."""
    greeting: str = ""
    """For someone who was away for a long time."""


def welcome(portrait: Portrait, look: Look) -> Renderable:
    """Greet someone who has no entry yet, in the portrait's words, with the first command."""
    said = portrait.wording.welcome
    if not said:
        said = f"This is your own notebook, built on the {portrait.title}."

    column = Column()
    column.paragraph(said)
    column.add(Text("Begin with: ").append("portrait reflect", "bold"))
    return column.inset(look, bottom=1)


def home(shown: Home, look: Look) -> Renderable:
    """Show each attribute's newest level, the open plans, what waits, and one thing to do next."""
    column = Column()
    column.optional_paragraph(shown.greeting)
    column.paragraph(shown.portrait.title, "bold")
    column.blank()
    column.add(level_rows(_rows(shown, look), look))
    column.add(_open_plans(shown))
    if shown.draft:
        column.paragraph("Waiting to be finished", "bold")
        column.line(shown.draft)
    if shown.echo:
        column.paragraph(year_ago(shown.echo.on, shown.echo.words), "italic")
    column.paragraph(f"Next: {shown.next_step}")
    return column.inset(look, bottom=1)


def _rows(shown: Home, look: Look) -> list[LevelRow]:
    rows: list[LevelRow] = []
    for place, attribute in enumerate(shown.portrait.attributes):
        name = words(attribute.name, color(place))
        said = shown.said.get(attribute.id)
        if said is None:
            rows.append(LevelRow(name, Text("no entry yet", "dim"), Text()))
        else:
            when = distance(said.placed or said.on, shown.today)
            rows.append(LevelRow(name, _level(said, color(place), look), words(when, "dim")))
    return rows


def _level(said: LastSaid, style: str, look: Look) -> Text:
    placed = said.placement
    if placed is None:
        return Text("in words", "dim")
    return level(placed.label, placed.height, len(placed.levels), look, style)


def _open_plans(shown: Home) -> Column:
    """Show the newest open plans, and how many others there are."""
    newest = shown.open_plans[-MOST_OPEN:]
    others = len(shown.open_plans) - len(newest)

    column = Column()
    if newest:
        column.paragraph("My open plans", "bold")
    for open_plan in newest:
        column.line(_plan_line(open_plan, shown.today))
    if others:
        column.line(f"and {count(others, 'earlier one')}: portrait plans", "dim")
    return column


def _plan_line(open_plan: OpenPlan, today: date) -> str:
    plan = open_plan.plan
    if plan.by is None or plan.by < today:
        return plan.sentence
    return f"{plan.sentence} ({distance(plan.by, today)})"
