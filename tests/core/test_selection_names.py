from datetime import datetime

import pytest

from portrait_cli.core.entry import Entry, Evidence, Goal, Placement, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.evidence import log
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.selection_lines import known_from, lines_of
from portrait_cli.core.selection_names import lines_named

ENTRY = Entry(
    id="2026-11-02-170000-check-in",
    written=datetime.fromisoformat("2026-11-02T17:00:00"),
    utc_offset="-06:00",
    title="Check-in, Monday, November 2, 2026",
    guide="check-in",
    blocks=(
        Response("advocacy.left-out", "Who was left out?", "The east side."),
        Placement("ad2", "Where am I?", "growing", "Growing", comment="Mostly."),
        Plan("p1", "advocacy", "it is Monday", "call a family"),
        Goal("goal-1", "ad2", "My goal", "Every family hears first."),
        Prose("By hand."),
        Evidence("abcdef01", "ad2", "Evidence", "A log."),
    ),
)
LATER = Entry(
    id="2026-11-23-183000-note",
    written=datetime.fromisoformat("2026-11-23T18:30:00"),
    utc_offset="-06:00",
    title="Where I am heading",
    blocks=(
        PlanOutcome("p1", "When it is Monday, then I will call a family", "kept", "Kept", "I cried."),
        Prose("More."),
    ),
)
ENTRIES = (ENTRY, LATER)
KNOWN = known_from(history(ENTRIES), goal_history(ENTRIES), log(ENTRIES))
LINES = tuple(line for entry in ENTRIES for line in lines_of(entry, KNOWN))


def _named(said: str) -> list[str]:
    """Return the ends of the names of the lines that are meant: `in#1`, `te#2`."""
    return sorted(
        name.partition("#")[0][-2:] + "#" + name.partition("#")[2] for name in lines_named(LINES, said, KNOWN)
    )


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("2026-11-02-170000-check-in#2", ["in#2"]),
        ("2026-11-02#2", ["in#2"]),
        ("2026-11-23", ["te#0", "te#1", "te#2", "te#3"]),
        ("2026-11-23#7", []),
        ("titles", ["te#0"]),
        ("Levels", ["in#2"]),
        ("answers", ["in#1"]),
        ("plans", ["in#4", "te#1"]),
        ("outcomes", ["te#1"]),
        ("goals", ["in#5"]),
        ("decisions", []),
        ("comments", ["in#3", "te#2"]),
        ("notes", ["in#6", "te#3"]),
        ("evidence", ["in#7"]),
        ("plan 1", ["in#4", "te#1"]),
        ("plan #1", ["in#4", "te#1"]),
        ("goal 1", ["in#5"]),
        ("goal goal-1", ["in#5"]),
        ("abcdef01", ["in#7"]),
        ("abcd", ["in#7"]),
        ("abc", []),
        ("weather", []),
        ("", []),
        ("#2", []),
    ],
)
def test_a_name_means_lines(said: str, lines: list[str]) -> None:
    """A line, an entry, a kind, a plan, a goal and a piece of evidence are each named as they are elsewhere."""
    assert _named(said) == lines


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("2026-11", '"2026-11" could be in several entries'),
        ("plan 9", 'there is no plan "9"'),
        ("goal 9", 'there is no goal "9"'),
    ],
)
def test_a_name_that_means_nothing_says_what_would(said: str, message: str) -> None:
    """The beginning of several entries, and a plan or goal that was never made, are refused with what is known."""
    with pytest.raises(NotFoundError) as caught:
        lines_named(LINES, said, KNOWN)
    assert str(caught.value) == message
    assert caught.value.hint
