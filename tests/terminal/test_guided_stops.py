import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import journal_entries, read_drafts, skip_on_windows
from screen import (
    ALT_ENTER,
    CHOICE,
    CTRL_B,
    CTRL_BACKSLASH,
    CTRL_C,
    CTRL_D,
    CTRL_Z,
    DOWN,
    ENTER,
    LINE,
    OFFER,
    PLAIN_LINE,
    PORTRAIT,
    Terminal,
)

skip_on_windows("there are no pseudo-terminals")
assert sys.platform != "win32"

Stop = Callable[[Terminal], int]


def by_keys(keys: str) -> Stop:
    def stop(terminal: Terminal) -> int:
        terminal.type(keys)
        code = terminal.finish()
        assert (
            "Stopped. Kept: 2 answers and the words you were typing. To continue: portrait reflect" in terminal.words
        )
        assert terminal.settings_after == terminal.settings_before
        return code

    return stop


def by_signal(number: int) -> Stop:
    def stop(terminal: Terminal) -> int:
        terminal.signal(number)
        code = terminal.finish()
        assert terminal.settings_after == terminal.settings_before
        return code

    return stop


def test_ctrl_c_between_two_questions_is_heard(home: Path) -> None:
    """Ctrl-C right after an answer, before the next question is ready, stops and keeps the answer."""
    for _ in range(3):
        with Terminal("reflect", "--new") as terminal:
            terminal.wait_for(*LINE)
            terminal.type("Two teachers." + ENTER)
            terminal.wait_for("Saved, 1 of 12")
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
    assert [list(draft.answers.values()) for draft in read_drafts(home)] == [["Two teachers."]] * 3


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        pytest.param(by_keys(CTRL_C), 130, id="Ctrl-C"),
        pytest.param(by_keys(CTRL_D), 130, id="Ctrl-D"),
        pytest.param(by_keys(CTRL_BACKSLASH), 131, id="Ctrl-Backslash"),
        pytest.param(by_signal(signal.SIGTERM), 143, id="terminate"),
        pytest.param(by_signal(signal.SIGQUIT), 131, id="quit"),
        pytest.param(Terminal.hang_up, 129, id="closed window"),
    ],
)
def test_half_typed_words_outlive_the_session(home: Path, stop: Stop, code: int) -> None:
    """However a session is stopped, the next one offers it, with every answer and the words in the line."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type("half a tho")
        terminal.wait_on_screen("› half a tho")
        assert stop(terminal) == code
    (draft,) = read_drafts(home)
    assert list(draft.answers.values()) == ["Two teachers.", "growing"]
    assert draft.typed == "half a tho"
    with Terminal("reflect") as terminal:
        terminal.wait_for(
            "2 answers and some half-typed words", "“half a tho”", "Continue where you stopped?", *OFFER
        )
        terminal.type(ENTER)
        terminal.wait_for("3 of 12", "› half a tho")
        terminal.type("ught" + ENTER)
        terminal.wait_for("Saved, 3 of 12", *CHOICE)
        terminal.type(CTRL_B)
        terminal.wait_for("› half a thought")
        terminal.type(CTRL_B)
        terminal.wait_for("› 2 ●●○○ Growing")
        terminal.type(CTRL_B)
        terminal.wait_for("› Two teachers.")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["Two teachers.", "growing", "half a thought"]
    assert journal_entries(home) == []


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_a_session_can_be_stopped_at_a_choice(key: str) -> None:
    """Stopping at a choice keeps the answers, and the next session comes back to that choice."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type(DOWN + key)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 1 answer. To continue: portrait reflect" in terminal.words
        assert terminal.settings_after == terminal.settings_before
    with Terminal("reflect") as terminal:
        terminal.wait_for("1 answer", *OFFER)
        assert "You were writing" not in terminal.words
        terminal.type("1" + ENTER)
        terminal.wait_for("Where would I place myself today?", *CHOICE)
        terminal.type(key)
        assert terminal.finish() == 130


