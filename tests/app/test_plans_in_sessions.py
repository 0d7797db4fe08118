import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import vobject

from conftest import NOON, Run, answers_file, journal_entries, journal_files, plans_in
from moved_clock import clock_at
from screen import CHOICE, CTRL_C, ENTER, LINE, OFFER, PLAIN_LINE, TAB, Terminal, widest_line

CLOCK = "2026-11-24 18:30:00"


def _answer_session(*asked: tuple[str, ...], at: str = CLOCK) -> None:
    """Answer a session on advocacy in a real terminal: wait for each question, then type its last text."""
    command = ("reflect", "advocacy", "--guide", "whole-portrait")
    with Terminal(*command, rows=60, variables=clock_at(at)) as terminal:
        for *texts, answer in asked:
            terminal.wait_for(*texts)
            terminal.type(answer + ENTER)
        assert terminal.finish() == 0


def test_a_plan_from_beginning_to_end(home: Path, tmp_path: Path) -> None:
    """A plan made in a session is listed, is in the calendar, is closed in a session, and shows in growth."""
    _answer_session(
        ("Who was left out", *LINE, "The bus families."),
        ("Where would I place myself", *CHOICE, "2"),
        ("When …", *LINE, "the buses have left,"),
        ("then I will …", *LINE, "I'll walk to room 114."),
        ("by …", *LINE, "2 weeks"),
        ("Looking back", *LINE, ""),
    )
    sentence = "When the buses have left, then I will walk to room 114"
    with Terminal("plans", variables=clock_at(CLOCK)) as terminal:
        assert terminal.finish() == 0
        assert f"1 {sentence} by December 8 (in 2 weeks)" in terminal.words
    file = tmp_path / "plans.ics"
    with Terminal("plans", "--ics", "-o", str(file), variables=clock_at(CLOCK)) as terminal:
        assert terminal.finish() == 0
    (event,) = vobject.readOne(file.read_bytes().decode()).vevent_list
    assert event.summary.value.startswith(sentence)
    assert event.dtstart.value == date(2026, 12, 8)
    assert event.valarm.trigger.value == timedelta(hours=-15)
    (made,) = journal_files(home)
    before = made.read_bytes()
    _answer_session(
        ("A plan I made", sentence, "How did it go?", *CHOICE, "2"),
        ("What helped", *LINE, "One of two days."),
        ("What's left to do?", *LINE, ""),
        ("Last time", "Growing", *LINE, "A mother told me of the fee."),
        ("Where would I place myself", *CHOICE, "3"),
        ("When …", *LINE, ""),
        ("Looking back", "Partly", *LINE, ""),
        at="2026-12-08 18:30:00",
    )
    with Terminal("plans") as terminal:
        assert terminal.finish() == 0
        assert terminal.words.startswith("No plan is open. To see past plans: portrait plans --all")
    with Terminal("plans", "--all") as terminal:
        assert terminal.finish() == 0
        assert f"{sentence} Partly on" in terminal.words
        assert "One of two days." in terminal.words
    with Terminal("growth", "advocacy", rows=60) as terminal:
        assert terminal.finish() == 0
        assert re.search(r"Steady +●\n +Growing +●────╯\n", terminal.display)
        assert f"●●●○ Steady “A mother told me of the fee.” Partly: {sentence}, by" in terminal.words
    assert made.read_bytes() == before


def _three(run: Run, plans: str) -> None:
    for number, then in enumerate(("walk to room 114", "call the three families who never answer", "ask")):
        text = f"answers: {{plan.when: the buses have left, plan.then: {then}, plan.by: 2026-11-23}}"
        at = NOON - timedelta(days=9 - number)
        assert run("reflect", "--portrait", plans, "--answers", "-", stdin=text, at=at).code == 0


