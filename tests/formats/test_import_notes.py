"""Notes as Obsidian, Logseq, Bear, Joplin, Notion and others write them."""

import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from examples import ZONES, imported, only, prose, texts
from portrait_cli.core.entry import Entry
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.changed_notes import find_changed
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.left_out import folder_left_out, name_when_downloaded
from portrait_cli.formats.imports.source import SourceFile


def _only(text: str, name: str = "2024-03-05.md") -> Entry:
    return only("markdown", dedent(text), name)


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: [[misc, research]]", ("misc", "research")),
        ("tags: [misc, [research, [deep]]]", ("misc", "research", "deep")),
        ("tags: #visits", ("visits",)),
        ("tags: #visits #families/grade-5", ("visits", "families/grade-5")),
        ("tags: visits #families", ("visits", "families")),
        ("tags:\n  - #visits\n  - families", ("families", "visits")),
        ("tags: timeline, visits, akt2", ("timeline", "visits", "akt2")),
        ("tags: timeline visits", ("timeline", "visits")),
        ('tags: ["[[Grade 5]]", "#visits"]', ("Grade-5", "visits")),
        ('tags: "[[Grade 5]], visits"', ("Grade-5", "visits")),
        ("Tags: [a]\nTAG: b\nkeywords: c", ("a", "b", "c")),
        ("tags: [a, b] # from home", ("a", "b")),
        ("tags: {a: b}", ()),
        ("tags:", ()),
    ],
)
def test_tags_are_read_in_all_their_forms(front: str, tags: tuple[str, ...]) -> None:
    """Tags in lists within lists, behind a sign that YAML takes for a comment, or in one text, are all tags."""
    entry = _only(f"---\n{front}\n---\nWords.")
    assert entry.tags == tags
    kept = "\n".join(entry.extra)
    assert all(tag in kept or tag in entry.tags for tag in ("visits", "home", "a:") if tag in front)


def test_several_words_between_signs_are_one_tag() -> None:
    """Bear's tags of several words are one tag each, and its tags of one word as well."""
    entry = _only("# A visit\n\n#families/grade 5# and #trust, #not a tag\n#board meeting#\n")
    assert entry.tags == ("families/grade-5", "trust", "not", "board-meeting")
    assert entry.title == "A visit"


@pytest.mark.parametrize(
    ("front", "title", "tags", "line"),
    [
        ("title: Visit: the third", "Visit: the third", (), 3),
        ("title: Visit\ntags: [a, #b]", "Visit", ("a",), 5),
        ("title: Visit\nmood: {{mood}}", "Visit", (), 4),
        ("title: Visit\ntitle: Another", "Visit", (), 4),
        ("title: 'Visit\nlines of words", "Visit", (), 4),
        ("title: Visit\n* a list\n```\ncode\n```", "Visit", (), 4),
    ],
)
def test_front_matter_that_is_not_yaml_keeps_its_words(
    front: str, title: str, tags: tuple[str, ...], line: int
) -> None:
    """All its lines are kept above the text, its plain values count, and the file is named with its line."""
    found = imported("markdown", f"---\ndate: 2024-03-05\n{front}\n---\nWords.", "x.md")
    (entry,) = found.entries
    assert (entry.written.day, entry.title) == (5, title)
    assert set(tags) <= set(entry.tags)
    assert all(line in prose(entry).split("\n") for line in [*front.split("\n"), "Words."])
    ((remark,),) = found.remarks.values()
    assert remark.startswith(f"its properties are not YAML (line {line}: ")
    assert remark.endswith("); its lines are kept above the text")


@pytest.mark.parametrize(
    "text",
    [
        "---\n* a list\n@ and words\n---\nWords.",
        "---\n: words\n\n@home we read\n---\nWords.",
        "+++\nwords\n+++\nWords.",
        "---\ntitle: [\n",
    ],
)
def test_lines_across_the_page_are_no_front_matter(text: str) -> None:
    """Lines of signs above and below words without a name and a value are words, too."""
    found = imported("markdown", text, "2024-03-05.md")
    assert (prose(found.entries[0]), found.remarks) == (text.strip(), {})


