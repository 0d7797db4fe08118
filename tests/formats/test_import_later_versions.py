"""Which entry of the journal a later version of it in a source is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import imported, one_in, texts
from portrait_cli.core.entry import Entry
from portrait_cli.formats.imports.changed_notes import find_changed, ids_among_versions
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.file_format import FileFormat
from portrait_cli.formats.imports.reader import ImportResult

_KINDS = st.sampled_from(["dayone", "journey", "simplenote", "jrnl"])


def _export(kind: str, words: str) -> str:
    match kind:
        case "dayone":
            entry = {"uuid": "A1", "creationDate": "2024-03-05T14:30:00Z", "text": f"Visit\n\n{words}"}
            return json.dumps({"entries": [entry]})
        case "journey":
            return json.dumps({"id": "1", "date_journal": 1709649000000, "text": f"Visit\n\n{words}"})
        case "simplenote":
            note = {"id": "n1", "content": f"Visit\n{words}", "creationDate": "2024-03-05T14:30:00.000Z"}
            return json.dumps({"activeNotes": [note]})
        case _:
            return json.dumps({"title": "Visit.", "body": words, "date": "2024-03-05", "time": "14:30"})


def _again(kind: FileFormat, words: str, journal: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Import an export into a journal. Return what is new, and what was changed since."""
    result = imported(kind, _export(kind, words))
    result = result.with_ids(ids_among_versions(result.entries, journal))
    missing = only_new(result.entries, [entry.id for entry in journal])
    changed = find_changed(missing, result.entries, journal)
    new = [entry for entry in missing if entry.id not in changed.renamed | changed.edited]
    return new, [entry for entry in missing if entry.id in changed.edited]


@one_in(4)
@given(kind=_KINDS, versions=st.lists(texts, min_size=1, max_size=4))
def test_importing_what_was_edited_twice_equals_importing_it_once(kind: FileFormat, versions: list[str]) -> None:
    """Every version is taken once, only the first of them is new, and no two have one id."""
    journal: list[Entry] = []
    for number, words in enumerate(versions):
        new, edited = _again(kind, words, journal)
        assert bool(new) <= (number == 0)
        journal += new + edited
        assert _again(kind, words, journal) == ([], [])
    assert len({entry.id for entry in journal}) == len(journal)


def test_an_entry_that_was_written_here_has_no_versions() -> None:
    """An entry that comes from nowhere is none of an earlier version, though its day and its words are the same."""
    (entry,), _ = _again("jrnl", "Words.", [])
    mine = replace(entry, id="2024-03-05-143000-note", extra=())
    new, edited = _again("jrnl", "Words. More.", [mine])
    assert (len(new), edited) == (1, [])


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("It\\'s 5\\.", "It's 5."),
        ("Words.  \nMore.", "Words.\n\nMore."),
        ("Words. ![](dayone-moment://AB12)", "Words."),
    ],
)
def test_other_signs_are_no_other_words(earlier: str, later: str) -> None:
    """What a program writes around words in one of its versions and not in another is no change."""
    new, _ = _again("dayone", earlier, [])
    assert _again("dayone", later, new) == ([], [])


def test_a_version_keeps_its_place_and_its_remarks() -> None:
    """What is told of an entry is told of it under its new id as well."""
    result = ImportResult(places={"a": "x"}, remarks={"a": ("r",), "c": ()}, undated={"a": "u"})
    assert result.with_ids({"a": "b"}) == ImportResult(
        places={"b": "x"}, remarks={"b": ("r",), "c": ()}, undated={"b": "u"}
    )
