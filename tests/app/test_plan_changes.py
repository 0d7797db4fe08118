"""Plans that are made, moved, put in other words, carried on and dropped without a session."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject

from conftest import NOON, Run, held_elsewhere, journal_entries, journal_files, make_plan, plans_in, write_lines
from screen import CTRL_C, ENTER, LINE, PLAIN_LINE, Terminal

EXAMPLE = 'hint: portrait plans add "call three families" --by friday'


def _sentences(run: Run) -> list[tuple[object, object]]:
    return [(row["number"], row["sentence"]) for row in plans_in(run("plans", "--json").out)]


# --- a new plan ---


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["call three families", "--by", "friday"], "call three families, by November 27, 2026"),
        (["call", "three", "families."], "call three families"),
        (["--then", "call three families"], "call three families"),
        (["--when", "", "--then", "I will call"], "I will call"),
        (["--when", "When it rains,", "--then", "then I will stay."], "When it rains, then I will stay"),
        (["I will call", "--by", "2 weeks"], "I will call, by December 7, 2026"),
    ],
)
def test_a_plan_is_made_in_one_line(run: Run, home: Path, words: list[str], sentence: str) -> None:
    """A plan is a small entry, with a moment or in free words, and its number and how to close it are said."""
    made = run("plans", "add", *words)
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith(f"Plan 1: {sentence}\nAfterward: portrait plans kept 1.")
    assert _sentences(run) == [(1, sentence)]
    (entry,) = journal_entries(home)
    assert (entry.id, entry.title) == ("2026-11-23-183000-plan", "A plan made, Monday, November 23, 2026")
    page = run("read", "today", "--plain").out
    for broken, joined in (("\nby Monday, D", ", by D"), ("\nby Friday, N", ", by N"), ("\nthen", ", then")):
        page = page.replace(broken, joined)
    assert sentence.removesuffix(".") in page


def test_a_plan_may_be_about_an_attribute(run: Run, home: Path) -> None:
    """An attribute is named by its code, and an indicator stands for its attribute."""
    run("plans", "add", "look who is missing", "--about", "AD")
    run("plans", "add", "look again", "--about", "AD2", at=NOON + timedelta(minutes=1))
    assert [row["attribute"] for row in plans_in(run("plans", "--json").out)] == ["advocacy"] * 2
    assert journal_entries(home)[0].tags == ("portrait/advocacy",)
    refused = run("plans", "add", "x", "--about", "nothing")
    assert (refused.code, 'there is no attribute "nothing"' in refused.err) == (3, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], f"there is no terminal to ask for a plan in\n{EXAMPLE}"),
        ([" "], f"there is nothing to write down\n{EXAMPLE}"),
        (["."], f"there is nothing to write down\n{EXAMPLE}"),
        (["--when", "it rains", "--then", " "], f"there is nothing to write down\n{EXAMPLE}"),
        (["--when", "it rains"], 'goes with --then\nhint: add what you will do then: --then "..."'),
        (["x", "--then", "y"], "a plan in one line goes without --when and --then\nhint: use one or the other"),
        (["x", "--by", "yesterday"], '"yesterday" is not today or a later day\nhint: give one such as friday'),
        (["x", "--by", "someday"], '"someday" was not understood as a day\nhint: give one such as friday'),
        (["--when", "x", "--then", "y", "--by", "2026-11-22"], '"2026-11-22" is not today or a later day'),
    ],
)
def test_what_is_no_plan_is_refused(run: Run, home: Path, words: list[str], message: str) -> None:
    """Words that do not go together, and days that are past, are refused with what would do; nothing is written."""
    refused = run("plans", "add", *words)
    assert refused.code == 2
    assert message in refused.err
    assert not (home / "Documents").exists() or journal_files(home) == []


def test_a_fourth_open_plan_is_mentioned(run: Run) -> None:
    """Nobody is stopped from a fourth plan; that three are enough is said."""
    for number in range(4):
        made = run("plans", "add", f"call family {number}", at=NOON + timedelta(minutes=number))
    assert "4 plans are open now. Three at a time is plenty: portrait plans drop lets one go." in made.err


def test_a_plan_is_asked_for_in_a_terminal(run: Run) -> None:
    """Without words the three questions of a session are asked; the moment and the day may be left out."""
    with Terminal("plans", "add") as terminal:
        for ask, said in (("When …", "it rains"), ("then I will …", "stay"), ("by …", "2 weeks")):
            terminal.wait_for(ask, *LINE)
            terminal.type(said + ENTER)
        assert terminal.finish() == 0
        assert "Plan 1: When it rains, then I will stay, by" in terminal.words
    with Terminal("plans", "add", "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        for ask, said in (("When …", ""), ("then I will …", "rest"), ("by …", "")):
            terminal.wait_for(ask, PLAIN_LINE)
            terminal.wait_until_it_reads()
            terminal.type(said + ENTER)
        assert terminal.finish() == 0
        assert "Plan 2: rest" in terminal.words
    assert len(_sentences(run)) == 2


def test_a_plan_that_is_not_finished_is_not_written(run: Run) -> None:
    """After Ctrl-C nothing is written, and the words are there to be copied."""
    with Terminal("plans", "add") as terminal:
        terminal.wait_for("When …", *LINE)
        terminal.type("it rains" + ENTER)
        terminal.wait_for("then I will …", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Nothing was saved. Your words: it rains" in terminal.words
    assert _sentences(run) == []


# --- another day, other words ---


def test_a_plan_is_moved(run: Run, home: Path) -> None:
    """A later entry holds the plan with its new day; the one in which it was made shows where it went."""
    make_plan(run, "it rains", "stay", "friday")
    (made,) = journal_files(home)
    before = made.read_bytes()
    moved = run("plans", "move", "1", "next", "friday", at=NOON + timedelta(days=1))
    assert moved.err.startswith("Plan 1 now: When it rains, then I will stay, by December 4, 2026\nIt was: When it")
    assert made.read_bytes() == before
    assert _sentences(run) == [(1, "When it rains, then I will stay, by December 4, 2026")]
    (row,) = plans_in(run("plans", "--json").out)
    assert (row["made"], row["attribute"]) == ("2026-11-23", "advocacy")
    assert "by Friday, November 27, 2026\nAdvocacy · moved to December 4, 2026 · open · plan 1" in (
        run("read", made.stem, "--plain").out
    )
    run("plans", "move", "1", "--no-day", at=NOON + timedelta(days=2))
    assert "without a day now · open" in run("read", made.stem).out
    assert _sentences(run) == [(1, "When it rains, then I will stay")]
    run("plans", "kept", "1", at=NOON + timedelta(days=3))
    assert "without a day now · Kept, November 26, 2026 · plan 1" in run("read", made.stem).out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--when", "it pours"], "When it pours, then I will stay, by November 27, 2026"),
        (["--then", "I'll go"], "When it rains, then I will go, by November 27, 2026"),
        (["--when", ""], "stay, by November 27, 2026"),
        (["stay till six"], "stay till six, by November 27, 2026"),
    ],
)
def test_a_plan_is_put_in_other_words(run: Run, home: Path, words: list[str], sentence: str) -> None:
    """Either part may change, or the whole; its number, its day and what it is for stay."""
    make_plan(run, "it rains", "stay", "friday")
    done = run("plans", "reword", "1", *words, at=NOON + timedelta(days=1))
    assert done.err.startswith(
        f"Plan 1 now: {sentence}\nIt was: When it rains, then I will stay, by November 27, 2026"
    )
    assert _sentences(run) == [(1, sentence)]
    now = sentence.removesuffix(", by November 27, 2026")
    assert f"now: {now} · open · plan 1" in run("read", journal_files(home)[0].stem).out
    assert run("search", "rains").code == 0


def test_a_plan_in_free_words_may_get_a_moment(run: Run) -> None:
    """A moment makes an if-then plan of it, in the portrait's words."""
    run("plans", "add", "call home")
    run("plans", "reword", "1", "--when", "it rains", at=NOON + timedelta(minutes=1))
    assert _sentences(run) == [(1, "When it rains, then I will call home")]
    run("plans", "reword", "1", "--then", "call", at=NOON + timedelta(minutes=2))
    assert _sentences(run) == [(1, "When it rains, then I will call")]


