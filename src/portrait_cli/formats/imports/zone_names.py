"""Time zones, as other journals name them."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from portrait_cli.core.text import one_line
from portrait_cli.formats.imports.source import Zones

_OFFSET = re.compile(r"(?:GMT|UTC|Z)?(?:([+-])([0-9]{1,2}):?([0-9]{2})?)?", re.IGNORECASE)
_DAY = timedelta(days=1)


class FoundZone(Struct, frozen=True):
    """The time zone that an entry is shown in."""

    zone: tzinfo
    name: str = ""
    """Its IANA name. Empty if it is the local zone, or only an offset from UTC."""
    remarks: tuple[str, ...] = ()
    """What is to be told if no zone with its name is known here. Then the zone is the local one."""


def find_zone(name: str | None, zones: Zones) -> FoundZone:
    """Find a time zone by its IANA name, such as `America/Chicago`, or by its offset, such as `GMT-0500`."""
    name = (name or "").strip()
    if not name:
        return FoundZone(zones.local)
    zone = zones.named(name)
    if zone:
        return FoundZone(zone, name)
    offset = _parse_offset(name)
    if offset is not None:
        return FoundZone(timezone(offset))
    remark = f"the time zone {one_line(name)} is not known here, so the time is that of your time zone"
    return FoundZone(zones.local, remarks=(remark,))


def _parse_offset(name: str) -> timedelta | None:
    found = _OFFSET.fullmatch(name)
    if not found:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if offset >= _DAY:
        return None
    if sign == "-":
        return -offset
    return offset


class LocalMoment(Struct, frozen=True):
    """A moment as clocks showed it."""

    written: datetime
    offset: timedelta


def local_moment(moment: datetime, zone: tzinfo) -> LocalMoment | None:
    """Convert a moment to what clocks in a time zone showed. Return None if there is no such local time."""
    local = in_zone(moment, zone)
    if local is None:
        return None
    return LocalMoment(local.replace(tzinfo=None, microsecond=0, fold=0), local.utcoffset() or timedelta())


def in_zone(moment: datetime, zone: tzinfo) -> datetime | None:
    """Convert a moment to a time zone; one without an offset is in UTC. Return None if it has no local time there."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None
