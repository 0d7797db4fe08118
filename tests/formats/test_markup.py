import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats.markup import without_markup


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One</p>\n<p>Two<br/>Three</p>", "One\nTwo\nThree"),
        ('<a href="https://example.org">Here</a> and <EM>there</EM>', "Here and there"),
        ("R&amp;D &#8211; caf&eacute;&nbsp;!", "R&D – café !"),
        ("**Bold** and _slanted_ and __both__ and *one*", "Bold and slanted and both and one"),
        ("2 * 3 * 4, snake_case_name, a*b*c", "2 * 3 * 4, snake_case_name, a*b*c"),
        ("1 < 2 and 3 > 2, <see below>, AT&T; x", "1 < 2 and 3 > 2, <see below>, AT&T; x"),
        ("", ""),
    ],
)
def test_only_marks_are_taken_off(text: str, plain: str) -> None:
    """Tags, entities and signs for bold or italic go; what only looks a little like them stays."""
    assert without_markup(text) == plain


@given(st.text("xyp<>/*_&;"))
def test_the_letters_of_any_text_stay(text: str) -> None:
    """Whatever signs are around them, no letter is lost that is not part of a tag."""
    assert [letter for letter in without_markup(text) if letter in "xy"] == [sign for sign in text if sign in "xy"]
