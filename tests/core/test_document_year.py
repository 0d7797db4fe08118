from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from chosen_lines import (
    AUTUMN,
    COVER,
    ENTRIES,
    NOTE,
    RECORD,
    SITUATION,
    SPRING,
    START,
    all_lines,
    entry,
    made,
    made_by_default,
    placed,
    situation_of,
)
from examples import PORTRAIT
from portrait_cli.core.document import Document, Heading, Part, Picture, Step, Table
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.year import YEAR
from portrait_cli.core.entry import Entry, Evidence, Plan, PlanOutcome
from portrait_cli.core.selection import chosen

T = TypeVar("T", bound=Part)


def _in(situation: Situation = SITUATION, entries: tuple[Entry, ...] = ENTRIES) -> dict[str, str]:
    """Return what is in unless its owner says otherwise, with the reasons."""
    offered = YEAR.offer(all_lines(entries, situation.known), situation)
    return {one.line.name: one.reason for one in offered if one.is_in}


def _part(document: Document, kind: type[T]) -> list[T]:
    """Return the parts of one kind."""
    return [part for part in document.parts if isinstance(part, kind)]


def test_the_goal_growth_evidence_and_closed_plans_of_the_year_are_in() -> None:
    """In are the goal in its newest words, first and newest levels, three pieces of evidence, and closed plans."""
    assert _in() == {
        f"{START.id}#3": "your first level this year",
        f"{START.id}#7": "your goal",
        f"{START.id}#8": "a plan you closed this year",
        f"{START.id}#9": "evidence of your goal",
        f"{AUTUMN.id}#1": "how a plan went this year",
        f"{AUTUMN.id}#4": "your first level this year",
        f"{AUTUMN.id}#8": "a plan you closed this year",
        f"{NOTE.id}#2": "evidence of your goal",
        f"{NOTE.id}#4": "your newest evidence",
        f"{RECORD.id}#1": "how a plan went this year",
        f"{RECORD.id}#3": "your goal",
        f"{RECORD.id}#5": "your goal",
        f"{SPRING.id}#1": "your newest level this year",
        f"{SPRING.id}#4": "your newest level this year",
        f"{SPRING.id}#5": "your goal",
    }


def test_everything_else_of_its_kinds_is_offered_and_is_not_in() -> None:
    """A level between, one of an indicator, an open plan: there is a place for them, and a reason that says so."""
    offered = YEAR.offer(all_lines(), SITUATION)
    comments = [one.line.name for one in offered if one.reason == "what you said about it"]
    assert {one.line.name: one.reason for one in offered if not one.is_in and one.line.name not in comments} == {
        f"{START.id}#5": "another level",
        f"{AUTUMN.id}#6": "another level",
        f"{NOTE.id}#3": "more evidence",
        f"{SPRING.id}#3": "another level",
        f"{SPRING.id}#7": "a plan about no goal and no attribute",
    }
    assert comments == [line.name for line in all_lines() if line.kind == "comment"]


def test_a_plan_about_nothing_is_offered_and_out_even_if_it_was_closed() -> None:
    """What was planned in a hard moment, and how it went, is in only if its owner takes it in."""
    hard = entry("2027-02-01", "", "A hard moment", Plan("p", "", "it is late", "call my sister"))
    told = entry("2027-02-03", "", "Plans", PlanOutcome("p", "When it is late, call my sister", "kept", "Kept"))
    situation = situation_of((hard, told))
    offered = YEAR.offer(all_lines((hard, told), situation.known), situation)
    assert {(one.reason, one.is_in) for one in offered if one.line.kind in {"plan", "outcome"}} == {
        ("a plan about no goal and no attribute", False)
    }


def test_a_later_year_leaves_what_is_past_to_its_owner() -> None:
    """Of earlier school years nothing is in."""
    assert _in(replace(SITUATION, year_begins=date(2027, 8, 1))) == {}


def test_levels_of_indicators_are_in_if_their_attribute_has_none() -> None:
    """Where only indicators are placed, theirs are the levels of the year; a single one is the newest."""
    session = entry("2027-02-01", "check-in", "Check-in", placed("ad1", "growing"))
    situation = situation_of((session,))
    assert _in(situation, (session,)) == {f"{session.id}#1": "your first level this year"}


def test_the_year_has_its_goal_growth_evidence_and_plans_in_order() -> None:
    """Growth is a row for each attribute, those of the goal first; where the goal moved it is drawn."""
    document = made_by_default(YEAR)
    assert [part.text for part in _part(document, Heading)] == [
        "My goal",
        "How I grew",
        "Evidence",
        "Plans",
    ]
    growth, _, plans = _part(document, Table)[1:]
    assert growth.rows == (
        ("Advocacy", "Starting, August 12, 2026", "Steady, May 10, 2027"),
        ("Collaboration", "Growing, October 20, 2026", "Growing, May 10, 2027"),
    )
    assert growth.header == ("About", "At first", "Most recently")
    assert len(growth.widths) == len(growth.header)
    (drawn,) = _part(document, Picture)
    assert drawn.levels == ("Starting", "Growing", "Steady", "Multiplying")
    assert drawn.steps == (Step(date(2026, 8, 12), "Starting", 1), Step(date(2027, 5, 10), "Steady", 3))
    assert plans.rows[1][2] == "Changed my mind on January 19, 2027"


