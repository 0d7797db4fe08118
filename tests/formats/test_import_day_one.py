from conftest import NOON
from examples import ZONES, day_one, imported, only, prose
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.source import SourceFile


def test_a_day_one_entry_changed_since_is_the_same() -> None:
    """Day One's id identifies an entry: its words, days and time zones may change."""
    before = imported("dayone", day_one(uuid="A", text="before"))
    after = imported("dayone", day_one(uuid="A", text="after", timeZone="Asia/Tokyo"))
    assert only_new(after.entries, [one.id for one in before.entries]) == []


def test_one_day_one_entry_in_two_files_is_one() -> None:
    """The same entry twice is one entry; if they differ, the second is named."""
    pages = [SourceFile(f"{text}.json", day_one(uuid="A", text=text[0]).encode(), NOON) for text in ("a", "ab", "b")]
    found = reader.read("dayone", pages, ZONES)
    assert len(found.entries) == 1
    assert found.problems == ("b.json, entry 1: another entry of this source has the same id",)


def test_day_one_words_in_rich_text_alone_are_named() -> None:
    """An entry whose words we cannot read is not imported as an empty one."""
    assert "only there as rich text" in imported("dayone", day_one(richText='{"contents":[]}')).problems[0]


def test_a_picture_alone_is_an_entry() -> None:
    """A picture without words or a name is still named."""
    entry = only("dayone", day_one(photos=[{"type": None}], creationDate="2024-03-04"))
    assert prose(entry) == "Attachment, left where it was: photos/without a name.jpeg"
    assert entry.written.isoformat() == "2024-03-03T18:00:00"


def test_a_moment_at_the_end_of_time_is_named() -> None:
    """A moment without a local time is not a date."""
    assert "no date" in imported("dayone", day_one(creationDate="0001-01-01T00:00:00Z")).problems[0]
