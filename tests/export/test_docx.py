import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from documents import (
    ARABIC,
    CHINESE,
    EMOJI,
    FOOTER,
    HEBREW,
    MADE_ON,
    PICTURE,
    TITLE,
    full_document,
    one_page,
)
from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Paper,
    Paragraph,
    Part,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.export import docx as word
from portrait_cli.export.docx_words import plain

LIST = "3. third\n4) fourth\n- a point\n  - within it\n"
NOTE = """\
# Mine

> said

- one

  more
  - two
    - three
      - four

**a** *b* ***c*** ~~d~~ `e`

    code
"""


def made(*parts: Part, language: str = "en", title: str = "A title", author: str = "") -> Document:
    """Return a document of a few parts."""
    return Document("entry", title, parts, FOOTER, MADE_ON, author=author, language=language)


def opened(document: Document, paper: Paper = "letter") -> WordFile:
    """Write a document and open it as Word would."""
    return docx.Document(io.BytesIO(word.write(document, paper)))


def lines(file: WordFile) -> list[tuple[str, str]]:
    """List the paragraphs with their styles."""
    return [(style_of(paragraph), paragraph.text) for paragraph in file.paragraphs]


def style_of(styled: object) -> str:
    """Return the name of the style of a paragraph or table."""
    return str(getattr(getattr(styled, "style", None), "name", ""))


def elements(file: WordFile, name: str) -> list[BaseOxmlElement]:
    """List all elements of a name in the text."""
    return list(file.element.body.iter(qn(name)))


# --- styles ---


def test_each_part_has_a_style_of_its_own() -> None:
    """Title, headings, questions, answers and notes are styles that a secretary changes once for all."""
    parts = (
        Heading("One"),
        Heading("Two", 3),
        Heading("Three", 4),
        Heading("Deeper", 9),
        Paragraph("What?"),
        Words("This."),
        Paragraph("By the way.", is_quiet=True),
        Bullets(("A", "B")),
    )
    document = replace(made(*parts), subtitle="Ana Ruiz")
    assert lines(opened(document)) == [
        ("Title", "A title"),
        ("Subtitle", "Ana Ruiz"),
        ("Heading 1", "One"),
        ("Heading 2", "Two"),
        ("Heading 3", "Three"),
        ("Heading 3", "Deeper"),
        ("Body Text", "What?"),
        ("Normal", "This."),
        ("Note", "By the way."),
        ("List Bullet", "A"),
        ("List Bullet", "B"),
    ]


def test_lists_keep_the_numbers_that_were_typed() -> None:
    """Word draws bullets; the numbers of an answer stay what they were."""
    assert lines(opened(made(Words(LIST))))[1:] == [
        ("List Number", "3.\tthird"),
        ("List Number", "4)\tfourth"),
        ("List Bullet", "a point"),
        ("List Bullet 2", "within it"),
    ]


def test_a_note_shows_what_its_markdown_marks() -> None:
    """Headings, quotations, lists within lists and code have styles; so have bold and italic letters."""
    file = opened(made(Words(NOTE, is_markdown=True)))
    assert lines(file)[1:] == [
        ("Heading in a Note", "Mine"),
        ("Quote", "said"),
        ("List Bullet", "one"),
        ("List Continue", "more"),
        ("List Bullet 2", "two"),
        ("List Bullet 3", "three"),
        ("List Bullet 3", "four"),
        ("Normal", "a b c d e"),
        ("Code", "code"),
    ]
    runs = file.paragraphs[-2].runs
    assert [run.style.name for run in runs if run.text.strip()] == [
        "Strong",
        "Emphasis",
        "Intense Emphasis",
        "Default Paragraph Font",
        "Code Letters",
    ]
    assert [run.text for run in runs if run.font.strike] == ["d"]


def test_headings_stay_with_what_follows() -> None:
    """No heading or caption is left alone at the foot of a page, and whoever types on a line stays where they are."""
    styles = opened(made()).styles
    stay = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Room Label", "Table Heading")
    assert [name for name in stay if not styles[name].paragraph_format.keep_with_next] == []
    go = ("Normal", "Room", "Table Text", "Picture", "Body Text", "Note")
    assert [name for name in go if styles[name].paragraph_format.keep_with_next] == []


