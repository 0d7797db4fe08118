from collections.abc import Collection
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.entry import OUTCOMES, Block, Entry, Plan, PlanOutcome
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.find_plan import SHORTEST, find, shortened_ids
from portrait_cli.core.open_plans import (
    OpenPlan,
    TrackedPlan,
    closed_of,
    history,
    open_of,
    still_open,
    with_numbers,
)
from portrait_cli.core.own_numbers import own_numbers

FIRST, SECOND = Plan("c1", "care", "it rains", "stay"), Plan("c2", "care", "it snows", "go")
TICKED = Plan("c1", "care", "it rains", "stay", ticked=True)


def _entry(hour: int, *blocks: Block, utc_offset: str = "-06:00") -> Entry:
    written = datetime(2026, 11, 23, hour)  # noqa: DTZ001  # local, as entries are
    return Entry(id=str(hour), written=written, utc_offset=utc_offset, title="T", blocks=blocks)


def _tracked_plans(*ids: str, closed: str = "") -> tuple[TrackedPlan, ...]:
    made = _entry(9, *(Plan(name, "care", "it rains", "stay", ticked=name == closed) for name in ids))
    return history([made])


def test_a_plan_is_open_until_it_has_an_outcome() -> None:
    """Any outcome, in any entry, closes the plan; the others stay open."""
    told = PlanOutcome("c1", FIRST.sentence, "not", "Not this time")
    assert still_open([_entry(9, FIRST), _entry(10, SECOND), _entry(11, told)]) == (
        OpenPlan(2, date(2026, 11, 23), SECOND),
    )


def test_a_ticked_box_closes_a_plan() -> None:
    """A box ticked by hand counts as kept."""
    assert still_open([_entry(9, TICKED)]) == ()
    (tracked,) = history([_entry(9, TICKED)])
    assert (tracked.outcome, tracked.label, tracked.told, tracked.note) == ("kept", "Kept", None, "")


def test_a_cancelled_box_closes_a_plan() -> None:
    """A box with a hyphen, as other programs cancel a task, counts as let go."""
    cancelled = replace(FIRST, let_go=True)
    assert still_open([_entry(9, cancelled)]) == ()
    (tracked,) = history([_entry(9, cancelled)])
    assert (tracked.outcome, tracked.label, tracked.told) == ("changed", "Changed my mind", None)


def test_open_plans_come_oldest_first() -> None:
    """Plans are in order of time, not of the files or of local clocks."""
    evening_in_india = _entry(20, FIRST, utc_offset="+05:30")
    morning_in_chicago = _entry(9, SECOND)
    found = still_open([morning_in_chicago, evening_in_india])
    assert [open_one.plan.id for open_one in found] == ["c1", "c2"]


def test_an_outcome_may_be_older_than_its_plan() -> None:
    """A clock that was set back does not reopen a plan that has an outcome."""
    told = PlanOutcome("c1", FIRST.sentence, "kept", "Kept")
    assert still_open([_entry(8, told), _entry(9, FIRST)]) == ()


def test_the_history_says_how_each_went() -> None:
    """A closed plan keeps its words, where it was made, and its last outcome."""
    made, once = (
        _entry(9, TICKED, SECOND),
        _entry(10, PlanOutcome("c1", FIRST.sentence, "not", "Not this time", "snow")),
    )
    again = _entry(11, PlanOutcome("c1", FIRST.sentence, "partly", "In part", "half of it"))
    tracked_plans = history([again, made, once])
    assert tracked_plans == (
        TrackedPlan(1, TICKED, made, "partly", "In part", date(2026, 11, 23), "half of it", again, ("care",)),
        TrackedPlan(2, SECOND, made, targets=(SECOND.attribute,)),
    )
    assert (tracked_plans[0].id, tracked_plans[0].made, tracked_plans[0].entry.id) == ("c1", date(2026, 11, 23), "9")


