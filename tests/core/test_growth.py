from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import PORTRAIT
from portrait_cli.core.dates import school_year
from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Response
from portrait_cli.core.growth import Change, Growth, Needed, change, next_steps, over_time, read_growth
from portrait_cli.core.growth_points import Scope
from portrait_cli.core.guide import FollowUp
from portrait_cli.core.outcome_words import labels_of

LEVELS = ("starting", "growing", "steady")
TODAY = date(2026, 11, 23)


def _entry(day: date, *blocks: Block) -> Entry:
    written = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  # local, as entries are
    return Entry(id=day.isoformat(), written=written, utc_offset="-06:00", title="T", blocks=blocks)


def _placed(level: str, scale: str = "growth/1", levels: tuple[str, ...] = LEVELS) -> Placement:
    return Placement("advocacy", "Where?", level, level.capitalize(), scale=scale, levels=levels)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (None, _placed("growing"), "first"),
        (_placed("growing"), _placed("growing"), "same"),
        (_placed("growing"), _placed("steady"), "up"),
        (_placed("growing"), _placed("starting"), "down"),
        (_placed("cant-say-yet"), _placed("cant-say-yet"), "same"),
        (_placed("cant-say-yet"), _placed("growing"), "other"),
        (_placed("growing"), _placed("cant-say-yet"), "other"),
        (_placed("growing"), _placed("growing", scale="growth/2"), "other"),
        (_placed("growing"), _placed("steady", scale="growth/2"), "other"),
        (_placed("growing"), _placed("steady", levels=("growing", "steady")), "other"),
    ],
)
def test_levels_are_compared_on_one_scale_only(before: Placement | None, now: Placement, said: Change) -> None:
    """A level is first, same, up or down on its own scale, and is never compared with another scale."""
    assert change(before, now) == said


SCOPE = Scope("ours", "advocacy")


def _session_blocks(day: date, *blocks: Block, portrait: str = "ours", version: str = "1") -> Entry:
    return replace(_entry(day, *blocks), portrait=portrait, portrait_version=version)


def _days(growth: Growth) -> list[list[date]]:
    return [[point.day for point in line.points] for line in growth.lines]


def _changes(growth: Growth) -> list[tuple[str, date, str]]:
    return [(one.over, one.since, one.change) for line in growth.lines for one in line.comparisons]


MAY, JUNE, OCTOBER, NOVEMBER = date(2026, 5, 4), date(2026, 6, 1), date(2026, 10, 5), date(2026, 11, 2)


def test_another_scale_or_portrait_is_another_line() -> None:
    """Each scale of the portrait has its own line; versions share a line, and other portraits are left out."""
    entries = [
        _session_blocks(NOVEMBER, _placed("steady"), version="2"),
        _session_blocks(OCTOBER, _placed("growing")),
        _session_blocks(OCTOBER, _placed("growing"), portrait="theirs"),
        _session_blocks(JUNE, _placed("growing", scale="growth/0")),
        _session_blocks(MAY, _placed("growing", levels=("growing", "steady"))),
    ]
    assert _days(over_time(entries, SCOPE)) == [[MAY], [JUNE], [OCTOBER, NOVEMBER]]


def test_the_newest_points_are_shown_and_the_first_is_compared() -> None:
    """At most the requested number of points is shown, but the first of all is still compared."""
    entries = [_session_blocks(day, _placed("growing")) for day in (MAY, JUNE, OCTOBER, NOVEMBER)]
    growth = over_time(entries, replace(SCOPE, most=2))
    assert (_days(growth), growth.earlier) == ([[OCTOBER, NOVEMBER]], True)
    assert _changes(growth) == [("last", OCTOBER, "same"), ("first", MAY, "same"), ("year", OCTOBER, "same")]
    assert over_time(entries, replace(SCOPE, most=4)).earlier is False
    assert over_time([], SCOPE) == Growth("advocacy")


