import plistlib
from datetime import datetime

import pytest

from conftest import NOON
from examples import ZONES, day_one, prose
from portrait_cli.core.entry import Entry
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import SourceFile

_NAME = "Journal.dayone/entries/A1.doentry"
_WRITTEN = datetime(2014, 10, 23, 15, 36, 33)  # noqa: DTZ001  # a property list has no zones, and means UTC


def _read(data: bytes, *pictures: str) -> ImportResult:
    return reader.read("dayone", [SourceFile(_NAME, data, NOON, frozenset(pictures))], ZONES)


def _only(*pictures: str, **values: object) -> Entry:
    found = _read(plistlib.dumps({"Creation Date": _WRITTEN, **values}), *pictures)
    assert found.problems == ()
    (entry,) = found.entries
    return entry


def test_an_entry_of_the_first_day_one_is_read() -> None:
    """Its moment is shown in its zone; its words are as they were typed; star, tags, place and picture come along."""
    entry = _only(
        "Journal.dayone/photos/a1.jpg",
        "photos/a1.png",
        **{
            "Entry Text": "# Visit\r\nGrade 5 \\(again\\).",
            "UUID": "a1",
            "Time Zone": "Asia/Tokyo",
            "Starred": True,
            "Tags": ["grade 5"],
            "Location": {"Place Name": "Gym", "Country": "Japan", "Latitude": 1.5},
            "Weather": {"Description": "Cloudy", "Celsius": "9"},
        },
    )
    assert (entry.title, entry.written.isoformat(), entry.utc_offset) == ("Visit", "2014-10-24T00:36:33", "+09:00")
    assert prose(entry) == ("Grade 5 \\(again\\).\n\nAttachment, left where it was: Journal.dayone/photos/a1.jpg")
    assert entry.tags == ("grade-5", "starred")
    assert entry.extra[:2] == ("imported_from: dayone", "source_id: A1")
    assert entry.extra[3:] == ('place: "Gym, Japan"', 'weather: "Cloudy, 9 °C"')


def test_an_entry_with_a_moment_and_words_is_one() -> None:
    """Without a zone time is local, and everything else may be missing."""
    entry = _only(**{"Entry Text": "# T", "Weather": {"Celsius": "warm"}})
    assert (entry.written.isoformat(), entry.utc_offset, entry.blocks) == ("2014-10-23T10:36:33", "-05:00", ())
    assert entry.extra == ("imported_from: dayone",)


def test_the_same_entry_from_a_later_day_one_is_not_new() -> None:
    """Day One keeps the ids of its first version."""
    ids = [_only(**{"UUID": "a1", "Entry Text": "x"}).id]
    later = reader.read("dayone", [SourceFile("J.json", day_one(uuid="A1", text="x").encode(), NOON)], ZONES)
    assert only_new(later.entries, ids) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"words", "damaged, it is not a property list"),
        (b'<?xml version="1.0" encoding="UTF-9"?>', "damaged, it is not a property list"),
        (plistlib.dumps([]), "not an entry of Day One (Expected `object`, got `array`)"),
        (
            plistlib.dumps({"Entry Text": "x"}),
            "not an entry of Day One (Object missing required field `Creation Date`)",
        ),
        (plistlib.dumps({"Creation Date": datetime(1, 1, 1)}), "found no date that we can read"),  # noqa: DTZ001  # as above
    ],
)
def test_a_file_that_is_no_entry_is_named(data: bytes, problem: str) -> None:
    """Whatever is wrong is one line with the file's name."""
    assert _read(data).problems == (f"{_NAME}: {problem}",)
