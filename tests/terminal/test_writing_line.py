"""The line that a person writes in, on a real screen."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from prompt_toolkit.utils import get_cwidth

from conftest import SHORT, newest_answers
from screen import (
    ALT_ENTER,
    CTRL_A,
    CTRL_B,
    CTRL_C,
    CTRL_E,
    CTRL_L,
    CTRL_N,
    DOWN,
    END,
    ENTER,
    HOME,
    LINE,
    PASTE_BEGINS,
    PASTE_ENDS,
    SHIFT_TAB,
    UP,
    Terminal,
    widest_line,
)

QUESTION = "Who was left out of something this week"
SAID = (
    "Two families had not heard that the early bus leaves sooner, and I had assumed that the newsletter would reach "
    "them. I called both of them that evening, listened for a while, and asked what would have worked better. One "
    "mother said that a text message in Spanish is what she always reads, and that her neighbors would too."
)


@pytest.fixture(params=[40, 80])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """Start a session on a narrow or a usual screen, and wait for its first question."""
    columns: int = request.param
    with Terminal("reflect", "advocacy", "--portrait", SHORT, columns=columns) as started:
        started.wait_for(*LINE)
        yield started


def rows(terminal: Terminal) -> list[str]:
    """Return the rows of the answer, without what is in front of them."""
    lines = terminal.display.split("\n")
    first = max(number for number, line in enumerate(lines) if line.lstrip()[:1] in {"›", "↑"})
    margin = len(lines[first]) - len(lines[first].lstrip()) + 2
    found = lines[first:]
    assert all(line[: margin - 2].isspace() or not line[: margin - 2] for line in found)
    assert all(line[:margin].strip() in {"›", "↑", "↓", ""} for line in found)
    return [line[margin:] for line in found]


def is_cursor_at(terminal: Terminal, place: tuple[int, int]) -> bool:
    """Return True if the cursor is at this row and column."""
    return terminal.cursor == place


def answer(terminal: Terminal, home: Path) -> str:
    """Save the answer, stop, and return what was kept."""
    terminal.type(ENTER)
    terminal.wait_for("Saved, 1 of 6", *LINE)
    terminal.type(CTRL_C)
    assert terminal.finish() == 130
    (kept,) = newest_answers(home)
    return kept


def test_words_are_whole_while_they_are_typed(terminal: Terminal, home: Path) -> None:
    """After every word typed the rows have whole words, below each other, and the question is on the screen."""
    typed = ""
    for word in SAID.split():
        terminal.type(f"{word} ")
        typed += f"{word} "
        terminal.wait_on_screen(typed.strip()[-20:])
        assert " ".join(rows(terminal)).split() == typed.split()
        assert all(row == row.lstrip() for row in rows(terminal))
    assert QUESTION in " ".join(terminal.display.split())
    assert widest_line(terminal.raw) <= terminal.columns
    assert answer(terminal, home) == f"{SAID} "


def test_words_in_the_middle(terminal: Terminal, home: Path) -> None:
    """Words typed in the middle push the others on, whole, and are where the cursor was."""
    terminal.type(SAID)
    terminal.wait_on_screen("neighbors would too.")
    for _ in range(4):
        terminal.type(UP)
    terminal.type(HOME + "I think that honestly ")
    terminal.wait_on_screen("I think that honestly")
    shown = " ".join(" ".join(rows(terminal)).split())
    assert shown.replace("I think that honestly ", "") == SAID
    assert answer(terminal, home) == shown


def test_three_thousand_words_are_pasted(terminal: Terminal, home: Path) -> None:
    """A long paste is kept as it is; its end and the question are seen, and one can move through it."""
    words = " ".join(f"word{number}" for number in range(1, 3001))
    terminal.type(f"{PASTE_BEGINS}{words[:9000]}\r\r{words[9000:]}{PASTE_ENDS}")
    terminal.wait_on_screen("word3000")
    assert QUESTION in " ".join(terminal.display.split())
    assert rows(terminal)[-1].endswith("word3000")
    terminal.type(UP * 30)
    terminal.wait_on_screen("↓")
    assert "word3000" not in terminal.display
    terminal.type(DOWN * 30 + " and one more")
    terminal.wait_on_screen("and one more")
    assert QUESTION in " ".join(terminal.display.split())
    assert answer(terminal, home) == f"{words[:9000]}\n\n{words[9000:]} and one more"


@pytest.mark.parametrize("sizes", [(40, 80), (120, 40), (60, 20, 80)])
def test_the_window_is_resized(home: Path, sizes: tuple[int, ...]) -> None:
    """The question and all rows are drawn for the new size, with whole words; typing goes on where it was."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type(SAID)
        terminal.wait_on_screen("neighbors would too.")
        typed = SAID
        for columns in sizes:
            terminal.resize(columns)
            terminal.wait_for("Who was left out", "Ctrl-C stops", "too.")
            terminal.type(f" Now{columns}.")
            typed += f" Now{columns}."
            terminal.wait_on_screen(f"Now{columns}.")
            assert terminal.display.count("Advocacy") == 1
            shown = " ".join(rows(terminal)).split()
            assert shown == typed.split()[-len(shown) :]
        assert answer(terminal, home) == typed
        assert " ".join(terminal.lines).count(QUESTION) >= 1


