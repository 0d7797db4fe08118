"""A leader's and a coach's levels side by side: in which order, and from when the leader's are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach_requests import coach_request
from portrait_cli.core.coach_steps import ASK, CANNOT_SAY, KEEP
from portrait_cli.core.entry import Entry, Heading, Placement, Response
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.side_by_side import (
    SHORTLY_BEFORE,
    Placed,
    SideBySide,
    levels_of,
    missing,
    placed_for,
    side_by_side,
)

LEVELS = ("starting", "growing", "steady", "multiplying")
ON = date(2026, 11, 23)
TARGETS = ("ad1", "ad2", "ad3")
REQUEST = coach_request(*TARGETS)

_mine = st.dictionaries(st.sampled_from(TARGETS), st.sampled_from([*LEVELS, "cant-say-yet"]))
_theirs = st.dictionaries(st.sampled_from(TARGETS), st.sampled_from([*LEVELS, CANNOT_SAY]))


def _placement(target: str, level: str, levels: tuple[str, ...] = LEVELS) -> Placement:
    return Placement(target, "Where?", level, level.title(), scale="growth/1", levels=levels)


def _placed(mine: dict[str, str]) -> dict[str, Placed]:
    return {target: Placed(ON, _placement(target, level), f"my {target}") for target, level in mine.items()}


def _reply(theirs: dict[str, str]) -> Reply:
    answers = {f"advocacy.{target}.level": level for target, level in theirs.items()}
    answers |= {f"advocacy.{target}.comment": f"their {target}" for target in theirs}
    return Reply(REQUEST.id, answers, by="Ms. Ortiz")


def _shown(mine: dict[str, str], theirs: dict[str, str]) -> SideBySide:
    return side_by_side(REQUEST, _reply(theirs), _placed(mine))


@given(_mine, _theirs)
def test_each_is_in_exactly_one_part(mine: dict[str, str], theirs: dict[str, str]) -> None:
    """All that was asked is shown once: as a difference, as agreement, or as what one of the two could not say."""
    shown = _shown(mine, theirs)
    pairs = [*shown.differ, *shown.agree, *shown.unsaid]
    assert sorted(pair.target for pair in pairs) == list(TARGETS)
    for pair in shown.differ:
        assert mine[pair.target] != theirs[pair.target]
    for pair in shown.agree:
        assert mine[pair.target] == theirs[pair.target]
    for pair in shown.unsaid:
        assert mine.get(pair.target) not in LEVELS or theirs.get(pair.target) not in LEVELS


@given(_mine, _theirs)
def test_the_furthest_apart_come_first(mine: dict[str, str], theirs: dict[str, str]) -> None:
    """Differences are ordered by how far apart the levels are, in either direction, and then as they were asked."""
    shown = _shown(mine, theirs)
    order = [
        (-abs(LEVELS.index(mine[one.target]) - LEVELS.index(theirs[one.target])), one.target) for one in shown.differ
    ]
    assert order == sorted(order)


def test_both_have_their_words_beside_them() -> None:
    """Each level has its name, its statement and the example; the coach's two lines come with it."""
    reply = _reply({"ad1": "steady"})
    reply = replace(reply, answers={**reply.answers, KEEP: "You wait.", ASK: "Who decides?"})
    shown = side_by_side(REQUEST, reply, _placed({"ad1": "growing"}))
    (pair,) = shown.differ
    assert (pair.mine.label, pair.mine.words) == ("Growing", "my ad1")
    assert (pair.theirs.label, pair.theirs.words) == ("Steady", "their ad1")
    assert pair.theirs.statement.startswith("Before we start, I ask")
    assert pair.apart == 1
    assert (shown.keep, shown.ask) == ("You wait.", "Who decides?")


def test_levels_of_different_scales_are_not_compared() -> None:
    """If the portrait's levels changed since, the two stand beside each other and nobody says that they differ."""
    old = {"ad1": Placed(ON, _placement("ad1", "low", ("low", "high")))}
    shown = side_by_side(REQUEST, _reply({"ad1": "steady"}), old)
    assert not shown.differ
    assert "ad1" in [pair.target for pair in shown.unsaid]


