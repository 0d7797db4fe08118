import json
import stat
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from conftest import (
    NOON,
    TESTS,
    Run,
    answers_file,
    draft_files,
    journal_entries,
    journal_files,
    make_plan,
    trash_files,
    write_lines,
)
from portrait_cli.app.goals import GoalData
from portrait_cli.core.entry import Goal, GoalOutcome, GoalReview
from screen import CHOICE, CTRL_B, CTRL_C, ENTER, LINE, OFFER, TAB, Terminal, widest_line

YEAR = str(TESTS / "portraits" / "year.yaml")
FIRST = "Families hear from us before they have to ask."
DAY = timedelta(days=1)


class _Printed(Struct):
    """What `portrait goal --json` prints."""

    goals: list[GoalData]


def _goals(run: Run, *options: str) -> list[GoalData]:
    return msgspec.json.decode(run("goal", "--json", *options).out, type=_Printed).goals


def _set_two(run: Run) -> None:
    assert run("goal", "set", FIRST, "--about", "AD2", "--shows", "Three families call me first.").code == 0
    assert run("goal", "set", "Say less in meetings.", "--about", "collab", at=NOON + DAY).code == 0


# --- setting one ---


def test_a_goal_is_an_entry_of_its_own(run: Run, home: Path) -> None:
    """Setting a goal writes a small entry about its attribute, and says how to take it back."""
    done = run("goal", "set", FIRST, "--about", "AD2", "--shows", "Three families\ncall me first.")
    assert (done.code, done.out) == (0, "")
    assert (
        done.err == f"Recorded. My goal: {FIRST}\nTo take it back: portrait undo. To see your goal: portrait goal\n"
    )
    (file,) = journal_files(home)
    assert file.name == "2026-11-23-183000-goal-advocacy.md"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (entry,) = journal_entries(home)
    assert (entry.title, entry.guide) == ("A goal set, Monday, November 23, 2026", "")
    assert (entry.attributes, entry.tags) == (("advocacy",), ("portrait/advocacy",))
    assert (entry.portrait, entry.time_zone) == ("portrait-of-a-leader", "America/Chicago")
    assert entry.goals == (Goal("000001", "ad2", "AD2 Removes the barrier", FIRST, number=1),)
    assert [response.text for response in entry.responses] == ["Three families\ncall me first."]
    (goal,) = json.loads(run("goal", "--json").out)["goals"]
    assert goal == {
        "number": 1,
        "id": "000001",
        "target": "ad2",
        "about": "AD2 Removes the barrier",
        "text": FIRST,
        "shows": "Three families\ncall me first.",
        "set_on": "2026-11-23",
        "entry": "2026-11-23-183000-goal-advocacy",
        "ended": None,
        "decisions": [],
        "commitments": [],
        "evidence": [],
    }


def test_without_a_terminal_the_words_are_needed(run: Run, home: Path) -> None:
    """A script is told the command that works; what a goal is about, and what would show it, can be left out."""
    for words in ((), ("",), ("  ",)):
        done = run("goal", "set", *words)
        assert (done.code, done.out) == (2, "")
        assert "hint: portrait goal set 'what I want to get better at'\n" in done.err
    assert journal_files(home) == []
    assert run("goal", "set", "what I want to get better at").code == 0


def test_a_third_goal_is_refused(run: Run, home: Path) -> None:
    """At most two goals are open; the hint names them, and following it makes room."""
    _set_two(run)
    done = run("goal", "set", "One more.")
    assert done.code == 2
    assert done.err == (
        "portrait: 2 goals are already open, and each one needs your attention\n"
        "hint: portrait goal let-go 1 lets one go to make room; "
        '1 is "Families hear from us before they have …"; 2 is "Say less in meetings."\n'
    )
    assert len(journal_files(home)) == 2
    assert run("goal", "let-go", "1", at=NOON + 2 * DAY).code == 0
    assert run("goal", "set", "One more.", at=NOON + 2 * DAY).code == 0
    assert [goal.number for goal in _goals(run)] == [2, 3]


