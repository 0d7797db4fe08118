import re
import signal
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import SHORT, Run, draft_files, journal_files, read_drafts, skip_on_windows
from examples import PORTRAIT, answer, large_session, new_session
from portrait_cli.core.entry import Entry
from portrait_cli.formats import draft_file, entry_file
from screen import CTRL_C, CTRL_D, CTRL_U, ENTER, PLAIN_LINE, Terminal, widest_line

skip_on_windows("there are no pseudo-terminals")
assert sys.platform != "win32"

REVIEW = "Empty saves. A number changes that answer. < goes back."
DRAWN = re.compile("[\u2500-\u259f\u25a0-\u25ff\u2800-\u28ff]")
"""Boxes, blocks, circles, Braille dots."""

PLAIN = pytest.mark.parametrize(
    ("options", "variables"),
    [
        pytest.param(["--plain"], {"INPUTRC": "/dev/null"}, id="--plain"),
        pytest.param([], {"TERM": "dumb", "INPUTRC": "/dev/null"}, id="TERM=dumb"),
    ],
)


def written(home: Path) -> Entry:
    (path,) = journal_files(home)
    return entry_file.parse(path.read_text(encoding="utf-8"), path.name)


def typed(home: Path) -> str:
    return draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft").typed


def lines_only(raw: str) -> None:
    """Fail if the program did more than write one line after the other."""
    assert "\x1b" not in raw
    assert "\x08" not in raw
    assert not re.search("\r(?!\n)", raw)
    assert not DRAWN.search(raw)


def skip_plainly(terminal: Terminal) -> None:
    """Skip the question on the screen: with an empty line, or with a dash where something is to be chosen."""
    is_choice = "A dash skips." in terminal.words[-90:]
    terminal.type("-" + ENTER if is_choice else ENTER)


