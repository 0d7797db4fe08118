"""Asking colleagues in a real terminal: items are ticked, and what is missing is asked for."""

from pathlib import Path

import pytest

from conftest import Run
from portrait_cli.core.request import Request
from portrait_cli.formats import request_file
from screen import CTRL_C, END, ENTER, Terminal

pytest.importorskip("pyrage", reason="the extra colleagues is not installed")
KEY = "age1nhr2eh9n6suawungetwwdmywm70cx79m6gdc7dl3fgll5l7v25lqg23w85"
SEVERAL = ("ask", "advocacy", "collaboration", "--of", "staff", "--name", "Dana Reyes")


def _request(home: Path) -> Request:
    (file,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    return request_file.parse(file.read_bytes(), file.name)


@pytest.mark.parametrize("columns", [80, 40])
def test_items_are_ticked_in_a_list(home: Path, tmp_path: Path, columns: int) -> None:
    """Ten of two attributes are ticked; more than ten are refused until some are unticked; what is cut is counted."""
    with Terminal(*SEVERAL, "-o", str(tmp_path), columns=columns) as terminal:
        terminal.wait_for("Asked, unless you untick it:", "Space ticks")
        terminal.wait_on_screen("10 of 14 asked, 10 at most")
        terminal.wait_on_screen("more below")
        terminal.type(END + " ")
        terminal.wait_on_screen("11 of 14 asked")
        terminal.type(ENTER)
        terminal.wait_on_screen("10 at most: untick 1")
        terminal.type(" " + ENTER)
        assert terminal.finish() == 0
    assert len(list(_request(home).items)) == 10


def test_items_are_ticked_by_number_in_plain_mode(home: Path, tmp_path: Path) -> None:
    """Line by line the items have numbers, and too many are refused in words."""
    with Terminal(*SEVERAL, "--plain", "-o", str(tmp_path)) as terminal:
        terminal.wait_for("1 asked. Collaboration", "14 not asked. Advocacy", "Empty writes.")
        terminal.type("14" + ENTER)
        terminal.wait_for("14 asked.", "11 of 14 asked, 10 at most")
        terminal.type(ENTER)
        terminal.wait_for("10 at most: untick 1")
        terminal.type("all" + ENTER)
        terminal.wait_for("Tick all 14 items?")
        terminal.type("n" + ENTER)
        terminal.type("1-3" + ENTER)
        terminal.wait_for("8 of 14 asked, 10 at most")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(list(_request(home).items)) == 8


def test_who_stops_asks_nobody(home: Path, tmp_path: Path) -> None:
    """Ctrl-C at the list writes nothing."""
    with Terminal(*SEVERAL, "-o", str(tmp_path)) as terminal:
        terminal.wait_for("Space ticks")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert "Nothing was written." in terminal.display
    assert list(tmp_path.iterdir()) == []
    assert not (home / "Documents/portrait-journal").exists()


def test_names_that_are_missing_are_asked_for(home: Path, tmp_path: Path) -> None:
    """Without a name in the settings the person is asked for theirs, and for that of whoever receives the replies."""
    with Terminal("ask", "advocacy", "--of", "staff", "--collector", KEY, "-o", str(tmp_path)) as terminal:
        terminal.wait_for("Who receives the replies? Their name:")
        terminal.type("Sam Hall" + ENTER)
        terminal.wait_for("Your name, as they know it:")
        terminal.type("Dana Reyes" + ENTER)
        assert terminal.finish() == 0
    request = _request(home)
    assert (request.asker, request.collector) == ("Dana Reyes", "Sam Hall")


def test_the_name_in_the_settings_is_not_asked_for(run: Run, home: Path, settings_file: Path, tmp_path: Path) -> None:
    """A name that is in the settings stands on the page."""
    settings_file.write_text('name = "Dana Reyes"\n', encoding="utf-8")
    assert run("ask", "advocacy", "--of", "staff", "-o", str(tmp_path)).code == 0
    assert _request(home).asker == "Dana Reyes"


def test_a_group_that_may_be_students_is_asked_about(home: Path, tmp_path: Path) -> None:
    """Whoever says that a grade are students gets the page for students, with a collector."""
    words = ("ask", "advocacy", "--of", "Grade 8", "--name", "Dana Reyes", "-o", str(tmp_path))
    with Terminal(*words, "--collector", f"Sam Hall {KEY}") as terminal:
        terminal.wait_for("Are they students: Grade 8?")
        terminal.type("y" + ENTER)
        assert terminal.finish() == 0
    assert _request(home).of_students
    assert "nothing to do with your grades" in (tmp_path / "feedback-advocacy-grade-8.html").read_text("utf-8")
