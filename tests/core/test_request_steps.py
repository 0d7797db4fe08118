"""What colleagues are asked: names that differ, an even share, and all that a page needs."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.colleague_set import ClosingLine, ColleagueAnswer, ColleagueItem, ColleagueWords
from portrait_cli.core.colleague_words import complete
from portrait_cli.core.portrait import Attribute
from portrait_cli.core.request_steps import (
    MOST_ASKED,
    NOT_SEEN,
    Asked,
    asked_about,
    asked_about_nothing,
    for_students,
    plainest,
    spread,
    steps_of,
)
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.text import Id

WORDS = complete(ColleagueWords(), "en")
IDS = st.text("abc-", min_size=1, max_size=6).map(Id)
ITEMS = st.dictionaries(
    st.one_of(IDS, st.just(Id("closing")), st.just(Id("own"))),
    st.lists(IDS, min_size=1, max_size=8, unique=True),
    max_size=6,
).map(lambda sets: [_item(attribute, item) for attribute, items in sets.items() for item in items])
ANSWERS = st.lists(st.one_of(IDS, st.just(Id(NOT_SEEN))), max_size=5, unique=True)
ASKED_WORDS = st.builds(
    ColleagueWords,
    question=st.sampled_from(["", "How often?"]),
    answers=ANSWERS.map(lambda ids: tuple(ColleagueAnswer(name.upper(), name) for name in ids)),
    not_seen=st.sampled_from(["", "Not seen"]),
    closing=st.lists(IDS, max_size=3, unique=True).map(lambda ids: tuple(ClosingLine(f"{i} ...", i) for i in ids)),
)


def _item(attribute: str, item: str, text: str = "Asks who is missing.") -> Asked:
    return Asked(text, item, attribute, attribute.title())


@given(ITEMS, ASKED_WORDS, st.booleans())
@example(
    items=[_item("closing", "a")],
    words=ColleagueWords(closing=(ClosingLine("One ...", Id("a")), ClosingLine("Two ...", Id("a-")))),
    has_comments=True,
)
def test_every_step_has_what_it_needs(items: list[Asked], words: ColleagueWords, has_comments: bool) -> None:
    """No two steps have one name; a choice can be made; an example goes with answers of its own item."""
    steps = steps_of(items, complete(words, "en"), has_comments=has_comments)
    by_id = {step.id: step for step in steps}
    assert len(by_id) == len(steps)
    assert [step.id for step in steps if step.purpose == "choice"] == [item.id for item in items]
    for step in steps:
        assert step.prompt
        if step.purpose == "choice":
            ids = [choice.id for choice in step.choices]
            assert ids[-1] == NOT_SEEN
            assert len(set(ids)) == len(ids)
            assert step.hint
        else:
            assert has_comments
            assert NOT_SEEN not in step.needs_one_of
            assert set(step.needs_one_of) <= {choice.id for choice in by_id.get(step.needs, step).choices}


def test_an_item_is_a_choice_and_an_example() -> None:
    """An item is asked in the portrait's words, its example only of those who have seen it; lines come at the end."""
    attribute = Attribute("Advocacy", Id("advocacy"))
    items = asked_about(attribute, 4, [ColleagueItem("Asks  who is\nmissing.", Id("asks"), Id("ad1"))])
    words = replace(WORDS, closing=(ClosingLine("Please keep doing ...", Id("keep")),))
    choices = (
        Choice("regularly", "Regularly"),
        Choice("sometimes", "Sometimes"),
        Choice("not-yet", "Not yet"),
        Choice("not-seen", "I wasn't in a position to see"),
    )
    item = Step(
        id="advocacy.asks",
        purpose="choice",
        prompt="Asks who is missing.",
        attribute="advocacy",
        heading="Advocacy",
        place=4,
        hint="How often do you see this?",
        choices=choices,
        target="ad1",
    )
    example = replace(
        item,
        id="advocacy.asks.example",
        purpose="comment",
        prompt="Give one example if you can.",
        hint="",
        choices=(),
        needs="advocacy.asks",
        needs_one_of=("regularly", "sometimes", "not-yet"),
    )
    closing = Step("closing.keep", "words", "Please keep doing ...")
    assert steps_of(items, words, has_comments=True) == (item, example, closing)
    assert steps_of(items, words, has_comments=False) == (item,)


def test_a_line_at_the_end_gives_way_to_an_item() -> None:
    """An attribute may be called as the lines at the end are, and have an item with the name of one."""
    steps = steps_of([_item("closing", "keep")], WORDS, has_comments=True)
    assert [step.id for step in steps if step.purpose != "comment"] == [
        "closing.keep",
        "closing.keep-",
        "closing.would-help",
    ]


def test_items_of_ones_own_belong_to_no_attribute() -> None:
    """An item that belongs to no attribute has a name of its own."""
    (item,) = asked_about_nothing([ColleagueItem("Asks.", Id("asks"))])
    assert item.id == "own.asks"
    assert item.attribute == ""


@given(ITEMS, st.integers(1, 12))
def test_a_spread_is_even(items: list[Asked], most: int) -> None:
    """Every attribute gets its share: one with fewer than another has nothing left."""
    picked = spread(items, most)
    assert len(picked) == min(most, len(items))
    assert [item for item in items if item in picked] == list(picked)
    share, there = Counter(item.attribute for item in picked), Counter(item.attribute for item in items)
    for attribute, number in there.items():
        assert share[attribute] == number or share[attribute] >= max(share.values()) - 1


def test_the_plainest_have_the_shortest_words() -> None:
    """Of what could be asked, the items in the plainest words are picked, and stay in order."""
    texts = ["Demonstrates responsiveness.", "Speaks up.", "Notices who has to adapt, and changes it.", "Is kind."]
    items = [_item("a", str(number), text) for number, text in enumerate(texts)]
    assert [item.text for item in plainest(items, 2)] == ["Speaks up.", "Is kind."]
    assert plainest([], MOST_ASKED) == ()


def test_students_are_asked_what_has_words_for_them() -> None:
    """Items with words for students are asked in those, and the others are not; without any, all are as they are."""
    plain = ColleagueItem("Asks who is missing.", Id("asks"))
    both = ColleagueItem("Seeks input.", Id("seeks"), students="Asks us.")
    assert [(item.id, item.text) for item in for_students([plain, both])] == [("seeks", "Asks us.")]
    assert for_students([plain]) == (plain,)