def test_front_matter_may_end_with_dots() -> None:
    """The end of a YAML document ends front matter, too; later lines across the page are words."""
    entry = _only("---\ntitle: Visit\n...\nWords.\n\n---\n\nMore.")
    assert (entry.title, prose(entry)) == ("Visit", "Words.\n\n---\n\nMore.")
    assert prose(_only("---\n{}\n---\nWords.")) == "Words."


def test_tabs_in_front_matter_are_blanks() -> None:
    """Front matter that is indented with tabs is read like any other."""
    entry = _only("---\ntags:\n\t- a\n\t- b\nmood:\n\tgood: yes\n---\nWords.")
    assert entry.tags == ("a", "b")
    assert "mood:\n  good: yes" in entry.extra
    assert prose(entry) == "Words."
    assert prose(_only("---\n\t- a\n---\nWords.")).endswith("- a\n---\nWords.")


def test_comments_in_front_matter_are_kept() -> None:
    """A comment above the first property is kept, and so is the line of a property with a comment."""
    entry = _only("---\n# from home\ntitle: Visit # the third\nmood: good\n---\nWords.")
    assert entry.title == "Visit"
    assert entry.extra[1:] == (
        'source_file: "2024-03-05.md"\n# from home',
        "title: Visit # the third",
        "mood: good",
    )


def test_toml_is_read_like_yaml() -> None:
    """Front matter in TOML, as Hugo and Zola write it, gives the date, the title and the tags, and is kept."""
    entry = _only(
        """\
        +++
        # from home
        title = "Visit"
        date = 2024-03-05T14:30:00-08:00
        weight = 3
        [taxonomies]
        tags = ["Grade 5", "visits"]
        [extra]
        seen = [2024-03-06, 08:15:00]
        +++
        Words.
        """,
        "visit.md",
    )
    assert (entry.written.isoformat(), entry.title) == ("2024-03-05T16:30:00", "Visit")
    assert entry.tags == ("Grade-5", "visits")
    assert entry.extra[1:] == (
        'source_file: "visit.md"\n# from home',
        'source_tags: ["Grade 5", "visits"]',
        "weight: 3",
        'extra: {"seen": ["2024-03-06", "08:15:00"]}',
    )
    assert prose(entry) == "Words."


@pytest.mark.parametrize(
    "front", ["title = ", "a = [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", 'taxonomies = "a"', "", "# only"]
)
def test_odd_toml_does_no_harm(front: str) -> None:
    """TOML with mistakes is kept above the text, and unusual values do no harm."""
    found = imported("markdown", f"+++\n{front}\n+++\nWords.", "2024-03-05.md")
    (entry,) = found.entries
    assert prose(entry).endswith("Words.")
    assert all("not TOML" in remark for (remark,) in found.remarks.values())


def test_json_above_the_text_is_front_matter() -> None:
    """Front matter in JSON gives the date, the title and the tags; other braces on top are words."""
    front = {"title": "Visit", "date": "2024-03-05T14:30:00-08:00", "tags": ["Grade 5"], "seen": {"by": 2}}
    entry = only("markdown", f"{json.dumps(front, indent=2)}\n\nWords.", "visit.md")
    assert (entry.title, entry.tags, entry.written.isoformat()) == ("Visit", ("Grade-5",), "2024-03-05T16:30:00")
    assert (entry.extra[-1], prose(entry)) == ('seen: {"by": 2}', "Words.")
    deep = '{\n"title": ' + "[" * 30 + "]" * 30 + "\n}\nWords."
    for words in (deep, "{\nnot: json\n}\nWords.", "{\n" + "[" * 100_000 + "\n}\n", "{ one }"):
        assert prose(_only(words)) == words.strip()