def test_what_was_above_can_be_scrolled_back_to() -> None:
    """After a new size what stood above the question is still there to scroll back to, and nothing stands twice."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here")
        terminal.wait_on_screen("Begun here")
        terminal.resize(70)
        terminal.wait_for(*LINE, "Begun here")
        assert terminal.display.lstrip().startswith("Advocacy")
        assert terminal.words.count("Only for you.") == 1
        assert terminal.words.count(QUESTION) == 1
        assert terminal.words.count("Begun here") == 1
        terminal.type(CTRL_L)
        terminal.wait_for(*LINE, "Begun here")
        assert terminal.words.count(QUESTION) == 1
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_the_next_question_has_the_new_size(terminal: Terminal) -> None:
    """A question after a new size is drawn for it."""
    terminal.resize(50)
    terminal.wait_for(QUESTION, *LINE)
    terminal.type("Words." + ENTER)
    terminal.wait_for("Saved, 1 of 6", *LINE)
    assert widest_line(terminal.raw[terminal.raw.rindex("Saved, 1") :]) <= 50
    assert terminal.display.split("\n")[-1].startswith("›")
    terminal.type(CTRL_C)
    assert terminal.finish() == 130


def test_the_cursor_moves_by_what_is_seen(home: Path) -> None:
    """Up and down keep the column, Home and End stay on the row, Ctrl-A and Ctrl-E go to the ends of the line."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT, columns=40) as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"{SAID[:98]}{CTRL_N}Short.{ALT_ENTER}And a longer line.")
        terminal.wait_on_screen("And a longer line.")
        assert [row.split(" ")[0] for row in rows(terminal)] == ["Two", "early", "assumed", "Short.", "And"]
        last, column = terminal.cursor
        for key, place in (
            (UP, (last - 1, 8)),
            (UP, (last - 2, column)),
            (HOME, (last - 2, 2)),
            (END, (last - 2, 2 + len(rows(terminal)[2]))),
            (UP, (last - 3, 2 + len(rows(terminal)[2]))),
            (CTRL_A, (last - 4, 2)),
            (CTRL_E, (last - 2, 2 + len(rows(terminal)[2]))),
            (DOWN, (last - 1, 8)),
        ):
            terminal.type(key)
            terminal.wait_until(partial(is_cursor_at, terminal, place), f"the cursor at {place} after {key!r}")
        assert answer(terminal, home) == f"{SAID[:98]}\nShort.\nAnd a longer line."


def test_wide_characters_take_two_cells(terminal: Terminal, home: Path) -> None:
    """Wide letters, emoji and marks are counted as they are drawn: rows are full and not too wide."""
    said = "\u6211\u4eec\u95ee\u4e86 families \U0001f642 and cafe\u0301s \u5bb6\u5ead " * 6 + "\u4f60\u597d" * 45
    terminal.type(said + "end")
    terminal.wait_on_screen("end")
    found = rows(terminal)
    shown = "".join(found)
    assert shown.count("\u5bb6") == 6
    assert all(get_cwidth(row) <= terminal.columns - 2 for row in found)
    assert terminal.display.split("\n")[terminal.cursor[0]].endswith("end")
    assert answer(terminal, home) == f"{said}end"


@pytest.mark.parametrize("back", [SHIFT_TAB, CTRL_B])
def test_keys_to_go_back(home: Path, back: str) -> None:
    """Shift-Tab goes back, as Ctrl-B does where tmux leaves it to us, and keeps the words."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        terminal.wait_for("Saved, 1 of 6", *LINE)
        terminal.type("Second words." + back)
        terminal.wait_for(QUESTION, "› First words.")
        terminal.type(ENTER)
        terminal.wait_for("Saved", "› Second words.")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert newest_answers(home) == ["First words.", "Second words."]