def test_a_question_stays_with_its_answer() -> None:
    """A note stays with a paragraph, and either with an answer; what ends a section does not stay with the next."""
    parts = (
        Heading("One"),
        Paragraph("note under a heading", is_quiet=True),
        Heading("Two"),
        Paragraph("question", is_quiet=True),
        Paragraph("level"),
        Paragraph("a note at the end", is_quiet=True),
        Heading("Three"),
        Paragraph("leads on"),
        Words("Mine."),
        Paragraph("last"),
    )
    file = opened(made(*parts))
    kept = [one.text for one in file.paragraphs if one.paragraph_format.keep_with_next]
    assert kept == ["note under a heading", "question", "leads on"]


def test_no_bullet_is_alone_on_a_page() -> None:
    """The first two stay together, and the last two."""
    kept = [
        [one.text for one in opened(made(Bullets(items))).paragraphs if one.paragraph_format.keep_with_next]
        for items in (("a",), ("a", "b"), ("a", "b", "c", "d", "e"))
    ]
    assert kept == [[], ["a"], ["a", "d"]]


def test_every_look_is_a_style() -> None:
    """No paragraph has a size, a color or a space of its own, so that a changed style changes all."""
    file = opened(full_document())
    direct = {"w:sz", "w:color", "w:b", "w:i", "w:spacing", "w:ind", "w:shd", "w:jc"}
    assert not [name for name in direct if elements(file, name)]
    names = {style.name for style in file.styles}
    assert {style_of(paragraph) for paragraph in file.paragraphs} <= names


# --- tables ---


def test_a_table_has_a_header_row_that_is_repeated() -> None:
    """The header comes again on each page, no row is broken, the caption is said to a screen reader."""
    file = opened(made(Table("Dates", ("Date", "What"), (("May 1", "One\n\n- two"), ("", "")), widths=(1, 3))))
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Date", "What"],
        ["May\u00a01", "One\n• two"],
        ["", ""],
    ]
    assert [len(row._tr.findall(f".//{qn('w:tblHeader')}")) for row in table.rows] == [1, 0, 0]
    assert len(elements(file, "w:cantSplit")) == 3
    assert style_of(table) == "Table with Header"
    assert [column.width for column in table.columns] == [1485900, 4457700]
    assert [one.get(qn("w:val")) for one in elements(file, "w:tblCaption")] == ["Dates"]
    assert ("Caption", "Dates") in lines(file)
    assert [row.height is None for row in table.rows] == [True, True, False]


def test_a_caption_is_not_written_twice() -> None:
    """A table right below a heading with the same words has no caption that anyone sees."""
    file = opened(made(Heading("Dates"), Table("Dates", ("Date",), ())))
    assert [text for _, text in lines(file)] == ["A title", "Dates", ""]
    pictured = opened(made(Heading("Advocacy"), Words("Mine."), PICTURE))
    assert "Caption" not in [style for style, _ in lines(pictured)]


def test_what_stands_below_a_table_is_text_that_can_be_typed_into() -> None:
    """Between tables, before close text and at the end there is an empty paragraph of the usual size, else none."""
    facts = Facts((("A", "b"),))
    file = opened(made(facts, facts, Heading("One"), facts, Words("Mine."), Room("Notes", 1), facts))
    expected = ["", "One", "", "Mine.", "Notes", "", ""]
    assert [text for _, text in lines(file)][1:] == expected
    styles = ["Normal", "Heading 1", "Normal", "Normal", "Room Label", "Room", "Normal"]
    assert [style for style, _ in lines(file)][1:] == styles
    assert "exact" not in file.styles.element.xml


def _kept(file: WordFile) -> list[bool]:
    """Tell which rows of the first table stay with what follows, by a style or by themselves."""
    rows = [row.cells[0].paragraphs[0] for row in file.tables[0].rows]
    return [style_of(one) == "Table Heading" or bool(one.paragraph_format.keep_with_next) for one in rows]


def test_a_small_table_is_not_broken_and_no_row_is_alone() -> None:
    """Up to five rows are on one page; of others two stay with the headers, and the last two together."""
    small, large = (
        opened(made(Table("T", ("A",), tuple((str(number),) for number in range(rows))))) for rows in (5, 7)
    )
    assert _kept(small) == [True] * 5 + [False]
    assert _kept(large) == [True, True, False, False, False, False, True, False]
    long = opened(made(Table("T", ("A",), (("x " * 600,),) * 4)))
    assert _kept(long) == [True, True, False, True, False]