def test_the_old_words_are_in_the_line(run: Run) -> None:
    """In a terminal the words so far are in the line, to be changed."""
    make_plan(run, "it rains", "stay")
    run("plans", "add", "call home", at=NOON + timedelta(minutes=1))
    with Terminal("plans", "reword", "1") as terminal:
        terminal.wait_for("When …", "it rains")
        terminal.type(" hard" + ENTER)
        terminal.wait_for("then I will …", "stay")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Plan 1 now: When it rains hard, then I will stay" in terminal.words
    with Terminal("plans", "reword", "2") as terminal:
        terminal.wait_for("What is the plan?", "call home")
        terminal.type(" today" + ENTER)
        assert terminal.finish() == 0
        assert "Plan 2 now: call home today" in terminal.words


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["move", "1"], "give either a new day or --no-day\nhint: portrait plans move 1 'next friday'"),
        (["move", "1", "friday", "--no-day"], "give either a new day or --no-day"),
        (["move", "1", "friday"], "plan 1 already says that: When it rains, then I will stay, by November 27, 2026"),
        (["move", "1", "last friday"], '"last friday" is not today or a later day'),
        (["reword", "1"], "change the words in this command: portrait plans reword 1 --when 'it rains' --then stay"),
        (["reword", "1", "--then", "stay"], "plan 1 already says that"),
        (["reword", "1", "--then", " "], "a plan needs words\nhint: to let it go: portrait plans drop 1"),
        (["reword", "1", " "], "a plan needs words"),
        (["partly", "1", "--carry-on", "."], "there is nothing to write down"),
        (["partly", "1", "--by", "friday"], "--by goes with --carry-on"),
        (["partly", "1", "--carry-on", "go", "--by", "monday a week ago"], "is not today or a later day"),
    ],
)
def test_a_change_that_is_none_is_refused(run: Run, home: Path, command: list[str], message: str) -> None:
    """What changes nothing, or says no day and no words, is refused with what would do, and nothing is written."""
    make_plan(run, "it rains", "stay", "friday")
    refused = run("plans", *command)
    assert refused.code == 2
    assert message in refused.err
    assert len(journal_files(home)) == 1


