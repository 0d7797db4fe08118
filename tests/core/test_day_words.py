import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.core import day_words
from portrait_cli.core.dates import MONTHS, WEEKDAYS, in_words

TODAY = date(2026, 11, 25)
"""A Wednesday."""


def day(text: str) -> tuple[date, date]:
    """Return a day as a span."""
    return date.fromisoformat(text), date.fromisoformat(text)


def span(first: str, last: str) -> tuple[date, date]:
    """Return the days from one to another."""
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-12-07", date(2026, 12, 7)),
        (" 2026-11-25 ", TODAY),
        ("today", TODAY),
        ("tonight", TODAY),
        ("tomorrow", date(2026, 11, 26)),
        ("tomorrow morning", date(2026, 11, 26)),
        ("the day after tomorrow", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("Fri.", date(2026, 11, 27)),
        ("by friday", date(2026, 11, 27)),
        ("friday 3pm", date(2026, 11, 27)),
        ("wednesday", date(2026, 12, 2)),
        ("this wednesday", TODAY),
        ("this monday", date(2026, 11, 30)),
        ("next friday", date(2026, 12, 4)),
        ("2 weeks", date(2026, 12, 9)),
        ("in 2 weeks", date(2026, 12, 9)),
        ("two weeks from now", date(2026, 12, 9)),
        ("a fortnight", date(2026, 12, 9)),
        ("in a month and 2 days", date(2026, 12, 27)),
        ("friday in 2 weeks", date(2026, 12, 11)),
        ("next week", date(2026, 12, 2)),
        ("next month", date(2026, 12, 25)),
        ("dec 7", date(2026, 12, 7)),
        ("jan 9", date(2027, 1, 9)),
        ("nov 25", TODAY),
        ("nov 24", date(2027, 11, 24)),
        ("12/7", date(2026, 12, 7)),
        ("3rd", date(2026, 12, 3)),
        ("the 30th", date(2026, 11, 30)),
        ("end of the month", date(2026, 11, 30)),
        ("end of january", date(2027, 1, 31)),
        ("end of this school year", date(2027, 7, 31)),
        ("12/32", None),
        ("3", None),
        ("december", None),
        ("this week", None),
        ("end of week", None),
        ("2026-11-24", None),
        ("2026-02-31", None),
        ("yesterday", None),
        ("last friday", None),
        ("2 weeks ago", None),
        ("when I can", None),
        ("", None),
    ],
)
def test_a_day_to_come(said: str, meant: date | None) -> None:
    """A future day is read as people say it; a span, a day gone by and anything else is not one."""
    assert day_words.ahead(said, TODAY) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-09-01", day("2026-09-01")),
        ("2026/9/1", day("2026-09-01")),
        ("20260901", day("2026-09-01")),
        ("2026–09–01", day("2026-09-01")),
        ("２０２６－０９－０１", day("2026-09-01")),
        ("yesterday", day("2026-11-24")),
        ("last night", day("2026-11-24")),
        ("the day before yesterday", day("2026-11-23")),
        ("2 weeks ago", day("2026-11-11")),
        ("two weeks ago", day("2026-11-11")),
        ("a fortnight ago", day("2026-11-11")),
        ("a week ago", day("2026-11-18")),
        ("3 months ago", day("2026-08-25")),
        ("a year ago", day("2025-11-25")),
        ("1 year and 2 months ago", day("2025-09-25")),
        ("2w", day("2026-11-11")),
        ("in 3 days", day("2026-11-28")),
        ("monday", day("2026-11-23")),
        ("wednesday", day("2026-11-18")),
        ("this monday", day("2026-11-23")),
        ("last monday", day("2026-11-23")),
        ("last friday", day("2026-11-20")),
        ("monday last week", day("2026-11-16")),
        ("last week monday", day("2026-11-16")),
        ("sun 2 weeks ago", day("2026-11-15")),
        ("sep 1", day("2026-09-01")),
        ("Sept. 1st, 2025", day("2025-09-01")),
        ("the 1st of september", day("2026-09-01")),
        ("23-Nov-2026", day("2026-11-23")),
        ("2026 nov 23", day("2026-11-23")),
        ("Monday, November 23, 2026", day("2026-11-23")),
        ("mon 23rd", day("2026-11-23")),
        ("dec 7", day("2025-12-07")),
        ("7/12", day("2026-07-12")),
        ("12/7", day("2025-12-07")),
        ("12/7/2025", day("2025-12-07")),
        ("12/7/25", day("2025-12-07")),
        ("13/02/2026", day("2026-02-13")),
        ("23.11.", day("2026-11-23")),
        ("23.11.2026", day("2026-11-23")),
        ("7.7.2026", day("2026-07-07")),
        ("3rd", day("2026-11-03")),
        ("the 31st", day("2026-10-31")),
        ("the 3rd of last month", day("2026-10-03")),
        ("beginning of last month", day("2026-10-01")),
        ("2026-W12-3", day("2026-03-18")),
        ("this week", span("2026-11-23", "2026-11-29")),
        ("last week", span("2026-11-16", "2026-11-22")),
        ("next week", span("2026-11-30", "2026-12-06")),
        ("last weekend", span("2026-11-21", "2026-11-22")),
        ("the week of nov 11", span("2026-11-09", "2026-11-15")),
        ("2026-W12", span("2026-03-16", "2026-03-22")),
        ("the last 7 days", span("2026-11-18", "2026-11-25")),
        ("past month", span("2026-10-25", "2026-11-25")),
        ("2026-09", span("2026-09-01", "2026-09-30")),
        ("9/2026", span("2026-09-01", "2026-09-30")),
        ("9999-12", span("9999-12-01", "9999-12-31")),
        ("last month", span("2026-10-01", "2026-10-31")),
        ("december", span("2025-12-01", "2025-12-31")),
        ("december 2025", span("2025-12-01", "2025-12-31")),
        ("last august", span("2026-08-01", "2026-08-31")),
        ("november", span("2026-11-01", "2026-11-30")),
        ("last november", span("2025-11-01", "2025-11-30")),
        ("Last Dec", span("2025-12-01", "2025-12-31")),
        ("this december", span("2026-12-01", "2026-12-31")),
        ("next november", span("2027-11-01", "2027-11-30")),
        ("next december", span("2026-12-01", "2026-12-31")),
        ("2025", span("2025-01-01", "2025-12-31")),
        ("last year", span("2025-01-01", "2025-12-31")),
        ("this school year", span("2026-08-01", "2027-07-31")),
        ("last School  year", span("2025-08-01", "2026-07-31")),
        ("next school year", span("2027-08-01", "2028-07-31")),
    ],
)
def test_a_day_or_a_span_gone_by(said: str, meant: tuple[date, date]) -> None:
    """A day, week, month or year is its first and last day, in the past if it may be."""
    assert day_words.back(said, TODAY) == meant


