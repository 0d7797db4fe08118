import io
import json
import re
from datetime import date, timedelta

import pytest

from conftest import NOON, Run
from portrait_cli.core import search
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
    """Keep two sessions, a year and two days apart."""
    new_session = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", "-")
    for days, level in ((-367, "starting"), (-2, "growing")):
        done = run(*new_session, stdin=ANSWERS.format(level=level), at=NOON + timedelta(days=days))
        assert done.code == 0, done.err


@pytest.mark.usefixtures("journal")
def test_words_are_found_with_their_lines(run: Run) -> None:
    """`search` shows the entries that hold the words, each with the lines they stand in."""
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
def test_nothing_found_is_said_kindly(run: Run) -> None:
    """Words that stand nowhere are exit 3 with a hint; as JSON it is an empty list."""
    done = run("search", "zebra", at=NOON)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("portrait: nothing found for zebra\nhint: ")
    assert json.loads(run("search", "zebra", "--json", at=NOON).out)["entries"] == []


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    "said", ['"', "AND", "NOT NOT", "a OR", "(", "*", "title:bus", "bus^2", "NEAR(a b)", "\x1b[31m", "é*", "%_"]
)
def test_any_words_can_be_searched(run: Run, said: str) -> None:
    """No words make a search fail, whatever they mean to a database: they are found or they are not."""
    done = run("search", said, at=NOON)
    assert done.code in {0, 3}
    assert "\x1b" not in done.err + done.out


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("bus", '"bus"*', ""),
        ("bus AND families", '"bus"* AND "families"*', ""),
        ("bus OR families late", '("bus"*) OR ("families"* AND "late"*)', ""),
        ('"family night" -bus', '"family night"*', '"bus"*'),
        ("NOT a NOT b", "", '"a"* OR "b"*'),
        ('"open phrase', '"open phrase"*', ""),
        ("follow-up", '"follow up"*', ""),
        ('OR AND "" ** NOT', "", ""),
    ],
)
def test_a_search_is_read_as_people_write_it(text: str, wanted: str, unwanted: str) -> None:
    """Words, phrases and the three connecting words make one search; what holds no letter is passed over."""
    asked = search.parse(text)
    assert (asked.wanted, asked.unwanted) == (wanted, unwanted)


def test_the_words_are_pointed_at() -> None:
    """What was looked for is found in a line again, whatever its case and accents, beginnings and phrases too."""
    line = "Écoute: we listened, and Listened again."
    assert [line[a:b] for a, b in search.places(search.parse('ecoute "we listened" listen'), line)] == [
        "Écoute",
        "we listened",
        "listened",
        "Listened",
    ]
    assert search.places(search.parse("again listened"), "we went") == []
    assert search.lines_with(search.parse("b"), ["a\nbc\nb", "b"], 2) == ["bc", "b"]


@pytest.mark.usefixtures("journal")
def test_a_year_is_seen_at_a_glance(run: Run) -> None:
    """`list --calendar` shows the last twelve months, a sign for each day, with a filter too; `--json` counts."""
    shown = run("list", "--calendar", at=NOON).out
    assert len([line for line in shown.splitlines() if line.strip()]) == 12
    assert re.search(r"Nov 2026  ·{20}●·{9}   1 entry\n", shown)
    assert json.loads(run("list", "--calendar", "--json", at=NOON).out)["days"] == {"2025-11-21": 1, "2026-11-21": 1}
    assert "●" not in run("list", "--calendar", "--guide", "deep-dive", at=NOON).out
    assert "November 2026: 1 entry on 21" in run("list", "--calendar", "--plain", at=NOON).out


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 28), date(2027, 1, 3)])
def test_a_calendar_has_every_day_of_twelve_months(today: date) -> None:
    """On any day of any year, in 40 columns too, each of the last twelve months has all its days."""
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
    assert "A year ago, 21 November 2025: “Families without email heard last" in run(at=NOON).out


@pytest.mark.parametrize("when", ["last spring", "the day the bus broke down"])
def test_a_date_that_cannot_be_read_is_told_kindly(run: Run, when: str) -> None:
    """A date that nobody can place is exit 2, with ways to write one."""
    done = run("list", "--since", when, at=NOON)
    assert done.code == 2
    assert "is no date that we can read" in done.err
    assert "3 weeks ago" in done.err or "2 weeks ago" in done.err


@pytest.mark.parametrize("when", ["3 weeks ago", "yesterday", "sep 1", "2026-09", "last month", "2026-11-02"])
def test_dates_are_said_as_people_say_them(run: Run, when: str) -> None:
    """The ways people say a day or a month are understood."""
    assert "is no date" not in run("list", "--since", when, at=NOON).err


@pytest.mark.usefixtures("journal")
def test_the_words_are_marked_in_a_terminal() -> None:
    """In a terminal the words that were looked for stand out, and nothing is wider than the screen."""
    with Terminal("search", "families", columns=40) as terminal:
        assert terminal.finish() == 0
        assert "\x1b[1;4m" in terminal.raw or "\x1b[4;1m" in terminal.raw
        assert max(len(line) for line in terminal.display.splitlines()) <= 40


@pytest.mark.usefixtures("journal")
def test_the_programs_own_titles_are_not_found(run: Run) -> None:
    """A title that the program gave is in half of all entries; one that the person gave is found, and so is a tag."""
    assert run("search", "whole", at=NOON).code == 3
    run("note", "Words.", "--tag", "late-bus", at=NOON)
    shown = run("search", "late-bus", at=NOON).out
    assert (shown.count("Note"), "  #late-bus\n" in shown) == (1, True)


@pytest.mark.usefixtures("journal")
def test_the_end_of_a_phrase_may_be_left_out(run: Run) -> None:
    """In a phrase as in a word a beginning is enough."""
    assert run("search", '"bus dri"', at=NOON).out.count("The bus driver") == 2
    assert run("search", '"us driver"', at=NOON).code == 3


@pytest.mark.usefixtures("journal")
def test_a_calendar_shows_the_time_asked_for(run: Run) -> None:
    """With --since and --until the months between them are shown, and no others."""
    shown = run("list", "--calendar", "--since", "2025-10", "--until", "2025-12-03", at=NOON).out
    assert [line.split()[:2] for line in shown.splitlines() if line] == [
        ["Oct", "2025"],
        ["Nov", "2025"],
        ["Dec", "2025"],
    ]
    assert shown.count("●") == 1


def test_days_in_the_wrong_order_are_told(run: Run) -> None:
    """A first day after the last one is a slip, and said to be one."""
    done = run("list", "--since", "nov 1", "--until", "oct 1", at=NOON)
    assert done.code == 2
    assert "--since nov 1 comes after --until oct 1" in done.err


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("said", ["2026-11-21 18:30", "2 days ago", "nov 21", "saturday"])
def test_an_entry_is_named_by_its_moment_or_its_day_in_words(run: Run, said: str) -> None:
    """What a list shows of an entry, and how people say a day, name it too."""
    assert run("read", said, "--raw", at=NOON).out == run("read", "latest", "--raw", at=NOON).out != ""
