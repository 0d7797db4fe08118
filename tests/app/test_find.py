import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, write_lines
from portrait_cli.render.calendar import calendar
from portrait_cli.render.screen import Look, console
from screen import Terminal

ANSWERS = """\
answers:
  advocacy.left-out: |
    Families without email heard last about the bus.
    The bus driver told me so.
  advocacy.level: {level}
  plan.when: I write the list
  plan.then: call three families
"""


@pytest.fixture
def journal(run: Run) -> None:
    """Write two sessions, a year and two days apart."""
    new_session = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", "-")
    for days, level in ((-367, "starting"), (-2, "growing")):
        done = run(*new_session, stdin=ANSWERS.format(level=level), at=NOON + timedelta(days=days))
        assert done.code == 0, done.err


@pytest.mark.usefixtures("journal")
def test_words_are_found_with_their_lines(run: Run) -> None:
    """`search` shows the entries that contain the words, each with the lines they are in."""
    done = run("search", "bus", "driver", at=NOON)
    assert (done.code, done.err) == (0, "")
    assert done.out.count("Whole portrait") == 2
    assert done.out.count("  The bus driver told me so.\n") == 2
    assert "Who was left out" not in done.out


@pytest.mark.usefixtures("journal")
def test_filters_and_numbers_hold_for_a_search(run: Run) -> None:
    """Dates as people say them, attributes and a number narrow a search; what is left is counted."""
    assert run("search", "bus", "--since", "3 weeks ago", at=NOON).out.count("Whole portrait") == 1
    assert run("search", "bus", "--attribute", "advocacy", at=NOON).out.count("Whole portrait") == 2
    assert "and 1 more; -n 2 shows them too" in run("search", "bus", "-n", "1", at=NOON).out
    assert run("search", "bus", "--until", "2025-01", at=NOON).code == 3
    found = json.loads(run("search", "bus", "--json", at=NOON).out)
    assert [len(entry["lines"]) for entry in found["entries"]] == [2, 2]


@pytest.mark.usefixtures("journal")
def test_nothing_found_is_not_a_failure(run: Run) -> None:
    """Words that are nowhere are exit 3 with a hint, and an empty list in JSON."""
    done = run("search", "zebra", at=NOON)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("portrait: nothing found for zebra\nhint: ")
    assert json.loads(run("search", "zebra", "--json", at=NOON).out)["entries"] == []


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    "said", ['"', "AND", "NOT NOT", "a OR", "(", "*", "title:bus", "bus^2", "NEAR(a b)", "\x1b[31m", "é*", "%_"]
)
def test_any_words_can_be_searched(run: Run, said: str) -> None:
    """No words make a search fail, whatever they mean to a database."""
    done = run("search", said, at=NOON)
    assert done.code in {0, 3}
    assert "\x1b" not in done.err + done.out


@pytest.mark.usefixtures("journal")
def test_a_year_is_seen_at_a_glance(run: Run) -> None:
    """`list --calendar` shows the last twelve months with a sign for each day, also filtered; `--json` has counts."""
    shown = run("list", "--calendar", at=NOON).out
    assert len([line for line in shown.splitlines() if line.strip()]) == 12
    assert re.search(r"Nov 2026  ·{20}●·{9}   1 entry\n", shown)
    assert json.loads(run("list", "--calendar", "--json", at=NOON).out)["days"] == {"2025-11-21": 1, "2026-11-21": 1}
    assert "●" not in run("list", "--calendar", "--guide", "deep-dive", at=NOON).out
    assert "November 2026: 1 entry on 21" in run("list", "--calendar", "--plain", at=NOON).out


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 28), date(2027, 1, 3)])
def test_a_calendar_has_every_day_of_twelve_months(today: date) -> None:
    """On any day of any year, even in 40 columns, each of the last twelve months has all of its days."""
    days = {(today - timedelta(days=back)).isoformat(): 1 for back in range(400)}
    screen = console(io.StringIO(), width=40)
    with screen.capture() as captured:
        screen.print(calendar(days, None, today, Look(40)))
    rows = [line.split() for line in captured.get().splitlines() if line.strip()]
    assert len(rows) == 12
    assert all(len(signs) in {28, 29, 30, 31} for _, signs in rows)
    assert all(len(f"{month} {signs}") <= 40 for month, signs in rows)
    assert rows[0][1] == "●" * len(rows[0][1])


