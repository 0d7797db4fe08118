import json
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON, TESTS
from examples import one_in, one_line, texts
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat, guess_format
from portrait_cli.formats.imports.ids import only_new
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import SourceFile, Zones
from portrait_cli.store.journal import Journal

IMPORTS = TESTS / "imports"
ZONES = Zones(ZoneInfo("America/Chicago"), {"Asia/Tokyo": ZoneInfo("Asia/Tokyo")}.get)


def imported(kind: FileFormat, text: str | bytes, name: str = "it", zones: Zones = ZONES) -> ImportResult:
    data = text.encode() if isinstance(text, str) else text
    return reader.read(kind, [SourceFile(name, data, NOON)], zones)


def only(kind: FileFormat, text: str | bytes, name: str = "it") -> Entry:
    found = imported(kind, text, name)
    assert found.problems == ()
    (entry,) = found.entries
    return entry


def words(entry: Entry) -> str:
    return "\n".join(block.text for block in entry.blocks if isinstance(block, Prose))


def jrnl(*entries: dict[str, object]) -> str:
    return json.dumps({"tags": {}, "entries": entries})


def day_one(**values: object) -> str:
    return json.dumps(
        {"metadata": {"version": "1.0"}, "entries": [{"creationDate": "2024-03-04T14:05:10Z", **values}]}
    )


# --- jrnl ---


def test_jrnl_tags_become_tags_that_obsidian_takes() -> None:
    """Signs go, what is no letter becomes a hyphen, numbers get a word; each tag comes once."""
    entry = only("jrnl", "[2024-03-04 08:05] T @Anna #anna @c++ #2026 ## #a/b @to_do x@y *\n@c++")
    assert entry.tags == ("Anna", "c", "tag-2026", "a/b", "to_do", "starred")
    assert (entry.title, words(entry)) == ("T @Anna #anna @c++ #2026 ## #a/b @to_do x@y", "@c++")


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
    """Every way in which jrnl writes a moment by itself is read."""
    assert only("jrnl", f"{head} Title\n\n  indented\n").written.isoformat() == written


def test_brackets_that_are_no_date_are_words() -> None:
    """A line in brackets that is no day, or has no blank behind, belongs to the words above it."""
    text = "[2024-03-04 08:05] T\n[x] done\n[2024-02-31 08:00] no day\n[2024-03-05 08:00]none\n[tomorrow] x"
    entry = only("jrnl", text)
    assert words(entry) == text.partition("\n")[2]


def test_words_before_the_first_entry_are_named() -> None:
    """What has no date cannot be filed, and is named with its line."""
    found = imported("jrnl", "Dear diary\n[2024-03-04 08:05] T\n")
    assert (len(found.entries), found.problems) == (1, ("it:1: words before the first entry, which have no date",))


def test_a_jrnl_entry_may_be_empty() -> None:
    """An entry without a title is a note of its day; one with only a star too."""
    found = imported("jrnl", "[2024-03-04 08:05] \n[2024-03-05 08:05] *\n[2024-03-06 08:05] \n\nbody only\n")
    assert [(one.title, one.tags, one.blocks) for one in found.entries] == [
        ("Note, March 4, 2024", (), ()),
        ("Note, March 5, 2024", ("starred",), ()),
        ("body only", (), ()),
    ]


def test_a_damaged_jrnl_entry_hides_no_other() -> None:
    """An entry that is none is named by its number."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = imported("jrnl", jrnl(good, {"title": "x"}, {**good, "date": "2024-02-31"}, {**good, "date": "May"}))
    assert len(found.entries) == 1
    assert found.problems == (
        "it, entry 2: not a valid export (object missing required field `date`)",
        "it, entry 3: found no date that we can read",
        "it, entry 4: found no date that we can read",
    )


def test_what_no_file_can_hold_is_named() -> None:
    """A NUL is refused by the entry's place, and the rest is brought."""
    good: dict[str, object] = {"date": "2024-03-04", "time": "08:05", "title": "T"}
    found = imported("jrnl", jrnl({**good, "body": "a\0b"}, good))
    assert len(found.entries) == 1
    assert found.problems == ("it, entry 1: there is a NUL character in it, which no text file holds",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"entries": [\n1,]}', "it:2: not a valid export (trailing comma in array)"),
        ('{"entries": [{"a"', "it: the file ends too early"),
        ('{"entries": ' + "[" * 200_000, "it: nested too deep to be a journal"),
        ("{}", "it: not a valid export (object missing required field `entries`)"),
        ("words", "it: no line begins an entry, as [2026-11-23 18:30] does"),
        (b"\xff\xfe\x00", "it is not text that we can read"),
    ],
)
def test_a_file_that_is_no_export_is_named(text: str | bytes, problem: str) -> None:
    """Whatever is wrong with a whole file is said in one line, with the place where there is one."""
    assert imported("jrnl", text) == ImportResult(problems=(problem,))


