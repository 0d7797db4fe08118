"""A document as PDF, read by programs that are not ours."""

import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject, PdfObject

import documents
from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Part,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.export.pdf import typeset, write
from portrait_cli.formats.rich_words import rich


def _document(*parts: Part, title: str = documents.TITLE) -> Document:
    return Document("growth-plan", title, parts, documents.FOOTER, documents.MADE_ON)


def _read(document: Document, paper: Paper = "letter") -> PdfReader:
    return PdfReader(io.BytesIO(write(document, paper)), strict=True)


def _pages(document: Document) -> list[str]:
    return [page.extract_text() for page in _read(document).pages]


def _together(text: str) -> str:
    return "".join(text.split())


def _size(page: PageObject) -> float:
    """Return the size of most letters of a page."""
    sizes: Counter[float] = Counter()

    def look(text: str, _cm: object, _matrix: object, _font: object, size: float) -> None:
        sizes[size] += len(text)

    page.extract_text(visitor_text=look)
    return sizes.most_common(1)[0][0]


def _letters(document: Document) -> str:
    """Return all letters in the order in which they are written, without spaces."""
    return _together("".join(_pages(document)))


def _read_by(command: Sequence[str], document: Document, folder: Path) -> str:
    """Let another program read the PDF; its file takes the place of `FILE`."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    path = folder / "made.pdf"
    path.write_bytes(write(document, "letter"))
    filled = [str(path) if word == "FILE" else word for word in command]
    return subprocess.run(filled, check=True, capture_output=True).stdout.decode()


def _is_ua(pdf: bytes) -> bool:
    metadata = PdfReader(io.BytesIO(pdf)).xmp_metadata
    assert metadata
    return b"<pdfuaid:part>1</pdfuaid:part>" in metadata.stream.get_data()


def _entry(reader: PdfReader, *names: str) -> str:
    """Look up an entry of the file's catalog."""
    entry: PdfObject | None = reader.root_object
    for name in names:
        assert isinstance(entry, DictionaryObject)
        entry = entry[name].get_object()
    return str(entry)


def _tags(reader: PdfReader) -> list[tuple[str, str]]:
    """List the tags in the order in which it is read aloud, each with its alternative text."""

    def under(node: PdfObject | None) -> Iterator[tuple[str, str]]:
        node = node.get_object() if node else None
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                yield str(node["/S"]), str(node.get("/Alt", ""))
            yield from under(node.get("/K"))
        elif isinstance(node, ArrayObject):
            for one in node:
                yield from under(one)

    return list(under(reader.root_object["/StructTreeRoot"]))


# --- what it is ---


def test_it_says_what_it_is_and_whose() -> None:
    """The title, the author and the language are where programs look for them, and a window shows the title."""
    reader = _read(replace(documents.full_document(), language="en-US"))
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == ("Growth plan", "Ana Ruiz")
    assert _entry(reader, "/Lang") == "en-US"
    assert _entry(reader, "/ViewerPreferences", "/DisplayDocTitle") == "True"


def test_nothing_tells_the_hour_it_was_made() -> None:
    """The same document made twice is the same file."""
    assert write(documents.full_document(), "letter") == write(documents.full_document(), "letter")


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_pages_are_of_the_paper_asked_for(paper: Paper, size: tuple[int, int]) -> None:
    """Letter is 8.5 by 11 inches, A4 210 by 297 millimeters."""
    box = _read(documents.full_document(), paper).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_headings_are_bookmarks() -> None:
    """The bookmarks are as deep as the headings."""

    def shown(outline: Sequence[object], depth: int = 0) -> Iterator[str]:
        for one in outline:
            if isinstance(one, Destination):
                yield f"{depth} {one.title}"
            elif isinstance(one, list):
                yield from shown(one, depth + 1)

    assert list(shown(_read(documents.full_document()).outline)) == [
        "0 Growth plan",
        "1 My goal",
        "2 In my own words",
        "3 More of it",
        "1 Words of any kind",
        "1 For a pen",
    ]


def test_every_page_says_which_it_is_and_that_it_is_self_reported() -> None:
    """The whole footer is on the first page, its first sentence on every other."""
    footer = ("Self-reported, for growth. Made with care.", *documents.FOOTER[1:])
    pages = _pages(replace(documents.full_document(), footer=footer))
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert page.count("Self-reported, for growth.") == 1
        assert all((words in page) == (number == 1) for words in footer)


# --- for those who hear it ---


