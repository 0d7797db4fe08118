"""The day of a note that its folders say: `2023/01/05.md`, `2023/01-January/05 Visit.md`, `2023-01-05/notes.md`."""

import re
from datetime import date

from msgspec import Struct

from portrait_cli.formats.imports.source import Numbers
from portrait_cli.formats.imports.written_days import (
    NAME,
    NTH,
    NUMBER_AFTER,
    WEEKDAY,
    WEEKDAY_NAME,
    YEAR,
    days_in,
    days_of,
    existing_days,
    month_of,
)

_FOLDER = "(?:^|/)"
_WORD_BELOW = "(?:(?:[^/0-9]+|Q[1-4])/)?"
"""A folder such as `Daily` between those of the year and of the month."""
_DAY = rf"{WEEKDAY}(?P<day>[0-9]{{1,2}})(?:{NTH}(?=$|/)|(?<=[0-9]{{2}})(?=[ _.,-]))"
_ONLY_A_DAY = re.compile(rf"[\W_]*(?:(?:{WEEKDAY_NAME}|{NAME}|[0-9]{{1,2}}{NTH})[\W_]*)*", re.IGNORECASE)
"""What may stand beside a day in a folder's name: the same day in words."""
_MONTH_FOLDERS = (
    rf"{_FOLDER}(?P<folder>{YEAR}/{_WORD_BELOW}(?P<month>[0-9]{{1,2}})(?:[ _.-]+{NAME})?)/",
    rf"{_FOLDER}(?P<folder>{YEAR}/{NAME})/",
    rf"{_FOLDER}(?P<folder>{YEAR}[-_. ]?(?P<month>[0-9]{{2}})(?:[ _.-]+{NAME})?)/",
)
_TWO_NUMBERS = (
    rf"{WEEKDAY}(?P<both>(?P<first>[0-9]{{1,2}})(?P<sign>[-_.])(?P<second>[0-9]{{1,2}})){NUMBER_AFTER}"
    rf"(?P<third>(?P=sign)[0-9]{{2}}{NUMBER_AFTER})?"
)
_PAIRS = tuple(re.compile(f"{folder}{_TWO_NUMBERS}", re.IGNORECASE) for folder in _MONTH_FOLDERS)
"""A month's folder, and in it a name that begins with two numbers, one of which may be the month once more."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        *(f"{folder}{_DAY}" for folder in _MONTH_FOLDERS),
        rf"{_FOLDER}{YEAR}/(?:[^/]+/)?{WEEKDAY}{NAME}[ _-]+(?P<day>[0-9]{{1,2}}){NTH}{NUMBER_AFTER}(?=[^/]*$)",
        rf"{_FOLDER}{YEAR}/(?:[^/]+/)?(?P<first>[0-9]{{2}})[-_.](?P<second>[0-9]{{2}}){NUMBER_AFTER}(?=[^/]*$)",
    )
)
_MONTHS, _LAST_HOUR, _LAST_MINUTE = 12, 23, 59


class DayInPath(Struct, frozen=True):
    """The day that the folders of a path say, or why they say none that is sure."""

    end: int
    """The place in the path behind the day."""
    days: tuple[date, ...]
    """The day. None if there is no such day, two if it can be read in two ways."""
    doubt: str = ""


def day_in_path(above: str, path: str, numbers: Numbers) -> DayInPath | None:
    """Find the day of a path that its folders say with it, or alone. Return None if they say none.

    The paths have plain signs, and no ending. The places in the day are those in the path. A folder that is called
    like a day counts, and one with more words does not: it may be a backup. It does not count above the source.
    """
    folders = path.split("/")[:-1]
    for folder in reversed(folders):
        whole = days_in(folder, numbers)
        if whole and whole[0].days and _ONLY_A_DAY.fullmatch(folder[: whole[0].start] + folder[whole[0].end :]):
            return DayInPath(0, whole[0].days)

    full = f"{above}/{path}"
    for pattern in _PAIRS:
        found = _last_match(pattern, full, above)
        if found and (day := _day_of_pair(found, len(above) + 1)):
            return day
    for pattern in _PATTERNS:
        if found := _last_match(pattern, full, above):
            days = days_of(found, numbers)
            names_month = 1 <= month_of(found) <= _MONTHS
            doubt = _no_such_day(found) if names_month and not days else ""
            return DayInPath(found.end() - len(above) - 1, days, doubt)
    return None


def _last_match(pattern: re.Pattern[str], full: str, above: str) -> re.Match[str] | None:
    """Find the last match of a pattern that does not end above the source."""
    matches = list(pattern.finditer(full))
    if matches and matches[-1].end() > len(above):
        return matches[-1]
    return None


def _day_of_pair(found: re.Match[str], start: int) -> DayInPath | None:
    """Find the day of two numbers in a month's folder, such as `05-10`: the one that is not the month.

    Both orders are the same day there: `12-11` in November is November 12, and there is no December in its folder.
    Return None if it is a day with something behind it: another number, or a time, as in `12-09-30`.
    """
    first, second, month = int(found["first"]), int(found["second"]), month_of(found)
    is_padded = len(found["second"]) == len("05")
    third = (found["third"] or "")[1:]
    has_year = third == found["year"][2:]
    if not is_padded and len(found["first"]) == len("05"):  # the second note of a day
        return None
    if first == month or (second == month and (has_year or not third)):
        end = found.end("third" if has_year else "both")
        day = second if first == month else first
        days = existing_days([(int(found["year"]), month, day)])
        return DayInPath(end - start, days, "" if days else _no_such_day(found))
    if third or not is_padded or first > _LAST_HOUR or second > _LAST_MINUTE:
        return None
    doubt = f"{found['both']} could be a time as well as a day of {found['folder']}"
    return DayInPath(0, (), doubt)


def _no_such_day(found: re.Match[str]) -> str:
    return f"there is no day {found[0].strip('/')}"