def test_a_closed_plan_stays_as_it_is(run: Run) -> None:
    """A plan that is closed is neither moved nor put in other words."""
    make_plan(run, "it rains", "stay")
    run("plans", "kept", "1")
    for command in (["move", "1", "friday"], ["reword", "1", "go"], ["drop", "1"], ["partly", "1"]):
        refused = run("plans", *command)
        assert (refused.code, "plan 1 is already closed: Kept" in refused.err) == (2, True)


# --- how it went ---


def test_the_rest_of_a_plan_is_carried_on(run: Run, home: Path) -> None:
    """What is left of a plan kept in part is a new plan in the same entry, for the same attribute."""
    make_plan(run, "it rains", "call three families")
    told = run(
        "plans", "partly", "1", "--carry-on", "call the third one", "--by", "friday", at=NOON + timedelta(days=1)
    )
    assert "The rest is now plan 2: When it rains, then I will call the third one, by November 27, 2026" in told.err
    entry = journal_entries(home)[1]
    assert [outcome.outcome for outcome in entry.outcomes] == ["partly"]
    assert [(plan.then, plan.attribute) for plan in entry.plans] == [("call the third one", "advocacy")]
    assert _sentences(run) == [(2, "When it rains, then I will call the third one, by November 27, 2026")]


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_terminal_asks_whether_to_carry_on(run: Run, answer: str) -> None:
    """In a terminal the rest is asked for, with its day; no is fine."""
    make_plan(run, "it rains", "call three families")
    with Terminal("plans", "partly", "1") as terminal:
        terminal.wait_for("Make a new plan for the rest?")
        terminal.type(answer + ENTER)
        if answer == "y":
            terminal.wait_for("What's left to do?", *LINE)
            terminal.type("call the third one" + ENTER)
            terminal.wait_for("By when?", *LINE)
            terminal.type("2 weeks" + ENTER)
        assert terminal.finish() == 0
        carried = "The rest is now plan 2: When it rains, then I will call the third one, by"
        assert (carried in terminal.words) == (answer == "y")
    assert len(_sentences(run)) == (1 if answer == "y" else 0)


