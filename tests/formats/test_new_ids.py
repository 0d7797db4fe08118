import random

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats import portrait_file
from portrait_cli.formats.new_ids import new_ids, unlike

LONG = "Standard 1, Element A: uses evidence of learning to decide what to teach next"


def test_six_words_are_enough_where_they_tell() -> None:
    """Texts that begin alike get an id of all their words; the others keep the short one that they always had."""
    texts = [f"{LONG} in reading", f"{LONG} in mathematics", "Asks the people who will live with it"]
    assert unlike(texts, 80) == [
        "standard-1-element-a-uses-evidence-of-learning-to-decide-what-to-teach-next-in-r",
        "standard-1-element-a-uses-evidence-of-learning-to-decide-what-to-teach-next-in-m",
        "asks-the-people-who-will-live",
    ]
    assert unlike(["one two three four five six seven", "one two three four five six"], 80) == [
        "one-two-three-four-five-six-seven",
        "one-two-three-four-five-six",
    ]


def test_texts_that_begin_alike_for_long_get_a_sign_of_what_follows() -> None:
    """Where even the longest id is the same, a few characters are made of the whole text."""
    first, second = unlike([f"{LONG} in reading", f"{LONG} in mathematics"], 40)
    assert first != second
    assert first.startswith("standard-1-element-a-uses-evidence")
    assert max(len(first), len(second)) <= 40


def test_ids_are_readable_in_any_script() -> None:
    """Arabic, Japanese and Thai stay as they are; words that begin alike are told apart there too."""
    texts = ["يستمع قبل أن يقرر ما يفعله اليوم", "يستمع قبل أن يقرر ما يفعله غدا", "決める前に聞く", "ฟังก่อนตัดสินใจ"]
    assert unlike(texts, 60) == [
        "يستمع-قبل-أن-يقرر-ما-يفعله-اليوم",
        "يستمع-قبل-أن-يقرر-ما-يفعله-غدا",
        "決める前に聞く",
        "ฟังก่อนตัดสินใจ",
    ]


def test_a_portrait_file_with_long_codes_needs_no_ids() -> None:
    """Indicators whose codes have the same first six words are told apart, under whichever attribute they are."""
    text = (
        "attributes:\n- name: A\n  indicators:\n  - {code: Standard 1 Element A Indicator 1 Part a, name: X}\n"
        "- name: B\n  indicators:\n  - {code: Standard 1 Element A Indicator 1 Part b, name: Y}\n"
    )
    portrait, _ = portrait_file.load(text.encode(), "p.yaml")
    assert [indicator.id for _, indicator in portrait.indicators()] == [
        "standard-1-element-a-indicator-1-part-a",
        "standard-1-element-a-indicator-1-part-b",
    ]


def test_an_id_is_given_or_made_of_the_first_text_that_tells() -> None:
    """What is given comes first; a text that is repeated or used gives way to the next; a number is the last."""
    used = {"taken"}
    texts = [["a", "One"], ["a", "Two"], ["taken", "Three"], ["b"], [""], ["same"], ["same"]]
    made = new_ids(texts, "thing", used, given=["", "kept"])
    assert made == ["one", "kept", "three", "b", "thing", "same", "same-2"]
    assert used == {"taken", *made}


texts = st.lists(st.text(st.sampled_from("ab é漢 -"), max_size=30), max_size=8)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_texts_makes_no_difference(drawn: list[str], shuffle: random.Random) -> None:
    """The id of a text depends on which other texts there are, and not on where they stand; none is too long."""
    made = dict(zip(drawn, unlike(drawn, 20), strict=True))
    mixed = list(drawn)
    shuffle.shuffle(mixed)
    assert dict(zip(mixed, unlike(mixed, 20), strict=True)) == made
    assert all(len(one) <= 20 for one in made.values())


@given(st.lists(st.lists(st.text(st.sampled_from("ab é漢 -"), max_size=12), max_size=3), max_size=8))
def test_all_new_ids_differ(rows: list[list[str]]) -> None:
    """However alike texts are, each thing has its own id."""
    made = new_ids(rows, "thing", {"a", "b"})
    assert len({*made, "a", "b"}) == len(rows) + 2
