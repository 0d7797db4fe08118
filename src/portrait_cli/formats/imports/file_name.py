"""The names of notes' files: which ones are notes, and the moment and the title in a name."""

import re
from datetime import datetime

from msgspec import Struct

from portrait_cli.formats.imports.moments import moment

_MOMENT = re.compile(
    r"(?<![0-9])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])"
    r"(?:[ T_-]+([0-9]{2})[-.:h]?([0-9]{2})(?:[-.:m]?([0-9]{2}))?(?![0-9]))?"
)


def is_markdown(name: str) -> bool:
    """Return True if a file with this name is a Markdown file."""
    return name.lower().endswith((".md", ".markdown"))


class FileName(Struct, frozen=True):
    """What a file's name says."""

    written: datetime | None
    title: str


def parse_file_name(stem: str) -> FileName:
    """Read a file's name without its ending, such as `2024-03-04 Staff meeting`."""
    for found in _MOMENT.finditer(stem):
        written = _moment(found)
        if written:
            words = stem[: found.start()] + stem[found.end() :]
            return FileName(written, _trim(words))
    return FileName(None, _trim(stem))


def _moment(found: re.Match[str]) -> datetime | None:
    """Make a moment of a day and a time; or of the day alone, if the digits after it are not a time."""
    year, month, day, *time = found.groups()
    am_or_pm = None
    written = moment([year, month, day, *time, am_or_pm])
    if written:
        return written
    return moment([year, month, day, None, None, None, am_or_pm])


def _trim(words: str) -> str:
    return words.strip(" -_,.")
