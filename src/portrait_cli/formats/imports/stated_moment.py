"""The moment that a note's property states: `2024-03-05T14:30:00Z`, `March 5, 2024 at 2:30 PM`, `[[2024-03-05]]`."""

import re
from datetime import UTC, datetime, time, timedelta, timezone

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.text import one_line, shortened
from portrait_cli.formats.imports.file_name import two_readings
from portrait_cli.formats.imports.moments import local_offset
from portrait_cli.formats.imports.source import Zones
from portrait_cli.formats.imports.written_days import days_in, plain_signs, time_in_value
from portrait_cli.formats.imports.zone_names import find_zone

_AROUND = " \t\n\"'[]<>@"
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|#]*/)?([^\[\]|#/]+)[^\[\]]*\]\]")
_SECONDS = re.compile(r"([0-9]{10})(?:[0-9]{3})?(?:\.[0-9]+)?")
_BEFORE = re.compile(r"(?:[^\W\d_]{2,12}[.,]*[ ]*)?")
_OFFSET = re.compile(r" ?(?:UTC|GMT)?(Z|[+-][0-9]{1,2}(?::?[0-9]{2})?)(?![\w:])", re.IGNORECASE)
_ZONE = re.compile(r"([A-Z]{2,5}|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)")
_ZONES_OF_MAIL = {"ut": 0, "utc": 0, "gmt": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7,
                  "pdt": -7, "pst": -8}  # fmt: skip
"""Hours from UTC of the short names that mean one zone only: RFC 5322, 4.3."""
_LONGEST = 200
"""Characters of a text that may be a moment."""
_A_DAY = timedelta(days=1)
_UNTIL = re.compile(r" *(?:-|to|until) *[0-9]{1,2}(?:[:.][0-9]{2})? *(?:[ap]\.?m\.?)?$", re.IGNORECASE)
"""The end of a span of time."""


class StatedMoment(Struct, frozen=True):
    """A moment as a note states it: by the local clock, or by that of the time zone that it names."""

    written: datetime
    offset: timedelta
    zone: str = ""
    """The name of its time zone, if it has one that we know."""
    remarks: tuple[str, ...] = ()
    """What is to be told if we do not know its time zone; then its time is local."""
    is_all: bool = True
    """Whether the text says nothing else."""


def parse_stated(text: str, zones: Zones, zone_name: str = "") -> StatedMoment | str:
    """Read a text; `zone_name` is what another property says about the time zone. Return why it is no moment.

    Midnight in UTC is a day: that is how programs write one that has no time.
    """
    said = plain_signs(text.strip()[:_LONGEST])
    if link := _WIKI_LINK.search(said):
        said = link[1]
    said = said.strip(_AROUND)
    if seconds := _SECONDS.fullmatch(said):
        return instant(datetime.fromtimestamp(int(seconds[1]), tz=UTC), zones, zone_name)

    found = days_in(said, zones.numbers)
    if not found or not found[0].days or not _BEFORE.fullmatch(said, 0, found[0].start):
        return f'"{shortened(one_line(said))}" is not a date that we can read'
    day = found[0]
    if len(day.days) > 1:
        return two_readings(said[day.start : day.end], day)

    end, at = day.end, time()
    has_time = time_in_value(said, end)
    if has_time:
        at, end = has_time
    written, rest = datetime.combine(day.days[0], at), said[end:].strip(" ()[]")
    if not has_time:
        return StatedMoment(written, local_offset(written, zones), is_all=not rest)
    return _in_its_zone(written, rest, zones, zone_name)


def at_time(day: StatedMoment, text: str, zones: Zones, zone_name: str = "") -> StatedMoment:
    """Give a day the time that another property states; `9:00 - 10:00` is 9:00.

    A day that has a time keeps it, and any other text changes nothing.
    """
    said = plain_signs(text.strip()[:_LONGEST])
    found = time_in_value(f" {said}", 0)
    if not found or day.written.time() != time():
        return day
    at, end = found
    rest = _UNTIL.sub("", said[end - 1 :])
    moment = parse_stated(f"{day.written.date()} {at} {rest}", zones, zone_name)
    if isinstance(moment, str) or not (moment.is_all or moment.remarks):
        return day
    return replace(moment, is_all=day.is_all)


def _in_its_zone(written: datetime, rest: str, zones: Zones, zone_name: str) -> StatedMoment | str:
    """Make a moment of a clock's time and of what is behind it: an offset, the name of a zone, or neither."""
    if found := _OFFSET.match(rest):
        rest = rest[found.end() :].strip(" ()[]")
        offset = _offset(found[1])
    elif rest.lower() in _ZONES_OF_MAIL:
        rest, offset = "", timedelta(hours=_ZONES_OF_MAIL[rest.lower()])
    else:
        named = _ZONE.fullmatch(rest)
        return _by_the_clock(written, zones, named[1] if named else zone_name, is_all=bool(named) or not rest)

    if abs(offset) >= _A_DAY:
        return "its date has a UTC offset that is not possible"
    if not offset and written.time() == time():
        return StatedMoment(written, local_offset(written, zones), is_all=False)
    named = _ZONE.fullmatch(rest)
    if named and zones.named(named[1]):
        zone_name = named[1]
    return instant(written.replace(tzinfo=timezone(offset)), zones, zone_name, is_all=bool(named) or not rest)


def instant(moment: datetime, zones: Zones, zone_name: str = "", *, is_all: bool = True) -> StatedMoment:
    """Show a moment by the clock of the zone that the note names, or of the local one."""
    found = find_zone(zone_name, zones)
    local = moment.astimezone(found.zone)
    written = local.replace(tzinfo=None, microsecond=0, fold=0)
    return StatedMoment(written, local.utcoffset() or timedelta(), found.name, is_all=is_all)


def _by_the_clock(written: datetime, zones: Zones, zone_name: str, *, is_all: bool) -> StatedMoment:
    """Take a clock's time as that of the zone that is named; of the local one if none is, or if we do not know it."""
    found = find_zone(zone_name, zones)
    offset = written.replace(tzinfo=found.zone).utcoffset() or timedelta()
    return StatedMoment(written, offset, found.name, found.remarks, is_all=is_all and not found.remarks)


def _offset(text: str) -> timedelta:
    """Read a distance from UTC: `Z`, `+05:30`, `-0600` or `-6`."""
    if text in {"Z", "z"}:
        return timedelta()
    hours, minutes = text[1:].replace(":", ""), "0"
    if len(hours) > len("12"):
        hours, minutes = hours[:-2], hours[-2:]
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return -size if text.startswith("-") else size
