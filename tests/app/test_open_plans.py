import re
from pathlib import Path

import pytest

from conftest import Run, make_four_plans, make_plan, plans_in
from screen import Terminal, widest_line

LIST = """
  My open plans

  1  When it rains, then I will stay
     made 3 weeks ago · was for November 9 · 0000

  2  When it snows, then I will call the three families who never answer, and
     write down what they say
     made 2 weeks ago · by December 7 (in 2 weeks) · 0000

  3  When the year ends, then I will look back
     made today · by January 4, 2027 (in 6 weeks) · 0000

  4  When I can, then I will rest
     made today · 0000

  How did one go? portrait plans kept 1 (or partly, not, changed)

"""


def test_open_plans_are_listed(run: Run) -> None:
    """Plans are listed in full, oldest first, with when they were made, their day and their id, without blame."""
    make_four_plans(run)
    result = run("plans")
    assert result.code == 0
    assert re.sub(r"0{5}\d\n", "0000\n", result.out) == LIST
    assert "overdue" not in run("plans", "--all").out
    run("plans", "kept", "4")
    assert run("plans").out.endswith("not, changed)\n  1 earlier plan: portrait plans --all\n\n")


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
            "My open plans",
            "call the three families who never answer, and write down what they say",
            "How others went",
            "Kept on November 23",
            "the list on my door that helped me to think of it.",
        ):
            assert words in terminal.words


def test_without_plans_the_next_command_is_named(run: Run) -> None:
    """Without plans the exit code is 0, stdout is empty, and the next command is named."""
    empty = run("plans")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err == "There are no plans yet. Your first one comes at the end of: portrait reflect\n"
    assert plans_in(run("plans", "--json").out) == []
    make_plan(run, "it rains", "stay")
    run("plans", "kept", "1")
    closed = run("plans")
    assert (closed.code, closed.out) == (0, "")
    assert "portrait plans --all" in closed.err
    assert "My open plans" not in run("plans", "--all").out


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