@pytest.mark.parametrize(
    "said",
    [
        *("32 dec 10", "dec 32", "feb 30", "feb 29", "2025-13", "2026-13-01", "2026-00-10", "20261340", "2026-W60"),
        *("7.12.", "7.12.2026", "26/11/23", "26.11.23", "13/13", "0/5", "32nd", "12/7/0000", "0000"),
        *("tuesday november 23 2026", "monday 3 days ago", "mon week 3", "long ago", "last spring", "Q2", "week 12"),
        *(
            "end of week",
            "end of friday",
            "last november 2025",
            "a couple of days ago",
            "1.5 weeks ago",
            "an hour ago",
        ),
        *("5pm", "noon", "yesterday 25:00", "yesterday 13pm", "yesterday 5", "18:30 yesterday", "3", "-3", "week"),
        *(
            "2 weeks ago-ish",
            "not yesterday",
            "yesterday or today",
            "every friday",
            "in 2 weeks ago",
            "999 years from now x",
        ),
        *("last week night", "week of last month", "friday next month", "2027 years ago", "in 8000 years"),
    ],
)
def test_what_is_not_surely_a_day_is_none(said: str) -> None:
    """A day that does not exist, could be several, or contradicts itself is none, rather than another one."""
    assert day_words.back(said, TODAY) is None


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("may 16", "2026-05-18", day("2026-05-16")),
        ("january", "2026-02-07", span("2026-01-01", "2026-01-31")),
        ("1900", "2026-06-24", span("1900-01-01", "1900-12-31")),
        ("last friday", "2026-10-17", day("2026-10-16")),
        ("a week ago on monday", "2026-03-29", day("2026-03-16")),
        ("the 1st day of last month", "2026-04-05", day("2026-03-01")),
        ("the 1st of the month", "2026-04-05", day("2026-04-01")),
        ("last day of february", "2028-03-01", day("2028-02-29")),
        ("in the past 3 months", "2026-05-14", span("2026-02-14", "2026-05-14")),
        ("1 month ago", "2026-10-31", day("2026-09-30")),
        ("1 month 1 day ago", "2026-01-29", day("2025-12-28")),
        ("29 feb", "2028-12-01", day("2028-02-29")),
        ("17. August 2020", "2026-06-01", day("2020-08-17")),
        ("dec 14 11:00", "2027-01-06", day("2026-12-14")),
        ("8/14/30", "2026-04-24", day("2030-08-14")),
        ("8/14/62", "2026-04-24", None),
        ("05-11-18", "2026-11-06", None),
        ("17 Sept 23", "2026-11-06", None),
        ("4/31/2026", "2026-08-29", None),
        ("Wed 08-10-2026", "2026-08-09", None),
        ("the last friday of this month", "2026-09-23", None),
        ("3 months before 12/31", "2026-08-02", None),
        ("after 15 days", "2026-03-13", None),
        ("mid january", "2026-03-13", None),
        ("26FEB15", "2026-03-13", None),
    ],
)
def test_days_on_which_other_programs_slip(said: str, today: str, meant: tuple[date, date] | None) -> None:
    """What people reported of other programs: another year, half of the words dropped, a day that does not exist."""
    assert day_words.back(said, date.fromisoformat(today)) == meant


