import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from conftest import Run

CHICAGO, KIRITIMATI, TOKYO = (ZoneInfo(name) for name in ("America/Chicago", "Pacific/Kiritimati", "Asia/Tokyo"))


def words(run: Run) -> list[str]:
    """List the words of the entries as `list` has them, oldest first."""
    found = json.loads(run("list", "--json").out)["entries"]
    return [entry["blocks"][0]["text"] for entry in reversed(found)]


@pytest.mark.parametrize(
    "moments",
    [
        [datetime(2026, 11, 23, 20, tzinfo=TOKYO), datetime(2026, 11, 23, 6, tzinfo=CHICAGO)],
        [datetime(2026, 11, 1, 1, 30, tzinfo=CHICAGO), datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=CHICAGO)],
        [datetime(2026, 3, 8, 1, 59, 59, tzinfo=CHICAGO), datetime(2026, 3, 8, 3, 0, tzinfo=CHICAGO)],
        [datetime(2028, 2, 28, 23, 59, tzinfo=CHICAGO), datetime(2028, 2, 29, 0, 1, tzinfo=CHICAGO)],
        [datetime(2026, 12, 31, 23, tzinfo=CHICAGO), datetime(2027, 1, 1, 19, 30, tzinfo=KIRITIMATI)],
        [datetime(2027, 1, 1, 0, 0, tzinfo=KIRITIMATI), datetime(2026, 12, 31, 12, 0, tzinfo=CHICAGO)],
    ],
    ids=["two zones", "the hour that comes twice", "the hour that is left out", "February 29", "week 53", "new year"],
)
def test_entries_keep_the_order_of_their_moments(run: Run, moments: list[datetime]) -> None:
    """Whatever the local clocks said, entries are listed and filed in the order they were written."""
    first, second = moments
    for said, moment in (("second", second), ("first", first)):
        done = run("note", said, at=moment)
        assert done.code == 0, done.err
    assert words(run) == ["first", "second"]


def test_entries_of_one_second_are_both_kept(run: Run, home: object) -> None:
    """Two notes in one second are two files, each with its own words, in a stable order."""
    del home
    moment = datetime(2026, 11, 23, 12, tzinfo=CHICAGO)
    for said in ("one", "two", "three"):
        run("note", said, at=moment)
    assert sorted(words(run)) == ["one", "three", "two"]
    assert words(run) == words(run)


def test_every_day_around_a_new_year_is_found_again(run: Run) -> None:
    """In weeks that belong to two years, each day's entry is listed under its own day."""
    first = datetime(2026, 12, 26, 9, tzinfo=CHICAGO)
    days = [first + timedelta(days=number) for number in range(12)]
    for day in days:
        run("note", f"{day:%A %d}", at=day)
    for day in days:
        found = json.loads(run("read", f"{day:%Y-%m-%d}", "--json", at=days[-1]).out)["entry"]
        assert found["blocks"][0]["text"] == f"{day:%A %d}"
    shown = json.loads(run("list", "--calendar", "--json", at=days[-1]).out)["days"]
    assert shown == {f"{day:%Y-%m-%d}": 1 for day in days}


def test_nothing_is_overwritten_when_the_clock_goes_back(run: Run, home: object) -> None:
    """When the clock was set back, new files are made beside the old ones, and each keeps its words."""
    del home
    moment = datetime(2026, 11, 23, 12, tzinfo=CHICAGO)
    for back in (0, 60, 0, 3600, 0):
        run("note", f"back {back}", at=moment - timedelta(seconds=back))
    assert sorted(words(run)) == ["back 0", "back 0", "back 0", "back 3600", "back 60"]
