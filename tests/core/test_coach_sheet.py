"""The printed sheet for the talk with a coach."""

from datetime import date

from msgspec.structs import replace

from coach_requests import COACH, LEADER, coach_request
from portrait_cli.core.coach_answers import CoachAnswer
from portrait_cli.core.document import Facts, Heading, Room, Table, Words
from portrait_cli.core.documents.coach_sheet import answers_sheet, coach_sheet
from portrait_cli.core.side_by_side import Pair, SideBySide, View

ON = date(2026, 11, 23)
REQUEST = replace(coach_request("ad1", "ad2"), title="Advocacy")
PAIR = Pair("ad2", "AD2 Removes the barrier", 4, 4, View("Steady", 3, "", "I did."), View("Growing", 2), True)  # noqa: FBT003  # a field
BOTH = SideBySide(LEADER, COACH, ON, (PAIR,), (), (), keep="You wait.")


def test_the_sheet_has_both_views_and_room_for_an_agreement() -> None:
    """Only what there is has a table; what was left blank says so, and nothing is a number."""
    unsaid = replace(PAIR, theirs=View(), is_comparable=False)
    sheet = coach_sheet(replace(BOTH, unsaid=(unsaid,)), REQUEST, "Credit.", ON)
    parts = tuple(sheet.parts)
    differ, other = (part for part in parts if isinstance(part, Table))
    assert differ.header == ("", LEADER, COACH)
    assert differ.rows == (("AD2 Removes the barrier", "Steady\n“I did.”", "Growing"),)
    assert other.rows[0][2] == "Left blank"
    headings = [part.text for part in parts if isinstance(part, Heading)]
    assert headings == [
        "Where we see it differently",
        "What one of us couldn't say",
        "Ms. Ortiz hopes this will stay",
        "One agreement",
    ]
    assert next(part.label for part in parts if isinstance(part, Room)) == "One thing we both see"
    assert (sheet.subtitle, sheet.footer[-1]) == ("Dana Reyes, Advocacy", "Credit.")
    assert next(iter(sheet.records.rows)) == ("AD2 Removes the barrier", LEADER, "Steady", "I did.")


def test_the_words_to_an_entry_stand_with_what_they_are_about() -> None:
    """Each answer has what was asked, the words that were handed over, and the coach's."""
    about = CoachAnswer(COACH, ON, "Advocacy", "Who was left out?", "Families.", "Which ones?", "1")
    of_all = CoachAnswer(COACH, ON, "", "", "", "Thank you.")
    sheet = answers_sheet(REQUEST, (about, of_all), "", ON)
    parts = tuple(sheet.parts)
    assert [part.text for part in parts if isinstance(part, Words)] == ["Families.", "Which ones?", "Thank you."]
    assert [part.text for part in parts if isinstance(part, Heading)] == ["Who was left out?", "To all of it"]
    assert isinstance(parts[0], Facts)
    assert next(iter(sheet.records.rows)) == ("Who was left out?", COACH, "Families.", "Which ones?")
