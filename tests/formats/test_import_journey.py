import json

import pytest

from conftest import NOON
from examples import ZONES, imported, only, prose
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.source import SourceFile

_WRITTEN = 1709561110000


def _journey(**values: object) -> str:
    return json.dumps({"id": "1-a", "date_journal": _WRITTEN, "timezone": "Asia/Tokyo", **values})


def test_an_entry_of_journey_is_read() -> None:
    """Its words are without tags, at the time of its zone; star, tags, files and what it shows beside come along."""
    entry = only(
        "journey",
        _journey(
            text="<p>Caf&eacute; &amp; more<br>below</p><p></p><p>End</p>",
            type="html",
            favourite=True,
            tags=["grade 5"],
            photos=["1-a-x.jpg", "1-a-x.jpg"],
            mood=4,
            address="London\nroad",
            label="work",
            folder="",
            music_title="T",
            music_artist="A",
            lat=1.7976931348623157e308,
            weather={"degree_c": 1.7976931348623157e308, "description": "Sunny"},
        ),
        "export/1-a.json",
    )
    assert (entry.written.isoformat(), entry.utc_offset, entry.time_zone) == (
        "2024-03-04T23:05:10",
        "+09:00",
        "Asia/Tokyo",
    )
    assert prose(entry) == "Café & more\nbelow\n\nEnd\n\nAttachment, left where it was: export/1-a-x.jpg"
    assert entry.tags == ("grade-5", "starred")
    assert entry.extra == (
        "imported_from: journey",
        'source_id: "1-a"',
        'source_words: "c9fba65934e2"',
        'mood: "4 of 5"',
        'place: "London road"',
        "label: work",
        'music: "T, A"',
        "weather: Sunny",
    )


def test_the_newer_form_of_journey_is_read() -> None:
    """It writes the date as a text, and has its files as attachments."""
    text = json.dumps(
        {
            "id": "xH9",
            "dateOfJournal": "2024-03-04T14:05:10.000Z",
            "text": "# Title\n3 < 5, and that is all",
            "attachments": ["a.jpg"],
            "weather": {"degreeC": 9.2, "description": "Clear sky"},
        }
    )
    entry = only("journey", text, "x.json")
    assert (entry.title, entry.written.isoformat()) == ("Title", "2024-03-04T08:05:10")
    assert prose(entry) == "3 < 5, and that is all\n\nAttachment, left where it was: a.jpg"
    assert entry.extra[3:] == ('weather: "Clear sky, 9 °C"',)


def test_a_number_larger_than_any_costs_no_words() -> None:
    """Journey writes one where there is no temperature and no place."""
    text = _journey(text="words", weather={"description": "Sunny"})
    entry = only("journey", text.replace('"Sunny"', '"Sunny", "degree_c": 1.797693134862316e+308, "x": 1e999'))
    assert (prose(entry), entry.extra[3:]) == ("words", ("weather: Sunny",))


def test_an_empty_entry_of_journey_is_named() -> None:
    """One without words, files, tags and mood is left out; a mood alone is an entry."""
    assert imported("journey", _journey(text="<p></p>", address="Gym")).problems == ("it: it is empty",)
    assert only("journey", _journey(text="", mood=4)).extra[-1] == 'mood: "4 of 5"'


def test_entries_of_journey_without_an_id_are_known_again() -> None:
    """Moment and words stand for the id, and the same entry twice is one."""
    files = [SourceFile(f"{name}.json", _journey(id=None, text="x").encode(), NOON) for name in "ab"]
    assert len(reader.read("journey", files, ZONES).entries) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_journey(encrypted=True), "its words are encrypted; unlock the journal in Journey, then export it again"),
        (_journey(date_journal=1e300), "found no date that we can read"),
        (_journey(date_journal=None, dateOfJournal="soon"), "found no date that we can read"),
        (_journey(date_journal=None), "found no date that we can read"),
        (_journey(tags=1), "not a valid export (expected `array | null`, got `int` - at `$.tags`)"),
        ("{", "the file ends too early"),
    ],
)
def test_an_entry_of_journey_that_cannot_be_read_is_named(text: str, problem: str) -> None:
    """Whatever is wrong is one line with the file's name."""
    assert imported("journey", text).problems == (f"it: {problem}",)
