from datetime import date

import pytest

from portrait_cli.core.selection_lines import Line
from portrait_cli.core.ticks import Ticks


def _line(number: int, holds: str = "", repeats: str = "") -> Line:
    return Line(
        entry="2026-11-23-183000-note",
        number=number,
        day=date(2026, 11, 23),
        kind="answer",
        target="",
        asked="",
        words="Words.",
        holds=frozenset(holds.split()),
        repeats=frozenset(repeats.split()),
    )


# A plan, how it went, evidence that marks how it went, and a line of its own.
LINES = (
    _line(1, holds="plan:p1"),
    _line(2, holds="answer:e:outcome", repeats="plan:p1"),
    _line(3, repeats="answer:e:outcome"),
    _line(4),
)
ALL = frozenset({0, 1, 2, 3})


def test_a_line_takes_along_what_repeats_it() -> None:
    """Without a tick on a plan, how it went and what marks that have none either."""
    assert Ticks(LINES, ALL).toggled(0).ticked == {3}
    assert Ticks(LINES, ALL).toggled(1).ticked == {0, 3}
    assert Ticks(LINES, ALL).toggled(3).ticked == {0, 1, 2}


def test_a_line_brings_along_what_it_repeats() -> None:
    """With a tick on what tells of a plan, the plan has one: it could not leave without it."""
    assert Ticks(LINES, frozenset()).toggled(2).ticked == {0, 1, 2}
    assert Ticks(LINES, frozenset()).toggled(0).ticked == {0}


def test_the_names_of_ticked_lines_leave() -> None:
    """What is ticked is known by the names of its lines."""
    assert Ticks(LINES, frozenset({3})).names == {"2026-11-23-183000-note#4"}


def test_a_person_stays_within_the_list() -> None:
    """Moving ends at the first line and at the last one."""
    ticks = Ticks(LINES, ALL)
    assert [ticks.moved(by).at for by in (-1, 1, 2, 10)] == [0, 1, 2, 3]
    assert ticks.moved(10).moved(-2).at == 1


def test_one_key_ticks_what_is_suggested() -> None:
    """It takes every tick away if exactly the suggested lines have one; everything is another matter."""
    ticks = Ticks(LINES, frozenset({0}), suggested=frozenset({0, 3}))
    assert ticks.suggested_or_none().ticked == {0, 3}
    assert ticks.suggested_or_none().suggested_or_none().ticked == frozenset()
    assert ticks.everything().ticked == ALL


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("4", {0, 1, 2}),
        ("1", {3}),
        ("1 2", {3}),
        ("3-4", {0, 1}),
        ("4, 2", {0}),
        ("Suggested", {0, 3}),
        ("None", set[int]()),
    ],
)
def test_lines_are_told_by_their_numbers(said: str, ticked: set[int]) -> None:
    """Numbers and spans change their lines, each once, though one goes along with another."""
    told = Ticks(LINES, ALL, suggested=frozenset({0, 3})).told(said)
    assert told is not None
    assert told.ticked == ticked


@pytest.mark.parametrize("said", ["", "0", "5", "all", "2-1", "2-9", "x", "1 x", "99999999"])
def test_what_is_no_number_of_a_line_changes_nothing(said: str) -> None:
    """A number without a line, or other words, are not taken for anything."""
    assert Ticks(LINES, ALL).told(said) is None
