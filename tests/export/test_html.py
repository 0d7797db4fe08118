"""A document as an HTML page, read by a parser."""

import base64
import hashlib
import re
import tracemalloc
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import FOOTER, MADE_ON, full_document, long_document, one_page
from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Part,
    Picture,
    Table,
    Words,
)
from portrait_cli.core.text import visible
from portrait_cli.export.html import write


class _Read(HTMLParser):
    """A page taken apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """List the attributes of each element of this kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        """Return all its words."""
        return "".join(self.texts)


def _page(document: Document, paper: Paper = "letter") -> str:
    return "".join(write(document, paper))


def _document(*parts: Part) -> Document:
    return Document("entry", "Title", parts, FOOTER, MADE_ON)


def _read(*parts: Part) -> _Read:
    return _Read(_page(_document(*parts)))


# --- what every page is ---


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_policy_allows_the_one_style_element_and_nothing_else(paper: Paper) -> None:
    """The hash in the policy is that of the style element; there are no other styles, no scripts and no links."""
    page = _page(full_document(), paper)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    read = _Read(page)
    policies = [meta["content"] for meta in read.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert {"script", "a", "img", "link", "base", "form", "iframe", "object"}.isdisjoint(tag for tag, _ in read.tags)
    names = {name for _, attributes in read.tags for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on") or name in {"href", "src", "xlink:href"}]


@pytest.mark.parametrize(("paper", "size"), [("letter", "size: letter;"), ("a4", "size: A4;")])
def test_it_is_printed_on_the_paper_that_was_asked_for(paper: Paper, size: str) -> None:
    """The page says which paper it is for."""
    assert size in _page(one_page(), paper)


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("zh-Hans", "ltr")]
)
def test_its_language_decides_its_direction(language: str, direction: str) -> None:
    """A page in Arabic or Hebrew begins at the right."""
    read = _Read(_page(replace(one_page(), language=language)))
    assert read.all("html") == [{"lang": language, "dir": direction}]


def test_author_and_subtitle_are_left_out_if_they_are_not_known() -> None:
    """Nothing stands where nothing is known."""
    read = _Read(_page(replace(one_page(), author="")))
    assert [meta["name"] for meta in read.all("meta") if "name" in meta] == ["viewport", "generator"]
    assert "subtitle" not in [one.get("class") for one in read.all("p")]
    named = _Read(_page(full_document()))
    assert {"name": "author", "content": "Ana Ruiz"} in named.all("meta")


# --- parts ---


def test_a_column_is_as_wide_as_its_share() -> None:
    """Widths are shares of the whole; without any, columns are as wide as they need to be."""
    read = _read(Table("", ("a", "b"), (), widths=(1, 3)))
    assert [column["class"] for column in read.all("col")] == ["w5", "w15"]
    assert _read(Table("", ("a", "b"), ())).all("col") == []


def test_headers_are_headers_of_columns_and_an_empty_one_is_none() -> None:
    """A header cell without words would be read aloud as nothing."""
    read = _read(Table("Dates", ("Date", ""), (("", ""), ("May", ""))))
    assert [header["scope"] for header in read.all("th")] == ["col"]
    assert [row.get("class") for row in read.all("tr")] == [None, "blank", None]


def test_a_table_of_numbers_is_short_on_a_phone() -> None:
    """Where every cell has room beside its name, the table is marked; words and blanks need the whole width."""
    header = ("Attribute", "Steady", "Leaders")
    for cells, is_brief in ((("14", "hidden"), True), (("I asked first.", "14"), False), (("", "14"), False)):
        page = _page(_document(Table("How many", header, (("Human-Centered Approaches", *cells),))))
        assert ('class="many brief"' in page) is is_brief


def test_a_caption_that_repeats_its_heading_is_only_heard() -> None:
    """The same words do not stand twice on the page, and a screen reader still has the name of the table."""
    read = _read(Heading("Advocacy"), Table("Advocacy", ("Date",), ()), Table("More", ("Date",), ()))
    assert [caption.get("class") for caption in read.all("caption")] == ["heard", None]
    pictures = _read(Heading("Advocacy"), Picture("Advocacy", (), (), "None yet."))
    assert [caption.get("class") for caption in pictures.all("figcaption")] == ["heard"]