def test_signatures_are_not_alone_on_a_page() -> None:
    """What stands above them, with a heading and a note or without, is on their page."""
    end = (Heading("Signatures"), Paragraph("Signed.", is_quiet=True), Signatures(("Leader",)))
    kept = opened(made(Words("Before."), Room("Comments", 2), *end)).paragraphs
    assert [one.text for one in kept if one.paragraph_format.keep_with_next] == [
        "Comments",
        "",
        "",
        "Signatures",
        "Signed.",
    ]
    told = opened(made(Words("Before."), Words("Mine."), Signatures(("Leader",)))).paragraphs
    assert [one.text for one in told if one.paragraph_format.keep_with_next] == ["Mine."]
    rows = tuple((str(number),) for number in range(9))
    assert _kept(opened(made(Table("T", ("A",), rows), Signatures(("Leader",)))))[-3:] == [False, True, True]


def test_a_day_in_a_table_is_not_broken() -> None:
    """Its spaces do not break, in any column; those of other words do."""
    file = opened(made(Table("T", ("A", "B"), (("May 1, 2026", "Kept on May 11, 2026\nWell."),))))
    assert [cell.text for cell in file.tables[0].rows[1].cells] == [
        "May\u00a01,\u00a02026",
        "Kept on May\u00a011,\u00a02026\nWell.",
    ]


def test_facts_leave_room_for_a_pen() -> None:
    """What is not known is a blank cell beside its label."""
    file = opened(made(Facts((("Name", "Ana"), ("School", "")))))
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Name", "Ana"], ["School", ""]]
    assert table.rows[1].height


def test_room_is_lines_and_signatures_are_cells() -> None:
    """Whoever types on a line stays on it, and goes on on another like it."""
    file = opened(made(Room("Comments", 3), Signatures(("Leader", "Supervisor"))))
    assert lines(file)[1:5] == [("Room Label", "Comments"), *[("Room", "")] * 3]
    assert file.styles["Room"].element.xpath("./w:next/@w:val") == ["Room"]
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Leader", "", "Date", ""],
        ["Supervisor", "", "Date", ""],
    ]


def test_a_new_page_begins_with_what_follows() -> None:
    """No empty paragraph is left before or after the break."""
    file = opened(made(Words("One"), NewPage(), Heading("Two"), NewPage(), Facts((("A", "b"),))))
    breaks = [paragraph.text for paragraph in file.paragraphs if paragraph.paragraph_format.page_break_before]
    assert breaks == ["Two", ""]


# --- what it says of itself ---


