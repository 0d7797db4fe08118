import json
import re
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

import rounds
from conftest import (
    CHICAGO,
    NOON,
    TESTS,
    Run,
    answers_file,
    journal_entries,
    make_four_plans,
    make_plan,
    write_lines,
)
from portrait_cli.core.entry import Evidence
from portrait_cli.formats import entry_file


def test_home_shows_what_is_due_first(run: Run) -> None:
    """Home begins with the plans that are overdue or due within a week, with numbers and how to close one."""
    make_four_plans(run)
    lines = run().out.splitlines()
    assert lines[1:6] == [
        "  Overdue",
        "  1  When it rains, then I will stay  14 days overdue",
        "  and 3 more: portrait plans",
        "  To say how it went: portrait plans kept 1 (or partly, not, changed)",
        "",
    ]
    lines = run(at=NOON + timedelta(days=13)).out.splitlines()
    assert lines[1] == "  Overdue, and due this week"
    assert run("plans", "kept", "1").code == 0
    lines = run(at=NOON + timedelta(days=13)).out.splitlines()
    assert lines[1] == "  Due this week"
    assert lines[2].startswith("  2  When it snows, then I will call the three families")
    assert "due tomorrow" in " ".join(lines[2:4])


def test_home_shows_the_next_plans_when_none_is_due(run: Run) -> None:
    """When no plan is due, the next two are shown, those without a day last."""
    make_four_plans(run)
    assert run("plans", "kept", "1").code == 0
    text = run().out
    assert "My open plans" in text
    assert text.index("it snows") < text.index("the year ends")
    assert "I can" not in text
    assert "and 1 more: portrait plans" in text
    assert "To say how it went" not in text


def test_home_is_readable_with_many_plans(run: Run, home: Path) -> None:
    """With 500 open plans home shows four of those that are due, and counts the others."""
    make_plan(run, "moment 0", "do it", "2026-11-20", at=NOON - timedelta(days=9))
    (first,) = journal_entries(home)
    (plan,) = first.plans
    plans = [replace(plan, id=f"{number:08x}", when=f"moment {number}") for number in range(1, 500)]
    many = replace(first, id="2026-11-15-000000-many", written=first.written.replace(day=15), blocks=tuple(plans))
    path = home / "Documents" / "portrait-journal" / "2026" / f"{many.id}.md"
    path.write_text(entry_file.dump(many), encoding="utf-8")
    lines = run().out.splitlines()
    assert [line.split("  ")[1] for line in lines[2:6]] == ["1", "2", "3", "4"]
    assert lines[6] == "  and 496 more: portrait plans"
    assert len(lines) < 24


def test_the_first_home_offers_the_first_session(run: Run) -> None:
    """On the first day, home is a few lines of welcome, the first session, and the usual ones, with their minutes."""
    lines = [line.strip() for line in run().out.splitlines() if line.strip()]
    assert len(lines) <= 12
    begin = lines.index("Start with: portrait reflect first-time")
    assert re.fullmatch(r"First time, about [0-9]+ minutes", lines[begin + 1])
    assert lines[begin + 2] == "Or: portrait reflect"
    assert re.fullmatch(r"Whole portrait, about [0-9]+ minutes", lines[begin + 3])
    assert lines[begin + 4] == "Or: portrait reflect human-centered"
    assert re.fullmatch(r"Deep dive: one attribute, in depth, about [0-9]+ minutes", lines[begin + 5])
    assert json.loads(run("--json").out)["next"] == "portrait reflect first-time"


def test_home_shows_levels_plans_and_the_next_step(run: Run, answers: Path) -> None:
    """Home shows the levels, the open plan, and one thing to do next with its reason."""
    run("reflect", "--answers", str(answers))
    text = run(at=NOON + timedelta(days=3)).out
    assert "●●○○ Growing" in text
    assert "3 days ago" in text
    assert "My open plans" in text
    assert [line.strip() for line in text.strip().splitlines()[-2:]] == [
        "Next: portrait reflect collaboration",
        "You haven't looked at Collaboration yet.",
    ]


GOAL = """\
id: ours
title: Ours
attributes:
  - {name: Care, id: care, prompts: [Who needed me?]}
  - {name: Courage, id: courage, prompts: [What did I dare?]}
guides:
  - {id: all, name: All, steps: [{do: each-attribute, steps: [ask]}]}
  - {id: begin, name: Begin, season: start, steps: [goal]}
"""


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """Write a portrait with a guide that begins the year with a goal."""
    return write_lines(tmp_path / "ours.yaml", GOAL)


