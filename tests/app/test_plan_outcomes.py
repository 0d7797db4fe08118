import re
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conftest import (
    CHICAGO,
    NOON,
    Run,
    answers_file,
    held_elsewhere,
    journal_entries,
    journal_files,
    make_four_plans,
    make_plan,
    plans_in,
)
from portrait_cli.core.entry import Outcome, PlanOutcome


@pytest.mark.parametrize(
    ("outcome", "label", "title"),
    [
        ("kept", "Kept", "A plan kept"),
        ("partly", "Partly", "A plan kept in part"),
        ("not", "Not this time", "A plan not kept this time"),
        ("changed", "Changed my mind", "A plan let go"),
    ],
)
def test_an_outcome_is_an_entry_of_its_own(run: Run, home: Path, outcome: Outcome, label: str, title: str) -> None:
    """Recording an outcome writes a small entry and leaves the entry of the plan as it is."""
    make_plan(run, "it rains", "stay", "2 weeks")
    (made,) = journal_files(home)
    before = made.read_bytes()
    result = run("plans", outcome, "1", "--note", "Snow.\r\nMuch snow.", at=NOON + timedelta(days=1))
    assert (result.code, result.out) == (0, "")
    assert f"{label}: When it rains, then I will stay, by December 7, 2026\n" in result.err
    assert made.read_bytes() == before
    _, file = journal_files(home)
    assert file.name == "2026-11-24-183000-outcome-advocacy.md"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    _, entry = journal_entries(home)
    assert entry.title == f"{title}, Tuesday, November 24, 2026"
    assert (entry.attributes, entry.tags) == (("advocacy",), ("portrait/advocacy",))
    assert (entry.portrait, entry.utc_offset, entry.time_zone) == (
        "portrait-of-a-leader",
        "-06:00",
        "America/Chicago",
    )
    (plan,) = journal_entries(home)[0].plans
    assert entry.blocks == (PlanOutcome(plan.id, plan.sentence, outcome, label, "Snow.\nMuch snow."),)
    assert plans_in(run("plans", "--json").out) == []
    (shown,) = plans_in(run("plans", "--all", "--json").out)
    assert shown == {
        "number": 1,
        "id": plan.id,
        "attribute": "advocacy",
        "when": "it rains",
        "then": "stay",
        "by": "2026-12-07",
        "sentence": plan.sentence,
        "made": "2026-11-23",
        "entry": "2026-11-23-183000-whole-portrait",
        "outcome": outcome,
        "label": label,
        "told": "2026-11-24",
        "note": "Snow.\nMuch snow.",
    }
    listed = run("plans", "--all", at=datetime(2027, 3, 1, 12, tzinfo=CHICAGO)).out
    assert f"{label} on November 24, 2026" in listed
    assert "Snow." in listed
    assert f"{label}\nSnow." in run("read", "2026-11-24", "--plain").out


def test_a_plan_is_named_by_its_id(run: Run, home: Path) -> None:
    """The beginning of an id is enough; for an unknown plan the open ones are listed, and nothing is written."""
    make_plan(run, "it rains", "stay")
    make_plan(run, "it snows", "go", at=NOON + timedelta(minutes=1))
    one, other = (row["id"] for row in plans_in(run("plans", "--json").out))
    unknown = run("plans", "kept", "zz")
    assert unknown.code == 3
    assert 'there is no plan "zz"' in unknown.err
    assert "the open ones: 1, 2;" in unknown.err
    assert len(journal_entries(home)) == 2
    assert run("plans", "kept", str(other)).code == 0
    assert [row["id"] for row in plans_in(run("plans", "--json").out)] == [one]


