from datetime import datetime, timedelta, tzinfo

import pytest
from msgspec.structs import replace

from conftest import NOON
from examples import ZONES, imported, jrnl, only, prose
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import SourceFile, Zones


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


def test_a_jrnl_entry_may_have_no_title() -> None:
    """An entry without a title is a note of its day, even with only a star; one with nothing at all is named."""
    found = imported("jrnl", "[2024-03-04 08:05] \n[2024-03-05 08:05] *\n[2024-03-06 08:05] \n\nbody only\n")
    assert [(one.title, one.tags, one.blocks) for one in found.entries] == [
        ("Note, March 5, 2024", ("starred",), ()),
        ("body only", (), ()),
    ]
    assert found.problems == ("it:1: it is empty",)


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
    """The ids of entries in one second are in the order of the source."""
    found = imported("jrnl", "".join(f"[2024-03-04 08:05] {title}\n" for title in ("z", "y", "x")))
    assert [one.title for one in sorted(found.entries, key=lambda one: one.id)] == ["z", "y", "x"]


def test_a_journal_behind_itself_is_one_journal() -> None:
    """Entries with the same minute and the same words are one, as for `jrnl --import`, and it is told."""
    text = "[2024-03-04 08:05] T\nWords.\n\n[2024-03-05 08:05] T\nWords.\n"
    once, twice = imported("jrnl", text), imported("jrnl", f"{text}\n{text}")
    assert twice.entries == once.entries
    assert (once.repeated, twice.repeated) == (0, 2)


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("2024-03-04 09:00 AM", "2024-03-04T09:00:00"),
        ("2024-03-04 02:30 PM", "2024-03-04T14:30:00"),
        ("2024-03-04 14:30", "2024-03-04T14:30:00"),
        ("2024-03-04_14:30", "2024-03-04T14:30:00"),
        ("Monday, 04 Mar 2024, 14:30", "2024-03-04T14:30:00"),
        ("04.03.2024 14:30", "2024-03-04T14:30:00"),
    ],
)
def test_a_journal_of_the_first_jrnl_has_no_brackets(head: str, written: str) -> None:
    """Lines that begin as the first line does begin entries; brackets are words, as they are for jrnl."""
    other = head.replace("2024", "2025")
    found = imported("jrnl", f"{head} Title *\nWords.\n[2019-08-03 12:55] chat\n2024 words\n\n{other} Next\n")
    first, second = found.entries
    assert (first.title, first.written.isoformat(), first.tags) == ("Title", written, ("starred",))
    assert prose(first) == "Words.\n[2019-08-03 12:55] chat\n2024 words"
    assert (second.title, second.written.year) == ("Next", 2025)


@pytest.mark.parametrize(
    ("head", "written"),
    [
        ("[09.06.2013 15:39]", "2013-06-09T15:39:00"),
        ("[06/19/2013 15:39]", "2013-06-19T15:39:00"),
        ("[19/06/2013 15:39]", "2013-06-19T15:39:00"),
        ("[06/06/2013 15:39]", "2013-06-06T15:39:00"),
        ("[June 9, 2013 at 3:39 PM]", "2013-06-09T15:39:00"),
        ("[9 June 2013 03:39\u202fp.m.]", "2013-06-09T15:39:00"),
        ("[Sunday, 2013/06/09, 15:39:10]", "2013-06-09T15:39:10"),
    ],
)
def test_a_journal_has_dates_as_its_owner_set_them(head: str, written: str) -> None:
    """The usual ways to write a day and a time are read."""
    assert only("jrnl", f"{head} T\n").written.isoformat() == written


def test_day_and_month_are_told_apart_by_the_journal() -> None:
    """One date that is possible one way only decides for all, then the order of the entries; else it is named."""
    sure = imported("jrnl", "[03/04/2024 09:00] A\n[02/15/2024 09:00] B\n")
    sorted_ = imported("jrnl", "[03/04/2024 09:00] A\n[04/04/2024 09:00] B\n[02/05/2024 09:00] C\n")
    assert [f"{one.written:%m-%d}" for one in sure.entries] == ["03-04", "02-15"]
    assert [f"{one.written:%m-%d}" for one in sorted_.entries] == ["04-03", "04-04", "05-02"]

    unclear = "[03/04/2024 09:00] A\n"
    assert imported("jrnl", unclear).problems == (
        "it: its dates may begin with the day or with the month; --dates says which",
    )
    day_first = replace(ZONES, day_order="day-first")
    assert imported("jrnl", unclear, zones=day_first).entries[0].written.month == 4


def test_a_folder_says_the_day() -> None:
    """In a journal that is a folder the path is the day, also if only times are in the file; two entries are two."""
    found = imported("jrnl", "[08:05] First\nw\n\n[2022-01-01 14:00] Second\n", "journal/2024/03/04.txt")
    assert [(one.title, one.written.isoformat()) for one in found.entries] == [
        ("First", "2024-03-04T08:05:00"),
        ("Second", "2024-03-04T14:00:00"),
    ]
    assert imported("jrnl", "[08:05] First\n", "2024/02/31.txt").entries == ()


def test_a_file_of_a_day_may_stand_alone() -> None:
    """A file or folder within a journal has its day from the folders above it."""
    file = SourceFile("04.txt", b"[08:05] First\n", NOON, above="2024/03")
    assert [one.written.day for one in reader.read("jrnl", [file], ZONES).entries] == [4]


def test_what_jrnl_printed_is_read_without_its_bars() -> None:
    """The output of `jrnl` on the screen has bars before the lines, and long titles on several lines."""
    text = (
        "2024-03-04 09:00 A title that is so long that it goes on and on\nand on.\n| Words.\n|\n| More.\n\n"
        "2024-03-05 09:00 Short\n| Words.\n"
    )
    first, second = imported("jrnl", text).entries
    assert (first.title, prose(first)) == (
        "A title that is so long that it goes on and on and on.",
        "Words.\n\nMore.",
    )
    assert (second.title, prose(second)) == ("Short", "Words.")


@pytest.mark.parametrize("words", ["Before\n| a | b |\n", "| a\nb\n", "Words.\n| a\n"])
def test_bars_of_ones_own_stay(words: str) -> None:
    """Tables, and bars in a text that jrnl did not print, are words."""
    assert prose(only("jrnl", f"2024-03-04 09:00 T\n{words}")) == words.strip()


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