def test_a_first_time_is_the_first_of_all() -> None:
    """When entries were left out, only the very first point is called the first time."""
    entries = [
        _session_blocks(MAY, _placed("growing", scale="growth/0")),
        *(_session_blocks(day, _placed("growing")) for day in (JUNE, OCTOBER, NOVEMBER)),
    ]
    growth = over_time(entries, replace(SCOPE, most=2))
    assert _days(growth) == [[OCTOBER, NOVEMBER]]
    assert [over for over, _, _ in _changes(growth)] == ["last", "year"]


def test_days_asked_for_are_the_only_ones() -> None:
    """With a span of days, the comparison begins with the first of them."""
    entries = [_session_blocks(day, _placed("growing")) for day in (MAY, JUNE, OCTOBER, NOVEMBER)]
    growth = over_time(entries, replace(SCOPE, since=JUNE, until=OCTOBER))
    assert _days(growth) == [[JUNE, OCTOBER]]
    assert _changes(growth) == [("last", JUNE, "same"), ("span", JUNE, "same")]


def test_off_the_scale_nothing_is_compared() -> None:
    """An answer that is not a level is a point without comparison; the first level after it is the first."""
    unsure = _placed("cant-say-yet")
    entries = [_session_blocks(MAY, unsure), _session_blocks(OCTOBER, _placed("growing"))]
    assert _changes(over_time(entries, SCOPE)) == [("last", MAY, "other")]
    entries.append(_session_blocks(NOVEMBER, unsure))
    assert _changes(over_time(entries, SCOPE)) == [("last", OCTOBER, "other")]


def test_then_is_beside_now() -> None:
    """A level of an earlier time shares the point of its entry, and is a point of its own if alone."""
    then = replace(_placed("starting"), as_of="then")
    first, second = (
        over_time([_session_blocks(MAY, then, _placed("steady")), _session_blocks(JUNE, then)], SCOPE).lines[0].points
    )
    assert (first.now, first.then) == (_placed("steady"), then)
    assert (second.now, second.then) == (None, then)


@pytest.mark.parametrize(
    ("blocks", "evidence"),
    [
        ([_placed("growing")], ""),
        ([Response("advocacy.a", "A?", "one"), Response("advocacy.b", "B?", "two"), _placed("growing")], "two"),
        ([Response("advocacy.next", "N?", "one"), Response("advocacy.b", "B?", "two"), _placed("growing")], "one"),
        ([Response("care.a", "A?", "other"), replace(_placed("growing"), comment="why")], "why"),
        ([Response("advocacy.indicator", "Which?", "AD2"), _placed("growing")], ""),
        ([_placed("growing"), Response("advocacy.a", "A?", "after")], "after"),
        ([Response("advocacy.a", "A?", "mine"), Heading("C", "care"), Response("care.b", "B?", "no"),
          _placed("growing")], "no"),
    ],
)  # fmt: skip
def test_the_words_before_a_level_are_its_evidence(blocks: list[Block], evidence: str) -> None:
    """Evidence is what was said last before the level; else the comment, else what followed."""
    scope = replace(SCOPE, next_steps=frozenset({"advocacy.next"}))
    assert over_time([_session_blocks(MAY, *blocks)], scope).lines[0].points[0].evidence == evidence


def test_words_in_the_attributes_part_are_an_indicators_evidence() -> None:
    """An indicator has no prompts of its own, so the words about its attribute are its evidence."""
    blocks = (Heading("Advocacy", "advocacy"), Response("advocacy.a", "A?", "words"), _placed("growing"))
    placed = replace(blocks[2], target="ad2")
    grown = over_time([_session_blocks(MAY, *blocks[:2], placed)], Scope("ours", "ad2"))
    assert grown.lines[0].points[0].evidence == "words"


