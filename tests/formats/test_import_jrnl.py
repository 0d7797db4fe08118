from datetime import datetime, timedelta, tzinfo

import pytest

from examples import ZONES, imported, jrnl, only, prose
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import Zones


def test_jrnl_tags_become_tags_that_obsidian_takes() -> None:
    """Signs are dropped, other characters become hyphens, numbers get a word, and each tag is listed once."""
    entry = only("jrnl", "[2024-03-04 08:05] T @Anna #anna @c++ #2026 ## #a/b @to_do x@y *\n@c++")
    assert entry.tags == ("Anna", "c", "tag-2026", "a/b", "to_do", "starred")
    assert (entry.title, prose(entry)) == ("T @Anna #anna @c++ #2026 ## #a/b @to_do x@y", "@c++")


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("[2024-03-04 08:05]", "2024-03-04T08:05:00"),
        ("[2024-03-04 12:05:07 AM]", "2024-03-04T00:05:07"),
        ("[2024-03-04 12:05:07 PM]", "2024-03-04T12:05:07"),
        ("[2024-03-04 01:05:07 pm]", "2024-03-04T13:05:07"),
        ("[2024-03-04 13:05:07 PM]", "2024-03-04T13:05:07"),
        ("[2024-03-04]", "2024-03-04T00:00:00"),
        ("[2024-03-04T10:00]", "2024-03-04T10:00:00"),
    ],
)
def test_a_jrnl_entry_begins_with_its_moment(head: str, written: str) -> None:
    """Every way in which jrnl writes a date and time is read."""
    assert only("jrnl", f"{head} Title\n\n  indented\n").written.isoformat() == written


def test_brackets_that_are_no_date_are_words() -> None:
    """A line in brackets that is not a date, or has no space after it, belongs to the words above it."""
    text = "[2024-03-04 08:05] T\n[x] done\n[2024-02-31 08:00] no day\n[2024-03-05 08:00]none\n[tomorrow] x"
    entry = only("jrnl", text)
    assert prose(entry) == text.partition("\n")[2]


def test_words_before_the_first_entry_are_named() -> None:
    """Words without a date cannot be filed, and are named with their line."""
    found = imported("jrnl", "Dear diary\n[2024-03-04 08:05] T\n")
    assert (len(found.entries), found.problems) == (1, ("it:1: words before the first entry, which have no date",))


def test_a_jrnl_entry_may_be_empty() -> None:
    """An entry without a title is a note of its day, even with only a star."""
    found = imported("jrnl", "[2024-03-04 08:05] \n[2024-03-05 08:05] *\n[2024-03-06 08:05] \n\nbody only\n")
    assert [(one.title, one.tags, one.blocks) for one in found.entries] == [
        ("Note, March 4, 2024", (), ()),
        ("Note, March 5, 2024", ("starred",), ()),
        ("body only", (), ()),
    ]


def test_a_damaged_jrnl_entry_hides_no_other() -> None:
    """A damaged entry is named by its number."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = imported("jrnl", jrnl(good, {"title": "x"}, {**good, "date": "2024-02-31"}, {**good, "date": "May"}))
    assert len(found.entries) == 1
    assert found.problems == (
        "it, entry 2: not a valid export (object missing required field `date`)",
        "it, entry 3: found no date that we can read",
        "it, entry 4: found no date that we can read",
    )


def test_what_no_file_can_hold_is_named() -> None:
    """A NUL character is reported with the number of its entry, and the rest is read."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = imported("jrnl", jrnl({**good, "body": "a\0b"}, good))
    assert len(found.entries) == 1
    assert found.problems == ("it, entry 1: there is a NUL character in it, which no text file holds",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"entries": [\n1,]}', "it:2: not a valid export (trailing comma in array)"),
        ('{"entries": [{"a"', "it: the file ends too early"),
        ('{"entries": ' + "[" * 2_000_000, "it: nested too deep to be a journal"),
        ("{}", "it: not a valid export (object missing required field `entries`)"),
        ("words", "it: no line begins an entry, such as [2026-11-23 18:30]"),
        (b"\xff\xfe\x00", "it is not text that we can read"),
    ],
)
def test_a_file_that_is_no_export_is_named(text: str | bytes, problem: str) -> None:
    """Whatever is wrong with a file is one line, with the place if there is one."""
    assert imported("jrnl", text) == ImportResult(problems=(problem,))


def test_an_hour_that_is_not_there_does_no_harm() -> None:
    """An hour skipped by the clock change keeps its time, at the offset before it; a repeated one is the first."""
    offsets = [only("jrnl", f"[{at}] T\n").utc_offset for at in ("2024-03-10 02:30", "2024-11-03 01:30")]
    assert offsets == ["-06:00", "-05:00"]


def test_an_offset_with_seconds_is_rounded() -> None:
    """The local mean time of long ago is rounded to minutes."""
    assert only("jrnl", "[1880-01-01 12:00] T\n").utc_offset == "-05:51"


def test_entries_of_one_second_keep_their_order() -> None:
    """The ids of entries in one second are in the order of the source, and equal ones are both kept."""
    found = imported("jrnl", "".join(f"[2024-03-04 08:05] {title}\n" for title in ("z", "y", "y", "x")))
    assert [one.title for one in sorted(found.entries, key=lambda one: one.id)] == ["z", "y", "y", "x"]


class _Odd(tzinfo):
    """A time zone that knows nothing of itself."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Return no offset."""

    def dst(self, when: datetime | None) -> timedelta | None:
        """Return no daylight saving time."""

    def tzname(self, when: datetime | None) -> str | None:
        """Return no name."""


def test_a_zone_that_says_nothing_is_utc() -> None:
    """An unknown offset is UTC."""
    found = imported("jrnl", "[2024-03-04 08:05] T", zones=Zones(_Odd(), ZONES.named))
    assert found.entries[0].utc_offset == "+00:00"
