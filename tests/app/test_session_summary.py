from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, answers_file, journal_entries, journal_files, make_plan, plans_in, write_lines
from screen import ENTER, PLAIN_LINE, Terminal


def test_a_year_ago_is_remembered(run: Run, answers: Path) -> None:
    """The summary brings back a line from this week last year."""
    run("reflect", "--answers", str(answers), at=NOON - timedelta(days=363))
    text = " ".join(run("reflect", "--answers", str(answers)).out.split())
    assert "A year ago, November 25, 2025: “Two teachers asked for time. One got it.”" in text


def test_a_session_without_attributes_has_no_empty_box(run: Run, tmp_path: Path) -> None:
    """A session of plain questions ends with its title, the file and the next step, without a drawing."""
    mine = write_lines(
        tmp_path / "p.yaml",
        "attributes: [Care]",
        "guides: {id: ask, name: Only asked, steps: [{do: question, id: q, text: What now?}]}",
    )
    done = run("reflect", "--portrait", mine, "--answers", answers_file(tmp_path, "sitting.q: Rest."))
    assert done.code == 0
    assert "Only asked, Monday, November 23, 2026" in done.out
    assert not set(done.out) & set("╭╮╰╯│─")
    assert "Care" not in done.out


def test_the_summary_lists_the_indicators_placed(run: Run, tmp_path: Path) -> None:
    """A placed indicator is in the summary under its own name, and is compared the next time."""
    for level in ("starting", "growing"):
        path = answers_file(tmp_path, "advocacy.indicator: ad2", f"advocacy.ad2.level: {level}")
        done = run("reflect", "advocacy", "--answers", path)
        assert done.code == 0
    (shown,) = [line for line in done.out.splitlines() if "Growing" in line]
    assert "AD2 " in shown
    assert "was Starting" in shown
    assert "not placed today" not in done.out


def test_the_summary_gives_back_what_was_written(run: Run, tmp_path: Path) -> None:
    """The end of a session quotes a sentence of the person's own, with one question about it."""
    words = "advocacy.left-out: Families without email heard last. They asked why."
    done = run("reflect", "--answers", answers_file(tmp_path, words, guide="whole-portrait"))
    assert done.out.startswith("""
  You wrote: “Families without email heard last.”
  A question to take with you: what does that tell you?
""")
    silent = run("reflect", "--answers", answers_file(tmp_path, "advocacy.level: growing", guide="whole-portrait"))
    assert "You wrote" not in silent.out


@pytest.mark.parametrize(
    ("guide", "words", "ending"),
    [
        ("walk-out", "sitting.stays-here: The budget, all of it, stays here tonight.", "That's enough for today."),
        ("hard-moment", "sitting.feelings: I am still sorry for how I said it to her.", "That took some courage."),
        (
            "end-of-year",
            "sitting.who-helped: Everyone who came back after the break.",
            "That was a whole year",
        ),
        (
            "handover",
            "sitting.not-written-down: Who has the keys, and whom the buses call.",
            "What you know stays",
        ),
    ],
)
def test_a_guide_has_an_ending_of_its_own(run: Run, tmp_path: Path, guide: str, words: str, ending: str) -> None:
    """A session that should not end in a command to run ends with a warm line, and asks nothing."""
    done = run("reflect", "--answers", answers_file(tmp_path, words, guide=guide))
    assert done.code == 0, done.err
    assert f"\n  {ending}" in done.out
    assert "Next:" not in done.out
    assert "You wrote" not in done.out


def test_a_jump_to_the_top_is_asked_about(run: Run, tmp_path: Path) -> None:
    """After a level has become the top one, the question is who did it."""
    for level in ("steady", "multiplying"):
        mine = answers_file(
            tmp_path,
            "advocacy.left-out: Nobody was left out, and two families said so.",
            f"advocacy.level: {level}",
            guide="whole-portrait",
        )
        done = run("reflect", "--answers", mine)
    assert "who did it without you?" in done.out
    assert "does that tell you?" not in done.out


def test_a_new_plan_has_its_number_and_a_question(run: Run, tmp_path: Path) -> None:
    """A plan is shown with the number that it keeps, and with what might get in the way."""
    make_plan(run, "it rains", "stay", at=NOON - timedelta(days=9))
    lines = ("plan.when: it snows", "plan.then: go")
    done = run("reflect", "--answers", answers_file(tmp_path, *lines, guide="whole-portrait"))
    assert (
        "My plan 2\n  When it snows\n  then I will go\n  One thing to ask yourself: what could get in the way?\n"
        in done.out
    )
    assert [one["number"] for one in plans_in(run("plans", "--json").out)][-1] == 2


