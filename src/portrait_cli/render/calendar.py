"""A calendar of the days that have an entry."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.text import Text

from portrait_cli.render.phrases import count
from portrait_cli.render.screen import Column, Look, Renderable

_MONTHS = 12
"""How many months are shown when no first day is named."""


def calendar(days: Mapping[str, int], since: date | None, last: date, look: Look) -> Renderable:
    """Show months up to a last day, a line each, with a sign for every day that has an entry.

    `days` are ISO dates with the number of entries. The last twelve months are shown, unless a first day is named;
    years before the first entry are left out then.
    """
    column = Column()
    column.blank()
    for month in _months(_first_month(days, since, last), last):
        inside = [day for day in days if day.startswith(f"{month:%Y-%m}")]
        numbers = [int(day[8:]) for day in inside]
        entries = sum(days[day] for day in inside)
        if look.plain:
            column.line(_sentence(month, numbers, entries))
        else:
            column.add(_row(month, numbers, entries, look))
    return column.inset(look, bottom=1)


def _first_month(days: Mapping[str, int], since: date | None, last: date) -> date:
    if since is None:
        months = last.year * 12 + last.month - _MONTHS
        year, month = divmod(max(months, 12), 12)  # there is no year 0
        return date(year, month + 1, 1)
    first_entry = date.fromisoformat(min(days, default=since.isoformat()))
    return max(since, first_entry.replace(month=1, day=1))


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from one day to another."""
    for months in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        year, month = divmod(months, 12)
        yield date(year, month + 1, 1)


def _sentence(month: date, days: Sequence[int], entries: int) -> str:
    if not days:
        return f"{month:%B %Y}: none"
    on = ", ".join(str(day) for day in days)
    return f"{month:%B %Y}: {count(entries, 'entry')} on {on}"


def _row(month: date, days: Sequence[int], entries: int, look: Look) -> Text:
    length = monthrange(month.year, month.month)[1]
    signs = "".join("●" if day in days else "·" for day in range(1, length + 1))
    if look.narrow:
        return Text.assemble((f"{month:%b} ", "bold"), signs)
    counted = count(entries, "entry") if days else ""
    return Text.assemble((f"{month:%b %Y}  ", "bold"), f"{signs:<31}  ", (counted, "dim"))
