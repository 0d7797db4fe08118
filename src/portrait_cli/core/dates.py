"""Days and moments: reckoned with, written in words, and their distance from UTC."""

from calendar import monthrange
from datetime import MAXYEAR, date, datetime, timedelta, timezone

SCHOOL_YEAR = (8, 1)
"""The month and the day on which a school year begins."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Our own names, not those of `strftime`: they are the same in any locale, and quickly found for a whole journal."""
WEEK = timedelta(days=7)


# --- days ---


def school_year(day: date, begins: tuple[int, int] = SCHOOL_YEAR) -> date:
    """Return the day on which the school year of a day began."""
    last_year, this_year = (_first_day(year, begins) for year in (day.year - 1, day.year))
    return this_year if this_year <= day else last_year


def _first_day(year: int, begins: tuple[int, int]) -> date:
    """Return the first day of a school year; without a February 29 it is March 1."""
    month, day = begins
    return date(max(year, 1), month, 1) + timedelta(days=day - 1)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week. Raises OverflowError if that is before the year 1."""
    return day - timedelta(days=day.weekday())


def days_in(year: int, month: int) -> int:
    """Return how many days a month has. Raises ValueError if there is no such month."""
    return monthrange(year, month)[1]


def months_from(day: date, months: int) -> date:
    """Go some months from a day, to the last day of a month that is too short for it.

    Raises OverflowError if that is not within the years 1 to 9999.
    """
    year, months_before = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise OverflowError
    month = months_before + 1
    return date(year, month, min(day.day, days_in(year, month)))


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