def test_the_same_goal_twice_is_noticed(run: Run, home: Path) -> None:
    """A goal with the words of an open one is refused; once that one has ended, it can be set again."""
    run("goal", "set", FIRST)
    done = run("goal", "set", f" {FIRST.upper()}\n")
    assert done.code == 2
    assert "you already have this goal, since November 23, 2026" in done.err
    assert "hint: to reword it: portrait goal change 1\n" in done.err
    assert len(journal_files(home)) == 1
    run("goal", "met")
    assert run("goal", "set", FIRST, at=NOON + DAY).code == 0


def test_an_unknown_attribute_is_refused(run: Run, home: Path) -> None:
    """A goal about what is not in the portrait is not written."""
    done = run("goal", "set", FIRST, "--about", "courage")
    assert (done.code, 'there is no attribute "courage"' in done.err) == (3, True)
    assert journal_files(home) == []


def test_the_words_come_back_when_the_disk_refuses(run: Run, home: Path) -> None:
    """If the entry cannot be written, the error has what was typed."""
    folder = home / "Documents" / "portrait-journal" / "2026"
    folder.parent.mkdir(parents=True)
    folder.write_text("a file in the way", encoding="utf-8")
    done = run("goal", "set", FIRST, "--shows", "Three calls.")
    assert done.code != 0
    assert f"your words: {FIRST} / Three calls." in done.err
    assert "your words" not in run("goal").err


# --- where it stands ---


@pytest.mark.parametrize(
    ("outcome", "said", "ended"), [("keep", "kept", None), ("met", "met", "met"), ("let-go", "let go", "let-go")]
)
def test_a_decision_is_an_entry(run: Run, home: Path, outcome: GoalOutcome, said: str, ended: str | None) -> None:
    """A decision is written down with its reason, and the entry of the goal is not changed."""
    run("goal", "set", FIRST, "--about", "AD2")
    before = journal_files(home)[0].read_bytes()
    done = run("goal", outcome, "--why", "The calls\r\nhelp.", at=NOON + DAY)
    assert done.code == 0
    assert done.err.startswith(f"Recorded. {said.capitalize()}: {FIRST}\n")
    made, told = journal_entries(home)
    assert journal_files(home)[0].read_bytes() == before
    assert told.title == f"A goal {said}, Tuesday, November 24, 2026"
    assert told.attributes == made.attributes
    (review,) = (block for block in told.blocks if isinstance(block, GoalReview))
    assert (review.goal, review.sentence, review.outcome, review.reason) == (
        "000001",
        FIRST,
        outcome,
        "The calls\nhelp.",
    )
    (goal,) = _goals(run, "--all")
    assert goal.ended == ended
    assert len(_goals(run)) == (ended is None)
    assert f"{said.capitalize()} on November 24, 2026. The calls help." in run("goal", "--all").out


def test_a_changed_goal_keeps_its_number(run: Run) -> None:
    """New words are the same goal; the earlier ones are below them, and what would show it stays."""
    _set_two(run)
    done = run("goal", "change", "1", "Every family hears first.", "--why", "Some heard last.", at=NOON + 2 * DAY)
    assert done.err.startswith("Recorded. Changed: Every family hears first.\n")
    first = _goals(run)[0]
    assert (first.number, first.text, first.shows) == (
        1,
        "Every family hears first.",
        "Three families call me first.",
    )
    shown = " ".join(run("goal").out.split())
    assert f"Changed on November 25, 2026. Some heard last. It was: “{FIRST}”" in shown
    run("goal", "change", "1", "--shows", "Ten calls.", at=NOON + 3 * DAY)
    assert (_goals(run)[0].text, _goals(run)[0].shows) == ("Every family hears first.", "Ten calls.")


