"""Which contributions may be rolled up beside those that were."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.roll_up import Beside, RollUp, beside

SIX = RollUp("result", tuple("abcdef"))
PEOPLE = st.sets(st.sampled_from("abcdefgh"), min_size=1).map(sorted).map(tuple)
ROLL_UPS = st.builds(RollUp, st.sampled_from(["result", "another"]), PEOPLE)


def test_the_first_roll_up_is_allowed() -> None:
    """Nothing was shown that anything could be subtracted from."""
    assert beside(SIX, []) is None


def test_the_same_again_is_allowed() -> None:
    """The same people with the same levels give the same result, on whatever day."""
    assert beside(SIX, [RollUp("another", ("x",)), RollUp(SIX.result, SIX.people, made="2026-11-23")]) is None


def test_other_people_are_allowed() -> None:
    """Those who came late can be counted by themselves."""
    assert beside(RollUp("another", tuple("uvwxyz")), [SIX]) is None


def test_one_person_more_is_refused() -> None:
    """Beside the earlier result it would show what that person answered."""
    assert beside(RollUp("more", tuple("abcdefg")), [SIX]) == Beside(SIX, new=("g",), unseen=1, missing=0)


def test_somebody_who_changed_their_levels_is_refused() -> None:
    """Beside the earlier result it would show what they answered before and now."""
    assert beside(RollUp("changed", SIX.people), [SIX]) == Beside(SIX, new=(), unseen=0, missing=0)


def test_the_earlier_result_with_the_most_of_them_is_named() -> None:
    """Whoever is refused hears of the result to compare with, and how many were in no result at all."""
    pair = RollUp("pair", tuple("gh"))
    assert beside(RollUp("more", tuple("abcdegi")), [pair, SIX]) == Beside(SIX, new=("g", "i"), unseen=1, missing=1)


@given(st.lists(ROLL_UPS))
def test_whatever_is_allowed_can_be_subtracted_from_nothing(asked: list[RollUp]) -> None:
    """Any two roll-ups that were allowed one after the other are the same or have nobody in common."""
    shown: list[RollUp] = []
    for one in asked:
        if beside(one, shown) is None:
            shown.append(one)
    assert all(one.is_same(other) or not set(one.people) & set(other.people) for one, other in combinations(shown, 2))
