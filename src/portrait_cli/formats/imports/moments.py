"""Moments, as other journals write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portrait_cli.formats.imports.source import Zones

_MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)? ?([AaPp][Mm])?)? ?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_NOON = 12


def parse_moment(text: str) -> datetime | None:
    """Read a day and, optionally, a time as local time. Return None if the text is not a moment."""
    found = _MOMENT.fullmatch(text)
    return moment(found.groups()) if found else None


def moment(parts: Iterable[str | None]) -> datetime | None:
    """Make a local time of year, month, day, hour, minute, second and AM or PM; None if there is no such time."""
    *numbers, half = parts
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    if half:
        hour = hour_of_day(hour, half)
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except ValueError:
        return None


def hour_of_day(hour: int, half: str) -> int:
    """Return the hour from 0 to 23 for one from 1 to 12 with AM or PM. Any other hour stays: 14:30 PM is 14:30."""
    if not 1 <= hour <= _NOON:
        return hour
    if half.lower().startswith("p"):
        return hour % _NOON + _NOON
    return hour % _NOON


def local_offset(written: datetime, zones: Zones) -> timedelta:
    """Return the UTC offset at a local time. A time that the clocks skipped has the offset from before the change."""
    return written.replace(tzinfo=zones.local).utcoffset() or timedelta()