def test_a_goal_can_be_about_something_else(run: Run) -> None:
    """What is gathered from then on is of the new attribute; evidence of the old one stays with that."""
    run("goal", "set", FIRST, "--about", "AD2")
    run("evidence", "add", "They called.", "--attribute", "AD2")
    done = run("goal", "change", "1", "--about", "co5", at=NOON + DAY)
    assert (done.code, done.err.startswith(f"Recorded. Changed: {FIRST}\n")) == (0, True)
    (goal,) = _goals(run)
    assert (goal.number, goal.text, goal.target, goal.evidence) == (1, FIRST, "co5", ())
    assert "about CO5 Partners with families" in run("goal", at=NOON + DAY).out
    assert run("goal", "change", "1", "We decide together.", "--about", "AD2", at=NOON + 2 * DAY).code == 0
    (goal,) = _goals(run)
    assert (goal.text, goal.target, len(goal.evidence)) == ("We decide together.", "ad2", 1)
    done = run("goal", "change", "1", "--about", "AD2")
    assert (done.code, "the goal already says that" in done.err) == (2, True)
    assert run("goal", "change", "1", "--about", "nothing").code == 3


@pytest.mark.parametrize("plain", [(), ("--plain",)])
@pytest.mark.parametrize(("typed", "target"), [("", "ad2"), ("Collab", "collaboration")])
def test_a_changed_goal_asks_what_it_is_about(run: Run, plain: tuple[str, ...], typed: str, target: str) -> None:
    """Enter alone keeps what it was about."""
    run("goal", "set", FIRST, "--about", "AD2")
    with Terminal("goal", "change", "1", *plain) as terminal:
        terminal.wait_for("Which attribute is it about now?", "AD2 Removes the barrier", "stops")
        terminal.type(typed + ENTER)
        terminal.wait_for("How would I put it now?")
        terminal.type("We decide together." + ENTER)
        terminal.wait_for("What would show it?")
        terminal.type(ENTER)
        terminal.wait_for("What makes that the right call?")
        terminal.type(ENTER)
        terminal.wait_for("Looking back")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert [(goal.text, goal.target) for goal in _goals(run)] == [("We decide together.", target)]


def test_the_new_words_need_no_number_for_the_only_goal(run: Run) -> None:
    """More than one word are the new words; one word is a goal's name, and no words are asked for."""
    run("goal", "set", FIRST)
    assert run("goal", "change", "Every family hears first.").code == 0
    assert _goals(run)[0].text == "Every family hears first."
    for words, hint in (
        ((), "portrait goal change 1 'the goal in new words'"),
        (("1",), "portrait goal change 1 'the goal in new words'"),
        (("1", "Every", "family"), "portrait goal change 1 'Every family'"),
        (("1", "Every family  hears first."), "portrait goal keep 1"),
    ):
        done = run("goal", "change", *words)
        assert (done.code, done.err.endswith(f"hint: {hint}\n")) == (2, True), done.err
    assert run("goal", "change", "Listen").code == 3


@pytest.mark.parametrize("name", ["", "9", "zz"])
def test_without_a_goal_nothing_is_decided(run: Run, home: Path, name: str) -> None:
    """A decision about a goal that is not there is refused with what would be right."""
    done = run("goal", "keep", name)
    assert (done.code, "to set one: portrait goal set" in done.err) == (3, True)
    assert journal_files(home) == []


def test_a_goal_ends_once(run: Run, home: Path) -> None:
    """A goal that has ended is not decided about again; the hint sets it anew."""
    run("goal", "set", FIRST)
    run("goal", "met", at=NOON + DAY)
    done = run("goal", "let-go", "1", at=NOON + DAY)
    assert done.code == 2
    assert f"this goal was met on November 24, 2026: {FIRST}" in done.err
    assert f"to set it again: portrait goal set '{FIRST}'" in done.err
    assert len(journal_files(home)) == 2


