"""Entries that were changed in the program that they come from, imported once more."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run, journal_entries, journal_files
from examples import prose

_SHORT = "The families came early and asked about the buses."
_LONG = f"{_SHORT} They will come again."


def _day_one(words: str) -> str:
    entry = {"uuid": "A1", "creationDate": "2024-03-05T14:30:00Z", "text": f"Visit\n\n{words}"}
    return json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]})


def _journey(words: str) -> str:
    return json.dumps({"id": "1-a", "date_journal": 1709649000000, "text": f"Visit\n\n{words}"})


def _simplenote(words: str) -> str:
    note = {"id": "n1", "content": f"Visit\r\n{words}", "creationDate": "2024-03-05T14:30:00.000Z"}
    return json.dumps({"activeNotes": [note], "trashedNotes": []})


def _standard_notes(words: str) -> str:
    content = {"title": "Visit", "text": words}
    note = {"content_type": "Note", "uuid": "u1", "created_at": "2024-03-05T14:30:00.000Z", "content": content}
    return json.dumps({"items": [note]})


def _jrnl_json(words: str) -> str:
    entry = {"title": "Visit.", "body": words, "date": "2024-03-05", "time": "14:30", "tags": [], "starred": False}
    return json.dumps({"tags": {}, "entries": [entry]})


def _jrnl_text(words: str) -> str:
    return f"[2024-03-05 14:30] Visit. {words}\n"


def _written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "export.json"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("export", [_day_one, _journey, _simplenote, _standard_notes, _jrnl_json, _jrnl_text])
def test_an_entry_that_was_changed_at_its_source_is_named(
    run: Run, home: Path, tmp_path: Path, export: Callable[[str], str]
) -> None:
    """It is told and left out, `--edited add` brings its new words once, and the next change is told again."""
    run("import", _written(tmp_path, export(_SHORT)), "--yes")
    source = _written(tmp_path, export(_LONG))
    done = run("import", source, "--yes")
    assert ": 0 new, 0 already here, 1 changed since\n" in done.err
    assert ": changed since it was imported\n" in done.err
    assert len(journal_files(home)) == 1

    assert "Imported 1 entry" in run("import", source, "--edited", "add", "--yes").err
    assert "0 new, 1 already here\n" in run("import", source, "--edited", "add", "--yes").err
    assert any(_LONG in f"{entry.title} {prose(entry)}" for entry in journal_entries(home))
    assert "1 changed since\n" in run("import", _written(tmp_path, export(f"{_LONG} More.")), "--yes").err
    assert len(journal_files(home)) == 2


def test_an_entry_that_was_changed_here_is_left_alone(run: Run, home: Path, tmp_path: Path) -> None:
    """Words that were changed in the journal are no change at the source; words changed there are one."""
    run("import", _written(tmp_path, _day_one(_SHORT)), "--yes")
    (path,) = journal_files(home)
    path.write_text(path.read_text(encoding="utf-8").replace("families", "children"), encoding="utf-8")
    assert "0 new, 1 already here\n" in run("import", _written(tmp_path, _day_one(_SHORT)), "--yes").err
    assert "1 changed since\n" in run("import", _written(tmp_path, _day_one(_LONG)), "--yes").err


def test_an_entry_from_an_earlier_version_is_known(run: Run, home: Path, tmp_path: Path) -> None:
    """Earlier versions did not keep what an entry said: more words here are the person's, more there are a change."""
    run("import", _written(tmp_path, _day_one(_SHORT)), "--yes")
    (path,) = journal_files(home)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith("source_words: "))
    path.write_text(f"{without}\nMine.\n", encoding="utf-8")
    assert "0 new, 1 already here\n" in run("import", _written(tmp_path, _day_one(_SHORT)), "--yes").err
    assert "1 changed since\n" in run("import", _written(tmp_path, _day_one(_LONG)), "--yes").err


def test_a_deleted_entry_stays_deleted_when_it_is_changed_at_its_source(run: Run, tmp_path: Path) -> None:
    """What was deleted here does not come back because it has new words there."""
    run("import", _written(tmp_path, _day_one(_SHORT)), "--yes")
    run("delete", "latest", "--yes")
    done = run("import", _written(tmp_path, _day_one(_LONG)), "--edited", "add", "--yes")
    assert "0 new, 0 already here, 1 in the trash\n" in done.err


def test_entries_of_one_minute_with_other_titles_are_others(run: Run, tmp_path: Path) -> None:
    """An entry of jrnl has no id: the minute and the title say which it is, and one beside the first is another."""
    first, other = "[2024-03-05 14:30] Visit.\nWords.\n", "[2024-03-05 14:30] Call.\nWords.\n"
    run("import", _written(tmp_path, first), "--yes")
    assert "1 new, 0 already here\n" in run("import", _written(tmp_path, other)).err
    beside = "[2024-03-05 14:30] Visit.\nWords, and the buses.\n"
    assert "1 new, 1 already here\n" in run("import", _written(tmp_path, first + beside)).err
    starred = first.replace("Visit.", "Visit. *")
    assert "0 new, 1 already here\n" in run("import", _written(tmp_path, starred)).err
