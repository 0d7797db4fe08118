"""What the readers of other journals take and return: files, time zones, entries and problems."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from msgspec import Struct

from portrait_cli.core.entry import Entry


class SourceFile(Struct, frozen=True):
    """One file to import entries from."""

    name: str
    """Its path within the source, with `/` between the parts."""
    data: bytes
    changed: datetime
    """When it was last changed, with an offset."""
    pictures: frozenset[str] = frozenset()
    """The paths of the pictures in its source."""
    above: str = ""
    """The names of the folders right above the source, in which there may be a year or a month."""
    about: bytes = b""
    """What the text bundle that it is in says about it, in JSON."""


DayOrder = Literal["day-first", "month-first", ""]
"""Which comes first where a day and a month are both numbers, as in 03-04-2024; empty if nobody has said so."""


UNCLEAR_ORDER = "--dates says which"
"""What a person is told where nobody has said so."""


class Numbers(Struct, frozen=True):
    """How a day that is written in numbers is read."""

    order: DayOrder = ""
    latest_year: int = date.max.year
    """The last one that may be meant by two digits: 9/23/78 is of another century, or no date."""


class Zones(Struct, frozen=True):
    """How dates are understood: the local time zone, a way to look up any other one, and the order of numbers."""

    local: tzinfo
    named: Callable[[str], tzinfo | None]
    day_order: DayOrder = ""
    today: date = date.max

    @property
    def numbers(self) -> Numbers:
        """Return how numbers are read. A note may be dated ahead, but not by years."""
        return Numbers(self.day_order, min(self.today.year + 1, date.max.year))


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
    placed: frozenset[str] = frozenset()
    """The attachments that its text names where they stand. The others are named below it."""
    extra: tuple[str, ...] = ()
    """Lines for the front matter that `portrait` keeps but does not use."""
    undated: str = ""
    """Why we do not know its day, so that it has that of the last change of its file; empty if we know it."""
    remarks: tuple[str, ...] = ()
    """What was read otherwise than it is written there, each in a sentence."""


def attachment_sentence(name: str) -> str:
    """Return what an entry says of a picture or another file that belongs to it."""
    return f"Attachment, left where it was: {name}"


class Problem(Struct, frozen=True):
    """Something that could not be read."""

    message: str


ReadResult = FoundEntry | Entry | Problem
"""An `Entry` is one that `portrait` wrote: it keeps its id."""