@pytest.mark.usefixtures("journal")
def test_home_remembers_this_day_last_year(run: Run) -> None:
    """Home shows a line of what was said about a year ago."""
    assert "A year ago, November 21, 2025: “Families without email heard last" in run(at=NOON).out


@pytest.mark.parametrize("when", ["last spring", "the day the bus broke down", "2025-13", "7.12.", "32 dec 10"])
def test_a_date_that_cannot_be_read_is_a_usage_error(run: Run, when: str) -> None:
    """A date that cannot be read, or is none, is exit 2 by name, with examples of dates."""
    done = run("list", "--since", when, at=NOON)
    assert done.code == 2
    assert f'"{when}" is not a date that we can read' in done.err
    assert "3 weeks ago" in done.err or "2 weeks ago" in done.err


@pytest.mark.parametrize("when", ["3 weeks ago", "yesterday", "sep 1", "2026-09", "last week", "2026-11-02"])
def test_dates_are_understood_as_people_say_them(run: Run, when: str) -> None:
    """The ways people say a day, a week or a month are understood."""
    assert run("list", "--since", when, at=NOON).code == 3


@pytest.mark.usefixtures("journal")
def test_the_words_are_marked_in_a_terminal() -> None:
    """In a terminal the words of the search are highlighted, and no line is wider than the screen."""
    with Terminal("search", "families", columns=40) as terminal:
        assert terminal.finish() == 0
        assert "\x1b[1;4m" in terminal.raw or "\x1b[4;1m" in terminal.raw
        assert max(len(line) for line in terminal.display.splitlines()) <= 40


@pytest.mark.usefixtures("journal")
def test_the_programs_own_titles_are_not_found(run: Run) -> None:
    """A search skips titles that the program gave, but finds those that the person gave, and tags."""
    assert run("search", "whole", at=NOON).code == 3
    run("note", "Words.", "--tag", "late-bus", at=NOON)
    shown = run("search", "late-bus", at=NOON).out
    assert (shown.count("Note"), "  #late-bus\n" in shown) == (1, True)


@pytest.mark.usefixtures("journal")
def test_the_end_of_a_phrase_may_be_left_out(run: Run) -> None:
    """In a phrase, as in a word, the beginning is enough."""
    assert run("search", '"bus dri"', at=NOON).out.count("The bus driver") == 2
    assert run("search", '"us driver"', at=NOON).code == 3


@pytest.mark.usefixtures("journal")
def test_a_calendar_shows_the_time_asked_for(run: Run) -> None:
    """With --since and --until, only the months between them are shown."""
    shown = run("list", "--calendar", "--since", "2025-10", "--until", "2025-12-03", at=NOON).out
    assert [line.split()[:2] for line in shown.splitlines() if line] == [
        ["Oct", "2025"],
        ["Nov", "2025"],
        ["Dec", "2025"],
    ]
    assert shown.count("●") == 1


def test_days_in_the_wrong_order_are_reported(run: Run) -> None:
    """A first day after the last day is reported as a mistake."""
    done = run("list", "--since", "nov 1", "--until", "oct 1", at=NOON)
    assert done.code == 2
    assert "--since nov 1 comes after --until oct 1" in done.err


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("said", ["2026-11-21 18:30", "2 days ago", "nov 21", "saturday"])
def test_an_entry_is_named_by_its_moment_or_its_day_in_words(run: Run, said: str) -> None:
    """An entry can be named by what a list shows of it, or by its day in words."""
    assert run("read", said, "--raw", at=NOON).out == run("read", "latest", "--raw", at=NOON).out != ""


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("said", ["2026-11-21 18:31", "2 days ago 5pm", "nov 21 at noon", "last week"])
def test_another_time_and_a_span_name_no_entry(run: Run, said: str) -> None:
    """A day with a time at which there is no entry names none, nor does a span of days."""
    done = run("read", said, at=NOON)
    assert (done.code, f'there is no entry "{said}"' in done.err) == (3, True)