def test_a_plan_is_closed_only_once(run: Run, home: Path) -> None:
    """A second outcome for a plan is refused with the first one, and nothing is written."""
    make_plan(run, "it rains", "stay")
    make_plan(run, "it snows", "go", at=NOON + timedelta(minutes=1))
    tick(journal_files(home)[1])
    one, other = (row["id"] for row in plans_in(run("plans", "--all", "--json").out))
    run("plans", "partly", str(one))
    closed = ((1, one, "Partly, recorded on November 23, 2026"), (2, other, "Kept, ticked by hand"))
    for number, plan, how in closed:
        again = run("plans", "not", str(plan))
        assert again.code == 2
        assert f"plan {number} is already closed: {how}\n" in again.err
        assert "nothing was changed" in again.err
    assert len(journal_entries(home)) == 3


def tick(file: Path) -> None:
    """Do what an editor does when a person clicks the box."""
    file.write_text(file.read_text(encoding="utf-8").replace("- [ ]", "- [x]"), encoding="utf-8")


def test_a_box_ticked_in_an_editor_counts(run: Run, home: Path) -> None:
    """A plan ticked by hand is no longer open, and is listed as kept."""
    make_plan(run, "it rains", "stay")
    tick(journal_files(home)[0])
    assert run("plans").out == ""
    assert "Kept, ticked by hand · made today" in run("plans", "--all").out
    (row,) = plans_in(run("plans", "--all", "--json").out)
    assert (row["outcome"], row["told"]) == ("kept", None)


def test_a_plan_cancelled_in_an_editor_is_let_go(run: Run, home: Path) -> None:
    """A plan whose box has a hyphen is closed, in the portrait's words for a plan that was let go."""
    make_plan(run, "it rains", "stay")
    (file,) = journal_files(home)
    file.write_text(file.read_text(encoding="utf-8").replace("- [ ]", "- [-]"), encoding="utf-8")
    assert run("plans").out == ""
    (row,) = plans_in(run("plans", "--all", "--json").out)
    assert (row["outcome"], row["label"], row["told"]) == ("changed", "Changed my mind", None)


def test_a_plan_without_an_attribute_can_be_closed(run: Run, home: Path, plans: str) -> None:
    """The outcome of a plan without an attribute has none either, and names the portrait in use."""
    run("reflect", "--portrait", plans, "--answers", "-", stdin="answers: {plan.when: it rains, plan.then: stay}")
    assert run("plans", "--portrait", plans, "kept", "1").code == 0
    entry = next(entry for entry in journal_entries(home) if entry.outcomes)
    assert (entry.id, entry.attributes, entry.tags, entry.portrait) == (
        "2026-11-23-183000-outcome",
        (),
        (),
        "plans",
    )


def test_an_outcome_can_be_taken_back(run: Run, home: Path) -> None:
    """`undo` after an outcome leaves every file as it was before, and the plan open again."""
    make_plan(run, "it rains", "stay")
    before = {path: path.read_bytes() for path in journal_files(home)}
    told = run("plans", "kept", "1", at=NOON + timedelta(hours=1))
    assert "To take it back: portrait undo." in told.err
    back = run("undo", at=NOON + timedelta(hours=2))
    assert back.err.startswith(
        "Undone: you recorded how a plan went: Kept: When it rains, then I will stay (today at 19:30).\n"
    )
    assert {path: path.read_bytes() for path in journal_files(home)} == before
    assert [row["outcome"] for row in plans_in(run("plans", "--json").out)] == [None]


def test_the_plans_that_stay_open_are_named_by_their_numbers(run: Run) -> None:
    """After an outcome the plans that are still open are listed with the numbers they keep."""
    make_four_plans(run)
    told = run("plans", "kept", "1")
    assert "Still open:\n2 When it snows, then I will call" in told.err
    assert "\n4 When I can, then I will rest\n" in told.err


def test_a_command_that_is_run_again_closes_no_other_plan(run: Run) -> None:
    """A number keeps its meaning after its plan is closed, so the same command twice does nothing more."""
    make_four_plans(run)
    assert run("plans", "kept", "1").code == 0
    again = run("plans", "not", "1", at=NOON + timedelta(days=40))
    assert (again.code, "plan 1 is already closed: Kept" in again.err) == (2, True)
    assert [row["number"] for row in plans_in(run("plans", "--json").out)] == [2, 3, 4]
    unknown = run("plans", "kept", "5")
    assert (unknown.code, "the open ones: 2, 3, 4; portrait plans shows them" in unknown.err) == (3, True)


