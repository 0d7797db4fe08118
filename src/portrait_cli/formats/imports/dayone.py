"""Entries out of Day One's JSON, as its archive holds it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from portrait_cli.formats.imports.json_export import json_entries
from portrait_cli.formats.imports.source import Found, Problem, Read, Zones, tags_of, tidy, titled


class _Media(Struct):
    md5: str | None = ""
    identifier: str | None = ""
    type: str | None = ""
    format: str | None = ""


class _DayOneEntry(Struct, rename="camel"):
    creation_date: str
    uuid: str | None = ""
    text: str | None = ""
    rich_text: str | None = ""
    time_zone: str | None = ""
    tags: list[str] | None = None
    starred: bool | None = False
    photos: list[_Media] | None = None
    videos: list[_Media] | None = None
    audios: list[_Media] | None = None
    pdf_attachments: list[_Media] | None = None


def entries(name: str, text: str, zones: Zones) -> Iterator[Read]:
    """Read the entries of an export one by one."""
    for at, entry in json_entries(name, text, _DayOneEntry):
        yield entry if isinstance(entry, Problem) else _entry(at, entry, zones)


def _entry(at: str, entry: _DayOneEntry, zones: Zones) -> Read:
    if entry.rich_text and not entry.text:
        return Problem(f"{at}: its words are only there as rich text; export it again from a newer Day One")
    zone = zones.named(entry.time_zone) if entry.time_zone else None
    try:
        moment = datetime.fromisoformat(entry.creation_date)
        local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone or zones.local)
    except (ValueError, OverflowError):
        return Problem(f"{at}: found no date that we can read")
    whole = (entry.text or "").replace("\r\n", "\n").replace("\r", "\n")
    title, text = titled(tidy(whole))
    return Found(
        at=at,
        written=local.replace(tzinfo=None, microsecond=0, fold=0),
        offset=local.utcoffset() or timedelta(),
        zone=entry.time_zone or "" if zone else "",
        title=re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", title),  # Day One puts a backslash before every sign
        text=text,
        same=entry.uuid or f"{entry.creation_date} {' '.join(whole.split())}",
        source=entry.uuid or "",
        tags=tags_of([*(entry.tags or ()), *(["starred"] if entry.starred else [])]),
        attachments=tuple(_media(entry)),
    )


def _media(entry: _DayOneEntry) -> Iterator[str]:
    """Name the files of an entry as Day One lays them beside its JSON."""
    for folder, kept, usual in (
        ("photos", entry.photos, "jpeg"),
        ("videos", entry.videos, "mov"),
        ("audios", entry.audios, "m4a"),
        ("pdfs", entry.pdf_attachments, "pdf"),
    ):
        for one in kept or ():
            said = f"{folder}/{one.md5 or one.identifier or 'without a name'}.{one.type or one.format or usual}"
            yield " ".join(said.split())
