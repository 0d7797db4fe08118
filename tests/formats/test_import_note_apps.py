"""Notes from Simplenote and Standard Notes, in the JSON that is in their archives."""

import json

import pytest

from conftest import NOON
from examples import imported, prose
from portrait_cli.formats.imports.file_format import guess_format, other_kind
from portrait_cli.formats.imports.source import SourceFile
from portrait_cli.formats.imports.which_files import export_names


def _simplenote(*notes: object, trashed: int = 0) -> str:
    return json.dumps({"activeNotes": notes, "trashedNotes": [{}] * trashed})


def test_simplenote_is_read_from_its_json() -> None:
    """The first line of a note is its title, its moment is local, and its tags are tags."""
    note = {
        "id": "a1",
        "content": "# Visit\r\n\r\nThe #buses.",
        "creationDate": "2024-03-05T02:30:00.123Z",
        "tags": ["Grade 5"],
    }
    found = imported("simplenote", _simplenote(note, {"content": "No date"}, {**note, "content": ""}, trashed=2))
    (entry,) = found.entries
    assert (entry.written.isoformat(), entry.title, entry.tags) == (
        "2024-03-04T20:30:00",
        "Visit",
        ("Grade-5", "buses"),
    )
    assert prose(entry) == "The #buses."
    assert len(found.problems) == 3
    assert found.problems[-1] == "it: what is in the trash of Simplenote (2)"
    changed = imported("simplenote", _simplenote({**note, "content": "Visit\nMore."}))
    assert changed.entries[0].id == entry.id
    assert len(imported("simplenote", "{").problems) == 1


def _standard_notes(*items: object) -> str:
    return json.dumps({"version": "004", "items": items})


def _note(**content: object) -> dict[str, object]:
    about = {"title": "Visit", "text": "The buses.", "noteType": "plain-text", **content}
    return {"content_type": "Note", "uuid": "n1", "created_at": "2024-03-05T02:30:00.123Z", "content": about}


def test_standard_notes_is_read_from_its_backup() -> None:
    """Notes have their titles and local moments, and the tags that refer to them; settings are no notes."""
    tag = {"content_type": "Tag", "uuid": "t", "content": {"title": "Grade 5", "references": [{"uuid": "n1"}]}}
    setting = {"content_type": "SN|Theme", "uuid": "s", "content": {}}
    found = imported("standardnotes", _standard_notes(setting, _note(starred=True), tag, "no item"))
    (entry,) = found.entries
    assert (entry.written.isoformat(), entry.title, entry.tags) == (
        "2024-03-04T20:30:00",
        "Visit",
        ("Grade-5", "starred"),
    )
    assert (prose(entry), found.problems) == ("The buses.", ())
    assert len(imported("standardnotes", "[").problems) == 1


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (_note(trashed=True), "it, item 1: Visit is in the trash of Standard Notes"),
        (_note(noteType="super"), "it, item 1: Visit is a Super note; export it as Markdown"),
        ({**_note(), "content": "004:abc"}, "it, item 1: it is encrypted; make a backup that is not"),
        ({**_note(), "created_at": None}, "it, item 1: found no date that we can read"),
        (_note(title=5), "it, item 1: not a valid export (expected `str`, got `int` - at `$.title`)"),
    ],
)
def test_a_note_that_cannot_be_read_is_named(item: object, why: str) -> None:
    """What is thrown away, encrypted or damaged is named with the reason."""
    assert imported("standardnotes", _standard_notes(item)).problems == (why,)


def test_the_file_with_all_notes_is_known() -> None:
    """Beside the file with all notes there is a text file for each, which is not read, too."""
    names = ["source/notes.json", "Visit.txt", "trash/Gone.txt"]
    assert export_names(names) == ["source/notes.json"]
    assert export_names(["Items/Note/Visit-1.txt", "Standard Notes Backup and Import File.txt"]) == [
        "Standard Notes Backup and Import File.txt"
    ]
    for text, kind in ((_simplenote(), "simplenote"), (_standard_notes(_note()), "standardnotes")):
        assert guess_format(SourceFile("a.txt", text.encode(), NOON)) == kind


def test_an_archive_of_joplin_is_refused_with_what_to_do() -> None:
    """A JEX file is named as what it is, with the export that can be read."""
    assert other_kind(SourceFile("notes.jex", b"", NOON)) == (
        "an archive of Joplin",
        "export the notes as Markdown with front matter",
    )


def test_a_file_of_another_kind_is_named_in_the_format_that_was_asked_for() -> None:
    """With `--format jrnl` an archive of Joplin is not read as text: it is told what it is."""
    found = imported("jrnl", "[2024-03-05 08:00:00 AM] A walk.\n", "notes.jex")
    assert found.entries == ()
    assert found.problems == (
        "notes.jex: it is an archive of Joplin; export the notes as Markdown with front matter",
    )