_parts = st.one_of(
    st.builds(Plan, id=st.sampled_from("abc"), attribute=st.just(""), when=st.just("x"), then=st.just("y"),
        ticked=st.booleans()),
    st.builds(PlanOutcome, plan=st.sampled_from("abcd"), sentence=st.just("s"), outcome=st.sampled_from(OUTCOMES),
        label=st.just("l")),
)  # fmt: skip
_journals = st.lists(st.builds(_entry, st.integers(0, 23)).flatmap(
    lambda entry: st.lists(_parts, max_size=3).map(
        lambda blocks: _entry(entry.written.hour, *blocks)
    )
), max_size=6)  # fmt: skip


@given(_journals)
def test_open_is_what_nothing_closes(entries: list[Entry]) -> None:
    """In any journal, every plan is listed once, and is open unless it has an outcome or was ticked."""
    tracked_plans = history(entries)
    plans = [plan for entry in entries for plan in entry.plans]
    closed = {told.plan for entry in entries for told in entry.outcomes}
    closed |= {plan.id for plan in plans if plan.ticked}
    assert sorted(tracked.id for tracked in tracked_plans) == sorted({plan.id for plan in plans})
    assert {tracked.id for tracked in open_of(tracked_plans)} == {plan.id for plan in plans} - closed
    assert still_open(entries) == tuple(OpenPlan(one.number, one.made, one.plan) for one in open_of(tracked_plans))
    assert sorted(one.id for one in (*open_of(tracked_plans), *closed_of(tracked_plans))) == sorted(
        one.id for one in tracked_plans
    )


def test_the_closed_come_newest_first() -> None:
    """The plans that were closed last come first."""
    entries = [_entry(9, TICKED), _entry(10, Plan("c2", "care", "it snows", "go", ticked=True))]
    assert [tracked.id for tracked in closed_of(history(entries))] == ["c2", "c1"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1", "99"),
        ("2", "a1b2c3d4"),
        (" 3 ", "a1ffffff"),
        ("a1b", "a1b2c3d4"),
        (" a1ffffff ", "a1ffffff"),
        ("99", "99"),
        ("4821", "48215566"),
    ],
)
def test_a_plan_is_found_by_number_id_or_its_beginning(said: str, meant: str) -> None:
    """A plan is found by its number, open or closed, by its id, or by enough of it."""
    assert find(_tracked_plans("99", "a1b2c3d4", "a1ffffff", "48215566", closed="99"), said).id == meant


def test_an_id_goes_before_a_number() -> None:
    """When an id is a number, or the beginning of another id, the complete id wins."""
    assert find(_tracked_plans("ab", "abcd", "1"), "1").id == "1"
    assert find(_tracked_plans("abcd", "ab"), "ab").id == "ab"


@pytest.mark.parametrize(
    ("ids", "closed", "said", "message", "hint"),
    [
        ("a1b2c3d4 a1ffffff", "", "a1", '"a1" could be several plans', "type more of the id: a1b2c3d4, a1ffffff"),
        ("a1b2c3d4 a1ffffff", "", "x", 'there is no plan "x"', "the open ones: 1, 2; portrait plans shows them"),
        ("a1b2c3d4 3fffffff", "a1b2c3d4", "3", 'there is no plan "3"', "the open ones: 2; portrait plans shows them"),
        (
            "a b c d e f g h i j",
            "",
            "k",
            'there is no plan "k"',
            "portrait plans lists the 10 open ones with their numbers",
        ),
        ("c1", "c1", " ", 'there is no plan " "', "no plan is open; `portrait plans --all` shows the others"),
        ("", "", "1", "there are no plans yet", "`portrait reflect` ends with one"),
    ],
)
def test_what_means_no_plan_or_several_is_refused(ids: str, closed: str, said: str, message: str, hint: str) -> None:
    """A name that fits no plan, or several, is refused with the plans there are."""
    with pytest.raises(NotFoundError) as caught:
        find(_tracked_plans(*ids.split(), closed=closed), said)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@given(st.sets(st.text("ab1", min_size=1, max_size=7), max_size=12))
