"""Time zones by name, and the local one."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from portrait_cli.terminal.environment import Environment


def zone_named(name: str) -> tzinfo | None:
    """Find a time zone by its IANA name. Return None if this system does not know it."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return None


def local_zone(environment: Environment) -> tzinfo:
    """Return the local time zone, or the UTC offset that it has now if its name is not known."""
    return zone_named(environment.zone()) or environment.now().tzinfo or UTC
