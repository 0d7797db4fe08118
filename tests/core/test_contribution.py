"""What a leader contributes to a round."""

from datetime import date, datetime

from msgspec.structs import replace

from portrait_cli.core.contribution import (
    Chosen,
    Contribution,
    Placed,
    counted,
    is_long_ago,
    month_in_words,
    newest_chosen,
    plans_kept,
)
from portrait_cli.core.entry import Entry, Placement, Plan
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Attribute, Level, OffScale, Portrait, Scale
from portrait_cli.core.text import Id

GROWTH = Scale(
    id=Id("growth"),
    levels=(Level("Starting", Id("starting")), Level("Steady", Id("steady"))),
    off_scale=(OffScale("Can't say yet", Id("cant-say-yet")),),
)
PORTRAIT = Portrait(
    id=Id("ours"),
    scales=(GROWTH,),
    attributes=(
        Attribute(id=Id("advocacy"), name="Advocacy", scale=Id("growth")),
        Attribute(id=Id("courage"), name="Courage", scale=Id("growth")),
        Attribute(id=Id("words"), name="Words"),
    ),
)
ONE = Contribution(
    id="0123456789abcdef",
    version=1,
    round="Fall 2026",
    month="2026-11",
    portrait="ours",
    portrait_version="1",
    placements=(Placed("advocacy", "growth/1", "steady"),),
    consent="I agree.",
)


def _entry(day: int, *placements: Placement, portrait: str = "ours") -> Entry:
    return Entry(
        f"e{day}",
        datetime.fromisoformat(f"2026-11-{day:02}"),
        "-06:00",
        "Session",
        portrait=portrait,
        blocks=placements,
    )


def _placed(level: str, target: str = "advocacy", scale: str = "growth/1") -> Placement:
    return Placement(target=target, prompt="Where?", level=level, label=level, scale=scale, comment="Maria said so.")


def test_the_newest_level_of_each_counts() -> None:
    """Of two levels for one attribute the later one leaves, in the order of the ids, without its comment."""
    entries = [
        _entry(9, _placed("steady"), _placed("cant-say-yet", "courage")),
        _entry(2, _placed("starting")),
    ]
    found = newest_chosen(entries, PORTRAIT, date(2026, 8, 1), None)
    day = date(2026, 11, 9)
    assert found == (
        Chosen(Placed("advocacy", "growth/1", "steady"), day),
        Chosen(Placed("courage", "growth/1", "cant-say-yet"), day),
    )
    assert not is_long_ago(found, date(2027, 1, 4))
    assert is_long_ago(found, date(2027, 1, 5))


def test_only_what_the_portrait_offers_leaves() -> None:
    """A word in place of a level, another scale, an unknown target, another portrait and another time stay."""
    entries = [
        _entry(2, _placed("Maria"), _placed("steady", scale="other/1"), _placed("steady", "maria")),
        _entry(3, replace(_placed("steady"), as_of="then"), _placed("steady", "words")),
        _entry(4, _placed("steady"), portrait="theirs"),
        _entry(20, _placed("steady")),
    ]
    assert newest_chosen(entries, PORTRAIT, None, date(2026, 11, 10)) == ()


def test_many_kept_plans_are_not_told_apart() -> None:
    """Plans kept in that time are counted up to three; others are not."""
    plan = TrackedPlan(1, Plan("p", "advocacy", "Monday", "call"), _entry(2))
    kept = replace(plan, outcome="kept", told=date(2026, 11, 5))
    by_hand = replace(plan, outcome="kept")
    others = [plan, replace(kept, outcome="partly"), replace(kept, told=date(2025, 5, 1))]
    assert plans_kept([*others, kept, by_hand], date(2026, 8, 1), None) == 2
    assert plans_kept([kept] * 11, date(2026, 8, 1), None) == 3


def test_the_highest_version_of_one_id_counts() -> None:
    """A contribution that was made again replaces the one before, whichever comes first."""
    again = replace(ONE, version=2, placements=(Placed("advocacy", "growth/1", "starting"),))
    other = replace(ONE, id="00000000000000aa")
    assert counted([again, other, ONE]) == counted([ONE, again, other]) == (other, again)


def test_two_that_differ_under_one_version_are_one_in_any_order() -> None:
    """If somebody changed a file by hand, the same one of both counts in whatever order they come."""
    changed = replace(ONE, placements=(Placed("advocacy", "growth/1", "starting"),))
    assert counted([ONE, changed]) == counted([changed, ONE])
    assert len(counted([ONE, changed])) == 1


def test_a_round_is_called_as_its_month() -> None:
    """A round that nobody named is called as people say its month."""
    assert month_in_words(date(2026, 11, 23)) == "November 2026"