def test_an_hour_that_is_not_there_does_no_harm() -> None:
    """An hour left out by the clocks keeps its time, at the offset before it; one that came twice is the first."""
    offsets = [only("jrnl", f"[{at}] T\n").utc_offset for at in ("2024-03-10 02:30", "2024-11-03 01:30")]
    assert offsets == ["-06:00", "-05:00"]


def test_an_offset_with_seconds_is_rounded() -> None:
    """Local mean time of long ago fits into minutes."""
    assert only("jrnl", "[1880-01-01 12:00] T\n").utc_offset == "-05:51"


def test_entries_of_one_second_keep_their_order() -> None:
    """Of entries in one second the ids stand in the order of the source, and equal ones are both kept."""
    found = imported("jrnl", "".join(f"[2024-03-04 08:05] {title}\n" for title in ("z", "y", "y", "x")))
    assert [one.title for one in sorted(found.entries, key=lambda one: one.id)] == ["z", "y", "y", "x"]


# --- Day One ---


def test_a_day_one_entry_changed_since_is_the_same() -> None:
    """Day One's own id says what is the same: words, days and zones may change."""
    before = imported("dayone", day_one(uuid="A", text="before"))
    after = imported("dayone", day_one(uuid="A", text="after", timeZone="Asia/Tokyo"))
    assert only_new(after.entries, [one.id for one in before.entries]) == []


def test_one_day_one_entry_in_two_files_is_one() -> None:
    """The same entry twice is one entry; where they differ, the second is named."""
    pages = [SourceFile(f"{text}.json", day_one(uuid="A", text=text[0]).encode(), NOON) for text in ("a", "ab", "b")]
    found = reader.read("dayone", pages, ZONES)
    assert len(found.entries) == 1
    assert found.problems == ("b.json, entry 1: another entry of this source has the same id",)


def test_day_one_words_in_rich_text_alone_are_named() -> None:
    """An entry whose words we cannot read is not brought as an empty one."""
    assert "only there as rich text" in imported("dayone", day_one(richText='{"contents":[]}')).problems[0]


def test_a_picture_alone_is_an_entry() -> None:
    """A picture without words, and without a name, is named all the same."""
    entry = only("dayone", day_one(photos=[{"type": None}], creationDate="2024-03-04"))
    assert words(entry) == "Attachment, left where it was: photos/without a name.jpeg"
    assert entry.written.isoformat() == "2024-03-03T18:00:00"


def test_a_moment_at_the_end_of_time_is_named() -> None:
    """A moment that has no local time is no date."""
    assert "no date" in imported("dayone", day_one(creationDate="0001-01-01T00:00:00Z")).problems[0]


# --- Markdown ---


@pytest.mark.parametrize(
    ("name", "written", "title"),
    [
        ("2024-03-04.md", "2024-03-04T00:00:00", "Note, March 4, 2024"),
        ("20240304 081500 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 08.15 walk.md", "2024-03-04T08:15:00", "walk"),
        ("2024-03-04 9930 walk.md", "2024-03-04T00:00:00", "walk"),
        ("Walk on 2024-03-04.md", "2024-03-04T00:00:00", "Walk on"),
        ("2024-02-31 walk.md", "2026-11-23T18:30:00", "2024-02-31 walk"),
        ("a/b/walk.md", "2026-11-23T18:30:00", "walk"),
    ],
)
def test_a_files_name_may_hold_its_moment(name: str, written: str, title: str) -> None:
    """A day in a file's name is its day, also with a time behind; what is left names it."""
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
    """A moment in the front matter goes before all others, with its offset where it has one."""
    entry = only("markdown", f"---\n{front}\n---\nWords.", "x.md")
    assert (entry.written.isoformat(), entry.utc_offset) == (written, offset)


