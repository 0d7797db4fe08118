from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.core import dates

TODAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        (" 2026-11-23 ", TODAY),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("2 weeks", date(2026, 12, 7)),
        ("in 2 weeks", date(2026, 12, 7)),
        ("dec 7", date(2026, 12, 7)),
        ("jan 9", date(2027, 1, 9)),
        ("next tuesday", date(2026, 12, 1)),
        ("tuesday", date(2026, 11, 24)),
        ("12/7", date(2026, 12, 7)),
        ("12/32", None),
        ("3", None),
        ("december", None),
        ("2026-11-22", None),
        ("2026-02-31", None),
        ("yesterday", None),
        ("when I can", None),
        ("", None),
    ],
)
def test_a_day_to_come(said: str, day: date | None) -> None:
    """A future day is read as people say it; anything else is not a day."""
    assert dates.ahead(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("2026-09-01", (date(2026, 9, 1), date(2026, 9, 1))),
        ("yesterday", (date(2026, 11, 22), date(2026, 11, 22))),
        ("2 weeks ago", (date(2026, 11, 9), date(2026, 11, 9))),
        ("sep 1", (date(2026, 9, 1), date(2026, 9, 1))),
        ("2026-09", (date(2026, 9, 1), date(2026, 9, 30))),
        ("last month", (date(2026, 10, 1), date(2026, 10, 31))),
        ("december 2025", (date(2025, 12, 1), date(2025, 12, 31))),
        ("2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("last august", (date(2026, 8, 1), date(2026, 8, 31))),
        ("last november", (date(2025, 11, 1), date(2025, 11, 30))),
        ("Last Dec", (date(2025, 12, 1), date(2025, 12, 31))),
        ("this school year", (date(2026, 8, 1), date(2027, 7, 31))),
        ("last School  year", (date(2025, 8, 1), date(2026, 7, 31))),
        ("2026-13-01", None),
        ("long ago", None),
    ],
)
def test_a_span_gone_by(said: str, span: tuple[date, date] | None) -> None:
    """A past day, month or year is its first and last day."""
    assert dates.back(said, TODAY) == span


@given(st.text(max_size=30))
@one_in(5)
def test_any_words_are_a_day_or_none(said: str) -> None:
    """No words make the reading of a date fail."""
    day = dates.ahead(said, TODAY)
    assert day is None or day >= TODAY
    span = dates.back(said, TODAY)
    assert span is None or span[0] <= span[1]


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


def test_a_text_too_long_for_a_day_is_none() -> None:
    """Sixty characters may be a day; a longer text is not looked at, however many words for days are in it."""
    today = date(2026, 11, 23)
    assert dates.back("2 weeks ago".ljust(60), today) == dates.back("2 weeks ago", today)
    assert dates.back("ago " * 2500, today) is None
    assert dates.ahead("friday " * 10, today) is None
