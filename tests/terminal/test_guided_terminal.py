import re
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conftest import SHORT, Run, journal_entries, journal_files, read_drafts
from portrait_cli.core import dates
from portrait_cli.core.session import Session
from screen import (
    ALT_ENTER,
    CHOICE,
    CTRL_B,
    CTRL_C,
    CTRL_U,
    DOWN,
    ENTER,
    LINE,
    PASTE_BEGINS,
    PASTE_ENDS,
    TAB,
    Terminal,
    flat,
    widest_line,
)

COLOR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def choices_in_full(terminal: Terminal, session: Session, name: str) -> None:
    step = next(step for step in session.steps if step.id == name)
    for number, choice in enumerate(step.choices, start=1):
        dots = "●" * choice.height + "○" * (len(step.levels) - choice.height) + " " if choice.height else ""
        assert f"{number}  {dots}{choice.label}" in terminal.display


def whole_session(terminal: Terminal, home: Path) -> Session:
    """Answer the whole-portrait guide in every way that keys allow; return the draft as it began."""
    terminal.wait_for("Whole portrait", "about 8 minutes", "1 of 12", *LINE)
    begun = read_drafts(home)[0]
    terminal.type("Two teachers asked for time, and one of them got it. The other one waits." + ENTER)
    terminal.wait_for("Saved, 1 of 12", *CHOICE)
    choices_in_full(terminal, begun, "human-centered.level")
    terminal.type("2" + ENTER)
    terminal.wait_for("Saved, 2 of 12", "3 of 12", *LINE)
    terminal.type("We ended the pilot." + ENTER)
    terminal.wait_for("Saved, 3 of 12", *CHOICE)
    terminal.type(DOWN * 3 + ENTER)
    terminal.wait_for("Saved, 4 of 12", "5 of 12", *LINE)
    terminal.type(ENTER)
    terminal.wait_for("Skipped, 5 of 12", *CHOICE)
    terminal.type("5" + ENTER)
    terminal.wait_for("Saved, 6 of 12", "7 of 12", *LINE)
    terminal.type("مرحبا, 你好 and 👩🏽‍🏫." + ENTER)
    terminal.wait_for("Saved, 7 of 12", *CHOICE)
    terminal.type(TAB)
    terminal.wait_for("Skipped, 8 of 12", "9 of 12", *LINE)
    terminal.type("Families without email." + ENTER)
    terminal.wait_for("Saved, 9 of 12", *CHOICE)
    choices_in_full(terminal, begun, "advocacy.level")
    terminal.type("4" + ENTER)
    terminal.wait_for("Saved, 10 of 12", "Where is my attention needed next?", *CHOICE)
    choices_in_full(terminal, begun, "plan.attribute")
    terminal.type("5" + ENTER)
    terminal.wait_for("Saved, 11 of 12", "When …", *LINE)
    terminal.type("When I make the list for family night." + ENTER)
    terminal.wait_for("Saved, 12 of 12", "then I will …", *LINE)
    terminal.type("I will call the three families who never answer" + ENTER)
    terminal.wait_for("Saved, 12 of 12", "by …", *LINE)
    terminal.type("someday" + ENTER)
    terminal.wait_for('"someday" was not understood as a day', "›")
    terminal.type(CTRL_U + "2 weeks" + ENTER)
    terminal.wait_for("That is", "in 2 weeks.", "Saved, 12 of 12", "Looking back", "Growing", *LINE)
    terminal.type(ENTER)
    assert terminal.finish() == 0
    return begun


def expect_whole_session(home: Path) -> None:
    (entry,) = journal_entries(home)
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
    assert read_drafts(home) == []