def test_logseq_pages_keep_their_outline_and_show_their_properties() -> None:
    """The lines with two colons on top are properties and stay in the text, as do the bullets of the outline."""
    text = "title:: Plan/Buses\ntags:: [[Grade 5]], visits\ndate:: [[Mar 5th, 2024]]\n\n- Call\n\t- the driver"
    entry = only("markdown", text, "pages/Plan___Buses.md")
    assert (entry.title, entry.tags, entry.written.isoformat()) == (
        "Plan/Buses",
        ("Grade-5", "visits"),
        "2024-03-05T00:00:00",
    )
    assert prose(entry) == text


def test_notion_pages_have_properties_below_their_title() -> None:
    """The id behind the name is no part of the title, and the lines below the title are properties."""
    text = (
        "# Visit\n\nCreated: March 5, 2024 2:30 PM\nTags: families, trust\nStatus: Done\n\nWords.\n\nDate: 2020-01-01"
    )
    entry = only("markdown", text, "Visits/Visit 20240305123456782024030512345678.md")
    assert (entry.title, entry.tags, entry.written.isoformat()) == (
        "Visit",
        ("families", "trust"),
        "2024-03-05T14:30:00",
    )
    assert prose(entry) == text.removeprefix("# Visit\n\n")
    doubtful = imported("markdown", "Date: 3/4/2024\n\nWords.", "Visit.md")
    assert list(doubtful.undated.values()) == ["3/4/2024 could be March 4 or April 3; --dates says which"]


_JOPLIN = """\
Evening

The board asked twice. ![](:/0123456789abcdef0123456789abcdef)

id: a{number:031}
parent_id: 00000000000000000000000000000000
created_time: 2025-05-02T02:05:11.000Z
updated_time: 2025-05-03T02:05:11.000Z
is_conflict: 0
latitude: 0.00000000
author: Anna
source_url:
encryption_applied: {encrypted}
user_created_time: 2025-05-02T02:05:11.000Z
type_: {kind}"""


def test_joplin_writes_its_properties_below_the_text() -> None:
    """In Joplin's RAW export the first line is the title, and the lines at the end are properties."""
    entry = only("markdown", _JOPLIN.format(number=1, encrypted=0, kind=1), "a1.md")
    assert (entry.title, entry.written.isoformat()) == ("Evening", "2025-05-01T21:05:11")
    assert prose(entry).startswith("The board asked twice. ![](:/0123456789abcdef0123456789abcdef)")
    assert "created_time" not in prose(entry)
    assert 'author: "Anna"' in entry.extra
    for kind, encrypted, why in ((2, 0, "what Joplin writes down about a notebook"), (1, 1, "it is encrypted")):
        found = imported("markdown", _JOPLIN.format(number=1, encrypted=encrypted, kind=kind), "a1.md")
        assert (found.entries, len(found.problems)) == ((), 1)
        assert why in found.problems[0]
    odd = _JOPLIN.format(number=1, encrypted=0, kind=1).replace("author: Anna", "author: Anna\nauthor: Ben")
    assert prose(only("markdown", odd, "a1.md")).startswith("Evening")


def _in_bundle(about: object) -> reader.ImportResult:
    data = about if isinstance(about, bytes) else json.dumps(about).encode()
    return reader.read(
        "markdown", [SourceFile("Visit.textbundle/text.md", b"# Visit\nWords.", NOON, about=data)], ZONES
    )


