"""Plans: the open ones, and how the others went."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from portrait_cli.core.find_plan import short_ids
from portrait_cli.core.open_plans import TrackedPlan, closed_of, open_of
from portrait_cli.render.phrases import count, day, distance, facts
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words


def listing(tracked_plans: Sequence[TrackedPlan], today: date, look: Look, *, closed: bool) -> Renderable:
    """List the open plans, numbered, oldest first; below them, if wanted, the others with how they went."""
    short = short_ids(tracked_plans)
    still_open, others = open_of(tracked_plans), closed_of(tracked_plans)

    column = Column()
    if still_open:
        column.add(_open_plans(still_open, short, today, look))
    if others and closed:
        column.add(_closed_plans(others, short, today, look))
    if still_open:
        column.paragraph(
            f"How did one go? portrait plans kept {still_open[0].number} (or partly, not, changed)", "dim"
        )
    if others and not closed:
        column.line(f"{count(len(others), 'earlier plan')}: portrait plans --all", "dim")
    return column.inset(look, bottom=1)


def _open_plans(plans: Sequence[TrackedPlan], short: Mapping[str, str], today: date, look: Look) -> Column:
    column = Column()
    column.paragraph("My open plans", "bold")
    for tracked in plans:
        column.blank()
        column.add(_numbered(tracked.number, _open(tracked, short[tracked.id], today), look))
    return column


def _closed_plans(plans: Sequence[TrackedPlan], short: Mapping[str, str], today: date, look: Look) -> Column:
    column = Column()
    column.paragraph("How others went", "bold")
    for tracked in plans:
        column.blank()
        column.add(_numbered(tracked.number, _closed(tracked, short[tracked.id], today), look))
    return column


def _numbered(number: int, plan: Column, look: Look) -> Renderable:
    sign = str(number)
    if look.plain:
        sign += "."
    gap = 1 if look.stacked else 2
    return side_by_side([(words(sign, "dim"), plan)], gap=gap)


def _open(tracked: TrackedPlan, short: str, today: date) -> Column:
    made = f"made {distance(tracked.made, today)}"
    column = Column()
    column.line(_sentence(tracked))
    column.line(facts(made, _due(tracked, today), short), "dim")
    return column


def _due(tracked: TrackedPlan, today: date) -> str:
    by = tracked.plan.by
    if by is None:
        return ""
    shown = day(by, year=by.year != today.year)
    if by < today:
        return f"was for {shown}"
    return f"{tracked.plan.words.by} {shown} ({distance(by, today)})"


def _closed(tracked: TrackedPlan, short: str, today: date) -> Column:
    told = ""
    if tracked.told:
        told = f" on {day(tracked.told, year=tracked.told.year != today.year)}"
    made = f"made {distance(tracked.made, today)}"
    how = words(facts(tracked.in_words(told), made, short), "bold")
    how.stylize("dim", len(words(tracked.label)))

    column = Column()
    column.line(_sentence(tracked))
    column.add(how)
    column.optional_line(tracked.note)
    return column


def _sentence(tracked: TrackedPlan) -> str:
    """Return the plan without its day, which is on the line below."""
    return replace(tracked.plan, by=None).sentence