def test_outcomes_are_at_the_point_where_they_were_recorded() -> None:
    """An outcome belongs to the point of its entry, else to the point before; a ticked one to that of its plan."""
    mine, other = Plan("c1", "advocacy", "I see it", "say it"), Plan("c2", "care", "x", "y")
    ticked, both = (Plan(name, "advocacy", "", "do", ticked=True) for name in ("c3", "c1"))
    told = [
        PlanOutcome("c1", "s", "kept", "Kept"),
        PlanOutcome("c2", "s", "kept", "Kept"),
        PlanOutcome("c9", "s", "kept", "Kept"),
    ]
    entries = [
        _session_blocks(MAY, mine, other, ticked, both),
        _session_blocks(JUNE, _placed("growing"), told[0]),
        _session_blocks(OCTOBER, *told),
        _session_blocks(NOVEMBER, _placed("growing")),
    ]
    first, second = over_time(entries, SCOPE).lines[0].points
    assert [(one.day, one.told.plan, one.told.label) for one in first.told] == [
        (MAY, "c3", "Kept"),
        (JUNE, "c1", "Kept"),
        (OCTOBER, "c1", "Kept"),
    ]
    assert second.told == ()
    assert [one.in_words(", then") for one in first.told] == ["Kept, ticked by hand", "Kept, then", "Kept, then"]


def test_a_ticked_box_is_told_in_the_words_of_the_portrait() -> None:
    """Where a portrait has its own word for a plan that was kept, a box ticked by hand is told in it."""
    entry = _session_blocks(MAY, _placed("growing"), Plan("c1", "advocacy", "", "do", ticked=True))
    scope = replace(SCOPE, labels=labels_of(FollowUp(kept="Done!")))
    (told,) = over_time([entry], scope).lines[0].points[0].told
    assert (told.told, told.ticked) == (PlanOutcome("c1", "then I will do", "kept", "Done!"), True)


def _fetched(scope: Scope, *answers: list[Entry]) -> tuple[Growth, list[Needed]]:
    """Read a picture, and note what was asked for."""
    waiting, asked = list(answers), []

    def fetch(needed: Needed) -> list[Entry]:
        asked.append(needed)
        return waiting.pop(0)

    return read_growth(scope, fetch), asked


def test_one_entry_more_than_is_shown_is_read() -> None:
    """Where no more than are shown were found, nothing else is needed."""
    entries = [_session_blocks(day, _placed("growing")) for day in (MAY, JUNE)]
    growth, asked = _fetched(replace(SCOPE, most=2), entries)
    assert asked == [Needed(SCOPE.portrait, SCOPE.target, 3)]
    assert growth == over_time(entries, replace(SCOPE, most=2))


def test_all_entries_are_read_at_once() -> None:
    """Where every point is shown nothing is left to ask for, and the days asked for are kept to."""
    scope = replace(SCOPE, since=JUNE, until=OCTOBER)
    growth, asked = _fetched(scope, [])
    assert asked == [Needed(SCOPE.portrait, SCOPE.target, -1, JUNE, OCTOBER)]
    assert growth == Growth(SCOPE.target)


def test_the_first_of_the_school_year_is_read_if_not_all_were() -> None:
    """It may be among those that were not read, and is asked for within the days asked for; none is there twice."""
    first, of_year, newest, last = (
        _session_blocks(day, _placed("growing")) for day in (MAY, date(2026, 9, 1), OCTOBER, NOVEMBER)
    )
    scope = replace(SCOPE, most=1, until=date(2026, 12, 1))
    growth, asked = _fetched(scope, [first, newest, last], [of_year, last])
    assert asked[1:] == [Needed(SCOPE.portrait, SCOPE.target, 1, date(2026, 8, 1), date(2026, 12, 1))]
    assert growth == over_time([first, of_year, newest, last], scope)
    assert [one.since for one in growth.lines[0].comparisons if one.over == "year"] == [date(2026, 9, 1)]


