from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core import dates


@given(st.integers(-1439, 1439))
def test_a_distance_from_utc_is_read_as_it_was_written(minutes: int) -> None:
    """Every distance from UTC in full minutes is written as a sign, hours and minutes, and read back."""
    noon = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(minutes=minutes)))
    written = dates.utc_offset(noon)
    assert dates.minutes_from_utc(written) == minutes
    assert dates.at_offset(noon.replace(tzinfo=None), written) == noon


def test_a_distance_from_utc_is_rounded_to_minutes() -> None:
    """Before time zones had full minutes the seconds are rounded."""
    chicago_in_1850 = timezone(-timedelta(hours=5, minutes=50, seconds=36))
    assert dates.utc_offset(datetime(1850, 1, 1, tzinfo=chicago_in_1850)) == "-05:51"


def test_a_day_in_words() -> None:
    """A day is written as people say it, with its weekday if wanted."""
    assert dates.in_words(date(2026, 12, 7)) == "December 7, 2026"
    assert dates.in_words(date(2026, 12, 7), weekday=True) == "Monday, December 7, 2026"


@given(st.dates(), st.integers(-40_000, 40_000))
def test_months_are_counted_from_a_day(day: date, months: int) -> None:
    """Some months from a day is the same day of that month, or its last one; the years 0 and 10000 do not exist."""
    total = day.year * 12 + day.month - 1 + months
    if not 12 <= total < 120_000:
        with pytest.raises(OverflowError):
            dates.months_from(day, months)
        return
    found = dates.months_from(day, months)
    assert found.year * 12 + found.month - 1 == total
    assert found.day == min(day.day, dates.days_in(found.year, found.month))
