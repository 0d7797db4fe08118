"""Marking answers as evidence in the review, with keys and line by line."""

from pathlib import Path

from conftest import SHORT, journal_entries, read_drafts
from portrait_cli.core.entry import Evidence
from screen import CHOICE, CTRL_C, ENTER, LINE, PLAIN_LINE, Terminal

_MARK = "To mark an answer as evidence, or to unmark it, type: e 1"


def _marks(home: Path) -> list[tuple[str, str]]:
    (entry,) = journal_entries(home)
    return [(block.step, block.target) for block in entry.blocks if isinstance(block, Evidence)]


def _skip_the_rest(terminal: Terminal) -> None:
    """Skip the questions after the first: with an empty line, or with a dash where a level is to be chosen."""
    for told in ("Saved, 1", "Skipped, 2", "Skipped, 3", "Skipped, 4", "Skipped, 5"):
        terminal.wait_for(f"{told} of 6", PLAIN_LINE)
        terminal.type("-" + ENTER if told == "Skipped, 4" else ENTER)


def test_an_answer_is_marked_with_keys(home: Path) -> None:
    """`e` and a number marks, again takes the mark away, and what cannot be evidence is refused with the reason."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT, rows=50) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        for word in ("Saved, 1", "Skipped, 2", "Skipped, 3"):
            terminal.wait_for(f"{word} of", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of 6", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", _MARK, *LINE)
        terminal.type("e 5" + ENTER)
        terminal.wait_for("this is a choice, and evidence is what you said or did", "mark another answer", "›")
        terminal.type("e 2" + ENTER)
        terminal.wait_for("this question was skipped", "type its number", "›")
        terminal.type("e 1" + ENTER)
        terminal.wait_for("marked as evidence", _MARK, *LINE)
        assert read_drafts(home)[0].evidence
        terminal.type(ENTER)
        assert terminal.finish() == 0
    (mark,) = _marks(home)
    assert mark[1] == "advocacy"


def test_an_answer_is_marked_line_by_line(home: Path) -> None:
    """The plain review takes the same; a mark that was taken away leaves nothing."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT, "--plain") as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("First words." + ENTER)
        _skip_the_rest(terminal)
        terminal.wait_for("Looking back", _MARK, "Empty saves.")
        terminal.type("e 2" + ENTER)
        terminal.wait_for("this question was skipped", "answer it first: type its number")
        terminal.type("e 1" + ENTER)
        terminal.wait_for("marked as evidence", "Empty saves.")
        terminal.type("e 1" + ENTER)
        terminal.wait_for("Looking back", "Empty saves.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert _marks(home) == []


def test_a_draft_keeps_the_marks(home: Path) -> None:
    """A session that was stopped in the review goes on with the answers marked."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT, "--plain") as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("First words." + ENTER)
        _skip_the_rest(terminal)
        terminal.wait_for("Empty saves.")
        terminal.type("e 1" + ENTER)
        terminal.wait_for("marked as evidence", "Empty saves.")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert len(read_drafts(home)[0].evidence) == 1
    with Terminal("reflect", "--portrait", SHORT, "--plain") as terminal:
        terminal.wait_for("3 Keep it, but stop asking")
        terminal.type("1" + ENTER)
        terminal.wait_for("marked as evidence", "Empty saves.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(_marks(home)) == 1
