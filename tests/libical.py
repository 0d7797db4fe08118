"""Calendar files as another program reads them: libical, in C, on which the calendars of GNOME and KDE stand."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from typing import NamedTuple

import pytest

_NAME = ctypes.util.find_library("ical")


class ReadEvent(NamedTuple):
    """An event as libical understands it; empty texts for what it does not have."""

    uid: str
    summary: str
    status: str
    start: str
    end: str
    sequence: str
    stamp: str
    trigger: str
    """The trigger of its alarm."""


def events_in(text: str) -> list[ReadEvent]:
    """Read the events of a calendar, which may not break a rule of RFC 5545 or have a line that cannot be read."""
    if _NAME is None:  # Windows and macOS have no package of it
        pytest.skip("libical is not here")
    reader = _Reader(ctypes.CDLL(_NAME))
    calendar = reader.call("icalparser_parse_string", text.encode())
    assert calendar, "libical finds no calendar"
    try:
        reader.library.icalrestriction_check(ctypes.c_void_p(calendar))
        assert reader.library.icalcomponent_count_errors(ctypes.c_void_p(calendar)) == 0
        return [reader.event(one) for one in reader.components(calendar, b"VEVENT")]
    finally:
        reader.library.icalcomponent_free(ctypes.c_void_p(calendar))


class _Reader(NamedTuple):
    library: ctypes.CDLL

    def call(self, name: str, *arguments: object) -> int | None:
        """Call a function that returns a pointer."""
        function = self.library[name]
        function.restype = ctypes.c_void_p
        found: int | None = function(*arguments)
        return found

    def text(self, name: str, pointer: int) -> str:
        """Call a function that returns a text."""
        function = self.library[name]
        function.restype = ctypes.c_char_p
        found: bytes | None = function(ctypes.c_void_p(pointer))
        return found.decode() if found else ""

    def components(self, within: int, kind: bytes) -> Iterator[int]:
        """Go through the components of a kind."""
        number = self.library.icalcomponent_string_to_kind(kind)
        found = self.call("icalcomponent_get_first_component", ctypes.c_void_p(within), number)
        while found:
            yield found
            found = self.call("icalcomponent_get_next_component", ctypes.c_void_p(within), number)

    def value(self, component: int, name: bytes) -> str:
        """Return the value of a property as it is written, or an empty text."""
        number = self.library.icalproperty_string_to_kind(name)
        found = self.call("icalcomponent_get_first_property", ctypes.c_void_p(component), number)
        return self.text("icalproperty_get_value_as_string", found) if found else ""

    def event(self, component: int) -> ReadEvent:
        """Read an event."""
        alarms = list(self.components(component, b"VALARM"))
        return ReadEvent(
            uid=self.text("icalcomponent_get_uid", component),
            summary=self.text("icalcomponent_get_summary", component),
            status=self.value(component, b"STATUS"),
            start=self.value(component, b"DTSTART"),
            end=self.value(component, b"DTEND"),
            sequence=self.value(component, b"SEQUENCE"),
            stamp=self.value(component, b"DTSTAMP"),
            trigger=self.value(alarms[0], b"TRIGGER") if alarms else "",
        )