@PLAIN
def test_a_plain_session_goes_line_by_line(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """A plain session has no redrawing, colors, boxes or dots, and can go back, skip and change answers."""
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("about 8 minutes", "1 of 12", PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", "2 Growing", PLAIN_LINE)
        terminal.type("9" + ENTER)
        terminal.wait_for('"9" is not one of the choices', "Type a number from 1 to 6.")
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", "3 of 12", PLAIN_LINE)
        terminal.type("<" + ENTER)
        terminal.wait_for("So far: Growing", "Empty keeps this answer.")
        terminal.type("<" + ENTER)
        terminal.wait_for("So far: Two teachers.", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", "So far: Growing", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 2 of 12", "3 of 12", PLAIN_LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"One line.{ENTER}{ENTER}  Another.{ENTER}.{ENTER}")
        terminal.wait_for("Saved, 3 of 12", PLAIN_LINE)
        terminal.type("Steady" + ENTER)
        for told in ("Saved, 4", *(f"Skipped, {done}" for done in (5, 6, 7, 8, 9))):
            terminal.wait_for(f"{told} of 12", PLAIN_LINE)
            skip_plainly(terminal)
        terminal.wait_for("Skipped, 10 of 12", "Where is my attention needed next?", "5 Advocacy", PLAIN_LINE)
        terminal.type("5" + ENTER)
        terminal.wait_for("Saved, 11 of 12", "When …", PLAIN_LINE)
        terminal.type("When I make the list." + ENTER)
        terminal.wait_for("then I will …", PLAIN_LINE)
        terminal.type("I will call three families" + ENTER)
        terminal.wait_for("by …", PLAIN_LINE)
        terminal.type("2 weeks" + ENTER)
        terminal.wait_for(
            "That is", "in 2 weeks.", "Saved, 12 of 12", "Looking back", "1. ", "3. ", "5. ", "skipped", REVIEW
        )
        terminal.type("2" + ENTER)
        terminal.wait_for("So far: Growing", "Empty keeps this answer.")
        terminal.type("4" + ENTER)
        terminal.wait_for("Looking back", "2. Multiplying", REVIEW)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Multiplying first time" in terminal.words
        assert terminal.settings_after == terminal.settings_before
        lines_only(terminal.raw)
        assert widest_line(terminal.raw) <= 80
    entry = written(home)
    assert [response.text for response in entry.responses] == ["Two teachers.", "One line.\n\n  Another."]
    assert [placement.level for placement in entry.placements] == ["multiplying", "steady"]
    (plan,) = entry.plans
    assert (plan.attribute, plan.when, plan.then) == ("advocacy", "I make the list", "call three families")
    assert plan.by == entry.written.date() + timedelta(weeks=2)
    assert draft_files(home) == []


def test_the_plain_review_takes_a_number_or_nothing(home: Path) -> None:
    """The review accepts only a number, `<` or an empty line, which leaves if nothing was answered."""
    with Terminal(
        "reflect", "advocacy", "--portrait", SHORT, "--plain", variables={"INPUTRC": "/dev/null"}
    ) as terminal:
        terminal.wait_for("Only for you.", PLAIN_LINE)
        terminal.type(ENTER)
        for done in range(1, 6):
            terminal.wait_for(f"Skipped, {done} of 6", PLAIN_LINE)
            skip_plainly(terminal)
        leave = "Empty leaves without saving. A number changes that answer. < goes back."
        terminal.wait_for("Skipped, 6 of 6", "Looking back", "1. ", "skipped", "5. skipped", "6. ", leave)
        for wrong in ("0", "7", "words", f"1{ENTER}{ENTER}2"):
            terminal.type(wrong + ENTER)
            terminal.wait_for("Type one of the numbers above, or nothing to save.")
        terminal.type("<" + ENTER)
        terminal.wait_for("When …", PLAIN_LINE)
        terminal.type("<" + ENTER)
        terminal.wait_for("Where would I place myself today?", PLAIN_LINE)
        assert len(re.findall(r"(?:Saved|Skipped), \d of 6", terminal.words)) == 6
        terminal.type("-" + ENTER)
        terminal.wait_for("Skipped, 5 of 6", "Looking back", leave)
        terminal.type("1" + ENTER)
        terminal.wait_for("Advocacy", PLAIN_LINE)
        assert len(re.findall(r"(?:Saved|Skipped), \d of 6", terminal.words)) == 7
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 1 of 6", "Looking back", leave)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Nothing was answered, so nothing was saved." in terminal.words
    assert draft_files(home) == []
    assert journal_files(home) == []


@PLAIN
def test_a_signal_during_a_partial_save_is_a_stop(
    home: Path, options: list[str], variables: Mapping[str, str]
) -> None:
    """A signal at the moment of a partial save stops a plain session like any other."""
    for number, code in ((signal.SIGHUP, 129), (signal.SIGQUIT, 131), (signal.SIGTERM, 143)):
        with Terminal("reflect", "--new", *options, variables=variables) as terminal:
            terminal.wait_for(PLAIN_LINE)
            terminal.wait_until_it_reads()
            terminal.type("half a tho")
            terminal.wait_for("half a tho")
            for at_once in (signal.SIGSTOP, signal.SIGALRM, number, signal.SIGCONT):
                terminal.signal(at_once)
            assert terminal.finish() == code
        assert draft_file.parse(draft_files(home)[-1].read_text(encoding="utf-8"), "draft").typed == "half a tho"
        draft_files(home)[-1].unlink()


@pytest.mark.usefixtures("home")
def test_choices_are_named_again_after_two_wrong_words() -> None:
    """After the second answer that is none of the choices, their names come again, each in a line of its own."""
    with Terminal("reflect", "--plain") as terminal:
        terminal.wait_for("1 of 12", PLAIN_LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 1 of 12", PLAIN_LINE)
        terminal.type("wonderful" + ENTER)
        terminal.wait_for("Type a number from 1 to 6.")
        assert "2 Growing" not in terminal.words.split("wonderful", 1)[1]
        terminal.type("splendid" + ENTER)
        terminal.wait_for("Type a number from 1 to 6.", "2 Growing 3", "6 ")
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


@PLAIN
def test_a_plain_session_keeps_half_typed_words(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """However a plain session is stopped, the words in the line are kept, and the next one shows them."""
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGQUIT, 131), (signal.SIGHUP, 129)):
        with Terminal("reflect", "--new", *options, variables=variables) as terminal:
            terminal.wait_for(PLAIN_LINE)
            terminal.type("Two teachers." + ENTER)
            terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
            terminal.type("2" + ENTER)
            terminal.wait_for("Saved, 2 of 12", PLAIN_LINE)
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
        draft = draft_file.parse(draft_files(home)[-1].read_text(encoding="utf-8"), "draft")
        assert draft.typed == "half a tho"
        assert list(draft.answers.values()) == ["Two teachers.", "growing"]
        for path in draft_files(home)[:-1]:
            path.unlink()
    for key in (CTRL_C, CTRL_D):
        with Terminal("reflect", *options, variables=variables) as terminal:
            terminal.wait_for("half-typed words", "Continue where you stopped?", "1 Continue it")
            terminal.type("1" + ENTER)
            terminal.wait_for("3 of 12", "So far: half a tho", "Empty keeps this answer.")
            terminal.wait_until_it_reads()
            terminal.type(key)
            assert terminal.finish() == 130
            assert "Stopped. Kept: 2 answers and the words you were typing." in terminal.words
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for("2 answers and some half-typed words", "Continue where you stopped?", "1 Continue it")
        terminal.type("1" + ENTER)
        terminal.wait_for("3 of 12", "So far: half a tho", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 3 of 12", PLAIN_LINE)
        terminal.wait_until_it_reads()
        terminal.type(CTRL_D)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 3 answers. To continue: portrait reflect" in terminal.words


def test_a_plain_session_outlives_its_window(home: Path) -> None:
    """When the window is closed, the draft has every answer, and the lines of the unfinished one."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", PLAIN_LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"one{ENTER}two{ENTER}half a tho")
        terminal.wait_until(lambda: typed(home) == "one\ntwo\nhalf a tho", "a draft with all three lines")
        assert terminal.hang_up() == 129
    draft = draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft")
    assert list(draft.answers.values()) == ["Two teachers.", "growing"]
    assert draft.typed == "one\ntwo\nhalf a tho"


def test_many_plain_lines_outlive_the_session(home: Path) -> None:
    """Stopping between the lines of a long answer keeps everything that was typed."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"one{ENTER}two{ENTER}thr")
        # The terminal may show keys before they are read, and Ctrl-C then throws them away.
        terminal.wait_until(lambda: typed(home) == "one\ntwo\nthr", "a draft with all three lines")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    draft = draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft")
    assert draft.typed == "one\ntwo\nthr"


def test_nothing_plain_is_cut_off_at_40_columns(home: Path) -> None:
    """On a narrow screen a plain session shows every word of what it asks."""
    with Terminal("reflect", "--plain", columns=40, variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(PLAIN_LINE)
        begun = draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft")
        terminal.type("x" + ENTER)
        for done in range(1, 12):
            terminal.wait_for(f"{'Saved' if done == 1 else 'Skipped'}, {done} of", PLAIN_LINE)
            if done == 11:
                terminal.type("y" + ENTER)
            else:
                skip_plainly(terminal)
        terminal.wait_for("Saved, 12 of 12", PLAIN_LINE)
        terminal.type("z" + ENTER)
        terminal.wait_for("Saved, 12 of 12", PLAIN_LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 12 of 12", "Looking back", REVIEW)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        for step in (step for step in begun.steps if step.new_goal != "on-request"):
            for text in (step.prompt, step.hint, step.heading, step.meaning):
                assert " ".join(text.split()) in terminal.words
            for choice in step.choices:
                assert f"{choice.label} {choice.statement}".strip() in terminal.words
        saved_in = f"~/{journal_files(home)[0].relative_to(home)}"
        assert f"\n{saved_in}\r" in terminal.raw  # a path is not broken, so that it can be copied
        assert widest_line(terminal.raw.replace(saved_in, "")) <= 40
        lines_only(terminal.raw)


def test_a_killed_plain_session_loses_at_most_half_a_second(home: Path) -> None:
    """Words that were in the line for half a second survive even SIGKILL, and so do the lines before."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", PLAIN_LINE)
        terminal.type("half a tho")
        terminal.wait_until(lambda: typed(home) == "half a tho", "a draft with the words in the line")
        terminal.type(CTRL_U + "+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"one{ENTER}two{ENTER}thr")
        terminal.wait_until(lambda: typed(home) == "one\ntwo\nthr", "a draft with all three lines")
        terminal.kill()
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(
            "2 answers and some half-typed words", "You were writing: “one", "Continue where you stopped?"
        )
        terminal.type("1" + ENTER)
        terminal.wait_for("3 of 12", "So far: one two thr", "Empty keeps this answer.")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 3 of 12", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    draft = draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft")
    assert list(draft.answers.values()) == ["Two teachers.", "growing", "one\ntwo\nthr"]


PASTED = "First line.\r\r  Third\tline, 你好.\r> quoted\r1"
WORDS = "First line.\n\n  Third\tline, 你好.\n> quoted\n1"


@PLAIN
def test_pasted_lines_are_one_plain_answer(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """Lines pasted at once are one answer, with or without `+`; pasted at a choice they choose nothing."""
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type(PASTED + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type(f"2{ENTER}3{ENTER}")
        terminal.wait_for("is not one of the choices", "Type a number from 1 to 6.")
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", PLAIN_LINE)
        terminal.type("+" + ENTER)
        terminal.wait_for("A line with only a dot ends them.")
        terminal.type(f"Before.{ENTER}.{ENTER}{PASTED}")
        terminal.wait_for("> quoted 1")
        terminal.type(f"{ENTER}.{ENTER}")
        terminal.wait_for("Saved, 3 of 12", PLAIN_LINE)
        terminal.type("3" + ENTER)
        terminal.wait_for("Saved, 4 of 12", PLAIN_LINE)
        terminal.type(PASTED)
        terminal.wait_until(lambda: typed(home) == WORDS, "a draft with the lines pasted")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 4 answers and the words you were typing." in terminal.words
    draft = draft_file.parse(draft_files(home)[0].read_text(encoding="utf-8"), "draft")
    assert list(draft.answers.values()) == [WORDS, "growing", f"Before.\n.\n{WORDS}", "steady"]
    assert draft.typed == WORDS


@PLAIN
def test_plain_lines_typed_ahead_choose_nothing(home: Path, options: list[str], variables: Mapping[str, str]) -> None:
    """Lines typed before the first plain question appears are one answer to it, and none of them chooses a level."""
    with Terminal("reflect", *options, variables=variables) as terminal:
        terminal.type(f"Early words.{ENTER}2{ENTER}")
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["Early words.\n2"]


@pytest.mark.parametrize(
    ("keys", "code", "said"),
    [
        (f"maybe{ENTER}y{ENTER}", 0, "In the trash now"),
        (ENTER, 0, "Nothing was deleted."),
        (f"y{CTRL_C}", 130, "Stopped. Nothing was changed."),
        (CTRL_D, 130, "Stopped. Nothing was changed."),
    ],
)
def test_a_plain_question_of_yes_or_no(home: Path, run: Run, keys: str, code: int, said: str) -> None:
    """It names the answers and what Enter alone means, and whoever stops reads that nothing was changed."""
    run("note", "The bus came.")
    with Terminal("delete", "latest", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("Move this note to the trash?", "Type y or n. Empty means no. Control C stops.")
        terminal.wait_until_it_reads()
        terminal.type(keys)
        assert terminal.finish() == code
        assert said in terminal.words
        lines_only(terminal.raw)
    assert len(journal_files(home)) == (0 if said == "In the trash now" else 1)


def test_a_draft_of_any_size_is_gone_on_with(home: Path) -> None:
    """A session of a thousand questions with a megabyte of words goes on where it stopped, and nothing is lost."""
    session = replace(large_session(), typed="half a thought")
    path = home / ".local" / "state" / "portrait" / "drafts" / draft_file.file_name(session)
    path.parent.mkdir(parents=True)
    path.write_text(draft_file.dump(session), encoding="utf-8")
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("998 answers and some half-typed words", "Continue where you stopped?")
        terminal.type("1" + ENTER)
        terminal.wait_for(PLAIN_LINE, "So far: half a thought")
        terminal.type("Two of them." + ENTER)
        terminal.wait_for("Saved, 999 of 1000", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert draft_files(home) == [path]
    found = draft_file.parse(path.read_text(encoding="utf-8"), path.name)
    assert found.steps == session.steps
    assert found.answers == {**session.answers, session.at: "Two of them."}


@pytest.mark.parametrize(
    ("now", "later"), [('"title":', '"mood":"calm","title":'), ('"utc_offset":', '"offset":')], ids=["more", "less"]
)
def test_a_draft_of_another_version_is_gone_on_with(home: Path, now: str, later: str) -> None:
    """A draft with a field that we do not know, or without one that we know, is saved as an entry."""
    session = answer(new_session(PORTRAIT, 0, "advocacy"), advocacy__left_out="Families without email.")
    path = home / ".local" / "state" / "portrait" / "drafts" / draft_file.file_name(session)
    path.parent.mkdir(parents=True)
    path.write_text(draft_file.dump(session).replace(now, later), encoding="utf-8")
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("1 answer", "Continue where you stopped?")
        terminal.type("1" + ENTER)
        terminal.wait_for("Looking back", "Families without email.", REVIEW)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert [response.text for response in written(home).responses] == ["Families without email."]
    assert draft_files(home) == []


def test_the_review_shows_all_of_an_answer(home: Path) -> None:
    """Before anything is saved, the review shows every line of a long answer."""
    words = [f"line{number} has some words in it" for number in range(30)]
    with Terminal("reflect", "advocacy", "--guide", "whole-portrait", "--plain", rows=200) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("+\r")
        terminal.wait_for("only a dot ends")
        terminal.type("".join(f"{line}\r" for line in words) + ".\r")
        terminal.wait_for("Where would I place myself")
        terminal.type("-\r")
        terminal.wait_for("When …")
        terminal.type("\r")
        terminal.wait_for("Looking back", *words)
    assert len(journal_files(home)) == 0


def test_half_typed_words_take_no_answers_place(home: Path) -> None:
    """Words half typed when going back to an answer are kept beside it, and Enter keeps both."""
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type("<" + ENTER)
        terminal.wait_for("So far: Two teachers.", "Empty keeps this answer.")
        terminal.type("half a tho")
        terminal.wait_for("half a tho")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        terminal.wait_for("Continue where you stopped?", "1 Continue it")
        terminal.type("1" + ENTER)
        terminal.wait_for("So far: Two teachers. half a tho", "Empty keeps this answer.")
        terminal.wait_until_it_reads()
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    draft = draft_file.parse(draft_files(home)[-1].read_text(encoding="utf-8"), "draft")
    assert list(draft.answers.values()) == ["Two teachers.\nhalf a tho"]
