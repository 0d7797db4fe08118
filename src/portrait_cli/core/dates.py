"""Dates as people say them."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

SCHOOL_YEAR = (8, 1)
"""The month and the day on which a school year begins."""

_LAST_MONTH = r"\blast (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$)"
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"


def ahead(text: str, today: date) -> date | None:
    """Read a day from today on: `2026-12-07`, `friday`, `2 weeks`, `dec 7`; None when it is no such day."""
    found = _said(text, today, future=True)
    return found[0] if found and found[0] >= today else None


def back(text: str, today: date) -> tuple[date, date] | None:
    """Read a day or a span that has begun, as its first and last day: `yesterday`, `last month`, `2026-09`."""
    school = re.fullmatch(r"(this|last) school year", " ".join(text.lower().split()))
    if school:
        begins = school_year(today)
        begins = begins if school.group(1) == "this" else school_year(begins - timedelta(days=1))
        return begins, school_year(begins + timedelta(days=400)) - timedelta(days=1)
    named = re.sub(_LAST_MONTH, "", text.strip(), flags=re.IGNORECASE)
    if named != text.strip():
        today = today.replace(day=1) - timedelta(days=1)  # this month is not the last of its name
    found = _said(named, today, future=False)
    if found is None:
        return None
    first, span = found
    match span:
        case "month":
            return first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1])
        case "year":
            return first.replace(month=1, day=1), first.replace(month=12, day=31)
        case _:
            return first, first


def school_year(day: date, begins: tuple[int, int] = SCHOOL_YEAR) -> date:
    """Find the day on which the school year of a day began."""
    month, first = begins
    starts = [date(max(year, 1), month, 1) + timedelta(days=first - 1) for year in (day.year - 1, day.year)]
    return max(start for start in starts if start <= day or start is starts[0])


def _said(text: str, today: date, *, future: bool) -> tuple[date, str] | None:
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text), "day"
        except ValueError:
            return None
    if future and text.isdigit():
        return None  # a bare number could be anything
    # A second of import that most commands never need.
    from dateparser.date import DateDataParser

    weekday = re.search(rf"\b(next\s+)?({_WEEKDAYS})", text, re.IGNORECASE)
    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "TIMEZONE": "UTC",  # no zone matters, and the system's may be one that it cannot read
            "PREFER_DATES_FROM": "future" if future else "past",
            "PREFER_DAY_OF_MONTH": "current" if future else "first",
            # A month alone is no day to look back on; a weekday is one, though no number stands in it.
            "REQUIRE_PARTS": ["day"] if future and not weekday else [],
        },
    )
    found = parser.get_date_data(text)
    if not found.date_obj:
        return None
    day = found.date_obj.date()
    if weekday and weekday.group(1) and day.isocalendar()[:2] == today.isocalendar()[:2]:
        day += timedelta(days=7)  # "next tuesday", said on a monday, is not tomorrow
    return day, str(found.period)
