import random

import pytest
from hypothesis import given

from examples import any_script
from markdown_readers import READERS, Page, as_html, letters
from portrait_cli.core.text import visible
from portrait_cli.formats.markdown_escapes import escaped, escaped_heading, escaped_within

_PIECES = (
    *"\\`*_{}[]()<>#+-.!|~^$&;:=%@\"'/", "\n", "\n", " ", " ", "    ", "\t", "a", "b", "1", "12", "iv", "é", "你",
    "ע", "![", "](", "<b>", "<!--", "-->", "</div>", "&amp;", "&#35;", "***", "---", "===", "```", "~~~", "~~",
    "$$", "^[", "http://x.org/_a_", "https://x.org/a?b=1&c=2#d", "www.x.org/_a_", "a@x.org", "@ana", ":smile:",
    "| a | b |", "|---|", "1. ", "2) ", "(1) ", "(@) ", "a. ", "- ", "+ ", "* ", "> ", "# ", ": ", ":::", "[^1]: ",
    "[a]: http://x.org", "[ ] ", "Table: ", "{.a #b}", "%%", "==", "[[a|b]]", "\\(", "\\begin{a}", "<http://x.org>",
    "{{ a }}",
)  # fmt: skip
_PLAIN = {"p", "br", "em", "strong", "code", "a", "h1", "h2", "span"}
"""Elements that paragraphs are made of; links are the addresses that a reader finds by itself."""


def _texts(number: int) -> list[str]:
    """Make texts of what means something to some reader of Markdown."""
    chance = random.Random(13)  # noqa: S311  # the same texts each time
    return ["".join(chance.choices(_PIECES, k=chance.randint(1, 12))) for _ in range(number)]


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_shows_the_letters_that_were_typed(reader: str) -> None:
    """Whatever means something in Markdown is words: no more and no fewer letters, and no element of its own."""
    texts = _texts(3000)
    paragraphs = ("\n\n".join(filter(str.strip, escaped(text).split("\n\n"))) for text in texts)
    page = Page(as_html(reader, "".join(f"## .\n\n{paragraph}\n\n" for paragraph in paragraphs)))
    shown = [letters(section)[1:] for section in page.sections[1:]]
    different = [(typed, seen) for typed, seen in zip(texts, shown, strict=True) if letters(typed) != seen]
    assert different == []
    assert page.elements <= _PLAIN
    assert not {one for one in page.addresses if not one.startswith(("http://", "https://", "mailto:"))}


@pytest.mark.parametrize("reader", READERS)
def test_a_heading_and_a_cell_have_the_letters_too(reader: str) -> None:
    """Words in a heading, in a table's cell and between words of ours are no more and no fewer letters either."""
    if reader in {"commonmark.js", "pandoc commonmark"}:
        pytest.skip("it knows no tables")
    texts = [" ".join(text.split()) for text in _texts(1000)]
    cells = (f"| **a:** {escaped_within(text)} |\n| --- |\n| {escaped_within(text)} |" for text in texts)
    written = "".join(f"## {escaped_heading(text)}\n\n{cell}\n\n" for text, cell in zip(texts, cells, strict=True))
    page = Page(as_html(reader, written))
    for typed, seen in zip(map(letters, texts), page.sections[1:], strict=True):
        assert letters(seen) == f"{typed}a:{typed}{typed}"
    assert page.elements <= _PLAIN | {"table", "thead", "tbody", "tr", "th", "td", "colgroup", "col"}


@given(any_script)
def test_any_script_has_the_letters(text: str) -> None:
    """Letters of every script, and the marks on them, are what was typed."""
    shown = visible(text)
    for written in (escaped(shown), f"## {escaped_heading(' '.join(shown.split()))}"):
        page = Page(as_html("markdown-it", written))
        assert letters("".join(page.sections)) == letters(shown)


@pytest.mark.parametrize(
    "typed",
    [
        "It took ~5 minutes and $5,000: 12:30, at #9 or so; 3 < 5, and I <3 it.",
        "-5 degrees, +1 from me, and snake_case (AD2) - mostly - at 100%.",
        "See https://example.org/a/b?c=d&e=f#g, and ana_ruiz@example.org & co.",
        "1990 was the year. 3.5 of them. A.B. said: yes = no.",
    ],
)
def test_what_marks_nothing_stays_as_it_is(typed: str) -> None:
    """Words that no reader takes for a mark read well without one."""
    assert escaped(typed) == typed


def test_an_address_with_signs_is_in_angle_brackets() -> None:
    """A backslash in an address would be a part of it."""
    assert escaped("at https://example.org/_a_/~b") == "at <https://example.org/_a_/~b>"
