from datetime import date

from portrait_cli.core.earlier_entries import LastSaid, longest_ago, looked_at
from portrait_cli.core.portrait import Attribute, Indicator
from portrait_cli.core.text import Id

ONE, TWO, THREE = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
CARE = Attribute("Care", Id("care"), indicators=(Indicator("Asks", Id("asks")),))
NERVE = Attribute("Nerve", Id("nerve"))


def test_an_attribute_was_looked_at_with_its_words_its_level_or_an_indicator() -> None:
    """The newest of these days counts; an attribute about which nothing was said has none."""
    assert looked_at(CARE, {"care": LastSaid(ONE)}) == ONE
    assert looked_at(CARE, {"care": LastSaid(ONE, placed=TWO)}) == TWO
    assert looked_at(CARE, {"care": LastSaid(ONE, placed=TWO), "asks": LastSaid(THREE)}) == THREE
    assert looked_at(NERVE, {"care": LastSaid(ONE)}) is None


def test_the_attribute_that_waited_longest() -> None:
    """One that was never looked at comes first, and of several of them the first in the portrait."""
    assert longest_ago([CARE, NERVE], {}) is CARE
    assert longest_ago([CARE, NERVE], {"asks": LastSaid(ONE)}) is NERVE
    assert longest_ago([CARE, NERVE], {"asks": LastSaid(ONE), "nerve": LastSaid(TWO)}) is CARE
