"""Moments, as other journals write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portrait_cli.formats.imports.source import Zones

MOMENT = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)? ?([AaPp][Mm])?)? ?"
)
"""A pattern for a day and, optionally, a time: the groups are the parts that `moment` takes."""
_MOMENT_AND_OFFSET = re.compile(rf"{MOMENT}(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?")
_NOON = 12


def parse_moment(text: str) -> tuple[datetime, timedelta | None] | None:
    """Read a moment, and its UTC offset if it has one. Return None if the text is not a moment."""
    found = _MOMENT_AND_OFFSET.fullmatch(text)
    if not found:
        return None

    *parts, offset = found.groups()
    written = moment(parts)
    if written is None:
        return None
    return written, _parse_offset(offset)


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


def _parse_offset(text: str | None) -> timedelta | None:
    """Read a UTC offset such as `Z`, `+05:30` or `-0600`."""
    if text is None:
        return None
    if text == "Z":
        return timedelta()

    size = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    if text.startswith("-"):
        return -size
    return size


def local_offset(written: datetime, zones: Zones) -> timedelta:
    """Return the UTC offset at a local time. A time that the clocks skipped has the offset from before the change."""
    return written.replace(tzinfo=zones.local).utcoffset() or timedelta()
