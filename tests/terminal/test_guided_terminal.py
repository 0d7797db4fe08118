import re
import shlex
import signal
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conftest import TESTS, Run, journal_files
from portrait_cli.core.entry import Entry
from portrait_cli.core.session import Session
from portrait_cli.formats import draft_file, entry_file
from screen import (
    ALT_ENTER,
    BACKSPACE,
    CTRL_B,
    CTRL_BACKSLASH,
    CTRL_C,
    CTRL_D,
    CTRL_O,
    CTRL_U,
    CTRL_Z,
    DOWN,
    ENTER,
    PASTE_BEGINS,
    PASTE_ENDS,
    PORTRAIT,
    Terminal,
    widest_line,
)

SHORT = str(TESTS / "portraits" / "short.yaml")
LINE = "Ctrl-C stops", "›"
"""What is there when a line is ready to be typed ..."""
CHOICE = "Enter · Ctrl-B back", "›"
"""... when a choice is ready to be made ..."""
OFFER = "or arrows, then Enter", "›"
"""... and when a way on is, before the first question."""
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def entries(home: Path) -> list[Entry]:
    return [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]


def drafts(home: Path) -> list[Session]:
    folder = home / ".local" / "state" / "portrait" / "drafts"
    return [draft_file.parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.glob("*.json"))]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def choices_in_full(terminal: Terminal, session: Session, name: str) -> None:
    step = next(step for step in session.steps if step.id == name)
    for number, choice in enumerate(step.choices, start=1):
        dots = "●" * choice.height + "○" * (len(step.levels) - choice.height) + " " if choice.height else ""
        assert f"{number}) {dots}{choice.label}" in terminal.display


def whole_session(terminal: Terminal, home: Path) -> Session:
    """Answer the whole-portrait guide in every way that keys allow; return the draft as it began."""
    terminal.wait_for("Whole portrait", "about 6 minutes", "1 of 5", *LINE)
    begun = drafts(home)[0]
    terminal.type("Two teachers asked for time, and one of them got it. The other one waits." + ENTER)
    terminal.wait_for("Saved, 1 of 12", *CHOICE)
    choices_in_full(terminal, begun, "human-centered.level")
    terminal.type("2" + ENTER)
    terminal.wait_for("Saved, 2 of 12", "2 of 5", *LINE)
    terminal.type("We ended the pilot." + ENTER)
    terminal.wait_for("Saved, 3 of 12", *CHOICE)
    assert "› 7) Skip" in terminal.display
    terminal.type(DOWN * 3 + ENTER)
    terminal.wait_for("Saved, 4 of 12", "3 of 5", *LINE)
    terminal.type(ENTER)
    terminal.wait_for("Skipped, 5 of 12", *CHOICE)
    terminal.type("5" + ENTER)
    terminal.wait_for("Saved, 6 of 12", "4 of 5", *LINE)
    terminal.type("مرحبا, 你好 and 👩🏽‍🏫." + ENTER)
    terminal.wait_for("Saved, 7 of 12", *CHOICE)
    terminal.type(ENTER)
    terminal.wait_for("Skipped, 8 of 12", "5 of 5", *LINE)
    terminal.type("Families without email." + ENTER)
    terminal.wait_for("Saved, 9 of 12", *CHOICE)
    choices_in_full(terminal, begun, "advocacy.level")
    terminal.type("4" + ENTER)
    terminal.wait_for("Saved, 10 of 12", "Where is my attention needed next?", *CHOICE)
    choices_in_full(terminal, begun, "plan.attribute")
    terminal.type("5" + ENTER)
    terminal.wait_for("Saved, 11 of 12", "When …", *LINE)
    terminal.type("When I make the list for family night." + ENTER)
    terminal.wait_for("Saved, 12 of 13", "then I will …", *LINE)
    terminal.type("I will call the three families who never answer" + ENTER)
    terminal.wait_for("Saved, 13 of 14", "by …", *LINE)
    terminal.type("someday" + ENTER)
    terminal.wait_for('"someday" is not a day from today on', "›")
    terminal.type(CTRL_U + "2 weeks" + ENTER)
    terminal.wait_for("That is", "in 2 weeks.", "Saved, 14 of 14", "Looking back", "Growing", *LINE)
    terminal.type(ENTER)
    assert terminal.finish() == 0
    return begun


