"""Entries from the first Day One, its folder `Journal.dayone`: one property list, `entries/ID.doentry`, for each.

Its keys are those that Day One Classic, jrnl and Journaley write.
"""

import plistlib
from datetime import datetime
from xml.parsers.expat import ExpatError

import msgspec
from msgspec import Struct, field

from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, SourceFile, Zones
from portrait_cli.formats.imports.surroundings import degrees, extra_lines, joined
from portrait_cli.formats.imports.tags import STARRED, obsidian_tags
from portrait_cli.formats.imports.zone_names import find_zone, local_moment

_ENDING = ".doentry"
_PICTURE_ENDINGS = ("jpg", "jpeg", "png", "gif", "heic")
_NOT_A_PROPERTY_LIST = (
    plistlib.InvalidFileException,
    ExpatError,
    ValueError,
    AttributeError,
    LookupError,
    TypeError,
    OverflowError,
    RecursionError,
)
"""What `plistlib` raises for damaged files."""


class _Location(Struct):
    """Where an entry was written."""

    place_name: str = field(default="", name="Place Name")
    locality: str = field(default="", name="Locality")
    administrative_area: str = field(default="", name="Administrative Area")
    country: str = field(default="", name="Country")


class _Weather(Struct):
    """The weather there."""

    description: str = field(default="", name="Description")
    celsius: str = field(default="", name="Celsius")


class _ClassicEntry(Struct):
    """An entry in its file."""

    creation_date: datetime = field(name="Creation Date")
    text: str = field(default="", name="Entry Text")
    uuid: str = field(default="", name="UUID")
    time_zone: str = field(default="", name="Time Zone")
    starred: bool = field(default=False, name="Starred")
    tags: list[str] = field(default_factory=list, name="Tags")
    location: _Location = field(default_factory=_Location, name="Location")
    weather: _Weather = field(default_factory=_Weather, name="Weather")


def is_classic(name: str) -> bool:
    """Return True if a file is an entry of the first Day One."""
    return name.lower().endswith(_ENDING)


def entry(file: SourceFile, zones: Zones) -> ReadResult:
    """Read the file of one entry."""
    try:
        found = msgspec.convert(plistlib.loads(file.data), _ClassicEntry, strict=False)
    except msgspec.ValidationError as error:
        return Problem(f"{file.name}: not an entry of Day One ({error})")
    except _NOT_A_PROPERTY_LIST:
        return Problem(f"{file.name}: damaged, it is not a property list")

    zone = find_zone(found.time_zone, zones)
    local = local_moment(found.creation_date, zone.zone)
    if local is None:
        return Problem(f"{file.name}: found no date that we can read")

    words = found.text.replace("\r\n", "\n").replace("\r", "\n")
    title, text = title_and_text(tidy(words))
    one_line = " ".join(words.split())
    identifier = found.uuid.upper()  # as in the JSON that later versions export
    tags = list(found.tags)
    if found.starred:
        tags.append(STARRED)
    return FoundEntry(
        place=file.name,
        written=local.written,
        offset=local.offset,
        zone=zone.name,
        remarks=zone.remarks,
        title=title,
        text=text,
        identity=identifier or f"{found.creation_date.isoformat()}Z {one_line}",
        source_id=identifier,
        tags=obsidian_tags(tags),
        attachments=tuple(_pictures(file, found.uuid)),
        extra=tuple(
            extra_lines(
                [
                    ("place", _place(found.location)),
                    ("weather", joined([found.weather.description, _celsius(found.weather)])),
                ]
            )
        ),
    )


def _place(location: _Location) -> str:
    return joined([location.place_name, location.locality, location.administrative_area, location.country])


def _celsius(weather: _Weather) -> str:
    try:
        return degrees(float(weather.celsius))
    except ValueError:
        return ""


def _pictures(file: SourceFile, uuid: str) -> list[str]:
    """List the pictures of an entry: `photos/ID.jpg` beside the folder that it is in."""
    journal, _, _ = file.name.rpartition("entries/")
    names = [f"{journal}photos/{uuid}.{ending}" for ending in _PICTURE_ENDINGS]
    return [name for name in names if name in file.pictures]
