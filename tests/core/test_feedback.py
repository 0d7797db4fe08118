"""The result of a request to colleagues."""

import itertools
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.feedback import (
    Chosen,
    GroupAnswers,
    ItemAnswers,
    Result,
    comments,
    of_group,
    paraphrased,
    result_of,
)
from portrait_cli.core.feedback_words import chosen, not_shown
from portrait_cli.core.opening import Opened
from portrait_cli.core.request import Reply
from rounds import FAMILIES, HELP, ITEMS, KEEP, REQUEST, ROUND, STAFF, STUDENTS, N, R, S, X, digests, look, reply

CASES = settings(max_examples=10 * settings().max_examples)
ASKED = ITEMS[0][0]


def group_of(result: Result, group: str = "staff") -> GroupAnswers:
    return next(one for one in result.groups if one.group == group)


def item_of(result: Result, item: str = ASKED, group: str = "staff") -> ItemAnswers:
    return next(one for one in group_of(result, group).items if one.item == item)


def test_how_many_of_a_group_chose_each_word() -> None:
    """Each group has its counts in words, the most often first, and nothing adds groups up."""
    result, _ = look(digests(ROUND))
    assert [(group.name, group.replies) for group in result.groups] == [
        ("Staff", 8),
        ("Families", 5),
        ("Students", 0),
    ]
    assert item_of(result).chosen == (Chosen(R, 6), Chosen(S, 2), Chosen(N, 0))
    assert chosen(result.items[0], item_of(result)) == "6 regularly · 2 sometimes · 0 not yet"
    reports_back = item_of(result, "advocacy.reports-back")
    assert chosen(result.items[3], reports_back) == "5 regularly · 2 sometimes · 0 not yet · 1 left it blank"


def test_a_group_below_five_is_left_out_with_the_reason() -> None:
    """Nothing of a group of four is shown, not even how many they are."""
    result, _ = look(digests(ROUND))
    assert group_of(result, "students") == GroupAnswers(
        "students",
        "Students",
        held_back="fewer than five replies came in; they are not shown, and not added to others",
    )


def test_what_few_could_see_is_left_out() -> None:
    """Where fewer than five chose a word, neither the words nor how many could not see it are shown."""
    result, _ = look(digests(ROUND))
    held_back = item_of(result, "advocacy.speaks-up")
    assert (held_back.chosen, held_back.not_seen, held_back.blank) == ((), 0, 0)
    assert chosen(result.items[2], held_back) == "Fewer than five could say, so it is not shown."


def test_where_everyone_chose_the_same_word_it_is_shown() -> None:
    """That all five chose the same word is a result like any other."""
    result, _ = look(digests([reply("staff", R)] * 5))
    assert chosen(result.items[0], item_of(result)) == "5 regularly · 0 sometimes · 0 not yet"


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ([reply("staff", S)] * 4 + [reply("staff", S), reply("staff", X)], "1 could not see"),
        ([reply("staff", S)] * 5 + [reply("staff", X)] * 2, "2 could not see"),
    ],
)
def test_those_who_could_not_see_it_are_counted_apart(replies: Sequence[Reply], words: str) -> None:
    """People who weren't in a position to see are counted, and not as a word."""
    result, _ = look(digests(replies))
    assert chosen(result.items[0], item_of(result)) == f"0 regularly · 5 sometimes · 0 not yet · {words}"


def test_words_are_shown_where_eight_could_have_written_them() -> None:
    """Comments need eight replies, and eight people who could have written about that thing."""
    result, _ = look(digests(ROUND))
    assert len(item_of(result).comments) == 3
    assert (
        item_of(result, "advocacy.speaks-up").comments_held_back
        == "fewer than eight people could have written about this"
    )
    assert [(line.line, len(line.comments)) for line in group_of(result).lines] == [(KEEP, 3), (HELP, 2)]
    families = group_of(result, "families")
    assert (families.lines, families.comments_held_back) == ((), "what they wrote is shown once ten have replied")