def test_a_document_says_what_it_is_and_nothing_of_its_maker() -> None:
    """Title, author, language and day are those of the document; no word of a library is left."""
    data = word.write(replace(full_document(), author="Ana Ruiz"), "letter")
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (TITLE, "Ana Ruiz", "Ana Ruiz")
    assert (properties.language, properties.comments, properties.keywords) == ("en", "", "")
    assert properties.created == properties.modified == datetime(2026, 11, 26, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(archive.read(name) for name in archive.namelist()).lower()
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    for word_of_maker in (b"python", b"generated by", b"normal.dotm", b"macintosh", b"typst"):
        assert word_of_maker not in everything


def test_a_title_that_is_too_long_is_shortened_in_the_properties() -> None:
    """Word takes 255 letters of a title; the page has them all."""
    file = opened(made(title="x" * 300, author="y" * 300))
    assert len(file.core_properties.title) == len(file.core_properties.author) == 255
    assert file.paragraphs[0].text == "x" * 300


@pytest.mark.parametrize(
    ("language", "shown", "is_turned"),
    [
        ("en", "en-US", False),
        ("es", "es-US", False),
        ("de-CH", "de-CH", False),
        ("ar", "ar-SA", True),
        ("", "en-US", False),
    ],
)
def test_the_language_is_said_for_spelling_and_reading_aloud(language: str, shown: str, *, is_turned: bool) -> None:
    """The whole document has its language; one that is written from the right begins there."""
    file = opened(made(Words("x"), Table("T", ("A",), ()), language=language))
    (tongue,) = file.styles.element.xpath(".//w:rPrDefault//w:lang")
    assert tongue.get(qn("w:val")) == shown
    assert bool(elements(file, "w:bidiVisual")) is is_turned
    assert bool(file.sections[0]._sectPr.findall(qn("w:bidi"))) is is_turned


def test_the_same_document_is_the_same_file() -> None:
    """Two files of one document do not differ in a single byte."""
    assert word.write(full_document(), "a4") == word.write(full_document(), "a4")


@pytest.mark.parametrize(("paper", "width", "height"), [("letter", 7772400, 10058400), ("a4", 7560310, 10692130)])
def test_the_paper_is_the_one_that_was_asked_for(paper: Paper, width: int, height: int) -> None:
    """US Letter or A4, with an inch around, and less for what is one page."""
    section = opened(made(), paper).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (abs(section.page_width - width), abs(section.page_height - height)) < (1000, 1000)
    assert section.left_margin == section.top_margin == 914400
    assert opened(one_page()).sections[0].left_margin == 685800


def test_the_footer_is_on_the_first_page_and_its_first_sentence_on_every_other() -> None:
    """Word counts the pages itself; from the second on, each says what and whose it is."""
    section = opened(replace(made(author="Ana Ruiz"), footer=("Self-reported. By hand.", "Version 1."))).sections[0]
    assert section.different_first_page_header_footer
    first, other = section.first_page_footer, section.footer
    number = "\tPage  of "  # python-docx does not read what is in a field
    assert [one.text for one in first.paragraphs] == ["Self-reported. By hand.", "Version 1.", number]
    assert [one.text for one in other.paragraphs] == [f"Self-reported.{number}"]
    for footer in (first, other):
        assert [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert [one.text for one in section.first_page_header.paragraphs] == [""]
    assert [one.text for one in section.header.paragraphs] == ["A title \u00b7 Ana Ruiz"]


@pytest.mark.parametrize(
    ("lines", "said"), [((), ""), (("No end",), "No end"), (("Version 1.1 is here. So.",), None)]
)
def test_a_footer_of_any_words_has_a_short_form(lines: tuple[str, ...], said: str | None) -> None:
    """Without a sentence it is the first line, and a dot within a number ends none."""
    footer = opened(replace(made(), footer=lines)).sections[0].footer
    assert footer.paragraphs[0].text == f"{'Version 1.1 is here.' if said is None else said}\tPage  of "


def test_a_picture_has_its_words() -> None:
    """What a picture shows is said to whoever does not see it."""
    file = opened(made(PICTURE))
    (shape,) = file.inline_shapes
    assert shape._inline.docPr.get("descr") == PICTURE.in_words
    assert ("Caption", "Advocacy") in lines(file)


# --- any letters ---


def test_arabic_and_hebrew_are_read_from_the_right() -> None:
    """Paragraphs and letters of these scripts are turned, and Latin words in them are not."""
    file = opened(made(Words(ARABIC), Words(HEBREW), Words("Say שלום, friend.")))
    arabic, hebrew, mixed = file.paragraphs[1:]
    assert [bool(one._p.findall(f".//{qn('w:bidi')}")) for one in (arabic, hebrew, mixed)] == [True, True, False]
    assert [(run.text, bool(run.font.rtl)) for run in mixed.runs] == [
        ("Say ", False),
        ("שלום", True),
        (", friend.", False),
    ]
    assert [run.text for run in arabic.runs if not run.font.rtl] == ["AD2"]
    tongues = [one.get(qn("w:bidi")) for one in elements(file, "w:lang")]
    assert tongues == ["ar-SA", "ar-SA", "he-IL", "he-IL"]


def test_latin_letters_in_an_arabic_document_are_turned_back() -> None:
    """A paragraph against the document's direction says so."""
    file = opened(made(Words("Hello"), Words(ARABIC), Words("42"), language="ar"))
    turned = [one.get(qn("w:val")) for one in elements(file, "w:bidi")]
    assert turned.count("0") == 2  # the title and the first answer
    assert all(run.font.rtl for run in file.paragraphs[3].runs)


@pytest.mark.parametrize(("words", "tongue"), [(CHINESE, "zh-CN"), ("ひらがな", "ja-JP"), ("안녕", "ko-KR")])
def test_east_asian_letters_have_their_font(words: str, tongue: str) -> None:
    """Word takes the East Asian font for these letters, punctuation included, and checks their language."""
    run = opened(made(Words(f"So: {words}"))).paragraphs[1].runs[1]
    assert run.text == words
    assert run._r.xpath("./w:rPr/w:rFonts/@w:hint") == ["eastAsia"]
    assert run._r.xpath("./w:rPr/w:lang/@w:eastAsia") == [tongue]


@given(st.text())
def test_any_words_can_be_written(words: str) -> None:
    """Whatever stands anywhere in a document comes back, with signs for what XML cannot hold."""
    cell = plain(words)
    file = opened(
        Document(words, words, (Heading(words), Room(words)), (words,), MADE_ON, words, words, words.replace("-", ""))
    )
    assert [paragraph.text for paragraph in file.paragraphs if style_of(paragraph) == "Heading 1"] == [cell]
    assert file.sections[0].first_page_footer.paragraphs[0].text == cell
    assert file.core_properties.title == cell[:255]


@given(st.text())
def test_any_answer_can_be_written(words: str) -> None:
    """An answer, a note, a cell and a list hold whatever was typed."""
    parts = Words(words), Words(words, is_markdown=True), Table(words, (words,), ((words,),)), Bullets((words,))
    assert opened(made(*parts)).tables[0].rows


# --- as pages ---


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Document], str]:
    """Return what lays a document out with LibreOffice, and reads the text of its pages."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("needs LibreOffice and pdftotext")
    folder = tmp_path_factory.mktemp("office")

    def lay_out(document: Document) -> str:
        (folder / "it.docx").write_bytes(word.write(document, "letter"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "it.docx")], check=True, capture_output=True, timeout=120)
        return subprocess.run(
            ["pdftotext", "-layout", folder / "it.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout

    return lay_out


def test_pages_read_as_they_should(pages: Callable[[Document], str]) -> None:
    """Another program shows all words in order, the number on each page, and the scripts of the world."""
    text = pages(full_document())
    sheets = text.removesuffix("\f").split("\f")
    assert [re.findall(r"Page \d of \d", sheet) for sheet in sheets] == [
        [f"Page {number} of {len(sheets)}"] for number in range(1, len(sheets) + 1)
    ]
    assert [sheet.count(FOOTER[0]) for sheet in sheets] == [1] * len(sheets)
    assert [FOOTER[-1] in sheet for sheet in sheets] == [True] + [False] * (len(sheets) - 1)
    assert [f"{TITLE} \u00b7 Ana Ruiz" in sheet for sheet in sheets] == [False] + [True] * (len(sheets) - 1)
    places = [text.index(words) for words in ("My goal", "In my own words", "Dates discussed", "Words of any kind")]
    assert places == sorted(places)
    for words in (CHINESE, EMOJI, "<script>document.title"):
        assert words in text


def test_one_page_is_one_page(pages: Callable[[Document], str]) -> None:
    """What is meant for a sheet of paper is on one."""
    assert pages(one_page()).count("\f") == 1


def _sized(lines: int) -> tuple[Document, float]:
    """Return a document for one page with an answer of many lines, and the size of its text in points."""
    row = (
        "Collaboration: Steady",
        "The aides timed the lunch line, and it's faster by four minutes now.",
        "What else?",
    )
    parts = (
        Facts((("With", ""), ("Date", ""))),
        Table("What I want to talk about", ("Where I see myself", "What shows it", "A question"), (row,) * 4),
        Heading("A question I want help with"),
        Words("How do I hear from the families who never come?\n" * lines),
        Room("Notes", 2),
    )
    document = replace(one_page(), parts=iter(parts))
    size = opened(document).styles.element.xpath("string(.//w:rPrDefault//w:sz/@w:val)")
    return replace(document, parts=parts), int(size) / 2


def test_a_document_for_one_page_has_smaller_letters_before_it_needs_another() -> None:
    """Up to a limit they are smaller the more there is; beyond it they are those of any other."""
    sizes = [_sized(lines)[1] for lines in range(1, 30)]
    assert [size for size, _ in groupby(sizes)] == [10.5, 10.0, 9.5, 10.5]


def test_the_size_that_is_chosen_fits(pages: Callable[[Document], str]) -> None:
    """The fullest page in each size is one page in another program."""
    fullest = {size: document for document, size in map(_sized, range(1, 30)) if size < 10.5}
    for document in fullest.values():
        assert pages(document).count("\f") == 1


@pytest.mark.parametrize("before", [22, 25, 28])
def test_signatures_are_on_the_page_of_what_is_signed(pages: Callable[[Document], str], before: int) -> None:
    """However much stands before them, they are not alone on a page."""
    parts = (Room("Comments", 3), Heading("Signatures"), Signatures(("Leader", "Supervisor")))
    sheets = pages(made(*[Words("line")] * before, *parts)).removesuffix("\f").split("\f")
    assert ["Comments" in sheet for sheet in sheets] == ["Supervisor" in sheet for sheet in sheets] == [False, True]


def test_a_long_table_has_its_header_on_every_page(pages: Callable[[Document], str]) -> None:
    """The header row is repeated where the table goes on."""
    rows = tuple((f"May {number}", "What was said") for number in range(90))
    text = pages(made(Table("Dates", ("Day of it", "What"), rows)))
    assert text.count("Day of it") == text.count("\f") > 1
