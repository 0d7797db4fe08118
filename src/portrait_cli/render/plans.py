"""Plans: the open ones, those that are due first, and how the others went."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.due_plans import Due, due, due_first
from portrait_cli.core.entry import Plan
from portrait_cli.core.open_plans import OpenPlan, TrackedPlan
from portrait_cli.render.phrases import count, day, distance, facts
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words

_HEADINGS: Mapping[Due, str] = {
    "overdue": "Overdue",
    "soon": "Due within a week",
    "later": "Later",
    "no-day": "Without a day",
}


class Reason(Struct, frozen=True):
    """A common reason why a plan was not kept, and what helps."""

    reason: str
    """Empty if the person has said what got in the way."""
    helps: str
    command: tuple[str, ...]
    """The words of the command that does it, without `portrait`."""


def what_helps(*, is_told: bool) -> str:
    """Ask what got in the way of a plan, unless the person has told us; what helps comes below."""
    if is_told:
        return "What can help next time:"
    return "What got in the way? Three common reasons, and what helps:"


def reasons(plan: Plan, *, is_told: bool) -> tuple[Reason, ...]:
    """List the three common reasons why a plan was not kept, each with what helps; if they told us, only that."""
    again = ("--when", plan.when, "--then", plan.then) if plan.when else (plan.then,)
    common = (
        Reason(
            "I forgot.",
            "Tie it to something that happens anyway:",
            ("plans", "add", "--when", "I unlock my office", "--then", plan.then),
        ),
        Reason("It was too big.", "Plan the first ten minutes of it:", ("plans", "add", "start with ...")),
        Reason("Something real came up.", "Give it another day:", ("plans", "add", *again, "--by", "next friday")),
    )
    return tuple(replace(one, reason="") for one in common) if is_told else common


# --- the list ---


class PlanList(Struct, frozen=True):
    """What a list of plans shows."""

    open_plans: Sequence[OpenPlan]
    most: int
    """How many of them are listed, those that are due first."""
    closed: Sequence[TrackedPlan] = ()
    closed_unlisted: int = 0
    """How many closed ones are not listed."""


def listing(plans: PlanList, today: date, look: Look) -> Renderable:
    """List the open plans with their numbers, those that are due first; then the closed ones."""
    shown = due_first(plans.open_plans)[: plans.most]
    others = len(plans.open_plans) - len(shown)
    column = Column()
    for when, group in groupby(shown, key=lambda one: due(one.plan.by, today)):
        column.paragraph(_HEADINGS[when], "bold")
        for one in group:
            if look.stacked:
                column.blank()
            column.add(_numbered(one.number, _open(one, today), shown, look))
    if others:
        column.paragraph(f"and {others} more: portrait plans --all")
    if plans.closed:
        column.paragraph("Past plans", "bold")
        for tracked in plans.closed:
            column.blank()
            column.add(_numbered(tracked.number, _closed(tracked, today), plans.closed, look))
    if shown:
        first = shown[0].number
        column.paragraph(f"How did one go? portrait plans kept {first} (or partly, not, changed)", "dim")
        column.line(f'Not now? portrait plans move {first} "next friday"', "dim")
    if plans.closed_unlisted:
        column.line(f"{count(plans.closed_unlisted, 'earlier plan')}: portrait plans --all", "dim")
    return column.inset(look, bottom=1)


def _numbered(number: int, plan: Column, among: Sequence[OpenPlan | TrackedPlan], look: Look) -> Renderable:
    """Put a plan behind its number, in line with the others."""
    if look.stacked:
        return side_by_side([(words(f"{number}." if look.plain else str(number), "bold"), plan)], gap=1)
    widest = max(len(str(other.number)) for other in among)
    return side_by_side([(words(f"{number:{widest}}", "bold"), plan)], gap=2)


def _open(one: OpenPlan, today: date) -> Column:
    column = Column()
    column.line(one.plan.without_day)
    column.line(when_due(one.plan, today) or f"made {distance(one.made, today)}", "dim")
    return column


def when_due(plan: Plan, today: date) -> str:
    """Write when a plan is due, as `by December 7 (in 2 weeks)`; nothing for a plan without a day."""
    by = plan.by
    if by is None:
        return ""
    near = due(by, today) == "soon"
    shown = day(by, year=by.year != today.year, weekday=near)
    word = "was due" if by < today else plan.words.by
    return f"{word} {shown} ({distance(by, today)})"


def _closed(tracked: TrackedPlan, today: date) -> Column:
    told = ""
    if tracked.told:
        told = f" on {day(tracked.told, year=tracked.told.year != today.year)}"
    made = f"made {distance(tracked.made, today)}"
    how = words(facts(tracked.in_words(told), made), "bold")
    how.stylize("dim", len(words(tracked.label)))

    column = Column()
    column.line(tracked.plan.without_day)
    column.add(how)
    column.optional_line(tracked.note)
    return column
