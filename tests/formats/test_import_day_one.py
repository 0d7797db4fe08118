from pathlib import Path

from conftest import NOON, Run, journal_files
from examples import IMPORTS, ZONES, brought, day_one, only, prose
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.reader import Page


def test_a_day_one_export_is_brought(run: Run, home: Path) -> None:
    """Times are local to where they were written, and pictures and damaged entries are named."""
    done = run("import", str(IMPORTS / "dayone"), "--yes")
    assert done.code == 0
    assert done.err == (
        "3 entries from 4 March 2024 to 2 January 2025: 3 new, 0 already here; "
        "3 attachments are left where they are, and named\n"
        "portrait: skipped Journal.json, entry 3: found no date that we can read\n"
        "portrait: skipped Journal.json, entry 4: not as an export is written "
        "(expected `str | null`, got `int` - at `$.text`)\n"
        "Brought in: 3 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    first, second, third = [
        entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)
    ]
    assert (first.title, first.written.isoformat(), first.utc_offset, first.time_zone) == (
        "Walked three classrooms",
        "2024-03-04T08:05:10",
        "-06:00",
        "America/Chicago",
    )
    assert first.tags == ("Walkthrough", "Grade-5", "tag-2024", "starred")
    assert first.extra == ("imported_from: dayone", 'source_id: "5F1C0E6A2B7D4C5E9A0B1C2D3E4F5A6B"')
    assert prose(first) == (
        "Grade 5 waits for the bell\\.\n\n"
        "![](dayone-moment://0A1B2C3D4E5F60718293A4B5C6D7E8F9)\n\nAsk what changed\\!"
        "\n\nAttachment, left where it was: photos/3800439b6474adf8c32077df25829f78.jpeg"
    )
    assert (second.title, second.written.isoformat(), second.utc_offset) == (
        "Note, 1 January 2025",
        "2025-01-01T05:30:00",
        "+09:00",
    )
    assert (third.title, third.time_zone, third.utc_offset) == ("Later", "", "-06:00")
    assert run("import", str(IMPORTS / "dayone" / "Journal.json"), "--yes").err.count("3 already here") == 1


def test_a_day_one_entry_changed_since_is_the_same() -> None:
    """Day One's id identifies an entry: its words, days and time zones may change."""
    before = brought("dayone", day_one(uuid="A", text="before"))
    after = brought("dayone", day_one(uuid="A", text="after", timeZone="Asia/Tokyo"))
    assert reader.fresh(after.entries, [one.id for one in before.entries]) == []


def test_one_day_one_entry_in_two_files_is_one() -> None:
    """The same entry twice is one entry; if they differ, the second is named."""
    pages = [Page(f"{text}.json", day_one(uuid="A", text=text[0]).encode(), NOON) for text in ("a", "ab", "b")]
    found = reader.read("dayone", pages, ZONES)
    assert len(found.entries) == 1
    assert found.problems == ("b.json, entry 1: another entry of this source has the same id",)


def test_day_one_words_in_rich_text_alone_are_named() -> None:
    """An entry whose words we cannot read is not imported as an empty one."""
    assert "only there as rich text" in brought("dayone", day_one(richText='{"contents":[]}')).problems[0]


def test_a_picture_alone_is_an_entry() -> None:
    """A picture without words or a name is still named."""
    entry = only("dayone", day_one(photos=[{"type": None}], creationDate="2024-03-04"))
    assert prose(entry) == "Attachment, left where it was: photos/without a name.jpeg"
    assert entry.written.isoformat() == "2024-03-03T18:00:00"


def test_a_moment_at_the_end_of_time_is_named() -> None:
    """A moment without a local time is not a date."""
    assert "no date" in brought("dayone", day_one(creationDate="0001-01-01T00:00:00Z")).problems[0]
