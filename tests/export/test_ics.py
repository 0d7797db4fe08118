import os
import re
import stat
import subprocess
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

import libical
from conftest import NOON, Editor, Run, journal_files, make_four_plans, make_plan, plans_in, trash_files
from examples import one_in, texts
from portrait_cli.export import ics
from portrait_cli.export.ics import PlanEvent
from screen import PORTRAIT

NOW = int(datetime.fromisoformat("2026-11-23T18:30:00Z").timestamp()) * 10**9
FAMILIES = PlanEvent("c1", date(2026, 12, 7), "When it snows, then I will call home", is_open=True, changed=NOW)


def days_of(text: str) -> dict[str, tuple[date, str]]:
    """Read a calendar with a parser other than the one that wrote it, which knows what must be in it."""
    calendar = vobject.readOne(text)
    assert calendar.validate(raiseException=True)
    return {event.uid.value: (event.dtstart.value, event.summary.value) for event in calendar.vevent_list}


class Shown(NamedTuple):
    """What a calendar shows of an event."""

    summary: str
    day: str
    status: str
    trigger: str


class Calendar(dict[str, Shown]):
    """A calendar as the large ones behave: it takes an event again only if that is of a later state."""

    def __init__(self) -> None:
        super().__init__()
        self._sequences: dict[str, int] = {}

    def take_in(self, text: str) -> None:
        """Import a file."""
        for event in libical.events_in(text):
            if int(event.sequence) > self._sequences.get(event.uid, -1):
                self._sequences[event.uid] = int(event.sequence)
                self[event.uid] = Shown(event.summary, event.start, event.status, event.trigger)


@pytest.fixture
def calendar() -> Calendar:
    """Give a test an empty calendar."""
    return Calendar()


def exported(run: Run) -> str:
    """Write the calendar file, and wait for the next quarter of a second: its numbers count these."""
    result = run("plans", "--ics")
    assert result.code == 0, result.err
    time.sleep(0.26)
    return result.out


def only(calendar: Calendar) -> Shown:
    """Return the only event of a calendar."""
    (shown,) = calendar.values()
    return shown


def change_by_hand(home: Path, old: str, new: str) -> None:
    """Change the only entry, as an editor does."""
    (path,) = journal_files(home)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def written_at(home: Path, moment: datetime) -> None:
    """Give the entries the moment at which they were last written."""
    for path in journal_files(home):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def test_a_calendar_reminds_of_each_plan(run: Run, home: Path) -> None:
    """Every open plan with a day is an all-day event, with a reminder on the morning before."""
    make_four_plans(run)
    written_at(home, NOON)
    result = run("plans", "--ics", at=NOON + timedelta(days=1))
    assert result.code == 0
    rows = plans_in(run("plans", "--json").out)[:3]
    expected = {f"{row['id']}@portrait-cli": (date.fromisoformat(str(row["by"])), row["sentence"]) for row in rows}
    assert days_of(result.out) == expected
    read = icalendar.Calendar.from_ical(result.out)
    assert {str(event["uid"]): (event.decoded("dtstart"), str(event["summary"])) for event in read.events} == expected
    for event in read.events:
        (alarm,) = event.walk("VALARM")
        assert (alarm.decoded("trigger"), str(alarm["action"])) == (timedelta(hours=-15), "DISPLAY")
        assert str(alarm["description"]) == str(event["summary"])
        assert (str(event["class"]), str(event["status"])) == ("PRIVATE", "CONFIRMED")
    assert "Left out, because it has no day: When I can, then I will rest\n" in result.err
    assert "It holds the words of your plans" in result.err


def test_the_reminder_stands_at_the_end_of_its_event() -> None:
    """Outlook and others refuse an event whose reminder comes before its other lines."""
    lines = ics.write([FAMILIES]).split("\r\n")
    assert lines.index("END:VALARM") + 1 == lines.index("END:VEVENT")


def test_a_calendar_is_read_by_a_program_in_another_language() -> None:
    """A reader in C finds the same event, and no broken rule."""
    assert libical.events_in(ics.write([FAMILIES])) == [
        libical.ReadEvent(
            uid="c1@portrait-cli",
            summary="When it snows, then I will call home",
            status="CONFIRMED",
            start="20261207",
            end="20261208",
            sequence="112932000",
            stamp="20261123T183000Z",
            trigger="-PT15H",
        )
    ]


def test_the_same_state_is_the_same_file(run: Run) -> None:
    """Writing the calendar again, on another day, changes nothing in it."""
    make_four_plans(run)
    run("plans", "kept", "4")
    run("plans", "kept", "1")
    assert run("plans", "--ics", at=NOON).out == run("plans", "--ics", at=NOON + timedelta(days=3)).out


