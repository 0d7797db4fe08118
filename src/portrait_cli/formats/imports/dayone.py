"""Entries from Day One: the JSON in the archive that it exports."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

import msgspec
from msgspec import Struct

from portrait_cli.formats.imports.dayone_media import Media, Medium, media, name_at_places, names_placed
from portrait_cli.formats.imports.dayone_rich_text import as_markdown
from portrait_cli.formats.imports.dayone_text import shown_text
from portrait_cli.formats.imports.json_export import NOTHING, json_entries, lenient
from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.surroundings import degrees, extra_lines, joined
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags
from portrait_cli.formats.imports.zone_names import LocalMoment, find_zone, local_moment


class _DayOneEntry(Struct, rename="camel"):
    """An entry in the JSON."""

    creation_date: str
    uuid: str | None = ""
    text: str | None = ""
    rich_text: msgspec.Raw = NOTHING
    time_zone: str | None = ""
    tags: list[str] | None = None
    starred: bool | None = False
    photos: list[Medium] | None = None
    videos: list[Medium] | None = None
    audios: list[Medium] | None = None
    pdf_attachments: list[Medium] | None = None
    location: msgspec.Raw = NOTHING
    weather: msgspec.Raw = NOTHING
    music: msgspec.Raw = NOTHING


class _Location(Struct, rename="camel"):
    """Where an entry was written."""

    user_label: str | None = ""
    place_name: str | None = ""
    locality_name: str | None = ""
    administrative_area: str | None = ""
    country: str | None = ""


class _Weather(Struct, rename="camel"):
    """The weather there."""

    conditions_description: str | None = ""
    temperature_celsius: float | None = None


class _Music(Struct):
    """What was playing."""

    artist: str | None = ""
    track: str | None = ""
    album: str | None = ""


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the entries of an export one by one."""
    for place, entry in json_entries(name, text, _DayOneEntry):
        if isinstance(entry, Problem):
            yield entry
        else:
            yield _entry(place, entry, zones)


def _entry(place: str, entry: _DayOneEntry, zones: Zones) -> ReadResult:
    zone = find_zone(entry.time_zone, zones)
    local = _local_moment(entry.creation_date, zone.zone)
    if local is None:
        return Problem(f"{place}: found no date that we can read")

    files = _files(entry)
    words = (entry.text or "").replace("\r\n", "\n").replace("\r", "\n")
    title, text = title_and_text(tidy(words))
    if words.strip():
        title, shown = shown_text(title, files), shown_text(text, files)
    else:
        rich = as_markdown(entry.rich_text)
        if rich is None:
            return Problem(f"{place}: its words are only there as rich text, which we cannot read")
        title, text = title_and_text(tidy(rich))
        shown = "\n".join(name_at_places(line, files) for line in text.split("\n"))

    return FoundEntry(
        place=place,
        written=local.written,
        offset=local.offset,
        zone=zone.name,
        remarks=zone.remarks,
        title=" ".join(title.split()),
        text=shown,
        identity=entry.uuid or _moment_and_words(entry.creation_date, words),
        source_id=entry.uuid or "",
        tags=_tags(entry),
        attachments=files.all_names(),
        placed=frozenset(names_placed(text, files)),
        extra=tuple(extra_lines(_surroundings(entry))),
    )


def _local_moment(text: str, zone: tzinfo) -> LocalMoment | None:
    """Read a moment and convert it to a time zone. Return None if it is not a moment."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return local_moment(moment, zone)


def _moment_and_words(creation_date: str, words: str) -> str:
    all_words = " ".join(words.split())
    return f"{creation_date} {all_words}"


def _tags(entry: _DayOneEntry) -> tuple[str, ...]:
    tags = list(entry.tags or ())
    if entry.starred:
        tags.append(STARRED)
    return obsidian_tags(tags)


def _files(entry: _DayOneEntry) -> Media:
    return media(
        [
            ("photo", entry.photos),
            ("video", entry.videos),
            ("audio", entry.audios),
            ("pdfAttachment", entry.pdf_attachments),
        ]
    )


def _surroundings(entry: _DayOneEntry) -> Iterator[tuple[str, str]]:
    """List where an entry was written, and what the weather and the music were."""
    location = lenient(entry.location, _Location)
    yield (
        "place",
        joined(
            [
                location.user_label,
                location.place_name,
                location.locality_name,
                location.administrative_area,
                location.country,
            ]
        ),
    )
    weather = lenient(entry.weather, _Weather)
    yield "weather", joined([weather.conditions_description, degrees(weather.temperature_celsius)])
    music = lenient(entry.music, _Music)
    yield "music", joined([music.track, music.artist, music.album])
