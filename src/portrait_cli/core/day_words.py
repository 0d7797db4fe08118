"""Days and spans of days as people say them: what is surely understood, and nothing else.

A week goes from Monday to Sunday. In numbers the month comes first, as in the US, unless it cannot: 12/7, 13/2.
A text has to fit one of the forms below with every word of it, so no part of it is dropped, and no day is guessed.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from msgspec import Struct

from portrait_cli.core.dates import MONTHS, WEEK, WEEKDAYS, days_in, monday_of, months_from, school_year
from portrait_cli.core.time_words import split_time

Span: TypeAlias = tuple[date, date]
"""The first and the last day; a day alone is both."""

_SOON = 10
"""Years ahead in which 12/7/30 may be; a 12/7/78 is of another century, or a slip."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WHICH = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
_FIXED = {
    "today": 0, "now": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0,
    "yesterday": -1, "last night": -1, "day before yesterday": -2,
    "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip


class _Said(Struct, frozen=True):
    """On which day something is said, and whether it is about a day to come."""

    today: date
    ahead: bool
    dates_only: bool = False
    """Whether only days that are named by their month are meant, and none such as `next friday`."""

    @property
    def step(self) -> int:
        """Return 1 for a day to come, and -1 for one gone by."""
        return 1 if self.ahead else -1

    def may_mean(self, first: date, last: date) -> bool:
        """Return True if what comes again and again, such as a December, may be this one."""
        return last >= self.today if self.ahead else first <= self.today


# --- what is asked of this module ---


def ahead(text: str, today: date) -> date | None:
    """Read a day from today on: `2026-12-07`, `friday`, `2 weeks`, `dec 7`; None if it is not one.

    A span is not a day, but `next week` is a week from today here, and so are the next month and year.
    """
    words, _ = split_time(text)
    coming = re.fullmatch("next (week|month|year)", words)
    if coming:
        words = f"in a {coming[1]}"
    span = _read(words, _Said(today, ahead=True))
    if span is None or span[0] != span[1] or span[0] < today:
        return None
    return span[0]


def ahead_by_month(text: str, today: date) -> date | None:
    """Read a day that is named by its month, in the past only if its year says so; None if it is not one.

    `dec 7` and `Monday, December 7, 2026` are such days. What `next friday` is depends on when it is read.
    """
    words, at = split_time(text)
    if at:
        return None
    return _read_day(words, _Said(today, ahead=True, dates_only=True))


def back(text: str, today: date) -> Span | None:
    """Read a day or a span, in the past if it may be: `yesterday`, `monday`, `last month`, `2026-09`.

    A time of day behind it makes no difference; `core.time_words` reads it.
    """
    words, _ = split_time(text)
    return _read(words, _Said(today, ahead=False))


def _read(words: str, said: _Said) -> Span | None:
    """Read words by the first form that they fit."""
    for form, meaning in _DATES if said.dates_only else _FORMS:
        found = re.fullmatch(form, words)
        if found is None:
            continue
        try:
            span = meaning(found, said)
        except (ValueError, OverflowError):  # there is no such day, or not within the years 1 to 9999
            return None
        if span:
            return span
    return None


def _read_day(words: str, said: _Said) -> date | None:
    span = _read(words, said)
    return span[0] if span and span[0] == span[1] else None


# --- days ---


def _fixed(found: re.Match[str], said: _Said) -> Span:
    return _alone(said.today + timedelta(days=_FIXED[found[0]]))


def _year_first(found: re.Match[str], _said: _Said) -> Span:
    year, month, day = (int(number) for number in found.groups() if number and number.isdigit())
    return _alone(date(year, month, day))


def _month_first(found: re.Match[str], said: _Said) -> Span | None:
    first, second = int(found["first"]), int(found["second"])
    if first > len(MONTHS):
        first, second = second, first
    return _in_year(said, found["year"], first, second)


def _short_year(found: re.Match[str], said: _Said) -> Span | None:
    """Return a day of a year of two digits, if it is of this century and not far away."""
    today = said.today
    year = today.year - today.year % 100 + int(found["year"])
    if year > today.year + _SOON:
        return None
    return _alone(date(year, int(found["first"]), int(found["second"])))


def _with_dots(found: re.Match[str], said: _Said) -> Span | None:
    """Read a day with dots; a 7.12. is July 12 for some and December 7 for others, and is not read."""
    month, day = sorted([int(found[1]), int(found[2])])
    if month != day and day <= len(MONTHS):
        return None
    return _in_year(said, found[3], month, day)


def _day_of_month(found: re.Match[str], said: _Said) -> Span | None:
    return _in_year(said, found.groupdict().get("year"), _month_number(found["month"]), int(found["day"]))


def _in_year(said: _Said, year: str | None, month: int, day: int) -> Span | None:
    """Return a day of a year; without one, of this year or of the one before or after it."""
    if year:
        return _alone(date(int(year), month, day))
    this_year = said.today.year
    for nearby in (this_year, this_year + said.step):
        if 1 <= day <= days_in(nearby, month):
            found = date(nearby, month, day)
            if said.may_mean(found, found):
                return _alone(found)
    return None


def _ordinal(found: re.Match[str], said: _Said) -> Span | None:
    """Return the 3rd of a month; if none is named, of this one or of the one before or after it."""
    day, which = int(found[1]), found[2]
    shifts = [_WHICH[which]] if which else [0, said.step]
    for shift in shifts:
        month = months_from(said.today.replace(day=1), shift)
        if 1 <= day <= days_in(month.year, month.month):
            meant = month.replace(day=day)
            if which or said.may_mean(meant, meant):
                return _alone(meant)
    return None


def _weekday(found: re.Match[str], said: _Said) -> Span:
    """Return the nearest such day; "next tuesday", said on a monday, is that of the next week."""
    today, which = said.today, found[1]
    in_this_week = monday_of(today) + timedelta(days=_weekday_number(found[2]))
    if which == "next":
        return _alone(in_this_week + WEEK)
    if which == "this" and not (said.ahead and in_this_week < today):
        return _alone(in_this_week)
    if said.ahead and which != "last":
        return _alone(in_this_week if in_this_week > today else in_this_week + WEEK)
    return _alone(in_this_week if in_this_week < today else in_this_week - WEEK)


def _weekday_of_week(found: re.Match[str], said: _Said) -> Span | None:
    week = _read(found["week"], said)
    if week is None:
        return None
    return _alone(monday_of(week[0]) + timedelta(days=_weekday_number(found["weekday"])))


def _weekday_and_day(found: re.Match[str], said: _Said) -> Span | None:
    """Return a day whose weekday is named beside it, and right."""
    day = _read_day(found[2], said)
    return _alone(day) if day and day.weekday() == _weekday_number(found[1]) else None


def _part_of_day(found: re.Match[str], said: _Said) -> Span | None:
    day = _read_day(found[1], said)
    return _alone(day) if day else None


def _distance(found: re.Match[str], said: _Said) -> Span:
    step = said.step
    if found[1] or found[3]:
        step = -1 if found[3] == " ago" else 1
    return _alone(_moved(said.today, found[2], step))


# --- spans ---


def _up_to_today(found: re.Match[str], said: _Said) -> Span:
    return _moved(said.today, found[1] or f"a {found[2]}", -1), said.today


def _week(found: re.Match[str], said: _Said) -> Span:
    first, last = _whole_week(monday_of(said.today) + _WHICH[found[1]] * WEEK)
    if found[2] == "end":
        return last - timedelta(days=1), last
    return first, last


def _week_of(found: re.Match[str], said: _Said) -> Span | None:
    day = _read_day(found[1], said)
    return _whole_week(day) if day else None


def _iso_week(found: re.Match[str], _said: _Said) -> Span:
    day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3] or 1))
    return _alone(day) if found[3] else _whole_week(day)


