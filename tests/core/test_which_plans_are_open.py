from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.entry import OUTCOMES, Block, Entry, Plan, PlanOutcome
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.find_plan import find, short_ids
from portrait_cli.core.open_plans import OpenPlan, TrackedPlan, closed_of, history, open_of, still_open

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
        TrackedPlan(1, TICKED, made, "partly", "In part", date(2026, 11, 23), "half of it", again),
        TrackedPlan(2, SECOND, made),
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
    assert set(short_ids(tracked_plans)) == ids
    for name, short in short_ids(tracked_plans).items():
        assert name.startswith(short)
        numbers = {str(number) for number in range(1, len(ids) + 1)}
        assert short in numbers - ids or find(tracked_plans, short).id == name


@given(_journals, _journals)
def test_a_number_never_means_another_plan(earlier: list[Entry], later: list[Entry]) -> None:
    """Whatever later entries hold, the plans made before keep their numbers, which count from 1 without a gap."""
    moved = [replace(entry, id=f"later-{entry.id}", written=entry.written.replace(year=2027)) for entry in later]
    before = {tracked.id: tracked.number for tracked in history(earlier)}
    after = history([*moved, *earlier])
    assert [tracked.number for tracked in after] == list(range(1, len(after) + 1))
    assert before.items() <= {tracked.id: tracked.number for tracked in after}.items()
