import json
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from conftest import Run, journal_files
from examples import IMPORTS, ZONES, brought, jrnl, only, prose
from portrait_cli.core import search
from portrait_cli.core.filters import Filters
from portrait_cli.formats.imports.reader import Brought, Zones
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Journal

JRNL = ("jrnl.json", "jrnl.txt", "jrnl-24h.txt", "jrnl-journal.txt")


@pytest.mark.parametrize("name", JRNL)
def test_a_jrnl_export_comes_as_jrnl_shows_it(run: Run, home: Path, name: str) -> None:
    """Each of jrnl's formats gives the number, dates, titles, text and order of its JSON."""
    shown = json.loads((IMPORTS / "jrnl.json").read_text(encoding="utf-8"))["entries"]
    done = run("import", str(IMPORTS / name), "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "13 entries from 3 March 2024 to 23 November 2026: 13 new, 0 already here\n"
        "Brought in: 13 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    listed = json.loads(run("list", "--json", "-n", "100").out)["entries"][::-1]
    assert [
        (one["date"][:16], one["title"], "".join(block["text"] for block in one["blocks"])) for one in listed
    ] == [(f"{one['date']}T{one['time']}", one["title"], one["body"]) for one in shown]
    assert [("starred" in one["tags"]) for one in listed] == [one["starred"] for one in shown]
    assert listed[-1]["tags"][:2] in (["human-centered", "advocacy/board"], ["human-centered", "anna"])
    index = Index(Journal(home / "Documents" / "portrait-journal", home / "locks"), home / "cache", lambda *_: None)
    for wanted, expected in (("seating", 1), ("merci", 1), ("你好", 1), ("attendance trust", 1), ("jrnl", 2)):
        assert len(index.search(search.parse(wanted), Filters()).entries) == expected


def test_the_formats_of_one_journal_make_no_duplicates(run: Run, home: Path) -> None:
    """After the JSON, the plain text has nothing new, though only that has seconds."""
    for number, name in enumerate(JRNL):
        done = run("import", str(IMPORTS / name), "--yes")
        assert ("13 new" in done.err, "Nothing is new" in done.err) == (number == 0, number > 0)
    assert len(journal_files(home)) == 13


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
    found = brought("jrnl", "Dear diary\n[2024-03-04 08:05] T\n")
    assert (len(found.entries), found.problems) == (1, ("it:1: words before the first entry, which have no date",))


def test_a_jrnl_entry_may_be_empty() -> None:
    """An entry without a title is a note of its day, even with only a star."""
    found = brought("jrnl", "[2024-03-04 08:05] \n[2024-03-05 08:05] *\n[2024-03-06 08:05] \n\nbody only\n")
    assert [(one.title, one.tags, one.blocks) for one in found.entries] == [
        ("Note, 4 March 2024", (), ()),
        ("Note, 5 March 2024", ("starred",), ()),
        ("body only", (), ()),
    ]


def test_a_damaged_jrnl_entry_hides_no_other() -> None:
    """A damaged entry is named by its number."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = brought("jrnl", jrnl(good, {"title": "x"}, {**good, "date": "2024-02-31"}, {**good, "date": "May"}))
    assert len(found.entries) == 1
    assert found.problems == (
        "it, entry 2: not as an export is written (object missing required field `date`)",
        "it, entry 3: found no date that we can read",
        "it, entry 4: found no date that we can read",
    )


def test_what_no_file_can_hold_is_named() -> None:
    """A NUL character is reported with the number of its entry, and the rest is read."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = brought("jrnl", jrnl({**good, "body": "a\0b"}, good))
    assert len(found.entries) == 1
    assert found.problems == ("it, entry 1: there is a NUL character in it, which no text file holds",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"entries": [\n1,]}', "it:2: not as an export is written (trailing comma in array)"),
        ('{"entries": [{"a"', "it: the file ends too early"),
        ('{"entries": ' + "[" * 200_000, "it: nested too deep to be a journal"),
        ("{}", "it: not as an export is written (object missing required field `entries`)"),
        ("words", "it: no line begins an entry, as [2026-11-23 18:30] does"),
        (b"\xff\xfe\x00", "it is not text that we can read"),
    ],
)
def test_a_file_that_is_no_export_is_named(text: str | bytes, problem: str) -> None:
    """Whatever is wrong with a file is one line, with the place if there is one."""
    assert brought("jrnl", text) == Brought(problems=(problem,))


def test_an_hour_that_is_not_there_does_no_harm() -> None:
    """An hour skipped by the clock change keeps its time, at the offset before it; a repeated one is the first."""
    offsets = [only("jrnl", f"[{at}] T\n").utc_offset for at in ("2024-03-10 02:30", "2024-11-03 01:30")]
    assert offsets == ["-06:00", "-05:00"]


def test_an_offset_with_seconds_is_rounded() -> None:
    """The local mean time of long ago is rounded to minutes."""
    assert only("jrnl", "[1880-01-01 12:00] T\n").utc_offset == "-05:51"


def test_entries_of_one_second_keep_their_order() -> None:
    """The ids of entries in one second are in the order of the source, and equal ones are both kept."""
    found = brought("jrnl", "".join(f"[2024-03-04 08:05] {title}\n" for title in ("z", "y", "y", "x")))
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
    found = brought("jrnl", "[2024-03-04 08:05] T", zones=Zones(_Odd(), ZONES.named))
    assert found.entries[0].utc_offset == "+00:00"
