"""Which of a portrait's remarks about levels is due, looking at several of them together."""

from collections.abc import Collection, Iterable, Sequence

from portrait_cli.core.entry import Placement
from portrait_cli.core.growth import Change, Growth
from portrait_cli.core.portrait import Wording

SEVERAL = 3
"""The fewest levels that get a remark about all of them."""


def on_levels(placed: Sequence[Placement], changes: Collection[Change], wording: Wording) -> str:
    """Choose the remark about the levels of a session, and about how they changed; empty if there is none."""
    if "down" in changes:
        return wording.after_a_dip
    on_scale = [one for one in placed if one.height is not None]
    if len(on_scale) < SEVERAL:
        return ""
    if all(_is_high(one) for one in on_scale):
        return wording.all_high
    if all(one.height == 1 for one in on_scale):
        return wording.all_low
    return ""


def beside_words(levels: Iterable[tuple[Placement, Change]], wording: Wording) -> str:
    """Choose the question below the person's own words: about a level that became the top one, else about them."""
    for placed, change in levels:
        if change == "up" and placed.height == len(placed.levels):
            return wording.after_a_jump
    return wording.words_back


def _is_high(placed: Placement) -> bool:
    """Return True for the two highest levels of a scale, but never for its lowest."""
    height = placed.height or 0
    return height > 1 and height >= len(placed.levels) - 1


def dipped(growth: Growth) -> bool:
    """Return True if the newest level is lower than the one before."""
    comparisons = growth.lines[-1].comparisons
    return any(one.over == "last" and one.change == "down" for one in comparisons)
