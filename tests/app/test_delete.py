from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, trash_files
from screen import CTRL_C, ENTER, Terminal


def test_without_a_terminal_delete_wants_a_yes(run: Run, entry: Path) -> None:
    """Without a terminal, `delete` needs --yes and an ENTRY: it names the command that works and deletes nothing."""
    done = run("delete", "latest")
    assert (done.code, "hint: portrait delete latest --yes" in done.err) == (2, True)
    assert run("delete").code == 2
    assert run("delete", "--yes").code == 2
    assert entry.exists()


def test_a_file_that_is_not_an_entry_can_be_deleted(run: Run, home: Path, entry: Path) -> None:
    """A broken file can be deleted by its path, and comes back byte for byte."""
    entry.write_bytes(b"broken \xff")
    assert run("delete", str(entry), "--yes").code == 0
    assert not entry.exists()
    assert run("undo").code == 0
    assert entry.read_bytes() == b"broken \xff"
    assert trash_files(home) == []


@pytest.mark.parametrize(("keys", "code", "gone"), [("y\r", 0, True), (ENTER, 0, False), (CTRL_C, 130, False)])
def test_delete_asks_and_names_what_it_deletes(entry: Path, keys: str, code: int, *, gone: bool) -> None:
    """In a terminal `delete` shows the title and the first words, and deletes only after a yes."""
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for(
            "Note, Monday, November 23, 2026", "The bus came.", "Move this note to the trash?", "empty means no", "›"
        )
        terminal.type(keys)
        assert terminal.finish() == code
        assert ("Nothing was deleted." in terminal.words) == (keys == ENTER)
    assert entry.exists() != gone


def test_ctrl_c_at_a_yes_or_no_question_changes_nothing(run: Run) -> None:
    """Ctrl-C at a yes-or-no question says that nothing was changed."""
    run("note", "Words.")
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for("Move this note to the trash?", "›")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Nothing was changed." in terminal.display


@pytest.mark.parametrize("said", ["2026-11-23 03:33", "11:30"])
def test_a_moment_without_an_entry_means_none(run: Run, said: str) -> None:
    """A minute at which nothing was written does not mean another entry of that day."""
    run("note", "Words.")
    assert run("delete", said, "--yes").code == 3
    assert run("list").code == 0


def test_the_latest_is_not_deleted_while_a_newer_file_cannot_be_read(run: Run, entry: Path) -> None:
    """`delete latest` does not pass over a newer entry that cannot be read; its hint deletes the one that can."""
    entry.with_name("2026-11-24-080000-note.md").write_text("broken", encoding="utf-8")
    done = run("delete", "latest", "--yes")
    assert (done.code, "nothing was deleted, because the newest file cannot be read" in done.err) == (2, True)
    assert f"hint: portrait delete {entry.stem} deletes the newest entry that can be read" in done.err
    assert entry.exists()
    assert run("delete", entry.stem, "--yes").code == 0
    assert not entry.exists()


@pytest.mark.parametrize("option", [(), ("--plain",)], ids=["guided", "plain"])
def test_a_wrong_answer_is_told_what_is_understood(entry: Path, option: tuple[str, ...]) -> None:
    """A word that is neither yes nor no deletes nothing, even with a y in it: what is understood is said."""
    with Terminal("delete", "latest", *option) as terminal:
        terminal.wait_for("y or n", "Ctrl-C stops" if not option else "Control C stops.")
        for wrong in ("maybe", "yep"):
            terminal.type(wrong + ENTER)
            terminal.wait_for("Type y for yes or n for no.")
            assert entry.exists()
        terminal.type("no" + ENTER)
        assert terminal.finish() == 0
        assert "Nothing was deleted." in terminal.words
    assert entry.exists()


@pytest.mark.parametrize(
    "change",
    [
        ("plans", "add", "call three families"),
        ("goal", "set", "Families hear first.", "--about", "advocacy", "--shows", "Three call me."),
        ("evidence", "add", "They called.", "--attribute", "AD2"),
    ],
)
def test_latest_is_a_session_or_a_note_and_no_record_of_a_change(
    run: Run, entry: Path, change: tuple[str, ...]
) -> None:
    """What changes a plan, a goal or evidence has an entry, too; it is reached by its day, id or file."""
    before = run("read", "--raw").out
    later = NOON + timedelta(hours=1)
    assert run(*change, at=later).code == 0
    assert run("read", "--raw", at=later).out == run("read", "latest", "--raw", at=later).out == before
    assert "The bus came." in run("export", "--md", at=later).out
    assert "The bus came." not in run("read", "today", at=later).out
    assert run("evidence", "add", "latest", "--attribute", "AD2", at=later).code == 0
    assert run("delete", "latest", "--yes", at=later).code == 0
    assert not entry.exists()
    done = run("read", at=later)
    assert (done.code, "there is no session or note" in done.err) == (3, True)
    assert run("list", at=later).code == 0


def test_delete_says_that_it_is_a_record_of_a_change(run: Run) -> None:
    """The question tells it apart from a session and a note."""
    run("plans", "add", "call three families")
    with Terminal("delete", "2026-11-23") as terminal:
        terminal.wait_for("Move this record of a change to the trash?", "›")
        terminal.type(ENTER)
        assert terminal.finish() == 0