def expect_whole_session(home: Path) -> None:
    (entry,) = entries(home)
    assert {response.step.split(".")[0]: response.text for response in entry.responses} == {
        "human-centered": "Two teachers asked for time, and one of them got it. The other one waits.",
        "transformation": "We ended the pilot.",
        "collaboration": "مرحبا, 你好 and 👩🏽‍🏫.",
        "advocacy": "Families without email.",
    }
    assert {placement.target: placement.level for placement in entry.placements} == {
        "human-centered": "growing",
        "transformation": "steady",
        "authenticity": "cant-say-yet",
        "advocacy": "multiplying",
    }
    (plan,) = entry.plans
    assert plan.attribute == "advocacy"
    assert plan.when == "I make the list for family night"
    assert plan.then == "call the three families who never answer"
    assert plan.by == entry.written.date() + timedelta(weeks=2)
    assert drafts(home) == []


def test_a_whole_sitting_becomes_an_entry(home: Path) -> None:
    """From the first question to the summary: what was typed and chosen is on the disk, for its owner only."""
    with Terminal("reflect") as terminal:
        begun = whole_session(terminal, home)
        for step in begun.steps[:12]:
            assert " ".join(step.prompt.split()) in terminal.words
        assert "●●○○ Growing first time" in terminal.words
        assert "Can't say yet first time" in terminal.words
        assert "Collaboration not placed today" in terminal.words
        assert "Then I will call the three families" in terminal.words or "then I will call" in terminal.words
        assert f"~/{journal_files(home)[0].relative_to(home)}" in terminal.words
        assert terminal.settings_after == terminal.settings_before
        assert widest_line(terminal.raw) <= 80
    expect_whole_session(home)
    (file,) = journal_files(home)
    assert mode(file) == 0o600
    state = home / ".local" / "state" / "portrait"
    for folder in (file.parent, file.parent.parent, state, state / "drafts"):
        assert mode(folder) == 0o700


def test_nothing_is_cut_off_at_40_columns(home: Path) -> None:
    """On a narrow screen every word of the questions, levels and choices is there, and no line is too long."""
    with Terminal("reflect", columns=40) as terminal:
        begun = whole_session(terminal, home)
        for step in begun.steps:
            for text in (step.prompt, step.hint, step.heading, step.meaning):
                assert " ".join(text.split()) in terminal.words
            for choice in step.choices:
                assert f"{choice.label} {choice.statement}".strip() in terminal.words
        assert entries(home)[0].title in terminal.words
        assert widest_line(terminal.raw) <= 40
    expect_whole_session(home)


Stop = Callable[[Terminal], int]