def test_home_shows_the_goal_and_suggests_what_was_chosen(run: Run, tmp_path: Path, ours: str) -> None:
    """Home has the goal in the person's words, and suggests its attribute once it has waited, with the reason."""
    run("reflect", "--portrait", ours, "--answers", answers_file(tmp_path, "courage.what-did-i-dare: To ask."))
    goal = ("my-goal.about: care", "my-goal.text: Hear people out.")
    begun = answers_file(tmp_path, *goal, guide="begin")
    assert run("reflect", "--portrait", ours, "--answers", begun, at=NOON - timedelta(days=60)).code == 0
    text = run("--portrait", ours).out
    assert "My goal  Care\n  Hear people out.\n" in text
    assert "Next: portrait reflect care\n  You chose Care as a goal; you haven't looked at it yet." in text
    known = json.loads(run("--portrait", ours, "--json").out)
    assert [(one["number"], one["target"], one["text"]) for one in known["goals"]] == [
        (1, "care", "Hear people out.")
    ]
    assert known["suggestion"] == {
        "command": "portrait reflect care",
        "reason": "You chose Care as a goal; you haven't looked at it yet.",
    }


def test_the_newest_evidence_stands_below_the_goal(run: Run, home: Path, tmp_path: Path, ours: str) -> None:
    """What was marked last as showing what the goal is about stands below it, with its day."""
    goal = ("my-goal.about: care", "my-goal.text: Hear people out.")
    begun = answers_file(tmp_path, *goal, guide="begin")
    assert run("reflect", "--portrait", ours, "--answers", begun, at=NOON - timedelta(days=60)).code == 0
    (entry,) = journal_entries(home)
    shown = Evidence("abcd1234", "care", "Care", text="Two parents came back.")
    shows = replace(
        entry,
        id="2026-11-20-120000-note",
        written=entry.written.replace(month=11, day=20),
        blocks=(shown,),
    )
    path = home / "Documents" / "portrait-journal" / "2026" / f"{shows.id}.md"
    path.write_text(entry_file.dump(shows), encoding="utf-8")
    assert "Newest evidence, November 20, 2026: “Two parents came back.”" in run("--portrait", ours).out


def test_the_guide_of_the_season_is_suggested_once(run: Run, tmp_path: Path, ours: str) -> None:
    """In August the guide that begins the year is suggested, until it was followed."""
    august = datetime(2026, 8, 20, 16, tzinfo=CHICAGO)
    mine = answers_file(tmp_path, "courage.what-did-i-dare: To ask.")
    assert run("reflect", "--portrait", ours, "--answers", mine, at=august).code == 0
    assert (
        "Next: portrait reflect begin\n  A new school year, and no goal yet."
        in run("--portrait", ours, at=august).out
    )
    begun = answers_file(tmp_path, "my-goal.shows: Nothing yet.", "my-goal.text: Rest.", guide="begin")
    assert run("reflect", "--portrait", ours, "--answers", begun, at=august).code == 0
    assert "portrait reflect begin" not in run("--portrait", ours, at=august).out


def test_home_has_the_draft_with_what_to_do_about_it(run: Run, home: Path, answers: Path) -> None:
    """An unfinished session stands with the commands that continue it and throw it away; they work."""
    run("reflect", "--answers", str(answers))
    shutil.copytree(TESTS / "forms" / "0.1" / "drafts", home / ".local" / "state" / "portrait" / "drafts")
    text = run().out
    (name,) = re.findall("Continue: portrait drafts resume ([0-9a-f]+) ", text)
    assert f"throw away: portrait drafts drop {name}\n" in text
    assert "Next:" not in text
    known = json.loads(run("--json").out)
    assert known["next"] == "portrait reflect, to continue where you stopped"
    assert known["suggestion"]["command"] == "portrait reflect"
    assert run("drafts", "drop", name).code == 0


@pytest.mark.parametrize("columns", ["80", "60", "40", "20"])
def test_no_line_of_home_is_too_long(run: Run, answers: Path, columns: str) -> None:
    """Home fits the screen, however narrow, and breaks no word that fits."""
    run("reflect", "--answers", str(answers))
    make_four_plans(run)
    text = run(env={"COLUMNS": columns}).out
    assert all(len(line) <= int(columns) for line in text.splitlines())
    wide = set(run(env={"COLUMNS": "100"}).out.split())
    if int(columns) >= 40:
        assert {word for word in text.split() if not word.endswith("…")} <= wide