def test_a_text_bundle_of_bear_says_when_it_was_written() -> None:
    """Bear writes when a note was made beside its text; a note in its trash is left out; others say nothing."""
    found = _in_bundle({"version": 2, "net.shinyfrog.bear": {"creationDate": "2024-03-05T14:30:00Z", "pinned": 0}})
    assert found.entries[0].written.isoformat() == "2024-03-05T08:30:00"
    trashed = _in_bundle({"net.shinyfrog.bear": {"trashed": 1}})
    assert trashed.problems == ("Visit.textbundle/text.md: it was thrown away in Bear",)
    locked = _in_bundle({"net.shinyfrog.bear": {"encrypted": 1, "encryptedData": "AAEB"}})
    assert locked.problems[0].startswith("Visit.textbundle/text.md: it is locked in Bear")
    for about in (b"", b"{", b"[" * 100_000, {"version": 2}, {"net.shinyfrog.bear": {"creationDate": 5}}):
        assert list(_in_bundle(about).undated.values()) == ["no date found"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("template.md", "---\ndate: {{date}}\n---\nWords."),
        ("Daily.md", '---\ncreated: <% tp.date.now("YYYY-MM-DD") %>\n---\nWords.'),
        ("Templates/Daily.md", "# {{title}}\n\n## Morning"),
        ("_templates/Daily.md", "Today is {{date:YYYY-MM-DD}}."),
        ("Extras/Meeting template.md", "<%* await tp.file.rename('x') %>"),
    ],
)
def test_a_template_is_no_entry(name: str, text: str) -> None:
    """A note that waits to be filled in is left out by name."""
    assert imported("markdown", text, name).problems == (f"{name}: it is a template",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("How I use templates.md", "I like my new template."),
        ("2024-03-05.md", "Write {{date}} where the date should be."),
        ("Templates/Letter to families.md", "Dear families"),
    ],
)
def test_words_about_templates_are_words(name: str, text: str) -> None:
    """A note that mentions a template, or a letter that is kept for later, is an entry."""
    assert len(imported("markdown", text, name).entries) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Visit.sync-conflict-20230105-143000-ABCDEFG.md",
        "Visit (Anna's conflicted copy 2023-01-05).md",
        "Visit_conflict-20230105-143000.md",
    ],
)
def test_a_copy_that_a_sync_made_is_named(name: str) -> None:
    """A copy that was made of a conflict is no second entry, least of all on the day of the conflict."""
    found = imported("markdown", "Words.", name)
    assert found.entries == ()
    assert found.problems[0].endswith("of a note that was changed in two places; rename it to import it")


def test_what_is_in_an_archive_is_left_out_too() -> None:
    """In an archive there are no folders to leave out, so each file in such a folder is named."""
    found = imported("markdown", "Words.", "graph/logseq/bak/pages/Plan/2024-03-05.md")
    assert found.problems == (
        "graph/logseq/bak/pages/Plan/2024-03-05.md: it is among earlier versions of Logseq's pages",
    )


def test_folders_and_stand_ins_are_known_by_their_names() -> None:
    """Folders with earlier versions, and the files that stand in for ones in the cloud, are known."""
    for folder in ("logseq/bak", "graph/logseq/bak", "logseq/.recycle", "logseq/version-files", ".trash", "a/.trash"):
        assert folder_left_out(folder)
    for folder in ("bak", "logseq", "logseq/bakery", "journals", "my-logseq/bak"):
        assert not folder_left_out(folder)
    names = [".Visit.md.icloud", "Visit.md.nextcloud", "Visit.md.cloud", "Visit.md", "icloud.md", ".icloud"]
    assert [name_when_downloaded(name) for name in names] == ["Visit.md", "Visit.md", "Visit.md", "", "", ""]


# --- the same notes again ---

_FRONTS = st.sampled_from(
    [
        "",
        "---\ndate: 2024-03-05\ntags: [a, [b]]\n---\n",
        "---\nTitle: Visit\nCreated: March 5, 2024 2:30 PM\n---\n",
        "---\ntitle: a: b\n---\n",
        "---\ntags:\n\t- a\n---\n",
        "+++\ndate = 2024-03-05\n+++\n",
        "---\ncreated: 2024-03-05T02:30:00Z\n---\n",
        "tags:: a\n",
        "# Visit\n\nCreated: March 5, 2024\n",
    ]
)
_NAMES = st.sampled_from(["2023_01_05.md", "Jan 5, 2023.md", "a/2023/01/05.md", "x.md", "03-04-2023.md", "b/x.md"])
_notes = st.lists(st.tuples(_NAMES, _FRONTS, texts), max_size=5, unique_by=lambda note: note[0])


def _read(notes: list[tuple[str, str, str]]) -> reader.ImportResult:
    files = [SourceFile(name, f"{front}{words}".encode(), NOON) for name, front, words in notes]
    return reader.read("markdown", files, ZONES)


