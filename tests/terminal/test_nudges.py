from pathlib import Path

import pytest

from conftest import SHORT, newest_answers
from screen import CTRL_B, CTRL_C, ENTER, LINE, PLAIN_LINE, Terminal


@pytest.fixture
def nudging(tmp_path: Path) -> str:
    """Write a portrait that nudges after the word `they`."""
    mine = tmp_path / "nudging.yaml"
    text = Path(SHORT).read_text(encoding="utf-8").replace("nobody-says-this", "they")
    mine.write_text(text.replace("id: short", "id: nudging"), encoding="utf-8")
    return str(mine)


def test_going_back_from_a_deep_question_brings_no_nudge(home: Path, nudging: str) -> None:
    """Ctrl-B keeps the words in the line for their own question, without a nudge."""
    with Terminal("reflect", "advocacy", "--portrait", nudging) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        terminal.wait_for("Saved, 1 of 6", *LINE)
        terminal.type("as they say")
        terminal.wait_on_screen("› as they say")
        terminal.type(CTRL_B)
        terminal.wait_for("Who was left out", "› First words.")
        assert "as they say" not in terminal.display.rsplit("Who was left out", 1)[1]
        assert "Which ones?" not in terminal.words
        terminal.type(ENTER)
        terminal.wait_for("2 of 6", "› as they say")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert newest_answers(home) == ["First words.", "as they say"]


def test_a_nudged_answer_can_be_continued_guided(home: Path, nudging: str) -> None:
    """After a nudge the line holds the answer and a space, ready for more; without more it stays as it was."""
    for more, becomes in (("The fifth graders.", "I speak for they The fifth graders."), ("", "I speak for they")):
        with Terminal("reflect", "advocacy", "--portrait", nudging, "--new") as terminal:
            terminal.wait_for(*LINE)
            terminal.type(ENTER)
            terminal.wait_for("Skipped, 1 of 6", *LINE)
            terminal.type("I speak for they" + ENTER)
            terminal.wait_for("Which ones?", "› I speak for they")
            terminal.resize(60)
            terminal.wait_for("Which group's story", "Which ones?", "› I speak for they")
            terminal.type(more + ENTER)
            terminal.wait_for("Saved, 2 of 6", *LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
        assert newest_answers(home) == [becomes]


def test_a_nudged_answer_can_be_continued_plainly(home: Path, nudging: str) -> None:
    """Words after a plain nudge go below the first answer, and an empty line keeps it as it is."""
    for more, becomes in (("The fifth graders.", "I speak for they\nThe fifth graders."), ("", "I speak for they")):
        with Terminal(
            "reflect", "advocacy", "--portrait", nudging, "--new", "--plain", variables={"INPUTRC": "/dev/null"}
        ) as terminal:
            terminal.wait_for(PLAIN_LINE)
            terminal.type(ENTER)
            terminal.wait_for("Skipped, 1 of 6", PLAIN_LINE)
            terminal.type("I speak for they" + ENTER)
            terminal.wait_for(
                "Which ones?", "So far: I speak for they", "Write more, or nothing to leave it as it is."
            )
            terminal.type(more + ENTER)
            terminal.wait_for("Saved, 2 of 6", PLAIN_LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
        assert newest_answers(home) == [becomes]
