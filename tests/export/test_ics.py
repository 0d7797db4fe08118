import re
import stat
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON, Run, make_four_plans, make_plan, plans_in
from examples import one_in, texts
from portrait_cli.core.entry import Entry, Plan
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.export import ics
from screen import PORTRAIT


def days_of(text: str) -> dict[str, tuple[date, str]]:
    """Read a calendar with a parser other than the one that wrote it."""
    return {
        event.uid.value: (event.dtstart.value, event.summary.value)
        for event in vobject.readOne(text).contents.get("vevent", [])
    }


def test_a_calendar_reminds_of_each_plan(run: Run) -> None:
    """Every open plan with a day is an all-day event with a reminder at nine; importing twice adds no duplicates."""
    make_four_plans(run)
    run("plans", "kept", "1")
    result = run("plans", "--ics", at=NOON + timedelta(days=1))
    assert result.code == 0
    assert result.out == run("plans", "--ics", at=NOON + timedelta(days=3)).out
    rows = plans_in(run("plans", "--json").out)[:2]
    expected = {f"{row['id']}@portrait-cli": (date.fromisoformat(str(row["by"])), row["sentence"]) for row in rows}
    assert days_of(result.out) == expected
    read = icalendar.Calendar.from_ical(result.out)
    assert {str(event["uid"]): (event.decoded("dtstart"), str(event["summary"])) for event in read.events} == expected
    for event in read.events:
        (alarm,) = event.walk("VALARM")
        assert (alarm.decoded("trigger"), str(alarm["action"])) == (timedelta(hours=9), "DISPLAY")
        assert str(alarm["description"]) == str(event["summary"])
        assert str(event["class"]) == "PRIVATE"
    assert read.events[0].decoded("dtstamp") == (NOON - timedelta(days=13)).astimezone(UTC)
    assert "Left out, because it has no day: When I can, then I will rest\n" in result.err
    assert "It holds the words of your plans" in result.err


def test_a_calendar_goes_into_a_new_file(run: Run, tmp_path: Path) -> None:
    """With -o the calendar is a new file for its owner only, and no other file is overwritten."""
    make_plan(run, "it rains", "stay; or, \\n, go", "2 weeks")
    file = tmp_path / "plans.ics"
    result = run("plans", "--ics", "-o", str(file))
    assert (result.code, result.out) == (0, "")
    assert f"Wrote {file}: 1 plan." in result.err
    assert file.read_bytes().decode() == run("plans", "--ics", "-o", "-").out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    again = run("plans", "--ics", "-o", str(file))
    assert again.code == 6
    assert "write over it with --force" in again.err
    assert file.read_bytes() == before


def test_a_calendar_needs_a_day(run: Run) -> None:
    """Without an open plan that has a day, no file is written, and the reason is given."""
    assert "no plan is open" in run("plans", "--ics").err
    make_plan(run, "it rains", "stay")
    result = run("plans", "--ics")
    assert (result.code, result.out) == (3, "")
    assert "no open plan has a day" in result.err


def test_a_calendar_through_a_pipe_is_as_its_format_wants(run: Run) -> None:
    """The real program prints lines that all end in CR and LF."""
    make_plan(run, "it rains", "stay", "2 weeks")
    done = subprocess.run([*PORTRAIT, "plans", "--ics"], check=True, capture_output=True)
    assert done.stdout.decode() == run("plans", "--ics").out
    assert done.stdout.count(b"\n") == done.stdout.count(b"\r\n") > 5


def test_the_ends_of_time_fit_a_calendar() -> None:
    """An entry dated by hand in the last hour of the year 9999 does not fail."""
    plan = Plan("c1", "", "it rains", "stay", date.max)
    made = Entry("e", datetime(9999, 12, 31, 23, 30), "-06:00", "T", blocks=(plan,))  # noqa: DTZ001  # local
    assert "DTSTAMP:99991231T233000Z\r\n" in ics.write([TrackedPlan(plan, made)])


@given(
    texts, texts.filter(bool), st.dates(date(1000, 1, 1)), st.datetimes(datetime(1000, 1, 1)),  # noqa: DTZ001  # local
    st.sampled_from(["-12:00", "+14:00"]),
)  # fmt: skip
@one_in(5)
def test_any_plan_fits_a_calendar(when: str, then: str, by: date, written: datetime, utc_offset: str) -> None:
    """Two other parsers read one event of that day with the plan's words, and no line is too long."""
    plan = Plan("c1", "", when, then, by)
    made = Entry("e", written.replace(microsecond=0), utc_offset, "T", blocks=(plan,))
    text = ics.write([TrackedPlan(plan, made), TrackedPlan(Plan("c2", "", when, then), made)])
    ((uid, (day, said)),) = days_of(text).items()
    (event,) = icalendar.Calendar.from_ical(text).events
    assert (uid, day) == ("c1@portrait-cli", by)
    assert said == str(event["summary"])
    assert [part for part in re.split(r"[^\w]+", said) if part] == [
        part for part in re.split(r"[^\w]+", plan.sentence) if part
    ]
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 and not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
