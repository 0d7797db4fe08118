"""Marking answers as evidence in the review, with keys and line by line."""

from pathlib import Path

import pytest

from conftest import SHORT, TESTS, Run, journal_entries, read_drafts
from portrait_cli.core.entry import Evidence
from screen import CHOICE, CTRL_C, ENTER, LINE, PLAIN_LINE, Terminal

YEAR = str(TESTS / "portraits" / "year.yaml")
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
        terminal.wait_for("marked as evidence", _MARK, "Answer 1 is evidence now.", *LINE)
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
        terminal.wait_for("Looking back", "Answer 1 is no longer evidence.", "Empty saves.")
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


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_a_mark_is_told_where_it_is_seen(run: Run, home: Path, plain: tuple[str, ...]) -> None:
    """On a small screen a line below the review says which answer is marked, and the review says for what."""
    run("goal", "set", "Families hear first.", "--about", "AD2", "--portrait", YEAR)
    with Terminal("reflect", "weekly", "--portrait", YEAR, *plain) as terminal:
        terminal.wait_for("What stood out this week?", "stops")
        terminal.type("They called us. " * 60 + ENTER)
        terminal.wait_for("What does it ask of me?", "stops")
        terminal.type("To call back. " * 60 + ENTER)
        terminal.wait_for("Looking back", "saves")
        for said in ("Answer 1 is evidence now.", "Answer 1 is no longer evidence.", "Answer 1 is evidence now."):
            terminal.type("e 1" + ENTER)
            terminal.wait_for(said)
            assert said in terminal.display
        assert "marked as evidence for AD2 " in terminal.words
        terminal.type(ENTER)
        assert terminal.finish() == 0
    marks = [block for entry in journal_entries(home) for block in entry.blocks if isinstance(block, Evidence)]
    assert [mark.target for mark in marks] == ["ad2"]
