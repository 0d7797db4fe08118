"""The dates and times that jrnl puts before an entry: `timeformat` in its settings decides how they look."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from portrait_cli.formats.imports.moments import moment
from portrait_cli.formats.imports.source import DayOrder

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_DAY = (
    r"(?:(?P<year>[0-9]{4})(?P<sign>[-./])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"|(?P<first>[0-9]{1,2})(?P<sign2>[-./])(?P<second>[0-9]{1,2})(?P=sign2)(?P<year2>[0-9]{4})"
    rf"|(?P<word>{_MONTH}) (?P<day3>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year3>[0-9]{{4}})"
    rf"|(?P<day4>[0-9]{{1,2}})(?:st|nd|rd|th)?[- ](?P<word4>{_MONTH})[- ,]{{1,2}}(?P<year4>[0-9]{{4}}))"
)
_TIME = (
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<seconds>[0-9]{2}))?(?:\.[0-9]+)?"
    "[ \u00a0\u202f]?(?P<half>[ap]\\.?m\\.?)?"
)
STAMP = rf"{_WEEKDAY}{_DAY}(?:(?:T|_|,? (?:at )?){_TIME})?"
"""A pattern for a day and, optionally, a time."""
_STAMP = re.compile(rf" ?(?:{STAMP}|{_TIME.replace('P<', 'P<only_')}) ?", re.IGNORECASE)
_MONTHS_IN_A_YEAR = 12


class Stamp(Struct, frozen=True):
    """What is written before an entry: the numbers of its day, in their order, and its time."""

    year: int
    first: int
    second: int
    clock: tuple[str | None, ...]
    """Hour, minute, second, and AM or PM."""
    order: str
    """`month day` or `day month`, `unclear` if it may be either, `time` if there is no day."""

    def moment(self, *, day_first: bool, day: date | None) -> datetime | None:
        """Return the local time, on a given day if there is one. Return None if there is no such time."""
        year, month, number = self.year, self.first, self.second
        if self.order == "day month" or (self.order == "unclear" and day_first):
            month, number = number, month
        if day:
            year, month, number = day.year, day.month, day.day
        return moment([str(year), str(month), str(number), *self.clock])


def parse_stamp(text: str) -> Stamp | None:
    """Read what stands before an entry. Return None if it is neither a day nor a time."""
    found = _STAMP.fullmatch(text)
    if not found:
        return None
    if found["only_hour"]:
        half = _half(found["only_half"])
        return Stamp(0, 0, 0, (found["only_hour"], found["only_minute"], found["only_seconds"], half), "time")

    clock = (found["hour"], found["minute"], found["seconds"], _half(found["half"]))
    if found["year"]:
        return Stamp(int(found["year"]), int(found["month"]), int(found["day"]), clock, "month day")
    if found["word"]:
        return Stamp(int(found["year3"]), _number_of(found["word"]), int(found["day3"]), clock, "month day")
    if found["word4"]:
        return Stamp(int(found["year4"]), _number_of(found["word4"]), int(found["day4"]), clock, "month day")
    first, second = int(found["first"]), int(found["second"])
    return Stamp(int(found["year2"]), first, second, clock, _order(first, second, found["sign2"]))


def _half(text: str | None) -> str | None:
    """Return `am` or `pm` for what stands behind a time."""
    if text is None:
        return None
    return text.replace(".", "").lower()


def _number_of(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _order(first: int, second: int, between: str) -> str:
    """Return the order of day and month in a date that ends with its year."""
    if first > _MONTHS_IN_A_YEAR or between == ".":
        return "day month"
    if second > _MONTHS_IN_A_YEAR:
        return "month day"
    return "unclear"


def days_come_first(stamps: Iterable[Stamp], order: DayOrder) -> bool | None:
    """Find out whether the day stands before the month. Return None if neither a person nor the stamps say it.

    A date that is possible in one way only decides for all. Otherwise it is the way in which they are in order, as
    jrnl keeps them.
    """
    if order:
        return order == "day-first"
    found = list(stamps)
    unclear = [stamp for stamp in found if stamp.order == "unclear"]
    if all(stamp.first == stamp.second for stamp in unclear):
        return True
    sure = {stamp.order for stamp in found if stamp.order != "unclear"}
    if len(sure) == 1:
        return sure == {"day month"}
    ways = [way for way in (True, False) if _is_sorted(found, day_first=way)]
    if len(ways) == 1:
        return ways[0]
    return None


def _is_sorted(stamps: list[Stamp], *, day_first: bool) -> bool:
    moments = [stamp.moment(day_first=day_first, day=None) for stamp in stamps]
    possible = [moment for moment in moments if moment]
    return possible == moments and possible == sorted(possible)
