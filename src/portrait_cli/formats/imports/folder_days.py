"""The day of a note that its folders say: `2023/01/05.md`, `2023/01-January/05 Visit.md`, `2023-01-05/notes.md`."""

import re

from portrait_cli.formats.imports.source import Numbers
from portrait_cli.formats.imports.written_days import (
    NAME,
    NTH,
    NUMBER_AFTER,
    WEEKDAY,
    WEEKDAY_NAME,
    YEAR,
    WrittenDay,
    days_in,
    days_of,
)

_FOLDER = "(?:^|/)"
_WORD_BELOW = "(?:[^/0-9]+/)?"
"""A folder such as `Daily` between those of the year and of the month."""
_DAY = rf"{WEEKDAY}(?P<day>[0-9]{{1,2}})(?:{NTH}(?=$|/)|(?<=[0-9]{{2}})(?=[ _.,-]))"
_ONLY_A_DAY = re.compile(rf"[\W_]*(?:(?:{WEEKDAY_NAME}|{NAME}|[0-9]{{1,2}}{NTH})[\W_]*)*", re.IGNORECASE)
"""What may stand beside a day in a folder's name: the same day in words."""
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_FOLDER}{YEAR}/{_WORD_BELOW}(?P<month>[0-9]{{1,2}})(?:[ _.-]+{NAME})?/{_DAY}",
        rf"{_FOLDER}{YEAR}/{NAME}/{_DAY}",
        rf"{_FOLDER}{YEAR}[-_. ]?(?P<month>[0-9]{{2}})(?:[ _.-]+{NAME})?/{_DAY}",
        rf"{_FOLDER}{YEAR}/(?:[^/]+/)?{WEEKDAY}{NAME}[ _-]+(?P<day>[0-9]{{1,2}}){NTH}{NUMBER_AFTER}(?=[^/]*$)",
        rf"{_FOLDER}{YEAR}/(?:[^/]+/)?(?P<first>[0-9]{{2}})[-_.](?P<second>[0-9]{{2}}){NUMBER_AFTER}(?=[^/]*$)",
    )
)


def day_in_path(above: str, path: str, numbers: Numbers) -> WrittenDay | None:
    """Find the day of a path that its folders say with it, or alone. Return None if they say none.

    The paths have plain signs, and no ending. The places in the day are those in the path. A folder that is called
    like a day counts, and one with more words does not: it may be a backup. It does not count above the source.
    """
    folders = path.split("/")[:-1]
    for folder in reversed(folders):
        whole = days_in(folder, numbers)
        if whole and whole[0].days and _ONLY_A_DAY.fullmatch(folder[: whole[0].start] + folder[whole[0].end :]):
            return WrittenDay(0, 0, whole[0].days)

    full = f"{above}/{path}"
    for pattern in _PATTERNS:
        matches = list(pattern.finditer(full))
        if matches and matches[-1].end() > len(above):
            found = matches[-1]
            end = found.end() - len(above) - 1
            return WrittenDay(0, end, days_of(found, numbers))
    return None