def test_a_plan_that_was_moved_or_reworded_changes_in_the_calendar(run: Run, calendar: Calendar, home: Path) -> None:
    """A new day and other words reach the event that is there already; there is no second one."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    calendar.take_in(exported(run))
    change_by_hand(home, "2026-12-07", "2026-12-14")
    change_by_hand(home, "call home", "call the aunt")
    calendar.take_in(exported(run))
    shown = only(calendar)
    assert (shown.day, shown.status, shown.trigger) == ("20261214", "CONFIRMED", "-PT15H")
    assert "call the aunt" in shown.summary


def test_a_closed_plan_is_closed_in_the_calendar(run: Run, calendar: Calendar) -> None:
    """With no plan open any more, the file takes out the one that was: no reminder, and how it went."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    calendar.take_in(exported(run))
    run("plans", "partly", "1")
    calendar.take_in(exported(run))
    sentence = "When it snows, then I will call home, by December 7, 2026"
    assert only(calendar) == Shown(f"Partly: {sentence}", "20261207", "CANCELLED", "")


def test_a_plan_that_was_ticked_and_unticked_by_hand_opens_again(run: Run, calendar: Calendar, home: Path) -> None:
    """A tick closes it in the calendar, and taking the tick out brings the reminder back."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    change_by_hand(home, "- [ ]", "- [x]")
    calendar.take_in(exported(run))
    assert only(calendar).status == "CANCELLED"
    change_by_hand(home, "- [x]", "- [ ]")
    calendar.take_in(exported(run))
    assert (only(calendar).status, only(calendar).trigger) == ("CONFIRMED", "-PT15H")


@pytest.mark.parametrize("reopen", [("undo",), ("delete", "2026-11-23-183100-outcome", "--yes")])
def test_a_plan_whose_outcome_is_taken_back_opens_again(
    run: Run, calendar: Calendar, reopen: tuple[str, ...]
) -> None:
    """The trash knows when the outcome was taken back; done again, the plan is closed again."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    run("plans", "kept", "1", at=NOON + timedelta(minutes=1))
    calendar.take_in(exported(run))
    assert run(*reopen, at=NOON + timedelta(minutes=2)).code == 0
    calendar.take_in(exported(run))
    assert only(calendar).status == "CONFIRMED"
    again = "redo" if reopen == ("undo",) else "undo"
    assert run(again, at=NOON + timedelta(minutes=3)).code == 0
    calendar.take_in(exported(run))
    assert only(calendar).status == "CANCELLED"


def test_a_deleted_plan_leaves_the_calendar_without_its_words(run: Run, calendar: Calendar, home: Path) -> None:
    """The entry with the plan is in the trash: its event is closed, and no longer says what the plan was."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    calendar.take_in(exported(run))
    run("delete", "latest", "--yes", at=NOON + timedelta(days=1))
    (kept,) = trash_files(home)
    (kept.parent / "damaged.md").write_bytes(b"\xff")
    (kept.parent / "damaged-2.md").write_text("no front matter <!-- outcome: x kept -->", encoding="utf-8")
    (kept.parent / "not an entry.txt").write_text("commitment:", encoding="utf-8")
    calendar.take_in(exported(run))
    assert only(calendar) == Shown("A plan that was deleted", "20261207", "CANCELLED", "")


@pytest.mark.parametrize("day", ["", " **by** someday"])
def test_a_plan_whose_day_was_taken_away_leaves_the_calendar(
    run: Run, calendar: Calendar, home: Path, day: str
) -> None:
    """Whatever editor took the day away, the event is closed; a new day brings it back with its reminder."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    calendar.take_in(exported(run))
    change_by_hand(home, " **by** 2026-12-07", day)
    written_at(home, NOON + timedelta(days=1))
    text = exported(run)
    calendar.take_in(text)
    sentence = f"When it snows, then I will call home{day}"
    assert only(calendar) == Shown(f"Without a day: {sentence}", "20261123", "CANCELLED", "")
    assert list(days_of(text).values()) == [(NOON.date(), f"Without a day: {sentence}")]
    assert exported(run) == text

    change_by_hand(home, f"call home{day} <", "call home **by** dec 14 <")
    calendar.take_in(exported(run))
    assert only(calendar)[1:] == ("20261214", "CONFIRMED", "-PT15H")


