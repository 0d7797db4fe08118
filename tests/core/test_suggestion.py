"""What is suggested to do next, and why."""

from datetime import date, timedelta
from typing import Literal

import pytest

from portrait_cli.core.earlier_entries import EarlierAnswer, LastSaid, Past
from portrait_cli.core.entry import Goal, Plan
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.guide import FollowUp, Guide, Season
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.suggestion import (
    Offer,
    Suggestion,
    about_plan,
    about_session,
    first_offers,
    season_began,
    seasonal_guide,
)
from portrait_cli.core.text import Id

TODAY = date(2026, 11, 23)


def guide(name: str, season: Season | Literal[""] = "", *, per_attribute: bool = False) -> Guide:
    known: dict[str, Season] = {"start": "start", "middle": "middle", "end": "end"}
    made = Guide(Id(name), name.capitalize(), (FollowUp(),), per_attribute=per_attribute)
    return (
        Guide(made.id, made.name, made.steps, season=known[season], per_attribute=per_attribute) if season else made
    )


SEASONS = (guide("start", "start"), guide("middle", "middle"), guide("end", "end"))
PORTRAIT = Portrait(
    attributes=(
        Attribute("Care", id=Id("care"), indicators=(Indicator("Listens", id=Id("listens")),)),
        Attribute("Courage", id=Id("courage")),
    ),
    guides=(guide("whole"), *SEASONS),
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def past(care: int | None, courage: int | None, *goals: str, listens: int | None = None) -> Past:
    """Make a past in which each was last looked at so many days ago, with goals about these."""
    days = {"care": care, "courage": courage, "listens": listens}
    said = {name: LastSaid(ago(number)) for name, number in days.items() if number is not None}
    tracked = tuple(TrackedGoal(1, Goal("g", target, "Goal", "Listen."), ago(60), "e") for target in goals)
    return Past(said=said, goals=tracked)


@pytest.mark.parametrize(
    ("known", "suggested"),
    [
        (past(40, 50), Suggestion("longest", ("reflect", "courage"), "Courage", ago(50))),
        (past(40, None), Suggestion("longest", ("reflect", "courage"), "Courage")),
        (past(40, 50, "care"), Suggestion("goal", ("reflect", "care"), "Care", ago(40))),
        (past(40, 50, "listens"), Suggestion("goal", ("reflect", "care"), "Care", ago(40))),
        (past(None, 5, "care"), Suggestion("goal", ("reflect", "care"), "Care")),
        (past(7, 50, "care"), Suggestion("longest", ("reflect", "courage"), "Courage", ago(50))),
        (past(40, 50, "care", listens=7), Suggestion("longest", ("reflect", "courage"), "Courage", ago(50))),
        (past(40, 50, "gone"), Suggestion("longest", ("reflect", "courage"), "Courage", ago(50))),
        (past(40, 50, ""), Suggestion("longest", ("reflect", "courage"), "Courage", ago(50))),
        (past(1, 2), Suggestion("all", ("growth",))),
        (past(0, 0, "care"), Suggestion("all", ("growth",))),
        (past(None, None), Suggestion("first", ("reflect",))),
        (past(None, None, "care"), Suggestion("goal", ("reflect", "care"), "Care")),
    ],
)
def test_a_session_is_suggested_with_its_reason(known: Past, suggested: Suggestion) -> None:
    """The goal's attribute comes first, once it has waited; then what waited longest; never what was just done."""
    assert about_session(PORTRAIT, known, TODAY, None) == suggested


def test_a_session_without_an_attribute_is_a_beginning() -> None:
    """Who has answered a guide's own questions is not sent to the first session again."""
    known = Past(recalled={"sitting.hopes": EarlierAnswer(ago(1), "What do I hope?", "Room for all.")})
    assert about_session(PORTRAIT, known, TODAY, None) == Suggestion("longest", ("reflect", "care"), "Care")
    assert about_session(PORTRAIT, known, TODAY, SEASONS[0]) == Suggestion("start", ("reflect", "start"), "Start")


def test_a_placement_is_a_look_too() -> None:
    """An attribute whose level was chosen after its last words was looked at then."""
    said = {"care": LastSaid(ago(90), placed=ago(1)), "courage": LastSaid(ago(30))}
    suggested = about_session(PORTRAIT, Past(said=said), TODAY, None)
    assert suggested == Suggestion("longest", ("reflect", "courage"), "Courage", ago(30))


def test_the_guide_of_the_season_comes_before_an_attribute() -> None:
    """What the season calls for is suggested to someone who has reflected before."""
    middle = SEASONS[1]
    suggested = about_session(PORTRAIT, past(40, 50, "care"), TODAY, middle)
    assert suggested == Suggestion("middle", ("reflect", "middle"), "Middle")
    assert about_session(PORTRAIT, Past(), TODAY, middle) == Suggestion("first", ("reflect",))


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (8, "start"),
        (9, "start"),
        (10, ""),
        (12, ""),
        (1, "middle"),
        (2, "middle"),
        (3, ""),
        (5, "end"),
        (6, "end"),
        (7, ""),
    ],
)
def test_each_season_has_its_guide(month: int, name: str) -> None:
    """The guides are those of the start, the middle and the end of a school year."""
    found = seasonal_guide(PORTRAIT, Past(), date(2026, month, 15))
    assert (found.id if found else "") == name


