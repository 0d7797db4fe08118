"""Home: where a person is with a portrait, and the welcome before the first session."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from rich.text import Text

from portrait_cli.core.due_plans import due, due_first
from portrait_cli.core.earlier_entries import LastSaid, YearAgo
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.render.levels import LevelRow, level, level_rows
from portrait_cli.render.phrases import count, day, distance, first_lines, year_ago
from portrait_cli.render.screen import Column, Look, Renderable, color, side_by_side, words

_MOST_DUE = 4
"""How many plans are shown that are due ..."""
_MOST_OPEN = 2
"""... and if none is, how many of the others."""
_SHORTEST_PLAN = 120
"""Columns of a plan that are shown even in a narrow window: its moment, and what is to be done."""

_LONGEST_GOAL = 240
"""Columns of a goal that are shown: all of it, if it is one or two sentences."""

_SHORTEST_QUOTATION = 32
"""Columns of evidence that are shown even where they take a second line."""


class OfferedSession(Struct, frozen=True):
    """A session to begin with."""

    command: str
    about: str
    """Its name, and how long it takes."""


class WaitingDraft(Struct, frozen=True):
    """A session that waits to be finished."""

    line: str
    """What it is, and how far it is."""
    resume: str
    """The command that continues it."""
    drop: str
    """The command that throws it away."""


class ShownGoal(Struct, frozen=True):
    """A goal, and the newest evidence for it."""

    goal: TrackedGoal
    evidence: Piece | None = None


class Home(Struct, frozen=True):
    """What home shows: where the person is with a portrait."""

    portrait: Portrait
    today: date
    said: Mapping[str, LastSaid]
    """What was said last about each attribute."""
    open_plans: Sequence[OpenPlan] = ()
    goals: Sequence[ShownGoal] = ()
    draft: WaitingDraft | None = None
    next_step: str = ""
    """The command for one thing to do next ..."""
    reason: str = ""
    """... and why."""
    rounds: Sequence[tuple[str, str]] = ()
    """What there is to say of rounds of feedback, each with its command."""
    echo: YearAgo | None = None
    """Words from about a year ago."""
    greeting: str = ""
    """For someone who was away for a long time."""


def welcome(portrait: Portrait, offers: Sequence[OfferedSession], look: Look) -> Renderable:
    """Greet someone who has no entry yet, in the portrait's words, with sessions to begin with, the best first."""
    said = portrait.wording.welcome
    if not said:
        said = f"This is your own notebook, built on the {portrait.title}."

    first, *others = offers
    column = Column()
    column.paragraph(said)
    column.blank()
    column.add(Text("Start with: ").append(first.command, "bold"))
    column.line(first.about, "dim")
    for other in others:
        column.add(Text("Or: ").append(other.command, "bold"))
        column.line(other.about, "dim")
    return column.inset(look, bottom=1)


def home(shown: Home, look: Look) -> Renderable:
    """Show what is due, the goals, each attribute's newest level, what waits, and one thing to do next."""
    column = Column()
    column.optional_paragraph(shown.greeting)
    column.add(_plans(shown, look))
    for goal in shown.goals:
        column.add(_goal(goal, look))
    column.paragraph(shown.portrait.title, "bold")
    column.add(level_rows(_rows(shown, look), look))
    if shown.draft:
        column.add(_draft(shown.draft))
    if shown.rounds:
        column.paragraph("Feedback from others", "bold")
    for what, command in shown.rounds:
        column.line(f"{what}: {command}", "dim")
    if shown.echo:
        column.paragraph(year_ago(shown.echo.on, shown.echo.words), "italic")
    if shown.next_step:
        column.paragraph(f"Next: {shown.next_step}")
        column.optional_line(shown.reason, "dim")
    return column.inset(look, bottom=1)


def _two_lines(text: str, look: Look) -> str:
    """Shorten a text to about two lines of the screen; in a narrow window to a few more, so that it says enough."""
    return first_lines(text, max(2 * look.width - 24, _SHORTEST_PLAN))


# --- plans ---


def _plans(shown: Home, look: Look) -> Column:
    """Show the plans that are due with the command that closes one; if none is, the next ones."""
    in_order = due_first(shown.open_plans)
    are_due = [one for one in in_order if due(one.plan.by, shown.today) in {"overdue", "soon"}]
    shown_plans = are_due[:_MOST_DUE] or in_order[:_MOST_OPEN]
    others = len(in_order) - len(shown_plans)

    column = Column()
    if not shown_plans:
        return column
    column.paragraph(_heading(are_due, shown.today), "bold")
    sign = "." if look.plain else ""
    rows = [(words(f"{one.number}{sign}", "bold"), _plan(one, shown.today, look)) for one in shown_plans]
    column.add(side_by_side(rows, gap=2))
    if others:
        column.line(f"and {others} more: portrait plans", "dim")
    if are_due:
        number = are_due[0].number
        column.line(f"To say how it went: portrait plans kept {number} (or partly, not, changed)", "dim")
    return column


def _heading(are_due: Sequence[OpenPlan], today: date) -> str:
    whens = {due(one.plan.by, today) for one in are_due}
    if not whens:
        return "My open plans"
    if whens == {"overdue"}:
        return "Overdue"
    return "Due this week" if whens == {"soon"} else "Overdue, and due this week"


def _plan(one: OpenPlan, today: date, look: Look) -> Text:
    sentence = words(_two_lines(replace(one.plan, by=None).sentence, look))
    if one.plan.by:
        when = _when_due(one.plan.by, today)
        sentence.append(f" ({when})" if look.plain else f"  {when}", "dim")
    return sentence


def _when_due(by: date, today: date) -> str:
    days = (today - by).days
    if days > 0:
        return f"{count(days, 'day')} overdue"
    return f"due {distance(by, today)}"


# --- goals ---


def _goal(shown: ShownGoal, look: Look) -> Column:
    """Show a goal in the person's words, and what shows it."""
    goal = shown.goal.goal
    column = Column()
    column.blank()
    column.add(Text("My goal", "bold").append_text(words(f"  {goal.heading}" if goal.target else "", "dim")))
    column.line(first_lines(goal.text, _LONGEST_GOAL))
    if shown.evidence:
        lead = f"Newest evidence, {day(shown.evidence.day)}: "
        room = look.width - len(lead) - 4
        said = first_lines(shown.evidence.sentence, max(room, _SHORTEST_QUOTATION))
        column.line(f"{lead}“{said}”", "dim")
    return column


# --- the portrait ---


def _rows(shown: Home, look: Look) -> list[LevelRow]:
    rows: list[LevelRow] = []
    for place, attribute in enumerate(shown.portrait.attributes):
        name = words(attribute.name, color(place))
        said = shown.said.get(attribute.id)
        if said is None:
            rows.append(LevelRow(name, Text("not placed yet", "dim"), Text()))
        else:
            when = distance(said.placed or said.on, shown.today)
            if said.off_scale:
                when += f"; last answer: {said.off_scale}"
            rows.append(LevelRow(name, _level(said, color(place), look), words(when, "dim")))
    return rows


def _level(said: LastSaid, style: str, look: Look) -> Text:
    placed = said.placement
    if placed is None:
        return Text("in words", "dim")
    return level(placed.label, placed.height, len(placed.levels), look, style)


# --- what waits ---


def _draft(draft: WaitingDraft) -> Column:
    column = Column()
    column.paragraph("Waiting to be finished", "bold")
    column.line(draft.line)
    column.line(f"Continue: {draft.resume} · throw away: {draft.drop}", "dim")
    return column
