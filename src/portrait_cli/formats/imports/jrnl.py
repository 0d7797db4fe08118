"""Entries from jrnl: what it exports as JSON, text, Markdown and YAML, and its journal itself, a file or a folder."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct

from portrait_cli.formats.imports import jrnl_markdown
from portrait_cli.formats.imports.jrnl_heads import TextEntry, split_entries, start_of_entries
from portrait_cli.formats.imports.json_export import has_json_key, json_entries, one_entry
from portrait_cli.formats.imports.markdown_text import tidy
from portrait_cli.formats.imports.moments import local_offset, parse_moment
from portrait_cli.formats.imports.source import UNCLEAR_ORDER, FoundEntry, Problem, ReadResult, SourceFile, Zones
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags

FILE_OF_A_DAY = re.compile(r"(?:^|/)([0-9]{4})/([01][0-9])/([0-3][0-9])\.txt$")
"""The path of a file in a journal that is a folder. jrnl ignores all others."""
_TAG = re.compile(r"(?<!\S)[@#][-+*#/\w]+")


class _JrnlEntry(Struct):
    """An entry in a JSON export."""

    date: str
    time: str = ""
    title: str = ""
    body: str = ""
    tags: list[str] = []
    starred: bool = False


def entries(file: SourceFile, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the entries of an export or of a journal one by one."""
    if text.lstrip().startswith("{"):
        return _from_json(file.name, text, zones)
    if jrnl_markdown.is_export(file.name, text):
        return _from_markdown(file.name, text, zones)
    return _from_text(file, text, zones)


# --- JSON ---


def _from_json(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read what `jrnl --format json` prints."""
    is_one_entry = has_json_key(text, "title") and not has_json_key(text, "entries")  # in a folder of such files
    found = one_entry(name, text, _JrnlEntry) if is_one_entry else json_entries(name, text, _JrnlEntry)
    for place, entry in found:
        if isinstance(entry, Problem):
            yield entry
        else:
            yield _from_json_entry(place, entry, zones)


def _from_json_entry(place: str, entry: _JrnlEntry, zones: Zones) -> ReadResult:
    written = parse_moment(f"{entry.date} {entry.time}".strip())
    if written is None:
        return Problem(f"{place}: found no date that we can read")

    words = f"{entry.title.strip()}\n{entry.body}"
    tags = list(entry.tags)
    if entry.starred:
        tags.append(STARRED)
    return _found_entry(place, written, words, tags, zones)


# --- text ---


def _from_text(file: SourceFile, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read a journal's own text. Brackets without a date in them are words, as they are for jrnl."""
    name = file.name
    found = split_entries(text, _day_of(name), zones.day_order)
    if found == []:  # then the folders above the source may say of which day its times are
        found = split_entries(text, _day_of(f"{file.above}/{name}"), zones.day_order)
    if found is None:
        yield Problem(_unclear_dates(name))
        return
    if not found:
        yield Problem(f"{name}: no line begins an entry, such as [2026-11-23 18:30]")
        return

    if start_of_entries(text, found).strip():
        yield Problem(f"{name}:1: words before the first entry, which have no date")
    for entry in found:
        yield _from_text_entry(f"{name}:{entry.line}", entry, zones)


def _day_of(path: str) -> date | None:
    """Return the day of a file in a journal that is a folder, `2026/11/23.txt`. Return None for any other file."""
    found = FILE_OF_A_DAY.search(path)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _from_text_entry(place: str, entry: TextEntry, zones: Zones) -> FoundEntry:
    words = entry.words
    tags = _TAG.findall(words)
    first, _, rest = words.partition("\n")
    if first.strip().endswith("*"):
        words = f"{first.strip(' *')}\n{rest}"
        tags.append(STARRED)
    return _found_entry(place, entry.written, words, tags, zones)


# --- Markdown ---


def _from_markdown(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read what `jrnl --format markdown` and `jrnl --format yaml` write."""
    found = jrnl_markdown.entries(text, zones.day_order)
    if found is None:
        yield Problem(_unclear_dates(name))
        return
    if not found:
        yield Problem(f"{name}: found no date that we can read")
    for entry in found:
        tags = [*_TAG.findall(entry.words), *entry.tags]
        if entry.starred:
            tags.append(STARRED)
        yield _found_entry(f"{name}:{entry.line}", entry.written, entry.words, tags, zones)


def _unclear_dates(name: str) -> str:
    return f"{name}: its dates may begin with the day or with the month; {UNCLEAR_ORDER}"


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
