"""Notes from Standard Notes: a backup that is not encrypted, which is JSON in a text file."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from portrait_cli.formats.imports.json_export import NOTHING, decode_part, lenient
from portrait_cli.formats.imports.markdown_text import tidy
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.tags import STARRED, hashtags, obsidian_tags
from portrait_cli.formats.imports.zone_names import in_zone


class _Export(Struct):
    items: list[msgspec.Raw]


class _Item(Struct):
    """Anything in a backup: a note, a tag, a setting."""

    content_type: str = ""
    uuid: str = ""
    created_at: datetime | None = None
    content: msgspec.Raw = NOTHING


class _Note(Struct, rename="camel"):
    title: str = ""
    text: str = ""
    note_type: str = ""
    trashed: bool = False
    starred: bool = False


class _Tag(Struct):
    title: str = ""
    references: list[_Item] = []


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the notes of a backup one by one, with the tags that refer to them."""
    export = decode_part(name, text.encode("utf-8", "replace"), _Export)
    if isinstance(export, Problem):
        yield export
        return
    items = [lenient(raw, _Item) for raw in export.items]
    tags = _tags(items)
    for number, item in enumerate(items, start=1):
        if item.content_type == "Note":
            yield _entry(f"{name}, item {number}", item, tags.get(item.uuid, []), zones)


def _tags(items: Sequence[_Item]) -> Mapping[str, list[str]]:
    """List the tags of each note by the note's id: a tag refers to its notes."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.content_type == "Tag":
            tag = lenient(item.content, _Tag)
            for note in tag.references:
                found[note.uuid].append(tag.title)
    return found


def _entry(place: str, item: _Item, tags: list[str], zones: Zones) -> ReadResult:
    if bytes(item.content).startswith(b'"'):
        return Problem(f"{place}: it is encrypted; make a backup that is not")
    note = decode_part(place, item.content, _Note)
    if isinstance(note, Problem):
        return note
    if note.trashed:
        return Problem(f"{place}: {note.title} is in the trash of Standard Notes")
    if note.note_type == "super":
        return Problem(f"{place}: {note.title} is a Super note; export it as Markdown")
    local = in_zone(item.created_at, zones.local) if item.created_at else None
    if local is None:
        return Problem(f"{place}: found no date that we can read")
    words = tidy(note.text.replace("\r\n", "\n").replace("\r", "\n"))
    return FoundEntry(
        place=place,
        written=local.replace(tzinfo=None, microsecond=0, fold=0),
        offset=local.utcoffset() or timedelta(),
        title=" ".join(note.title.split()),
        text=words,
        identity=item.uuid or f"{item.created_at} {note.title} {' '.join(words.split())}",
        source_id=item.uuid,
        tags=obsidian_tags([*tags, *hashtags(words), *([STARRED] * note.starred)]),
    )