def test_the_steps_before_a_level_that_explain_it_are_known() -> None:
    """Of each attribute these are the prompts that ask for evidence and the next step."""
    steps = next_steps(PORTRAIT)
    attribute = PORTRAIT.attributes[0]
    (prompt, *_) = PORTRAIT.prompts_of(attribute, "next-step")
    assert f"{attribute.id}.{prompt.id}" in steps
    assert {name.partition(".")[0] for name in steps} == {one.id for one in PORTRAIT.attributes}


@pytest.mark.parametrize(
    ("day", "begins", "began"),
    [
        (date(2026, 8, 1), (8, 1), date(2026, 8, 1)),
        (date(2026, 7, 31), (8, 1), date(2025, 8, 1)),
        (date(2026, 1, 1), (1, 1), date(2026, 1, 1)),
        (date(2026, 2, 28), (2, 29), date(2025, 3, 1)),
        (date(2026, 3, 1), (2, 29), date(2026, 3, 1)),
        (date(1, 2, 3), (8, 1), date(1, 8, 1)),
    ],
)
def test_a_school_year_begins_on_its_first_day(day: date, begins: tuple[int, int], began: date) -> None:
    """A day belongs to the school year that began last."""
    assert school_year(day, begins) == began


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Draw entries of two portraits and versions, with levels of several scales, now and then, and plans."""
    scales = st.sampled_from([("growth/1", LEVELS), ("growth/2", LEVELS), ("growth/1", LEVELS[1:]), ("", ())])
    placed = st.builds(
        lambda target, level, scale, as_of: Placement(
            target,
            "Where?",
            level,
            level.replace("-", " ").capitalize(),
            scale=scale[0],
            levels=scale[1],
            as_of=as_of,
        ),
        st.sampled_from(["advocacy", "care"]),
        st.sampled_from([*LEVELS, "cant-say-yet"]),
        scales,
        st.sampled_from(["now", "then"]),
    )
    words = st.sampled_from([Response("advocacy.a", "A?", "I listened."), Heading("Care", "care")])
    plans = st.builds(Plan, st.sampled_from("xyz"), st.just("advocacy"), st.just("w"), st.just("t"))
    told = st.builds(PlanOutcome, st.sampled_from("xyz"), st.just("s"), st.just("kept"), st.just("Kept"))
    blocks = st.lists(st.one_of(placed, placed, words, plans, told), max_size=6)
    days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
    new_session = st.builds(
        lambda day, said, portrait, version: _session_blocks(day, *said, portrait=portrait, version=version),
        days, blocks, st.sampled_from(["ours", "ours", "theirs"]), st.sampled_from(["1", "2"]),
    )  # fmt: skip
    return draw(st.lists(new_session, max_size=8))


@given(journals())
def test_a_line_has_one_scale_and_every_placement_once(entries: list[Entry]) -> None:
    """Nothing is mixed, lost or doubled, and the points are in order of time."""
    growth = over_time(entries, SCOPE)
    shown = []
    for line in growth.lines:
        placed = [one for point in line.points for one in (point.now, point.then) if one]
        assert {(line.portrait, line.scale, line.levels)} == {("ours", one.scale, one.levels) for one in placed}
        assert [point.day for point in line.points] == sorted(point.day for point in line.points)
        assert all(one.before.scale == one.now.scale == line.scale for one in line.comparisons)
        shown += placed
    wanted = [one for entry in entries if entry.portrait == "ours" for one in entry.placements]
    assert Counter(map(repr, shown)) == Counter(repr(one) for one in wanted if one.target == "advocacy")


@given(journals(), st.integers(1, 4))
def test_few_points_are_the_last_of_all(entries: list[Entry], most: int) -> None:
    """A limit on the points shows the newest of them, unchanged."""
    everything = [repr(point) for line in over_time(entries, SCOPE).lines for point in line.points]
    growth = over_time(entries, replace(SCOPE, most=most))
    few = [repr(point) for line in growth.lines for point in line.points]
    assert len(few) == min(most, len(everything))
    assert not Counter(few) - Counter(everything)
    assert growth.earlier == (len(everything) > most)
