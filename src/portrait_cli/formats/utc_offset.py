"""The distance of a local time from UTC, as files write it."""

import re

_UTC_OFFSET = re.compile(r"[+-](?:0\d|1\d|2[0-3]):[0-5]\d")


def is_utc_offset(text: str) -> bool:
    """Return True for an offset such as `-06:00`."""
    return bool(_UTC_OFFSET.fullmatch(text))
