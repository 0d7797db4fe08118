"""A calendar of the days that have an entry."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from rich.text import Text

from portrait_cli.core import dates
from portrait_cli.render.phrases import count
from portrait_cli.render.screen import Column, Look, Renderable

_MONTHS = 12
"""How many months are shown when no first day is named."""


def calendar(days: Mapping[str, int], since: date | None, last: date, look: Look) -> Renderable:
    """Show months up to a last day, a line each, with a sign for every day that has an entry.

    `days` are ISO dates with the number of entries. Without a first day, the last twelve months are shown. With one,
    years before the first entry are left out.
    """
    column = Column()
    column.blank()
    for month in _months(_first_month(days, since, last), last):
        inside = _inside(month, days)
        if look.plain:
            column.line(_sentence(month, inside))
        else:
            column.add(_row(month, inside, look))
    return column.inset(look, bottom=1)


def _inside(month: date, days: Mapping[str, int]) -> dict[int, int]:
    """Find the days of a month that have entries, and how many each of them has."""
    return {int(day[8:]): entries for day, entries in days.items() if day.startswith(f"{month:%Y-%m}")}


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


def _sentence(month: date, days: Mapping[int, int]) -> str:
    if not days:
        return f"{dates.MONTHS[month.month - 1]} {month.year}: none"
    on = ", ".join(str(day) for day in days)
    return f"{dates.MONTHS[month.month - 1]} {month.year}: {_counted(days)} on {on}"


def _counted(days: Mapping[int, int]) -> str:
    if not days:
        return ""
    return count(sum(days.values()), "entry")


def _row(month: date, days: Mapping[int, int], look: Look) -> Text:
    length = monthrange(month.year, month.month)[1]
    signs = ""
    for day in range(1, length + 1):
        signs += "●" if day in days else "·"
    if look.narrow:
        return Text.assemble((f"{month:%b} ", "bold"), signs)
    return Text.assemble((f"{month:%b %Y}  ", "bold"), f"{signs:<31}  ", (_counted(days), "dim"))
