import json
import re
import shutil
from datetime import timedelta
from pathlib import Path

from conftest import NOON, NOTE_ID, SHORT, Run, journal_files, trash_files
from screen import Terminal


def test_a_delete_can_be_undone(run: Run, home: Path, entry: Path) -> None:
    """A deleted entry is no longer listed, is kept in the trash, and comes back byte for byte."""
    before = entry.read_bytes()
    done = run("delete", "2026-11-23", "--yes")
    assert (done.code, done.out) == (0, "")
    assert (
        done.err
        == f"In the trash now: Note, Monday, November 23, 2026 ({NOTE_ID}). To bring it back: portrait undo\n"
    )
    assert run("list").code == 3
    assert [kept.read_bytes() for kept in trash_files(home)] == [before]
    done = run("undo")
    assert (done.code, done.err) == (
        0,
        f"Undone: you deleted Note, Monday, November 23, 2026 (today at 18:30).\nIt is back in {entry}\n",
    )
    assert entry.read_bytes() == before
    assert NOTE_ID[:10] in run("list", "--json").out


def test_a_note_can_be_taken_back_and_written_again(run: Run, home: Path, entry: Path) -> None:
    """Undo says what it takes back and where it is kept; redo puts back every byte; in the end nothing is left."""
    before = entry.read_bytes()
    done = run("undo")
    (kept,) = trash_files(home)
    assert done.err == (
        "Undone: you wrote Note, Monday, November 23, 2026 (today at 18:30).\n"
        f"It is kept in {kept}. To bring it back: portrait redo\n"
    )
    assert run("list").code == 3
    done = run("undo")
    assert (done.code, "there is nothing to undo" in done.err) == (3, True)
    done = run("redo")
    assert (done.code, done.err) == (
        0,
        f"Redone: you wrote Note, Monday, November 23, 2026 (today at 18:30).\n{entry}\n",
    )
    assert entry.read_bytes() == before
    done = run("redo")
    assert (done.code, "there is nothing to redo" in done.err) == (3, True)


def test_what_is_more_than_an_hour_ago_is_asked_first(run: Run, entry: Path) -> None:
    """Nobody can be asked without a terminal, so undo says what it is about, and the command that works."""
    done = run("undo", at=NOON + timedelta(minutes=61))
    assert done.code == 2
    assert done.err == (
        "portrait: that was more than an hour ago: you wrote Note, Monday, November 23, 2026 (today at 18:30)\n"
        "hint: portrait undo --yes\n"
    )
    assert entry.exists()
    assert run("undo", "--yes", at=NOON + timedelta(minutes=61)).code == 0
    assert not entry.exists()


def test_an_undo_of_long_ago_can_be_declined(home: Path) -> None:
    """In a terminal undo asks, and Enter alone changes nothing."""
    with Terminal("note", "Words.") as terminal:
        assert terminal.finish() == 0
    (path,) = journal_files(home)
    (log,) = (home / ".local" / "state" / "portrait" / "undo").iterdir()
    log.write_text(re.sub('"at":"[0-9]{4}', '"at":"2020', log.read_text(encoding="utf-8")), encoding="utf-8")
    with Terminal("undo", "--plain") as terminal:
        terminal.wait_for("Undo this: you wrote Note")
        terminal.type("\r")
        terminal.wait_for("Nothing was changed.")
        assert terminal.finish() == 0
    assert path.exists()
    with Terminal("undo", "--plain") as terminal:
        terminal.wait_for("Undo this: you wrote Note")
        terminal.type("y\r")
        assert terminal.finish() == 0
    assert not path.exists()


def test_what_can_be_taken_back_is_listed(run: Run) -> None:
    """The list has the last thing first, with its time, and what redo would do; as JSON, too."""
    run("note", "Words.")
    run("portraits", "use", SHORT)
    run("delete", "latest", "--yes", at=NOON + timedelta(days=1))
    run("undo", at=NOON + timedelta(days=1))
    assert run("undo", "--list", at=NOON + timedelta(days=1), env={"COLUMNS": "100"}).out == (
        " 1  you chose the portrait Short portrait (yesterday at 18:30)\n"
        " 2  you wrote Note, Monday, November 23, 2026 (yesterday at 18:30)\n"
        "To redo: you deleted Note, Monday, November 23, 2026 (today at 18:30)\n"
    )
    listed = json.loads(run("undo", "--list", "--json").out)
    assert [one["kind"] for one in listed["undo"]] == ["portrait", "note"]
    assert listed["undo"][1]["files"] == [f"2026/{NOTE_ID}.md"]
    assert listed["redo"]["kind"] == "delete"
    assert run("undo", "--json").code == 2


def test_the_choice_of_a_portrait_can_be_taken_back(run: Run, home: Path) -> None:
    """Undo puts the setting back as it was, and leaves every other one alone."""
    settings = home / ".config" / "portrait" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('# mine\nrole = "coach"\n', encoding="utf-8")
    run("portraits", "use", SHORT)
    assert "portrait =" in settings.read_text(encoding="utf-8")
    assert "In use again: the portrait that comes with portrait" in run("undo").err
    assert settings.read_text(encoding="utf-8") == '# mine\nrole = "coach"\n'
    run("redo")
    assert 'portrait = "short"' in settings.read_text(encoding="utf-8")


def test_undo_overwrites_nothing(run: Run, entry: Path) -> None:
    """Another file with the same name stays, and undo says where the deleted entry is now."""
    run("delete", "latest", "--yes")
    entry.write_text("Another.", encoding="utf-8")
    done = run("undo")
    assert done.code == 0
    assert f"{NOTE_ID}-2.md, because another file has its old name" in done.err
    assert entry.read_text(encoding="utf-8") == "Another."


def test_undo_says_when_there_was_nothing_to_do(run: Run, entry: Path) -> None:
    """When the entry is already back, undo says so."""
    before = entry.read_bytes()
    run("delete", "latest", "--yes")
    entry.write_bytes(before)
    done = run("undo")
    assert done.code == 0
    assert done.err.startswith("Nothing to undo: you deleted Note, Monday, November 23, 2026 (today at 18:30).\n")


def test_a_deleted_entry_comes_back_beside_a_folder(run: Run, home: Path) -> None:
    """When a folder is in the entry's old place, undo finds a free name."""
    run("note", "Words.")
    (path,) = journal_files(home)
    run("delete", "latest", "--yes")
    path.mkdir()
    assert run("undo").code == 0
    assert path.with_name(f"{path.stem}-2.md").is_file()


def test_a_hint_names_the_journal_it_is_about(run: Run, tmp_path: Path) -> None:
    """The command that works without asking is about the same journal as the one that was refused."""
    other = str(tmp_path / "my journal")
    run("note", "Elsewhere.", "--journal", other)
    done = run("undo", "--journal", other, at=NOON + timedelta(days=1))
    assert done.err.endswith(f"hint: portrait undo --yes --journal '{other}'\n")
    done = run("delete", "latest", "--journal", other)
    assert done.err.endswith(f"hint: portrait delete latest --yes --journal '{other}'\n")


def test_a_portrait_that_is_gone_is_not_chosen_again(run: Run, home: Path) -> None:
    """Redo refuses to name a portrait in the settings whose copy was deleted meanwhile."""
    run("portraits", "use", SHORT)
    run("portraits", "use", "short")
    run("undo")
    assert run("undo").code == 3
    shutil.rmtree(home / ".config" / "portrait" / "portraits")
    done = run("redo")
    assert (done.code, "short" in done.err) == (3, True)
    assert run("guides").code == 0
