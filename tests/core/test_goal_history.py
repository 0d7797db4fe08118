from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from examples import PORTRAIT
from portrait_cli.core.entry import GOAL_OUTCOMES, Block, Entry, Goal, GoalOutcome, GoalReview, Prose, Response
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.find_goal import find, in_short
from portrait_cli.core.goals import (
    Decision,
    TrackedGoal,
    about,
    attribute_of,
    gathers,
    goal_history,
    label_of,
    open_goals,
)

FIRST = Goal("3f2a", "ad2", "AD2 Removes the barrier", "Families hear\nfirst.")
SECOND = Goal("3fc4", "collaboration", "Collaboration", "Say less.")
MONDAY = datetime(2026, 11, 23, 8)  # noqa: DTZ001  # local, as entries are


def _entry(hour: int, *blocks: Block) -> Entry:
    at = MONDAY + timedelta(hours=hour)
    return Entry(id=f"{hour:03}", written=at, utc_offset="-06:00", title="T", blocks=blocks)


def _review(goal: Goal, outcome: GoalOutcome, reason: str = "") -> GoalReview:
    return GoalReview(goal.id, "the goal", outcome, "In words", reason)


# --- the history ---


def test_a_goal_is_open_until_it_is_met_or_let_go() -> None:
    """Keeping and changing a goal leave it open; it ends when it is met or let go, and the other stays."""
    entries = [_entry(1, FIRST), _entry(2, SECOND), _entry(3, _review(FIRST, "keep"), _review(SECOND, "change"))]
    assert [tracked.id for tracked in open_goals(entries)] == ["3f2a", "3fc4"]
    ended = [*entries, _entry(4, _review(FIRST, "met"))]
    assert [tracked.id for tracked in open_goals(ended)] == ["3fc4"]
    assert [tracked.ended for tracked in goal_history(ended)] == ["met", None]
    assert open_goals([*ended, _entry(5, _review(SECOND, "let-go"))]) == ()


def test_the_newest_decision_counts() -> None:
    """A goal that was let go and is kept in a later entry is open again."""
    (tracked,) = goal_history([_entry(1, FIRST), _entry(3, _review(FIRST, "keep")), _entry(2, _review(FIRST, "met"))])
    assert (tracked.ended, [one.review.outcome for one in tracked.decisions]) == (None, ["met", "keep"])


def test_a_changed_goal_has_its_newest_words() -> None:
    """The same goal in a later entry has new words; its day, its number and the entry that set it stay."""
    changed = replace(FIRST, text="Every family\nhears first.")
    review = _review(FIRST, "change", "Some heard last.")
    shows, later = (
        Response("my-goal.3f2a.shows", "What?", "One call."),
        Response("my-goal.3f2a.shows", "?", "Two\ncalls."),
    )
    entries = [_entry(30, review, changed, later), _entry(1, FIRST, shows), _entry(2, SECOND)]
    first, second = goal_history(entries)
    decision = Decision(date(2026, 11, 24), review)
    assert first == TrackedGoal(
        number=1,
        goal=changed,
        set_on=date(2026, 11, 23),
        entry="001",
        shows="Two\ncalls.",
        decisions=(decision,),
        targets=("ad2", "ad2"),
    )
    assert (first.sentence, first.shows_in_line) == ("Every family hears first.", "Two calls.")
    assert (second.number, second.shows, second.decisions) == (2, "", ())


def test_numbers_stay_when_goals_end() -> None:
    """A number counts the goals as they were set, so that it never means another one."""
    entries = [_entry(1, FIRST), _entry(2, SECOND), _entry(3, _review(FIRST, "met"))]
    assert [(tracked.number, tracked.id) for tracked in open_goals(entries)] == [(2, "3fc4")]


def test_a_decision_may_be_older_than_its_goal() -> None:
    """A clock that was set back does not lose what was decided; a decision about an unknown goal is no goal."""
    told = _entry(1, _review(FIRST, "met"), _review(SECOND, "met"), Prose("Words."))
    (tracked,) = goal_history([told, _entry(2, FIRST)])
    assert tracked.ended == "met"


class _Move(Struct, frozen=True):
    """Something a person does: set a goal, or decide about one."""

    goal: int
    outcome: GoalOutcome | None
    """None to set it, or to give it new words."""
    text: str


_moves = st.lists(
    st.builds(
        _Move,
        goal=st.integers(0, 3),
        outcome=st.one_of(st.none(), st.sampled_from(GOAL_OUTCOMES)),
        text=st.sampled_from(["a", "b\nc", "d"]),
    ),
    max_size=12,
)


