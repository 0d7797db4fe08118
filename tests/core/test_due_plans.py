from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.due_plans import DUES, due, due_first, to_ask_about
from portrait_cli.core.entry import Plan
from portrait_cli.core.open_plans import OpenPlan

TODAY = date(2026, 11, 23)


def _plan(number: int, made: int, by: int | None = None) -> OpenPlan:
    """Make a plan so many days from today, by a day so many days from today."""
    day = None if by is None else TODAY + timedelta(days=by)
    return OpenPlan(number, TODAY + timedelta(days=made), Plan(f"c{number}", "", "it rains", "stay", day))


@pytest.mark.parametrize(
    ("days", "when"), [(-1, "overdue"), (0, "soon"), (6, "soon"), (7, "later"), (None, "no-day")]
)
def test_a_plan_is_due_by_its_day(days: int | None, when: str) -> None:
    """Today is not overdue, and a week has seven days with today."""
    assert due(_plan(1, -9, days).plan.by, TODAY) == when


@pytest.mark.parametrize(
    ("made", "by", "is_asked"),
    [
        (-1, 0, True),
        (-1, -1, True),
        (-1, 1, False),
        (0, 0, False),
        (0, None, False),
        (-6, None, False),
        (-7, None, True),
        (1, 0, False),
    ],
)
def test_a_session_asks_about_plans_whose_day_has_come(made: int, by: int | None, is_asked: bool) -> None:  # a case
    """Their day has come, or they have none and are a week old; never one that was made on the day of the session."""
    assert bool(to_ask_about([_plan(1, made, by)], TODAY, 3)) == is_asked


def test_the_most_overdue_are_asked_about_first() -> None:
    """Of more plans than a session asks about, those that have waited longest are asked about."""
    plans = [_plan(1, -30, -2), _plan(2, -30, -9), _plan(3, -15), _plan(4, -30, 5), _plan(5, -30, -9)]
    assert [one.number for one in to_ask_about(plans, TODAY, 3)] == [2, 5, 3]


_some = st.lists(st.builds(_plan, st.integers(1, 99), st.integers(-40, 0), st.none() | st.integers(-20, 20)))


@given(_some)
def test_a_list_goes_from_overdue_to_no_day(plans: list[OpenPlan]) -> None:
    """Plans are listed all, in the order in which they are due."""
    listed = due_first(plans)
    assert sorted(one.number for one in listed) == sorted(one.number for one in plans)
    order = [DUES.index(due(one.plan.by, TODAY)) for one in listed]
    assert order == sorted(order)


@given(_some)
def test_nothing_is_asked_too_early(plans: list[OpenPlan]) -> None:
    """Whatever the plans are, no more than three are asked about, and none that can wait."""
    asked = to_ask_about(plans, TODAY, 3)
    assert len(asked) <= 3
    assert all(one.made < TODAY and due(one.plan.by, TODAY) != "later" for one in asked)
