from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.titles import dated, undated

MONDAY = date(2026, 11, 23)


def test_a_title_says_its_day() -> None:
    """Behind a title stands the day with its weekday, or without it."""
    assert dated("Note", MONDAY) == "Note, Monday, November 23, 2026"
    assert dated("Note", MONDAY, weekday=False) == "Note, November 23, 2026"


@given(st.text(min_size=1), st.dates())
def test_the_day_of_a_title_can_be_taken_out_again(title: str, day: date) -> None:
    """Whatever a title and its day are, the title alone is found again."""
    assert undated(dated(title, day), day) == title


def test_a_title_that_is_only_a_day_stays() -> None:
    """Nothing is taken from a title that would leave nothing, nor the day of another entry."""
    only, other = dated("", MONDAY), dated("Note", date(2026, 1, 1))
    assert (undated(only, MONDAY), undated(other, MONDAY)) == (only, other)


def test_the_day_of_an_earlier_version_is_taken_out_too() -> None:
    """The first versions wrote the day before the month; their entries have the same short titles."""
    assert undated("Note, Monday 23 November 2026", MONDAY) == "Note"
    assert undated("Note, Monday 2 November 2026", MONDAY) == "Note, Monday 2 November 2026"
