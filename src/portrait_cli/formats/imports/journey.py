"""Entries from Journey: a JSON file for each, in the archive that it exports.

It has had two forms: with `date_journal` in milliseconds, and with `dateOfJournal` as a date.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
from msgspec import Struct, field

from portrait_cli.formats.imports.html_text import html_to_markdown, looks_like_html
from portrait_cli.formats.imports.json_export import NOTHING, lenient, one_entry
from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, Zones
from portrait_cli.formats.imports.surroundings import degrees, extra_lines, joined
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags
from portrait_cli.formats.imports.zone_names import find_zone, local_moment


class _JourneyEntry(Struct):
    """An entry in its file."""

    id: str | None = ""
    date_journal: int | float | None = None
    date_of_journal: str | None = field(default=None, name="dateOfJournal")
    timezone: str | None = ""
    text: str | None = ""
    type: str | None = ""
    encrypted: bool | None = False
    favourite: bool | None = False
    tags: list[str] | None = None
    photos: list[str] | None = None
    attachments: list[str] | None = None
    mood: float | None = None
    address: str | None = ""
    label: str | None = ""
    folder: str | None = ""
    music_title: str | None = ""
    music_artist: str | None = ""
    weather: msgspec.Raw = NOTHING


class _Weather(Struct):
    """The weather where it was written."""

    description: str | None = ""


class _Temperature(Struct):
    """The temperature there. Without one there is a number in its place that is larger than any number."""

    degree_c: float | None = None
    degrees_celsius: float | None = field(default=None, name="degreeC")


def entries(name: str, text: str, zones: Zones) -> Iterator[ReadResult]:
    """Read the file of an entry."""
    for place, found in one_entry(name, text, _JourneyEntry):
        if isinstance(found, Problem):
            yield found
        else:
            yield _entry(place, found, zones)


def _entry(name: str, found: _JourneyEntry, zones: Zones) -> ReadResult:
    if found.encrypted:
        return Problem(f"{name}: its words are encrypted; unlock the journal in Journey, then export it again")

    zone = find_zone(found.timezone, zones)
    moment = _moment(found)
    local = local_moment(moment, zone.zone) if moment else None
    if local is None:
        return Problem(f"{name}: found no date that we can read")

    words = _words(found)
    title, body = title_and_text(tidy(words))
    one_line = " ".join(words.split())
    tags = list(found.tags or ())
    if found.favourite:
        tags.append(STARRED)
    folder, slash, _ = name.rpartition("/")
    files = dict.fromkeys([*(found.photos or ()), *(found.attachments or ())])
    return FoundEntry(
        place=name,
        written=local.written,
        offset=local.offset,
        zone=zone.name,
        remarks=zone.remarks,
        title=title,
        text=body,
        identity=found.id or f"{moment} {one_line}",
        source_id=found.id or "",
        tags=obsidian_tags(tags),
        attachments=tuple(" ".join(f"{folder}{slash}{file}".split()) for file in files),
        extra=tuple(extra_lines(_surroundings(found))),
    )


def _moment(found: _JourneyEntry) -> datetime | None:
    """Return when an entry was written, from milliseconds or from a date."""
    try:
        if found.date_journal is not None:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=found.date_journal)
        return datetime.fromisoformat(found.date_of_journal or "")
    except (ValueError, OverflowError):
        return None


def _words(found: _JourneyEntry) -> str:
    words = (found.text or "").replace("\r\n", "\n").replace("\r", "\n")
    if found.type == "html" or looks_like_html(words):
        return html_to_markdown(words)
    return words


def _surroundings(found: _JourneyEntry) -> Iterator[tuple[str, str]]:
    """List what Journey shows beside the words."""
    if found.mood:
        yield "mood", f"{found.mood:g} of 5"
    yield "place", found.address or ""
    yield "label", found.label or ""
    yield "folder", found.folder or ""
    yield "music", joined([found.music_title, found.music_artist])
    weather = lenient(found.weather, _Weather)
    measured = lenient(found.weather, _Temperature)
    celsius = measured.degree_c if measured.degree_c is not None else measured.degrees_celsius
    yield "weather", joined([weather.description, degrees(celsius)])
