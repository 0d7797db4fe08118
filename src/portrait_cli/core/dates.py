"""Days and moments: as people say them, as we write them in words, and their distance from UTC."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta, timezone

SCHOOL_YEAR = (8, 1)
"""The month and the day on which a school year begins."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Our own names, not those of `strftime`: they are the same in any locale, and quickly found for a whole journal."""

_LONGEST = 60
"""Characters of a day in words."""
_LAST_MONTH = r"\blast (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$)"
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"


# --- reading a day ---


def ahead(text: str, today: date) -> date | None:
    """Read a day from today on: `2026-12-07`, `friday`, `2 weeks`, `dec 7`; None if it is not one."""
    if text.strip().isdigit():
        return None  # a bare number could be anything
    found = _read(text, today, future=True)
    if found is None:
        return None
    day, _ = found
    return day if day >= today else None


def back(text: str, today: date) -> tuple[date, date] | None:
    """Read a day or a span that has begun, as its first and last day: `yesterday`, `last month`, `2026-09`."""
    words = " ".join(text.lower().split())
    if words in {"this school year", "last school year"}:
        begins = school_year(today)
        if words == "last school year":
            begins = school_year(begins - timedelta(days=1))
        return begins, school_year(begins + timedelta(days=400)) - timedelta(days=1)

    named = re.sub(_LAST_MONTH, "", text.strip(), flags=re.IGNORECASE)
    if named != text.strip():
        today = today.replace(day=1) - timedelta(days=1)  # "last november", said in november, is not this one
    found = _read(named, today, future=False)
    if found is None:
        return None
    day, span = found
    match span:
        case "month":
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        case "year":
            return day.replace(month=1, day=1), day.replace(month=12, day=31)
        case _:
            return day, day


def _read(text: str, today: date, *, future: bool) -> tuple[date, str] | None:
    """Read a day; return with it what the text names: a `day`, a `month` or a `year`."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text), "day"
        except ValueError:
            return None

    weekday = re.search(rf"\b(next\s+)?({_WEEKDAYS})", text, re.IGNORECASE)
    found = _parsed(text, today, future=future, needs_day=future and not weekday)
    if found is None:
        return None
    day, span = found
    is_next = weekday is not None and weekday.group(1) is not None
    if is_next and day.isocalendar()[:2] == today.isocalendar()[:2]:
        day += timedelta(days=7)  # "next tuesday", said on a monday, is not tomorrow
    return day, span


def _parsed(text: str, today: date, *, future: bool, needs_day: bool) -> tuple[date, str] | None:
    # The import takes a second, and most commands never need it.
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "TIMEZONE": "UTC",  # the zone makes no difference, and dateparser may not know the system's
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        # A month alone is not enough for a day to come; a weekday is, although it has no number in it.
        "REQUIRE_PARTS": ["day"] if needs_day else [],
    }
    if future:
        settings |= {"PREFER_DATES_FROM": "future", "PREFER_DAY_OF_MONTH": "current"}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    if not found.date_obj:
        return None
    return found.date_obj.date(), str(found.period)


# --- days ---


def school_year(day: date, begins: tuple[int, int] = SCHOOL_YEAR) -> date:
    """Return the day on which the school year of a day began."""
    last_year, this_year = (_first_day(year, begins) for year in (day.year - 1, day.year))
    return this_year if this_year <= day else last_year


def _first_day(year: int, begins: tuple[int, int]) -> date:
    """Return the first day of a school year; without a February 29 it is March 1."""
    month, day = begins
    return date(max(year, 1), month, 1) + timedelta(days=day - 1)


def is_within(day: date, since: date | None, until: date | None) -> bool:
    """Return True if a day is within a span; None leaves that end of the span open."""
    if since and day < since:
        return False
    return until is None or day <= until


def in_words(day: date, *, year: bool = True, weekday: bool = False) -> str:
    """Write a day as people say it: `December 7`, `December 7, 2026`, `Monday, December 7, 2026`."""
    words = f"{MONTHS[day.month - 1]} {day.day}"
    if weekday:
        words = f"{WEEKDAYS[day.weekday()]}, {words}"
    if year:
        words = f"{words}, {day.year}"
    return words


# --- moments ---


def utc_offset(moment: datetime) -> str:
    """Write how far a moment's local time is from UTC: `-06:00`."""
    offset = moment.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def minutes_from_utc(offset: str) -> int:
    """Read what `utc_offset` wrote, as a number of minutes."""
    hours, minutes = offset[1:].split(":")
    distance = int(hours) * 60 + int(minutes)
    return -distance if offset[0] == "-" else distance


def at_offset(local: datetime, offset: str) -> datetime:
    """Return local time as a moment, from its distance from UTC as `utc_offset` wrote it."""
    return local.replace(tzinfo=timezone(timedelta(minutes=minutes_from_utc(offset))))
