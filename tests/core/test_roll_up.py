"""Which contributions may be rolled up beside those that were."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.roll_up import Overlap, overlap

SIX = dict.fromkeys("abcdef", "said")


def test_the_first_roll_up_is_allowed() -> None:
    """Nothing was shown that anything could be subtracted from."""
    assert overlap(SIX, []) is None


def test_the_same_again_is_allowed() -> None:
    """The same people with the same levels give the same result."""
    assert overlap(SIX, [{"x": "said"}, dict(SIX)]) is None


def test_other_people_are_allowed() -> None:
    """Those who came late can be counted by themselves."""
    assert overlap(dict.fromkeys("uvwxyz", "said"), [SIX]) is None


def test_one_person_more_is_refused() -> None:
    """Beside the earlier result it would show what that person answered."""
    assert overlap({**SIX, "g": "said"}, [SIX]) == Overlap(before=6, changed=0, new=1)


def test_somebody_who_changed_their_levels_is_refused() -> None:
    """Beside the earlier result it would show what they answered before and now."""
    assert overlap({**SIX, "f": "something else"}, [SIX]) == Overlap(before=6, changed=1, new=0)


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1)))
def test_whatever_is_allowed_can_be_subtracted_from_nothing(new: set[str], asked: list[set[str]]) -> None:
    """Any two roll-ups that were allowed one after the other are the same or have nobody in common."""
    shown: list[dict[str, str]] = []
    for people in [*asked, new]:
        one = dict.fromkeys(people, "said")
        if overlap(one, shown) is None:
            shown.append(one)
    assert all(one == other or not one.keys() & other.keys() for one, other in combinations(shown, 2))
