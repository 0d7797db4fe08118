"""What is shown of commitments: the open ones, and how the others went."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace
from rich.console import Group
from rich.table import Table
from rich.text import Text

from portrait_cli.commitments import Promise, closed_of, open_of, short_ids
from portrait_cli.model.entry import Outcome
from portrait_cli.render.look import Look, Renderable, count, day, distance, inset, words


def listing(
    promises: Sequence[Promise], labels: Mapping[Outcome, str], today: date, look: Look, *, closed: bool
) -> Renderable:
    """List the open plans, numbered, oldest first; below them, if wanted, the others with how they went."""
    short = short_ids(promises)
    still, others = open_of(promises), closed_of(promises)
    parts: list[Renderable] = []
    if still:
        parts += [Text(), words("My open plans", "bold")]
    for number, promise in enumerate(still, start=1):
        sign = Text(f"{number}." if look.plain else f"{number}", "dim")
        parts += [Text(), _row(sign, _open(promise, short[promise.id], today), look)]
    if closed and others:
        parts += [Text(), words("How others went", "bold")]
        for promise in others:
            parts += [Text(), *_closed(promise, labels, short[promise.id], today)]
    if still:
        parts += [Text(), words("How did one go? portrait commitments kept 1 (or partly, not, changed)", "dim")]
    if others and not closed:
        parts.append(words(f"{count(len(others), 'earlier plan')}: portrait commitments --all", "dim"))
    return inset(parts, look, bottom=1)


def _row(sign: Text, lines: Sequence[Text], look: Look) -> Renderable:
    row = Table.grid(padding=(0, 1 if look.narrow or look.plain else 2, 0, 0))
    row.add_column(no_wrap=True)
    row.add_column(ratio=1)
    row.add_row(sign, Group(*lines))
    return row


def _open(promise: Promise, short: str, today: date) -> list[Text]:
    facts = [f"made {distance(promise.made, today)}"]
    by = promise.commitment.by
    if by:
        shown = day(by, year=by.year != today.year)
        past = f"was for {shown}"
        facts.append(past if by < today else f"{promise.commitment.words.by} {shown} ({distance(by, today)})")
    return [words(_sentence(promise)), words(" · ".join([*facts, short]), "dim")]


def _closed(promise: Promise, labels: Mapping[Outcome, str], short: str, today: date) -> list[Text]:
    how = words(promise.label or labels[promise.outcome or "kept"], "bold")
    told = f" on {day(promise.told, year=promise.told.year != today.year)}" if promise.told else ", ticked by hand"
    made = f"made {distance(promise.made, today)}"
    how.append_text(words(f"{told} · {made} · {short}", "dim"))
    return [words(_sentence(promise)), how, *([words(promise.note)] if promise.note else [])]


def _sentence(promise: Promise) -> str:
    """Say the plan without its day, which stands below it."""
    return replace(promise.commitment, by=None).sentence