def test_it_is_tagged_for_screen_readers() -> None:
    """Headings, paragraphs, lists, tables with headers and pictures are tagged as what they are."""
    reader = _read(documents.full_document())
    tags = [tag for tag, _ in _tags(reader)]
    assert _entry(reader, "/MarkInfo", "/Marked") == "True"
    assert _is_ua(write(documents.full_document(), "letter"))
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H4", "/H2", "/H2"]
    assert {"/P", "/L", "/LI", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= set(tags)


def test_a_checker_of_accessible_pdfs_finds_nothing() -> None:
    """An independent program checks what PDF/UA-1 asks for, with words in Latin, Arabic and Hebrew."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    ours = [
        part for part in documents.every_part() if "\N{PARTY POPPER}" not in str(part) and "\u6211" not in str(part)
    ]
    for document in (replace(documents.full_document(), parts=ours), documents.one_page()):
        report = page.validate_pdf_bytes(write(document, "letter"), profile="ua1")
        assert not report.failures
        assert report.rules.total > 100


def test_a_picture_is_told_in_words() -> None:
    """A picture has its words as alternative text, and below it for everyone."""
    document = _document(documents.PICTURE)
    assert ("/Figure", documents.PICTURE.in_words) in _tags(_read(document))
    assert _together(documents.PICTURE.in_words) in _letters(document)


def test_a_document_that_is_not_accessible_is_made_all_the_same() -> None:
    """Without a title, or with a heading that leaves out a level, it is tagged, but claims no standard."""
    for document in (_document(Words("Here."), title=""), _document(Heading("Deep", 4), Words("Here."))):
        pdf = write(document, "letter")
        assert not _is_ua(pdf)
        assert _entry(PdfReader(io.BytesIO(pdf)), "/MarkInfo", "/Marked") == "True"
        assert "Here." in _letters(document)


@pytest.mark.parametrize("document", [documents.full_document(), documents.one_page()])
def test_a_strict_reader_finds_no_fault(document: Document, tmp_path: Path) -> None:
    """The file is what the standard asks for, as qpdf reads it."""
    assert "No syntax or stream encoding errors" in _read_by(["qpdf", "--check", "FILE"], document, tmp_path)


# --- words ---


def test_words_come_in_their_order(tmp_path: Path) -> None:
    """Another program reads the text from the first to the last part."""
    text = _read_by(["pdftotext", "-raw", "FILE", "-"], documents.full_document(), tmp_path)
    expected = [
        "What do you want to grow",
        "I knew, and I sent",
        "the first one knew",
        "Families first",
        "Building leader",
    ]
    places = [text.index(words) for words in [*expected, "Dates discussed", "Words of any kind", "Comments of the"]]
    assert places == sorted(places)


@pytest.mark.parametrize("is_markdown", [False, True])
def test_nothing_that_is_typed_is_run(*, is_markdown: bool) -> None:
    """What means something to Typst, to HTML or to a template comes out as words."""
    typed = '#import "x": y\n\n$ a_1 $ \\ ] [ @b <c> `d\n\n/ t: u // v /* w */ #{ panic() } -- --- ...\n\n= h ~'
    for words in (documents.HOSTILE, typed):
        own = Words(words, is_markdown=is_markdown)
        letters = _letters(_document(own, Table("", ("a",), ((words,),)), Bullets((words,)), Heading(words)))
        for block in rich(own):
            assert _together(block.text) in letters
        assert letters.count(_together(words)) >= 2


def test_characters_that_act_become_signs() -> None:
    """Control characters and half characters are shown as signs in every place, the file's title too."""
    acting = "a\x00b\x1b[31m\ud800c"
    document = _document(
        Words(acting), Words(acting, is_markdown=True), Heading(acting), Facts(((acting, acting),)), title=acting
    )
    reader = _read(replace(document, author=acting, subtitle=acting))
    assert reader.metadata
    assert reader.metadata.title == "a\u2400b\u241b[31m\ufffdc"


def test_a_word_longer_than_a_line_breaks(tmp_path: Path) -> None:
    """Ten thousand letters stay within the margins, and in their cell."""
    document = _document(Words("x" * 10_000), Table("", ("a", "b"), (("y" * 30, "z"),), widths=(1, 9)))
    found = _read_by(["pdftotext", "-bbox", "FILE", "-"], document, tmp_path)
    words = [(word, float(x)) for x, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', found)]
    assert sum(word.count("x") for word, _ in words) == 10_000
    assert max(x for _, x in words) <= 612 - 72 + 0.1
    assert max(x for word, x in words if word.startswith("yy")) < 72 + (612 - 2 * 72) / 10


def test_a_long_answer_is_there_to_its_last_word() -> None:
    """An answer of 50 kB goes over as many pages as it needs."""
    pages = _pages(_document(Words("Families told me first. " * 2_100 + "The end.")))
    assert len(pages) > 5
    assert sum(page.count("Families") for page in pages) == 2_100
    assert "The end." in pages[-1]


@pytest.mark.parametrize("words", [documents.CHINESE, documents.EMOJI, "\u0442\u0430\u043a", "\u03b3\u03bb"])
def test_other_scripts_can_be_read(words: str, tmp_path: Path) -> None:
    """Words of any script are letters of the file, not pictures, if there is a font for them."""
    document = _document(Words(words))
    if typeset(document, "letter").missing:
        pytest.skip("no font for them is installed")
    read = _read_by(["pdftotext", "-raw", "FILE", "-"], document, tmp_path)
    assert all(word in read for word in words.split())


@pytest.mark.parametrize("words", [documents.ARABIC, documents.HEBREW])
@pytest.mark.parametrize(
    "part",
    [
        Words,
        lambda words: Words(words, is_markdown=True),
        Paragraph,
        lambda words: Paragraph(words, is_quiet=True),
        Heading,
        Room,
        lambda words: Bullets((words,)),
        lambda words: Table("", ("a", words), (("", words),)),
    ],
)
def test_arabic_and_hebrew_run_from_right_to_left(words: str, part: Callable[[str], Part], tmp_path: Path) -> None:
    """Such a text begins at the right margin, with the fonts that come with the program."""
    document = _document(Words("Left."), part(words))
    found = _read_by(["pdftotext", "-bbox", "FILE", "-"], document, tmp_path)
    right = {word: float(x) for x, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', found)}
    assert right["Left."] < 200
    assert max(x for word, x in right.items() if not word.isascii()) >= 612 - 72 - 13
    assert _is_ua(write(document, "letter"))


def test_characters_without_a_font_are_named() -> None:
    """They do not stop it: the PDF is made, and each of them is told once."""
    made = typeset(_document(Words('\U000f0000 "\\ \U000f0000\U000f0001'), Heading("Here")), "letter")
    assert made.missing == ("\U000f0000", "\U000f0001")
    assert not _is_ua(made.pdf)
    assert "Here" in PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def test_a_document_that_can_be_read_lacks_nothing() -> None:
    """Letters, quotes and signs that people type are in the fonts that come with the program."""
    typed = "\u201cÀ côté\u201d \u2013 \u2014 \u2026 \u2022 \u00bd \u20ac \u2713 \u2610 \u2192 \u00a0\u200b\u00ad\t"
    assert typeset(_document(Words(typed)), "letter").missing == ()


# --- pages ---


def test_a_document_for_one_page_is_set_closer_before_it_needs_another() -> None:
    """Up to a limit it fits on one page; beyond that it has the size of any other."""

    def pages(paragraphs: int) -> list[float]:
        words = [Words("Families told me first, and I asked them what they had heard from others. " * 3)] * paragraphs
        document = replace(_document(*words), is_one_page=True)
        return [_size(page) for page in _read(document).pages]

    made = [pages(paragraphs) for paragraphs in range(8, 32)]
    assert [len(sizes) for sizes in made] == sorted(len(sizes) for sizes in made)
    assert {sizes[0] for sizes in made if len(sizes) == 1} == {11, 10.5, 10, 9.5}
    assert {sizes[0] for sizes in made if len(sizes) > 1} == {11}


def test_a_table_repeats_its_headers_on_each_page() -> None:
    """Whoever turns the page still reads what the columns are."""
    rows = tuple((f"October {day}, 2026", "Three families told me before I asked. " * 3) for day in range(1, 31))
    pages = _pages(_document(Table("Evidence", ("Date", "What shows it"), rows)))
    assert len(pages) > 1
    assert all("What shows it" in page for page in pages)


def test_a_day_in_a_table_stays_on_one_line() -> None:
    """A column of days is wide enough for each, however narrow it was meant; one with other words is not."""
    rows = (("September 23, 2026", "a", "before September 23, 2026"), ("", "b", "September 23, 2026"))
    (page,) = _pages(_document(Table("Plans", ("By", "What", "Or"), rows, widths=(1, 20, 1))))
    assert page.splitlines().count("September 23, 2026") + page.count("September 23, 2026 a") == 1


@pytest.mark.parametrize(
    "parts",
    [
        (Heading("Stays"), Words("together.")),
        (Paragraph("Stays"), Words("together.")),
        (Heading("Stays"), Heading("close", 3), Paragraph("and"), Words("together.")),
        (Heading("Stays"), Paragraph("and", is_quiet=True), Heading("close", 3), Words("together.")),
        (Paragraph("Stays", is_quiet=True), Paragraph("and", is_quiet=True), Words("together.")),
        (Heading("Stays"), Table("Dates", ("Date", "together."), (("", ""), ("", "")))),
        (Table("Stays", ("Date", "a"), (("1", "2"), ("3", "together."))),),
    ],
)
def test_what_belongs_together_is_on_one_page(parts: Sequence[Part]) -> None:
    """A heading or a question is never the last line of a page, and a short table does not break."""
    for lines in range(30, 50):
        pages = _pages(_document(Words("\n".join(["line"] * lines)), *parts))
        assert ["Stays" in page for page in pages] == ["together." in page for page in pages]


@given(st.text(max_size=200))
def test_any_text_makes_a_pdf(text: str) -> None:
    """No text stops it, wherever it stands."""
    parts: tuple[Part, ...] = (
        Heading(text),
        Paragraph(text),
        Words(text),
        Words(text, is_markdown=True),
        Facts(((text, text),)),
        Bullets((text,)),
        Table(text, (text, "b"), ((text, ""), ("", text)), widths=(1, 3)),
        Room(text),
        Signatures((text,)),
    )
    document = Document("x", text, parts, (text, text), documents.MADE_ON, subtitle=text, author=text, language=text)
    assert _read(document).pages


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=300))
def test_all_letters_of_an_answer_come_out(text: str) -> None:
    """What is typed in ASCII is read out of the file as it was typed."""
    letters = _letters(_document(Words(text)))
    for block in rich(Words(text)):
        assert _together(block.text) in letters
