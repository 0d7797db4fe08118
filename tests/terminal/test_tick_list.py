"""The list of what leaves, in a real terminal: lines are kept or left out before a file is written."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run
from screen import CTRL_C, DOWN, END, ENTER, PAGE_DOWN, RIGHT, UP, Terminal

READY = "Space ticks", "Esc writes nothing"
LONG = " ".join(f"word{number}" for number in range(400))


@pytest.fixture
def journal(run: Run) -> None:
    """Write two notes and a plan that was kept."""
    run("plans", "add", "call three families", at=NOON - timedelta(days=3))
    run("plans", "kept", "1", "--note", "They called.", at=NOON - timedelta(days=2))
    run("note", "The bus came.", at=NOON - timedelta(days=1))
    run("note", "It was late.")


def _rows(terminal: Terminal) -> list[str]:
    """Return the rows of the list, with their ticks."""
    return [line.strip() for line in terminal.display.split("\n") if re.match(r" *(› )? *\[[x ]\] ", line)]


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("size", [(80, 24), (40, 24), (24, 12)])
def test_lines_are_left_out_in_a_list(tmp_path: Path, size: tuple[int, int]) -> None:
    """Everything is ticked at first; a plan takes along how it went; Enter writes the lines that are left."""
    target = tmp_path / "mine.md"
    columns, rows = size
    with Terminal("export", "--all", "-o", str(target), columns=columns, rows=rows) as terminal:
        terminal.wait_for("Space ticks")
        if rows > 12:
            assert [row.lstrip("› ")[:3] for row in _rows(terminal)] == ["[x]"] * 5
        terminal.type(" ")
        terminal.wait_on_screen("2 lines leave")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    text = target.read_text(encoding="utf-8")
    assert ("The bus came." in text, "It was late." in text) == (True, True)
    assert "call three families" not in text
    assert "They called." not in text


@pytest.mark.usefixtures("journal")
def test_the_highlighted_line_is_shown_in_full(run: Run, tmp_path: Path) -> None:
    """Below the list stand all words of the line, and its name; words that are too long are read on with a key."""
    run("note", LONG, at=NOON + timedelta(days=1))
    with Terminal("export", "--all", "-o", str(tmp_path / "mine.md")) as terminal:
        terminal.wait_for(*READY)
        terminal.type(END)
        terminal.wait_on_screen("November 24, 2026 · note")
        terminal.wait_on_screen("→ reads on")
        terminal.type(RIGHT * 40)
        terminal.wait_on_screen("word399")
        terminal.wait_on_screen("2026-11-24-183000-note#1")
        terminal.type(UP)
        terminal.wait_on_screen("› [x] Nov 23 · note: It was late.")


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("key", [CTRL_C, "\x1b"])
def test_who_stops_writes_nothing(tmp_path: Path, key: str) -> None:
    """Ctrl-C and Escape leave the list, and there is no file."""
    target = tmp_path / "mine.docx"
    with Terminal("export", "--all", "-o", str(target)) as terminal:
        terminal.wait_for(*READY)
        terminal.type(key)
        assert terminal.finish() == 130
    assert "Nothing was written." in terminal.display
    assert not target.exists()


@pytest.mark.usefixtures("journal")
def test_nothing_is_not_written(tmp_path: Path) -> None:
    """`a` takes every tick away, and puts back what was suggested; without a tick Enter waits."""
    target = tmp_path / "mine.md"
    with Terminal("export", "--all", "-o", str(target)) as terminal:
        terminal.wait_for(*READY)
        terminal.type("a")
        terminal.wait_on_screen("0 lines leave, 5 stay with you")
        terminal.type(ENTER)
        terminal.wait_on_screen("Nothing is chosen yet")
        terminal.type("a")
        terminal.wait_on_screen("5 lines leave")
        terminal.type("a" + DOWN + " ")
        terminal.wait_on_screen("With it leaves 1 other line that it tells of")
        terminal.wait_on_screen("2 lines leave")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    text = target.read_text(encoding="utf-8")
    assert ("Kept" in text, "They called." in text) == (True, False)


def test_a_long_journal_scrolls(run: Run, tmp_path: Path) -> None:
    """The list goes on as far as there are lines, around the one that is highlighted."""
    for number in range(40):
        run("note", f"Note {number}.", at=NOON + timedelta(days=number))
    with Terminal("export", "--all", "-o", str(tmp_path / "mine.md")) as terminal:
        terminal.wait_for(*READY)
        terminal.type(PAGE_DOWN)
        terminal.wait_on_screen("› [x] Dec 3, 2026 · note: Note 10.")
        terminal.type(END)
        terminal.wait_on_screen("› [x] Jan 1, 2027 · note: Note 39.")


@pytest.mark.usefixtures("journal")
def test_in_plain_mode_lines_have_numbers(tmp_path: Path) -> None:
    """Each line is printed in full with its number; numbers leave lines out, and nothing empty is written."""
    target = tmp_path / "mine.md"
    with Terminal("export", "--all", "-o", str(target), "--plain") as terminal:
        terminal.wait_for("1 leaves. November 20, 2026", "Control C writes nothing.")
        terminal.type("1 4" + ENTER)
        terminal.wait_for("1 stays.", "2 stays.", "4 stays.", "1 line leaves")
        terminal.type("all" + ENTER)
        terminal.wait_for("Take in all 5 lines, with what you kept to yourself?", "Empty means no.")
        terminal.type(ENTER)
        terminal.wait_for("1 line leaves")
        terminal.type("none" + ENTER)
        terminal.wait_for("0 lines leave")
        terminal.type(ENTER)
        terminal.wait_for("Type numbers from 1 to 5")
        terminal.type("4" + ENTER)
        terminal.wait_for("4 leaves.", "1 line leaves")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    text = target.read_text(encoding="utf-8")
    assert ("The bus came." in text, "It was late." in text, "families" in text) == (True, False, False)


@pytest.mark.usefixtures("journal")
def test_a_file_that_exists_is_asked_about_first(tmp_path: Path) -> None:
    """Before the list, a person is asked about the file; anything but yes leaves it as it is."""
    target = tmp_path / "mine.md"
    target.write_text("before", encoding="utf-8")
    with Terminal("export", "-o", str(target)) as terminal:
        terminal.wait_for("exists. Write over it?", "Ctrl-C stops")
        terminal.type(ENTER)
        assert terminal.finish() == 6
    assert target.read_text(encoding="utf-8") == "before"
    with Terminal("export", "-o", str(target)) as terminal:
        terminal.wait_for("exists. Write over it?", "Ctrl-C stops")
        terminal.type("y" + ENTER)
        terminal.wait_for(*READY)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert "It was late." in target.read_text(encoding="utf-8")


@pytest.mark.usefixtures("journal")
def test_who_says_yes_is_not_asked(tmp_path: Path) -> None:
    """`--yes` writes what is in; what goes to the screen asks nothing either."""
    with Terminal("export", "--all", "--yes", "-o", str(tmp_path / "mine.md")) as terminal:
        assert terminal.finish() == 0
    with Terminal("export", "--all") as terminal:
        terminal.wait_for("It was late.")
        assert terminal.finish() == 0


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
def test_what_stays_is_below_what_leaves(run: Run, answers: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    """`a` takes what was suggested, or nothing; `A` takes in everything that is offered once that is confirmed."""
    run("reflect", "--answers", str(answers))
    run("goal", "set", "Every family hears first.", "--about", "advocacy", "--shows", "Three call me.")
    target = tmp_path / "plan.md"
    columns, rows = size
    with Terminal("export", "--as", "growth-plan", "-o", str(target), columns=columns, rows=rows) as terminal:
        terminal.wait_for("Space ticks")
        display = terminal.display
        ticked = [row.lstrip("› ")[:3] for row in _rows(terminal)]
        assert ticked == sorted(ticked, reverse=True)
        assert display.index("Leaves, unless you untick it:") < display.index("[x]")
        terminal.type(END)
        terminal.wait_on_screen("Stays with you, unless you tick it:")
        terminal.type("a")
        terminal.wait_on_screen("0 lines leave")
        terminal.type("A" + ENTER)
        terminal.wait_on_screen("0 lines leave")
        terminal.type("yA")
        terminal.wait_on_screen("y means yes")
        terminal.type("y")
        terminal.wait_until(lambda: all("[x]" in row for row in _rows(terminal)), "every line is ticked")
        terminal.type("A" + "a")
        terminal.wait_until(lambda: "stay with you" in terminal.display, "some stay")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    text = target.read_text(encoding="utf-8")
    assert ("Every family hears first." in text, "Families without email." in text) == (True, False)
