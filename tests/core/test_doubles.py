"""Replies that came twice are noticed by their words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.doubles import doubles_among
from portrait_cli.core.request import Reply
from sealed_replies import ITEM, OTHER, request

LONG = "She asks the bus families before she decides."


def _reply(words: str = "", answer: str = "regularly", group: str = "staff") -> Reply:
    answers = {ITEM: answer, OTHER: "not-seen"}
    if words:
        answers["closing.keep"] = words
    return Reply("k7f32m9q", answers, group)


def test_the_same_answers_with_words_are_one_reply() -> None:
    """Of two replies with the same answers and words the first by name stays; spaces and capitals do not matter."""
    found = {"bb": _reply(LONG), "aa": _reply(f" {LONG.upper()}\n"), "cc": _reply(f"{LONG} Always.")}
    assert doubles_among(request(), found) == {"bb"}


def test_one_that_was_counted_before_stays() -> None:
    """A reply that was shown already is not replaced by a double of it, whatever their names are."""
    found = {"aa": _reply(LONG), "bb": _reply(LONG), "cc": _reply(LONG)}
    assert doubles_among(request(), found, {"bb"}) == {"aa", "cc"}


def test_two_people_who_chose_the_same_count_twice() -> None:
    """The same choices, or the same few words, are no sign of one person; nor are the same words of another group."""
    found = {
        "aa": _reply(),
        "bb": _reply(),
        "cc": _reply("None."),
        "dd": _reply("none"),
        "ee": _reply(LONG),
        "ff": _reply(LONG, "sometimes"),
        "gg": _reply(LONG, group="families"),
    }
    assert doubles_among(request(), found) == frozenset()


@given(
    st.dictionaries(
        st.text("abcdef", min_size=4, max_size=4),
        st.builds(_reply, st.sampled_from(["", "no", LONG, f"{LONG}!", LONG.lower()]), st.sampled_from("ab")),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_matter(found: dict[str, Reply], chance: random.Random) -> None:
    """The same replies in any order have the same doubles, and one of each kind stays."""
    names = list(found)
    chance.shuffle(names)
    doubles = doubles_among(request(), {name: found[name] for name in names})
    assert doubles == doubles_among(request(), found)
    kept = {name: found[name] for name in found if name not in doubles}
    assert doubles_among(request(), kept) == frozenset()
