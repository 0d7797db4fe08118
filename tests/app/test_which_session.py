import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, answers_file, journal_entries, journal_files, write_lines
from screen import CTRL_C, ENTER, LINE, OFFER, PLAIN_LINE, Terminal

# --- by name ---


def test_a_guide_is_asked_for_by_its_name(run: Run) -> None:
    """`reflect hard-moment` and `reflect --guide hard-moment` are the same session."""
    by_name = run("reflect", "hard-moment", "--template").out
    assert "guide: hard-moment\n" in by_name
    assert by_name == run("reflect", "--guide", "hard-moment", "--template").out


def test_a_guide_goes_with_an_attribute(run: Run, tmp_path: Path) -> None:
    """A session with a guide of its own questions can be about an attribute: its entry and its plan are."""
    answers = answers_file(tmp_path, "sitting.facts: I spoke first.", "plan.asked.then: call them")
    assert run("reflect", "advocacy", "hard-moment", "--answers", answers).code == 0
    entry = json.loads(run("read", "--json").out)["entry"]
    assert (entry["guide"], entry["attributes"], entry["blocks"][-1]["attribute"]) == (
        "hard-moment",
        ["advocacy"],
        "advocacy",
    )


def test_with_an_attribute_named_there_is_still_a_choice_of_all(run: Run) -> None:
    """A guide that asks which attribute can rest offers all of them, whatever the session is about."""
    text = run("reflect", "advocacy", "start-of-year", "--template").out
    assert "attributes: [advocacy]" in text
    assert (
        "authenticity: Bringing" in text
        or "# authenticity" in text
        or "authenticity" in text.split("sitting.rest")[0]
    )


@pytest.mark.parametrize(
    ("words", "code", "message", "hint"),
    [
        (
            "joy-note hard-moment",
            2,
            "a session follows one guide",
            "portrait reflect joy-note or portrait reflect hard",
        ),
        ("advocacy authenticity hard-moment", 2, "takes one attribute at most", "reflect authenticity hard-moment"),
        ("hard-moment nonsense", 3, 'there is no attribute or guide "nonsense"', "there are: "),
        ("hard-moment --guide joy-note", 3, 'there is no attribute "hard-moment"', "there are: "),
    ],
)
def test_names_that_do_not_go_together_are_refused(run: Run, words: str, code: int, message: str, hint: str) -> None:
    """Two guides, or several attributes where a guide has one plan, are refused with what would work."""
    done = run("reflect", *words.split(), "--template")
    assert (done.code, message in done.err, hint in done.err) == (code, True, True), done.err


def test_an_indicator_is_asked_for_by_its_code(run: Run) -> None:
    """`reflect AD2` is a session on its attribute that places this indicator, without a choice among them."""
    text = run("reflect", "AD2", "--template").out
    assert "attributes: [advocacy]" in text
    assert "advocacy.ad2.level:" in text
    assert "advocacy.ad1.level:" not in text
    assert "advocacy.indicator:" not in text


def test_a_district_places_its_indicators(run: Run, tmp_path: Path) -> None:
    """With a rubric whose statements are on indicators, a session on a domain places each, with its statements."""
    table = tmp_path / "rubric.csv"
    rows = [f"Climate,1{letter},Part {letter},Rarely {letter},Often {letter}" for letter in "abcdef"]
    table.write_text("Domain,Code,Element,Basic,Strong\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ours = str(tmp_path / "ours.yaml")
    assert run("portraits", "new", ours, "--from", str(table)).code == 0
    text = run("reflect", "climate", "--portrait", ours, "--template").out
    assert [line for line in text.split("\n") if line.endswith(".level:")] == [
        f"  climate.1{letter}.level:" for letter in "abcdef"
    ]
    assert "Rarely c" in text
    assert "climate.level" not in text


# --- by its day ---


def test_a_session_can_be_about_an_earlier_day(run: Run, home: Path, tmp_path: Path) -> None:
    """The entry and its file are of that day; its plan's day is counted from today, when it was made."""
    plan = ("plan.asked.then: call them", "plan.asked.by: 2 weeks")
    answers = answers_file(tmp_path, "sitting.facts: I spoke first.", *plan)
    assert run("reflect", "hard-moment", "--date", "last friday", "--answers", answers).code == 0
    (file,) = journal_files(home)
    assert file.name == "2026-11-20-183000-hard-moment.md"
    entry = json.loads(run("read", "--json").out)["entry"]
    assert (entry["date"][:10], entry["blocks"][-1]["by"]) == ("2026-11-20", "2026-12-07")


def test_a_day_to_come_is_refused(run: Run) -> None:
    """Nobody has reflected on tomorrow yet; and what is no day is named."""
    done = run("reflect", "--date", "2027-01-01", "--template")
    assert (done.code, "is in the future" in done.err, "give today or an earlier day" in done.err) == (2, True, True)
    assert "is not a day that we can read" in run("reflect", "--date", "soon", "--template").err


def test_what_came_later_is_not_last_time(run: Run, tmp_path: Path) -> None:
    """A session about an earlier day asks about the plans that were open by then, and no later ones."""
    for days, then in ((20, "call early"), (5, "call late")):
        answers = answers_file(tmp_path, "plan.when: it rains", f"plan.then: {then}", "plan.by: tomorrow")
        assert run("reflect", "--answers", answers, at=NOON - timedelta(days=days)).code == 0
    today, week_ago = (run("reflect", "--template", *date).out for date in ((), ("--date", "1 week ago")))
    assert ("call early" in today, "call late" in today) == (True, True)
    assert ("call early" in week_ago, "call late" in week_ago) == (True, False)


# --- which attribute ---


def test_a_session_on_one_attribute_asks_which(home: Path, run: Run, tmp_path: Path) -> None:
    """With none named, the one that waited longest comes first, with the reason; Enter takes it."""
    answers = answers_file(tmp_path, "human-centered.level: growing")
    assert run("reflect", "--answers", answers, at=NOON - timedelta(days=700)).code == 0
    with Terminal("reflect", "check-in") as terminal:
        terminal.wait_for(
            "You haven't looked at Transformation yet.", "Which attribute", "› 1  Transformation", *OFFER[1:]
        )
        terminal.type(ENTER)
        terminal.wait_for("Check-in: Transformation", "1 of 4", *LINE)
        terminal.type("A pilot ended." + ENTER + CTRL_C)
        assert terminal.finish() == 130
    assert len(journal_entries(home)) == 1


@pytest.mark.usefixtures("home")
def test_another_attribute_is_one_key_away() -> None:
    """Line by line the same is asked: a number chooses, and an empty line takes the first."""
    with Terminal("reflect", "deep-dive", "--plain") as terminal:
        terminal.wait_for("You haven't looked at Human-Centered Approaches yet.", "Empty means Human-Centered")
        terminal.type("6" + ENTER)
        terminal.wait_for("Type a number from 1 to 5.")
        terminal.type("5" + ENTER)
        terminal.wait_for("Deep dive: Advocacy", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect", "deep-dive", "--plain") as terminal:
        terminal.wait_for("Empty means Human-Centered")
        terminal.type(ENTER)
        terminal.wait_for("Deep dive: Human-Centered Approaches", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_a_portrait_of_one_attribute_needs_no_choice(tmp_path: Path) -> None:
    """Where there is only one, nothing is asked."""
    ours = write_lines(tmp_path / "ours.yaml", "attributes: [Care]")
    with Terminal("reflect", "check-in", "--portrait", ours, "--plain") as terminal:
        terminal.wait_for("Check-in: Care", "1 of", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
