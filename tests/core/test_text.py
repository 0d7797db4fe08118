import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode, visible, visible_json


def test_what_acts_on_a_terminal_is_shown() -> None:
    """Escape sequences, bells and direction overrides become visible signs; tabs and line feeds stay."""
    assert visible("a\tb\nc\r\x1b]52;c\x07\x7f\x9b2J\u202e\u2028\ufeff") == "a\tb\nc␛]52;c␇␡�2J���"


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    """No character that a terminal obeys is left in any text, and a second pass changes nothing."""
    shown = visible(text)
    assert not any(character < " " and character not in "\t\n" for character in shown)
    assert not any("\x7f" <= character <= "\x9f" for character in shown)
    assert visible(shown) == shown
    shown.encode()


@given(st.text())
def test_json_is_safe_and_loses_nothing(text: str) -> None:
    """In JSON such a character is written as an escape, so that programs read the same text."""
    shown = visible_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert visible(shown) == shown


@given(st.text("abc äé你👩🏽‍🏫\n\t"))
def test_ordinary_words_are_untouched(text: str) -> None:
    """Letters of any script, emoji and line feeds are shown as they are."""
    assert visible(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_encodings_of_windows(encoding: str) -> None:
    """UTF-8, and UTF-16 with its mark and without: what a `>` writes in the versions of PowerShell."""
    assert decode("[x] Été\r\n".encode(encoding), "it") == "[x] Été\r\n"


@pytest.mark.parametrize("data", [b"\xff", b"a\0b\0\0\xd8", b"\xff\xfea"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    """Bytes that none of the encodings allows are not text."""
    with pytest.raises(InvalidFileError, match="it is not text that we can read"):
        decode(data, "it")