@pytest.mark.parametrize("columns", [40, 80])
def test_a_fourth_plan_asks_which_one_to_let_go(run: Run, home: Path, plans: str, columns: int) -> None:
    """With three open plans a session asks which one to let go, in full, and remembers the answer after a stop."""
    _three(run, plans)
    ask = "Which open plan can I set aside to make room for a new one?"
    with Terminal("reflect", "--portrait", plans, columns=columns, variables=clock_at(CLOCK)) as terminal:
        for _ in range(3):
            terminal.wait_for("How did it go?", *CHOICE)
            terminal.type(TAB)
        terminal.wait_for(ask, "Skip this to keep them all open.", *CHOICE)
        terminal.type("2")
        terminal.wait_on_screen(
            "› 2 When the buses have left, then I will call the three families who never answer, by November 23, 2026"
        )
        terminal.type(ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert widest_line(terminal.raw) <= columns
    with Terminal("reflect", "--portrait", plans, columns=columns, variables=clock_at(CLOCK)) as terminal:
        terminal.wait_for("1 answer", "Continue where you stopped?", *OFFER)
        terminal.type(ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type("it snows" + ENTER)
        terminal.wait_for("then I will …", *LINE)
        terminal.type("go" + ENTER)
        terminal.wait_for("by …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", ask, "call the three families who never answer", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Set aside: When the buses have left, then I will call the three families" in terminal.words
    assert [row["then"] for row in plans_in(run("plans", "--json").out)] == ["walk to room 114", "ask", "go"]
    assert [told.outcome for entry in journal_entries(home) for told in entry.outcomes] == ["changed"]


def test_nobody_is_blocked_by_three_open_plans(run: Run, plans: str) -> None:
    """Skipping the question keeps all plans open, and it is not asked again once plans are closed."""
    _three(run, plans)
    variables = {"INPUTRC": "/dev/null", **clock_at(CLOCK)}
    with Terminal("reflect", "--portrait", plans, "--plain", variables=variables) as terminal:
        for _ in range(3):
            terminal.wait_for("How did it go?", PLAIN_LINE)
            terminal.wait_until_it_reads()
            terminal.type("-" + ENTER)
        terminal.wait_for(
            "Which open plan can I set aside", "3 When the buses have left, then I will ask", PLAIN_LINE
        )
        terminal.wait_until_it_reads()
        terminal.type("-" + ENTER)
        for ask, said in (("When …", "it snows"), ("then I will …", "go"), ("by …", "")):
            terminal.wait_for(ask, PLAIN_LINE)
            terminal.wait_until_it_reads()
            terminal.type(said + ENTER)
        terminal.wait_for("Looking back", "A number changes that answer")
        terminal.wait_until_it_reads()
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(plans_in(run("plans", "--json").out)) == 4
    run("plans", "kept", "1")
    run("plans", "kept", "2")
    with Terminal("reflect", "--portrait", plans, variables=clock_at(CLOCK)) as terminal:
        terminal.wait_for("How did it go?", *CHOICE)
        terminal.type(TAB)
        terminal.wait_for("When …", *LINE)
        assert "set aside" not in terminal.words
        terminal.type(CTRL_C)
        terminal.finish()


def test_the_last_plan_comes_back(run: Run, answers: Path, tmp_path: Path) -> None:
    """The next session asks about the plan until it has an outcome; the entry that made it does not change."""
    run("reflect", "--answers", str(answers))
    later = NOON + timedelta(days=14)
    text = run("reflect", "--template", at=later).out
    assert "commitment.000001.outcome:" in text
    filled = tmp_path / "b.yaml"
    filled.write_text(
        text.replace("000001.outcome:", "000001.outcome: partly").replace(
            "000001.note:", "000001.note: two of three"
        ),
        encoding="utf-8",
    )
    before = run("read", "2026-11-23", "--raw").out
    assert run("reflect", "--answers", str(filled), at=later).code == 0
    assert "commitment." not in run("reflect", "--template", at=later).out
    assert run("read", "2026-11-23", "--raw").out == before
    assert "two of three" in run("read", "latest").out


def test_the_plans_that_waited_longest_are_asked_about(run: Run, home: Path, tmp_path: Path) -> None:
    """A session asks about plans that are a week old, three at most, and about none that was made lately."""
    for number in range(5):
        plan = answers_file(tmp_path, f"plan.when: it is day {number}", "plan.then: go", guide="whole-portrait")
        run("reflect", "--answers", plan, at=NOON + timedelta(days=number))
    for days, asked_about in ((6, ""), (8, "01"), (20, "012")):
        asked = run("reflect", "--template", at=NOON + timedelta(days=days)).out
        shown = [str(number) for number in range(5) if f"# When it is day {number}, then I will go\n  # How" in asked]
        assert "".join(shown) == asked_about
    assert len(journal_files(home)) == 5


@pytest.mark.parametrize(
    ("when", "then", "sentence"),
    [
        ("When the board meets,", "say so,", "When the board meets, then I will say so"),
        ("the board meets", "I'd rather be asked", "When the board meets, then I will I'd rather be asked"),
        ("the bell rings;", "I’ll go home", "When the bell rings, then I will go home"),
        ("I'm late", "then I'll call", "When I'm late, then I will call"),
    ],
)
def test_a_plan_reads_as_one_sentence(run: Run, tmp_path: Path, when: str, then: str, sentence: str) -> None:
    """Commas at the end and the ways people write `I will` are not repeated in the plan."""
    mine = answers_file(tmp_path, f'plan.when: "{when}"', f'plan.then: "{then}"', guide="whole-portrait")
    run("reflect", "--answers", mine)
    assert [row["sentence"] for row in json.loads(run("plans", "--json").out)["commitments"]] == [sentence]
