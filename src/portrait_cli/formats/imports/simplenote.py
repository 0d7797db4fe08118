"""Notes from Simplenote: `source/notes.json` in the archive that it exports."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from portrait_cli.formats.imports.json_export import decode_part
from portrait_cli.formats.imports.markdown_text import tidy
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.tags import hashtags, obsidian_tags
from portrait_cli.formats.imports.zone_names import in_zone


class _Export(Struct, rename="camel"):
    active_notes: list[msgspec.Raw]
    trashed_notes: list[msgspec.Raw] = []


class _Note(Struct, rename="camel"):
    content: str
    creation_date: datetime
    id: str = ""
    tags: list[str] = []


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the notes of an export one by one; how many are in Simplenote's trash is said."""
    export = decode_part(name, text.encode("utf-8", "replace"), _Export)
    if isinstance(export, Problem):
        yield export
        return
    for number, raw in enumerate(export.active_notes, start=1):
        place = f"{name}, note {number}"
        note = decode_part(place, raw, _Note)
        yield note if isinstance(note, Problem) else _entry(place, note, zones)
    if export.trashed_notes:
        yield Problem(f"{name}: what is in the trash of Simplenote ({len(export.trashed_notes)})")


def _entry(place: str, note: _Note, zones: Zones) -> ReadResult:
    """Make an entry of a note. Its first line is its title, as it is for Simplenote."""
    words = tidy(note.content.replace("\r\n", "\n").replace("\r", "\n"))
    local = in_zone(note.creation_date, zones.local)
    if not words or local is None:
        return Problem(f"{place}: it has no words, or no date that we can read")
    title, _, rest = words.partition("\n")
    return FoundEntry(
        place=place,
        written=local.replace(tzinfo=None, microsecond=0, fold=0),
        offset=local.utcoffset() or timedelta(),
        title=title.lstrip("# ").strip(),
        text=tidy(rest),
        identity=note.id or f"{note.creation_date} {' '.join(words.split())}",
        source_id=note.id,
        tags=obsidian_tags([*note.tags, *hashtags(words)]),
    )