def test_a_whole_session_becomes_an_entry(home: Path) -> None:
    """What was typed and chosen in a session is shown in the summary and saved for its owner only."""
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
    """On a narrow screen every word of the questions and the names of all choices is shown; no line is too long."""
    with Terminal("reflect", columns=40) as terminal:
        begun = whole_session(terminal, home)
        for step in (step for step in begun.steps if step.new_goal != "on-request"):
            for text in (step.prompt, step.hint, step.heading, step.meaning):
                assert " ".join(text.split()) in terminal.words
            for choice in step.choices:
                assert choice.label in flat(terminal.raw)
        assert journal_entries(home)[0].title in terminal.words
        saved_in = f"~/{journal_files(home)[0].relative_to(home)}"
        assert f"\n{saved_in}\r" in terminal.raw  # a path is not broken, so that it can be copied
        assert widest_line(terminal.raw.replace(saved_in, "")) <= 40
    expect_whole_session(home)


def test_nothing_is_chosen_by_accident(home: Path) -> None:
    """In a list nothing is highlighted at first, and neither Enter alone nor pasted words choose anything."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"one two{ENTER}")
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        listed = terminal.display
        terminal.type(ENTER)
        nothing = "Nothing is chosen yet: press ↑ or ↓, or type a level's name."
        terminal.wait_for(nothing)
        assert nothing in terminal.display
        terminal.type(f"We grow{ENTER}steady{ENTER}")
        terminal.wait_on_screen("Nothing here begins with “W”: press ↑ or ↓, or type a level's name.")
        terminal.type(f"{PASTE_BEGINS}3 rows\rand 2 more\r{PASTE_ENDS}{DOWN}")
        terminal.wait_for("›")
        assert terminal.display == listed.replace("  1  ●", "› 1  ●")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["one two", "starting"]


def test_back_skip_and_change(home: Path) -> None:
    """A person can go back, continue, skip, and change any answer in the review before saving."""
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
        assert len(re.findall(r"(?:Saved|Skipped), \d of 6", terminal.words)) == 4
        terminal.type(CTRL_U + "Better words." + ENTER)
        terminal.wait_for("Saved, 1 of 6", "› Second words.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 3 of 6", "› Fourth words.")
        terminal.type(CTRL_U + ENTER)
        terminal.wait_for("Skipped, 4 of 6", *CHOICE)
        terminal.type("1" + ENTER)
        terminal.wait_for("Saved, 5 of 6", "When …", *LINE)
        terminal.type(CTRL_B)
        terminal.wait_for("› 1 ●○○○ Starting")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 5 of 6", "When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 6 of 6", "Looking back", *LINE)
        assert not COLOR.search(terminal.raw)
        terminal.type("5" + ENTER)
        terminal.wait_for("› 1 ●○○○ Starting")
        terminal.type("3" + ENTER)
        terminal.wait_for("Saved, 5 of 6", "Looking back", "Steady", *LINE)
        terminal.type("3" + ENTER)
        terminal.wait_for("Advocacy", *LINE)
        terminal.type("Third words." + ENTER)
        terminal.wait_for("Saved, 3 of 6", "Looking back", "Third words.", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    (entry,) = journal_entries(home)
    assert [response.text for response in entry.responses] == ["Better words.", "Second words.", "Third words."]
    assert [placement.level for placement in entry.placements] == ["steady"]


def test_the_review_lists_every_question(home: Path) -> None:
    """Answers are below their numbered questions, even skipped ones, and only a number or Enter is accepted."""
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
        steps = read_drafts(home)[0].steps[:6]
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
        assert "Enter saves · a number changes that answer · Shift-Tab back · Ctrl-C stops" in shown
        for wrong in ("7", "0", "words"):
            terminal.type(wrong + ENTER)
            terminal.wait_for(f"there is no answer {wrong}", "type a number from the list", "›")
        terminal.type(CTRL_B)
        terminal.wait_for("When …", *LINE)
        terminal.type(CTRL_B)
        terminal.wait_for("› 2 ●●○○ Growing")
        told = re.findall(r"(Saved|Skipped), (\d) of 6", terminal.words)
        assert [" ".join(one) for one in told] == [
            "Saved 1",
            "Skipped 2",
            "Skipped 3",
            "Skipped 4",
            "Saved 5",
            "Skipped 6",
        ]
        assert re.findall(r"(?:Advocacy|Next step) (\d) of 6", terminal.words) == list("12345665")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_what_was_said_last_time_comes_back(home: Path, run: Run, answers: Path) -> None:
    """A session after the day of a plan begins with it, and shows the words and the level of last time."""
    when_it_was_made = datetime.now().astimezone() - timedelta(weeks=2, days=1)  # wherever it is still the day before
    assert run("reflect", "--answers", str(answers), at=when_it_was_made).code == 0
    day = dates.in_words(when_it_was_made)
    with Terminal("reflect") as terminal:
        terminal.wait_for(
            "A plan I made",
            f"From {day}:",
            "When I make the list for family night, then I will call the three families",
            "How did it go?",
            *CHOICE,
        )
        for label in ("1  Kept", "2  Partly", "3  Not this time", "4  Changed my mind"):
            assert label in terminal.display
        terminal.type("2" + ENTER)
        terminal.wait_for("What helped or got in the way?", *LINE)
        terminal.type("Report cards." + ENTER)
        terminal.wait_for("Saved, 1 of 13", "A plan I made 1 of 13", "What's left to do?", *LINE)
        terminal.type(ENTER)
        words = "“Two teachers asked for time. One got it.”"
        terminal.wait_for("Skipped, 1 of 13", "2 of 13", f"Last time, {day}: Growing", words, *LINE)
        terminal.type("This time both did." + ENTER)
        terminal.wait_for(f"Last time, {day}: Growing", "Where would I place myself today?", *CHOICE)
        terminal.type("3" + ENTER)
        terminal.wait_for("4 of 13", f"Last time, {day}: Can't say yet", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = read_drafts(home)
    assert list(draft.answers.values()) == ["partly", "Report cards.", "This time both did.", "steady"]
    prompts = {response.prompt for response in journal_entries(home)[0].responses}
    asked = next(step.prompt for step in draft.steps if step.id in draft.answers and step.purpose == "words")
    assert asked not in prompts


def test_lines_typed_ahead_are_one_answer_and_choose_nothing(home: Path) -> None:
    """Lines typed before the first question appears are one answer to it, and none of them chooses a level."""
    with Terminal("reflect") as terminal:
        terminal.type(f"Early words.{ENTER}More of them.{ENTER}2{ENTER}")
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["Early words.\nMore of them.\n2"]


def test_keys_left_over_choose_nothing(home: Path) -> None:
    """Keys that come together with the Enter of an answer belong to it; those before a list is there are dropped."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"One line.{ENTER}{ENTER}")
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(f"2{ENTER}3{ENTER}")
        terminal.wait_for("Saved, 2 of 12", *LINE)
        terminal.type(f"Another line.{ENTER}")
        terminal.wait_for("Saved, 3 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["One line.", "growing", "Another line."]


def test_an_answer_can_have_many_lines(home: Path) -> None:
    """Alt-Enter begins a new line, and pasted text is kept as it is, including line endings."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"one{ALT_ENTER}two {PASTE_BEGINS}three\r  four\tfive\r\rsix{PASTE_ENDS}")
        terminal.wait_on_screen("six")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["one\ntwo three\n  four\tfive\n\nsix"]


@pytest.mark.parametrize("columns", [40, 80])
def test_the_hints_name_the_keys(home: Path, columns: int) -> None:
    """Every key is named with the question, in whole words, and at 80 columns on one line."""
    with Terminal("reflect", columns=columns) as terminal:
        found_by = "Number, name, or" if columns == 80 else "Name or"
        for hint, ready, keys in (
            ("Enter saves · empty skips · Shift-Tab back · Ctrl-O editor · Ctrl-C stops", LINE, "Words." + ENTER),
            (f"{found_by} ↑ ↓, then Enter · Tab skips · Shift-Tab back · Ctrl-C stops", CHOICE, CTRL_C),
        ):
            terminal.wait_for(*ready)
            assert hint in terminal.words
            assert columns == 40 or f"  {hint}" in terminal.lines
            terminal.type(keys)
        assert terminal.finish() == 130
    assert len(read_drafts(home)) == 1
