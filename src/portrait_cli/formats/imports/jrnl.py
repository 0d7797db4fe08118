"""Entries from jrnl: its JSON export, its text export, and its journal file itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from portrait_cli.formats.imports.json_export import json_entries
from portrait_cli.formats.imports.markdown_text import tidy
from portrait_cli.formats.imports.moments import MOMENT, local_offset, moment, parse_moment
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags

_HEAD = re.compile(rf"^\[{MOMENT}\] ", re.MULTILINE)
_TAG = re.compile(r"(?<!\S)[@#][-+*#/\w]+")


class _JrnlEntry(Struct):
    """An entry in a JSON export."""

    date: str
    time: str = ""
    title: str = ""
    body: str = ""
    tags: list[str] = []
    starred: bool = False


class _TextEntry(Struct, frozen=True):
    """An entry in a text export, or in the journal itself."""

    line: int
    written: datetime
    words: str


def looks_like_jrnl(text: str) -> bool:
    """Return True if an entry begins in a text as jrnl writes it: `[2026-11-23 18:30] `."""
    return _HEAD.search(text) is not None


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the entries of an export or of a journal one by one."""
    if text.lstrip().startswith("{"):
        return _from_json(name, text, zones)
    return _from_text(name, text, zones)


# --- JSON ---


def _from_json(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read what `jrnl --format json` prints."""
    for place, entry in json_entries(name, text, _JrnlEntry):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield _from_json_entry(place, entry, zones)


def _from_json_entry(place: str, entry: _JrnlEntry, zones: Zones) -> ReadResult:
    found = parse_moment(f"{entry.date} {entry.time}".strip())
    if found is None:
        return Problem(f"{place}: found no date that we can read")

    written, _ = found
    words = f"{entry.title.strip()}\n{entry.body}"
    tags = list(entry.tags)
    if entry.starred:
        tags.append(STARRED)
    return _found_entry(place, written, words, tags, zones)


# --- text ---


def _from_text(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read a journal's own text. Brackets without a date in them are words, as they are for jrnl."""
    heads = list(_heads(text))
    if not heads:
        yield Problem(f"{name}: no line begins an entry, such as [2026-11-23 18:30]")
        return

    first, _ = heads[0]
    if text[: first.start()].strip():
        yield Problem(f"{name}:1: words before the first entry, which have no date")
    for entry in _split(text, heads):
        yield _from_text_entry(f"{name}:{entry.line}", entry, zones)


def _heads(text: str) -> Iterator[tuple[re.Match[str], datetime]]:
    """Find the brackets that begin an entry, and the moments in them."""
    for head in _HEAD.finditer(text):
        written = moment(head.groups())
        if written:
            yield head, written


def _split(text: str, heads: list[tuple[re.Match[str], datetime]]) -> Iterator[_TextEntry]:
    """Split a journal's text into its entries."""
    ends = [head.start() for head, _ in heads[1:]]
    ends.append(len(text))
    line, counted = 1, 0
    for (head, written), end in zip(heads, ends, strict=True):
        line += text.count("\n", counted, head.start())
        counted = head.start()
        yield _TextEntry(line, written, text[head.end() : end])


def _from_text_entry(place: str, entry: _TextEntry, zones: Zones) -> FoundEntry:
    words = entry.words
    tags = _TAG.findall(words)
    first, _, rest = words.partition("\n")
    if first.strip().endswith("*"):
        words = f"{first.strip(' *')}\n{rest}"
        tags.append(STARRED)
    return _found_entry(place, entry.written, words, tags, zones)


# --- both ---


def _found_entry(place: str, written: datetime, words: str, tags: Iterable[str], zones: Zones) -> FoundEntry:
    # The same in every export: JSON has no seconds, and the tags that text has depend on jrnl's version.
    minute = written.isoformat(timespec="minutes")
    one_line = " ".join(words.split())

    title, _, text = words.lstrip().partition("\n")
    return FoundEntry(
        place=place,
        written=written,
        offset=local_offset(written, zones),
        title=title.strip(),
        text=tidy(text),
        identity=f"{minute} {one_line}",
        tags=obsidian_tags(tags),
    )