def _month(found: re.Match[str], said: _Said) -> Span:
    return _whole_month(months_from(said.today.replace(day=1), _WHICH[found[1]]))


def _month_of_year(found: re.Match[str], _said: _Said) -> Span:
    month = found["month"]
    number = int(month) if month.isdigit() else _month_number(month)
    return _whole_month(date(int(found["year"]), number, 1))


def _named_month(found: re.Match[str], said: _Said) -> Span | None:
    """Return the nearest such month; "last november", said in a november, is not this one."""
    this_month, number = said.today.replace(day=1), _month_number(found["month"])
    this_year = this_month.replace(month=number)
    match found[1]:
        case "this":
            return _whole_month(this_year)
        case "last":
            return _whole_month(this_year if this_year < this_month else months_from(this_year, -12))
        case "next":
            return _whole_month(this_year if this_year > this_month else months_from(this_year, 12))
        case _ if said.may_mean(*_whole_month(this_year)):
            return _whole_month(this_year)
        case _:
            return _whole_month(months_from(this_year, 12 * said.step))


def _year(found: re.Match[str], said: _Said) -> Span:
    return _whole_year(said.today.year + _WHICH[found[1]])


def _school_year(found: re.Match[str], said: _Said) -> Span:
    begins = school_year(months_from(said.today, 12 * _WHICH[found[1]]))
    return begins, school_year(begins + timedelta(days=400)) - timedelta(days=1)


