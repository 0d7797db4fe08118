from msgspec.structs import replace

from pages import PORTRAIT, session
from portrait_cli.core.page_from_session import page_from_session


def test_a_page_asks_what_the_session_asks() -> None:
    """Its steps, minutes and nudges are those of the session; its footer gives credit."""
    laid_out = session()
    page = page_from_session(laid_out, replace(PORTRAIT, disclaimer="Not for evaluation."))
    assert (page.title, page.minutes, page.steps) == ("A close look: Advocacy", 4, laid_out.steps)
    assert (page.nudges, page.language) == (PORTRAIT.nudges, "en")
    assert page.intro == ("Only for you. Skip anything. Use roles, not names.",)
    assert page.footer == ("Written for tests.", "Not for evaluation.")
    assert (page.recipient, page.request, page.send_to) == ("", "", "")


def test_the_header_says_what_the_answers_are_read_with() -> None:
    """Guide, role, attributes and tags are there if there are any, and the portrait always."""
    page = page_from_session(session(role="coach", tags=("retreat",)), PORTRAIT)
    assert page.header == (
        ("portrait", "page"),
        ("guide", "closely"),
        ("role", "coach"),
        ("attributes", ("advocacy",)),
        ("tags", ("retreat",)),
    )
    assert page.file_name == "answers-advocacy.txt"
    assert page.how_to_return[0].endswith("\nportrait reflect --answers answers-advocacy.txt")


def test_a_page_about_indicators_names_them() -> None:
    """It names the parts that are meant; the file of a session on everything is called after its guide."""
    page = page_from_session(session(), PORTRAIT, ("ad2",))
    assert ("attributes", ("ad2",)) in page.header
    everything = page_from_session(session("everything"), PORTRAIT)
    assert everything.file_name == "answers-everything.txt"
    assert ("attributes", ("advocacy", "authenticity")) in everything.header
