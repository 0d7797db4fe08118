"""The days of notes: in names of files and folders, in properties, and in lines on top of the text."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from examples import ZONES, imported, only
from portrait_cli.core.dates import MONTHS, WEEKDAYS
from portrait_cli.formats.imports.file_name import parse_file_name
from portrait_cli.formats.imports.source import Zones
from portrait_cli.formats.imports.stated_moment import StatedMoment, parse_stated

_JANUARY_5 = "2023-01-05T00:00:00"
_AFTERNOON = "2023-01-05T14:30:00"


@pytest.mark.parametrize(
    ("name", "written", "title"),
    [
        ("2023_01_05", _JANUARY_5, ""),
        ("2023.01.05", _JANUARY_5, ""),
        ("2023-1-5 Visit", _JANUARY_5, "Visit"),
        ("2023 01 05 Visit", _JANUARY_5, "Visit"),
        ("Jan 5, 2023", _JANUARY_5, ""),
        ("January 5th, 2023", _JANUARY_5, ""),
        ("Thursday, January 5, 2023", _JANUARY_5, ""),
        ("5 January 2023", _JANUARY_5, ""),
        ("05-Jan-2023", _JANUARY_5, ""),
        ("2023-Jan-05", _JANUARY_5, ""),
        ("5. Januar 2023", _JANUARY_5, ""),
        ("Visita del 5 de enero de 2023", _JANUARY_5, "Visita del"),
        ("5. Ma\u0308rz 2023", "2023-03-05T00:00:00", ""),
        ("2023年1月5日", _JANUARY_5, ""),
        ("25-12-2023 Party", "2023-12-25T00:00:00", "Party"),
        ("12.25.2023 Party", "2023-12-25T00:00:00", "Party"),
        ("04-04-2023", "2023-04-04T00:00:00", ""),
        ("03-04-2023 written 2023-04-03", "2023-04-03T00:00:00", "03-04-2023 written"),
        ("202301051430 Visit", _AFTERNOON, "Visit"),
        ("20230105143000", _AFTERNOON, ""),
        ("2023-01-05 14.30", _AFTERNOON, ""),
        ("2023-01-05T1430", _AFTERNOON, ""),
        ("2023-01-05T143000Z", "2023-01-05T08:30:00", ""),
        ("2023-01-05 14꞉30", _AFTERNOON, ""),
        ("Screenshot 2023-01-05 at 2.30.00\u202fPM", _AFTERNOON, "Screenshot"),
        ("2023-01-05 2pm", "2023-01-05T14:00:00", ""),
        ("2023-01-05 2pm_walk", "2023-01-05T14:00:00", "walk"),
        ("2023-01-05 2 amazing days", _JANUARY_5, "2 amazing days"),
        ("2023-01-05 9:15 walk", "2023-01-05T09:15:00", "walk"),
        ("2023-01-05 - 2023-01-07 Trip", _JANUARY_5, "2023-01-07 Trip"),
        ("2023-01-05 2023 goals", _JANUARY_5, "2023 goals"),
        ("2023-01-05 January 5th 2023 Thursday", _JANUARY_5, ""),
        ("Thursday January 5 2023, 2pm", "2023-01-05T14:00:00", ""),
        ("daily.journal.2023.01.05", _JANUARY_5, "daily.journal"),
        ("School/project___plan 2023-01-05", _JANUARY_5, "project/plan"),
        ("2023/01/05", _JANUARY_5, ""),
        ("Daily/2023/01-January/05 Visit", _JANUARY_5, "Visit"),
        ("2023/January/5", _JANUARY_5, ""),
        ("2023/01/Thursday 05", _JANUARY_5, ""),
        ("2023/2023-01/05_Visit", _JANUARY_5, "Visit"),
        ("2023/01/January 5 Visit", _JANUARY_5, "Visit"),
        ("2023/Weeks/12-25 Party", "2023-12-25T00:00:00", "Party"),
        ("2023/2023-01-05", _JANUARY_5, ""),
        ("2023/01/05/Visit", _JANUARY_5, "Visit"),
        ("2023/Daily/01-Jan/05-Thu", _JANUARY_5, ""),
        ("2023/01 Jan/05 Thu", _JANUARY_5, ""),
        ("2023/01 January/2023-01-05 - Thursday January 5/Visit", _JANUARY_5, "Visit"),
        ("2023-01-05143000", _AFTERNOON, ""),
        ("2023-01-05-14-30-00", _AFTERNOON, ""),
        ("20230105-143000", _AFTERNOON, ""),
        ("Wednesday, 25.01.2023", "2023-01-25T00:00:00", ""),
        ("2023-01-05/Visit", _JANUARY_5, "Visit"),
        ("2023-01-05-visit/index", _JANUARY_5, "visit"),
        ("2023-01-05 Visit.textbundle/text", _JANUARY_5, "Visit"),
        ("2022/12/2023-01-05", _JANUARY_5, ""),
        ("2023/01/01-05-Thursday", _JANUARY_5, ""),
        ("2023/01/01-05-Thursday Visit", _JANUARY_5, "Thursday Visit"),
        ("2023/01-Jan/01-05", _JANUARY_5, ""),
        ("2023/Jan/01-05 Visit", _JANUARY_5, "Visit"),
        ("2023-01/01-05", _JANUARY_5, ""),
        ("2023/2023-01/01_05", _JANUARY_5, ""),
        ("2023/01/01.05", _JANUARY_5, ""),
        ("2023/01/1-5 Visit", _JANUARY_5, "Visit"),
        ("2023/1/Thu 01-05", _JANUARY_5, ""),
        ("2023/01/01-05/notes", _JANUARY_5, "notes"),
        ("2023/01/01-05-23 Visit", _JANUARY_5, "Visit"),
        ("2023/01/05-01", _JANUARY_5, ""),
        ("2023/01/05-01-2023", _JANUARY_5, ""),
        ("2023/01/01-05-2023", _JANUARY_5, ""),
        ("2023/02/29 2023-02-28", "2023-02-28T00:00:00", "29"),
        ("2023/11/11-12", "2023-11-12T00:00:00", ""),
        ("2023/11/12-11", "2023-11-12T00:00:00", ""),
        ("2023/11/11-11", "2023-11-11T00:00:00", ""),
        ("2023/01/05-14-30", _AFTERNOON, ""),
        ("2023/01/05-1430 Visit", _AFTERNOON, "Visit"),
        ("2023/01/05-2 Visit", _JANUARY_5, "2 Visit"),
        ("2023/01/25-30 buses", "2023-01-25T00:00:00", "30 buses"),
        ("2023/Q1/01/05", _JANUARY_5, ""),
        ("1-15-23 Staff meeting", "2023-01-15T00:00:00", "Staff meeting"),
        ("Agenda 1.15.23", "2023-01-15T00:00:00", "Agenda"),
        ("\u200e2023\u200e-01-\u00ad05\u200f Visit", _JANUARY_5, "Visit"),
    ],
)
def test_a_name_with_its_folders_may_say_the_day(name: str, written: str, title: str) -> None:
    """A day in a file's name or in its folders is the note's, also with a time after it; the rest is its title."""
    found = imported("markdown", "Words.", f"{name}.md")
    (entry,) = found.entries
    assert (entry.written.isoformat(), parse_file_name(f"{name}.md").title) == (written, title)
    assert found.undated == {}


@pytest.mark.parametrize(
    "name",
    [
        "Version 2023.1",
        "Version 2023.1.5",
        "v2023.01.05",
        "2023.01.05.2",
        "202-555-0123",
        "2025551234",
        "12-5 list",
        "2023/12-5 list",
        "2023/5 Things/12 apples",
        "2023/01/1234",
        "2022/10",
        "2023-24/05/19",
        "2023-W01",
        "2023-01",
        "Mar 2023",
        "19-05-21",
        "10101010",
        "Meeting 20230105202301052023010520230105",
        "a20230105b3c4d5e6f7a8b9c0d1e2f3a",
        "Backup 2023-01-05/Visit",
        "Outline 3.4.12",
        "9-31-25",
        "Sizes 12-25-99",
        "555-12-25-23",
    ],
)
def test_a_number_that_is_no_day_is_not_taken_for_one(name: str) -> None:
    """Versions, telephone numbers, weeks, months and the ids that programs add are no days."""
    assert list(imported("markdown", "Words.", f"{name}.md").undated.values()) == ["no date found"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("03-04-2023", "03-04-2023 could be March 4 or April 3; --dates says which"),
        ("3.4.2023 Visit", "3.4.2023 could be March 4 or April 3; --dates says which"),
        ("2023/03-04", "03-04 could be March 4 or April 3; --dates says which"),
        ("Aprıl 5, 2023", "there is no day Aprıl 5, 2023"),
        ("2023-02-31 Visit", "there is no day 2023-02-31"),
        ("2023/05/12-30 call", "12-30 could be a time as well as a day of 2023/05"),
        ("2023/May/Sun 09.30", "09.30 could be a time as well as a day of 2023/May"),
        ("2023/02/02-30", "there is no day 2023/02/02-30"),
        ("2023/02/29", "there is no day 2023/02/29"),
        ("2023/02/03-04-2023", "03-04-2023 could be March 4 or April 3; --dates says which"),
        ("3-4-25 Visit", "3-4-25 could be March 4 or April 3; --dates says which"),
    ],
)
def test_a_day_that_is_not_sure_is_not_guessed(name: str, why: str) -> None:
    """A day that can be read in two ways, and one that does not exist, is named and not taken."""
    found = imported("markdown", "Words.", f"{name}.md")
    assert list(found.undated.values()) == [why]
    assert found.entries[0].written == NOON.replace(tzinfo=None)


def test_the_person_may_say_what_comes_first() -> None:
    """Once the order of day and month is known, a day that is written in numbers is sure, unless there is none."""
    for order, written in (("day-first", date(2023, 4, 3)), ("month-first", date(2023, 3, 4))):
        zones = Zones(ZONES.local, ZONES.named, order)  # type: ignore[arg-type]  # mypy takes them for any texts
        for text, name in (("Words.", "03-04-2023.md"), ("---\ndate: 03/04/2023\n---\nWords.", "x.md")):
            (entry,) = imported("markdown", text, name, zones).entries
            assert entry.written.date() == written
        (entry,) = imported("markdown", "---\ndate: 23/9/25\n---\nWords.", "x.md", zones).entries
        assert entry.written.date() == date(2025, 9, 23)
        (entry,) = imported("markdown", "Words.", "12-25-2023.md", zones).entries
        assert entry.written.date() == date(2023, 12, 25)


_moments = st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001  # names have no zones
    lambda moment: moment.replace(microsecond=0)
)


def _in_many_forms(day: date) -> list[str]:
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    forms = [f"{day:%Y}{sign}{day:%m}{sign}{day:%d}" for sign in "-_. "]
    forms += [f"{day.year}-{day.month}-{day.day}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"]
    for name in (month, month[:3], month.upper()):
        forms += [f"{name} {day.day}, {day.year}", f"{day.day} {name} {day.year}", f"{day.day}-{name}-{day.year}"]
        forms += [f"{weekday}, {name} {day.day}th, {day.year}", f"{day.year} {name} {day.day}"]
    return forms


@given(moment=_moments, before=st.sampled_from(["", "Visit ", "a/2022/", "IMG_"]), data=st.data())
def test_a_day_in_any_form_is_read_as_that_day(moment: datetime, before: str, data: st.DataObject) -> None:
    """Whatever day is in a name, in whatever form, with a time or without, is the one that is read."""
    form = data.draw(st.sampled_from(_in_many_forms(moment.date())))
    times = ["", f" {moment:%H.%M}", f"_{moment:%H%M%S}", f" {moment:%H:%M:%S}", f" at {moment:%I.%M %p}"]
    at = data.draw(st.sampled_from(times))
    after = data.draw(st.sampled_from(["", " Visit", "_x", " (2)"]))
    found = parse_file_name(f"{before}{form}{at}{after}.md")
    assert found.written is not None
    assert found.written.date() == moment.date()
    if at:
        assert found.written.time().replace(second=0) == moment.time().replace(second=0)


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), above=st.booleans(), data=st.data())
def test_a_day_in_folders_is_read_as_that_day(day: date, above: bool, data: st.DataObject) -> None:
    """Folders of years and months with a day below them say that day, within the source or above it."""
    month = MONTHS[day.month - 1]
    folders = [f"{day:%Y/%m}", f"{day:%Y/%m}-{month}", f"{day:%Y}/{month}", f"{day:%Y-%m}", f"{day:%Y/%Y-%m}"]
    folder = data.draw(st.sampled_from(folders))
    name = data.draw(
        st.sampled_from([f"{day:%d}", f"{day:%d} Visit", f"{day.day}", f"{WEEKDAYS[day.weekday()]} {day.day}"])
    )
    found = parse_file_name(f"{name}.md", above=folder) if above else parse_file_name(f"Daily/{folder}/{name}.md")
    assert found.written == datetime.combine(day, time())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", "2024-03-05T00:00:00-06:00"),
        ("2024/03/05", "2024-03-05T00:00:00-06:00"),
        ("2024/03/05 2:30 PM", "2024-03-05T14:30:00-06:00"),
        ("20240305T143000", "2024-03-05T14:30:00-06:00"),
        ("March 5, 2024", "2024-03-05T00:00:00-06:00"),
        ("Tuesday, March 5, 2024 at 2:30\u202fPM", "2024-03-05T14:30:00-06:00"),
        ("Mar 5, 2024, 12:05\u00a0a.m.", "2024-03-05T00:05:00-06:00"),
        ("@March 5, 2024 2:30 PM (CST)", "2024-03-05T14:30:00-06:00"),
        ("Tue, 05 Mar 2024 14:30:00 +0100", "2024-03-05T07:30:00-06:00"),
        ("Tuesday 2024-03-05", "2024-03-05T00:00:00-06:00"),
        ("[[2024-03-05]]", "2024-03-05T00:00:00-06:00"),
        ("[[Daily/2024-03-05|Tuesday]]", "2024-03-05T00:00:00-06:00"),
        ("<2024-03-05>", "2024-03-05T00:00:00-06:00"),
        ("2024-03-05T14:30:00Z", "2024-03-05T08:30:00-06:00"),
        ("2024-07-05 02:05:11Z", "2024-07-04T21:05:11-05:00"),
        ("2024-03-05T14:30:00.123456-0800", "2024-03-05T16:30:00-06:00"),
        ("2024-03-05T14:30:00\u221206:00", "2024-03-05T14:30:00-06:00"),
        ("Jan. 5 2024 9:05 am", "2024-01-05T09:05:00-06:00"),
        ("January 5, 2024 → January 6, 2024", "2024-01-05T00:00:00-06:00"),
        ("13/02/2024", "2024-02-13T00:00:00-06:00"),
        ("2024-03-05 14:30 GMT+1", "2024-03-05T07:30:00-06:00"),
        ("2024-03-05 14:30 UTC", "2024-03-05T08:30:00-06:00"),
        ("2024-03-05 14:30 EST", "2024-03-05T13:30:00-06:00"),
        ("2024-03-05T14:30:00+09:00[Asia/Tokyo]", "2024-03-05T14:30:00+09:00 Asia/Tokyo"),
        ("2024-03-05 14:30 Asia/Tokyo", "2024-03-05T14:30:00+09:00 Asia/Tokyo"),
        ("2024-03-05 14:30 Nowhere/Else", "2024-03-05T14:30:00-06:00"),
        ("2024-03-05T00:00:00Z", "2024-03-05T00:00:00-06:00"),
        ("2024-03-05T00:00:00.000+00:00", "2024-03-05T00:00:00-06:00"),
        ("1709649000", "2024-03-05T08:30:00-06:00"),
        ("1709649000000", "2024-03-05T08:30:00-06:00"),
        ("2024-03-05 25:99", "2024-03-05T00:00:00-06:00"),
        ("2024-03-05 by Anna", "2024-03-05T00:00:00-06:00"),
        ("2024-03-05 14:30 at school", "2024-03-05T14:30:00-06:00"),
        ("2024-03-05T14:30:00+01:00 (CET)", "2024-03-05T07:30:00-06:00"),
        ("Friday, 3/10/2025", "2025-10-03T00:00:00-05:00"),
        ("9/23/25", "2025-09-23T00:00:00-05:00"),
        ("Tue 9/23/25, 2:30 PM", "2025-09-23T14:30:00-05:00"),
        ("\u200e3\u200e/\u200e13\u200e/\u200e2024\u200e \u200e\u200e2:30 \u200ePM", "2024-03-13T14:30:00-05:00"),
        ("\u202a\u2068March\u2069 5, 20\u00ad24\u202c", "2024-03-05T00:00:00-06:00"),
    ],
)
def test_a_property_states_a_moment(text: str, expected: str) -> None:
    """Offsets are converted to local time, a zone that is named is kept, and midnight in UTC is a day."""
    found = parse_stated(text, ZONES)
    assert isinstance(found, StatedMoment)
    said = f"{found.written.isoformat()}{_hours(found.offset)} {found.zone}".strip()
    assert said == expected
    assert bool(found.remarks) == ("Nowhere" in text)


def _hours(offset: timedelta) -> str:
    return f"{offset // timedelta(hours=1):+03d}:00"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("soon", '"soon" is not a date that we can read'),
        ("2024-02-31", '"2024-02-31" is not a date that we can read'),
        ("03/04/2024", "03/04/2024 could be March 4 or April 3; --dates says which"),
        ("about a week before 2024-03-05", '"about a week before 2024-03-05" is not a date that we can read'),
        ("2024-03-05 14:30 +25:00", "its date has a UTC offset that is not possible"),
        ("true", '"true" is not a date that we can read'),
        ("9/23/45", '"9/23/45" is not a date that we can read'),
        ("3/4/25", "3/4/25 could be March 4 or April 3; --dates says which"),
        ("25/09/23", "25/09/23 could be September 25, 2023 or September 23, 2025; --dates says which"),
        ("23/9/25", "23/9/25 could be September 23, 2025 or September 25, 2023; --dates says which"),
        ("25/13/32", '"25/13/32" is not a date that we can read'),
        ("45/09/23", '"45/09/23" is not a date that we can read'),
    ],
)
def test_a_property_that_states_no_moment_says_why(text: str, why: str) -> None:
    """What is no day, or may be two, is named as it is."""
    assert parse_stated(text, ZONES) == why


@given(moment=_moments, offset=st.integers(-14 * 4, 14 * 4), zone=st.sampled_from(["America/Chicago", "Asia/Tokyo"]))
def test_a_moment_with_an_offset_is_the_same_moment_by_the_local_clock(
    moment: datetime, offset: int, zone: str
) -> None:
    """An offset changes the clock that a moment is shown by, and not the moment."""
    zones = Zones(ZoneInfo(zone), ZONES.named)
    sign = "-" if offset < 0 else "+"
    text = f"{moment.isoformat()}{sign}{abs(offset) // 4:02}:{abs(offset) % 4 * 15:02}"
    found = parse_stated(text, zones)
    assert isinstance(found, StatedMoment)
    if offset or moment.time() != time():
        in_utc = moment - timedelta(minutes=15 * offset)
        assert found.written - found.offset == in_utc
        assert found.offset == in_utc.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()


@given(text=st.text())
def test_any_text_is_a_moment_or_is_not(text: str) -> None:
    """Any text as a date or as a name does no harm."""
    for said in (text, f"2024-03-05 {text}", f"2024-03-05T14:30{text}", f"{text} 5, 2024"):
        assert parse_stated(said, ZONES)
        parse_file_name(f"{said}.md")
        parse_file_name(f"2023/01/{said}.md", above=text)


@pytest.mark.parametrize(
    ("front", "written", "zone"),
    [
        ("Created: March 5, 2024 2:30 PM", "2024-03-05T14:30:00", ""),
        ("DATE: 2024-03-05", "2024-03-05T00:00:00", ""),
        ("date_created: 2024-03-05", "2024-03-05T00:00:00", ""),
        ("createdAt: 2024-03-05T14:30:00Z", "2024-03-05T08:30:00", ""),
        ("Created time: 2024-03-05", "2024-03-05T00:00:00", ""),
        ('date: "[[2024-03-05]]"', "2024-03-05T00:00:00", ""),
        ("date: [[2024-03-05]]", "2024-03-05T00:00:00", ""),
        ("published: true\ndate: 2024-03-05", "2024-03-05T00:00:00", ""),
        ("date: 2024-03-05T14:30:00Z\ntimezone: Asia/Tokyo", "2024-03-05T23:30:00", "Asia/Tokyo"),
        ("date: 2024-03-05 14:30\ntimezone: Asia/Tokyo", "2024-03-05T14:30:00", "Asia/Tokyo"),
        ("date: 2024-03-05\ntime: 08:00\ntimezone: Asia/Tokyo", "2024-03-05T08:00:00", "Asia/Tokyo"),
        ("date: 2024-03-05\ntime: 08:00", "2024-03-05T08:00:00", ""),
        ("date: March 5, 2024\nTime: 2:30 PM", "2024-03-05T14:30:00", ""),
        ('date: 2024-03-05T00:00:00Z\ntime: "08:00:15"', "2024-03-05T08:00:15", ""),
        ("date: 2024-03-05\ntime: 08:00 Asia/Tokyo", "2024-03-05T08:00:00", "Asia/Tokyo"),
        ("date: 2024-03-05\ntime: 08:00+09:00", "2024-03-04T17:00:00", ""),
        ("date: 2024-03-05\ntime: 08:00-09:00", "2024-03-05T08:00:00", ""),
        ("date: 2024-03-05 14:30\ntime: 08:00", "2024-03-05T14:30:00", ""),
        ("date: 2024-03-05T14:30-08:00", "2024-03-05T16:30:00", ""),
        ("date: 2024-03-05\ntime: 9:00 AM to 10:30 AM", "2024-03-05T09:00:00", ""),
        ("date: 2024-03-05\ntime: morning", "2024-03-05T00:00:00", ""),
        ("date: 2024-03-05\ntime: 45", "2024-03-05T00:00:00", ""),
        ("date: 2024-03-05\ntime: 2024-03-05T08:00", "2024-03-05T00:00:00", ""),
        ("date: 2024-03-05\ntime: [08:00, 09:00]", "2024-03-05T08:00:00", ""),
    ],
)
def test_a_date_may_have_many_names(front: str, written: str, zone: str) -> None:
    """The names of properties count in any case and with any signs, and a time zone may be a property of its own."""
    found = imported("markdown", f"---\n{front}\n---\nWords.", "x.md")
    (entry,) = found.entries
    assert (entry.written.isoformat(), entry.time_zone, found.undated) == (written, zone, {})


def test_a_time_may_stand_alone() -> None:
    """A time in a property of its own belongs to the day in the name as well, and its zone is told if not known."""
    front = "---\ntime: 08:00\ntimezone: Asia/Tokyo\n---\nWords."
    (entry,) = imported("markdown", front, "2024-03-05.md").entries
    assert (entry.written.isoformat(), entry.time_zone) == ("2024-03-05T08:00:00", "Asia/Tokyo")
    assert "time: 08:00" in entry.extra
    found = imported("markdown", front.replace("Asia/Tokyo", "XYZT"), "2024-03-05.md")
    assert "the time zone XYZT is not known here" in str(found.remarks)
    assert found.entries[0].written.isoformat() == "2024-03-05T08:00:00"
    assert imported("markdown", front, "x.md").undated


def test_a_zone_that_is_not_known_is_told() -> None:
    """A time in a zone that is not known is taken as local time, which is said, and the line stays in the entry."""
    found = imported("markdown", "---\ndate: 2024-03-05 14:30 XYZT\n---\nWords.", "x.md")
    told = "the time zone XYZT is not known here, so the time is that of your time zone"
    assert list(found.remarks.values()) == [(told,)]
    assert "source_date: 2024-03-05 14:30 XYZT" in found.entries[0].extra


def test_a_note_without_a_day_has_that_of_its_last_change() -> None:
    """Where a note says when it was last changed, that counts more than when its file was."""
    found = imported("markdown", "---\nupdated: 2024-03-05 14:30\ndate: soon\n---\nWords.", "x.md")
    assert found.entries[0].written.isoformat() == "2024-03-05T14:30:00"
    assert list(found.undated.values()) == ['"soon" is not a date that we can read']
    found = imported("markdown", "---\nupdated: never\n---\nWords.", "x.md")
    assert found.entries[0].written == NOON.replace(tzinfo=None)


def test_words_beside_a_date_are_kept() -> None:
    """The line of a date that says more than the date stays in the entry, and so does one with a comment."""
    for line in ("date: 2024-03-05 by Anna", "date: 2024-03-05 # the second visit"):
        assert f"source_{line}" in only("markdown", f"---\n{line}\n---\nWords.", "x.md").extra