def test_a_goal_can_be_taken_back(run: Run, home: Path) -> None:
    """Undo takes back a decision, then the goal, and says which; redo brings them back."""
    run("goal", "set", FIRST)
    run("goal", "met")
    done = run("undo")
    assert "Undone: you wrote about a goal: A goal met, Monday, November 23, 2026 (today at 18:30)." in done.err
    assert [goal.ended for goal in _goals(run)] == [None]
    assert "A goal set, Monday, November 23, 2026" in run("undo").err
    assert _goals(run, "--all") == []
    assert len(trash_files(home)) == 2
    assert run("redo").code == 0
    assert len(_goals(run)) == 1
    kinds = [one["kind"] for one in json.loads(run("undo", "--list", "--json").out)["undo"]]
    assert kinds == ["goal"]


# --- the list ---


def test_what_there_is_not_is_said(run: Run) -> None:
    """Without a goal, and without an open one, the list says what to do; JSON is empty and the code is 0."""
    done = run("goal")
    assert (done.code, done.out, done.err) == (0, "", "There is no goal yet. To set one: portrait goal set\n")
    assert _goals(run) == []
    run("goal", "set", FIRST)
    run("goal", "met")
    done = run("goal")
    assert (done.code, done.out) == (0, "")
    assert (
        done.err == "No goal is open. To see the others: portrait goal --all\nTo set a new one: portrait goal set\n"
    )


LISTED = """\

My goals

1. Families hear from us before they have to ask.
   about AD2 Removes the barrier · since November 23, 2026 · 000001
   What would show it: Three families call me first.
   Kept on November 26, 2026. The calls help.
   Plan: When it rains, then I will stay
   Evidence from November 25, 2026: The agenda.

2. Say less in meetings.
   about Collaboration · since November 24, 2026 · 000002

Where does it stand? portrait goal keep 1 (or change, met, let-go)

"""


def test_the_list_has_what_gathers_under_a_goal(run: Run) -> None:
    """Each goal has its words, what would show it, what was decided, and the open plans and the evidence for it."""
    _set_two(run)
    make_plan(run, "it rains", "stay", at=NOON + 2 * DAY)
    run("evidence", "add", "The agenda.", "--attribute", "AD2", at=NOON + 2 * DAY)
    run("evidence", "add", "The list.", "--attribute", "AD1", at=NOON + 2 * DAY)
    run("goal", "keep", "1", "--why", "The calls help.", at=NOON + 3 * DAY)
    assert run("goal", "--plain").out == LISTED
    assert run("goals", "--plain").out == LISTED
    assert [one.plan.then for one in _goals(run)[0].commitments] == ["stay"]
    assert [one.sentence for one in _goals(run)[0].evidence] == ["The agenda."]
    for number in range(3):
        run("evidence", "add", f"Page {number}.", "--attribute", "AD2", at=NOON + 3 * DAY)
    assert "and 1 more: portrait evidence --attribute ad2" in run("goal").out
    for number in range(4):
        make_plan(run, f"it is day {number}", "go", at=NOON + 4 * DAY)
    assert "and 2 more plans: portrait plans" in run("goal").out
    run("goal", "met", "1", at=NOON + 5 * DAY)
    shown = run("goal").out
    assert "1 goal that ended: portrait goal --all" in shown
    assert "Plan:" not in shown
    assert "Goals that ended" in run("goal", "--all").out


def test_a_goal_about_what_is_gone_still_reads(run: Run, tmp_path: Path) -> None:
    """When its attribute is not in the portrait any more, a goal has the name that it had, and can be let go."""
    _set_two(run)
    ours = write_lines(tmp_path / "ours.yaml", "attributes: [Care]")
    run("portraits", "use", ours)
    assert "about AD2 Removes the barrier" in run("goal").out
    assert run("goal", "keep", "1").code == 0
    assert run("goal", "let-go", "1").code == 0
    assert "Families hear" in run("growth", "--json").out or len(_goals(run)) == 1
    (tmp_path / "ours.yaml").unlink()
    assert "Say less in meetings." in run("goal").out
    assert run("goal", "met", "2").code == 0


