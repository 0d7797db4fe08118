"""Replies that came twice are noticed by their words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.doubles import doubles_among
from portrait_cli.core.request import Reply
from sealed_replies import ITEM, OTHER, request

LONG = "She asks the bus families before she decides."


def _reply(
    words: str = "", answer: str = "regularly", group: str = "staff", sheet: str = "", saved: int = 0
) -> Reply:
    answers = {ITEM: answer, OTHER: "not-seen"}
    if words:
        answers["closing.keep"] = words
    return Reply("k7f32m9q", answers, group, sheet=sheet, saved=saved)


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


def test_of_one_form_the_answers_that_were_saved_last_count() -> None:
    """Whoever changes an answer and saves again counts once, with the later answers, also if they only clicked."""
    found = {
        "aa": _reply(sheet="s1", saved=1),
        "bb": _reply(answer="sometimes", sheet="s1", saved=3),
        "cc": _reply(LONG, sheet="s1", saved=2),
        "dd": _reply(sheet="s2", saved=1),
        "ee": _reply(answer="sometimes", sheet="s2", saved=1),
        "ff": _reply(LONG.upper(), answer="sometimes", sheet="s3", saved=9),
    }
    assert doubles_among(request(), found) == {"aa", "cc", "ee"}


def test_what_was_shown_of_a_form_stays() -> None:
    """Earlier answers that were counted before stay, and later ones of that form do not count."""
    found = {"aa": _reply(sheet="s1", saved=1), "bb": _reply(answer="sometimes", sheet="s1", saved=2)}
    assert doubles_among(request(), found, {"aa"}) == {"bb"}
    assert doubles_among(request(), found, {"aa", "bb"}) == frozenset()


def test_words_from_two_forms_are_of_two_people() -> None:
    """What is a double tells nobody what was written: only replies typed by hand are compared by words."""
    sealed = {"aa": _reply(LONG, sheet="s1"), "bb": _reply(LONG, sheet="s2"), "cc": _reply(LONG)}
    assert doubles_among(request(), sealed) == frozenset()
    assert doubles_among(request(), {**sealed, "dd": _reply(LONG)}) == {"dd"}


_REPLIES = st.dictionaries(
    st.text("abcdef", min_size=4, max_size=4),
    st.builds(
        _reply,
        st.sampled_from(["", "no", LONG, f"{LONG}!", LONG.lower()]),
        st.sampled_from(["regularly", "sometimes"]),
        sheet=st.sampled_from(["", "s1", "s2", "s3", "s4"]),
        saved=st.integers(1, 3),
    ),
    max_size=12,
)


@given(_REPLIES, st.sets(st.text("abcdef", min_size=4, max_size=4)), st.data())
def test_each_form_counts_once_and_what_was_counted_stays(
    found: dict[str, Reply], others: set[str], data: st.DataObject
) -> None:
    """Of each form at most one reply is left, unless more were counted; none of those is ever left out."""
    counted = others | (data.draw(st.sets(st.sampled_from(sorted(found)))) if found else set())
    doubles = doubles_among(request(), found, counted)
    assert not doubles & counted
    for sheet in ("s1", "s2", "s3", "s4"):
        kept = {name for name in found.keys() - doubles if found[name].sheet == sheet}
        assert len(kept) <= 1 or kept <= counted


@given(_REPLIES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(found: dict[str, Reply], chance: random.Random) -> None:
    """The same replies in any order have the same doubles, and one of each kind stays."""
    names = list(found)
    chance.shuffle(names)
    doubles = doubles_among(request(), {name: found[name] for name in names})
    assert doubles == doubles_among(request(), found)
    kept = {name: found[name] for name in found if name not in doubles}
    assert doubles_among(request(), kept) == frozenset()
