"""What the readers of other journals share: files, what is found in them, words, moments and tags."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from portrait_cli.core.entry import Entry


class Page(Struct, frozen=True):
    """One file of a source."""

    name: str
    """Its path in the source, with `/` between the parts."""
    data: bytes
    changed: datetime
    """When it was changed last, with an offset."""


class Zones(Struct, frozen=True):
    """The time zones of the world, and the one we are in."""

    local: tzinfo
    named: Callable[[str], tzinfo | None]


class Found(Struct, frozen=True, kw_only=True):
    """An entry before it has a name."""

    at: str
    written: datetime
    offset: timedelta
    title: str
    text: str
    same: str
    """What stays the same whenever this entry is brought."""
    zone: str = ""
    source: str = ""
    """What its source calls it."""
    tags: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    undated: bool = False


class Problem(Struct, frozen=True):
    """What could not be read."""

    said: str


Read = Found | Entry | Problem


def is_markdown(name: str) -> bool:
    """Say whether a file's name is one of a Markdown file."""
    return name.lower().endswith((".md", ".markdown"))


# --- words, moments and tags ---


MOMENT = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)? ?([AaPp][Mm])?)? ?"
)
HEAD = re.compile(rf"^\[{MOMENT}\] ", re.MULTILINE)
SAID_MOMENT = re.compile(rf"{MOMENT}(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?")


def moment(parts: Iterable[str | None]) -> datetime | None:
    """Make a moment of year, month, day, hour, minute, second and AM or PM."""
    *numbers, half = parts
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    if half and 1 <= hour <= 12:  # noqa: PLR2004  # the hours of a clock
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # local, as the source has it
    except ValueError:
        return None


def local(written: datetime, zones: Zones) -> timedelta:
    """Say the offset at a local time; one that the clocks leave out is as before it."""
    return written.replace(tzinfo=zones.local).utcoffset() or timedelta()


def tidy(text: str) -> str:
    """Leave out empty lines before the words and blanks behind them."""
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


def tags_of(said: Iterable[str]) -> tuple[str, ...]:
    """Write tags as Obsidian takes them, each once."""
    found: dict[str, str] = {}
    for tag in said:
        fit = re.sub(r"[^\w/-]+", "-", tag.lstrip("@#")).strip("-/")
        if fit:
            found.setdefault(fit.casefold(), f"tag-{fit}" if fit.isdigit() else fit)
    return tuple(found.values())


def heading(line: str) -> str:
    """Find the words of a Markdown heading; nothing when the line is none."""
    found = re.match(r"#{1,6}[ \t]+(.*)", line)
    return re.sub(r"(?:^|[ \t])#+$", "", found.group(1).rstrip()).strip() if found else ""


def titled(text: str, said: str = "", otherwise: str = "") -> tuple[str, str]:
    """Find the title of a text: what is said to be it, a heading on top (which leaves the text), any heading."""
    first, _, rest = text.partition("\n")
    on_top = heading(first) if first.startswith("# ") else ""
    if on_top and said in {"", on_top}:
        return on_top, tidy(rest)
    headings = (heading(line) for line in outside_fences(text) if line.startswith("#"))
    return said or otherwise or next(filter(None, headings), ""), text


def outside_fences(text: str) -> Iterator[str]:
    """Go through the lines of a Markdown text that stand in no block of code."""
    fence = ""
    for line in text.split("\n"):
        opening = re.match(r" {0,3}(```|~~~)", line)
        if opening and fence in {"", opening.group(1)}:
            fence = "" if fence else opening.group(1)
        elif not fence:
            yield line