def test_an_offset_of_a_day_or_more_is_named() -> None:
    """A moment with an offset from UTC of more than a day is not filed under another one."""
    found = imported("markdown", "---\ndate: 2024-03-04 08:15 +25:00\n---\nWords.", "x.md")
    assert found == ImportResult(problems=("x.md: its date has a UTC offset that is not possible",))


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
    """The title is what is said to be it, else the heading on top, else the file's name."""
    entry = only("markdown", text, "it.md")
    assert (entry.title, words(entry)) == (title, rest)


def test_headings_and_tags_in_code_are_none() -> None:
    """What stands between fences is neither a heading nor a tag nor a link."""
    text = "```\n# no #no ![](no.png)\n~~~\n```\n\n## yes #yes\n"
    entry = only("markdown", text, "2024-03-04.md")
    assert (entry.title, entry.tags) == ("yes #yes", ("yes",))
    assert words(entry) == text.strip()


def test_files_that_are_shown_or_linked_are_named() -> None:
    """Files of the source are named from its top; pages of the web and other notes are none of them."""
    text = (
        "![a](../pic%20one.png) ![b](./x.bin) ![[deep/board.jpg|300]] ![[Note]] ![[note.md]] [c](</top.pdf>)"
        " [d](y.html) ![e](https://example.org/z.png) [f](//example.org/z.png) [g](www.example.org/z.png)"
        " [h](../../../up.csv) ![a](../pic%20one.png)"
    )
    entry = only("markdown", text, "notes/2024/x.md")
    assert words(entry).split("\n\n")[1:] == [
        f"Attachment, left where it was: {path}"
        for path in ("notes/pic one.png", "notes/2024/x.bin", "deep/board.jpg", "top.pdf", "../up.csv")
    ]


def test_our_own_entries_keep_their_ids_when_they_are_names() -> None:
    """An id that would lead out of the journal is refused; so is an entry that a newer portrait wrote."""
    own = (IMPORTS / "vault" / "2025" / "2025-06-01-101500-note.md").read_text(encoding="utf-8")
    for name in ("../../evil", ".hidden", "a/b", "a\\b", ""):
        found = imported("markdown", own.replace('"2025-06-01-101500-note"', json.dumps(name)))
        assert found.entries == ()
        assert len(found.problems) == 1
    newer = imported("markdown", own.replace("format: 1", "format: 2"))
    assert newer.problems == ("it: written in format 2 by a newer portrait",)


def test_an_id_that_is_too_long_for_a_file_is_refused() -> None:
    """An id of our own that no disk takes for a file's name is named, and the entry is left out."""
    own = (IMPORTS / "vault" / "2025" / "2025-06-01-101500-note.md").read_text(encoding="utf-8")
    found = imported("markdown", own.replace("2025-06-01-101500-note", "x" * 201))
    assert found == ImportResult(problems=(f"{'x' * 201}: its id cannot be the name of a file",))


@pytest.mark.parametrize("front", ["{a: b, c: d}", '"a\\x00": b', 'title: "\\ud83d"', '"r\\x6fle": x', "'role': x"])
def test_odd_front_matter_does_no_harm(front: str) -> None:
    """Properties in another dress come along, or their file is named."""
    found = imported("markdown", f"---\n{front}\n---\nWords.", "x.md")
    assert len(found.entries) + len(found.problems) == 1


# --- any source ---


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"{", "markdown"),
        ("a.json", b'\xef\xbb\xbf {"entries": []}', "jrnl"),
        ("a.json", b'{"metadata": {}}', "dayone"),
        ("a.txt", b"words\n[2024-03-04 08:05] T", "jrnl"),
        ("a.txt", b"words", None),
    ],
)
def test_a_format_is_guessed_from_what_is_there(name: str, data: bytes, kind: FileFormat | None) -> None:
    """A file's name or beginning says what it is."""
    assert guess_format(SourceFile(name, data, NOON)) == kind


@one_in(4)
@given(data=st.one_of(st.binary(), texts.map(str.encode)), kind=st.sampled_from(FILE_FORMATS))
def test_no_bytes_break_the_reader(data: bytes, kind: FileFormat) -> None:
    """Any bytes make entries and problems, and nothing else."""
    for around in (data, b"---\n" + data + b"\n---\n", b"[2024-03-04 08:05] " + data):
        found = imported(kind, around, "x.md")
        assert all(entry_file.parse(entry_file.dump(one), "") == one for one in found.entries)


