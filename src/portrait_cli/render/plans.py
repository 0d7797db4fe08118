"""What is shown of plans: the open ones, and how the others went."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace
from rich.console import Group
from rich.table import Table
from rich.text import Text

from portrait_cli.core.plans import TrackedPlan, closed_of, open_of, short_ids
from portrait_cli.render.screen import Look, Renderable, count, day, distance, inset, words


def listing(tracked_plans: Sequence[TrackedPlan], today: date, look: Look, *, closed: bool) -> Renderable:
    """List the open plans, numbered, oldest first; below them, if wanted, the others with how they went."""
    short = short_ids(tracked_plans)
    still, others = open_of(tracked_plans), closed_of(tracked_plans)
    parts: list[Renderable] = []
    if still:
        parts += [Text(), words("My open plans", "bold")]
    for number, tracked in enumerate(still, start=1):
        sign = Text(f"{number}." if look.plain else f"{number}", "dim")
        parts += [Text(), _row(sign, _open(tracked, short[tracked.id], today), look)]
    if closed and others:
        parts += [Text(), words("How others went", "bold")]
        for tracked in others:
            parts += [Text(), *_closed(tracked, short[tracked.id], today)]
    if still:
        parts += [Text(), words("How did one go? portrait plans kept 1 (or partly, not, changed)", "dim")]
    if others and not closed:
        parts.append(words(f"{count(len(others), 'earlier plan')}: portrait plans --all", "dim"))
    return inset(parts, look, bottom=1)


def _row(sign: Text, lines: Sequence[Text], look: Look) -> Renderable:
    row = Table.grid(padding=(0, 1 if look.narrow or look.plain else 2, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(ratio=1)
    row.add_row(sign, Group(*lines))
    return row


def _open(tracked: TrackedPlan, short: str, today: date) -> list[Text]:
    facts = [f"made {distance(tracked.made, today)}"]
    by = tracked.plan.by
    if by:
        shown = day(by, year=by.year != today.year)
        past = f"was for {shown}"
        facts.append(past if by < today else f"{tracked.plan.words.by} {shown} ({distance(by, today)})")
    return [words(_sentence(tracked)), words(" · ".join([*facts, short]), "dim")]


def _closed(tracked: TrackedPlan, short: str, today: date) -> list[Text]:
    told = f" on {day(tracked.told, year=tracked.told.year != today.year)}" if tracked.told else ""
    how = words(f"{tracked.in_words(told)} · made {distance(tracked.made, today)} · {short}")
    label = len(words(tracked.label))
    how.stylize("bold", 0, label)
    how.stylize("dim", label)
    return [words(_sentence(tracked)), how, *([words(tracked.note)] if tracked.note else [])]


def _sentence(tracked: TrackedPlan) -> str:
    """Say the plan without its day, which stands below it."""
    return replace(tracked.plan, by=None).sentence
