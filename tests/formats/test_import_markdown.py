import json
import os
import shutil
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_files
from examples import IMPORTS, brought, only, prose
from portrait_cli.formats import entry_file


def test_a_folder_of_markdown_is_brought(run: Run, home: Path, tmp_path: Path) -> None:
    """Dates come from front matter, name or file; invalid entries are named, and other files are counted."""
    vault = shutil.copytree(IMPORTS / "vault", tmp_path / "vault")
    os.utime(vault / "thoughts.md", (NOON.timestamp(), NOON.timestamp()))
    done = run("import", str(vault), "--yes")
    assert done.code == 0
    assert done.err == (
        "5 entries from 3 February 2025 to 23 November 2026: 5 new, 0 already here; "
        "1 entry without a date, filed under the day the file was last changed; "
        "3 attachments are left where they are, and named; 1 other file left alone\n"
        "portrait: skipped empty.md: it is empty\n"
        "portrait: skipped old.md is not text that we can read\n"
        "portrait: skipped template.md:2: found a list or group as a name; expected a word before the colon\n"
        "Brought in: 5 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    entries = [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]
    assert [(one.written.isoformat(), one.utc_offset, one.title, one.tags) for one in entries] == [
        ("2025-02-03T00:00:00", "-06:00", "Note, 3 February 2025", ()),
        ("2025-05-06T09:15:00", "-06:00", "Coaching, third visit", ("coaching", "visits")),
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


@pytest.mark.parametrize(
    ("name", "written", "title"),
    [
        ("2024-03-04.md", "2024-03-04T00:00:00", "Note, 4 March 2024"),
        ("20240304 081500 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 08.15 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 9930 walk.md", "2024-03-04T00:00:00", "walk"),
        ("Walk on 2024-03-04.md", "2024-03-04T00:00:00", "Walk on"),
        ("2024-02-31 walk.md", "2026-11-23T18:30:00", "2024-02-31 walk"),
        ("a/b/walk.md", "2026-11-23T18:30:00", "walk"),
    ],
)
def test_a_files_name_may_hold_its_moment(name: str, written: str, title: str) -> None:
    """A date in a file's name is its date, also with a time after it; the rest is its title."""
    entry = only("markdown", "Words.", name)
    assert (entry.written.isoformat(), entry.title) == (written, title)


@pytest.mark.parametrize(
    ("front", "written", "offset"),
    [
        ("created: 2024-03-04 08:15:00.250 +05:30", "2024-03-04T08:15:00", "+05:30"),
        ("Date: '[[2024-03-04]]'", "2024-03-04T00:00:00", "-06:00"),
        ("date: 2024-03-04T08:15:00Z", "2024-03-04T08:15:00", "+00:00"),
        ("date: 2024-02-31\ncreated: 2024-03-04", "2024-03-04T00:00:00", "-06:00"),
        ("date: [soon, 2024-03-04]", "2024-03-04T00:00:00", "-06:00"),
        ("date: soon", "2026-11-23T18:30:00", "-06:00"),
        ("date:", "2026-11-23T18:30:00", "-06:00"),
    ],
)
def test_front_matter_may_hold_the_moment(front: str, written: str, offset: str) -> None:
    """A moment in the front matter comes before all others, with its offset if it has one."""
    entry = only("markdown", f"---\n{front}\n---\nWords.", "x.md")
    assert (entry.written.isoformat(), entry.utc_offset) == (written, offset)


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("# On top #\nwords", "On top", "words"),
        ("# On top\n\n\n    code\n", "On top", "    code"),
        ("---\ntitle: Said\n---\n# Said\n\nwords", "Said", "words"),
        ("---\ntitle: Said\n---\n# Other\n\nwords", "Said", "# Other\n\nwords"),
        ("---\ntitle: [a, b]\n---\nwords", "it", "words"),
        ("---\nDear diary\n---\nwords", "it", "---\nDear diary\n---\nwords"),
        ("---\n---\nwords", "it", "words"),
        ("---\nnever closed", "it", "---\nnever closed"),
        ("#tag first", "it", "#tag first"),
        ("# \nwords", "it", "# \nwords"),
    ],
)
def test_a_markdown_file_has_a_title(text: str, title: str, rest: str) -> None:
    """The title comes from the front matter, else the first heading, else the file's name."""
    entry = only("markdown", text, "it.md")
    assert (entry.title, prose(entry)) == (title, rest)


def test_headings_and_tags_in_code_are_none() -> None:
    """Text in a code block is neither a heading nor a tag nor a link."""
    text = "```\n# no #no ![](no.png)\n~~~\n```\n\n## yes #yes\n"
    entry = only("markdown", text, "2024-03-04.md")
    assert (entry.title, entry.tags) == ("yes #yes", ("yes",))
    assert prose(entry) == text.strip()


def test_files_that_are_shown_or_linked_are_named() -> None:
    """Linked files are named from the top of the source; web pages and other notes are not."""
    text = (
        "![a](../pic%20one.png) ![b](./x.bin) ![[deep/board.jpg|300]] ![[Note]] ![[note.md]] [c](</top.pdf>)"
        " [d](y.html) ![e](https://example.org/z.png) [f](//example.org/z.png) [g](www.example.org/z.png)"
        " [h](../../../up.csv) ![a](../pic%20one.png)"
    )
    entry = only("markdown", text, "notes/2024/x.md")
    assert prose(entry).split("\n\n")[1:] == [
        f"Attachment, left where it was: {path}"
        for path in ("notes/pic one.png", "notes/2024/x.bin", "deep/board.jpg", "top.pdf", "../up.csv")
    ]


def test_our_own_entries_keep_their_ids_when_they_are_names() -> None:
    """An id that leads out of the journal is refused, and so is an entry of a newer version."""
    own = (IMPORTS / "vault" / "2025" / "2025-06-01-101500-note.md").read_text(encoding="utf-8")
    for name in ("../../evil", ".hidden", "a/b", "a\\b", ""):
        found = brought("markdown", own.replace('"2025-06-01-101500-note"', json.dumps(name)))
        assert found.entries == ()
        assert len(found.problems) == 1
    newer = brought("markdown", own.replace("format: 1", "format: 2"))
    assert newer.problems == ("it: written in format 2 by a newer portrait",)


@pytest.mark.parametrize("front", ["{a: b, c: d}", '"a\\x00": b', 'title: "\\ud83d"', '"r\\x6fle": x', "'role': x"])
def test_odd_front_matter_does_no_harm(front: str) -> None:
    """Unusual properties are kept, or their file is named."""
    found = brought("markdown", f"---\n{front}\n---\nWords.", "x.md")
    assert len(found.entries) + len(found.problems) == 1