def test_a_plan_not_kept_names_three_reasons(run: Run) -> None:
    """Each of the common reasons comes with what helps, and with a command that does it."""
    make_plan(run, "it rains", "stay", "friday")
    told = run("plans", "not", "1")
    assert "That happens." in told.err
    for words in (
        "I forgot. Tie it to something that happens anyway:",
        "anyway: portrait plans add --when 'I unlock my office' --then stay",
        "It was too big. Plan the first ten minutes of it: portrait plans add 'start with ...'",
        "portrait plans add --when 'it rains' --then stay --by 'next friday'",
    ):
        assert words in told.err
    run("plans", "add", "stay")
    assert "portrait plans add stay --by 'next friday'" in run("plans", "not", "2").err


def test_a_plan_is_dropped(run: Run, home: Path) -> None:
    """To drop a plan is to let it go, with a word on why."""
    make_plan(run, "it rains", "stay")
    told = run("plans", "drop", "1", "--note", "Not mine.", at=NOON + timedelta(days=1))
    assert "Let go: When it rains, then I will stay" in told.err
    (outcome,) = journal_entries(home)[1].outcomes
    assert (outcome.outcome, outcome.label, outcome.note) == ("changed", "Let go", "Not mine.")


# --- and back ---


def test_every_change_is_taken_back_by_undo(run: Run, home: Path) -> None:
    """The last thing that was done is named and taken back, one after the other, and the numbers stay."""
    steps = [
        (["add", "call home", "--by", "friday"], "you made a plan: call home, by November 27, 2026"),
        (["add", "--when", "it rains", "--then", "stay"], "you made a plan: When it rains, then I will stay"),
        (["move", "1", "dec 4"], "you moved a plan: call home, by December 4, 2026"),
        (["reword", "2", "--then", "go"], "you reworded a plan: When it rains, then I will go"),
        (["partly", "1", "--carry-on", "call twice"], "went: Partly: call home, by December 4, 2026"),
        (["drop", "2"], "went: Let go: When it rains, then I will go"),
    ]
    states: list[dict[Path, bytes]] = []
    seen: list[list[tuple[object, object]]] = []
    for number, (command, _) in enumerate(steps):
        states.append({path: path.read_bytes() for path in journal_files(home)} if number else {})
        seen.append(_sentences(run) if number else [])
        assert run("plans", *command, at=NOON + timedelta(minutes=number)).code == 0
    for number, (_, said) in reversed(list(enumerate(steps))):
        back = run("undo", at=NOON + timedelta(minutes=30 - number))
        assert back.err.startswith("Undone: ")
        assert said in back.err
        assert {path: path.read_bytes() for path in journal_files(home)} == states[number]
        assert _sentences(run) == seen[number]


# --- what else reads plans ---


def test_a_calendar_follows_a_plan(run: Run) -> None:
    """A plan that was moved, reworded or lost its day is one event under the same id, in its newest form."""
    make_plan(run, "it rains", "stay", "friday")

    def event() -> vobject.base.Component:
        calendar: vobject.base.Component = vobject.readOne(run("plans", "--ics").out)
        found: vobject.base.Component = calendar.vevent
        return found

    first = event()
    run("plans", "move", "1", "dec 7", at=NOON + timedelta(minutes=1))
    moved = event()
    assert (moved.uid.value, moved.dtstart.value) == (first.uid.value, date(2026, 12, 7))
    assert int(moved.sequence.value) >= int(first.sequence.value)
    run("plans", "reword", "1", "--then", "go", at=NOON + timedelta(minutes=2))
    assert event().summary.value == "When it rains, then I will go, by December 7, 2026"
    run("plans", "move", "1", "--no-day", at=NOON + timedelta(minutes=3))
    taken = event()
    assert (taken.dtstart.value, taken.status.value) == (date(2026, 12, 7), "CANCELLED")
    assert taken.summary.value == "Without a day: When it rains, then I will go"


