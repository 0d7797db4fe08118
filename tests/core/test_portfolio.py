from datetime import timedelta

from msgspec.structs import replace

from chosen_lines import COVER, ENTRIES, all_lines, entry, made, made_by_default, placed, situation_of
from portrait_cli.core.document import Document, Facts, Heading, Paragraph, Picture, Step, Table, Words
from portrait_cli.core.documents.portfolio import PORTFOLIO
from portrait_cli.core.entry import Entry, Evidence, Goal, GoalReview, Plan, PlanOutcome, Response
from portrait_cli.core.selection import chosen, names_in


def _offered(*entries: Entry) -> list[tuple[str, str, bool]]:
    situation = situation_of(entries)
    offered = PORTFOLIO.offer(all_lines(entries, situation.known), situation)
    return [(one.line.kind, one.reason, one.is_in) for one in offered]


def _headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def _tables(document: Document) -> dict[str, Table]:
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def _pictures(document: Document) -> list[Picture]:
    return [part for part in document.parts if isinstance(part, Picture)]


def _of_levels(*days_and_levels: tuple[str, str]) -> tuple[Entry, ...]:
    return tuple(entry(day, "check-in", "Check-in", placed("advocacy", level)) for day, level in days_and_levels)


def test_the_turning_points_of_the_year_are_in() -> None:
    """The first, the middle and the newest level of the school year are in; those between and before are offered."""
    entries = _of_levels(
        ("2026-03-02", "starting"),
        ("2026-08-12", "starting"),
        ("2026-09-14", "growing"),
        ("2026-12-07", "growing"),
        ("2027-02-01", "starting"),
        ("2027-05-10", "steady"),
    )
    assert _offered(*entries) == [
        ("level", "a level of an earlier year", False),
        ("level", "the first level of the year", True),
        ("level", "a level in between", False),
        ("level", "a level in the middle of the year", True),
        ("level", "a level in between", False),
        ("level", "the newest level", True),
    ]


def test_everything_of_the_year_is_in_but_answers() -> None:
    """Goals, plans and evidence of this school year are in; answers, notes and levels seen from later are out."""
    then = replace(placed("advocacy", "starting"), as_of="then")
    offered = _offered(*ENTRIES, entry("2027-05-11", "term-review", "Term review", then))
    out = {(kind, reason) for kind, reason, is_in in offered if not is_in}
    assert out == {
        ("answer", "your words"),
        ("note", "your words"),
        ("level", "a level in between"),
        ("plan", "a plan about no goal and no attribute"),
        ("comment", "what you said about it"),
    }
    assert ("outcome", "how a plan went, this school year", True) in offered
    assert ("decision", "your goal, this school year", True) in offered


def test_what_is_of_an_earlier_year_is_offered_and_out() -> None:
    """Plans that were closed, goals that ended and evidence that was added in an earlier year are out."""
    before = entry(
        "2026-03-02",
        "",
        "A March note",
        Plan("p0", "ad2", "it is Friday", "ask who is missing"),
        PlanOutcome("p0", "When it is Friday, then I will ask who is missing", "kept", "Kept"),
        Evidence("e0", "ad2", "Evidence of AD2", "A list."),
        Goal("g0", "ad2", "AD2", "A list that everybody knows."),
        GoalReview("g0", "A list that everybody knows.", "met", "I met it"),
    )
    assert _offered(before) == [
        ("plan", "a plan, an earlier year", False),
        ("outcome", "how a plan went, an earlier year", False),
        ("evidence", "evidence, an earlier year", False),
        ("goal", "your goal, an earlier year", False),
        ("decision", "your goal, an earlier year", False),
    ]


def test_the_year_is_told_by_attribute() -> None:
    """After a cover and the goal come the attributes in the portrait's order, and last what is about none of them."""
    portfolio = made_by_default(PORTFOLIO)
    cover, *_ = portfolio.parts
    assert isinstance(cover, Facts)
    assert cover.pairs[-2:] == (("Portrait", "Portrait of a Leader"), ("Date", "May 14, 2027"))
    assert _headings(portfolio) == [
        "My goal",
        "Collaboration", "My year in words", "Evidence", "Plans",
        "Advocacy", "My year in words", "AD2 Removes the barrier", "Evidence", "Plans",
        "More from my year", "Evidence",
    ]  # fmt: skip


def test_growth_is_in_words_and_as_a_picture() -> None:
    """Each attribute has its levels in the words in which they were chosen, and the line that they make."""
    portfolio = made_by_default(PORTFOLIO)
    rows = _tables(portfolio)["My year in words"].rows
    assert [(when, level) for when, level, _ in rows] == [
        ("At first, August 12, 2026", "Starting"),
        ("Along the way, October 20, 2026", "Growing"),
        ("Most recently, May 10, 2027", "Steady"),
    ]
    said = made(PORTFOLIO, {line.name for line in all_lines() if line.kind in {"level", "comment"}})
    assert [row[-1] for row in _tables(said)["My year in words"].rows] == [
        "I can name two families.",
        "The east side asked me.",
        "It holds in a hard week.",
    ]
    advocacy = next(one for one in _pictures(portfolio) if one.title == "Advocacy")
    assert advocacy.levels == ("Starting", "Growing", "Steady", "Multiplying")
    assert [(step.level, step.height) for step in advocacy.steps] == [("Starting", 1), ("Growing", 2), ("Steady", 3)]
    assert advocacy.in_words == "August 12, 2026: Starting; October 20, 2026: Growing; May 10, 2027: Steady"
    indicator = next(one for one in _pictures(portfolio) if one.title == "AD2 Removes the barrier")
    assert indicator.steps[-1] == Step(ENTRIES[-1].written.date(), "Can't say yet", None)


