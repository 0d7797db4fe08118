"""When the replies to a request may be seen."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from portrait_cli.core.opening import Batches, Opened, missing, opened, settled, waiting
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS

CASES = settings(max_examples=10 * settings().max_examples)
DIGESTS = [f"{number:02x}" for number in range(30)]
MOVES = st.lists(st.integers(0, 4 * 2 ** len(DIGESTS) - 1), max_size=12)
"""What happens one after the other: the lowest two bits say what, and each of the others stands for a reply."""
THRESHOLDS = st.integers(FEWEST, 7).flatmap(lambda few: st.tuples(st.just(few), st.integers(FEWEST_FOR_COMMENTS, 11)))


def looks(moves: Sequence[int], fewest: int, for_comments: int) -> list[tuple[set[str], Opened]]:
    """Return the replies that were there and what was opened, at each look; some arrive, or some are taken back."""
    there: set[str] = set()
    now = Opened()
    seen = []
    for move in moves:
        digests = {digest for bit, digest in enumerate(DIGESTS, start=2) if move >> bit & 1}
        match move % 4:
            case 0:
                there |= digests
            case 1:  # one after the other, as people answer
                there |= set(sorted(digests)[:2])
            case 2:
                there -= set(sorted(digests)[:3])
            case _:
                now = opened(there, now, fewest, for_comments)
                seen.append((set(there), now))
    return seen


def flat(batches: Batches) -> set[str]:
    return {digest for batch in batches for digest in batch}


@CASES
@given(MOVES, THRESHOLDS)
def test_any_two_looks_differ_by_nobody_or_by_enough_people(moves: list[int], fewest: tuple[int, int]) -> None:
    """Whatever comes, goes and is looked at when, two looks show the same people or enough more; none is lost."""
    shown = [Opened(), *(now for _, now in looks(moves, *fewest))]
    for earlier, later in combinations(shown, 2):
        for before, after, few in (
            (flat(earlier.counted), flat(later.counted), fewest[0]),
            (flat(earlier.quoted), flat(later.quoted), fewest[1]),
        ):
            assert before <= after
            assert not 0 < len(after - before) < few


@CASES
@given(MOVES, THRESHOLDS, st.randoms())
def test_the_order_within_an_arrival_does_not_matter(
    moves: list[int], fewest: tuple[int, int], order: Random
) -> None:
    """The same replies in any order open the same batches, and no batch shows how its replies came."""
    for there, now in looks(moves, *fewest)[-1:]:
        shuffled = order.sample(sorted(there), len(there))
        assert opened(shuffled, now, *fewest) == opened(sorted(there), now, *fewest)
        assert all(list(batch) == sorted(batch) for batch in (*now.counted, *now.quoted))


@CASES
@given(MOVES, THRESHOLDS)
def test_a_reply_that_was_shown_and_is_gone_is_known(moves: list[int], fewest: tuple[int, int]) -> None:
    """What was shown and is not there any more is named, and everything else is shown or waits."""
    for there, now in looks(moves, *fewest):
        assert missing(there, now) == now.replies - there
        assert flat(now.counted) | set(waiting(there, now.counted)) >= there
        assert len(waiting(there, now.counted)) < fewest[0]


@CASES
@given(st.lists(st.integers(1, 2**12), max_size=6), st.integers(FEWEST, 8))
def test_one_thing_that_was_asked_opens_in_steps_too(rows: list[int], fewest: int) -> None:
    """Of what some could not answer, any two views differ by enough people who did, or by nobody."""
    answered = [[digit == "1" for digit in f"{row:b}"] for row in rows]
    has_answer = {f"{batch}-{place}": yes for batch, row in enumerate(answered) for place, yes in enumerate(row)}
    batches = [[f"{batch}-{place}" for place in range(len(row))] for batch, row in enumerate(answered)]
    views = [set(settled(batches[:size], has_answer.__getitem__, fewest)) for size in range(len(batches) + 1)]
    for before, after in combinations(views, 2):
        assert before <= after
        assert before == after or sum(has_answer[one] for one in after - before) >= fewest


def test_five_open_the_counts_and_eight_the_words() -> None:
    """The fifth reply opens the counts, the eighth the words; four more wait, and the fifth of them opens again."""
    four, five, eight, nine, ten = DIGESTS[:4], DIGESTS[:5], DIGESTS[:8], DIGESTS[:9], DIGESTS[:10]
    assert opened(four, Opened(), 5, 8) == Opened()
    first = opened(five, Opened(), 5, 8)
    assert first == Opened((tuple(five),))
    second = opened(eight, first, 5, 8)
    assert second == Opened((tuple(five),), (tuple(eight),))
    assert opened(nine, second, 5, 8) == second
    assert waiting(nine, second.counted) == tuple(DIGESTS[5:9])
    assert opened(ten, second, 5, 8) == Opened((tuple(five), tuple(DIGESTS[5:10])), (tuple(eight),))