def test_options_go_with_the_list(run: Run) -> None:
    """--all and --json are for the list."""
    done = run("goal", "--all", "keep")
    assert (done.code, "--all and --json go with the list, not with keep" in done.err) == (2, True)


def test_a_goal_edited_by_hand_counts(run: Run, home: Path) -> None:
    """What a person changes in the file is the goal; without its mark the words are still in the entry."""
    run("goal", "set", FIRST)
    (file,) = journal_files(home)
    file.write_text(file.read_text(encoding="utf-8").replace(FIRST, "Families\nhear first."), encoding="utf-8")
    assert _goals(run)[0].text == "Families\nhear first."
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(" <!-- goal-set: 000001 number=1 -->", ""), encoding="utf-8")
    assert _goals(run) == []
    assert "hear first." in run("read", "today").out


# --- on other pages ---


def test_a_goal_is_found_and_read(run: Run) -> None:
    """A goal is found by its attribute, its indicator and its words; reading it says what became of it."""
    _set_two(run)
    run("goal", "change", "1", "Every family hears first.", at=NOON + 2 * DAY)
    run("goal", "let-go", "2", at=NOON + 2 * DAY)
    for name in ("advocacy", "AD2"):
        found = json.loads(run("list", "--attribute", name, "--json").out)["entries"]
        assert [entry["date"][:10] for entry in found] == ["2026-11-25", "2026-11-23"], name
    assert "A goal set" in run("search", "ask").out
    assert "Every family hears first." in run("list").out
    read = run("read", "2026-11-23").out
    assert "AD2 Removes the barrier" in read
    assert "changed on November 25, 2026 · goal 1" in read
    assert "let go on November 25, 2026 · goal 2" in run("read", "2026-11-24").out
    assert "Every family hears first." in run("export", "2026-11-25-183000-goal-advocacy").out
    assert "<!--" not in run("export", "2026-11-23").out
    assert "AD2 Removes the barrier*\n\nFamilies hear from us" in run("export", "2026-11-23").out


def test_an_open_goal_says_so_where_it_was_set(run: Run) -> None:
    """A goal about which nothing was decided is open."""
    run("goal", "set", FIRST)
    assert f"{FIRST}\n  open · goal 1\n" in run("read", "2026-11-23").out


def test_a_goal_stands_beside_its_attribute(run: Run) -> None:
    """`show` mentions the open goals on an attribute and its indicators, and on an indicator alone."""
    _set_two(run)
    for words in (("advocacy",), ("AD2",)):
        assert f"My goal since November 23, 2026: {FIRST}" in " ".join(run("show", *words).out.split())
    assert "My goal" not in run("show", "AD1").out
    run("goal", "met", "1")
    assert "My goal" not in run("show", "advocacy").out


def test_growth_begins_with_the_goal(run: Run, tmp_path: Path) -> None:
    """The open goals are above the levels; on the page of one attribute only its own."""
    levels = answers_file(tmp_path, "advocacy.level: starting", guide="whole-portrait")
    assert run("reflect", "--answers", levels).code == 0
    without = run("growth").out
    _set_two(run)
    run("goal", "keep", "1", "--why", "It helps.", at=NOON + 2 * DAY)
    shown = run("growth", "--plain").out
    assert shown.startswith(
        f"\nMy goals\n{FIRST}\nabout AD2 Removes the barrier · since November 23, 2026\n"
        "Kept on November 25, 2026. It helps.\nSay less in meetings.\nabout Collaboration · since November 24, 2026\n"
    )
    assert run("growth").out.endswith(without)
    assert "Say less" not in run("growth", "advocacy").out
    assert FIRST in run("growth", "advocacy").out
    assert [goal["number"] for goal in json.loads(run("growth", "--json").out)["goals"]] == [1, 2]
    assert [goal["number"] for goal in json.loads(run("growth", "AD2", "--json").out)["goals"]] == [1]


# --- in a terminal ---


