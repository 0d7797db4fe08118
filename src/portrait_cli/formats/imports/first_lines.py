"""The day that the first lines of a note say: `# March 10, 2025`, `Monday, March 3rd, 2025`, `Date: 6 March 2025`."""

import re
from collections.abc import Iterator

from msgspec import Struct

from portrait_cli.core.dates import WEEKDAYS
from portrait_cli.formats.imports.source import Zones
from portrait_cli.formats.imports.stated_moment import StatedMoment, parse_stated
from portrait_cli.formats.imports.written_days import (
    NAME,
    WEEKDAY_ALONE,
    WrittenDay,
    days_in,
    plain_signs,
    time_in_value,
    weekday_fits,
)

REMARK = "filed by the date in its first line"
REMARK_LATER = "filed by the date in its first lines"
_NEAR_THE_TOP = 10
"""Lines with words among which one may begin with `Date:`."""
_LONGEST = 120
"""Characters of a line that may say the day of a note."""
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*)")
_BOLD = re.compile(r"(?:\*\*[^*]+\*\*|__[^_]+__)\s*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_DATE_LINE = re.compile(
    r"[\s>*_-]*(?:(?:meeting|visit|session|entry) )?date(?: and time| of [a-z]+)?[*_ ]*:[*_]*[ \t]*(\S.*)",
    re.IGNORECASE,
)
_SIGNS = " \t*_~`.,:;#<>@|()[]-\u2014"
"""What may stand around a day."""
_ABOUT_A_DAY = re.compile(
    r"(?<![^\W_])(?:by|until|till?|due|deadline|before|after|since|for|from|of|to|through|thru|between|and|starting"
    r"|beginning|effective|expires?|week|next)\W*$",
    re.IGNORECASE,
)
"""What shows before a day that the note is about it, and need not be of it."""
_BEGINS_A_SPAN = re.compile(
    rf"(?:(?<![^\W_]){NAME} ?[0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9][/.][0-9]{{1,2}}) *[-\u2014/&,] *$", re.IGNORECASE
)
_END_OF_HOURS = re.compile(r" *(?:[-\u2014]|to) *[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\b\.?)?", re.IGNORECASE)
_BEGINS_A_SPAN_OF_DAYS = re.compile(r"[0-9]\.? *[-\u2014/&] *$")


def day_in_first_lines(words: str, zones: Zones) -> tuple[StatedMoment, str] | str:
    """Find the moment of a note in its first lines, and the remark that says where it was.

    It is in the heading on top, or alone on the first line or on the one below that heading, or behind `Date:` near
    the top. Only what is surely the day of the note counts. Return why it is not sure, or nothing if there is none.
    """
    doubt = ""
    for line in _lines_with_days(words):
        found = _moment(line, zones)
        if isinstance(found, StatedMoment):
            return found, line.remark
        doubt = doubt or found
    return doubt


class _Line(Struct, frozen=True):
    """A line that may say the day."""

    said: str
    remark: str
    alone: bool
    """Whether it has to say nothing else."""


def _lines_with_days(words: str) -> Iterator[_Line]:
    lines = [plain_signs(line) for line in words.split("\n", maxsplit=_NEAR_THE_TOP * 3) if line.strip()]
    has_heading = bool(lines) and _is_heading(lines)
    for number, line in enumerate(lines[:_NEAR_THE_TOP]):
        remark = REMARK_LATER if number else REMARK
        if named := _DATE_LINE.fullmatch(line):
            yield _Line(named[1], remark, alone=False)
        elif number == 0:
            yield _Line(line, remark, alone=not has_heading)
        elif has_heading and all(map(_UNDERLINE.fullmatch, lines[1:number])):
            yield _Line(line, remark, alone=True)


def _is_heading(lines: list[str]) -> bool:
    """Return True if the first of some lines is a heading, or as good as one."""
    first = lines[0]
    underlined = len(lines) > 1 and _UNDERLINE.fullmatch(lines[1])
    return bool(_HEADING.fullmatch(first) or _BOLD.fullmatch(first) or underlined)


def _moment(line: _Line, zones: Zones) -> StatedMoment | str:
    """Read a line. Return why its day is not sure, or nothing if it says none."""
    said = line.said.strip(_SIGNS)
    days = days_in(said, zones.numbers) if len(said) <= _LONGEST else []
    if not days or not _is_its_day(said, days, alone=line.alone):
        return ""
    day = days[0]
    if day.days[0] > zones.today:
        return ""
    if len(day.days) == 1 and not weekday_fits(_with_words_beside(said, day), day.days[0]):
        written = said[day.start : day.end]
        return f"its first lines say {written}, but that day is a {WEEKDAYS[day.days[0].weekday()]}"
    return parse_stated(said[day.start :], zones)


def _is_its_day(said: str, days: list[WrittenDay], *, alone: bool) -> bool:
    """Return True if a line says one day, and at its start or end, or alone, as notes say their own."""
    day = days[0]
    written, before, behind = said[day.start : day.end], said[: day.start], said[day.end :]
    if not day.days or written.isdigit() or any(other.days != day.days for other in days):
        return False
    if _ABOUT_A_DAY.search(before) or _is_end_of_span(written, before):
        return False
    if following := time_in_value(said, day.end):
        behind = _END_OF_HOURS.sub("", said[following[1] :], count=1)
    words_before = WEEKDAY_ALONE.sub("", before).strip(_SIGNS)
    words_behind = WEEKDAY_ALONE.sub("", behind).strip(_SIGNS)
    if alone:
        return not words_before and not words_behind
    return not words_before or not words_behind


def _with_words_beside(said: str, day: WrittenDay) -> str:
    """Return a day with the word before it and the one behind it, either of which may be its weekday."""
    before, behind = said[: day.start].split()[-1:], said[day.end :].split()[:1]
    return " ".join([*before, said[day.start : day.end], *behind])


def _is_end_of_span(written: str, before: str) -> bool:
    """Return True for the end of `March 10 - March 12, 2025`, `3/10-3/12/2025` or `10-12 March 2025`."""
    if _BEGINS_A_SPAN.search(before):
        return True
    day_and_name = written[0].isdigit() and any(map(str.isalpha, written))
    return day_and_name and _BEGINS_A_SPAN_OF_DAYS.search(before) is not None