def test_a_short_id_means_its_plan(ids: set[str]) -> None:
    """Whatever the ids are, each shortened one can be typed, and means its own plan and no other."""
    tracked_plans = _tracked_plans(*sorted(ids))
    short = shortened_ids(ids)
    assert set(short) == ids
    numbers = {str(number) for number in range(1, len(ids) + 1)}
    for name, beginning in short.items():
        assert name.startswith(beginning)
        is_number = beginning in numbers or (beginning.isdecimal() and len(beginning) < SHORTEST)
        assert (is_number and beginning not in ids) or find(tracked_plans, beginning).id == name


def test_a_number_that_no_plan_has_is_no_beginning_of_an_id() -> None:
    """Before there is a plan 9, a 9 means none of those whose ids happen to begin with it."""
    with pytest.raises(NotFoundError, match='there is no plan "9"'):
        find(_tracked_plans("9a8b7c6d"), "9")


def test_a_later_entry_may_move_a_plan_and_put_it_in_other_words() -> None:
    """A plan has its newest words and day, and stays the plan of the day on which it was made."""
    moved = replace(FIRST, by=date(2026, 12, 4))
    reworded = replace(moved, when="it pours")
    later = replace(_entry(9, moved), id="moved", written=datetime(2026, 11, 30))  # noqa: DTZ001  # local
    entries = [_entry(9, FIRST), _entry(10, SECOND), later]
    assert [(one.number, one.plan, one.made) for one in history(entries)] == [
        (1, moved, date(2026, 11, 23)),
        (2, SECOND, date(2026, 11, 23)),
    ]
    again = replace(later, id="again", written=datetime(2026, 12, 1), blocks=(reworded,))  # noqa: DTZ001  # local
    assert [one.plan for one in still_open([again, *entries])] == [reworded, SECOND]


@pytest.mark.parametrize("ticked", [0, 1])
def test_a_box_ticked_in_any_entry_that_holds_a_plan_closes_it(ticked: int) -> None:
    """A plan that was moved stands in two entries, and either box closes it."""
    blocks = [FIRST, replace(FIRST, by=date(2026, 12, 4))]
    blocks[ticked] = replace(blocks[ticked], ticked=True)
    (tracked,) = history([_entry(9, blocks[0]), _entry(10, blocks[1])])
    assert (tracked.outcome, tracked.plan.by) == ("kept", date(2026, 12, 4))


def test_a_session_that_is_saved_late_takes_no_number_away() -> None:
    """A number that was written with a plan stays its own when an earlier moment gets a plan later."""
    made = with_numbers(_entry(12, FIRST), [])
    late = with_numbers(_entry(9, SECOND), [1])
    assert [(one.id, one.number) for one in history([late, made])] == [("c2", 2), ("c1", 1)]


def test_plans_without_a_written_number_get_those_that_are_free() -> None:
    """Plans of earlier versions, and those that share a number, are counted in the order of their moments."""
    written = [("a", 0), ("b", 2), ("c", 2), ("d", 0), ("b", 9), ("e", 1)]
    assert own_numbers(written) == {"a": 3, "b": 2, "c": 4, "d": 5, "e": 1}


@given(_journals, _journals)
def test_a_number_never_means_another_plan(earlier: list[Entry], later: list[Entry]) -> None:
    """Whatever is saved later, plans keep the numbers that they were given, and no two have the same."""
    saved: list[Entry] = []
    for place, entry in enumerate([*earlier, *later]):
        known = {tracked.id: tracked.number for tracked in history(saved)}
        one = with_numbers(replace(entry, id=f"{place:02}", blocks=_new(entry.blocks, known)), known.values())
        saved.append(replace(one, blocks=(*one.blocks, *_others(entry.blocks))))
        after = {tracked.id: tracked.number for tracked in history(saved)}
        assert known.items() <= after.items()
        assert sorted(after.values()) == list(range(1, len(after) + 1))


def _new(blocks: tuple[Block, ...], known: Collection[str]) -> tuple[Block, ...]:
    plans = {block.id: block for block in blocks if isinstance(block, Plan) and block.id not in known}
    return tuple(plans.values())


def _others(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not isinstance(block, Plan))
