"""School years and other spans of time, as a document names them."""

from datetime import date

import pytest

from portrait_cli.core import school_years
from portrait_cli.core.errors import UsageError

THIS_YEAR = date(2026, 8, 1)


@pytest.mark.parametrize("said", ["2025-26", "2025–26", "2025-2026", "2025/26", " 2025 - 26 "])
def test_a_school_year_is_read_as_people_write_it(said: str) -> None:
    """It begins on August 1 of its first year and ends on July 31 of the next."""
    begins = school_years.begun(said)
    assert (begins, school_years.last_day(begins)) == (date(2025, 8, 1), date(2026, 7, 31))
    assert school_years.name_of(begins) == "2025–26"


@pytest.mark.parametrize("said", ["2025", "2025-27", "last year", "2025-6", "0000-01", "9999-10000", ""])
def test_anything_else_is_no_school_year(said: str) -> None:
    """A year alone could be two school years; the hint shows how it is written."""
    with pytest.raises(UsageError) as raised:
        school_years.begun(said)
    assert raised.value.hint == "write it like --year 2025-26"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (THIS_YEAR, None, "2026–27"),
        (date(2025, 8, 1), date(2026, 7, 31), "2025–26"),
        (date(2025, 8, 1), None, "since August 1, 2025"),
        (date(2026, 3, 1), date(2026, 3, 31), "March 1 to March 31, 2026"),
        (date(2025, 12, 1), date(2026, 3, 31), "December 1, 2025 to March 31, 2026"),
        (date(2026, 3, 1), date(2026, 3, 1), "March 1, 2026"),
        (None, date(2026, 3, 31), "up to March 31, 2026"),
        (date(9999, 8, 1), date(9999, 8, 2), "August 1 to August 2, 9999"),
        (None, None, ""),
    ],
)
def test_a_span_is_written_as_what_it_is(since: date | None, until: date | None, words: str) -> None:
    """A whole school year has its name, any other span its days; an open end is said."""
    assert school_years.in_words(since, until, THIS_YEAR) == words
