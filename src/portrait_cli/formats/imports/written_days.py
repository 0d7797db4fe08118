"""Days and times as people and programs write them: `2024-03-05`, `Mar 5th, 2024`, `5.3.2024`, `202403051430`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, time

from msgspec import Struct

from portrait_cli.core.dates import WEEKDAYS
from portrait_cli.formats.imports.moments import hour_of_day
from portrait_cli.formats.imports.source import DayOrder, Numbers

_MONTHS = (
    "january jan enero ene janvier janv januar jänner janeiro gennaio januari",
    "february feb febrero février févr fév februar fevereiro fev febbraio februari",
    "march mar marzo mars märz mrz março maart",
    "april apr abril abr avril aprile",
    "may mayo mai maio maggio mei",
    "june jun junio juin juni junho giugno",
    "july jul julio juillet juil juli julho luglio",
    "august aug agosto ago août augustus",
    "september sept sep septiembre septembre setembro settembre",
    "october oct octubre octobre oktober okt outubro ottobre",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre déc dezember dez dezembro dicembre",
)
"""What each month is called in English and in seven other languages, in full and as it is shortened."""
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_LONGEST_FIRST = sorted(_MONTH_NUMBERS, key=len, reverse=True)

# Parts of patterns. A day's pattern has the groups `year`, `month` or `name`, and `day`; or `year`, `first` and
# `second`, two numbers whose order depends on the country. In place of `year` there may be `short`, two digits of it.
YEAR = "(?P<year>(?:19|20)[0-9]{2})"
_MONTH = "(?P<month>[0-9]{1,2})"
NAME = rf"(?P<name>{'|'.join(_LONGEST_FIRST)})\.?"
_TWO_NUMBERS = "(?P<first>[0-9]{1,2})(?P<sign>[-_/.])(?P<second>[0-9]{1,2})"
_SHORT = "(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})"
NTH = "(?:st|nd|rd|th|er|º|°|[.])?"
WEEKDAY_NAME = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY = rf"(?:{WEEKDAY_NAME}[.,]*[ _-]+)?"
WEEKDAY_ALONE = re.compile(rf"(?<![^\W_]){WEEKDAY_NAME}(?![^\W_])", re.IGNORECASE)
_NUMBER_BEFORE = r"(?<![0-9vV])(?<![0-9]\.)"
_LETTER_BEFORE = r"(?<![^\W_])"
NUMBER_AFTER = "(?![0-9])"

_IN_NUMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NUMBER_BEFORE}{YEAR}(?P<sign>[-_/:.]){_MONTH}(?P=sign){_DAY}{NUMBER_AFTER}(?!\.[0-9])",
        rf"{_NUMBER_BEFORE}{YEAR} (?P<month>[0-9]{{2}}) (?P<day>[0-9]{{2}}){NUMBER_AFTER}",
        # With four or six digits for the time right behind it.
        rf"{_NUMBER_BEFORE}{YEAR}-?(?P<month>[0-9]{{2}})-?(?P<day>[0-9]{{2}})(?=(?:[0-9]{{4}}|[0-9]{{6}})?{NUMBER_AFTER})",
        rf"{_NUMBER_BEFORE}{YEAR} ?[年년] ?{_MONTH} ?[月월] ?{_DAY} ?[日일]",
        rf"{_LETTER_BEFORE}{WEEKDAY}{_TWO_NUMBERS}(?P=sign){YEAR}{NUMBER_AFTER}",
        rf"{_LETTER_BEFORE}(?<![0-9][-/.]){WEEKDAY}{_SHORT}(?P=sign)(?P<short>[0-9]{{2}}){NUMBER_AFTER}(?![-/.][0-9])",
    )
)
_IN_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LETTER_BEFORE}{WEEKDAY}{NAME}[ _-]+{_DAY}{NTH}[ ,_-]+{YEAR}{NUMBER_AFTER}",
        rf"{_LETTER_BEFORE}{WEEKDAY}{_DAY}{NTH}[ _-]*(?:of |de )?{NAME}[ ,_-]+(?:del? )?{YEAR}{NUMBER_AFTER}",
        rf"{_NUMBER_BEFORE}{YEAR}[ ,_-]+{NAME}[ _-]+{_DAY}{NTH}{NUMBER_AFTER}",
    )
)
_BEGINS_A_MONTH = re.compile("|".join(sorted({name[:3] for name in _MONTH_NUMBERS})))
"""What a text without a month's name seldom has: it saves most of the time."""
_VERSION = re.compile(r"(?:version|release|build|ver)\W*$", re.IGNORECASE)
_CENTURY = 2000
_MONTHS_OF_A_YEAR = 12
_LONGEST_BEFORE = 12
"""Characters before a number that show whether it is a version."""
_TIME = (
    r"(?:[ T_,-]+(?:at +)?|(?<=[0-9])(?=[0-9]{4}))"
    r"(?:(?P<hour>[0-9]{2})[-_.:h]?(?P<minute>[0-9]{2})"
    r"(?:(?:(?<=:[0-9]{2}):|(?<!:[0-9]{2})[-_.:m]?)(?P<second>[0-9]{2}))?"  # 14:30-08:00 has an offset
    r"|(?P<hour1>[0-9])[:h](?P<minute1>[0-9]{2})(?::(?P<second1>[0-9]{2}))?"
    r"|(?P<hour2>[0-9]{1,2})(?:[.:](?P<minute2>[0-9]{2})(?:[.:](?P<second2>[0-9]{2}))?)?(?= ?[ap]\.?m(?![^\W_])))"
    r"(?:[.,][0-9]+(?=[^0-9]|$))?"
    r"(?: ?(?P<half>[ap])\.?m(?![^\W_])\.?)?"
)
_TIME_IN_NAME = re.compile(_TIME + r"(?![0-9]|[-_./:][0-9])", re.IGNORECASE)
_TIME_IN_VALUE = re.compile(_TIME + "(?![0-9])", re.IGNORECASE)
_ALIKE = str.maketrans({
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",  # before AM and PM, in what newer systems write
    "\u2236": ":",
    "\ua789": ":",  # in names, where the real one is not allowed
    "\uff1a": ":",
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2212": "-",
})  # fmt: skip