def test_the_start_of_the_year_is_for_those_without_a_goal() -> None:
    """Someone with a goal has begun the year; and a portrait without such guides suggests none."""
    assert seasonal_guide(PORTRAIT, past(1, 1, "care"), date(2026, 8, 15)) is None
    assert seasonal_guide(PORTRAIT, past(1, 1, "care"), date(2026, 1, 15)) == SEASONS[1]
    assert seasonal_guide(Portrait(attributes=PORTRAIT.attributes), Past(), date(2026, 1, 15)) is None


@pytest.mark.parametrize(
    ("today", "began"),
    [
        (date(2026, 8, 20), date(2026, 8, 1)),
        (date(2026, 9, 20), date(2026, 8, 1)),
        (date(2027, 1, 31), date(2027, 1, 1)),
        (date(2027, 2, 1), date(2027, 1, 1)),
        (date(2027, 6, 30), date(2027, 5, 1)),
    ],
)
def test_a_season_began_with_its_first_month(today: date, began: date) -> None:
    """A guide that was followed since then is not suggested again."""
    assert season_began(today) == began


def test_a_plan_whose_day_has_come_is_asked_about() -> None:
    """The first plan that is due today or overdue is suggested by its number; none that is still to come."""
    plans = [
        OpenPlan(7, ago(30), Plan("a", "", "it rains", "stay")),
        OpenPlan(12, ago(30), Plan("b", "", "it snows", "go", by=ago(3))),
    ]
    assert about_plan(plans, TODAY) == Suggestion("plan", ("plans", "kept", "12"), "12", ago(3))
    assert about_plan(plans[:1], TODAY) is None
    assert about_plan([OpenPlan(1, TODAY, Plan("c", "", "a", "b", by=ago(-1)))], TODAY) is None


def test_the_first_session_is_offered_first() -> None:
    """The guide for the first time comes first, then the usual ones; without it, the usual one for all attributes."""
    guides = (guide("whole"), guide("deep", per_attribute=True), guide("other"), guide("first-time"))
    portrait = Portrait(attributes=PORTRAIT.attributes, guides=guides)
    whole, deep = Offer(("reflect",), "Whole"), Offer(("reflect", "care"), "Deep: one attribute, in depth")
    assert first_offers(portrait) == (Offer(("reflect", "first-time"), "First-time"), whole, deep)
    assert first_offers(Portrait(attributes=PORTRAIT.attributes, guides=guides[:3])) == (whole, deep)
    assert about_session(portrait, Past(), TODAY, None) == Suggestion(
        "first", ("reflect", "first-time"), "First-time"
    )
