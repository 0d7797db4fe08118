import io
import os
import sys
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import day_one, one_in
from portrait_cli.store.import_archive import Archive, files_in, is_archive

_ZONE = ZoneInfo("America/Chicago")


def _packed(*members: tuple[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make an archive of names and texts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return packed.getvalue()


def _read(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of an archive by their names, and the problems."""
    problems: list[str] = []
    found = {file.name: file.data for file in files_in(Archive("x.zip", data, _ZONE), problems)}
    return found, problems


def test_an_archive_is_read_where_it_is(tmp_path: Path) -> None:
    """Exports and notes are read in the order of their names, with pictures known and nothing written."""
    data = _packed(
        ("photos/a.jpg", ""),
        ("Work.json", "{}"),
        ("a/b.md", "b"),
        ("__MACOSX/Work.json", ""),
        (".hidden/x.json", ""),
        ("folder/", ""),
        ("a\\c.txt", "c"),
    )
    (tmp_path / "x.zip").write_bytes(data)
    problems: list[str] = []
    found = list(files_in(Archive("x.zip", tmp_path / "x.zip", _ZONE), problems))
    assert [(file.name, file.data) for file in found] == [("Work.json", b"{}"), ("a/b.md", b"b"), ("a/c.txt", b"c")]
    assert found[0].pictures == {"photos/a.jpg"}
    assert (problems, list(tmp_path.iterdir())) == ([], [tmp_path / "x.zip"])
    assert is_archive(data)
    assert not is_archive(b"{")


def test_a_path_leads_nowhere_else() -> None:
    """A path in an archive is a name and nothing more, wherever it would lead."""
    found, problems = _read(_packed(("../../etc/a.json", "1"), ("/b.json", "2"), ("C:\\x\\..\\c.json", "3")))
    assert (list(found), problems) == (["C:/x/c.json", "b.json", "etc/a.json"], [])


def test_a_time_that_is_none_does_no_harm() -> None:
    """A file whose time is impossible has the first one that archives know."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.json", (1980, 0, 0, 0, 0, 0)), "1")
        archive.writestr(zipfile.ZipInfo("b.json", (2024, 3, 4, 5, 6, 8)), "1")
    first, second = files_in(Archive("x.zip", packed.getvalue(), _ZONE), [])
    assert (first.changed.isoformat(), second.changed.isoformat()) == (
        "1980-01-01T00:00:00-06:00",
        "2024-03-04T05:06:08-06:00",
    )


def test_what_unpacks_to_too_much_is_named() -> None:
    """A file that grows beyond what a journal has is named, as are more files than that; the others are read."""
    data = _packed(("a.json", "a" * 100), ("b.json", "b" * 101), ("c.json", "c" * 60), ("d.json", "d"))
    problems: list[str] = []
    archive = Archive("x.zip", data, _ZONE, largest_file=100, largest_altogether=150)
    assert [file.name for file in files_in(archive, problems)] == ["a.json", "d.json"]
    too_large = "it is larger than 100 MB when it is unpacked, or all files together are larger than 500 MB"
    assert problems == [f"b.json: {too_large}", f"c.json: {too_large}"]


def test_archives_in_archives_have_an_end() -> None:
    """An archive in an archive in an archive is not opened, and all files together are counted."""
    inner = _packed(("a.json", "a" * 100))
    deep = io.BytesIO()
    with zipfile.ZipFile(deep, "w") as archive:
        archive.writestr("inner.zip", inner)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("1.zip", inner)
        archive.writestr("2.zip", inner)
        archive.writestr("3.zip", deep.getvalue())
    problems: list[str] = []
    limited = Archive("x.zip", whole.getvalue(), _ZONE, largest_altogether=2 * len(inner) + 190)
    assert [file.name for file in files_in(limited, problems)] == ["a.json"]
    assert [problem.partition(":")[0] for problem in problems] == ["a.json", "3.zip"]
    assert _read(whole.getvalue())[1] == ["3.zip: there is no file in it that may be a journal"]


def test_encrypted_files_are_named() -> None:
    """A file with a password is named, with what to do."""
    data = bytearray(_packed(("a.json", "{}")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert _read(bytes(data)) == (
        {},
        ["a.json: it is encrypted; unpack the archive with its password first, then name the folder"],
    )


def test_files_packed_in_another_way_are_named() -> None:
    """A way of packing that we do not know is named."""
    data = bytearray(_packed(("a.json", "{}")))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(signature) + place] = 97
    assert _read(bytes(data)) == (
        {},
        ["a.json: it is compressed in a way that we cannot read; unpack the archive first, then name the folder"],
    )


def test_a_damaged_file_hides_no_other() -> None:
    """A file that does not fit its checksum is named, and the others are read."""
    data = _packed(("a.json", "aaaa"), ("b.json", "b"), packing=zipfile.ZIP_STORED)
    found, problems = _read(data.replace(b"aaaa", b"axaa"))
    assert (found, problems) == (
        {"b.json": b"b"},
        ["a.json: it is damaged in the archive; export or download that again"],
    )


def test_what_holds_no_journal_is_named() -> None:
    """Archives of something else, and damaged ones, are named."""
    assert _read(_packed(("word/document.xml", "")))[1] == ["x.zip: there is no file in it that may be a journal"]
    assert _read(_packed(("a.json", "{}"))[:40])[1] == ["x.zip: it is a damaged archive; export or download it again"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be read")
def test_an_archive_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    """The system's refusal is told as such."""
    (tmp_path / "x.zip").touch(mode=0)
    problems: list[str] = []
    assert list(files_in(Archive("x.zip", tmp_path / "x.zip", _ZONE), problems)) == []
    assert problems == ["x.zip: permission denied"]


@one_in(2)
@given(
    packing=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
    place=st.integers(0, 400),
    piece=st.binary(max_size=6),
)
def test_a_damaged_archive_breaks_nothing(packing: int, place: int, piece: bytes) -> None:
    """An archive that was cut or changed gives files and problems, and nothing else."""
    whole = _packed(
        ("Journal.json", day_one(uuid="A", text="words")), ("é.txt", "[2024-03-04 08:05] T"), packing=packing
    )
    for damaged in (whole[:place], whole[:place] + piece + whole[place + len(piece) :]):
        found, problems = _read(damaged)
        assert found or problems


def test_an_archive_may_be_in_another() -> None:
    """Notion packs its parts once more; an archive in an archive in an archive is named."""
    inner = _packed(("Visit 0123456789abcdef0123456789abcdef.md", "Words."))
    outer = _packed(("Export-Part-1.zip", inner))
    assert _read(outer) == ({"Visit 0123456789abcdef0123456789abcdef.md": b"Words."}, [])
    assert _read(_packed(("outer.zip", outer))) == ({}, ["outer.zip: there is no file in it that may be a journal"])


def test_a_text_bundle_may_be_in_an_archive() -> None:
    """What is about a text bundle is read with its text, and is no export itself."""
    data = _packed(("A.textbundle/text.md", "Words."), ("A.textbundle/info.json", "{}"))
    (file,) = files_in(Archive("x.bear2bk", data, _ZONE), [])
    assert (file.name, file.about) == ("A.textbundle/text.md", b"{}")