@given(notes=_notes, half=st.integers(0, 5))
def test_importing_notes_in_parts_equals_importing_them_once(notes: list[tuple[str, str, str]], half: int) -> None:
    """Half of a folder and then all of it, or all of it twice, gives what all of it once gives."""
    whole = _read(notes)
    part = _read(notes[:half])
    known = [entry.id for entry in part.entries]
    assert len(only_new(whole.entries, known)) == len(whole.entries) - len(part.entries)
    assert only_new(_read(notes).entries, [entry.id for entry in whole.entries]) == []
    moved = _read([(f"moved/{name}", front, words) for name, front, words in notes])
    assert only_new(moved.entries, [entry.id for entry in whole.entries]) == []


@given(note=st.tuples(_FRONTS, texts), name=_NAMES, data=st.data())
def test_a_damaged_note_is_an_entry_or_is_named(note: tuple[str, str], name: str, data: st.DataObject) -> None:
    """A note that was cut or changed gives an entry that can be written, or a name and a reason."""
    whole = "".join(note).encode()
    at = data.draw(st.integers(0, len(whole)))
    with_hole = (
        whole[:at] + data.draw(st.sampled_from([b"", b"\xff", b'"', b"[", b"\0", b"\t", b":"])) + whole[at + 1 :]
    )
    for damaged in (whole[:at], with_hole):
        found = imported("markdown", damaged, name)
        assert len(found.entries) + len(found.problems) == 1
        assert all(entry_file.parse(entry_file.dump(one), "") == one for one in found.entries)
        assert all(problem.startswith(name) for problem in found.problems)


@given(text=st.text(st.sampled_from("-+:= \n#[]{}\"'a,\t")))
def test_any_front_matter_is_an_entry_or_is_named(text: str) -> None:
    """Whatever is between the marks, the words below it are kept."""
    for mark in ("---", "+++"):
        found = imported("markdown", f"{mark}\n{text}\n{mark}\nThe words.", "2024-03-05.md")
        assert len(found.entries) + len(found.problems) == 1
        assert all("The words." in prose(entry) for entry in found.entries)


# --- notes that were changed since ---

_WORDS = "The families came early and asked about the buses."


def _changed(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> tuple[int, int]:
    """Return how many notes are known to be renamed, and to be edited."""
    journal, source = _read(before).entries, _read(after).entries
    new = only_new(source, [entry.id for entry in journal])
    found = find_changed(new, source, journal)
    return len(found.renamed), len(found.edited)


def test_a_note_that_was_edited_is_known() -> None:
    """A note in the same file that shares half of its words is the same note; another note in such a file is not."""
    before = [("2024-03-05.md", "", _WORDS)]
    assert _changed(before, [("2024-03-05.md", "", f"{_WORDS} They will come again.")]) == (0, 1)
    assert _changed([("x.md", "", "")], [("x.md", "---\ndate: 2024-03-05\n---\n", _WORDS)]) == (0, 0)
    assert _changed(before, [("2024-03-05.md", "", "At home we baked bread with grandmother.")]) == (0, 0)
    assert _changed(before, [("2024-03-06.md", "", f"{_WORDS} They will come again.")]) == (0, 0)
    assert _changed(before, [*before, ("a/2024-03-05.md", "", f"{_WORDS} More.")]) == (0, 0)


def test_a_note_whose_file_was_renamed_is_known() -> None:
    """The same words on the same day in another file are the same note, unless its first file is still there."""
    before = [("2024-03-05 Visit.md", "", _WORDS)]
    assert _changed(before, [("2024-03-05 Third visit.md", "", _WORDS)]) == (1, 0)
    assert _changed(before, [*before, ("2024-03-05 Third visit.md", "", _WORDS)]) == (0, 0)
    assert _changed(before, [("2024-03-06 Visit.md", "", _WORDS)]) == (0, 0)
    assert _changed([("2024-03-05 Visit.md", "", "")], [("2024-03-05 Third.md", "", "#")]) == (0, 0)
