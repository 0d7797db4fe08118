"""A time of day behind the words for a day: `yesterday 5pm`."""

import re
import unicodedata
from datetime import time

_LONGEST = 60
"""Characters of a day and a time in words."""
_NOON = 12
_CLOCK = "(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::[0-9]{2})?)?(?: ?(?P<half>[ap])m)?"


def split_time(text: str) -> tuple[str, time | None]:
    """Part the words for a day from a time of day behind them: `yesterday 5pm`, `2026-11-23 17:30`, `friday noon`.

    The words come back as they are compared. What cannot be a time stays with them.
    """
    words = _tidy(text)
    found = re.fullmatch(f"(?P<day>.+?)(?: at | |(?<=[0-9])t)(?:{_CLOCK}|noon)", words)
    if found is None:
        return words, None
    if not found["hour"]:
        return found["day"], time(_NOON)
    at = _time(int(found["hour"]), found["minute"], found["half"])
    if at is None:
        return words, None
    return found["day"], at


def _time(hour: int, minute: str | None, half: str | None) -> time | None:
    """Return a time of day; None if there is none, or if it may be in either half of the day."""
    if half and 1 <= hour <= _NOON:
        hour %= _NOON
        if half == "p":
            hour += _NOON
    elif half or not minute:
        return None
    try:
        return time(hour, int(minute or 0))
    except ValueError:
        return None


def _tidy(text: str) -> str:
    """Write a text in lower case, with plain signs, single spaces and no dots behind abbreviations."""
    if len(text) > _LONGEST:
        return ""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)  # hyphens, dashes and minus
    text = re.sub(r"\b([ap])\.m\.?", r"\1m", text)
    text = re.sub("(?<=[a-z])[.]|,", " ", text)
    text = re.sub("(?<=[0-9])[-./](?=[a-z])|(?<=[0-9])[.](?= )|(?<=[a-z])[-/](?=[0-9])", " ", text)  # 23-Nov-2026
    return re.sub("^(?:(?:on|by) )?(?:the )?", "", " ".join(text.split()))
