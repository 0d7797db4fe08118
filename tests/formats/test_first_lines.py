"""The days that the first lines of notes say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from examples import ZONES, imported
from portrait_cli.formats.imports.first_lines import REMARK, REMARK_LATER, day_in_first_lines

_MARCH_10 = "2025-03-10T00:00:00"


@pytest.mark.parametrize(
    ("words", "written", "remark"),
    [
        ("# March 10, 2025\n\nBus duty.", _MARCH_10, REMARK),
        ("## 10 March 2025 ##\nBus duty.", _MARCH_10, REMARK),
        ("# Principals meeting – Mar. 10, 2025\n\nWe met.", _MARCH_10, REMARK),
        ("# Principals meeting \u2014 Monday, Mar. 10, 2025\n\nWe met.", _MARCH_10, REMARK),
        ("# Staff Meeting 3/13/25\nWe met.", "2025-03-13T00:00:00", REMARK),
        ("# Room 12, March 10, 2025\nA visit.", _MARCH_10, REMARK),
        ("# Cycle 2 - March 10, 2025\nA visit.", _MARCH_10, REMARK),
        ("# Week 4 - 3/13/2025\nA visit.", "2025-03-13T00:00:00", REMARK),
        ("# 2025-03-10 (Monday) Walkthrough\nA visit.", _MARCH_10, REMARK),
        ("# 2025-03-10 14:30 Walkthrough\nA visit.", "2025-03-10T14:30:00", REMARK),
        ("**Principals meeting - March 10, 2025**\nWe met.", _MARCH_10, REMARK),
        ("Principals meeting - March 10, 2025\n=====\nWe met.", _MARCH_10, REMARK),
        ("Monday, March 10th, 2025\n\nBus duty.", _MARCH_10, REMARK),
        ("\u200eMonday, \u202aMarch\u202c 10th, 2025\nBus duty.", _MARCH_10, REMARK),
        ("2025-03-10 Mon\nBus duty.", _MARCH_10, REMARK),
        ("*March 10, 2025, 2:30 PM*\nBus duty.", "2025-03-10T14:30:00", REMARK),
        ("- [[2025-03-10]]\n- Bus duty.", _MARCH_10, REMARK),
        ("3/13/2025\nBus duty.", "2025-03-13T00:00:00", REMARK),
        ("Mon 3/10/25\nBus duty.", _MARCH_10, REMARK),
        ("March 10, 2025 2:30 PM - 4 PM\nBus duty.", "2025-03-10T14:30:00", REMARK),
        ("# Sun safety - March 10, 2025\nWe met.", _MARCH_10, REMARK),
        ("Our team\nMeeting date: March 10, 2025\nWe met.", _MARCH_10, REMARK_LATER),
        ("# Principals meeting\n\nMonday, March 10, 2025\n\nWe met.", _MARCH_10, REMARK_LATER),
        ("Principals meeting\n---\nMonday, March 10, 2025\n\nWe met.", _MARCH_10, REMARK_LATER),
        ("Meeting notes\nDate: Thursday, 6 March 2025 at 4:15 PM\nWe met.", "2025-03-06T16:15:00", REMARK_LATER),
        ("Meeting notes\n\n**Date**: March 10, 2025\nWe met.", _MARCH_10, REMARK_LATER),
        ("# Meeting\n\n> Room 12\n- **Date:** March 10, 2025\nWe met.", _MARCH_10, REMARK_LATER),
        ("\u200eDate: \u200eThursday, 6 March 2025\nWe met.", "2025-03-06T00:00:00", REMARK_LATER),
        ("Date and time: 3/13/25 2:30 PM\nWe met.", "2025-03-13T14:30:00", REMARK),
    ],
)
def test_the_first_lines_of_a_note_may_say_its_day(words: str, written: str, remark: str) -> None:
    """A heading, a line with nothing else, and one that begins with Date: say the day, and the report says so."""
    found = imported("markdown", words, "notes.md")
    (entry,) = found.entries
    assert (entry.written.isoformat(), found.undated) == (written, {})
    assert list(found.remarks.values()) == [(remark,)]


@pytest.mark.parametrize(
    "words",
    [
        "# Plan due March 10, 2025\nWords.",
        "# Goals by: June 1, 2025\nWords.",
        "# Letter of March 10, 2025\nWords.",
        "# March 10 - March 12, 2025\nWords.",
        "# 3/10 - 3/12/2025\nWords.",
        "# 10-12 March 2025\nWords.",
        "# March 10, 2025 - March 12, 2025\nWords.",
        "# The visit on March 10, 2025 in short\nWords.",
        "# Retreat - March 10, 2027\nWords.",
        "# Invoice 20250310\nWords.",
        "# March 2025\nWords.",
        "# March 32, 2025\nWords.",
        "On March 10, 2025, the district closed.\nWords.",
        "March 10, 2025, was the day the district closed.\nWords.",
        "Principals meeting - March 10, 2025 and more.\nWords.",
        "Words.\n\nMarch 10, 2025\n",
        "# Meeting\nWords.\n\nMarch 10, 2025\n",
        "Due date: March 10, 2025\nWords.",
        "# " + "Words " * 30 + "March 10, 2025\nWords.",
        "\n".join([*["Words."] * 10, "Date: March 10, 2025"]),
    ],
)
def test_a_day_that_need_not_be_the_note_s_is_not_taken(words: str) -> None:
    """A day within a sentence, to come, of a span or further down is none on which the note was surely written."""
    found = imported("markdown", words, "notes.md")
    assert list(found.undated.values()) == ["no date found"]
    assert found.entries[0].written == NOON.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (
            "# Tuesday, March 10, 2025\nWords.",
            "its first lines say Tuesday, March 10, 2025, but that day is a Monday",
        ),
        ("Tuesday\u200e, 3/13/25\nWords.", "its first lines say Tuesday, 3/13/25, but that day is a Thursday"),
        (
            "Date: Tuesday, March 10, 2025\nWords.",
            "its first lines say Tuesday, March 10, 2025, but that day is a Monday",
        ),
        ("2025-03-10 (Tuesday)\nWords.", "its first lines say 2025-03-10, but that day is a Monday"),
        ("# 3/4/2025\nWords.", "3/4/2025 could be March 4 or April 3; --dates says which"),
    ],
)
def test_a_day_of_the_first_lines_that_is_not_sure_is_told(words: str, why: str) -> None:
    """A weekday that does not fit, and numbers with two readings, are named, and the day is not guessed."""
    found = imported("markdown", words, "notes.md")
    assert list(found.undated.values()) == [why]


def test_properties_and_names_count_more_than_first_lines() -> None:
    """The first lines are looked at only if nothing else says a day, not even an unclear one."""
    heading = "# March 10, 2025\n\nWords."
    for text, name in ((f"---\ndate: 2025-03-11\n---\n{heading}", "notes.md"), (heading, "2025-03-11.md")):
        found = imported("markdown", text, name)
        assert found.entries[0].written.isoformat() == "2025-03-11T00:00:00"
        assert found.remarks == {}
    assert imported("markdown", heading, "03-04-2025.md").undated != {}


def test_a_heading_that_is_only_a_date_stays_the_title() -> None:
    """What is known of a note does not change when its day is found: the title, the words, and the end of its id."""
    entry = imported("markdown", "# March 10, 2025\n\nBus duty.", "notes.md").entries[0]
    assert (entry.title, entry.id) == ("March 10, 2025", "2025-03-10-000000-markdown-17afa00cced8")


@given(words=st.text(), before=st.text(max_size=20))
def test_any_first_lines_say_a_day_or_do_not(words: str, before: str) -> None:
    """Any text on top of a note does no harm."""
    for text in (words, f"# {before}March 10, 2025{words}", f"{before}\nDate: 3/13/25{words}"):
        day_in_first_lines(text, ZONES)
