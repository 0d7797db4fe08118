"""Entries and portraits as JSON for programs."""

import json
from collections.abc import Mapping, Sequence

from msgspec import to_builtins

from portrait_cli.core.entry import Entry
from portrait_cli.core.text import visible_json

_SCHEMA = 1


def write(values: Mapping[str, object]) -> str:
    """Write one JSON object with the schema's number; a character that could act on a terminal is escaped."""
    numbered = {"schema": _SCHEMA, **values}
    text = json.dumps(numbered, ensure_ascii=False, indent=2, default=to_builtins)
    return visible_json(text) + "\n"


def entries(stored: Sequence[Entry]) -> list[dict[str, object]]:
    """List entries with all they hold."""
    return [_entry(entry) for entry in stored]


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "date": entry.written.isoformat(),
        "utc_offset": entry.utc_offset,
        "time_zone": entry.time_zone,
        "title": entry.title,
        "portrait": entry.portrait,
        "portrait_version": entry.portrait_version,
        "guide": entry.guide,
        "role": entry.role,
        "attributes": entry.attributes,
        "tags": entry.tags,
        "minutes": entry.minutes,
        "blocks": to_builtins(entry.blocks),
    }