# --- when the leader placed ---


def _entries(said: Iterable[tuple[int, str]]) -> list[Entry]:
    """Make entries that place AD1, each some days after the request."""
    return [
        Entry(
            f"e{number}",
            datetime(ON.year, ON.month, ON.day, 12) + timedelta(days=days),  # noqa: DTZ001  # local, as entries are
            "-06:00",
            "T",
            blocks=(_placement("ad1", level),),
        )
        for number, (days, level) in enumerate(said)
    ]


def _level(*said: tuple[int, str]) -> str:
    placed = placed_for(REQUEST, _entries(said))
    return placed["ad1"].placement.level if placed else ""


def test_the_first_level_since_the_request_counts() -> None:
    """What the leader places once the coach's view may be known changes nothing."""
    assert _level((1, "growing"), (9, "steady")) == "growing"
    assert _level((-3, "starting"), (0, "growing"), (9, "steady")) == "growing"


def test_without_one_the_last_before_it_counts_for_eight_weeks() -> None:
    """A level of the weeks before the request is still how it is; an older one has to be chosen again."""
    weeks = -SHORTLY_BEFORE.days
    assert _level((-20, "starting"), (-3, "growing")) == "growing"
    assert _level((weeks, "starting")) == "starting"
    assert _level((weeks - 1, "starting")) == ""


@given(st.lists(st.tuples(st.integers(-80, 80), st.sampled_from(LEVELS)), max_size=8))
def test_nothing_after_the_first_since_the_request_changes_it(said: list[tuple[int, str]]) -> None:
    """In any history, leaving out all that came after the deciding level leaves the same level."""
    placed = placed_for(REQUEST, _entries(said))
    if "ad1" in placed:
        until = placed["ad1"].on
        kept = [one for one in said if ON + timedelta(days=one[0]) <= until]
        assert placed_for(REQUEST, _entries(kept))["ad1"].placement == placed["ad1"].placement


def test_a_level_of_an_earlier_time_does_not_count() -> None:
    """How it was at the start of the year is not how it is."""
    (entry,) = _entries([(1, "growing")])
    then = replace(_placement("ad1", "growing"), as_of="then")
    assert placed_for(REQUEST, [replace(entry, blocks=(then,))]) == {}


def test_the_leaders_words_are_those_about_the_level_or_behind_it() -> None:
    """A comment on the level is the example; a session that asks none has the words that led to the level."""
    (entry,) = _entries([(1, "growing")])
    (level,) = entry.blocks
    assert isinstance(level, Placement)
    said = (Heading("Advocacy", "advocacy"), Response("advocacy.left-out", "Who?", "Families."))
    for blocks, words in (
        ((*said, level), "Families."),
        ((*said, replace(level, comment="One of them called.")), "One of them called."),
        ((level,), ""),
    ):
        assert placed_for(REQUEST, [replace(entry, blocks=blocks)])["ad1"].words == words


def test_other_things_are_left_out() -> None:
    """A level of something that the coach was not asked about is not read."""
    (entry,) = _entries([(1, "growing")])
    assert placed_for(REQUEST, [replace(entry, blocks=(_placement("hc1", "growing"),))]) == {}


def _names(request: Request, placed: dict[str, str], placeable: Iterable[str]) -> list[str]:
    return [step.target for step in missing(request, _placed(placed), frozenset(placeable))]


def test_what_is_missing_is_what_can_still_be_placed() -> None:
    """All that was asked has to be placed, but for what the portrait has no longer."""
    assert [step.target for step in levels_of(REQUEST)] == list(TARGETS)
    assert _names(REQUEST, {"ad2": "steady"}, TARGETS) == ["ad1", "ad3"]
    assert _names(REQUEST, {}, ["ad3"]) == ["ad3"]
