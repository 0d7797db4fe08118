"""Plans as a person meets them: in sessions, on the command line, in an editor, in a calendar."""

import json
import re
import stat
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from conftest import CHICAGO, NOON, Run, journal_files
from examples import one_in, texts
from portrait_cli.core.entry import Entry, Outcome, Plan, PlanOutcome
from portrait_cli.core.plans import TrackedPlan
from portrait_cli.export import ics
from portrait_cli.formats import entry_file
from screen import CHOICE, CTRL_C, ENTER, LINE, OFFER, PORTRAIT, Terminal, widest_line

PLANS = """\
title: Plans only
attributes:
  - name: Care
    prompts: Who needed me?
guides:
  - id: plans
    name: Plans
    steps: [follow-up, plan]
"""


@pytest.fixture
def plans(tmp_path: Path) -> str:
    """Write a portrait whose only guide asks how plans went, and for a new one."""
    path = tmp_path / "plans.yaml"
    path.write_text(PLANS, encoding="utf-8")
    return str(path)


def make(run: Run, when: str, then: str, by: str = "", *, at: datetime = NOON) -> None:
    """Make a plan, as a session does."""
    lines = ["plan.attribute: advocacy", f"plan.when: {when}", f"plan.then: {then}", f"plan.by: {by}"]
    text = "guide: whole-portrait\nanswers:\n" + "".join(f"  {line}\n" for line in lines)
    result = run("reflect", "--answers", "-", stdin=text, at=at)
    assert result.code == 0, result.err


def entries(home: Path) -> list[Entry]:
    return [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]


def of(result_out: str) -> list[dict[str, object]]:
    read = json.loads(result_out)
    assert read["schema"] == 1
    return list(read["commitments"])


LIST = """
  My open plans

  1  When it rains, then I will stay
     made 3 weeks ago · was for 9 November · 0000

  2  When it snows, then I will call the three families who never answer, and
     write down what they say
     made 2 weeks ago · by 7 December (in 2 weeks) · 0000

  3  When the year ends, then I will look back
     made today · by 4 January 2027 (in 6 weeks) · 0000

  4  When I can, then I will rest
     made today · 0000

  How did one go? portrait plans kept 1 (or partly, not, changed)

"""


def _four(run: Run) -> None:
    make(run, "it rains", "stay", "2026-11-09", at=NOON - timedelta(weeks=3))
    make(
        run,
        "it snows",
        "call the three families who never answer, and write down what they say",
        "2026-12-07",
        at=NOON - timedelta(days=13),
    )
    make(run, "the year ends", "look back", "2027-01-04")
    make(run, "I can", "rest", at=NOON + timedelta(minutes=1))


def test_open_plans_are_listed(run: Run) -> None:
    """Each in full, oldest first, with when it was made, its day and how far that is, and its id; none is scolded."""
    _four(run)
    result = run("plans")
    assert result.code == 0
    assert re.sub(r"0{5}\d\n", "0000\n", result.out) == LIST
    assert "overdue" not in run("plans", "--all").out
    run("plans", "kept", "4")
    assert run("plans").out.endswith("not, changed)\n  1 earlier plan: portrait plans --all\n\n")


@pytest.mark.parametrize("options", [[], ["--plain"]])
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list_fits_the_screen(run: Run, options: list[str], columns: int) -> None:
    """From 40 columns on every word is there, without colors where they are not wanted."""
    _four(run)
    run("plans", "kept", "1", "--note", "It was the list on my door that helped me to think of it.")
    with Terminal("plans", "--all", *options, columns=columns, variables={"NO_COLOR": "1"}) as terminal:
        assert terminal.finish() == 0
        assert widest_line(terminal.raw) <= min(columns, 100)
        assert "\x1b[3" not in terminal.raw
        for words in (
            "My open plans",
            "call the three families who never answer, and write down what they say",
            "How others went",
            "Kept on 23 November",
            "the list on my door that helped me to think of it.",
        ):
            assert words in terminal.words


def test_without_plans_there_is_a_kind_line(run: Run) -> None:
    """Nothing to list is no error, and the next command is named; standard output stays empty."""
    empty = run("plans")
    assert (empty.code, empty.out) == (0, "")
    assert empty.err == "There are no plans yet. Your first one comes at the end of: portrait reflect\n"
    assert of(run("plans", "--json").out) == []
    make(run, "it rains", "stay")
    run("plans", "kept", "1")
    closed = run("plans")
    assert (closed.code, closed.out) == (0, "")
    assert "portrait plans --all" in closed.err
    assert "My open plans" not in run("plans", "--all").out