def test_lists_are_lists_with_the_numbers_that_were_typed() -> None:
    """Items of an answer are items in HTML, one list within the other, and keep their numbers."""
    page = _page(_document(Words("3. c\n  - deeper\n  - as deep\n4. d\n- bullet")))
    lists = re.sub(r"\s*(<[^>]+>)\s*", r"\1", page[page.index("<ol>") : page.index("</main>")])
    assert lists.startswith(
        '<ol><li value="3"><p>c</p><ul><li><p>deeper</p></li><li><p>as deep</p></li></ul></li>'
        '<li value="4"><p>d</p></li></ol><ul><li><p>bullet</p></li></ul>'
    )


def test_the_sign_behind_a_number_is_the_one_that_was_typed() -> None:
    """Numbers with a parenthesis are a list of their own."""
    read = _read(Words("5) five\n6) six\n7. seven"))
    assert [one.get("class") for one in read.all("ol")] == ["parenthesis", None]
    assert [one["value"] for one in read.all("li")] == ["5", "6", "7"]


def test_a_day_in_a_cell_is_marked_and_stays_words() -> None:
    """Markup beside it is read as it was typed."""
    page = _page(_document(Table("", ("a",), (("<b>May 1, 2026</b>",),))))
    assert '&lt;b&gt;<span class="day">May 1, 2026</span>&lt;/b&gt;' in page


def test_a_second_paragraph_of_an_item_stays_in_it() -> None:
    """What Markdown puts into an item is within it; what comes after the list is not."""
    page = _page(_document(Words("- one\n\n  more of it\n\nafter", is_markdown=True)))
    assert re.search(r"<li><p>one</p>\s*<p>more of it</p>\s*</li>\s*</ul>\s*<p>after</p>", page)


def test_a_heading_in_a_note_is_no_heading_of_the_page() -> None:
    """The outline of the page is the document's own."""
    read = _read(Heading("My note"), Words("# Great\n\n`code` ~~no~~", is_markdown=True))
    assert [tag for tag, _ in read.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2"]
    assert {"strong", "code", "s"} <= {tag for tag, _ in read.tags}


def _with(words: str) -> Document:
    """Return a document with the same words everywhere."""
    parts = (
        Heading(words),
        Paragraph(words),
        Facts(((words, words),)),
        Bullets((words,)),
        Table(words, (f"x{words}",), ((words,),)),
        Picture(words, (), (), words),
    )
    return Document("entry", words, parts, (words,), MADE_ON, subtitle=f"x{words}", author=f"x{words}")


@given(st.text())
def test_any_words_stay_words(words: str) -> None:
    """Whatever is written, the elements of the page are the same, and the words are on it."""
    read = _Read(_page(_with(words)))
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in _Read(_page(_with("x"))).tags]
    assert read.text.count(visible(words)) >= 12


@given(st.text(), st.booleans())
def test_an_answer_makes_only_elements_of_text(words: str, is_markdown: bool) -> None:  # drawn
    """An answer is paragraphs, lists and marked words, whatever it says."""
    allowed = {"p", "ul", "ol", "li", "pre", "code", "strong", "em", "s", "div"}
    plain = [tag for tag, _ in _read(Words("")).tags]
    read = _read(Words(words, is_markdown=is_markdown))
    assert {tag for tag, _ in read.tags} <= {*plain, *allowed}


# --- a whole journal ---


def test_parts_are_asked_for_one_after_the_other() -> None:
    """The beginning of the page is there before the first part is."""
    asked: list[int] = []

    def parts() -> Iterator[Part]:
        for number in range(3):
            asked.append(number)
            yield Paragraph(f"part {number}")

    seen: list[tuple[str, int]] = []
    for piece in write(replace(one_page(), parts=parts()), "letter"):
        found = re.search(r"part \d", piece)
        if found or "<h1" in piece:
            seen.append((found.group() if found else "title", len(asked)))
    assert seen == [("title", 0), ("part 0", 1), ("part 1", 2), ("part 2", 3)]


def test_the_memory_of_a_whole_journal_is_that_of_a_page() -> None:
    """Thousands of sections take no more room than a few."""
    sum(map(len, write(long_document(10), "letter")))
    tracemalloc.start()
    assert sum(map(len, write(long_document(3_000), "letter"))) > 1_000_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000
