import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import any_script
from markdown_readers import READERS, Page, as_html, letters
from portrait_cli.core.text import visible
from portrait_cli.formats.markdown_escapes import escaped, escaped_heading, escaped_within

_PIECES = (
    *"\\`*_{}[]()<>#+-.!|~^$&;:=%@\"'/", "\n", "\n", " ", " ", "    ", "\t", "a", "b", "1", "12", "iv", "é", "你", "ע",
    "![", "](", "<b>", "<!--", "-->", "</div>", "&amp;", "&#35;", "***", "---", "===", "```", "~~~", "~~", "$$", "^[",
    "http://x.org/_a_", "https://x.org/a?b=1&c=2#d", "www.x.org/_a_", "a@x.org", "@ana", ":smile:", "| a | b |", "|---|",
    "1. ", "2) ", "(1) ", "(@) ", "a. ", "- ", "+ ", "* ", "> ", "# ", ": ", ":::", "[^1]: ", "[a]: http://x.org", "[ ] ",
    "Table: ", "{.a #b}", "%%", "==", "[[a|b]]", "\\(", "\\begin{a}", "<http://x.org>", "{{ a }}",
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