@pytest.mark.parametrize(
    ("outcome", "label", "title"),
    [
        ("kept", "Kept", "A plan kept"),
        ("partly", "Partly", "A plan kept in part"),
        ("not", "Not this time", "A plan not kept this time"),
        ("changed", "Changed my mind", "A plan let go"),
    ],
)
def test_an_outcome_is_an_entry_of_its_own(run: Run, home: Path, outcome: Outcome, label: str, title: str) -> None:
    """Telling how a plan went writes a small entry, and the one in which it was made stays as it is."""
    make(run, "it rains", "stay", "2 weeks")
    (made,) = journal_files(home)
    before = made.read_bytes()
    result = run("plans", outcome, "1", "--note", "Snow.\r\nMuch snow.", at=NOON + timedelta(days=1))
    assert (result.code, result.out) == (0, "")
    assert f"{label}: When it rains, then I will stay, by 7 December 2026\n" in result.err
    assert made.read_bytes() == before
    _, file = journal_files(home)
    assert file.name == "2026-11-24-183000-outcome-advocacy.md"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    _, entry = entries(home)
    assert entry.title == f"{title}, Tuesday 24 November 2026"
    assert (entry.attributes, entry.tags) == (("advocacy",), ("portrait/advocacy",))
    assert (entry.portrait, entry.utc_offset, entry.time_zone) == (
        "portrait-of-a-leader",
        "-06:00",
        "America/Chicago",
    )
    (plan,) = entries(home)[0].plans
    assert entry.blocks == (PlanOutcome(plan.id, plan.sentence, outcome, label, "Snow.\nMuch snow."),)
    assert of(run("plans", "--json").out) == []
    (shown,) = of(run("plans", "--all", "--json").out)
    assert shown == {
        "id": plan.id,
        "attribute": "advocacy",
        "when": "it rains",
        "then": "stay",
        "by": "2026-12-07",
        "sentence": plan.sentence,
        "made": "2026-11-23",
        "entry": "2026-11-23-183000-whole-portrait",
        "outcome": outcome,
        "label": label,
        "told": "2026-11-24",
        "note": "Snow.\nMuch snow.",
    }
    listed = run("plans", "--all", at=datetime(2027, 3, 1, 12, tzinfo=CHICAGO)).out
    assert f"{label} on 24 November 2026" in listed
    assert "Snow." in listed
    assert f"{label}\nSnow." in run("read", "--plain").out


def test_a_plan_is_named_by_its_id(run: Run, home: Path) -> None:
    """The beginning of an id is enough; what is no plan is told with what there is, and nothing is written."""
    make(run, "it rains", "stay")
    make(run, "it snows", "go", at=NOON + timedelta(minutes=1))
    one, other = (row["id"] for row in of(run("plans", "--json").out))
    unknown = run("plans", "kept", "zz")
    assert unknown.code == 3
    assert 'there is no plan "zz"' in unknown.err
    assert f"1 ({one}), 2 ({other})" in unknown.err
    assert len(entries(home)) == 2
    assert run("plans", "kept", str(other)).code == 0
    assert [row["id"] for row in of(run("plans", "--json").out)] == [one]


def test_a_closed_plan_is_not_told_twice(run: Run, home: Path) -> None:
    """Who tells of a plan again is told how it went, kindly, and nothing is written."""
    make(run, "it rains", "stay")
    make(run, "it snows", "go", at=NOON + timedelta(minutes=1))
    tick(journal_files(home)[1])
    one, other = (row["id"] for row in of(run("plans", "--all", "--json").out))
    run("plans", "partly", str(one))
    for plan, how in ((one, "Partly, told on 23 November 2026"), (other, "Kept, ticked by hand")):
        again = run("plans", "not", str(plan))
        assert again.code == 2
        assert f"this plan is closed already: {how}\n" in again.err
        assert "nothing was changed" in again.err
    assert len(entries(home)) == 3


def tick(file: Path) -> None:
    """Do what an editor does when a person clicks the box."""
    file.write_text(file.read_text(encoding="utf-8").replace("- [ ]", "- [x]"), encoding="utf-8")


