import re
import signal
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import journal_files
from portrait_cli import draftfile, entryfile
from screen import CTRL_C, CTRL_D, ENTER, Terminal, widest_line

LINE = "Control C stops, all is kept."
DRAWN = re.compile("[\u2500-\u259f\u25a0-\u25ff\u2800-\u28ff]")
"""Boxes, blocks, circles, Braille dots."""

PLAIN = pytest.mark.parametrize(
    ("options", "variables"),
    [
        pytest.param(["--plain"], {"INPUTRC": "/dev/null"}, id="--plain"),
        pytest.param([], {"TERM": "dumb", "INPUTRC": "/dev/null"}, id="TERM=dumb"),
    ],
)


def drafts(home: Path) -> list[Path]:
    return sorted((home / ".local" / "state" / "portrait" / "drafts").glob("*.json"))


def lines_only(raw: str) -> None:
    """Fail where the program did more than write one line after the other."""
    assert "\x1b" not in raw
    assert "\x08" not in raw
    assert not re.search("\r(?!\n)", raw)
    assert not DRAWN.search(raw)


@PLAIN
def test_a_plain_sitting_goes_line_by_line(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """A whole sitting without redrawing, colours, boxes or dots, with a way back, over and around each question."""
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("about 6 minutes", "1 of 5", LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved · 1 of 12", "2 Growing", LINE)
        terminal.type("9" + ENTER)
        terminal.wait_for('"9" is none of the choices', "choose one of starting, growing")
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved · 2 of 12", "2 of 5", LINE)
        terminal.type("<" + ENTER)
        terminal.wait_for("So far: Growing", "Empty keeps this answer.")
        terminal.type("<" + ENTER)
        terminal.wait_for("So far: Two teachers.", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved · 2 of 12", "2 of 5", LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"One line.{ENTER}{ENTER}  Another.{ENTER}.{ENTER}")
        terminal.wait_for("Saved · 3 of 12", LINE)
        terminal.type("Steady" + ENTER)
        for done in (4, 5, 6, 7, 8, 9):
            terminal.wait_for(f"Saved · {done} of 12", LINE)
            terminal.type(ENTER)
        terminal.wait_for("Saved · 10 of 12", "Where is my attention needed next?", "5 Advocacy", LINE)
        terminal.type("5" + ENTER)
        terminal.wait_for("Saved · 11 of 12", "When …", LINE)
        terminal.type("I make the list" + ENTER)
        terminal.wait_for("then I will …", LINE)
        terminal.type("call three families" + ENTER)
        terminal.wait_for("by …", LINE)
        terminal.type("2 weeks" + ENTER)
        terminal.wait_for("That is", "in 2 weeks.", "Looking back", "1. ", "Empty saves.")
        terminal.type("2" + ENTER)
        terminal.wait_for("So far: Growing", "Empty keeps this answer.")
        terminal.type("4" + ENTER)
        terminal.wait_for("Looking back", "2. Multiplying", "Empty saves.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Multiplying first time" in terminal.words
        assert terminal.settings_after == terminal.settings_before
        lines_only(terminal.raw)
        assert widest_line(terminal.raw) <= 80
    (path,) = journal_files(home)
    entry = entryfile.parse(path.read_text(encoding="utf-8"), path.name)
    assert [response.text for response in entry.responses] == ["Two teachers.", "One line.\n\n  Another."]
    assert [placement.level for placement in entry.placements] == ["multiplying", "steady"]
    (plan,) = entry.commitments
    assert (plan.attribute, plan.when, plan.then) == ("advocacy", "I make the list", "call three families")
    assert plan.by == entry.written.date() + timedelta(weeks=2)
    assert drafts(home) == []


@PLAIN
def test_a_plain_sitting_keeps_half_typed_words(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """However a plain sitting is stopped, the words in the line are kept, and the next one shows them."""
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGQUIT, 131), (signal.SIGHUP, 129)):
        with Terminal("reflect", "--new", *options, variables=variables) as terminal:
            terminal.wait_for(LINE)
            terminal.type("Two teachers." + ENTER)
            terminal.wait_for("Saved · 1 of 12", LINE)
            terminal.type("2" + ENTER)
            terminal.wait_for("Saved · 2 of 12", LINE)
            terminal.type("half a tho")
            terminal.wait_for("half a tho")
            if number == signal.SIGINT:
                terminal.type(CTRL_C)
            else:
                terminal.signal(number)
            assert terminal.finish() == code
            assert "Stopped. Kept: 2 answers and the words you were typing." in terminal.words
            assert terminal.settings_after == terminal.settings_before
            lines_only(terminal.raw)
        draft = draftfile.parse(drafts(home)[-1].read_text(encoding="utf-8"), "draft")
        assert draft.typed == "half a tho"
        assert list(draft.answers.values()) == ["Two teachers.", "growing"]
        for path in drafts(home)[:-1]:
            path.unlink()
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("2 answers and some half-typed words", "Go on where you stopped?", "1 Go on with it")
        terminal.type("1" + ENTER)
        terminal.wait_for("2 of 5", "So far: half a tho", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved · 3 of 12", LINE)
        terminal.type(CTRL_D)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 3 answers. To go on: portrait reflect" in terminal.words


def test_a_plain_sitting_outlives_its_window(home: Path) -> None:
    """When the window is closed, every answer sent is in the draft, and the lines of the one begun."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved · 1 of 12", LINE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved · 2 of 12", LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"one{ENTER}two{ENTER}half a tho")
        terminal.wait_for("half a tho")
        terminal.pause(1.2)
        assert terminal.hang_up() == 129
    draft = draftfile.parse(drafts(home)[0].read_text(encoding="utf-8"), "draft")
    assert list(draft.answers.values()) == ["Two teachers.", "growing"]
    assert draft.typed == "one\ntwo\nhalf a tho"


def test_many_plain_lines_outlive_the_sitting(home: Path) -> None:
    """Between the lines of a long answer, too, stopping keeps all that was typed."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"one{ENTER}two{ENTER}thr")
        terminal.wait_for("thr")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    draft = draftfile.parse(drafts(home)[0].read_text(encoding="utf-8"), "draft")
    assert draft.typed == "one\ntwo\nthr"


def test_nothing_plain_is_cut_off_at_40_columns(home: Path) -> None:
    """On a narrow screen a plain sitting shows every word of what it asks."""
    with Terminal("reflect", "--plain", columns=40, variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(LINE)
        begun = draftfile.parse(drafts(home)[0].read_text(encoding="utf-8"), "draft")
        terminal.type("x" + ENTER)
        for done in range(1, 12):
            terminal.wait_for(f"Saved · {done} of", LINE)
            terminal.type("y" + ENTER if done == 11 else ENTER)
        terminal.wait_for("Saved · 12 of 13", LINE)
        terminal.type("z" + ENTER)
        terminal.wait_for("Saved · 13 of 14", LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", "Empty saves.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        for step in begun.steps:
            for text in (step.prompt, step.hint, step.heading, step.meaning):
                assert " ".join(text.split()) in terminal.words
            for choice in step.choices:
                assert f"{choice.label} {choice.statement}".strip() in terminal.words
        assert widest_line(terminal.raw) <= 40
        lines_only(terminal.raw)
