"""What other programs wrote, imported into a journal."""

import json
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_files
from examples import IMPORTS, prose
from portrait_cli.core import search
from portrait_cli.core.filters import Filters
from portrait_cli.formats import entry_file
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
        "13 entries from March 3, 2024 to November 23, 2026: 13 new, 0 already here\n"
        "Imported 13 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    listed = json.loads(run("list", "--json", "-n", "100").out)["entries"][::-1]
    assert [
        (one["date"][:16], one["title"], "".join(block["text"] for block in one["blocks"])) for one in listed
    ] == [(f"{one['date']}T{one['time']}", one["title"], one["body"]) for one in shown]
    assert [("starred" in one["tags"]) for one in listed] == [one["starred"] for one in shown]
    assert listed[-1]["tags"][:2] in (["human-centered", "advocacy/board"], ["human-centered", "anna"])
    journal = Journal(home / "Documents" / "portrait-journal", home / "locks")
    with closing(Index(journal, home / "cache", lambda *_: None)) as index:
        for wanted, expected in (("seating", 1), ("merci", 1), ("你好", 1), ("attendance trust", 1), ("jrnl", 2)):
            assert len(index.search(search.parse(wanted), Filters()).entries) == expected


def test_the_formats_of_one_journal_make_no_duplicates(run: Run, home: Path) -> None:
    """Whoever brings the JSON finds nothing new in the plain text, though only that has seconds."""
    for number, name in enumerate(JRNL):
        done = run("import", str(IMPORTS / name), "--yes")
        assert ("13 new" in done.err, "Nothing is new" in done.err) == (number == 0, number > 0)
    assert len(journal_files(home)) == 13


def test_a_day_one_export_is_brought(run: Run, home: Path) -> None:
    """Times are local to where they were written, and pictures and damaged entries are named."""
    done = run("import", str(IMPORTS / "dayone"), "--yes")
    assert done.code == 0
    assert done.err == (
        "3 entries from March 4, 2024 to January 2, 2025: 3 new, 0 already here; "
        "3 attachments stay where they are; their entries name them\n"
        "portrait: Journal.json, entry 5: the time zone Mars/Olympus is not known here, "
        "so the time is that of your time zone\n"
        "portrait: skipped Journal.json, entry 3: found no date that we can read\n"
        "portrait: skipped Journal.json, entry 4: not a valid export "
        "(expected `str | null`, got `int` - at `$.text`)\n"
        "Imported 3 entries. To see them: portrait list. To take that back: portrait undo\n"
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
    assert first.extra == (
        "imported_from: dayone",
        'source_id: "5F1C0E6A2B7D4C5E9A0B1C2D3E4F5A6B"',
        'source_words: "d20169c537c2"',
        'place: "Springfield, United States"',
        'weather: "Cloudy, 9 °C"',
    )
    assert prose(first) == (
        "Grade 5 waits for the bell.\n\n"
        "Attachment, left where it was: photos/3800439b6474adf8c32077df25829f78.jpeg\n\nAsk what changed!"
    )
    assert (second.title, second.written.isoformat(), second.utc_offset) == (
        "Note, January 1, 2025",
        "2025-01-01T05:30:00",
        "+09:00",
    )
    assert (third.title, third.time_zone, third.utc_offset) == ("Later", "", "-06:00")
    assert run("import", str(IMPORTS / "dayone" / "Journal.json"), "--yes").err.count("3 already here") == 1


def test_a_folder_of_markdown_is_brought(run: Run, home: Path, tmp_path: Path) -> None:
    """Dates come from front matter, name or file; invalid entries are named, and other files are counted."""
    vault = shutil.copytree(IMPORTS / "vault", tmp_path / "vault")
    os.utime(vault / "thoughts.md", (NOON.timestamp(), NOON.timestamp()))
    done = run("import", str(vault), "--yes")
    assert done.code == 0
    assert done.err == (
        "5 entries from February 3, 2025 to November 23, 2026: 5 new, 0 already here; 1 without a date; "
        "3 attachments stay where they are; their entries name them; 1 other file left alone\n"
        "portrait: skipped empty.md: it is empty\n"
        "portrait: skipped old.md is not text that we can read\n"
        "portrait: skipped template.md: it is a template\n"
        "portrait: thoughts.md: no date found; filed under November 23, 2026, when it was last changed\n"
        "hint: with --undated skip, notes without a date are left out\n"
        "Imported 5 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    entries = [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]
    assert [(one.written.isoformat(), one.utc_offset, one.title, one.tags) for one in entries] == [
        ("2025-02-03T00:00:00", "-06:00", "Note, February 3, 2025", ()),
        ("2025-05-06T10:15:00", "-05:00", "Coaching, third visit", ("coaching", "visits")),
        ("2025-06-01T10:15:00", "-05:00", "Note, 1 June 2025", ("ours",)),
        ("2026-11-23T14:30:00", "-06:00", "Staff meeting", ("meeting", "Grade-5", "attendance")),
        ("2026-11-23T18:30:00", "-06:00", "Thoughts", ()),
    ]
    assert entries[2].id == "2025-06-01-101500-note"
    assert entries[3].extra == (
        "imported_from: markdown",
        'source_file: "2026-11-23 Staff meeting.md"',
        'source_tags: [meeting, "Grade 5"]',
        "aliases:\n  - staff",
        "source_role: notetaker # theirs, not ours",
        "mood: 'tired'",
    )
    assert prose(entries[0]).endswith("\n\nAttachment, left where it was: 2025/whiteboard.png")
    os.utime(vault / "thoughts.md", (0, 0))
    assert "0 new, 5 already here" in run("import", str(vault), "--yes").err
