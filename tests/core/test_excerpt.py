from hypothesis import given

from conftest import NOON
from examples import entries
from portrait_cli.core.entry import (
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.excerpt import about
from portrait_cli.core.filters import Filters
from portrait_cli.formats import entry_file

BLOCKS = (
    Prose("before"),
    Heading("Care", "care"),
    Response("care.what", "What?", "Of care."),
    Placement("care", "Which?", "low", "Low", comment="low care"),
    Heading("Courage", "courage"),
    Response("courage.what", "What?", "Of courage."),
    Prose("by hand"),
    Heading("Next"),
    Response("sitting.next", "Next?", "Of both."),
    Plan("1", "care", "it rains", "stay"),
    Plan("2", "courage", "it snows", "go"),
)


def test_what_is_about_an_attribute_is_its_part_and_its_plans() -> None:
    """Words in another attribute's part, in none, and plans for others are left out; so are their names."""
    entry = Entry(
        "x", NOON.replace(tzinfo=None), "+00:00", "T",
        attributes=("care", "courage"), tags=("portrait/care", "portrait/courage", "bus"), extra=("mood: low",),
        blocks=BLOCKS,
    )  # fmt: skip
    found = about(entry, ("courage",))
    assert found.blocks == (*BLOCKS[4:7], BLOCKS[10])
    assert (found.attributes, found.tags, found.extra) == (("courage",), ("portrait/courage", "bus"), ())
    assert about(found, ("courage",)) == found


def test_of_an_indicator_its_levels_are_handed_out() -> None:
    """What is about an indicator is the levels chosen for it, under any of its names, and no words around them."""
    level = Placement("ad1", "Which?", "low", "Low")
    entry = Entry("x", NOON.replace(tzinfo=None), "+00:00", "T", attributes=("care",), blocks=(*BLOCKS, level))
    found = about(entry, ("asks", "ad1"))
    assert (found.attributes, found.blocks) == ((), (level,))


def test_a_goal_goes_with_what_would_show_it() -> None:
    """A goal about an attribute is handed out with what would show it; other goals and decisions are not."""
    mine, other = Goal("g1", "care", "Care", "Listen."), Goal("g2", "courage", "Courage", "Dare.")
    shows = Response("my-goal.g1.shows", "What would show it?", "One call.")
    others = (
        other,
        Response("my-goal.g2.shows", "What would show it?", "No."),
        GoalReview("g1", "x", "keep", "Keep it"),
    )
    entry = Entry("x", NOON.replace(tzinfo=None), "+00:00", "T", blocks=(Heading("My goal"), mine, shows, *others))
    assert about(entry, ("care",)).blocks == (mine, shows)


def test_how_an_earlier_plan_went_is_not_handed_out() -> None:
    """An outcome does not say which attribute its plan was for, so it stays out of every attribute's part."""
    told = PlanOutcome("1", "When it rains, then I will stay", "kept", "Kept", note="It rained.")
    entry = Entry("x", NOON.replace(tzinfo=None), "+00:00", "T", blocks=(*BLOCKS, told))
    assert about(entry, ("courage",)).blocks == (*BLOCKS[4:7], BLOCKS[10])


@given(entries)
def test_no_words_come_in(entry: Entry) -> None:
    """Of any entry, what is about an attribute is some of its blocks, and can be written and read back."""
    for attribute in entry.attributes:
        found = about(entry, (attribute,))
        assert Filters(attribute=attribute).fits(found)
        assert set(map(repr, found.blocks)) <= set(map(repr, entry.blocks))
        assert entry_file.parse(entry_file.dump(found), "x.md") == found


def test_only_evidence_for_the_attribute_is_handed_out() -> None:
    """What shows another attribute, and what was dropped, stays at home."""
    mine, other = Evidence("e1", "care", "Care", "I called."), Evidence("e2", "courage", "Courage", "I asked.")
    blocks = (mine, other, EvidenceDropped("e0", "Before."))
    entry = Entry("x", NOON.replace(tzinfo=None), "+00:00", "T", attributes=("care", "courage"), blocks=blocks)
    assert about(entry, ("care",)).blocks == (mine,)