# --- what must hold for any text ---

_words = st.lists(
    st.sampled_from(
        [
            *(
                "today",
                "yesterday",
                "last",
                "this",
                "next",
                "week",
                "month",
                "year",
                "school",
                "ago",
                "in",
                "a",
                "two",
            ),
            *(
                "end",
                "of",
                "the",
                "past",
                "days",
                "weeks",
                "noon",
                "5pm",
                "17:30",
                "nov",
                "december",
                "mon",
                "Friday",
            ),
            *(
                "3rd",
                "31",
                "30",
                "29",
                "2026",
                "2024",
                "12/7",
                "7.12.",
                "0",
                "99",
                "2026-02-30",
                "W12",
                "-",
                ",",
                "/",
            ),
            *("weekend", "morning", "may", "feb", "9999", "0001", "10000"),
        ]
    ),
    max_size=5,
).map(" ".join)
_todays = st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), TODAY])


@given(st.text(max_size=70) | _words, _todays)
def test_any_text_is_a_day_a_span_or_none(said: str, today: date) -> None:
    """No text makes the reading fail, on any day, and no span ends before it begins."""
    coming = day_words.ahead(said, today)
    assert coming is None or coming >= today
    found = day_words.back(said, today)
    assert found is None or found[0] <= found[1]


_months, _weekdays = [name[:3].lower() for name in MONTHS], [name[:3].lower() for name in WEEKDAYS]
_parts = st.one_of(
    st.sampled_from([*MONTHS, *_months, *WEEKDAYS, *_weekdays, "the", "of", "12/7", "13.2.", "11/23/2026"]),
    st.integers(0, 40).map(str),
    st.integers(1, 31).map("{}th".format),
    st.integers(1990, 2040).map(str),
)


@given(st.lists(_parts, min_size=1, max_size=5).map(" ".join), _todays)
def test_every_part_of_a_text_is_in_its_day(said: str, today: date) -> None:
    """If numbers and names are read as a day, each of them is its day, month, year or weekday."""
    found = day_words.back(said, today)
    if found is None:
        return
    first, last = found
    numbers = {first.day, first.month, first.year, first.year % 100}
    assert {int(number) for number in re.findall("[0-9]+", said)} <= numbers
    for name in re.findall("[a-z]{3,}", said.lower().replace("the", "")):
        assert name[:3] in {_months[first.month - 1], _weekdays[first.weekday()]}
    assert first == last or (first.day == 1 and last.month in {first.month, 12})


@given(st.dates(date(1000, 1, 1)), _todays)
@one_in(2)
def test_every_way_to_write_a_day_is_read_as_that_day(written: date, today: date) -> None:
    """A day with its year is the same day however it is written, and on whichever day it is read."""
    name, number = MONTHS[written.month - 1], f"{written.year:04d}"
    ways = [
        *(written.isoformat(), f"{number}/{written.month}/{written.day}", f"{number}{written:%m%d}"),
        *(f"{written.month}/{written.day}/{number}", f"{written.month:02d}-{written.day:02d}-{number}"),
        *(in_words(written), in_words(written, weekday=True), f"{written.day} {name[:3]} {number}"),
        *(f"the {written.day}th of {name.lower()} {number}", f"{written.day}-{name[:3]}-{number}"),
        *(f"{number} {name} {written.day}", f"{written:%G-W%V-%u}", f"{in_words(written)} at 5 pm"),
    ]
    for way in ways:
        assert day_words.back(way, today) == (written, written), way


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)))
def test_the_week_of_a_day_has_it(today: date) -> None:
    """This week, from Monday to Sunday, has today in it, and the week before and the week after lie beside it."""
    before, this, after = (day_words.back(f"{which} week", today) for which in ("last", "this", "next"))
    assert before
    assert this
    assert after
    assert this[0] <= today <= this[1]
    assert (this[0].weekday(), this[1] - this[0]) == (0, timedelta(days=6))
    assert (before[1], after[0]) == (this[0] - timedelta(days=1), this[1] + timedelta(days=1))


@pytest.mark.parametrize(
    "said", ["999 weeks ago", "monday 999 weeks ago", "last week", "last year", "last school year"]
)
def test_there_is_no_day_before_the_year_1(said: str) -> None:
    """Words that lead to a day that no calendar here has are none."""
    assert day_words.back(said, date.min) is None


def test_a_text_too_long_for_a_day_is_none() -> None:
    """Sixty characters may be a day; a longer text is not looked at, however many words for days are in it."""
    assert day_words.back("2 weeks ago".ljust(60), TODAY) == day_words.back("2 weeks ago", TODAY)
    assert day_words.back("ago " * 2500, TODAY) is None
    assert day_words.ahead("friday" + " " * 60 + "in 2 weeks", TODAY) is None