@given(_moves, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_history_is_what_was_done(moves: list[_Move], random: Random, size: int) -> None:
    """Whatever is set and decided, in one entry or in many, in any order of files: a simple model agrees."""
    entries = [
        _entry(start, *(block for move in moves[start : start + size] for block in _blocks(move)))
        for start in range(0, len(moves), size)
    ]
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert _in_short(goal_history(shuffled)) == _model(moves)
    assert [tracked.id for tracked in open_goals(shuffled)] == [
        name for name, (_, _, outcomes) in _model(moves).items() if not {"met", "let-go"} & set(outcomes[-1:])
    ]


def _blocks(move: _Move) -> Sequence[Block]:
    name = str(move.goal)
    if move.outcome is None:
        return [Goal(name, "", "My goal", move.text), Response(f"my-goal.{name}.shows", "?", move.text)]
    return [GoalReview(name, "the goal", move.outcome, "In words", move.text)]


def _in_short(history: Sequence[TrackedGoal]) -> dict[str, tuple[str, str, list[str]]]:
    assert [tracked.number for tracked in history] == list(range(1, len(history) + 1))
    return {
        tracked.id: (tracked.goal.text, tracked.shows, [one.review.outcome for one in tracked.decisions])
        for tracked in history
    }


def _model(moves: Sequence[_Move]) -> dict[str, tuple[str, str, list[str]]]:
    """Go through the moves one by one, as a person with a sheet of paper would."""
    goals = {str(move.goal): "" for move in moves if move.outcome is None}
    decided: dict[str, list[str]] = {name: [] for name in goals}
    for move in moves:
        if move.outcome is None:
            goals[str(move.goal)] = move.text
        elif str(move.goal) in goals:
            decided[str(move.goal)].append(move.outcome)
    return {name: (text, text, decided[name]) for name, text in goals.items()}


# --- what a goal is about ---


def test_a_goal_about_an_attribute_gathers_its_indicators() -> None:
    """Plans and evidence on an indicator belong to a goal on its attribute; those on another indicator do not."""
    advocacy = replace(FIRST, target="advocacy")
    assert {"advocacy", "ad1", "ad2"} < gathers(advocacy, PORTRAIT)
    assert "collaboration" not in gathers(advocacy, PORTRAIT)
    assert gathers(FIRST, PORTRAIT) == {"ad2", "advocacy"}
    assert gathers(replace(FIRST, target=""), PORTRAIT) == frozenset()


def test_a_goal_is_named_as_the_portrait_names_it_today() -> None:
    """What is gone from the portrait keeps the name it had when the goal was set; a goal may be about nothing."""
    assert label_of(replace(FIRST, heading="AD2 Old name"), PORTRAIT) == "AD2 Removes the barrier"
    assert label_of(replace(FIRST, target="courage", heading="Courage"), PORTRAIT) == "Courage"
    assert label_of(replace(FIRST, target="", heading="My goal"), PORTRAIT) == ""
    assert [attribute_of(name, PORTRAIT) for name in ("ad2", "advocacy", "courage", "")] == [
        "advocacy",
        "advocacy",
        "",
        "",
    ]


def test_the_goals_about_an_attribute_are_those_of_its_indicators_too() -> None:
    """A goal on an indicator is about its attribute; a goal on nothing is about nothing."""
    history = goal_history([_entry(1, FIRST, SECOND, Goal("9", "", "My goal", "x"), Goal("8", "advocacy", "A", "y"))])
    assert [tracked.id for tracked in about(history, "advocacy", PORTRAIT)] == ["3f2a", "8"]
    assert [tracked.id for tracked in about(history, "ad2", PORTRAIT)] == ["3f2a"]
    assert about(history, "authenticity", PORTRAIT) == ()


# --- finding one ---


BOTH = goal_history([_entry(1, FIRST), _entry(2, SECOND)])
ONE_ENDED = goal_history([_entry(1, FIRST), _entry(2, SECOND), _entry(3, _review(FIRST, "met"))])
ALL_ENDED = goal_history([_entry(1, FIRST), _entry(3, _review(FIRST, "met"))])


def test_a_goal_is_found_by_its_number_or_its_id() -> None:
    """An id comes before a number, a number before the beginning of an id; goals that ended are found too."""
    assert [find(BOTH, said).id for said in ("1", " 2 ", "3f2a", "3fc")] == ["3f2a", "3fc4", "3f2a", "3fc4"]
    assert find(ONE_ENDED, "1").id == "3f2a"
    named_like_a_number = goal_history([_entry(1, FIRST, replace(SECOND, id="1"))])
    assert find(named_like_a_number, "1").id == "1"


def test_the_only_open_goal_needs_no_name() -> None:
    """Without a name, the only open goal is meant; if two are open, they are listed."""
    assert find(ONE_ENDED, "").id == "3fc4"
    with pytest.raises(UsageError, match="2 goals are open") as asked:
        find(BOTH, " ")
    assert asked.value.hint == 'say which: 1 is "Families hear first."; 2 is "Say less."'


@pytest.mark.parametrize(
    ("history", "said", "message", "hint"),
    [
        ((), "", "there is no goal yet", "to set one: portrait goal set"),
        ((), "1", "there is no goal yet", "to set one: portrait goal set"),
        (ALL_ENDED, "", "no goal is open", "portrait goal --all shows the others"),
        (ALL_ENDED, "7", 'there is no goal "7"', "no goal is open; portrait goal --all shows the others"),
        (BOTH, "7", 'there is no goal "7"', 'the open ones: 1 is "Families hear first."; 2'),
        (BOTH, "3f", '"3f" could be several goals', "type more of the id: 3f2a, 3fc4"),
    ],
)
def test_a_goal_that_is_not_found(history: Sequence[TrackedGoal], said: str, message: str, hint: str) -> None:
    """The error says what there is, and what to do."""
    with pytest.raises(NotFoundError, match=message) as missing:
        find(history, said)
    assert hint in missing.value.hint


def test_a_long_goal_is_named_by_its_beginning() -> None:
    """In a hint, a goal takes no more than a few words."""
    (tracked,) = goal_history([_entry(1, replace(FIRST, text="word " * 30))])
    assert len(in_short([tracked])) < 60
