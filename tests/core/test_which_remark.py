"""What a portrait says about several levels together."""

from datetime import date

import pytest

from portrait_cli.core.entry import Placement
from portrait_cli.core.growth import Change, Comparison, Growth, Line, Over
from portrait_cli.core.portrait import Wording
from portrait_cli.core.which_remark import beside_words, dipped, on_levels

LEVELS = ("starting", "growing", "steady", "multiplying")
WORDING = Wording(
    after_a_dip="A dip.", after_a_jump="A jump.", words_back="Words.", all_high="All high.", all_low="All low."
)


def _placed(level: str, levels: tuple[str, ...] = LEVELS) -> Placement:
    return Placement("advocacy", "Where?", level, level.capitalize(), scale="growth/1", levels=levels)


@pytest.mark.parametrize(
    ("chosen", "changes", "remark"),
    [
        (["steady", "multiplying", "steady"], [], "All high."),
        (["steady", "multiplying", "growing"], [], ""),
        (["starting", "starting", "starting", "cant-say-yet"], [], "All low."),
        (["starting", "starting"], [], ""),
        (["steady", "steady", "steady"], ["up", "down"], "A dip."),
        ([], ["same", "other", "first"], ""),
    ],
)
def test_a_remark_is_about_all_levels(chosen: list[str], changes: list[Change], remark: str) -> None:
    """A dip comes first; all high or all low is only said of three levels and more, without those off the scale."""
    assert on_levels([_placed(level) for level in chosen], changes, WORDING) == remark


def test_the_lowest_level_is_never_high() -> None:
    """On a scale of two levels the lower one is among the two highest, but it is low."""
    two = ("not-yet", "often")
    assert on_levels([_placed("not-yet", two)] * 3, [], WORDING) == "All low."
    assert on_levels([_placed("often", two)] * 3, [], WORDING) == "All high."


@pytest.mark.parametrize(
    ("over", "change", "is_dip"), [("last", "down", True), ("first", "down", False), ("last", "up", False)]
)
def test_a_dip_is_since_last_time(over: Over, change: Change, is_dip: bool) -> None:
    """A level that is lower than the first one, but not than the last one, is no dip."""
    compared = Comparison(over, date(2026, 3, 2), _placed("steady"), _placed("growing"), change)
    line = Line("p", "growth/1", LEVELS, (), (compared,))
    assert dipped(Growth("advocacy", (line,))) is is_dip


@pytest.mark.parametrize(
    ("chosen", "change", "question"),
    [
        ("multiplying", "up", "A jump."),
        ("multiplying", "same", "Words."),
        ("steady", "up", "Words."),
        ("cant-say-yet", "other", "Words."),
    ],
)
def test_a_jump_to_the_top_is_asked_about(chosen: str, change: Change, question: str) -> None:
    """Below a person's own words there is one question; after a jump to the top level it is about that."""
    assert beside_words([(_placed("growing"), "up"), (_placed(chosen), change)], WORDING) == question
