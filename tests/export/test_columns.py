import re

import pytest

from portrait_cli.core.document import Table
from portrait_cli.export.columns import DAY, shares, with_days_whole
from portrait_cli.export.text_width import ems


def test_columns_that_have_room_are_as_wide_as_their_shares() -> None:
    """Shares are kept as long as every word fits."""
    assert shares(Table("", ("a", "b"), (("c", "d"),), widths=(1, 3)), 40) == (250, 750)
    assert shares(Table("", ("a", "b"), ()), 40) == (500, 500)
    assert shares(Table("", (), ()), 40) == ()


@pytest.mark.parametrize("words", ["September 23, 2026", "At first, September 23, 2026", "Collaboration: Steady"])
def test_no_day_and_no_common_word_is_broken(words: str) -> None:
    """A column that is too narrow for one gets the room that it needs, and the others share what is left."""
    table = Table("", ("A", "B", "C"), ((words, "x " * 99, "y " * 99),), widths=(1, 10, 20))
    first, second, third = shares(table, 40)
    widest = max(map(ems, re.findall(rf"{DAY.pattern}|\S+", words)))
    assert first * 40 / 1000 > widest
    assert abs(third - 2 * second) <= 2
    assert 998 <= first + second + third <= 1002


def test_a_table_without_room_for_its_words_gives_to_each_what_it_can() -> None:
    """Words break where there is no other way, in the columns that have most of them."""
    few, many = shares(Table("", ("a", "b" * 20), (), widths=(9, 1)), 10)
    assert few < many
    assert few + many == 1000


def test_an_address_takes_no_room_from_others() -> None:
    """What is longer than a word breaks in its column."""
    assert shares(Table("", ("a", "b"), (("x" * 200, "y"),)), 40) == (500, 500)


def test_the_spaces_of_a_day_do_not_break() -> None:
    """With or without its year; all other spaces do."""
    told = with_days_whole("Kept on May 4, 2026, or Marching 4 on March 4")
    assert told == "Kept on May\u00a04,\u00a02026, or Marching 4 on March\u00a04"


def test_wide_letters_are_wide() -> None:
    """What is in a line is reckoned by its letters, those of Chinese as wide as they are high."""
    assert ems("ill") < ems("AND") < ems("mmm") == ems("\u6211\u4eec\u4e86")
