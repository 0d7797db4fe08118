import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core import path_name


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("C:\temp", "a tab"),
        ("/home/me/journal\r", "a carriage return"),
        ("a\nb", "a line end"),
        ("a\0b", "a NUL"),
        ("C:\x0corms", "a control character (U+000C)"),
        ("/home/zoë/my journal", ""),
    ],
)
def test_control_characters_in_a_path_are_named(path: str, found: str) -> None:
    """A control character is what nobody means, and spaces and letters of any script are."""
    assert path_name.control_in(path) == found


@pytest.mark.parametrize(
    ("path", "variable", "better"),
    [
        ("$HOME/journal", "$HOME", "~/journal"),
        ("${HOME}", "${HOME}", "~"),
        ("%USERPROFILE%\\My Journal", "%USERPROFILE%", "~/My Journal"),
        ("$env:USERPROFILE\\j", "$env:USERPROFILE", "~/j"),
        ("$XDG_DATA_HOME/j", "$XDG_DATA_HOME", ""),
        ("%OneDrive%/j", "%OneDrive%", ""),
        ("journal", "", "~/journal"),
        ("./journal", "", "~/journal"),
        ("../journal", "", "~/../journal"),
        ("100%/j%", "", "~/100%/j%"),
        ("$100 ideas/j", "", "~/$100 ideas/j"),
        ("C:\\j", "", ""),
        ("\\\\server\\j", "", ""),
        ("/j", "", ""),
    ],
)
def test_a_path_that_is_not_a_full_one_is_written_from_home(path: str, variable: str, better: str) -> None:
    """A variable for the home folder, and a path without a beginning, have a spelling that means one folder."""
    assert (path_name.variable_in(path), path_name.from_home(path)) == (variable, better)


@given(st.text())
def test_any_path_has_an_answer(path: str) -> None:
    """No text is too odd, and what is written from home has no variable."""
    assert (path_name.control_in(path) == "") == (not any(one < " " or one == "\x7f" for one in path))
    assert not path_name.variable_in(path_name.from_home(path))
