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
FEW = st.integers(FEWEST, 7)
FEW_FOR_COMMENTS = st.integers(FEWEST_FOR_COMMENTS, 11)
COULD_SAY = st.sets(st.sampled_from(DIGESTS))
"""Who can say something about one thing that was asked."""


def looks(moves: Sequence[int], fewest: int) -> list[tuple[set[str], Opened]]:
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
                now = opened(there, now, fewest)
                seen.append((set(there), now))
    return seen


def flat(batches: Batches) -> set[str]:
    return {digest for batch in batches for digest in batch}


@CASES
@given(MOVES, FEW)
def test_any_two_looks_differ_by_nobody_or_by_enough_people(moves: list[int], fewest: int) -> None:
    """Whatever comes, goes and is looked at when, two looks show the same people or enough more; none is lost."""
    shown = [Opened(), *(now for _, now in looks(moves, fewest))]
    for earlier, later in combinations(shown, 2):
        before, after = flat(earlier.counted), flat(later.counted)
        assert before <= after
        assert not 0 < len(after - before) < fewest


@CASES
@given(MOVES, FEW, FEW_FOR_COMMENTS, COULD_SAY)
def test_words_open_by_whole_batches_of_what_is_counted(
    moves: list[int], fewest: int, for_comments: int, could_say: set[str]
) -> None:
    """Words about a thing are of whole batches in which it is counted, and any two views differ by enough people."""
    views = [_views(now.counted, fewest, for_comments, could_say) for _, now in looks(moves, fewest)]
    for counted, quoted in views:
        assert flat(quoted) <= flat(counted)
        assert all(set(batch) <= flat(quoted) or not set(batch) & flat(quoted) for batch in counted)
    for (_, earlier), (_, later) in combinations([((), ()), *views], 2):
        assert flat(earlier) <= flat(later)
        more = (flat(later) - flat(earlier)) & could_say
        assert earlier == later or len(more) >= for_comments


@CASES
@given(MOVES, FEW, FEW_FOR_COMMENTS, COULD_SAY, st.randoms())
def test_whether_words_are_shown_tells_nothing_that_the_counts_do_not(
    moves: list[int], fewest: int, for_comments: int, could_say: set[str], order: Random
) -> None:
    """If others of the same batches could say it, or more or fewer of those that wait, the same words are shown."""
    for there, now in looks(moves, fewest):
        counted, quoted = _views(now.counted, fewest, for_comments, could_say)
        others = set(order.sample(sorted(there), len(there) // 2)) - flat(counted)
        for batch in counted:
            others |= set(order.sample(batch, len(could_say & set(batch))))
        again = settled(counted, others.__contains__, for_comments)
        assert again == quoted


def _views(batches: Batches, fewest: int, for_comments: int, could_say: set[str]) -> tuple[Batches, Batches]:
    """Return in which batches one thing is counted, and its words are shown."""
    counted = settled(batches, could_say.__contains__, fewest)
    return counted, settled(counted, could_say.__contains__, for_comments)


@CASES
@given(MOVES, FEW, st.randoms())
def test_the_order_within_an_arrival_does_not_matter(moves: list[int], fewest: int, order: Random) -> None:
    """The same replies in any order open the same batches, and no batch shows how its replies came."""
    for there, now in looks(moves, fewest)[-1:]:
        shuffled = order.sample(sorted(there), len(there))
        assert opened(shuffled, now, fewest) == opened(sorted(there), now, fewest)
        assert all(list(batch) == sorted(batch) for batch in now.counted)


@CASES
@given(MOVES, FEW)
def test_a_reply_that_was_shown_and_is_gone_is_known(moves: list[int], fewest: int) -> None:
    """What was shown and is not there any more is named, and everything else is shown or waits."""
    for there, now in looks(moves, fewest):
        assert missing(there, now) == now.replies - there
        assert flat(now.counted) | set(waiting(there, now.counted)) >= there
        assert len(waiting(there, now.counted)) < fewest


@CASES
@given(st.lists(st.integers(1, 2**12), max_size=6), st.integers(FEWEST, 8))
def test_one_thing_that_was_asked_opens_in_steps_too(rows: list[int], fewest: int) -> None:
    """Of what some could not answer, any two views differ by enough people who did, or by nobody."""
    answered = [[digit == "1" for digit in f"{row:b}"] for row in rows]
    has_answer = {f"{batch}-{place}": yes for batch, row in enumerate(answered) for place, yes in enumerate(row)}
    batches = tuple(tuple(f"{batch}-{place}" for place in range(len(row))) for batch, row in enumerate(answered))
    views = [flat(settled(batches[:size], has_answer.__getitem__, fewest)) for size in range(len(batches) + 1)]
    for before, after in combinations(views, 2):
        assert before <= after
        assert before == after or sum(has_answer[one] for one in after - before) >= fewest


def test_five_open_the_counts_and_eight_of_them_the_words() -> None:
    """The fifth reply opens the counts; three more wait for two others, and with these the words are shown too."""
    five, eight, ten = DIGESTS[:5], DIGESTS[:8], DIGESTS[:10]
    assert opened(five[:4], Opened(), 5) == Opened()
    first = opened(five, Opened(), 5)
    assert first == Opened((tuple(five),))
    assert opened(eight, first, 5) == first
    assert waiting(eight, first.counted) == tuple(DIGESTS[5:8])
    second = opened(ten, first, 5)
    assert second == Opened((tuple(five), tuple(DIGESTS[5:10])))
    assert settled(first.counted, DIGESTS.__contains__, 8) == ()
    assert settled(second.counted, DIGESTS.__contains__, 8) == (tuple(ten),)