def test_home_is_data_too(run: Run, answers: Path) -> None:
    """`portrait --json` has what home shows, for programs."""
    run("reflect", "--answers", str(answers))
    standing = json.loads(run("--json").out)
    assert standing["next"] == "portrait reflect collaboration"
    assert standing["said"]["advocacy"]["placement"]["level"] == "starting"
    assert [one["commitment"]["then"] for one in standing["commitments"]] == [
        "call the three families who never answer"
    ]


def test_a_choice_of_an_indicator_is_not_quoted_as_words(run: Run, tmp_path: Path) -> None:
    """The words of last time are the person's own, not the name of the indicator that they chose."""
    mine = answers_file(tmp_path, "advocacy.left-out: They moved the date.", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", mine, at=NOON - timedelta(days=1))
    mine = answers_file(tmp_path, "advocacy.indicator: ad2", guide="deep-dive")
    assert run("reflect", "advocacy", "--answers", mine).code == 0
    assert json.loads(run("--json").out)["said"]["advocacy"]["words"] == "They moved the date."


def test_what_has_no_level_is_only_not_placed(run: Run) -> None:
    """An attribute that a plan and a goal are about is not said to have nothing: it has no level yet."""
    assert run("goal", "set", "Families hear first.", "--about", "advocacy").code == 0
    assert run("plans", "add", "Call two families", "--about", "advocacy").code == 0
    text = run().out
    assert re.search(r"Advocacy +not placed yet\n", text)
    assert "no entry" not in text
    assert "first-time" not in text


def test_the_level_is_not_hidden_by_an_answer_without_one(run: Run, tmp_path: Path) -> None:
    """After "Can't say yet" home still has the level before it, with its day, and says what was answered last."""
    words = "advocacy.left-out: Two families heard last."
    for days, level in ((40, "growing"), (9, "cant-say-yet"), (2, "cant-say-yet")):
        mine = answers_file(tmp_path, words, f"advocacy.level: {level}", guide="whole-portrait")
        assert run("reflect", "--answers", mine, at=NOON - timedelta(days=days)).code == 0
        words = f"advocacy.left-out: The answer of {days} days ago."
    text = " ".join(run().out.split())
    assert "Advocacy ●●○○ Growing 6 weeks ago; last answer: Can't say yet" in text
    shown = run("show", "advocacy").out
    assert "I chose on October 14, 2026: ●●○○ Growing\n" in shown
    assert "My last answer, on November 21, 2026: Can't say yet\n" in shown


# --- rounds of feedback ---


def test_home_tells_of_a_round(run: Run) -> None:
    """An open request, replies that can be read, and ten weeks after a debrief each take one line, with a command."""
    request = rounds.ask()
    assert "Feedback from others" not in run(at=NOON + timedelta(weeks=20)).out
    open_now = run().out
    assert "This is your own" not in open_now
    assert "Advocacy, asked November 2, 2026: portrait receive FILES" in " ".join(open_now.split())
    rounds.receive(request, rounds.ROUND)
    assert f"Replies about Advocacy can be read: portrait feedback {request.id}" in run().out
    assert run("feedback").code == 0
    assert "Feedback from others" not in run().out


def test_home_tells_when_to_ask_again(run: Run, tmp_path: Path) -> None:
    """Ten weeks after the debrief, and for some months, home has the command that asks again, until it is."""
    request = rounds.ask()
    rounds.receive(request, rounds.ROUND)
    assert run("feedback").code == 0
    answers = answers_file(tmp_path, "sitting.feedback-surprise: They see more.", guide="debrief")
    assert run("reflect", "--answers", answers).code == 0
    line = f"portrait ask --again {request.id}"
    for weeks, is_there in ((9, False), (10, True), (26, True), (27, False)):
        assert (line in run(at=NOON + timedelta(weeks=weeks)).out) == is_there
    rounds.ask(replace(rounds.REQUEST, id="aaaaaaa1", after=request.id))
    assert line not in run(at=NOON + timedelta(weeks=10)).out


def test_home_without_the_extra_says_nothing_of_rounds(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library that opens replies is missing, home is as without a round."""
    rounds.ask()
    monkeypatch.setitem(sys.modules, "pyrage", None)
    no_more = ("app.rounds_at_home", "app.which_request", "app.replies", "store.seal")
    for name in [name for name in sys.modules if name.endswith(no_more)]:
        monkeypatch.delitem(sys.modules, name)
    assert "Feedback from others" not in run().out