def test_a_new_goal_is_shown(run: Run, tmp_path: Path) -> None:
    """A goal that was set is shown in its words; a session that places nothing has no list of levels."""
    lines = ("sitting.hopes: Room for all.", "my-goal.about: advocacy", "my-goal.text: Families hear from us first.")
    done = run("reflect", "--answers", answers_file(tmp_path, *lines, guide="start-of-year"))
    assert "\n  My goal  Advocacy\n  Families hear from us first.\n" in done.out
    assert "not placed today" not in done.out


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (("keep",), "My goal stays: Families hear first."),
        (("met",), "Goal met: Families hear first."),
        (("let-go",), "Goal let go: Families hear first."),
        (("change", "All hear first."), "My goal AD2 Removes the barrier All hear first."),
    ],
)
def test_what_became_of_a_goal_is_shown(run: Run, tmp_path: Path, told: tuple[str, ...], shown: str) -> None:
    """A session that reviews a goal ends with what was decided, or with its new words."""
    run("goal", "set", "Families hear first.", "--about", "AD2", at=NOON - timedelta(days=70))
    names = ("review", "text")
    lines = [f"my-goal.000001.{name}: {words}" for name, words in zip(names, told, strict=False)]
    done = run("reflect", "--answers", answers_file(tmp_path, *lines, guide="quarter-check"))
    assert done.code == 0, done.err
    assert shown in " ".join(done.out.split())


def test_what_got_in_the_way_is_not_asked_twice(run: Run, tmp_path: Path) -> None:
    """Below a plan that was not kept there is only what helps, if the session has a note of what got in the way."""
    make_plan(run, "it rains", "stay", "2026-11-20", at=NOON - timedelta(days=9))
    (plan,) = plans_in(run("plans", "--json").out)
    name = f"commitment.{plan['id']}"
    told = (f"{name}.outcome: not", f"{name}.note: The bus was late.")
    text = run("reflect", "--answers", answers_file(tmp_path, *told, guide="whole-portrait")).out
    assert "What got in the way?" not in text
    assert (
        """
  What can help next time:
    Tie it to something that happens anyway.
    Plan the first ten minutes of it.
    Give it another day.
  To make a new plan: portrait plans add
"""
        in text
    )


def test_a_plan_that_was_not_kept_comes_with_what_helps(run: Run, tmp_path: Path) -> None:
    """Kept plans are named; below one that was not kept there are three common reasons, each with what helps."""
    for when in ("it rains", "it snows"):
        make_plan(run, when, "stay", "2026-11-20", at=NOON - timedelta(days=9))
    first, second = (one["id"] for one in plans_in(run("plans", "--json").out))
    told = (f"commitment.{first}.outcome: not", f"commitment.{second}.outcome: kept")
    text = run("reflect", "--answers", answers_file(tmp_path, *told, guide="whole-portrait")).out
    assert "Kept: When it snows, then I will stay, by November 20, 2026" in text
    assert (
        """
  Not this time: When it rains, then I will stay, by November 20, 2026

  What got in the way? Three common reasons, and what helps:
    I forgot. Tie it to something that happens anyway.
    It was too big. Plan the first ten minutes of it.
    Something real came up. Give it another day.
  To make a new plan: portrait plans add
"""
        in text
    )
    kept = run("reflect", "--answers", answers_file(tmp_path, "advocacy.level: growing", guide="whole-portrait")).out
    assert "I forgot." not in kept


@pytest.mark.parametrize("columns", ["80", "40"])
def test_the_file_is_on_a_line_of_its_own(run: Run, home: Path, answers: Path, columns: str, tmp_path: Path) -> None:
    """The path is never broken, however long it is, so that it can be copied whole."""
    folder = tmp_path / ("Wissenschaftliche-Arbeiten-" * 5)
    done = run("reflect", "--answers", str(answers), "--journal", str(folder), env={"COLUMNS": columns})
    (path,) = [path for path in folder.rglob("*.md") if ".trash" not in path.parts]
    assert str(path) in done.out.splitlines()
    done = run("reflect", "--answers", str(answers), env={"COLUMNS": columns})
    (path,) = journal_files(home)
    assert f"~/{path.relative_to(home)}" in [line.strip() for line in done.out.splitlines()]


def test_the_question_about_a_lower_level_can_be_answered(run: Run, home: Path, tmp_path: Path) -> None:
    """A level below the last one is asked about at once; what was said stays with it, and is not asked again."""
    mine = write_lines(
        tmp_path / "ours.yaml",
        "id: ours",
        "attributes: [{name: Care, id: care, prompts: [Who needed me?]}]",
        "scales: {id: s, levels: [Low, Mid, High]}",
        "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [place, ask]}]}",
        "wording: {after_a_dip: Harder weeks?}",
    )
    for level in ("high", "mid"):
        chosen = answers_file(tmp_path, f"care.level: {level}")
        done = run("reflect", "--portrait", mine, "--answers", chosen)
    assert done.code == 0
    assert "Harder weeks?" not in done.out  # it could be answered in the file
    with Terminal("reflect", "--plain", "--portrait", mine) as terminal:
        terminal.wait_for("1 of 2", PLAIN_LINE)
        terminal.type("1" + ENTER)
        terminal.wait_for("Harder weeks?", PLAIN_LINE)
        terminal.type("A long stretch." + ENTER)
        terminal.wait_for("Who needed me?", PLAIN_LINE)
        terminal.type("Nobody." + ENTER)
        terminal.wait_for("Empty saves.", "A number changes that answer.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert terminal.words.count("Harder weeks?") == 2  # when it was asked, and in the review
    (placed,) = journal_entries(home)[-1].placements
    assert (placed.level, placed.comment) == ("low", "A long stretch.")
