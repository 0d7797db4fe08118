import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examples import texts
from portrait_cli.formats import fenced_code, line_breaks


@given(texts | st.text("\\ \t\na", max_size=8))
def test_hard_breaks_keep_each_newline(text: str) -> None:
    """A text comes back with the newlines and the spaces before its lines that it had."""
    lines = line_breaks.hard(text)
    assert line_breaks.from_hard(lines) == text
    assert line_breaks.from_hard([lines[0], *[f"      {line}" if line else "" for line in lines[1:]]]) == text


def test_a_soft_break_is_a_space() -> None:
    """A line that ends in no hard break goes on in the next one, and two spaces at its end are a hard break."""
    assert line_breaks.from_hard(["one ", "   two  ", "three\\", "four"]) == "one two\nthree\nfour"
    assert line_breaks.from_hard(["会议", "开始", "now"]) == "会议开始 now"


WRAPPED = """\
A paragraph that
goes on\\
and has a break\x20\x20
of its own.

- a list
  goes on
- and on
1. numbers
   too

> a quotation
> goes on
>
> and
> on
And after it.

| a | b |
| - | - |
# A heading
stays

```
code
stays
```

    code too
    stays
"""
UNWRAPPED = """\
A paragraph that goes on\\
and has a break\x20\x20
of its own.

- a list goes on
- and on
1. numbers too

> a quotation goes on
>
> and on And after it.

| a | b |
| - | - |
# A heading
stays

```
code
stays
```

    code too
    stays
"""


def test_paragraphs_are_put_on_one_line() -> None:
    """Lines of a paragraph, a list's item and a quotation are joined; everything else keeps its lines."""
    assert line_breaks.unwrapped(WRAPPED) == UNWRAPPED
    assert line_breaks.unwrapped(UNWRAPPED) == UNWRAPPED


@pytest.mark.parametrize("line", ["```", "```` ", "   ```", "``````\t"])
def test_a_fence_ends_code(line: str) -> None:
    """A fence that is as long as the opening one, indented by less than four spaces, ends the code."""
    assert fenced_code.closes(line, "```")


@pytest.mark.parametrize("line", ["``", "~~~", "    ```", "```x", "\t```", ""])
def test_other_lines_end_no_code(line: str) -> None:
    """A shorter fence, another sign, or one with words behind it is code."""
    assert not fenced_code.closes(line, "```")


@example("```\ncode\n```")
@example("words\n~~~\nnever closed")
@given(texts | st.lists(st.sampled_from(["```", "~~~", "````", "``` x", "a", ""])).map("\n".join))
def test_code_and_words_are_the_whole_text(text: str) -> None:
    """Nothing is lost between the pieces, and each piece of code has its two fences."""
    pieces = list(fenced_code.pieces(text))
    assert "\n".join(piece for piece, _ in pieces) == text
    for piece in (piece for piece, is_code in pieces if is_code):
        first, *_, last = piece.split("\n")
        assert fenced_code.closes(last, fenced_code.opening(first))
