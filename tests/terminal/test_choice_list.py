"""Every kind of choice on a real screen, as transcripts, and what keys do in a list."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from conftest import CHICAGO, TESTS, Run, write_lines
from screen import CHOICE, CTRL_C, DOWN, ENTER, LINE, OFFER, PAGE_DOWN, PAGE_UP, PLAIN_LINE, SHIFT_TAB, TAB, Terminal

PORTRAIT = str(TESTS / "portraits" / "choices.yaml")
TRANSCRIPTS = TESTS / "transcripts"
WORDS = (
    "Two families asked why the bus stop moved, and I had no answer for them but the one that the office had given "
    "me, so I called the office with both of them in the room."
)
PLANS = (
    (datetime(2026, 9, 7, 16, tzinfo=CHICAGO), "a notice goes home", "have two families read it first"),
    (datetime(2026, 10, 5, 16, tzinfo=CHICAGO), "the agenda is set", "ask who is missing from it"),
    (
        datetime(2026, 11, 2, 16, tzinfo=CHICAGO),
        "the bus company changes a stop or a time without telling us first",
        "call the families on that street myself, before the letter from the office gets to them",
    ),
)


def earlier_sessions(run: Run) -> None:
    """Write three entries on fixed days, each with words, a level and a plan."""
    for at, when, then in PLANS:
        lines = (
            f"partnership.whose-view-changed-something-this-week: {WORDS}",
            "partnership.level: growing",
            f"plan.when: {when}",
            f"plan.then: {then}",
        )
        text = "guide: all-kinds\nanswers:\n" + "".join(f"  {line}\n" for line in lines)
        result = run("reflect", "--portrait", PORTRAIT, "--answers", "-", stdin=text, at=at)
        assert result.code == 0, result.err


def seen(terminal: Terminal, first: str) -> str:
    """Return the screen from the last line that begins with these words to the hint below the list.

    The hint itself is left out: it is the last thing on the screen.
    """
    above, *_ = re.split(
        r"\n *(?:Number, name|Name) or", terminal.display.replace("Number, name, or", "Number, name or")
    )
    lines = above.rstrip().split("\n")
    start = max(number for number, line in enumerate(lines) if line.strip().startswith(first))
    return "\n".join(lines[start:]) + "\n"


def screens(terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Go to every kind of choice, and return its name and what is on the screen."""
    for number in range(3):
        terminal.wait_for(*CHOICE)
        if number == 0:
            terminal.type(DOWN)
            terminal.wait_on_screen("› 1 Kept")
            yield "how a plan went", seen(terminal, "A plan I made")
        terminal.type(TAB)
    terminal.wait_for("Partnership", *LINE)
    terminal.type("Ms. Ruiz." + ENTER)
    terminal.wait_for(*CHOICE)
    yield "a level", seen(terminal, "Partnership")
    terminal.type(ENTER)
    terminal.wait_on_screen("Nothing is chosen yet: press ↑ or ↓, or type a level's name.")
    terminal.type("stea")
    terminal.wait_on_screen("› 3 ●●●○ Steady")
    yield "a level, found by its name", seen(terminal, "Partnership")
    terminal.type(ENTER)
    terminal.wait_for("Saved", *CHOICE)
    terminal.type("1")
    terminal.wait_on_screen("› 1 P1 Opens")
    yield "an indicator", seen(terminal, "Partnership")
    terminal.type(ENTER)
    terminal.wait_for("Saved", *CHOICE)
    terminal.type("stea")
    terminal.wait_on_screen("› 3 ●●●○ Steady")
    yield "an indicator's level", seen(terminal, "Partnership")
    terminal.type(TAB)
    terminal.wait_for("Craft", *LINE)
    terminal.type(ENTER)
    terminal.wait_for("Skipped", *CHOICE)
    terminal.type(TAB)
    terminal.wait_for("Where is my attention needed next?", *CHOICE)
    terminal.type("cr")
    terminal.wait_on_screen("› 2 Craft")
    yield "an attribute", seen(terminal, "Next step")
    terminal.type(ENTER)
    terminal.wait_for("Saved", *CHOICE)
    terminal.type("3")
    terminal.wait_on_screen("› 3 When the bus")
    yield "a plan to let rest", seen(terminal, "Next step")
    terminal.type(CTRL_C)
    assert terminal.finish() == 130


def screen_of_the_offer(columns: int) -> str:
    with Terminal("reflect", "--portrait", PORTRAIT, columns=columns) as terminal:
        terminal.wait_for("Continue where you stopped?", *OFFER)
        return seen(terminal, "Continue where")


def transcript(name: str) -> str:
    return (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [80, 40])
def test_every_choice_is_one_list_below_its_question(run: Run, columns: int) -> None:
    """In 24 rows the question and all names are on the screen, with the statements there is room for."""
    earlier_sessions(run)
    with Terminal("reflect", "--portrait", PORTRAIT, columns=columns) as terminal:
        parts = list(screens(terminal))
    parts.append(("a draft that waits", screen_of_the_offer(columns)))
    drawn = "\n".join(f"== {name}\n\n{screen}" for name, screen in parts)
    assert drawn == transcript(f"choices-{columns}x24")