def test_the_eighth_reply_opens_no_words_by_itself() -> None:
    """After a look at seven the eighth waits with its words: else they would tell what the eighth could see."""
    _, before = look(digests(STAFF[:7]))
    result, after = look(digests(STAFF), before)
    assert after == before
    assert group_of(result).lines == ()
    assert group_of(result).comments_held_back == "what they wrote is shown once 12 have replied"
    assert not any(answers.comments or answers.comments_held_back for answers in group_of(result).items)
    with_four_more, _ = look(digests([*STAFF, *[reply("staff", R)] * 4]), before)
    assert len(item_of(with_four_more).comments) == 3


def test_nothing_is_said_of_words_nobody_was_asked_for() -> None:
    """Without comments there is no reason why there are none."""
    result, _ = look(digests(ROUND), request=replace(REQUEST, has_comments=False))
    assert [group.comments_held_back for group in result.groups] == ["", "", ""]


def test_a_comment_is_on_one_line() -> None:
    """Line ends and double spaces, which some people are known for, are not shown."""
    result, _ = look(digests([*STAFF[:7], reply("staff", R, keep="One.\n\nTwo.  Three.")]))
    assert "One. Two. Three." in group_of(result).lines[0].comments


def test_later_replies_wait_and_it_is_told_how_many() -> None:
    """Three later replies wait for two more; then all of them are added."""
    replies = digests(ROUND)
    _, before = look(replies)
    more = digests([*ROUND, *[reply("staff", N)] * 3])
    result, _ = look(more, before)
    assert group_of(result).waiting == "3 more replies came in and wait until 2 more are there"
    assert item_of(result).could_say == 8
    assert "Staff: 3 more replies came in and wait until 2 more are there." in not_shown(result)
    all_of_them, _ = look(digests([*ROUND, *[reply("staff", N)] * 5]), before)
    assert item_of(all_of_them).could_say == 13
    one_more, _ = look(digests([*ROUND, reply("staff", N)]), before)
    assert group_of(one_more).waiting == "1 more reply came in and waits until 4 more are there"


def test_a_group_is_not_shown_while_a_reply_that_was_counted_is_gone() -> None:
    """A reply that is taken back after it was counted would be known by the difference: the group is not shown."""
    replies = digests(ROUND)
    _, before = look(replies)
    gone = next(digest for digest, one in replies.items() if one.group == "staff")
    result, after = look({digest: one for digest, one in replies.items() if digest != gone}, before)
    assert not group_of(result).is_shown
    assert "not here any more" in group_of(result).held_back
    assert after == before


# --- what nobody can find out ---

ANSWERS = list(itertools.product(["", R, N, X], repeat=2))
POOL = [
    reply(group, *answers, asks_who=said if answers[0] in {R, N} else "", keep=closing)
    for group in ("staff", "families")
    for answers in ANSWERS
    for said in ("", "At the door.")
    for closing in ("", "Yes.", "Ask us sooner.")
]
REPLIES = st.sampled_from(POOL)
ARRIVALS = st.lists(st.lists(REPLIES, max_size=10), min_size=1, max_size=4)


def views(arrivals: Sequence[Sequence[Reply]]) -> list[Result]:
    """Return all results that are shown if someone looks after each arrival."""
    shown: list[Result] = []
    before: dict[str, Opened] = {}
    for number in range(1, len(arrivals) + 1):
        result, before = look(digests(list(itertools.chain(*arrivals[:number]))), before)
        shown.append(result)
    return shown


@CASES
@given(ARRIVALS)
def test_no_number_of_too_few_people_is_shown_or_can_be_subtracted(arrivals: list[list[Reply]]) -> None:
    """In any result, and between any two, each number is of enough people who chose a word, or there is none."""
    shown = views(arrivals)
    none = replace(shown[0], groups=())
    for earlier, later in itertools.combinations([none, *shown], 2):
        for item in later.items:
            before = {group.group: answers for group, answers in earlier.answers_to(item.id)}
            for group, answers in later.answers_to(item.id):
                known = before.get(group.group, ItemAnswers(item.id))
                assert answers.could_say == known.could_say or answers.could_say - known.could_say >= REQUEST.fewest
                assert bool(answers.held_back) != bool(answers.chosen)
                if not answers.chosen:
                    assert answers.people == 0


