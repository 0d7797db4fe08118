"""Rows of words: what holds for any text, width and sequence of edits."""

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth

from portrait_cli.core.line_wrap import Rows, rewrap, wrap


def cells(text: str) -> int:
    """Count cells as a terminal does; what it cannot draw takes one."""
    return sum(1 if category(character) in {"Cc", "Zl", "Zp"} else get_cwidth(character) for character in text)


LETTERS = st.sampled_from([*"aé-,\u4f60\U0001f642\u0301\u200d\ufe0f\u200b\u05d0\t"])
TEXTS = st.lists(
    st.one_of(
        st.text(LETTERS, min_size=1, max_size=30),
        st.sampled_from([" ", " ", " ", "  ", "\n", "\u3000", "\xa0", " " * 50, "\n\n"]),
        st.text(max_size=10),
    ),
    max_size=40,
).map("".join)
WIDTHS = st.integers(2, 40)


def drawn(rows: Rows) -> list[str]:
    """Return all rows as they are on the screen."""
    return [rows.row(number) for number in range(len(rows.starts))]


def lines(text: str, width: int) -> list[str]:
    """Return the rows of a text."""
    return drawn(wrap(text, width, cells))


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 5, [""]),
        ("one two three", 8, ["one two ", "three"]),
        ("one two three", 9, ["one two ", "three"]),
        ("one two  three", 9, ["one two  ", "three"]),
        ("one two  three", 8, ["one ", "two  ", "three"]),
        ("one\n\n two\n", 9, ["one", "", " two", ""]),
        ("12345", 6, ["12345"]),
        ("12345", 5, ["12345", ""]),
        ("12345 7", 5, ["12345", " 7"]),
        ("12345\n7", 5, ["12345", "", "7"]),
        ("a 1234567890", 5, ["a ", "12345", "67890", ""]),
        ("a 12345678901", 5, ["a ", "12345", "67890", "1"]),
        ("a      b", 5, ["a    ", "  b"]),
        ("\u4f60\u597d \u4f60\u597d", 8, ["\u4f60\u597d ", "\u4f60\u597d"]),
        ("\u4f60\u597d\u4f60\u597d", 5, ["\u4f60\u597d", "\u4f60\u597d"]),
        ("e\u0301e\u0301e\u0301e", 3, ["e\u0301e\u0301e\u0301", "e"]),
    ],
)
def test_rows_are_broken_between_words(text: str, width: int, rows: list[str]) -> None:
    """A word that does not fit goes to the next row with the blanks after it; only one longer than a row is cut."""
    assert lines(text, width) == rows


@given(TEXTS, WIDTHS)
def test_nothing_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    """The rows together are the text, and each of them fits."""
    rows = wrap(text, width, cells)
    ends = [*rows.starts[1:], len(text)]
    assert "".join(text[start:end] for start, end in zip(rows.starts, ends, strict=True)) == text
    assert all(cells(row) <= width for row in drawn(rows))
    assert sum(row == "" for row in drawn(rows)) <= text.count("\n") + len(text) // width + 1


@given(TEXTS, WIDTHS)
def test_no_word_that_fits_on_a_row_is_cut(text: str, width: int) -> None:
    """A row that the line goes on below begins with a word, unless that word is longer than a row."""
    rows = wrap(text, width, cells)
    for word in re.finditer(r"\S+", text):
        if cells(word.group()) <= width:
            assert rows.number(word.start()) == rows.number(word.end() - 1)


@given(TEXTS, WIDTHS)
def test_a_row_is_as_full_as_it_can_be(text: str, width: int) -> None:
    """The first word of a row would not have fit on the row before, with the blank or the cursor behind it."""
    rows = wrap(text, width, cells)
    for number, start in enumerate(rows.starts[1:]):
        before = rows.row(number)
        if text[start - 1] != "\n" and before:
            word = re.compile(r"\S*[^\S\n]*").match(text, start)
            assert word
            assert cells(before) + cells(word.group()) + 1 > width


@given(TEXTS, WIDTHS)
def test_every_place_on_the_screen_is_one_position(text: str, width: int) -> None:
    """No two positions are at one place but for marks on one letter, and from a place one gets back."""
    rows = wrap(text, width, cells)
    places: dict[tuple[int, int], int] = {}
    for position in range(len(text) + 1):
        if position < len(text) and text[position] != "\n" and not cells(text[position]):
            continue  # within a letter and its marks
        row, column = place = rows.place(position)
        assert column < width
        assert places.setdefault(place, position) == position
        assert rows.position(row, column) == position


@given(TEXTS, WIDTHS, st.data())
def test_up_and_down_come_back(text: str, width: int, data: st.DataObject) -> None:
    """A row up and down again at the same column is where one was, however short the row above is."""
    rows = wrap(text, width, cells)
    start = data.draw(st.integers(0, len(text)))
    row, column = rows.place(start)
    position = rows.position(row, column)
    if row:
        above = rows.position(row - 1, column)
        assert rows.number(above) == row - 1
        assert rows.position(rows.number(above) + 1, column) == position
    assert rows.starts[row] <= position <= rows.last(row)


@given(TEXTS, WIDTHS)
def test_left_and_right_go_through_all_letters(text: str, width: int) -> None:
    """There and back one passes the same positions, and none of them is between a letter and its marks."""
    rows = wrap(text, width, cells)
    back = [len(text)]
    while back[-1]:
        back.append(rows.before(back[-1]))
    forth = [0]
    while forth[-1] < len(text):
        forth.append(rows.after(forth[-1]))
    assert forth == back[::-1]
    between = set(range(len(text))) - set(forth)
    assert all(not cells(text[position]) for position in between)
    assert rows.before(0) == 0
    assert rows.after(len(text)) == len(text)


@given(TEXTS, WIDTHS, st.data())
def test_edits_give_the_rows_of_the_whole_text(text: str, width: int, data: st.DataObject) -> None:
    """After any sequence of edits the rows are those that the text has when it is laid out from nothing."""
    rows = wrap(text, width, cells)
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + data.draw(st.integers(0, 60)))))
        text = text[:start] + data.draw(TEXTS) + text[end:]
        rows = rewrap(rows, text)
        assert rows == wrap(text, width, cells)


def test_a_key_lays_out_a_few_rows_anew() -> None:
    """A key in the middle of a long paragraph measures only the words around it."""
    measured = 0

    def counted(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return len(text)

    text = "word and word " * 5_000
    rows = wrap(text, 60, counted)
    measured = 0
    rewrap(rows, f"{text[:30_000]}x{text[30_000:]}")
    assert measured < 1_000


def test_a_word_without_an_end_is_measured_in_parts() -> None:
    """Each row of a very long word looks at its beginning only, not at all that is left of it."""
    measured = 0

    def counted(part: str) -> int:
        nonlocal measured
        measured += len(part)
        return len(part)

    assert len(wrap("." * 100_000, 72, counted).starts) == 1_389
    assert measured < 4_000_000


def test_a_long_word_that_takes_little_room_is_not_cut() -> None:
    """Thousands of accents on one letter stay on its row."""
    text = "a" + "\u0301" * 3_000 + " b"
    assert wrap(text, 5, cells).starts == [0]
