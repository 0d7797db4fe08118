"""What the readers of other journals take and return: files, time zones, entries and problems."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from msgspec import Struct

from portrait_cli.core.entry import Entry


class SourceFile(Struct, frozen=True):
    """One file to import entries from."""

    name: str
    """Its path within the source, with `/` between the parts."""
    data: bytes
    changed: datetime
    """When it was last changed, with an offset."""


class Zones(Struct, frozen=True):
    """The local time zone, and a way to look up any other one."""

    local: tzinfo
    named: Callable[[str], tzinfo | None]


class FoundEntry(Struct, frozen=True, kw_only=True):
    """An entry that was found in a source and does not have an id yet."""

    place: str
    """Its file and its line or number there, for messages."""
    written: datetime
    offset: timedelta
    title: str
    text: str
    identity: str
    """A text that is the same every time this entry is imported, and different for every other entry."""
    zone: str = ""
    source_id: str = ""
    """Its id in the journal that it comes from."""
    tags: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    """Lines for the front matter that `portrait` keeps but does not use."""
    undated: bool = False


class Problem(Struct, frozen=True):
    """Something that could not be read."""

    message: str


ReadResult = FoundEntry | Entry | Problem
"""An `Entry` is one that `portrait` wrote: it keeps its id."""