def test_an_underscore_is_not_a_word(run: Run) -> None:
    """A search ignores terms without a letter or a digit."""
    run("note", "The families came.")
    assert "The families came." in run("search", "families", "_").out


def test_a_persons_own_title_is_found(run: Run, tmp_path: Path) -> None:
    """A title that the person gave is found, whatever it begins with, and no empty line is listed below it."""
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "2026-03-04.md", "# Notes from the zeppelin board", "", "Words.")
    run("import", str(tmp_path / "in"), "--yes")
    found = json.loads(run("search", "zeppelin", "--json").out)["entries"]
    assert [(one["title"], one["lines"]) for one in found] == [("Notes from the zeppelin board", [])]


def test_a_calendar_begins_with_the_first_entry(run: Run) -> None:
    """A --since long ago adds no empty centuries, and one in the future is reported."""
    run("note", "Words.")
    assert len(run("list", "--calendar", "--since", "1700-01-01").out.strip().splitlines()) == 11
    assert run("list", "--calendar", "--since", "2027-01-01").code == 3


@pytest.mark.parametrize("word", ["校车", "zebra"])
def test_what_was_found_is_shown_wherever_it_is_in_a_long_line(run: Run, word: str) -> None:
    """Of a long line the part with the word is shown, also where blanks are rare."""
    before, after = "今天和老师谈了话" * 40, "然后开会。" * 40
    run("note", f"{before}{word}{after} Then lunch, and {after}")
    shown = run("search", word).out
    assert word in shown
    assert before not in shown
    assert after not in shown


def test_a_word_inside_a_run_is_found_on_the_command_line(run: Run) -> None:
    """Words of scripts without blanks are found in the entries that have them, and nothing is found for others."""
    run("note", "东门的校车又晚了", "--tag", "日記")
    run("note", "ครูใหญ่มาโรงเรียน 🚌")
    for word, found in (("校车", "校车"), ("日記", "日記"), ("โรงเรียน", "ครูใหญ่"), ("🚌", "ครูใหญ่")):
        assert found in run("search", word).out
    assert run("search", "车校").code == 3


@pytest.mark.parametrize("tag", ["Family Night", "#family night", "family-night", "FAMILY-NIGHT", " Family  Night "])
def test_a_tag_with_blanks_is_found_as_it_was_typed(run: Run, tmp_path: Path, tag: str) -> None:
    """A tag is saved with hyphens, also from another journal, and is found by either way to write it."""
    run("note", "The bus came.", "--tag", "Family Night", at=NOON)
    run("note", "Another bus.", "--tag", "Night", at=NOON)
    imported = tmp_path / "2026-11-20.md"
    imported.write_text("---\ntags: [Family Night]\n---\nThe last bus.\n", encoding="utf-8")
    assert run("import", str(tmp_path), "--yes").code == 0
    for command in (["list"], ["search", "bus"]):
        found = run(*command, "--tag", tag, "--json")
        assert found.code == 0, found.err
        assert len(json.loads(found.out)["entries"]) == 2


def test_a_search_that_the_filters_leave_nothing_says_so(run: Run) -> None:
    """When only the filters leave out what a search would find, the hint says how many there are without them."""
    for _ in range(2):
        assert run("note", "The bus came.").code == 0
    done = run("search", "bus", "--since", "2026-03", "--until", "2026-03")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "portrait: nothing found for bus from March 1 to March 31, 2026\n"
        "hint: 2 entries without that: portrait search bus\n"
    )
    assert "hint: the beginning of a word" in run("search", "zebra", "--since", "2026-03").err
