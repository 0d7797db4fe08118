from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in, texts
from portrait_cli.formats.imports.html_text import html_to_markdown, looks_like_html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<p dir="auto">A <strong>bold </strong><em>thing</em>&nbsp;</p>\n<p></p>\n<p>B</p>',
            "A **bold** *thing*\n\nB",
        ),
        ("<h2>Head</h2><div>one<br/>two</div>", "## Head\n\none\ntwo"),
        (
            "<ul><li>a</li><li><p>b</p><ol><li>c</li><li>d</li></ol></li></ul><p>e</p>",
            "- a\n- b\n  1. c\n  2. d\n\ne",
        ),
        ('<ul><li><input type="checkbox" checked>x</li><li><input type="checkbox">y</li></ul>', "- [x] x\n- [ ] y"),
        ("<blockquote><p>said</p></blockquote><p>I</p>", "> said\n\nI"),
        ('<a href="https://a.b">here</a> <a href="u">u</a> <a>x</a>', "[here](https://a.b) u x"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ('<img alt="us"><img src="u.png"><img><input>', "usu.png"),
        ("<script>x()</script><style>p {}</style>words", "words"),
        ("<b>one<br>two</b>", "**one**\n**two**"),
        ("</b></a></ul></blockquote></pre></script></p><li>x", "- x"),
        ("<li>x<li>y", "- x\n- y"),
        ("3 < 5 &lt; 7 &amp; more", "3 < 5 < 7 & more"),
        ("<b></b><a href='x'></a>", ""),
        ("a <![x b>", "a"),
        ("a <![x b", "a <![x b"),
        ("a<!-- <b>not</b> words -->b <!-- c", "ab <!-- c"),
    ],
)
def test_html_is_written_as_markdown(html: str, markdown: str) -> None:
    """Tags become the signs of Markdown, or go; words stay."""
    assert html_to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br>b", True),
        ("</p>", True),
        ("3 <5 and p>", False),
        ("<x>", False),
        ("# a\n<u>b</u>", False),
        ("<p>a</p>\n<p>b</p>", True),
    ],
)
def test_html_is_told_from_text(text: str, expected: bool) -> None:  # a parameter of pytest
    """Tags that journals use make a text HTML; a sign alone does not."""
    assert looks_like_html(text) is expected


_parts = st.one_of(
    texts, st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<ol>", "<li>", "<!", "<![", "<!--", "&#", "<a href="])
)


@one_in(2)
@given(parts=st.lists(_parts, max_size=8))
def test_no_text_breaks_the_reader_of_html(parts: list[str]) -> None:
    """Any text, and any tags in any order, give words."""
    assert isinstance(html_to_markdown("".join(parts)), str)


@pytest.mark.parametrize("sign", ["<", "<p", "<ul><li>", "<!--", "<!", "<b>", "&#"])
def test_html_of_many_signs_takes_no_long_time(sign: str) -> None:
    """A text of nothing but signs is read in less time than anybody waits."""
    start = perf_counter()
    html_to_markdown(sign * 20_000)
    assert perf_counter() - start < 20


@one_in(2)
@given(words=st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1))
def test_words_in_tags_are_all_kept(words: list[str]) -> None:
    """Every word that stands between tags is there, in order."""
    html = "".join(f"<p><b>{word}</b> <i>{word}</i></p>" for word in words)
    found = html_to_markdown(html).replace("*", "").split()
    assert found == [word for word in words for _ in range(2)]