def test_a_box_ticked_in_an_editor_counts(run: Run, home: Path) -> None:
    """It is off the list, and among the others it stands as kept."""
    make(run, "it rains", "stay")
    tick(journal_files(home)[0])
    assert run("plans").out == ""
    assert "Kept, ticked by hand · made today" in run("plans", "--all").out
    (row,) = of(run("plans", "--all", "--json").out)
    assert (row["outcome"], row["told"]) == ("kept", None)


def test_a_plan_about_nothing_in_particular_can_be_told_of(run: Run, home: Path, plans: str) -> None:
    """A plan without an attribute is told of without one, in the words of the portrait in use."""
    run("reflect", "--portrait", plans, "--answers", "-", stdin="answers: {plan.when: it rains, plan.then: stay}")
    assert run("plans", "--portrait", plans, "kept", "1").code == 0
    entry = next(entry for entry in entries(home) if entry.outcomes)
    assert (entry.id, entry.attributes, entry.tags, entry.portrait) == (
        "2026-11-23-183000-outcome",
        (),
        (),
        "plans",
    )


def test_options_may_stand_before_the_outcome(run: Run, tmp_path: Path) -> None:
    """A journal named before the outcome is the one written to; what belongs to the list is refused there."""
    text = "guide: whole-portrait\nanswers: {plan.when: it rains, plan.then: stay}"
    folder = str(tmp_path / "elsewhere")
    assert run("reflect", "--journal", folder, "--answers", "-", stdin=text).code == 0
    assert run("plans", "kept", "1").code == 3
    assert run("plans", "--journal", folder, "--plain", "kept", "1").code == 0
    for option in ("--all", "--json", "--ics", "-o=x"):
        refused = run("plans", option, "kept", "1")
        assert refused.code == 2
        assert "go with the list, not with kept" in refused.err


# --- a whole life in a terminal ---


def _sit(*asked: tuple[str, ...]) -> None:
    """Sit down on advocacy in a real terminal: wait for each question, then type its answer, which stands last."""
    with Terminal("reflect", "advocacy", "--guide", "whole-portrait", rows=60) as terminal:
        for *texts, answer in asked:
            terminal.wait_for(*texts)
            terminal.type(answer + ENTER)
        assert terminal.finish() == 0


def test_a_plan_lives_in_a_terminal(home: Path, tmp_path: Path) -> None:
    """Made in a session, listed, in the calendar, met again, told of, off the list, and beside the level it moved."""
    _sit(
        ("Who was left out", *LINE, "The bus families."),
        ("Where would I place myself", *CHOICE, "2"),
        ("When …", *LINE, "the buses have left,"),
        ("then I will …", *LINE, "I'll walk to room 114."),
        ("by …", *LINE, "2 weeks"),
        ("Looking back", *LINE, ""),
    )
    sentence = "When the buses have left, then I will walk to room 114"
    with Terminal("plans") as terminal:
        assert terminal.finish() == 0
        assert f"1 {sentence} made today · by" in terminal.words
        assert "(in 2 weeks)" in terminal.words
    file = tmp_path / "plans.ics"
    with Terminal("plans", "--ics", "-o", str(file)) as terminal:
        assert terminal.finish() == 0
    (event,) = vobject.readOne(file.read_bytes().decode()).vevent_list
    assert event.summary.value.startswith(sentence)
    assert (event.dtstart.value - datetime.now().date()).days in {13, 14}  # noqa: DTZ005  # midnight may pass
    assert event.valarm.trigger.value == timedelta(hours=9)
    (made,) = journal_files(home)
    before = made.read_bytes()
    _sit(
        ("A plan I made", sentence, "How did it go?", *CHOICE, "2"),
        ("What helped", *LINE, "One of two days."),
        ("Last time", "Growing", *LINE, "A mother told me of the fee."),
        ("Where would I place myself", *CHOICE, "3"),
        ("When …", *LINE, ""),
        ("Looking back", "Partly", *LINE, ""),
    )
    with Terminal("plans") as terminal:
        assert terminal.finish() == 0
        assert terminal.words.startswith("No plan is open; you have told of them all: portrait plans --all")
    with Terminal("plans", "--all") as terminal:
        assert terminal.finish() == 0
        assert f"{sentence} Partly on" in terminal.words
        assert "One of two days." in terminal.words
    with Terminal("growth", "advocacy", rows=60) as terminal:
        assert terminal.finish() == 0
        assert re.search(r"Steady +●\n +Growing +●────╯\n", terminal.display)
        assert f"●●●○ Steady “A mother told me of the fee.” Partly: {sentence}, by" in terminal.words
    assert made.read_bytes() == before