def test_a_session_can_wait_in_the_background(home: Path) -> None:
    """Ctrl-Z gives the terminal back to the shell, and `fg` brings back the question and the words."""
    with Terminal(program=("bash", "--norc", "--noprofile", "-i"), variables={"PS1": "ready> "}) as terminal:
        terminal.wait_for("ready>")
        terminal.type(shlex.join([*PORTRAIT, "reflect"]) + ENTER)
        terminal.wait_for(*LINE)
        terminal.type("half a tho")
        terminal.wait_on_screen("› half a tho")
        terminal.type(CTRL_Z)
        terminal.wait_for("Stopped", "ready>")
        terminal.type("fg" + ENTER)
        terminal.wait_for("› half a tho")
        terminal.type("ught" + ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_Z)
        terminal.wait_for("Stopped", "ready>")
        terminal.type("fg" + ENTER)
        terminal.wait_for("Growing")
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type(CTRL_C)
        terminal.wait_for("Kept: 2 answers", "ready>")
        terminal.type("exit" + ENTER)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["half a thought", "growing"]


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_words_are_kept_in_an_ascii_locale(home: Path, options: list[str]) -> None:
    """In an ASCII locale, or with a byte that is not a character, everything else that is typed is kept."""
    ready = "stops" if not options else PLAIN_LINE
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "INPUTRC": "/dev/null"}
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("Only for you.", ready)
        if not options:
            terminal.wait_for("Ctrl-C stops", "?")
        terminal.type("café 你好" + ENTER)
        terminal.wait_for("1 of 12", "Not part of my role")
        terminal.wait_for("then Enter" if not options else PLAIN_LINE)
        terminal.type("2" + ENTER)
        terminal.wait_for("2 of 12", ready)
        if not options:
            terminal.wait_for("Ctrl-C stops", "?")
        terminal.type("half é \udcff x")
        terminal.wait_on_screen(" x")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = read_drafts(home)
    assert list(draft.answers.values()) == ["café 你好", "growing"]
    assert draft.typed == "half é \ufffd x"


def test_a_killed_session_loses_at_most_a_second(home: Path) -> None:
    """Words that were in the line for a second survive even SIGKILL, and the next session offers them."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type("half a tho")
        terminal.wait_until(lambda: read_drafts(home)[0].typed == "half a tho", "a draft with the words in the line")
        terminal.type(f"{ALT_ENTER}more")
        terminal.wait_until(lambda: read_drafts(home)[0].typed == "half a tho\nmore", "a draft with the second line")
        terminal.kill()
    with Terminal("reflect") as terminal:
        terminal.wait_for("2 answers and some half-typed words", "half a tho", "Continue where you stopped?", *OFFER)
        terminal.type(ENTER)
        terminal.wait_for("3 of 12", "half a tho", "more")
        terminal.type("!" + ENTER)
        terminal.wait_for("Saved, 3 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["Two teachers.", "growing", "half a tho\nmore!"]


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_words_in_the_line_outlive_a_folder_that_is_gone(home: Path, options: list[str]) -> None:
    """While the drafts cannot be written, the line is not disturbed, and the next write saves all of it."""
    folder = home / ".local" / "state" / "portrait" / "drafts"
    with Terminal("reflect", *options, variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("Only for you.", "1 of 12", *([PLAIN_LINE] if options else LINE))
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("", encoding="utf-8")
        terminal.type("half a tho")
        terminal.wait_on_screen("half a tho")
        terminal.pause(1.3)
        assert "rror" not in terminal.raw
        assert "xception" not in terminal.raw
        folder.unlink()
        folder.with_name("elsewhere").rename(folder)
        terminal.type("ught" + ENTER)
        terminal.wait_for("Saved, 1 of 12", *([PLAIN_LINE] if options else CHOICE))
        terminal.wait_until_it_reads()
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["half a thought"]