@CASES
@given(ARRIVALS)
def test_no_words_are_shown_that_too_few_could_have_written(arrivals: list[list[Reply]]) -> None:
    """Words that are new in any result are from a group of which enough could have written them."""
    everyone = list(itertools.chain(*arrivals))
    for result in views(arrivals):
        for group in result.groups:
            of = [one for one in everyone if one.group == group.group]
            for answers in group.items:
                able = [one for one in of if one.answers.get(answers.item) in {R, S, N}]
                assert not answers.comments or len(able) >= REQUEST.fewest_for_comments
            assert not any(line.comments for line in group.lines) or len(of) >= REQUEST.fewest_for_comments


@CASES
@given(st.lists(REPLIES, max_size=30), st.randoms(use_true_random=False))
def test_what_is_shown_depends_on_no_order_and_links_nothing(replies: list[Reply], order: Random) -> None:
    """Any order of the same replies, and any other pairing of comments and choices, gives the same result.

    So it holds nothing of who wrote what beside which choice, or which other comment.
    """
    named = digests(replies)
    result, now = look(named)
    shuffled = dict(order.sample(sorted(named.items()), len(named)))
    assert result_of(REQUEST, shuffled, now) == result

    other: dict[str, Reply] = {}
    for group in REQUEST.groups:
        own = of_group(named, group.id)
        said = order.sample([one.answers.get(KEEP, "") for one in own.values()], len(own))
        for (digest, one), words in zip(own.items(), said, strict=True):
            answers = {name: answer for name, answer in one.answers.items() if name != KEEP}
            other[digest] = replace(one, answers={**answers, KEEP: words} if words else answers)
    assert result_of(REQUEST, other, now) == result


@CASES
@given(st.lists(st.sampled_from(ANSWERS), max_size=4), st.lists(st.sampled_from(ANSWERS), max_size=4))
def test_of_a_group_below_five_nothing_can_be_told(
    some: list[tuple[str, ...]], others: list[tuple[str, ...]]
) -> None:
    """Whatever four or fewer answer, the result is the same, whoever else answered."""
    with_some, _ = look(digests([*STAFF, *(reply("students", *answers) for answers in some)]))
    with_others, _ = look(digests([*STAFF, *(reply("students", *answers) for answers in others)]))
    assert with_some == with_others


@CASES
@given(st.lists(st.sampled_from(POOL), max_size=4), st.randoms(use_true_random=False))
def test_of_replies_that_wait_nothing_can_be_told(late: list[Reply], order: Random) -> None:
    """Whatever is in fewer than five replies that come after a look, the result is the same."""
    of_staff = [replace(one, group="staff") for one in late]
    others = [replace(one, group="staff") for one in order.choices(POOL, k=len(late))]
    _, before = look(digests(STAFF))
    assert look(digests([*STAFF, *of_staff]), before) == look(digests([*STAFF, *others]), before)


# --- in other words ---


def test_other_words_take_the_place_of_comments() -> None:
    """Of each comment only the other words are shown; one without any is left out."""
    result, _ = look(digests(ROUND))
    said = {one.words: one.name for one in comments(result)}
    given_words = {said["Saying thank you by name."]: "Thanks  people", said["The bus routes meeting."]: " "}
    other = paraphrased(result, given_words)
    assert other.paraphrased
    assert [one.words for one in comments(other)] == ["Thanks people"]
    assert [group.replies for group in other.groups] == [8, 5, 0]


def test_the_sheet_has_each_comment_once_in_its_place() -> None:
    """The same words twice are one comment on the sheet; in another place they are another one."""
    twice = [*[reply("staff", R, asks_who="Yes.", keep="Yes.")] * 8, *FAMILIES, *STUDENTS]
    result, _ = look(digests(twice))
    assert [(one.group, one.about, one.words) for one in comments(result)] == [
        ("Staff", "Asks who is missing before we start.", "Yes."),
        ("Staff", "Please keep doing ...", "Yes."),
    ]
    assert len({one.name for one in comments(result)}) == 2
