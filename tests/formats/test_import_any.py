import json
import plistlib
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from examples import IMPORTS, ZONES, imported, jrnl, one_in, one_line, texts
from journals import add
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat, guess_format
from portrait_cli.formats.imports.source import SourceFile, Zones
from portrait_cli.store.journal import Journal


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
    """A file's name or beginning shows its format."""
    assert guess_format(SourceFile(name, data, NOON)) == kind


@one_in(4)
@given(data=st.one_of(st.binary(), texts.map(str.encode)), kind=st.sampled_from(FILE_FORMATS))
def test_no_bytes_break_the_reader(data: bytes, kind: FileFormat) -> None:
    """Any bytes give entries and problems, and nothing else."""
    for around in (data, b"---\n" + data + b"\n---\n", b"[2024-03-04 08:05] " + data):
        found = imported(kind, around, "x.md")
        assert all(entry_file.parse(entry_file.dump(one), "") == one for one in found.entries)


_SAMPLES = {
    "jrnl.json": (IMPORTS / "jrnl.json").read_bytes(),
    "jrnl.txt": (IMPORTS / "jrnl.txt").read_bytes(),
    "2024/03/04.txt": b"[08:05] T\n\nWords.\n\n[09:05] U *\n",
    "old.txt": b"2024-03-04 08:05 T\n| Words.\n\n2024-03-05 08:05 U\n",
    "jrnl.md": (IMPORTS / "jrnl-markdown.md").read_bytes(),
    "yaml.md": (IMPORTS / "jrnl-yaml" / "2024-03-04_walked-three-classrooms.md").read_bytes(),
    "Journal.json": (IMPORTS / "dayone" / "Journal.json").read_bytes(),
    "Rich.json": json.dumps(
        {
            "entries": [
                {
                    "creationDate": "2024-03-04",
                    "richText": {"contents": [{"text": "a\nb"}, {"embeddedObjects": [{}]}]},
                }
            ]
        }
    ).encode(),
    "x.doentry": plistlib.dumps({"Creation Date": datetime(2024, 3, 4), "Entry Text": "x", "Tags": ["a"]}),  # noqa: DTZ001  # means UTC
    "binary.doentry": plistlib.dumps(
        {"Creation Date": datetime(2024, 3, 4), "Entry Text": "x", "Tags": ["a"]},  # noqa: DTZ001  # means UTC
        fmt=plistlib.FMT_BINARY,
    ),
    "journey.json": b'{"date_journal": 1709561110000, "timezone": "Asia/Tokyo", "text": "<p>a<b>c</b></p>"}',
}


@one_in(2)
@given(name=st.sampled_from(sorted(_SAMPLES)), kind=st.sampled_from([None, *FILE_FORMATS]), data=st.data())
def test_a_damaged_export_breaks_nothing(name: str, kind: FileFormat | None, data: st.DataObject) -> None:
    """An export that was cut or changed gives entries and problems, and nothing else, whatever it is taken for."""
    whole = _SAMPLES[name]
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.one_of(st.sampled_from([b"", b"\xff", b'"', b"[", b"\0", b"\n"]), st.binary(max_size=4)))
    with_hole = whole[:at] + piece + whole[at + len(piece) :]
    for damaged in (whole[:at], with_hole):
        found = reader.read(kind, [SourceFile(name, damaged, NOON)], ZONES)
        assert found.entries or found.problems or kind == "dayone"
        assert found == reader.read(kind, [SourceFile(name, damaged, NOON)], ZONES)


@pytest.mark.parametrize("name", sorted(_SAMPLES))
def test_a_sample_is_read_the_same_twice_and_in_parts(name: str) -> None:
    """Nothing is new in a source that was imported before, not even if only a part of it was."""
    file = SourceFile(name, _SAMPLES[name], NOON)
    once = reader.read(None, [file], ZONES).entries
    assert once
    assert reader.read(None, [file, file], ZONES).entries == once
    ids = [one.id for one in once]
    assert only_new(once, ids) == []
    assert only_new(once, ids[: len(ids) // 2]) == list(once[len(ids) // 2 :])


_moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # jrnl knows no zones
    lambda moment: moment.replace(second=0, microsecond=0)
)


_few = st.sampled_from([datetime(2024, 3, 10, 2, 30), datetime(2024, 11, 3, 1, 30)])  # noqa: DTZ001  # jrnl knows no zones


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
    ).filter(lambda one: f"{one['title']}{one['body']}".strip() != ""),
    max_size=6,
)


def _different(entries: list[dict[str, object]]) -> int:
    """Count entries; those with the same minute and the same words are one."""
    return len({(one["date"], one["time"], *f"{one['title']} {one['body']}".split()) for one in entries})


_zones = st.sampled_from(["America/Chicago", "Asia/Tokyo", "Europe/London"])


@one_in(4)
@given(first=_jrnl_entries, more=_jrnl_entries, stopped=st.integers(0, 12), zones=st.tuples(_zones, _zones))
def test_importing_twice_equals_importing_once(
    first: list[dict[str, object]], more: list[dict[str, object]], stopped: int, zones: tuple[str, str]
) -> None:
    """Entries are not imported again: not after a stop, in another time zone, or with more behind them."""
    here, there = (Zones(ZoneInfo(name), ZONES.named) for name in zones)
    once = imported("jrnl", jrnl(*first), zones=here)
    assert once.problems == ()
    assert len(once.entries) == _different(first)
    assert all(entry_file.parse(entry_file.dump(one), "") == one for one in once.entries)
    ids = [one.id for one in once.entries]
    assert only_new(once.entries, []) == list(once.entries)
    assert only_new(once.entries, ids[:stopped]) == list(once.entries[stopped:])
    assert only_new(imported("jrnl", jrnl(*first), zones=there).entries, ids) == []
    grown = imported("jrnl", jrnl(*first, *more), zones=there).entries
    assert len(only_new(grown, ids)) == _different([*first, *more]) - len(ids)


@one_in(20)
@given(entries=_jrnl_entries)
def test_importing_twice_leaves_the_same_files(entries: list[dict[str, object]]) -> None:
    """Importing twice through the journal leaves the same files."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder, "journal"), Path(folder, "locks"))
        states = []
        for _ in range(2):
            found = imported("jrnl", jrnl(*entries))
            for entry in only_new(found.entries, [path.stem for path in journal.files()]):
                assert add(journal, entry).entry == entry
            states.append({path: path.read_bytes() for path in journal.files()})
        assert states[0] == states[1]
        assert len(states[0]) == _different(entries)


def test_a_file_that_is_no_text_is_named() -> None:
    """A file in a source that is neither a format of ours nor text is named, and hides nothing else."""
    found = reader.read(None, [SourceFile("odd.txt", b"\xc3\x28 words", NOON)], ZONES)
    assert found.problems == ("odd.txt is not text that we can read",)