def test_a_plan_whose_day_was_edited_away_is_closed_on_that_day(
    run: Run, calendar: Calendar, home: Path, editor: Editor
) -> None:
    """What `portrait edit` replaced is in the trash, which knows the day; an outcome closes the plan there, too."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    calendar.take_in(exported(run))
    without = editor('sed -i "s/ \\*\\*by\\*\\* 2026-12-07//" "$1"')
    assert run("edit", env={"EDITOR": without}).code == 0
    written_at(home, NOON)
    calendar.take_in(exported(run))
    sentence = "When it snows, then I will call home"
    assert only(calendar) == Shown(f"Without a day: {sentence}", "20261207", "CANCELLED", "")
    run("plans", "kept", "1")
    calendar.take_in(exported(run))
    assert only(calendar) == Shown(f"Kept: {sentence}", "20261207", "CANCELLED", "")


def test_a_plan_that_was_soon_taken_back_is_in_no_calendar(run: Run) -> None:
    """What is undone a minute later was never exported, and is not written as deleted."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    run("undo", at=NOON + timedelta(minutes=1))
    assert run("plans", "--ics", at=NOON + timedelta(minutes=2)).code == 3


def test_a_plan_closed_long_ago_is_no_longer_written(run: Run) -> None:
    """A year after its day it has left every calendar that it will ever leave."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    run("plans", "kept", "1")
    assert "CANCELLED" in run("plans", "--ics", at=NOON + timedelta(days=300)).out
    late = run("plans", "--ics", at=NOON + timedelta(days=400))
    assert (late.code, late.out) == (3, "")
    assert "no plan is open, and none was closed in the past year" in late.err


def test_a_trash_that_cannot_be_opened_is_no_obstacle(run: Run, home: Path) -> None:
    """Where a file is in the place of the trash, the calendar is written all the same."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    (home / "Documents" / "portrait-journal" / ".trash").write_text("mine", encoding="utf-8")
    assert run("plans", "--ics").code == 0


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
    run("plans", "kept", "1")
    closed = run("plans", "--ics", "-o", str(file), "--force")
    assert f"Wrote {file}: no open plan with a day, and 1 to remove from your calendar." in closed.err


def test_a_calendar_needs_a_day(run: Run, home: Path, editor: Editor) -> None:
    """Without any plan that has a day, no file is written, and the hint says how to give it one."""
    assert "hint: portrait reflect asks for a plan" in run("plans", "--ics").err
    make_plan(run, "it rains", "stay")
    written_at(home, NOON)
    result = run("plans", "--ics")
    assert (result.code, result.out) == (3, "")
    name = "2026-11-23-183000-whole-portrait"
    assert result.err == (
        "portrait: no open plan has a day, so there is nothing for a calendar\n"
        f"hint: a plan needs a day: portrait edit {name} opens one; before its <!--, write **by** 2026-12-07\n"
    )
    assert run("edit", name, env={"EDITOR": editor('sed -i "s/stay </stay **by** 2026-12-07 </" "$1"')}).code == 0
    assert "DTSTART;VALUE=DATE:20261207" in run("plans", "--ics").out


def test_a_calendar_through_a_pipe_is_as_its_format_wants(run: Run) -> None:
    """The real program prints lines that all end in CR and LF."""
    make_plan(run, "it rains", "stay", "2 weeks")
    done = subprocess.run([*PORTRAIT, "plans", "--ics"], check=True, capture_output=True)
    assert done.stdout.decode() == run("plans", "--ics").out
    assert done.stdout.count(b"\n") == done.stdout.count(b"\r\n") > 5


@given(
    st.builds(
        PlanEvent,
        st.just("c1"),
        st.dates(date(1000, 1, 1)),
        texts.map(lambda text: f"When {text}"),
        is_open=st.booleans(),
        changed=st.integers(-(2**90), 2**90),
    )
)
@example(replace(FAMILIES, words="When I call; both, then C:\\new\\table"))
@example(replace(FAMILIES, words="كلما اتصلت \u2066Ana\u2069، أكتب 👩🏽\u200d🏫 " * 9, day=date.max))
@example(replace(FAMILIES, words="a\x00b\x07c\x7fd\x85e\u2028f\ufeffg\\nh\\\\n \ud83d", is_open=False))
@one_in(5)
def test_any_plan_fits_a_calendar(plan: PlanEvent) -> None:
    """Two other parsers, one of them in C, read an event of that day with the plan's words; no line is too long."""
    text = ics.write([plan])
    line = "".join(map(as_written, " ".join(plan.words.split())))
    assert days_of(text) == {"c1@portrait-cli": (plan.day, line)}
    (event,) = icalendar.Calendar.from_ical(text).events
    assert str(event["summary"]) == line
    (read,) = libical.events_in(text)
    assert (read.uid, read.summary) == ("c1@portrait-cli", line)
    assert read.start == plan.day.isoformat().replace("-", "")
    assert 0 <= int(read.sequence) < 2**31
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 and not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)


def as_written(character: str) -> str:
    """Return the sign for a character that a calendar may not have, or the character."""
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    return "\ufffd" if "\ud800" <= character <= "\udfff" else character