@pytest.mark.parametrize(
    ("end", "shown"),
    [("plans partly 1", "Partly, November 23, 2026 · "), ("", "open · "), ("tick", "Kept, ticked by hand · ")],
)
def test_an_entry_shows_how_its_plan_went(run: Run, home: Path, end: str, shown: str) -> None:
    """The entry in which a plan was made shows its outcome, wherever that was recorded."""
    make_plan(run, "it rains", "stay")
    if end == "tick":
        tick(journal_files(home)[0])
    elif end:
        run(*end.split(), at=NOON + timedelta(minutes=5))
    assert f"{shown}" in run("read", journal_files(home)[0].stem).out


def test_a_plan_changed_by_hand_writes_nowhere_else(run: Run, home: Path, tmp_path: Path) -> None:
    """Whatever a mark contains, it cannot lead out of the journal."""
    plan = answers_file(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    (made,) = journal_files(home)
    text = made.read_text(encoding="utf-8")
    made.write_text(re.sub(r"(<!-- commitment: \w+) advocacy", r"\1 x/../../../../pwned", text), encoding="utf-8")
    assert run("plans", "kept", "1").code == 0
    assert {path.name for path in journal_files(home)} == {made.name, "2026-11-23-183000-outcome-x-pwned.md"}
    assert not list(home.rglob("pwned*"))
    assert run("plans", "--json").out.count('"id"') == 0


def test_a_note_on_an_outcome_is_shown_when_it_cannot_be_saved(run: Run, home: Path, tmp_path: Path) -> None:
    """When the outcome of a plan cannot be written, its words are printed."""
    plan = answers_file(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    (lock,) = (home / ".local" / "state" / "portrait" / "locks").glob("*.lock")
    with held_elsewhere(lock):
        done = run("plans", "kept", "1", "--note", "The list helped.")
    assert (done.code, "your words: The list helped." in done.err) == (5, True)


def test_an_outcome_is_written_even_if_it_cannot_be_undone(run: Run, home: Path, tmp_path: Path) -> None:
    """When what is done cannot be written down, the outcome is still written, and that undo cannot help is said."""
    plan = answers_file(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    shutil.rmtree(home / ".local" / "state" / "portrait" / "undo")
    (home / ".local" / "state" / "portrait" / "undo").write_text("a file", encoding="utf-8")
    done = run("plans", "kept", "1")
    assert (done.code, "Recorded." in done.err, "portrait undo will not know about it" in done.err) == (
        0,
        True,
        True,
    )


@pytest.mark.parametrize("command", [("plans", "partly", "1"), ("plans", "not", "1"), ("plans", "drop", "1")])
@pytest.mark.parametrize("why", [("--why", "Snow."), ("--why=Snow.",), ("--note", "Snow.")])
def test_a_reason_is_a_note(run: Run, command: tuple[str, ...], why: tuple[str, ...]) -> None:
    """`--why` is understood for a plan as for a goal, and both at once are one too many."""
    run("plans", "add", "call three families")
    assert run(*command, *why, "--note", "x").code == 2
    assert run(*command, *why).code == 0
    assert "Snow." in run("search", "snow").out
    run("goal", "set", "Families first.")
    assert run("goal", "keep", "--note", "It helps.").code == 0


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ("call the third family", "When I lock my office, then I will call the third family"),
        ("when I unlock it, call the third", "when I unlock it, call the third"),
    ],
)
def test_what_is_left_of_a_plan_keeps_its_moment(run: Run, rest: str, sentence: str) -> None:
    """The moment of the plan is that of its rest, unless the rest brings its own."""
    run("plans", "add", "--when", "I lock my office", "--then", "call three families")
    done = run("plans", "partly", "1", "--carry-on", rest, "--by", "dec 7")
    assert f"The rest is now plan 2: {sentence}, by December 7, 2026" in done.err