def _edge(found: re.Match[str], said: _Said) -> Span | None:
    """Return the first or last day of a month or year; where a week ends, on Friday or Sunday, is not sure."""
    edge, named = found.groups()
    if named in {"month", "year", "school year"}:
        named = f"this {named}"
    span = _read(named, said)
    if span is None or span[1] - span[0] < 2 * WEEK:
        return None
    first, last = span
    return _alone(last if edge in {"end", "last day"} else first)


# --- the forms ---

_WEEKDAY = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NUMBER = rf"[0-9]{{1,3}} ?|(?:an?|{'|'.join(_NUMBERS)}) "
_WEEKS = f"(?:{_NUMBER})(?:weeks?|wks?|w|fortnights?)"
_COUNT = f"(?:{_NUMBER})(?:days?|d|weeks?|wks?|w|fortnights?|months?|years?|yrs?|y)"
_COUNTS = f"{_COUNT}(?: (?:and )?{_COUNT})*"
_DIRECTION = " ago| from now| from today"
_A_WEEK = f"(?P<week>(?:last|this|next) week|in {_WEEKS}|{_WEEKS}(?:{_DIRECTION}))"
_A_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_A_MONTH = f"(?P<month>{_MONTH})"
_A_YEAR = "(?P<year>[0-9]{4})"
_MONTH_DAY = r"(?P<first>[0-9]{1,2})(?P<sign>[-/])(?P<second>[0-9]{1,2})"

_Forms: TypeAlias = tuple[tuple[str, Callable[[re.Match[str], _Said], Span | None]], ...]

