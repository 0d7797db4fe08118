import json
from datetime import timedelta
from pathlib import Path

from conftest import NOON, Run, answers_file, make_four_plans


def test_home_shows_the_newest_plans(run: Run) -> None:
    """Home shows the newest three plans and counts the others, with the command that lists them."""
    make_four_plans(run)
    shown = run().out
    assert "it rains" not in shown
    assert "I can" in shown
    assert "and 1 earlier one: portrait plans" in shown


def test_the_first_home_is_a_few_lines(run: Run) -> None:
    """On the first day, home is a few lines of welcome and the first command."""
    lines = [line.strip() for line in run().out.splitlines() if line.strip()]
    assert len(lines) <= 5
    assert lines[-1] == "Begin with: portrait reflect"


def test_home_shows_levels_plans_and_the_next_step(run: Run, answers: Path) -> None:
    """Home shows the levels, the open plan, and one thing to do next."""
    run("reflect", "--answers", str(answers))
    text = run(at=NOON + timedelta(days=3)).out
    assert "●●○○ Growing" in text
    assert "3 days ago" in text
    assert "My open plans" in text
    assert text.strip().splitlines()[-1].strip() == "Next: portrait reflect collaboration"


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
