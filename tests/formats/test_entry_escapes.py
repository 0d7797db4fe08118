import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_line, texts
from portrait_cli.formats import entry_escapes


@given(texts)
def test_words_come_back_as_they_were_typed(text: str) -> None:
    """Words escaped for where they are written are the same when they are read there."""
    assert entry_escapes.unescape(entry_escapes.escape(text)) == text
    assert entry_escapes.unescape_prose(entry_escapes.escape_prose(text)) == text
    assert entry_escapes.unescape_part(entry_escapes.escape_part(text)) == text


@given(one_line)
def test_a_line_comes_back_as_it_was_typed(text: str) -> None:
    """A heading and words in bold are the same when they are read."""
    assert entry_escapes.unescape_line(entry_escapes.escape_line(text)) == text
    assert entry_escapes.unescape_bold(entry_escapes.escape_bold(text)) == text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("", "…"),
        ("…", "\\…"),
        ("\\…", "\\\\…"),
        ("it rains …", "it rains …"),
        ("a *b*", "a \\*b\\*"),
        ("__b__ a_b (_c_)", "\\_\\_b\\_\\_ a_b (\\_c\\_)"),
    ],
)
def test_a_part_of_a_plan_that_is_empty_has_its_own_sign(said: str, written: str) -> None:
    """An empty part of a plan is three dots, and three dots that somebody typed are not an empty part."""
    assert entry_escapes.escape_part(said) == written
    assert entry_escapes.unescape_part(written) == said


@given(st.text("\\…*_a ", max_size=9))
def test_dots_and_backslashes_come_back(said: str) -> None:
    """Any number of backslashes before dots, stars and underscores is kept."""
    assert entry_escapes.unescape_part(entry_escapes.escape_part(said)) == said