def printed(terminal: Terminal, first: str) -> str:
    """Return the plain lines from the last one that begins with these words."""
    lines = "\n".join(terminal.lines).rstrip().split("\n")
    start = max(number for number, line in enumerate(lines) if line.startswith(first))
    return "\n".join(lines[start:]) + "\n"


def plain_screens(terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Go to every kind of choice line by line, and return its name and what was printed."""
    for number in range(3):
        terminal.wait_for(PLAIN_LINE)
        if number == 0:
            yield "how a plan went", printed(terminal, "A plan I made")
        terminal.type("-" + ENTER)
    terminal.wait_for("Partnership", PLAIN_LINE)
    terminal.type("Ms. Ruiz." + ENTER)
    terminal.wait_for("Saved", PLAIN_LINE)
    yield "a level", printed(terminal, "Partnership")
    terminal.type(ENTER)
    terminal.wait_for("Nothing is chosen yet.")
    yield "Enter alone", printed(terminal, "Nothing is chosen yet.")  # readline 8.3 goes to a new line before it
    terminal.type("steady" + ENTER)
    terminal.wait_for("Saved", PLAIN_LINE)
    yield "an indicator", printed(terminal, "Partnership")
    terminal.type("p1" + ENTER)
    terminal.wait_for("Saved", PLAIN_LINE)
    yield "an indicator's level", printed(terminal, "Partnership")
    terminal.type("-" + ENTER)
    terminal.wait_for("Craft", PLAIN_LINE)
    terminal.type(ENTER)
    terminal.wait_for("Skipped", PLAIN_LINE)
    terminal.type("-" + ENTER)
    terminal.wait_for("Where is my attention needed next?", PLAIN_LINE)
    yield "an attribute", printed(terminal, "Next step")
    terminal.type("cra" + ENTER)
    terminal.wait_for("Saved", PLAIN_LINE)
    yield "a plan to let rest", printed(terminal, "Next step")


@pytest.mark.parametrize("columns", [80, 40])
def test_a_plain_choice_says_the_same_in_lines(run: Run, columns: int) -> None:
    """Line by line each choice has its number, its name and its statement, and an empty line chooses nothing."""
    earlier_sessions(run)
    arguments = ("reflect", "--portrait", PORTRAIT, "--plain")
    with Terminal(*arguments, columns=columns, variables={"INPUTRC": "/dev/null"}) as terminal:
        parts = list(plain_screens(terminal))
    drawn = "\n".join(f"== {name}\n\n{screen}" for name, screen in parts)
    assert drawn == transcript(f"choices-plain-{columns}")


def test_a_list_is_drawn_anew_in_another_size() -> None:
    """When the window gets narrow and wide again, question and list are drawn for it, and the highlight stays."""
    with Terminal("reflect", "--portrait", PORTRAIT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Ms. Ruiz." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type("stea")
        terminal.wait_on_screen("› 3 ●●●○ Steady")
        wide = seen(terminal, "Partnership")
        terminal.resize(40)
        terminal.wait_for("Partnership", "Steady", "Ctrl-C stops")
        narrow = seen(terminal, "Partnership").split("\n")
        assert "› 3  ●●●○ Steady" in narrow
        assert "     touches most, early enough that" in narrow
        assert "  6  Not part of my role" in narrow
        terminal.resize(80)
        terminal.wait_for("Partnership", "Steady", "Ctrl-C stops")
        assert seen(terminal, "Partnership") == wide
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of", *CHOICE)


def test_a_question_can_be_skipped_and_left_from_a_list() -> None:
    """Tab skips, Shift-Tab goes back, and an answer that was given is highlighted: Enter keeps it."""
    with Terminal("reflect", "--portrait", PORTRAIT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Ms. Ruiz." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type(TAB)
        terminal.wait_for("Skipped, 2 of", *CHOICE)
        terminal.type(SHIFT_TAB)
        terminal.wait_for("Where would I place myself today?", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of", "Which of these", *CHOICE)
        terminal.type(SHIFT_TAB)
        terminal.wait_on_screen("› 2 ●●○○ Growing")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of", "Which of these", *CHOICE)


def test_a_statement_longer_than_the_screen_is_read_on(tmp_path: Path) -> None:
    """The question stays while Page Down reads on in a statement of a hundred words, and Page Up begins again."""
    words = " ".join(f"word{number}" for number in range(1, 101))
    portrait = write_lines(
        tmp_path / "long.yaml",
        "title: Long",
        "scales: {id: s, levels: [Low, High]}",
        f"attributes: [{{name: Care, levels: {{low: {words}, high: {words}}}}}]",
        "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [place]}]}",
    )
    with Terminal("reflect", "--portrait", portrait, columns=40) as terminal:
        terminal.wait_for(*CHOICE)
        terminal.type("l")
        terminal.wait_on_screen("⋮ Page Down")
        assert "› 1  ●○ Low" in terminal.display
        for _ in range(4):
            terminal.type(PAGE_DOWN)
        terminal.wait_on_screen("word100")
        assert "Care" in terminal.display
        terminal.type(PAGE_UP)
        terminal.wait_on_screen("word1 ")
        terminal.type(ENTER)
        terminal.wait_for("Looking back", "Low", *LINE)