_DATES: _Forms = (
    # days in numbers: 2026-11-23, 2026/11/23, 20261123; 12/7/2026, 12/7/26; 12/7; 23.11.2026, 23.11.
    (r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})", _year_first),
    (rf"{_MONTH_DAY}(?P=sign)(?P<year>[0-9]{{4}})", _month_first),
    (r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})(?P<year>)", _month_first),
    (r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?P<year>[0-9]{2})", _short_year),
    (r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})?", _with_dots),
    # days of a month: dec 7, december the 7th, 2026; 7 dec, 7th of december 2026; 2026 dec 7
    (f"{_A_MONTH} (?:the )?{_A_DAY}(?: {_A_YEAR})?", _day_of_month),
    (f"{_A_DAY} (?:of )?{_A_MONTH}(?: {_A_YEAR})?", _day_of_month),
    (f"{_A_YEAR} {_A_MONTH} {_A_DAY}", _day_of_month),
    # with the day of the week: Monday, November 23
    (f"({_WEEKDAY}) (?:the )?(.*[0-9].*)", _weekday_and_day),
)
_FORMS: _Forms = (
    ("|".join(_FIXED), _fixed),
    *_DATES,
    # 3rd, 3rd of this month
    ("([0-9]{1,2})(?:st|nd|rd|th)(?: day)?(?: of (?:the|(this|last|next)) month)?", _ordinal),
    # days of a week: friday, next friday; monday last week, sunday 2 weeks ago
    (f"(?:(last|this|next) )?({_WEEKDAY})", _weekday),
    (f"(?P<weekday>{_WEEKDAY}) (?:of )?{_A_WEEK}", _weekday_of_week),
    (f"{_A_WEEK} (?:on )?(?P<weekday>{_WEEKDAY})", _weekday_of_week),
    # distances: 2 weeks ago, in 3 days, a year and 2 months from now; 2 weeks
    (f"(in )({_COUNTS})()", _distance),
    (f"()({_COUNTS})({_DIRECTION})?", _distance),
    ("(.+) (?:in the )?(?:morning|afternoon|evening|night)", _part_of_day),
    # weeks: last 2 weeks, past week; this week, last weekend; week of nov 9; 2026-W12
    (f"(?:in the )?(?:(?:last|past) ({_COUNTS})|past (week|month|year))", _up_to_today),
    (f"({'|'.join(_WHICH)}) week(end)?", _week),
    ("week of (?:the )?(.+)", _week_of),
    ("([0-9]{4})[- ]?w([0-9]{2})(?:-?([1-7]))?", _iso_week),
    # months and years: last month; 2026-09, 9/2026, sep 2026; september; 2026; this school year; end of the month
    (f"({'|'.join(_WHICH)}) month", _month),
    (f"{_A_YEAR}[-/](?P<month>[0-9]{{1,2}})", _month_of_year),
    (f"(?P<month>[0-9]{{1,2}})[-/]{_A_YEAR}", _month_of_year),
    (f"{_A_MONTH} (?:of )?{_A_YEAR}", _month_of_year),
    (f"(?:(last|this|next) )?{_A_MONTH}", _named_month),
    (f"({'|'.join(_WHICH)}) year", _year),
    ("[1-9][0-9]{3}", lambda found, _said: _whole_year(int(found[0]))),
    (f"({'|'.join(_WHICH)}) school year", _school_year),
    ("(end|last day|start|beginning|first day) of (?:the )?(.+)", _edge),
)
"""The forms that a text may have. They are compiled when a day is read: most commands read none."""


# --- reckoning ---


def _alone(day: date) -> Span:
    return day, day


def _whole_week(day: date) -> Span:
    return monday_of(day), monday_of(day) + timedelta(days=6)


def _whole_month(day: date) -> Span:
    return day.replace(day=1), day.replace(day=days_in(day.year, day.month))


def _whole_year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _moved(day: date, counts: str, step: int) -> date:
    """Go some days, weeks, months or years from a day; there may be several: `a year and 2 months`."""
    for number, unit in re.findall(f"({_NUMBER})([a-z])", counts):
        many = step * _how_many(number.strip())
        match unit:
            case "d":
                day += timedelta(days=many)
            case "w":
                day += many * WEEK
            case "f":
                day += 2 * many * WEEK
            case "m":
                day = months_from(day, many)
            case _:
                day = months_from(day, 12 * many)
    return day


def _how_many(number: str) -> int:
    if number.isdigit():
        return int(number)
    return _NUMBERS.index(number) + 1 if number in _NUMBERS else 1


def _month_number(name: str) -> int:
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


def _weekday_number(name: str) -> int:
    return [weekday[:3].lower() for weekday in WEEKDAYS].index(name[:3])