def test_growth_tells_once_how_a_plan_went(run: Run, home: Path) -> None:
    """A plan that was moved stands in two entries; if both boxes are ticked, growth still tells it once."""
    text = "guide: whole-portrait\nanswers:\n  advocacy.level: growing\n"
    assert run("reflect", "--answers", "-", stdin=text, at=NOON - timedelta(days=1)).code == 0
    make_plan(run, "it rains", "stay", "friday")
    run("plans", "move", "1", "dec 7", at=NOON + timedelta(days=1))
    for file in journal_files(home):
        file.write_text(file.read_text(encoding="utf-8").replace("- [ ]", "- [x]"), encoding="utf-8")
    assert run("growth", "advocacy", "--plain").out.count("then I will stay") == 1


ASKS = """\
title: Asks
attributes: {name: Care, prompts: Who needed me?}
guides:
  - id: hard
    name: Hard moment
    steps:
      - follow-up
      - do: plan
        ask: What is mine to make right, and with whom?
"""


def test_a_guide_asks_for_a_plan_in_one_question(run: Run, tmp_path: Path) -> None:
    """The answer is the plan; later it is followed up, and its rest is carried on in the same session."""
    asks = write_lines(tmp_path / "asks.yaml", ASKS)
    text = "answers:\n  plan.asked.then: I owe Ms. Ruiz an apology.\n  plan.asked.by: friday\n"
    done = run("reflect", "--portrait", asks, "--answers", "-", stdin=text)
    assert done.code == 0
    assert "I owe Ms. Ruiz an apology" in done.out
    assert _sentences(run) == [(1, "I owe Ms. Ruiz an apology, by November 27, 2026")]
    soon = run("reflect", "--portrait", asks, "--template", at=NOON + timedelta(days=3)).out
    assert "commitment." not in soon
    friday = NOON + timedelta(days=4)
    assert "apology" in run("reflect", "--portrait", asks, "--template", at=friday).out
    (row,) = plans_in(run("plans", "--json").out)
    text = f"answers:\n  commitment.{row['id']}.outcome: partly\n  commitment.{row['id']}.then: bring her flowers\n"
    assert run("reflect", "--portrait", asks, "--answers", "-", stdin=text, at=friday).code == 0
    assert _sentences(run) == [(2, "bring her flowers")]


def test_a_session_saved_late_moves_no_number(run: Run, tmp_path: Path) -> None:
    """A plan made while a session was waiting keeps its number when that session is saved."""
    asks = write_lines(tmp_path / "asks.yaml", ASKS)
    with Terminal("reflect", "--portrait", asks) as terminal:
        terminal.wait_for("make right", *LINE)
        terminal.type("Call Ms. Ruiz" + ENTER)
        terminal.wait_for("By when?", *LINE)
        assert run("plans", "add", "call home", at=NOON + timedelta(days=9000)).err.startswith("Plan 1:")
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert sorted(_sentences(run), key=str) == [(1, "call home"), (2, "Call Ms. Ruiz")]


def test_a_plan_keeps_its_words_when_it_cannot_be_saved(run: Run, home: Path) -> None:
    """When a plan cannot be written, its words are printed."""
    run("plans", "add", "call home")
    (lock,) = (home / ".local" / "state" / "portrait" / "locks").glob("*.lock")
    with held_elsewhere(lock):
        done = run("plans", "add", "call twice")
    assert (done.code, "your words: call twice" in done.err) == (5, True)


def test_change_names_the_two_commands_that_are_meant(run: Run) -> None:
    """A plan is not changed as a goal is: it is moved or reworded."""
    run("plans", "add", "call three families")
    done = run("plans", "change", "1", "call four")
    assert done.code == 2
    assert done.err == (
        "portrait: a plan is moved to another day, or reworded\n"
        "hint: portrait plans move 1 'next friday', or portrait plans reword 1\n"
    )