_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks that Windows and Word put into dates, and that nobody sees: directions, places to break, byte orders."""


class WrittenDay(Struct, frozen=True):
    """A day in a text."""

    start: int
    end: int
    days: tuple[date, ...]
    """The day. None if there is no such day, two if it can be read in two ways."""


def plain_signs(text: str) -> str:
    """Write a text with the signs that dates usually have, for any that look the same, and without invisible ones."""
    return unicodedata.normalize("NFC", without_invisible(text)).translate(_ALIKE)


def without_invisible(text: str) -> str:
    """Remove the marks from a text that nobody sees."""
    return _INVISIBLE.sub("", text)


def days_in(text: str, numbers: Numbers) -> list[WrittenDay]:
    """Find the days in a text with plain signs, in their order. Of those that overlap only the first counts."""
    patterns = _IN_NUMBERS
    if _BEGINS_A_MONTH.search(text.casefold()):
        patterns += _IN_WORDS
    found: list[WrittenDay] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[: match.start()][-_LONGEST_BEFORE:]
            if _VERSION.search(before):
                continue
            days = days_of(match, numbers)
            if len(days) > 1:
                days = tuple(day for day in days if weekday_fits(match[0], day)) or days
            if days or not match.groupdict().get("short"):  # else it is any three numbers
                found.append(WrittenDay(match.start(), match.end(), days))
    found.sort(key=lambda day: (day.start, not day.days, -day.end))

    apart: list[WrittenDay] = []
    for day in found:
        if not apart or day.start >= apart[-1].end:
            apart.append(day)
    return apart


def days_of(found: re.Match[str], numbers: Numbers) -> tuple[date, ...]:
    """Return the days that a match of a pattern may mean: none, one, or two."""
    parts = found.groupdict()
    if parts.get("short"):
        return _days_of_short_year(found, numbers)
    year = int(parts["year"])
    if "first" not in parts:
        return existing_days([(year, month_of(found), int(parts["day"]))])
    return _in_either_order(year, int(parts["first"]), int(parts["second"]), numbers.order)


def _days_of_short_year(found: re.Match[str], numbers: Numbers) -> tuple[date, ...]:
    """Return the days that `9/23/25` may mean. In other forms than this the numbers may be anything else.

    With slashes, 25/9/23 may also begin with the year, and with dots 3.4.25 may be a number of an outline.
    """
    first, second, short = int(found["first"]), int(found["second"]), int(found["short"])
    year = _CENTURY + short
    if year > numbers.latest_year:
        return ()
    days = _in_either_order(year, first, second, numbers.order)
    if second > _MONTHS_OF_A_YEAR or numbers.order:
        return days
    if first <= _MONTHS_OF_A_YEAR:
        return () if found["sign"] == "." else days
    if found["sign"] != "/" or _CENTURY + first > numbers.latest_year:
        return ()
    return (*days, *_existing([(_CENTURY + first, second, short)]))


def _in_either_order(year: int, first: int, second: int, order: DayOrder) -> tuple[date, ...]:
    orders = [(year, first, second), (year, second, first)]
    if order == "day-first":
        orders.reverse()
    days = existing_days(orders)
    return days[:1] if order else days


def month_of(found: re.Match[str]) -> int:
    """Return the number of the month that a match of a pattern names, in words or in digits; 0 for none."""
    parts = found.groupdict()
    name, month = parts.get("name"), parts.get("month")
    return _MONTH_NUMBERS.get(name.casefold(), 0) if name else int(month or 0)


def weekday_fits(text: str, day: date) -> bool:
    """Return True if a text with plain signs names the weekday of a day, or none."""
    named = {found[0][:3].casefold() for found in WEEKDAY_ALONE.finditer(text)}
    return named <= {WEEKDAYS[day.weekday()][:3].casefold()}


def time_in_name(text: str, end: int) -> tuple[time, int] | None:
    """Read the time that follows a day in a file's name, and find where it ends. Return None if no time follows."""
    return _time(_TIME_IN_NAME.match(text, end))


def time_in_value(text: str, end: int) -> tuple[time, int] | None:
    """Read the time that follows a day in a property, where a distance from UTC may come behind it."""
    return _time(_TIME_IN_VALUE.match(text, end))


def _time(found: re.Match[str] | None) -> tuple[time, int] | None:
    if not found:
        return None
    parts = found.groupdict()
    names = ("hour", "minute", "second")
    hour, minute, second = (int(parts[name] or parts[f"{name}1"] or parts[f"{name}2"] or 0) for name in names)
    if parts["half"]:
        hour = hour_of_day(hour, parts["half"])
    try:
        return time(hour, minute, second), found.end()
    except ValueError:
        return None


def existing_days(dates: Iterable[tuple[int, int, int]]) -> tuple[date, ...]:
    """Return the days that there are, each once."""
    return tuple(dict.fromkeys(_existing(dates)))


def _existing(dates: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in dates:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