def _answer(terminal: Terminal, *asked: tuple[str, ...]) -> None:
    """Wait for each question, then type the last of its texts."""
    for *texts, answer in asked:
        terminal.wait_for(*texts)
        terminal.type(answer + ENTER)


@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_asks_for_what_is_missing(run: Run, columns: int) -> None:
    """Without words it asks for the attribute, the indicator, the goal and what would show it, and shows them all."""
    with Terminal("goal", "set", "--portrait", YEAR, columns=columns, rows=40) as terminal:
        _answer(
            terminal,
            ("Which attribute is this goal about?", *CHOICE, "1"),
            ("Which part of it, if any?", *CHOICE, "2"),
            ("What do I want to get better at", *LINE, "Families hear first."),
            ("What would people see or hear", *LINE, "Three calls."),
            ("Looking back", "Three calls.", *LINE, ""),
        )
        assert terminal.finish() == 0
        assert "Recorded. My goal: Families hear first." in terminal.words
        assert widest_line(terminal.raw) <= columns
    (goal,) = _goals(run)
    assert (goal.target, goal.text, goal.shows) == ("ad2", "Families hear first.", "Three calls.")


def test_what_was_given_is_not_asked(run: Run) -> None:
    """With the words and the attribute in the command, only what would show the goal is asked."""
    with Terminal("goal", "set", FIRST, "--about", "AD2", "--portrait", YEAR) as terminal:
        terminal.wait_for("What would people see or hear", *LINE)
        assert "Which" not in terminal.words
        terminal.type(ENTER)
        _answer(terminal, ("Looking back", FIRST, *LINE, ""))
        assert terminal.finish() == 0
    assert [goal.target for goal in _goals(run)] == ["ad2"]