def test_chosen_comments_and_levels_in_between_have_their_columns() -> None:
    """Whatever level is chosen is in the row of its attribute, and what was said of any of them is beside it."""
    levels = {f"{START.id}#3", f"{AUTUMN.id}#6", f"{SPRING.id}#1"}
    (table,) = _part(made(YEAR, {*levels, f"{START.id}#4", f"{SPRING.id}#2"}), Table)
    assert dict(zip(table.header, table.rows[0], strict=True)) == {
        "About": "Advocacy",
        "At first": "Starting, August 12, 2026",
        "Along the way": "Growing, October 20, 2026",
        "Most recently": "Steady, May 10, 2027",
        "In my words": "I can name two families.\nIt holds in a hard week.",
    }


def test_nothing_chosen_leaves_no_empty_section() -> None:
    """Without any line there are only the facts about whose year it is."""
    assert [type(part).__name__ for part in made(YEAR, ()).parts] == ["Facts"]


def test_a_single_level_is_told_in_words() -> None:
    """One level is no line to draw."""
    one = made(YEAR, {f"{START.id}#3"})
    assert _part(one, Picture) == []
    (table,) = _part(one, Table)
    assert table.rows == (("Advocacy", "Starting, August 12, 2026"),)


def test_growth_without_a_goal_is_in_words_alone() -> None:
    """The year stays on two pages however many attributes grew: a picture is only of the goal."""
    attributes = [attribute.id for attribute in PORTRAIT.attributes[:3]]
    first, last = (
        entry(day, "check-in", "Check-in", *(placed(target, level) for target in attributes))
        for day, level in (("2026-09-01", "starting"), ("2027-03-01", "growing"))
    )
    situation = situation_of((first, last))
    names = {line.name for line in all_lines((first, last), situation.known)}
    document = YEAR.make(chosen((first, last), names, situation.known), situation, COVER)
    assert _part(document, Picture) == []
    (table,) = _part(document, Table)
    assert len(table.rows) == len(attributes)


def test_what_the_portrait_does_not_have_any_more_comes_last() -> None:
    """A level of an attribute that is gone has its id for a name."""
    session = entry("2027-02-01", "check-in", "Check-in", placed("courage", "growing"), placed("advocacy", "growing"))
    situation = situation_of((session,))
    seen = chosen((session,), {f"{session.id}#1", f"{session.id}#2"}, situation.known)
    (table,) = _part(YEAR.make(seen, situation, COVER), Table)
    assert [row[0] for row in table.rows] == ["Advocacy", "courage"]


def test_a_level_that_looks_back_has_no_place() -> None:
    """A level of an earlier time is no step of this year's growth, even if it was chosen elsewhere."""
    then = replace(placed("advocacy", "starting"), as_of="then")
    session = entry("2027-02-01", "check-in", "Check-in", then, Plan("p", "", "", "Rest"))
    situation = situation_of((session,))
    lines = all_lines((session,), situation.known)
    assert [one.line.kind for one in YEAR.offer(lines, situation)] == ["plan"]
    document = YEAR.make(chosen((session,), {lines[0].name}, situation.known), situation, COVER)
    assert _part(document, Heading) == []


def test_a_plan_ticked_by_hand_was_closed_this_year_if_it_was_made_this_year() -> None:
    """Nobody knows when a box was ticked, so the day of the plan counts."""
    ticked = Plan("p", "advocacy", "it rains", "stay", ticked=True)
    old, new = entry("2026-03-01", "", "Plans", ticked), entry("2027-03-01", "", "Plans", replace(ticked, id="q"))
    assert _in(situation_of((old, new)), (old, new)) == {f"{new.id}#1": "a plan you closed this year"}


def test_the_plans_that_were_closed_last_are_in() -> None:
    """Of many plans closed in a year the newest are in; there is a place for the others."""
    plans = [Plan(f"p{number}", "advocacy", "it rains", f"stay {number}", ticked=True) for number in range(7)]
    sessions = tuple(entry(f"2027-03-0{number + 1}", "", "Plans", plan) for number, plan in enumerate(plans))
    assert list(_in(situation_of(sessions), sessions)) == [f"{one.id}#1" for one in sessions[2:]]


def test_evidence_of_the_goal_comes_before_newer_evidence() -> None:
    """Of more than three pieces those that show the goal are in first."""
    others = [Evidence(f"e{number}", "co1", "Evidence", f"Line {number}.") for number in range(20, 24)]
    later = entry("2027-05-12", "", "Evidence", *others)
    reasons = _in(situation_of((*ENTRIES, later)), (*ENTRIES, later))
    found = {name: reason for name, reason in reasons.items() if "evidence" in reason}
    assert found == {
        f"{START.id}#9": "evidence of your goal",
        f"{NOTE.id}#2": "evidence of your goal",
        f"{later.id}#4": "your newest evidence",
    }