def by_keys(keys: str) -> Stop:
    def stop(terminal: Terminal) -> int:
        terminal.type(keys)
        code = terminal.finish()
        assert "Stopped. Kept: 2 answers and the words you were typing. To go on: portrait reflect" in terminal.words
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
    """Ctrl-C right after an answer, before the next question can be answered, stops and keeps the answer."""
    for _ in range(3):
        with Terminal("reflect", "--new") as terminal:
            terminal.wait_for(*LINE)
            terminal.type("Two teachers." + ENTER)
            terminal.wait_for("Saved, 1 of 12")
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
    assert [list(draft.answers.values()) for draft in drafts(home)] == [["Two teachers."]] * 3


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        pytest.param(by_keys(CTRL_C), 130, id="Ctrl-C"),
        pytest.param(by_keys(CTRL_D), 130, id="Ctrl-D"),
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
    (draft,) = drafts(home)
    assert list(draft.answers.values()) == ["Two teachers.", "growing"]
    assert draft.typed == "half a tho"
    with Terminal("reflect") as terminal:
        terminal.wait_for("2 answers and some half-typed words", "“half a tho”", "Go on where you stopped?", *OFFER)
        terminal.type(ENTER)
        terminal.wait_for("2 of 5", "› half a tho")
        terminal.type("ught" + ENTER)
        terminal.wait_for("Saved, 3 of 12", *CHOICE)
        terminal.type(CTRL_B)
        terminal.wait_for("› half a thought")
        terminal.type(CTRL_B)
        terminal.wait_for("› 2) ●●○○ Growing")
        terminal.type(CTRL_B)
        terminal.wait_for("› Two teachers.")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["Two teachers.", "growing", "half a thought"]
    assert entries(home) == []


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_a_sitting_can_be_stopped_at_a_choice(key: str) -> None:
    """At a choice, too, stopping keeps the answers, and the next session comes back to that choice."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type(DOWN + key)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 1 answer. To go on: portrait reflect" in terminal.words
        assert terminal.settings_after == terminal.settings_before
    with Terminal("reflect") as terminal:
        terminal.wait_for("1 answer", *OFFER)
        assert "You were writing" not in terminal.words
        terminal.type("1" + ENTER)
        terminal.wait_for("Where would I place myself today?", *CHOICE)
        terminal.type(key)
        assert terminal.finish() == 130


def test_keys_that_mean_nothing_here_do_nothing(home: Path) -> None:
    """Ctrl-backslash leaves no mark in the words, and in a list neither letters nor pasted words do anything."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"one{CTRL_BACKSLASH} two{ENTER}")
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        listed = terminal.display
        terminal.type(f"{CTRL_BACKSLASH}xqsb{PASTE_BEGINS}3 rows\rand 2 more\r{PASTE_ENDS}{DOWN}")
        terminal.wait_for("› 1)")
        assert terminal.display == listed.replace("› 7)", "  7)").replace("  1)", "› 1)")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["one two", "starting"]


def test_a_sitting_can_wait_in_the_background(home: Path) -> None:
    """Ctrl-Z gives the terminal back to the shell, and `fg` brings the question and the words back."""
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
    assert list(drafts(home)[0].answers.values()) == ["half a thought", "growing"]


