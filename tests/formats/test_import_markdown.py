import json

import pytest

from examples import IMPORTS, imported, only, prose
from portrait_cli.formats.imports.reader import ImportResult


@pytest.mark.parametrize(
    ("name", "written", "title"),
    [
        ("2024-03-04.md", "2024-03-04T00:00:00", "Note, March 4, 2024"),
        ("20240304 081500 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 08.15 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 9930 walk.md", "2024-03-04T00:00:00", "9930 walk"),
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
        ("created: 2024-03-04 08:15:00.250 +05:30", "2024-03-03T20:45:00", "-06:00"),
        ("Date: '[[2024-03-04]]'", "2024-03-04T00:00:00", "-06:00"),
        ("date: 2024-07-04T08:15:00Z", "2024-07-04T03:15:00", "-05:00"),
        ("date: 2024-02-31\ncreated: 2024-03-04", "2024-03-04T00:00:00", "-06:00"),
        ("date: [soon, 2024-03-04]", "2024-03-04T00:00:00", "-06:00"),
        ("date: soon", "2026-11-23T18:30:00", "-06:00"),
        ("date:", "2026-11-23T18:30:00", "-06:00"),
    ],
)
def test_front_matter_may_hold_the_moment(front: str, written: str, offset: str) -> None:
    """A moment in the front matter comes before all others, by the local clock."""
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


def test_a_number_behind_a_sign_is_no_tag() -> None:
    """A word behind a number sign is a tag, and a number alone is not."""
    entry = only("markdown", "Room #204, #2024-plans and #budget.", "2024-03-04.md")
    assert (entry.tags, prose(entry)) == (("2024-plans", "budget"), "Room #204, #2024-plans and #budget.")


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
        found = imported("markdown", own.replace('"2025-06-01-101500-note"', json.dumps(name)))
        assert found.entries == ()
        assert len(found.problems) == 1
    newer = imported("markdown", own.replace("format: 1", "format: 2"))
    assert newer.problems == ("it: written in format 2 by a newer portrait",)


@pytest.mark.parametrize("front", ["{a: b, c: d}", '"a\\x00": b', 'title: "\\ud83d"', '"r\\x6fle": x', "'role': x"])
def test_odd_front_matter_does_no_harm(front: str) -> None:
    """Unusual properties are kept, or their file is named."""
    found = imported("markdown", f"---\n{front}\n---\nWords.", "x.md")
    assert len(found.entries) + len(found.problems) == 1


def test_an_offset_of_a_day_or_more_is_named() -> None:
    """The day of a moment with an offset from UTC of more than a day is not known."""
    found = imported("markdown", "---\ndate: 2024-03-04 08:15 +25:00\n---\nWords.", "x.md")
    assert list(found.undated.values()) == ["its date has a UTC offset that is not possible"]


def test_an_id_that_is_too_long_for_a_file_is_refused() -> None:
    """An id of our own that no disk takes for a file's name is named, and the entry is left out."""
    own = (IMPORTS / "vault" / "2025" / "2025-06-01-101500-note.md").read_text(encoding="utf-8")
    found = imported("markdown", own.replace("2025-06-01-101500-note", "x" * 201))
    assert found == ImportResult(problems=(f"{'x' * 201}: its id cannot be the name of a file",))