def _three(run: Run, plans: str) -> None:
    for number, then in enumerate(("walk to room 114", "call the three families who never answer", "ask")):
        text = f"answers: {{plan.when: the buses have left, plan.then: {then}, plan.by: 2026-12-07}}"
        at = NOON - timedelta(days=9 - number)
        assert run("reflect", "--portrait", plans, "--answers", "-", stdin=text, at=at).code == 0


@pytest.mark.parametrize("columns", [40, 80])
def test_a_fourth_plan_asks_for_room(run: Run, home: Path, plans: str, columns: int) -> None:
    """With three open a session asks which may rest, in full; the answer outlives a stop, and is in the review."""
    _three(run, plans)
    ask = "Which of my open plans can I let rest, to make room for a new one?"
    with Terminal("reflect", "--portrait", plans, columns=columns) as terminal:
        for _ in range(3):
            terminal.wait_for("How did it go?", *CHOICE)
            terminal.type(ENTER)
        terminal.wait_for(ask, "Skip this, and all of them stay open.", *CHOICE)
        assert (
            "2 When the buses have left, then I will call the three families who never answer, by 7 December 2026"
            in (terminal.words)
        )
        terminal.type("2" + ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert widest_line(terminal.raw) <= columns
    with Terminal("reflect", "--portrait", plans, columns=columns) as terminal:
        terminal.wait_for("1 answer", "Go on where you stopped?", *OFFER)
        terminal.type(ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type("it snows" + ENTER)
        terminal.wait_for("then I will …", *LINE)
        terminal.type("go" + ENTER)
        terminal.wait_for("by …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", ask, "call the three families who never answer", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Let it rest: When the buses have left, then I will call the three families" in terminal.words
    assert [row["then"] for row in of(run("plans", "--json").out)] == ["walk to room 114", "ask", "go"]
    assert [told.outcome for entry in entries(home) for told in entry.outcomes] == ["changed"]


def test_nobody_is_blocked_by_three_open_plans(run: Run, plans: str) -> None:
    """In plain words as well: passing over the question leaves all as it is, and once a plan is told of it goes."""
    _three(run, plans)
    with Terminal("reflect", "--portrait", plans, "--plain", variables={"INPUTRC": "/dev/null"}) as terminal:
        for _ in range(3):
            terminal.wait_for("How did it go?", "all is kept.")
            terminal.wait_until_it_reads()
            terminal.type(ENTER)
        terminal.wait_for(
            "Which of my open plans can I let rest", "3 When the buses have left, then I will ask", "kept."
        )
        terminal.wait_until_it_reads()
        terminal.type(ENTER)
        for ask, said in (("When …", "it snows"), ("then I will …", "go"), ("by …", "")):
            terminal.wait_for(ask, "all is kept.")
            terminal.wait_until_it_reads()
            terminal.type(said + ENTER)
        terminal.wait_for("Looking back", "A number changes that answer")
        terminal.wait_until_it_reads()
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(of(run("plans", "--json").out)) == 4
    run("plans", "kept", "1")
    run("plans", "kept", "1", at=NOON + timedelta(minutes=1))
    with Terminal("reflect", "--portrait", plans) as terminal:
        for _ in range(2):
            terminal.wait_for("How did it go?", *CHOICE)
            terminal.type(ENTER)
        terminal.wait_for("When …", *LINE)
        assert "let rest" not in terminal.words
        terminal.type(CTRL_C)
        terminal.finish()


# --- the calendar ---


def days_of(text: str) -> dict[str, tuple[date, str]]:
    """Read a calendar with a parser that is not the one that wrote it."""
    return {
        event.uid.value: (event.dtstart.value, event.summary.value)
        for event in vobject.readOne(text).contents.get("vevent", [])
    }


def test_a_calendar_reminds_of_each_plan(run: Run) -> None:
    """Every open plan with a day is that whole day, with a reminder at nine; importing it twice makes no double."""
    _four(run)
    run("plans", "kept", "1")
    result = run("plans", "--ics", at=NOON + timedelta(days=1))
    assert result.code == 0
    assert result.out == run("plans", "--ics", at=NOON + timedelta(days=3)).out
    rows = of(run("plans", "--json").out)[:2]
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
    assert "Not in it, for it has no day: When I can, then I will rest\n" in result.err
    assert "It holds the words of your plans" in result.err


def test_a_calendar_goes_into_a_new_file(run: Run, tmp_path: Path) -> None:
    """With -o it is a file, for its owner only, that takes no other one's place."""
    make(run, "it rains", "stay; or, \\n, go", "2 weeks")
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
    """Without an open plan that has a day there is no file, and the reason is told."""
    assert "no plan is open" in run("plans", "--ics").err
    make(run, "it rains", "stay")
    result = run("plans", "--ics")
    assert (result.code, result.out) == (3, "")
    assert "no open plan has a day" in result.err


@pytest.mark.parametrize("options", [["-o", "x.ics"], ["--ics", "--json"], ["--ics", "--all"]])
def test_options_that_do_not_go_together_are_refused(run: Run, options: list[str]) -> None:
    """What makes no sense together is refused with what does."""
    assert run("plans", *options).code == 2


def test_a_calendar_through_a_pipe_is_as_its_format_wants(run: Run) -> None:
    """The real program prints lines that end in CR and LF, and nothing else between them."""
    make(run, "it rains", "stay", "2 weeks")
    done = subprocess.run([*PORTRAIT, "plans", "--ics"], check=True, capture_output=True)
    assert done.stdout.decode() == run("plans", "--ics").out
    assert done.stdout.count(b"\n") == done.stdout.count(b"\r\n") > 5


def test_the_ends_of_time_fit_a_calendar() -> None:
    """An entry dated by hand in the last hour of all is no reason to fail."""
    plan = Plan("c1", "", "it rains", "stay", date.max)
    made = Entry("e", datetime(9999, 12, 31, 23, 30), "-06:00", "T", blocks=(plan,))  # noqa: DTZ001  # local
    assert "DTSTAMP:99991231T233000Z\r\n" in ics.write([TrackedPlan(plan, made)])


@given(
    texts, texts.filter(bool), st.dates(date(1000, 1, 1)), st.datetimes(datetime(1000, 1, 1)),  # noqa: DTZ001  # local
    st.sampled_from(["-12:00", "+14:00"]),
)  # fmt: skip
@one_in(5)
def test_any_plan_fits_a_calendar(when: str, then: str, by: date, written: datetime, utc_offset: str) -> None:
    """Whatever was typed, two parsers read one event of that day with the plan's words, and no line is too long."""
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


# --- the way back, and what is left ---


def test_an_outcome_can_be_taken_back(run: Run, home: Path) -> None:
    """`undo` after telling how a plan went leaves every file as it was before, and the plan open again."""
    make(run, "it rains", "stay")
    before = {path: path.read_bytes() for path in journal_files(home)}
    told = run("plans", "kept", "1", at=NOON + timedelta(hours=1))
    assert "To take it back: portrait undo." in told.err
    back = run("undo", at=NOON + timedelta(hours=2))
    assert back.err.startswith("Taken out again: 2026-11-23-193000-outcome-advocacy. Kept in ")
    assert {path: path.read_bytes() for path in journal_files(home)} == before
    assert [row["outcome"] for row in of(run("plans", "--json").out)] == [None]
    assert run("undo").code == 3


def test_the_plans_that_stay_open_are_named_with_their_new_numbers(run: Run) -> None:
    """Numbers move up when a plan is closed, so the others are shown as they are called now."""
    _four(run)
    told = run("plans", "kept", "1")
    assert "Still open:\n1 When it snows, then I will call" in told.err
    assert "\n3 When I can, then I will rest\n" in told.err


@pytest.mark.parametrize(
    ("end", "shown"),
    [("plans partly 1", "Partly, 23 November 2026 · "), ("", "open · "), ("tick", "Kept, ticked by hand · ")],
)
def test_an_entry_shows_how_its_plan_went(run: Run, home: Path, end: str, shown: str) -> None:
    """Whoever reads the entry in which a plan was made sees what became of it, wherever that was told."""
    make(run, "it rains", "stay")
    if end == "tick":
        tick(journal_files(home)[0])
    elif end:
        run(*end.split(), at=NOON + timedelta(minutes=5))
    assert f"{shown}" in run("read", journal_files(home)[0].stem).out


def test_home_shows_the_newest_plans(run: Run) -> None:
    """Home has room for three plans; the others are counted, with the command that lists them."""
    _four(run)
    shown = run().out
    assert "it rains" not in shown
    assert "I can" in shown
    assert "and 1 earlier one: portrait plans" in shown
