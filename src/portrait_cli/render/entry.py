"""One entry, with how its plans went."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from msgspec import Struct
from rich.text import Text

from portrait_cli.core.coach_answers import BesideEntry
from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.open_plans import TrackedPlan, since
from portrait_cli.core.portrait import Portrait
from portrait_cli.render import coach_words
from portrait_cli.render.goals import state
from portrait_cli.render.levels import level
from portrait_cli.render.phrases import count, day, distance, facts
from portrait_cli.render.screen import Column, Look, Renderable, color, words

_TITLE = -1
"""The place of the title among the blocks."""


class Told(Struct, frozen=True):
    """What other entries tell of the plans and goals in an entry."""

    plans: Sequence[TrackedPlan] = ()
    goals: Sequence[TrackedGoal] = ()
    coach: BesideEntry = BesideEntry()
    """What a coach wrote about it, which is no part of the entry."""


def entry(stored: Entry, told: Told, portrait: Portrait, look: Look) -> Renderable:
    """Show all of an entry; colors and the role's name come from the portrait if it is still the same one."""
    colors: dict[str, str] = {}
    names: dict[str, str] = {}
    if stored.portrait == portrait.id:
        names = {part.id: part.label for part in portrait.parts()}
        colors = {attribute.id: color(place) for place, attribute in enumerate(portrait.attributes)}

    column = Column()
    column.paragraph(stored.title, "bold")
    column.line(_facts(stored, portrait), "dim")
    column.add(*coach_words.whose(told.coach), *coach_words.beside(told.coach.at.get(_TITLE, ()), look))
    for place, block in enumerate(stored.blocks):
        column.blank()
        column.add(_block(block, told, _Known(colors, names), look))
        column.add(*coach_words.beside(told.coach.at.get(place, ()), look))
    column.add(*coach_words.at_the_end(told.coach, look))
    return column.inset(look, bottom=1)


def _facts(stored: Entry, portrait: Portrait) -> str:
    written = stored.written
    said: list[str] = []
    if stored.short_title == stored.title:  # the day is not in the title
        said.append(day(written.date(), weekday=True))
    if written.time() != time():  # midnight means that only the day is known
        said.append(f"{written:%H:%M}")
    said.append(portrait.role_name(stored.role, stored.portrait))
    if stored.minutes:
        said.append(count(stored.minutes, "minute"))
    return facts(*said)


class _Known(Struct, frozen=True):
    """What the portrait in use knows of attributes and indicators, by their ids, if the entry is of it."""

    colors: Mapping[str, str]
    names: Mapping[str, str]


def _block(block: Block, told: Told, known: _Known, look: Look) -> Column:
    column = Column()
    match block:
        case Heading(title, attribute):
            style = f"bold {known.colors.get(attribute, '')}"
            column.line(title, style.strip())
        case Response(prompt=prompt, text=text):
            column.line(prompt, "dim")
            column.line(text.strip("\n"))
        case Placement():
            column.add(_placement(block, known.colors.get(block.target, ""), look))
        case Plan():
            column.add(*plan_lines(block))
            column.line(facts(known.names.get(block.attribute, ""), *_since(block, told)), "dim")
        case PlanOutcome(sentence=sentence, label=label, note=words):
            column.add(_decision(sentence, label, words))
        case GoalReview(sentence=sentence, label=label, reason=words):
            column.add(_decision(sentence, label, words))
        case Goal():
            column.add(_goal(block, told))
        case Evidence():
            column.line(block.heading, "" if block.step else "dim")
            column.optional_line(block.name)
            if block.link != block.name:
                column.optional_line(block.link, "dim")
            column.optional_line(block.text.strip("\n"))
        case EvidenceDropped(sentence=sentence):
            column.line(sentence)
        case Prose(text):
            column.line(text.strip("\n"))  # as it was written: rendering its Markdown would lose words
    return column


def _placement(placed: Placement, style: str, look: Look) -> Column:
    column = Column()
    column.line(placed.prompt, "dim")
    column.add(level(placed.label, placed.height, len(placed.levels), look, style))
    column.optional_line(placed.statement, "italic")
    column.optional_line(placed.comment)
    return column


def _decision(sentence: str, label: str, said: str) -> Column:
    column = Column()
    column.line(sentence, "dim")
    column.line(label, "bold")
    column.optional_line(said)
    return column


def _goal(goal: Goal, told: Told) -> Column:
    column = Column()
    column.line(goal.heading, "bold")
    column.line(goal.text.strip("\n"))
    for tracked in told.goals:
        if tracked.id == goal.id:
            column.line(state(tracked), "dim")
    return column


def _since(plan: Plan, told_later: Told) -> list[str]:
    tracked = next((tracked for tracked in told_later.plans if tracked.id == plan.id), None)
    if tracked is None:
        return ["open"]
    said = since(plan, tracked) if tracked.outcome else [*since(plan, tracked), "open"]
    return [*said, f"plan {tracked.number}"] if tracked.number else said


def plan_lines(plan: Plan, today: date | None = None) -> list[Text]:
    """Show a plan, a part on each line; with a day to count from, also how far away its date is."""
    said = plan.words
    lines: list[str] = []
    if plan.when:
        lines.append(f"{said.when} {plan.when}")
    lines.append(f"{said.then} {plan.then}".lstrip())
    if plan.by:
        by = f"{said.by} {day(plan.by, weekday=True)}"
        if today:
            by += f" ({distance(plan.by, today)})"
        lines.append(by)
    return [words(line) for line in lines]
