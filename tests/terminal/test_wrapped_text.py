"""The text in the writing line: whatever is done to it, it is what was typed, and it is seen in whole words."""

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.utils import get_cwidth

from portrait_cli.terminal.wrapped_text import WrappedText, WrappedTextControl

WORDS = st.text(st.sampled_from([*"abc  ,\n\t\r\x1bé\u4f60\U0001f642\u0301\u200d\xa0\ud800"]), max_size=30)
SIZES = st.tuples(st.integers(12, 60), st.integers(1, 12))


def made(text: str) -> tuple[WrappedText, WrappedTextControl]:
    """Make a text, and what draws it."""
    wrapped = WrappedText(text, lambda _: None)
    return wrapped, WrappedTextControl(wrapped, lambda: "  › ")


def drawn(control: WrappedTextControl, size: tuple[int, int]) -> list[str]:
    """Draw on a screen of this size; return the lines that are seen."""
    content = control.create_content(*size)
    return [fragment_list_to_text(content.get_line(number)) for number in range(content.line_count)]


KEYS: dict[str, Callable[[WrappedText], object]] = {
    "left": lambda text: setattr(text, "cursor_position", text.rows.before(text.cursor_position)),
    "right": lambda text: setattr(text, "cursor_position", text.rows.after(text.cursor_position)),
    "up": lambda text: text.auto_up(),
    "down": lambda text: text.auto_down(),
    "page up": lambda text: text.auto_up(count=5),
}


@given(WORDS, st.lists(st.one_of(WORDS, st.sampled_from(sorted(KEYS)), st.integers(1, 5), SIZES), max_size=20))
def test_the_text_is_what_was_typed(before: str, done: list[str | int | tuple[int, int]]) -> None:
    """Any sequence of words, keys, deletions and new sizes leaves exactly what was typed, all of it in sight."""
    text, control = made(before)
    size, typed = (40, 8), before
    for act in done:
        at = text.cursor_position
        match act:
            case str() if act in KEYS:
                KEYS[act](text)
            case str():
                text.insert_text(act)
                typed = typed[:at] + act + typed[at:]
            case int():
                text.delete_before_cursor(min(act, at))
                typed = typed[: max(at - act, 0)] + typed[at:]
            case _:
                size = act
        lines = drawn(control, size)
        content = control.create_content(*size)
        assert text.text == typed
        assert 1 <= len(lines) <= size[1]
        assert all(get_cwidth(line.rstrip(" ")) <= size[0] for line in lines)
        assert 0 <= content.cursor_position.y < len(lines)
        assert get_cwidth(lines[content.cursor_position.y][: content.cursor_position.x]) < size[0]


@given(WORDS, WORDS, SIZES)
def test_up_and_down_is_where_one_was(before: str, after: str, size: tuple[int, int]) -> None:
    """A key up and a key down brings the cursor back, wherever the rows between end."""
    text, control = made(before + after)
    text.cursor_position = len(before)
    drawn(control, size)
    text.cursor_position = text.rows.position(
        *text.rows.place(text.cursor_position)
    )  # not between a letter and its marks
    at = text.cursor_position
    if text.rows.number(at):
        text.auto_up()
        assert text.rows.number(text.cursor_position) == text.rows.number(at) - 1
        text.auto_down()
        assert text.cursor_position == at


def test_arrows_show_that_the_text_goes_on() -> None:
    """What is out of sight is pointed to, above and below; the pointer is at the first row only."""
    text, control = made("\n".join("abcdefgh"))
    assert drawn(control, (40, 3)) == ["  ↑ f ", "    g ", "    h "]
    text.auto_up(count=4)
    assert drawn(control, (40, 3)) == ["  ↑ d ", "    e ", "  ↓ f "]
    text.auto_up(count=4)
    assert drawn(control, (40, 3)) == ["  › a ", "    b ", "  ↓ c "]
    assert drawn(control, (40, 8))[0] == "  › a "


def test_what_would_act_on_the_terminal_is_shown_as_a_sign() -> None:
    """A tab is four blanks, and control characters have signs; the cursor stands behind them."""
    _, control = made("a\tb\x1b[2J\rc")
    assert drawn(control, (40, 1)) == ["  › a    b␛[2J␍c "]
    assert control.create_content(40, 1).cursor_position.x == len("  › a    b␛[2J␍c")


def test_what_is_selected_is_seen() -> None:
    """A selection over several rows is in reverse on each of them."""
    text, control = made("one two three")
    text.cursor_position = 2
    text.start_selection()
    text.cursor_position = 9
    content = control.create_content(12, 5)
    selected = ["".join(part for style, part, *_ in content.get_line(row) if style == "reverse") for row in range(2)]
    assert selected == ["e two ", "t"]


def test_words_stay_whole() -> None:
    """Rows are broken at blanks only, and stand under the first letter."""
    _, control = made("We asked every family what they need before the board met.")
    lines = drawn(control, (24, 10))
    assert [line[4:].strip() for line in lines] == [
        "We asked every",
        "family what they",
        "need before the",
        "board met.",
    ]
    assert all(re.match(r"  [› ] \S", line) for line in lines)


def test_rows_are_no_longer_than_is_easy_to_read() -> None:
    """On a very wide screen the rows are as wide as everything else, and on a tiny one something is still seen."""
    _, control = made("word " * 100)
    assert {len(line.rstrip()) for line in drawn(control, (300, 10))[:-1]} == {98}
    assert drawn(control, (3, 1)) != []
