from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, make_four_plans, make_plan, plans_in
from screen import Terminal, widest_line

LIST = """
  Overdue
  1  When it rains, then I will stay
     was due November 9 (2 weeks ago)

  Later
  2  When it snows, then I will call the three families who never answer, and
     write down what they say
     by December 7 (in 2 weeks)
  3  When the year ends, then I will look back
     by January 4, 2027 (in 6 weeks)

  Without a day
  4  When I can, then I will rest
     made today

  How did one go? portrait plans kept 1 (or partly, not, changed)
  Not now? portrait plans move 1 "next friday"

"""


def test_open_plans_are_listed(run: Run) -> None:
    """Plans are listed in full with their numbers, those that are due first at the top, with when they are due."""
    make_four_plans(run)
    result = run("plans")
    assert (result.code, result.out) == (0, LIST)
    run("plans", "kept", "4")
    assert run("plans").out.endswith('next friday"\n  1 earlier plan: portrait plans --all\n\n')


def test_what_is_due_within_a_week_names_the_weekday(run: Run) -> None:
    """A plan for one of the next seven days stands between what is overdue and what comes later."""
    make_plan(run, "it rains", "stay", "friday")
    assert "Due within a week\n  1  When it rains, then I will stay\n     by Friday, November 27 (in 4 days)\n" in (
        run("plans").out
    )
    run("plans", "move", "1", "today", at=NOON + timedelta(minutes=1))
    assert "     by Monday, November 23 (today)\n" in run("plans").out


def test_very_many_plans_are_quiet(run: Run, home: Path) -> None:
    """With more plans than anybody reads, the first twenty are listed, and how to see the others; --all lists all."""
    file = home / "Documents" / "portrait-journal" / "many.md"
    file.parent.mkdir(parents=True)
    tasks = [
        f"- [ ] **When** a **then I will** b **by** 2026-12-{day:02} <!-- commitment: p{day} -->"
        for day in range(1, 26)
    ]
    file.write_text("---\nid: many\ndate: 2026-11-01\n---\n\n# Many\n\n" + "\n".join(tasks), encoding="utf-8")
    shown = run("plans").out
    assert shown.count("then I will") == 20
    assert "and 5 more: portrait plans --all" in shown
    assert run("plans", "--all").out.count("then I will") == 25
    assert len(plans_in(run("plans", "--json").out)) == 25


@pytest.mark.parametrize("options", [[], ["--plain"]])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list_fits_the_screen(run: Run, options: list[str], columns: int) -> None:
    """From 40 columns on every word is shown, and without colors if they are not wanted."""
    make_four_plans(run)
    run("plans", "kept", "1", "--note", "It was the list on my door that helped me to think of it.")
    with Terminal("plans", "--all", *options, columns=columns, variables={"NO_COLOR": "1"}) as terminal:
        assert terminal.finish() == 0
        assert widest_line(terminal.raw) <= min(columns, 100)
        assert "\x1b[3" not in terminal.raw
        for words in (
            "Later",
            "call the three families who never answer, and write down what they say",
            "Past plans",
            "Kept on November 23",
            "the list on my door that helped me to think of it.",
        ):
            assert words in terminal.words


def test_without_plans_the_next_command_is_named(run: Run) -> None:
    """Without plans the exit code is 0, stdout is empty, and the next command is named."""
    empty = run("plans")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err == 'There are no plans yet. To make one: portrait plans add "..."\n'
    assert plans_in(run("plans", "--json").out) == []
    make_plan(run, "it rains", "stay")
    run("plans", "kept", "1")
    closed = run("plans")
    assert (closed.code, closed.out) == (0, "")
    assert "portrait plans --all" in closed.err
    assert "How did one go?" not in run("plans", "--all").out


def test_options_may_come_before_the_outcome(run: Run, tmp_path: Path) -> None:
    """A journal named before the outcome is the one that is written; options of the list are refused there."""
    text = "guide: whole-portrait\nanswers: {plan.when: it rains, plan.then: stay}"
    folder = str(tmp_path / "elsewhere")
    assert run("reflect", "--journal", folder, "--answers", "-", stdin=text).code == 0
    assert run("plans", "kept", "1").code == 3
    assert run("plans", "--journal", folder, "--plain", "kept", "1").code == 0
    for option in ("--all", "--json", "--ics", "-o=x"):
        refused = run("plans", option, "kept", "1")
        assert refused.code == 2
        assert "go with the list, not with kept" in refused.err


@pytest.mark.parametrize("options", [["-o", "x.ics"], ["--ics", "--json"], ["--ics", "--all"]])
def test_options_that_do_not_go_together_are_refused(run: Run, options: list[str]) -> None:
    """Options that make no sense together are refused."""
    assert run("plans", *options).code == 2