def test_back_skip_and_change(home: Path) -> None:
    """A person can go back, on in order, skip, and change any answer in the review before saving."""
    with Terminal(
        "reflect", "advocacy", "--portrait", SHORT, "--guide", "deep-dive", variables={"NO_COLOR": "1"}
    ) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        terminal.wait_for("Saved, 1 of 6", *LINE)
        terminal.type("Second words." + ENTER)
        terminal.wait_for("Saved, 2 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 3 of 6", *LINE)
        terminal.type("Fourth words." + ENTER)
        terminal.wait_for("Saved, 4 of 6", "Where would I place myself", *CHOICE)
        for words in ("› Fourth words.", "›", "› Second words.", "› First words."):
            terminal.type(CTRL_B)
            terminal.wait_for("Ctrl-C stops", words)
        assert terminal.words.count("of 6") == 4
        terminal.type(CTRL_U + "Better words." + ENTER)
        terminal.wait_for("Saved, 4 of 6", "› Second words.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 4 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of 6", "› Fourth words.")
        terminal.type(CTRL_U + ENTER)
        terminal.wait_for("Skipped, 4 of 6", "› 7) Skip")
        terminal.type("1" + ENTER)
        terminal.wait_for("Saved, 5 of 6", "When …", *LINE)
        terminal.type(CTRL_B)
        terminal.wait_for("› 1) ●○○○ Starting")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 5 of 6", "When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 6 of 6", "Looking back", *LINE)
        assert not COLOUR.search(terminal.raw)
        terminal.type("5" + ENTER)
        terminal.wait_for("› 1) ●○○○ Starting")
        terminal.type("3" + ENTER)
        terminal.wait_for("Saved, 6 of 6", "Looking back", "Steady", *LINE)
        terminal.type("3" + ENTER)
        terminal.wait_for("Advocacy", *LINE)
        terminal.type("Third words." + ENTER)
        terminal.wait_for("Saved, 6 of 6", "Looking back", "Third words.", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    (entry,) = entries(home)
    assert [response.text for response in entry.responses] == ["Better words.", "Second words.", "Third words."]
    assert [placement.level for placement in entry.placements] == ["steady"]


def test_the_review_lists_every_question(home: Path) -> None:
    """Answers stand under their numbered questions, skipped ones too, and only a number or nothing goes on."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT, rows=40) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        for word in ("Saved, 1", "Skipped, 2", "Skipped, 3"):
            terminal.wait_for(f"{word} of", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of 6", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        steps = drafts(home)[0].steps[:6]
        shown = [line.strip() for line in terminal.display[terminal.display.index("Looking back") :].split("\n")]
        said = ["First words.", "skipped", "skipped", "skipped", "Growing", "skipped"]
        heads = [line for line in shown if re.match(r"[1-6]  ", line)]
        assert [head[:1] for head in heads] == ["1", "2", "3", "4", "5", "6"]
        for head, step, answer in zip(heads, steps, said, strict=True):
            if step.purpose == "level":
                assert head == f"5  {answer}"
            else:
                assert step.prompt.startswith(head[3:])
        assert [line for line in shown if line in said] == [
            "First words.",
            "skipped",
            "skipped",
            "skipped",
            "skipped",
        ]
        assert "Enter saves · a number changes that answer · Ctrl-B back · Ctrl-C stops" in shown
        for wrong in ("7", "0", "words"):
            terminal.type(wrong + ENTER)
            terminal.wait_for(f"there is no answer {wrong}", "type a number from the list", "›")
        terminal.type(CTRL_B)
        terminal.wait_for("When …", *LINE)
        terminal.type(CTRL_B)
        terminal.wait_for("› 2) ●●○○ Growing")
        assert terminal.words.count("of 6") == 6
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_drafts_are_left_be_or_put_aside(home: Path) -> None:
    """`--new` leaves a draft as it is; one put aside is kept, but not offered again."""

    def stopped(*arguments: str, words: str) -> None:
        with Terminal("reflect", *arguments) as terminal:
            terminal.wait_for("Only for you.", *LINE)
            terminal.type(words + ENTER)
            terminal.wait_for("Saved, 1 of 12", *CHOICE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130

    stopped(words="Older.")
    before = drafts(home)
    stopped("--new", words="Newer.")
    assert before[0] in drafts(home)
    assert len(drafts(home)) == 2
    with Terminal("reflect") as terminal:
        terminal.wait_for("Go on where you stopped?", "3) Keep it, but stop asking")
        terminal.type("3" + ENTER)
        terminal.wait_for("It is kept in", "Only for you.", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (left,) = drafts(home)
    (aside,) = (home / ".local" / "state" / "portrait" / "drafts" / "set-aside").glob("*.json")
    put_away = draft_file.parse(aside.read_text(encoding="utf-8"), aside.name)
    assert {*left.answers.values(), *put_away.answers.values()} == {"Older.", "Newer."}


def test_what_was_said_last_time_comes_back(home: Path, run: Run, answers: Path) -> None:
    """A second session begins with the plan, and shows the words and the level of the last time."""
    week_ago = datetime.now().astimezone() - timedelta(days=7)
    assert run("reflect", "--answers", str(answers), at=week_ago).code == 0
    day = f"{week_ago.day} {week_ago:%B %Y}"
    with Terminal("reflect") as terminal:
        terminal.wait_for(
            "A plan I made",
            f"From {day}:",
            "When I make the list for family night, then I will call the three families",
            "How did it go?",
            *CHOICE,
        )
        for label in ("1) Kept", "2) Partly", "3) Not this time", "4) Changed my mind"):
            assert label in terminal.display
        terminal.type("2" + ENTER)
        terminal.wait_for("What helped, or what got in the way?", *LINE)
        terminal.type("Report cards." + ENTER)
        terminal.wait_for("1 of 5", f"Last time, {day}: Growing", "“Two teachers asked for time. One got it.”", *LINE)
        terminal.type("This time both did." + ENTER)
        terminal.wait_for(f"Last time, {day}: Growing", "Where would I place myself today?", *CHOICE)
        terminal.type("3" + ENTER)
        terminal.wait_for("2 of 5", f"Last time, {day}: Can't say yet", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = drafts(home)
    assert list(draft.answers.values()) == ["partly", "Report cards.", "This time both did.", "steady"]
    prompts = {response.prompt for response in entries(home)[0].responses}
    asked = next(step.prompt for step in draft.steps if step.id in draft.answers and step.purpose == "words")
    assert asked not in prompts


def test_keys_typed_ahead_are_not_lost(home: Path) -> None:
    """Somebody who types before the first question stands there has typed an answer."""
    with Terminal("reflect") as terminal:
        terminal.type(f"Early words.{ENTER}2{ENTER}")
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["Early words.", "growing"]


def test_a_saved_sitting_is_not_offered_again(home: Path) -> None:
    """When nobody reads the summary, the entry is written and its draft is gone all the same."""
    command = f"set -o pipefail; {shlex.join([*PORTRAIT, 'reflect', 'advocacy', '--portrait', SHORT])} | true"
    with Terminal(program=("bash", "-c", command)) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Words." + ENTER)
        for _ in range(3):
            terminal.wait_for("Advocacy", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of", *CHOICE)
        terminal.type("7" + ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(entries(home)) == 1
    assert drafts(home) == []


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_words_outlive_a_locale_without_letters(home: Path, options: list[str]) -> None:
    """Where the system claims to know ASCII only, or a byte is no character, all else that is typed is kept."""
    ready = "stops" if not options else "kept."
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "INPUTRC": "/dev/null"}
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("Only for you.", ready)
        if not options:
            terminal.wait_for("Ctrl-C stops", "?")
        terminal.type("café 你好" + ENTER)
        terminal.wait_for("1 of 12", "Not part of my role")
        terminal.wait_for("then Enter" if not options else "kept.")
        terminal.type("2" + ENTER)
        terminal.wait_for("2 of 12", ready)
        if not options:
            terminal.wait_for("Ctrl-C stops", "?")
        terminal.type("half é \udcff x")
        terminal.wait_on_screen(" x")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = drafts(home)
    assert list(draft.answers.values()) == ["café 你好", "growing"]
    assert draft.typed == "half é \ufffd x"


def editor_script(folder: Path, *lines: str) -> str:
    script = folder / "my editor"
    script.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", encoding="utf-8")
    script.chmod(0o755)
    return shlex.quote(str(script))


def test_an_answer_can_be_written_in_an_editor(home: Path, tmp_path: Path) -> None:
    """Ctrl-O opens the person's editor with the words begun, and its many lines are the answer."""
    editor = editor_script(tmp_path, 'printf "and a second line\\n\\nend\\n" >> "$1"')
    with Terminal("reflect", variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("and a second line", "end")
        terminal.type("ing" + ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["Begun here\nand a second line\n\nending"]


def test_an_editor_that_fails_loses_nothing(home: Path, tmp_path: Path) -> None:
    """When the editor ends with an error or is not there, a sentence says so and the words are still in the line."""
    for editor, complaint, left in (
        (
            editor_script(tmp_path, 'echo more >> "$1"', "exit 1"),
            "ended with an error; what it wrote is below",
            "\nmore",
        ),
        ("no-such-editor --wait", "could not open no-such-editor: no such file or directory", ""),
    ):
        with Terminal("reflect", variables={"VISUAL": editor}) as terminal:
            terminal.wait_for(*LINE)
            terminal.type("Begun here" + CTRL_O)
            terminal.wait_for(complaint, f"› Begun here{left}")
            terminal.type(" and ended." + ENTER)
            terminal.wait_for("Saved, 1 of 12", *CHOICE)
            (draft,) = drafts(home)
            assert list(draft.answers.values()) == [f"Begun here{left} and ended."]
            terminal.type(CTRL_B)
            terminal.wait_for(f"› Begun here{left} and ended.")
            terminal.type(CTRL_U + BACKSPACE + CTRL_U + ENTER)
            terminal.wait_for("Skipped, 1 of 12", *CHOICE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130


def test_an_answer_can_have_many_lines(home: Path) -> None:
    """Alt-Enter begins a new line, and what is pasted stays as it is, line ends included."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"one{ALT_ENTER}two {PASTE_BEGINS}three\r  four\tfive\r\rsix{PASTE_ENDS}")
        terminal.wait_on_screen("six")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["one\ntwo three\n  four\tfive\n\nsix"]


def test_two_windows_do_not_share_a_draft(home: Path) -> None:
    """A second window does not offer the draft that is open in the first, until that one is closed."""
    with Terminal("reflect") as first, Terminal("reflect", program=PORTRAIT) as second:
        first.wait_for("Only for you.", *LINE)
        second.wait_for("Only for you.", *LINE)
        first.type("In the first." + ENTER)
        first.wait_for("Saved, 1 of 12", *CHOICE)
        with Terminal("reflect") as third:
            third.wait_for("Only for you.", *LINE)
            third.type(CTRL_C)
            assert third.finish() == 130
        first.type(CTRL_C)
        assert first.finish() == 130
        second.type("In the second." + ENTER)
        second.wait_for("Saved, 1 of 12", *CHOICE)
        with Terminal("reflect") as third:
            third.wait_for("1 answer", "Go on where you stopped?", *OFFER)
            third.type("1" + ENTER)
            third.wait_for(*CHOICE)
            third.type(CTRL_B)
            third.wait_for("› In the first.")
            third.type(CTRL_C)
            assert third.finish() == 130
        second.type(CTRL_C)
        assert second.finish() == 130
    assert sorted(answer for draft in drafts(home) for answer in draft.answers.values()) == [
        "In the first.",
        "In the second.",
    ]


def test_nothing_answered_leaves_nothing_behind(home: Path) -> None:
    """Leaving before the first answer, or after skipping everything, writes no entry and no draft."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Nothing was written yet." in terminal.words
    assert drafts(home) == []
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        for _ in range(4):
            terminal.wait_for("Advocacy", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of", *CHOICE)
        terminal.type(ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", "Enter leaves without saving · a number answers that question", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Nothing was answered, so nothing is written." in terminal.words
    assert drafts(home) == []
    assert journal_files(home) == []
    assert not list((home / "Documents" / "portrait-journal").iterdir())


def test_a_killed_sitting_loses_at_most_a_second(home: Path) -> None:
    """What has stood in the line for a second outlives even SIGKILL, and the next session offers it."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type("half a tho")
        terminal.wait_until(lambda: drafts(home)[0].typed == "half a tho", "a draft with the words in the line")
        terminal.type(f"{ALT_ENTER}more")
        terminal.wait_until(lambda: drafts(home)[0].typed == "half a tho\nmore", "a draft with the second line")
        terminal.signal(signal.SIGKILL)
        assert terminal.finish() == -signal.SIGKILL
    with Terminal("reflect") as terminal:
        terminal.wait_for("2 answers and some half-typed words", "half a tho", "Go on where you stopped?", *OFFER)
        terminal.type(ENTER)
        terminal.wait_for("2 of 5", "half a tho", "more")
        terminal.type("!" + ENTER)
        terminal.wait_for("Saved, 3 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["Two teachers.", "growing", "half a tho\nmore!"]


def test_a_draft_without_words_is_not_offered(home: Path) -> None:
    """Of a session killed before anything was typed, a draft is left that nobody is asked about."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 1 of 12", *CHOICE)
        terminal.signal(signal.SIGKILL)
        assert terminal.finish() == -signal.SIGKILL
    assert len(drafts(home)) == 1
    with Terminal("reflect") as terminal:
        terminal.wait_for("Only for you.", "1 of 5", *LINE)
        assert "Go on" not in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_answers_that_no_draft_can_hold_are_put_on_the_screen(home: Path) -> None:
    """Where a draft cannot be written nothing is called saved, the session goes on, and the words come at its end."""
    folder = home / ".local" / "state" / "portrait" / "drafts"
    with Terminal("reflect") as terminal:
        terminal.wait_for("1 of 5", *LINE)
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("", encoding="utf-8")
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("your answers are safe in this window", *CHOICE)
        assert "Saved" not in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Copy your words from here:" in terminal.words
        assert terminal.words.rstrip().endswith("Two teachers.")


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_words_in_the_line_outlive_a_folder_that_is_gone(home: Path, options: list[str]) -> None:
    """While the drafts cannot be written the line is left in peace, and the next write keeps all of it."""
    folder = home / ".local" / "state" / "portrait" / "drafts"
    with Terminal("reflect", *options, variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("Only for you.", "1 of 5", *(["all is kept."] if options else LINE))
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
        terminal.wait_for("Saved, 1 of 12", *(["all is kept."] if options else CHOICE))
        terminal.wait_until_it_reads()
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(drafts(home)[0].answers.values()) == ["half a thought"]


def test_an_entry_that_cannot_be_written_is_saved_later(home: Path) -> None:
    """When the journal is gone at the end the answers are kept, and the next session saves them without asking."""
    journal = home / "Documents" / "portrait-journal"
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        for word in ("Saved, 1", "Skipped, 2", "Skipped, 3"):
            terminal.wait_for(f"{word} of", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of 6", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        journal.rmdir()
        journal.write_text("", encoding="utf-8")
        terminal.type(ENTER)
        assert terminal.finish() == 6
        assert "a file stands where a folder is needed" in terminal.words
        safe = "your answers are safe; once this is mended, portrait reflect goes on and saves them"
        assert safe in terminal.words
        assert terminal.settings_after == terminal.settings_before
    journal.unlink()
    with Terminal("reflect") as terminal:
        terminal.wait_for("2 answers", "Go on where you stopped?", *OFFER)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Looking back" not in terminal.words
        assert "Growing" in terminal.words
    (entry,) = entries(home)
    assert [response.text for response in entry.responses] == ["First words."]
    assert [placement.level for placement in entry.placements] == ["growing"]
    assert drafts(home) == []


def test_a_journal_that_cannot_be_made_is_told_at_once(home: Path) -> None:
    """Nobody answers a question whose answer has no place to go."""
    (home / "Documents").mkdir()
    (home / "Documents" / "portrait-journal").write_text("", encoding="utf-8")
    with Terminal("reflect") as terminal:
        assert terminal.finish() == 6
        assert "a file stands where a folder is needed" in terminal.words
        assert "Only for you." not in terminal.words
    assert drafts(home) == []


@pytest.mark.parametrize("columns", [40, 80])
def test_the_hints_name_the_keys(home: Path, columns: int) -> None:
    """Every key that does something is named with the question: whole words, and at 80 columns one line."""
    with Terminal("reflect", columns=columns) as terminal:
        for hint, ready, keys in (
            ("Enter saves · empty skips · Ctrl-B back · Ctrl-O editor · Ctrl-C stops", LINE, "Words." + ENTER),
            ("1-7 or arrows, then Enter · Ctrl-B back · Ctrl-C stops", CHOICE, CTRL_C),
        ):
            terminal.wait_for(*ready)
            assert hint in terminal.words
            assert columns == 40 or f"  {hint}" in terminal.lines
            terminal.type(keys)
        assert terminal.finish() == 130
    assert len(drafts(home)) == 1