def test_one_picture_has_one_scale() -> None:
    """Levels of an older scale are in the table alone; one level, or one seen from later, makes no picture."""
    old = replace(
        placed("advocacy", "growing"), scale="growth/0", level="some", label="Some", levels=("none", "some")
    )
    then = replace(placed("advocacy", "starting"), as_of="then")
    entries = (
        entry("2026-08-12", "check-in", "Check-in", replace(old, level="none", label="None")),
        entry("2026-09-12", "check-in", "Check-in", old),
        entry("2026-12-12", "term-review", "Term review", then, placed("advocacy", "growing")),
    )
    situation = situation_of(entries)
    names = {line.name for line in all_lines(entries, situation.known)}
    portfolio = PORTFOLIO.make(chosen(entries, names, situation.known), situation, COVER)
    assert [row[0].partition(",")[0] for row in _tables(portfolio)["My year in words"].rows] == [
        "At first",
        "Along the way",
        "Looking back",
        "Most recently",
    ]
    assert _pictures(portfolio) == []
    first_two = PORTFOLIO.make(chosen(entries[:2], names, situation.known), situation, COVER)
    assert [one.levels for one in _pictures(first_two)] == [("None", "Some")]
    only_then = PORTFOLIO.make(chosen(entries, {f"{entries[2].id}#1"}, situation.known), situation, COVER)
    assert _pictures(only_then) == []


def test_a_level_that_nobody_chose_keeps_a_readable_name() -> None:
    """If a scale is not in the portrait any more, the name of a level that was not chosen is made from its id."""
    old = replace(placed("advocacy", "growing"), scale="old/1", levels=("not-yet", "growing", "all-the-time"))
    entries = (entry("2026-08-12", "check-in", "Check-in", old), entry("2026-09-12", "check-in", "Check-in", old))
    situation = situation_of(entries)
    names = {line.name for line in all_lines(entries, situation.known)}
    portfolio = PORTFOLIO.make(chosen(entries, names, situation.known), situation, COVER)
    assert [one.levels for one in _pictures(portfolio)] == [("Not yet", "Growing", "All the time")]


def test_excerpts_have_what_was_asked_and_the_day() -> None:
    """A chosen answer is quoted below its day and its question, a note below its day."""
    names = {line.name for line in all_lines() if line.kind in {"answer", "note"}}
    portfolio = made(PORTFOLIO, names)
    said = [part for part in portfolio.parts if isinstance(part, Paragraph | Words)]
    place = next(number for number, part in enumerate(said) if part.text.endswith("Who made it better?"))
    assert said[place].text == "October 20, 2026: Who made it better?"
    assert said[place + 1] == Words("Two aides rewrote the lunch line.")
    note = next(number for number, part in enumerate(said) if part.text == "November 23, 2026")
    assert said[note + 1].text.startswith("## What they said")
    assert "My goal" not in _headings(portfolio)


def test_several_goals_have_what_would_show_them() -> None:
    """Each goal has what it is about if anything, what would show it, and what was decided."""
    more = entry(
        "2026-12-01", "", "Goal", Goal("g2", "", "My goal", "Home by six."), Goal("g3", "advocacy", "", "Ask.")
    )
    situation = situation_of((*ENTRIES, more))
    lines = all_lines((*ENTRIES, more), situation.known)
    names = {line.name for line in lines if line.kind == "goal"}
    portfolio = PORTFOLIO.make(chosen((*ENTRIES, more), names, situation.known), situation, COVER)
    assert _headings(portfolio) == ["My goals"]
    assert [part.text for part in portfolio.parts if isinstance(part, Paragraph | Words)] == [
        "AD2 Removes the barrier",
        "Every family hears by text on the same day.",
        "What would show it:",
        "Fewer calls to the front office on Mondays.",
        "Home by six.",
        "Advocacy",
        "Ask.",
    ]


def test_a_year_of_weekly_entries_is_a_portfolio() -> None:
    """A year of weekly entries gives a picture of three levels of each attribute, however many were chosen."""
    begun = ENTRIES[0].written
    weekly = tuple(
        entry(
            (begun + timedelta(weeks=week)).date().isoformat(),
            "check-in",
            "Check-in",
            Response("advocacy.left-out", "Who was left out?", f"Week {week}."),
            placed("advocacy", "growing" if week % 3 else "starting"),
        )
        for week in range(40)
    )
    situation = situation_of(weekly)
    offered = PORTFOLIO.offer(all_lines(weekly, situation.known), situation)
    portfolio = PORTFOLIO.make(chosen(weekly, names_in(offered), situation.known), situation, COVER)
    assert [len(one.steps) for one in _pictures(portfolio)] == [3]
    everything = PORTFOLIO.make(chosen(weekly, {one.line.name for one in offered}, situation.known), situation, COVER)
    assert len(_tables(everything)["My year in words"].rows) == 40


def test_an_attribute_without_a_meaning_has_its_name_alone() -> None:
    """What a portrait does not say is not on the page."""
    situation = situation_of(ENTRIES)
    bare = tuple(replace(one, definition=None, plain="") for one in situation.portrait.attributes)
    situation = replace(situation, portrait=replace(situation.portrait, attributes=bare))
    portfolio = PORTFOLIO.make(chosen(ENTRIES, {f"{ENTRIES[0].id}#3"}, situation.known), situation, COVER)
    assert [type(part) for part in portfolio.parts][1:] == [Heading, Heading, Table]
