"""Where the entries begin in the text that jrnl keeps or exports: with brackets, and without, as jrnl 1 wrote it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.formats.imports.jrnl_stamps import STAMP, Stamp, days_come_first, parse_stamp
from portrait_cli.formats.imports.source import DayOrder

_BRACKETS = re.compile(r"^\[([^\]\n]{1,60})\] ", re.MULTILINE)
_BARE = re.compile(rf"^({STAMP})(?: +|$)", re.MULTILINE | re.IGNORECASE)
_DIGITS, _LETTERS = re.compile("[0-9]+"), re.compile("[a-z.]+", re.IGNORECASE)
_BAR = "|"
_SHORTEST_WRAPPED = 20
"""Characters that jrnl puts on a line at least, beside the date, before it breaks a title."""


class TextEntry(Struct, frozen=True):
    """An entry in a text, before its words are looked at."""

    line: int
    written: datetime
    words: str


class _Head(Struct, frozen=True):
    """What stands before an entry."""

    start: int
    end: int
    stamp: Stamp


def begins_like_jrnl(text: str) -> bool:
    """Return True if an entry begins in a text: `[2026-11-23 18:30] `, or on top `2026-11-23 18:30 ` and words."""
    return bool(_bare_heads(text, top_only=True)) or any(_bracketed_heads(text))


def split_entries(text: str, day: date | None, order: DayOrder) -> list[TextEntry] | None:
    """Split a text into its entries; what stands before the first one belongs to none of them.

    `day` is the day of a file in a journal that is a folder: it counts more than the dates in the file.
    `order` is what a person says of numbers for day and month.
    Return None if it cannot be told whether the dates begin with the day or with the month.
    """
    bare = _bare_heads(text)
    heads = bare or list(_bracketed_heads(text))
    if not day:
        heads = [head for head in heads if head.stamp.order != "time"]
    day_first = days_come_first((head.stamp for head in heads), order)
    if day_first is None and not day:
        return None

    dated: list[tuple[_Head, datetime]] = []
    for head in heads:
        written = head.stamp.moment(day_first=bool(day_first), day=day)
        if written:
            dated.append((head, written))
    entries = list(_split(text, dated))
    return _without_bars(entries) if bare else entries


def start_of_entries(text: str, entries: list[TextEntry]) -> str:
    """Return what stands before the first entry."""
    lines = text.split("\n")
    return "\n".join(lines[: entries[0].line - 1])


def _bracketed_heads(text: str) -> Iterator[_Head]:
    return _heads(_BRACKETS.finditer(text))


def _bare_heads(text: str, *, top_only: bool = False) -> list[_Head]:
    """Find the lines that begin with a date and a time, if the text itself does: brackets are words in it, then."""
    top = len(text) - len(text.lstrip("\n "))
    first = _BARE.match(text, top)
    if not first or not first["hour"]:
        return []
    if top_only:
        return list(_heads([first]))
    return list(_heads(found for found in _BARE.finditer(text, top) if _form(found[1]) == _form(first[1])))


def _heads(matches: Iterable[re.Match[str]]) -> Iterator[_Head]:
    for found in matches:
        stamp = parse_stamp(found[1])
        if stamp:
            yield _Head(found.start(), found.end(), stamp)


def _form(stamp: str) -> str:
    """Return how a date is written, whatever date it is."""
    return _LETTERS.sub("a", _DIGITS.sub("0", stamp))


def _split(text: str, heads: list[tuple[_Head, datetime]]) -> Iterator[TextEntry]:
    ends = [head.start for head, _ in heads]
    ends.append(len(text))
    line, counted = 1, 0
    for (head, written), end in zip(heads, ends[1:], strict=True):
        line += text.count("\n", counted, head.start)
        counted = head.start
        yield TextEntry(line, written, text[head.end : end])


# --- what jrnl prints on the screen ---


def _without_bars(entries: list[TextEntry]) -> list[TextEntry]:
    """Take out the bars that `jrnl > journal.txt` puts before lines, if that is what the text is."""
    lines = [entry.words.rstrip().split("\n") for entry in entries]
    if not any(map(any, map(_bars, lines))) or not all(map(_is_printed, lines)):
        return entries
    return [replace(entry, words=_as_written(found)) for entry, found in zip(entries, lines, strict=True)]


def _bars(lines: list[str]) -> list[bool]:
    return [line.startswith(_BAR) for line in lines]


def _is_printed(lines: list[str]) -> bool:
    """Return True if lines may be an entry as jrnl prints it: a title, on several lines if it is long, then bars."""
    bars = _bars(lines)
    wrapped = lines[: bars.count(False) - 1]
    has_table = any(line.startswith(_BAR) and line.endswith(_BAR) for line in lines if len(line) > 1)
    return bars == sorted(bars) and not has_table and all(len(line) > _SHORTEST_WRAPPED for line in wrapped)


def _as_written(lines: list[str]) -> str:
    """Return a title and the lines below it, without bars."""
    title = " ".join(line.strip() for line in lines if not line.startswith(_BAR))
    body = [line[1:].removeprefix(" ") for line in lines if line.startswith(_BAR)]
    return "\n".join([title, *body])