_exports = st.sampled_from(
    [(IMPORTS / name).read_bytes() for name in ("jrnl.json", "jrnl.txt", "dayone/Journal.json")]
)


@one_in(10)
@given(whole=_exports, kind=st.sampled_from(FILE_FORMATS), data=st.data())
def test_a_damaged_export_breaks_nothing(whole: bytes, kind: FileFormat, data: st.DataObject) -> None:
    """An export that was cut, or changed somewhere, makes entries and problems, and nothing else."""
    at = data.draw(st.integers(0, len(whole)))
    with_hole = whole[:at] + data.draw(st.sampled_from([b"", b"\xff", b'"', b"[", b"\0"])) + whole[at + 1 :]
    for damaged in (whole[:at], with_hole):
        assert imported(kind, damaged) == imported(kind, damaged)


_moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # jrnl knows no zones
    lambda moment: moment.replace(second=0, microsecond=0)
)
_few = st.sampled_from([datetime(2024, 3, 10, 2, 30), datetime(2024, 11, 3, 1, 30)])  # noqa: DTZ001  # likewise
_jrnl_entries = st.lists(
    st.builds(
        lambda at, title, body, tags, starred: {
            "date": f"{at:%Y-%m-%d}",
            "time": f"{at:%H:%M}",
            "title": title,
            "body": body,
            "tags": tags,
            "starred": starred,
        },
        st.one_of(_moments, _few),
        st.one_of(one_line, st.sampled_from(["", "same"])),
        st.one_of(texts, st.sampled_from(["", "same"])),
        st.lists(one_line, max_size=3),
        st.booleans(),
    ),
    max_size=6,
)
_zones = st.sampled_from(["America/Chicago", "Asia/Tokyo", "Europe/London"])


@one_in(4)
@given(first=_jrnl_entries, more=_jrnl_entries, stopped=st.integers(0, 12), zones=st.tuples(_zones, _zones))
def test_importing_twice_equals_importing_once(
    first: list[dict[str, object]], more: list[dict[str, object]], stopped: int, zones: tuple[str, str]
) -> None:
    """What was brought is not brought again: not after a stop, not in another zone, not with more behind it."""
    here, there = (Zones(ZoneInfo(name), ZONES.named) for name in zones)
    once = imported("jrnl", jrnl(*first), zones=here)
    assert once.problems == ()
    assert len({one.id for one in once.entries}) == len(first)
    assert all(entry_file.parse(entry_file.dump(one), "") == one for one in once.entries)
    ids = [one.id for one in once.entries]
    assert only_new(once.entries, []) == list(once.entries)
    assert only_new(once.entries, ids[:stopped]) == list(once.entries[stopped:])
    assert only_new(imported("jrnl", jrnl(*first), zones=there).entries, ids) == []
    grown = imported("jrnl", jrnl(*first, *more), zones=there).entries
    assert len(only_new(grown, ids)) == len(more)


@one_in(20)
@given(entries=_jrnl_entries)
def test_importing_twice_leaves_the_same_files(entries: list[dict[str, object]]) -> None:
    """The same holds for the journal's files, through the journal that writes them."""
    import tempfile  # noqa: PLC0415  # one folder for each example

    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder, "journal"), Path(folder, "locks"))
        states = []
        for _ in range(2):
            found = imported("jrnl", jrnl(*entries))
            for entry in only_new(found.entries, [path.stem for path in journal.files()]):
                assert journal.add(entry).entry == entry
            states.append({path: path.read_bytes() for path in journal.files()})
        assert states[0] == states[1]
        assert len(states[0]) == len(entries)


# --- the command ---


class _Odd(tzinfo):
    """A zone that says nothing of itself."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        """Say nothing."""

    def dst(self, when: datetime | None) -> timedelta | None:
        """Say nothing."""

    def tzname(self, when: datetime | None) -> str | None:
        """Say nothing."""


def test_a_zone_that_says_nothing_is_utc() -> None:
    """An offset that is not known is none."""
    found = imported("jrnl", "[2024-03-04 08:05] T", zones=Zones(_Odd(), ZONES.named))
    assert found.entries[0].utc_offset == "+00:00"