def test_a_goal_that_was_stopped_waits(run: Run, home: Path) -> None:
    """Ctrl-C keeps what was said, and a session goes on with it; the entry is that of a goal."""
    with Terminal("goal", "set", FIRST, "--portrait", YEAR) as terminal:
        terminal.wait_for("Which attribute is this goal about?", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "To continue: portrait reflect" in terminal.words
    assert len(draft_files(home)) == 1
    with Terminal("reflect", "--portrait", YEAR) as terminal:
        terminal.wait_for("A goal set", *OFFER)
        terminal.type(ENTER)
        _answer(
            terminal,
            ("Which attribute is this goal about?", *CHOICE, "2"),
            ("What would people see or hear", *LINE, ""),
            ("Looking back", *LINE, ""),
        )
        assert terminal.finish() == 0
    assert [goal.target for goal in _goals(run)] == ["courage"]
    (entry,) = journal_entries(home)
    assert (entry.guide, entry.short_title) == ("", "A goal set")
    assert "you wrote about a goal" in run("undo", "--list").out


def test_nothing_said_is_nothing_written(home: Path) -> None:
    """A person who skips every question sets no goal; what was said without a goal is kept."""
    with Terminal("goal", "set", "--portrait", YEAR) as terminal:
        terminal.wait_for("Which attribute is this goal about?", *CHOICE)
        terminal.type(TAB)
        _answer(terminal, ("get better at", *LINE, ""), ("Looking back", *LINE, ""))
        assert terminal.finish() == 0
        assert "Nothing was answered, so nothing was saved." in terminal.words
    assert (journal_files(home), draft_files(home)) == ([], [])
    with Terminal("goal", "set", "--portrait", YEAR) as terminal:
        _answer(terminal, (*CHOICE, "2"), ("get better at", *LINE, ""), ("Looking back", *LINE, ""))
        assert terminal.finish() == 0
        assert "No goal was set, but what you said is kept." in terminal.words
    assert len(journal_files(home)) == 1


def test_a_terminal_asks_for_the_new_words(run: Run) -> None:
    """`change` shows the words so far, and asks for new ones, what would show them, and why."""
    run("goal", "set", FIRST)
    with Terminal("goal", "change", "--portrait", YEAR, rows=40) as terminal:
        _answer(
            terminal,
            ("Which attribute is it about now?", *CHOICE, TAB),
            ("Until now:", FIRST, "How would I put it now?", *LINE, "Every family hears first."),
            ("What would show it?", *LINE, "Ten calls."),
            ("Why?", *LINE, "Some heard last."),
            ("Looking back", *LINE, ""),
        )
        assert terminal.finish() == 0
        assert "Changed: Every family hears first." in terminal.words
    (goal,) = _goals(run)
    assert (goal.text, goal.shows) == ("Every family hears first.", "Ten calls.")
    assert [one.reason for one in goal.decisions] == ["Some heard last."]


def test_a_goal_can_be_set_at_the_end_of_a_session(run: Run) -> None:
    """In the review, `goal` begins the questions; Ctrl-B goes back; the open goal is above the next session."""
    with Terminal("reflect", "--guide", "weekly", "--portrait", YEAR, rows=40) as terminal:
        _answer(
            terminal,
            ("What stood out", *LINE, "Snow."),
            ("What does it ask", *LINE, ""),
            ("To set a goal for the year, type: goal", *LINE, "goal"),
        )
        terminal.wait_for("Which attribute is this goal about?", *CHOICE)
        terminal.type(CTRL_B)
        terminal.wait_for("What does it ask", *LINE)
        terminal.type("Patience." + ENTER)
        _answer(
            terminal,
            ("Which attribute", *CHOICE, "2"),
            ("get better at", *LINE, "Dare."),
            ("see or hear", *LINE, ""),
            ("Looking back", "Dare.", *LINE, ""),
        )
        assert terminal.finish() == 0
    assert [(goal.target, goal.text) for goal in _goals(run)] == [("courage", "Dare.")]
    with Terminal("reflect", "--guide", "weekly", "--portrait", YEAR, "--plain") as terminal:
        terminal.wait_for("My goal", "Dare.", "What stood out")
        terminal.type(CTRL_C)
        terminal.finish()


def test_a_year_goes_from_a_goal_to_the_next_one(run: Run, tmp_path: Path) -> None:
    """Start of the year sets a goal, mid-year changes it, the end of the year ends it and sets the next one."""

    def reflect(guide: str, *lines: str, days: int) -> None:
        file = answers_file(tmp_path, *lines, guide=guide)
        done = run("reflect", "--portrait", YEAR, "--answers", file, at=NOON + days * DAY)
        assert done.code == 0, done.err

    reflect("start-of-year", "my-goal.about: advocacy", "my-goal.text: Families hear first.", days=0)
    (goal,) = _goals(run)
    name = f"my-goal.{goal.id}"
    reflect(
        "mid-year", f"{name}.review: change", f"{name}.reason: Some heard last.", f"{name}.text: All hear.", days=40
    )
    assert [goal.text for goal in _goals(run)] == ["All hear."]
    reflect("end-of-year", f"{name}.review: I met it", "my-goal.text: The board hears.", days=200)
    assert _told(_goals(run, "--all")) == [(2, "The board hears.", []), (1, "All hear.", ["change", "met"])]


def _told(goals: Sequence[GoalData]) -> list[tuple[int, str, list[GoalOutcome]]]:
    return [(goal.number, goal.text, [one.outcome for one in goal.decisions]) for goal in goals]


def test_a_goals_number_is_its_own_for_good(run: Run) -> None:
    """When a goal has ended and its entry was deleted, the others keep their numbers, and so does the next one."""
    run("goal", "set", "Families hear first.")
    run("goal", "set", "Say less in meetings.")
    run("goal", "let-go", "1")
    first = next(path for path in journal_files(Path.home()) if "goal-set: 000001 " in path.read_text("utf-8"))
    run("delete", first.stem, "--yes")
    assert [goal.number for goal in _goals(run)] == [2]
    run("goal", "set", "Plan with students.")
    assert sorted((goal.number, goal.text) for goal in _goals(run)) == [
        (2, "Say less in meetings."),
        (3, "Plan with students."),
    ]
