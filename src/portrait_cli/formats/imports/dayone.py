"""Entries from Day One: the JSON in the archive that it exports."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from msgspec import Struct

from portrait_cli.formats.imports.json_export import json_entries
from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags

_ESCAPED_SIGN = re.compile(r"\\([!-/:-@\[-`{-~])")


class _Media(Struct):
    """A picture, a video, a recording or a PDF file."""

    md5: str | None = ""
    identifier: str | None = ""
    type: str | None = ""
    format: str | None = ""


class _DayOneEntry(Struct, rename="camel"):
    """An entry in the JSON."""

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


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the entries of an export one by one."""
    for place, entry in json_entries(name, text, _DayOneEntry):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield _entry(place, entry, zones)


def _entry(place: str, entry: _DayOneEntry, zones: Zones) -> ReadResult:
    if entry.rich_text and not entry.text:
        return Problem(f"{place}: its words are only there as rich text; export it again from a newer Day One")
    zone, zone_name = _zone(entry, zones)
    local = _local_moment(entry.creation_date, zone)
    if local is None:
        return Problem(f"{place}: found no date that we can read")

    words = (entry.text or "").replace("\r\n", "\n").replace("\r", "\n")
    title, text = title_and_text(tidy(words))
    return FoundEntry(
        place=place,
        written=local.replace(tzinfo=None, microsecond=0, fold=0),
        offset=local.utcoffset() or timedelta(),
        zone=zone_name,
        title=_ESCAPED_SIGN.sub(r"\1", title),  # Day One puts a backslash before every sign
        text=text,
        identity=entry.uuid or _moment_and_words(entry.creation_date, words),
        source_id=entry.uuid or "",
        tags=_tags(entry),
        attachments=tuple(_attachments(entry)),
    )


def _zone(entry: _DayOneEntry, zones: Zones) -> tuple[tzinfo, str]:
    """Return the time zone that an entry names, and its name; the local one if we do not know the name."""
    if entry.time_zone:
        zone = zones.named(entry.time_zone)
        if zone:
            return zone, entry.time_zone
    return zones.local, ""


def _local_moment(text: str, zone: tzinfo) -> datetime | None:
    """Read a moment and convert it to a time zone. Return None if it is not a moment."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _moment_and_words(creation_date: str, words: str) -> str:
    all_words = " ".join(words.split())
    return f"{creation_date} {all_words}"


def _tags(entry: _DayOneEntry) -> tuple[str, ...]:
    tags = list(entry.tags or ())
    if entry.starred:
        tags.append(STARRED)
    return obsidian_tags(tags)


def _attachments(entry: _DayOneEntry) -> Iterator[str]:
    """Name the files of an entry as they are called in Day One's archive."""
    yield from _paths("photos", entry.photos, "jpeg")
    yield from _paths("videos", entry.videos, "mov")
    yield from _paths("audios", entry.audios, "m4a")
    yield from _paths("pdfs", entry.pdf_attachments, "pdf")


def _paths(folder: str, media: list[_Media] | None, usual_type: str) -> Iterator[str]:
    for medium in media or ():
        name = medium.md5 or medium.identifier or "without a name"
        ending = medium.type or medium.format or usual_type
        path = f"{folder}/{name}.{ending}"
        yield " ".join(path.split())
