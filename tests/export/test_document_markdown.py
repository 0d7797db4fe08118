import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import ARABIC, CHINESE, EMOJI, FOOTER, HEBREW, HOSTILE, full_document, long_document
from examples import any_script
from markdown_readers import READERS, Page, as_html, letters
from portrait_cli.core.document import Bullets, Document, Facts, Heading, Paragraph, Part, Room, Table, Words
from portrait_cli.export import document_markdown
from portrait_cli.formats.rich_words import rich

_ITEMS = ("- ", "* ", "\u2022 ", "1. ", "2. ", "3) ", "7. ", "007. ", "\u0661. ", "  - ", "   1. ", "    - ")
_WORDS = (
    "one", "*two*", "**a b**", "__c__", "`d`", "``e ` f``", "~~g~~", "[h](http://x.org/_h_)", "![i](j.png)", "# l",
    "<b>k</b>", "> m",
    "    n", "```\no\n```", "~~~", "***p***", "q*r*s", "---", "\n\n", "\n", " ", "&copy;", "5. t", "\\",
    "`", "*", "**", "_u_", "\n\n\n", "<!-- v", "```", "| w |", "**x**`y`*z*", "[a]: http://x.org",
)  # fmt: skip


def _written(*parts: Part) -> str:
    document = Document("journal", "Journal", parts, FOOTER, date(2026, 11, 26))
    text = "".join(document_markdown.write(document))
    before, after = "# Journal\n\n", "\n\n---\n\n*Self-reported"
    assert text.startswith(before)
    return text.partition(before)[2].partition(after)[0]


def _texts(number: int) -> list[str]:
    chance = random.Random(13)  # noqa: S311  # the same texts each time
    return ["".join(chance.choices(_ITEMS + _WORDS + ("\n",) * 12, k=chance.randint(1, 14))) for _ in range(number)]


def _struck(reader: str, text: str) -> str:
    """Leave out the sign of what is struck out, which some readers show."""
    return text.replace("~", "") if reader in {"commonmark.js", "pandoc commonmark"} else text


@pytest.mark.parametrize("is_markdown", [False, True])
@pytest.mark.parametrize("reader", READERS)
def test_each_reader_shows_what_was_written(reader: str, *, is_markdown: bool) -> None:
    """An answer with lists, and a note with whatever marks, shows its letters, in order; nothing of it acts."""
    words = [Words(text, is_markdown=is_markdown) for text in _texts(1500)]
    parts = [part for one in words for part in (Heading("."), one)]
    page = Page(as_html(reader, _written(*parts)))
    assert not page.elements & {"img", "script", "b", "div", "table", "hr"}
    assert not {one for one in page.addresses if not one.startswith(("http://x.org", "https://x.org"))}
    for one, seen in zip(words, page.sections[1:], strict=True):
        typed = "".join(block.text if _is_counted(block.marker) else block.marker + block.text for block in rich(one))
        assert _struck(reader, letters(seen)[1:]) == _struck(reader, letters(typed)), one.text


def _is_counted(marker: str) -> bool:
    return marker not in {"007.", "\u0661."}


@pytest.mark.parametrize("reader", READERS)
def test_numbers_are_those_that_were_typed(reader: str) -> None:
    """A list that does not count on, or begins in the middle, has its own numbers in every reader."""
    page = as_html(reader, _written(Words("3. c\n4. d\n1. a\n7. g\n\ntext\n\n7. e\n   1. f\n   2. h\n8. i\n- j")))
    for start in ('start="3"', 'start="7"'):
        assert page.count(start) == page.count(start, page.index("<ol"))
    assert (page.count('start="3"'), page.count('start="7"'), page.count("<ol")) == (1, 2, 5)


def test_a_document_reads_well_as_it_is() -> None:
    """Headings, lists, tables, facts and room to write look as a person would type them."""
    parts: tuple[Part, ...] = (
        Heading("Dates discussed"),
        Table("Dates discussed", ("Date", ""), (("September 1, 2026", "a | b\nc"), ("", ""))),
        Facts((("Name", "Ana Ruiz"), ("School", ""), ("What else?", "x"))),
        Bullets(("First *this*", "1. then that")),
        Paragraph("Said by nobody.", is_quiet=True),
        Heading("What happened?", 3),
        Words("One line,\nanother.\n\n- an item\n- two"),
        Room("Comments", 2),
    )
    assert _written(*parts) == (
        "## Dates discussed\n\n"
        "| Date              |            |\n"
        "| ----------------- | ---------- |\n"
        "| September 1, 2026 | a \\| b · c |\n"
        "|                   |            |\n\n"
        "**Name:** Ana Ruiz  \n**School:**  \n**What else?** x\n\n"
        "- First \\*this\\*\n- 1\\. then that\n\n"
        "*Said by nobody.*\n\n"
        "### What happened?\n\n"
        "One line,  \nanother.\n\n- an item\n- two\n\n"
        "**Comments:**\n\n"
    )


def test_each_part_is_there_and_nothing_acts() -> None:
    """Every part has its words in Markdown; HTML, remote pictures and scripts in them are words."""
    text = "".join(document_markdown.write(full_document()))
    page = Page(as_html("markdown-it", text))
    shown = letters("".join(page.sections))
    lines = [line for line in HOSTILE.splitlines() if line]
    for words in (ARABIC, HEBREW, CHINESE, EMOJI, *lines, "Ana Ruiz", "Growth plan", *FOOTER, "the agenda (https:"):
        assert letters(words) in shown
    assert {"table", "strong", "em", "code", "pre", "blockquote", "ol", "ul", "s"} <= page.elements
    assert not page.elements & {"script", "img", "a", "b"}
    assert "<!--" not in text
    assert text.rstrip().endswith("*portrait is independent of KnowledgeWorks.*")


def test_parts_are_written_one_after_the_other() -> None:
    """A long document is written while its parts are made."""
    written = document_markdown.write(long_document(10**9))
    assert sum(len(next(written)) for _ in range(100)) < 100_000


@given(st.one_of(any_script, st.text()), st.booleans())
def test_any_words_are_shown(text: str, is_markdown: bool) -> None:
    """Whatever was written, in whichever script, its letters are read back, and only they."""
    words = Words(text, is_markdown=is_markdown)
    page = Page(as_html("markdown-it", _written(Heading("."), words)))
    marked = "".join(block.marker * ("0" <= block.marker[:1] <= "\U0010ffff") + block.text for block in rich(words))
    assert letters("".join(page.sections))[1:] in {letters(marked), letters("".join(one.text for one in rich(words)))}
