"""The page for a coach: what it says before the first question, and what goes with it."""

from datetime import date

from msgspec.structs import replace

from coach_requests import COACH, LEADER, coach_request
from portrait_cli.core.coach_answers import answer_steps
from portrait_cli.core.coach_page import coach_page, message
from portrait_cli.core.page import Page
from portrait_cli.core.request import Request
from portrait_cli.core.selection_lines import Line

UNTIL = date(2026, 12, 7)
LEVELS = replace(coach_request("ad1", "ad2"), title="Advocacy")
NOTE = Line("e1", 1, date(2026, 11, 23), "note", "", "", "The bus came.", block=0)
ENTRY = replace(LEVELS, kind="entry", title="November 23, 2026", steps=answer_steps("e1", [NOTE], {}, LEADER))
SHOWN_AT_ONCE = 3


def _page(request: Request) -> Page:
    return coach_page(request, embedded="{}", footer=("Portrait of a Leader",))


def test_who_answers_reads_first_that_it_is_not_anonymous() -> None:
    """What everyone must know is among the paragraphs that a page shows at once."""
    for request in (LEVELS, ENTRY):
        at_once = " ".join(_page(request).intro[:SHOWN_AT_ONCE])
        assert f"This is not anonymous. Your name, {COACH}, is in what you send back" in at_once
        assert f"{LEADER} sees each answer." in at_once
    assert f"The statements are written as {LEADER} would say them" in " ".join(_page(LEVELS).intro[:SHOWN_AT_ONCE])
    assert "Please don't pass this page on." in " ".join(_page(ENTRY).intro[:SHOWN_AT_ONCE])


def test_the_reply_names_the_coach_and_its_file_tells_nothing() -> None:
    """The header has the request and the name; the file is called as any reply to the request."""
    page = _page(LEVELS)
    assert page.header == (("request", LEVELS.id), ("by", COACH))
    assert page.file_name == f"reply-{LEVELS.id}.txt"
    assert page.recipient == LEVELS.recipient
    assert page.request == "{}"


def test_the_titles_say_whose_page_it_is() -> None:
    """The page about levels and the one about an entry differ at a glance."""
    assert _page(LEVELS).title == "How you see Dana Reyes: Advocacy"
    assert _page(ENTRY).title == "What Dana Reyes wrote"
    assert _page(replace(LEVELS, title="")).title == "How you see Dana Reyes"


def test_the_minutes_count_an_example_of_each_level() -> None:
    """Two levels with an example each, and two lines, take about five minutes."""
    assert _page(LEVELS).minutes == 5


def test_why_and_until_when_are_said_if_they_are_known() -> None:
    """Without them nothing is said; the message to the coach has them too."""
    for request in (LEVELS, ENTRY):
        said = replace(request, why="Rules get in the way.", until=UNTIL, send_to="dana@example.org")
        page = _page(said)
        assert "by Monday, December 7, 2026" in page.intro[0]
        assert "“Rules get in the way.”" in page.intro[0]
        assert "dana@example.org" in page.how_to_return[0]
        written = "\n".join(message(said))
        for words in ("Rules get in the way.", "by Monday, December 7", "dana@example.org", f"Dear {COACH},"):
            assert words in written
        bare = "\n".join((*_page(request).intro, *_page(request).how_to_return, *message(request)))
        assert "Why" not in bare
        assert "December" not in bare
        assert "send the file to me" in bare


def test_a_coach_is_thanked_and_told_the_way_without_script() -> None:
    """Thanks, a day that has passed and an e-mail in place of the page all name the leader."""
    page = _page(replace(LEVELS, until=UNTIL, send_to="dana@school.example"))
    assert page.thanks == "Thank you. Once your file has arrived, Dana Reyes will read what you wrote."
    assert (page.until, page.late.partition("ask ")[2]) == (UNTIL, "Dana Reyes whether it still helps.")
    assert page.without_script[0].startswith("You can also answer in an e-mail to Dana Reyes (dana@school.example), ")
    assert "e-mail to Dana Reyes, but such an e-mail is not sealed" in _page(LEVELS).without_script[0]
