"""School years and other spans of time, in the words of a document: `March 1 to March 31, 2026`."""

import re
from datetime import date, timedelta

from portrait_cli.core import dates
from portrait_cli.core.errors import UsageError

_YEAR = re.compile(r"\s*([0-9]{4})\s*[-/\u2010-\u2013]\s*([0-9]{4}|[0-9]{2})\s*")
_LAST = 9998
"""The last year in which a school year can begin."""


def begun(said: str) -> date:
    """Return the first day of a school year, written `2025-26`. Raises UsageError if it is not written so."""
    found = _YEAR.fullmatch(said)
    if found:
        first, last = int(found[1]), found[2]
        if 1 <= first <= _LAST and str(first + 1).zfill(4).endswith(last):
            return date(first, *dates.SCHOOL_YEAR)
    raise UsageError(f'"{said}" is not a school year that we can read', hint="write it like --year 2025-26")


def last_day(begins: date) -> date:
    """Return the last day of a school year."""
    return begins.replace(year=begins.year + 1) - timedelta(days=1)


def name_of(begins: date) -> str:
    """Write a school year: `2025-26` with a dash."""
    return f"{begins.year}\N{EN DASH}{(begins.year + 1) % 100:02}"


def in_words(since: date | None, until: date | None, this_year: date) -> str:
    """Write a span of time: as a school year if it is one, and open ends as what they are.

    `this_year` is the day on which the school year began that is not over yet.
    """
    if since and _is_whole_year(since, until, this_year):
        return name_of(since)
    if since and until:
        if since == until:
            return dates.in_words(since)
        return f"{dates.in_words(since, year=since.year != until.year)} to {dates.in_words(until)}"
    if since:
        return f"since {dates.in_words(since)}"
    return f"up to {dates.in_words(until)}" if until else ""


def _is_whole_year(since: date, until: date | None, this_year: date) -> bool:
    if (since.month, since.day) != dates.SCHOOL_YEAR or since.year > _LAST:
        return False
    return until == last_day(since) if until else since == this_year
