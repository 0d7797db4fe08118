import pytest

from conftest import NOON
from examples import ZONES
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.file_format import FileFormat, find_format, guess_format
from portrait_cli.formats.imports.source import SourceFile
from portrait_cli.formats.imports.which_files import export_names, note_names, picture_names


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.doentry", b"", "dayone"),
        ("x.json", b'{"id": 1, "date_journal" : 5}', "journey"),
        ("x.json", b'{"dateOfJournal": ""}', "journey"),
        ("x.json", b'{"text": "\\"date_journal\\": 5", "creationDate": ""}', "dayone"),
        ("x.json", b'{"title": "T", "body": "b", "date": "d"}', "jrnl"),
        ("x.json", b'{"title": "T"}', None),
        ("x.json", b"{}", None),
        ("x.json", '{"entries": []}'.encode("utf-16-le"), "jrnl"),
        ("x.txt", "[2024-03-04 08:05] T".encode("utf-16-be"), "jrnl"),
        ("x.txt", b"\n2024-03-04 08:05 T\n", "jrnl"),
        ("x.txt", b"2024-03-04 T\n", None),
        ("x.txt", b"\xff{", None),
    ],
)
def test_a_file_is_known_by_what_is_in_it(name: str, data: bytes, kind: FileFormat | None) -> None:
    """Keys and beginnings tell the formats apart, in UTF-8 and in what Windows PowerShell writes."""
    assert guess_format(SourceFile(name, data, NOON)) == kind


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"gAAAAABfb4gQ", "it is an encrypted journal of jrnl; decrypt it first: jrnl --decrypt"),
        (b"\n\tDate:\tMarch 4, 2024", "it is plain text from Day One, which leaves out which entry is which"),
        (b"SQLite format 3\0", "it is the database of an app"),
        (b"<?xml version", "it is an XML file"),
        (b"\n ", "it is empty"),
        (b"words", "it does not look like a journal that we know"),
    ],
)
def test_what_is_no_journal_is_named_for_what_it_is(data: bytes, told: str) -> None:
    """Files that people take for an export are named, with what to do instead."""
    (problem,) = reader.read(None, [SourceFile("x", data, NOON)], ZONES).problems
    assert problem.startswith(f"x: {told}")


def test_formats_are_found_by_their_names() -> None:
    """A name may be written as people write it."""
    assert [find_format(name) for name in ("Day One", "Journey", "word")] == ["dayone", "journey", None]


def test_files_of_a_source_are_chosen_by_name() -> None:
    """A journal of jrnl's that is a folder has no entries but in the files of its days."""
    names = ["b.json", "A.DOENTRY", "photos/x.JPG", "n.md", "2024/03/04.txt", "2024/03/notes.txt"]
    assert export_names(names) == ["2024/03/04.txt", "A.DOENTRY", "b.json"]
    assert export_names(["notes.txt", "x.zip"]) == ["notes.txt", "x.zip"]
    assert export_names(["03/04.txt", "03/notes.txt"], "/journal/2024") == ["03/04.txt"]
    assert note_names(names) == ["n.md"]
    assert picture_names(names) == {"photos/x.JPG"}
