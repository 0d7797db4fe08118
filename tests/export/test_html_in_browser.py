"""Pages in a real browser: accessible, silent, readable on a phone and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

from chromium import Browser, Page, axe, started
from documents import ARABIC, CHINESE, EMOJI, HEBREW, HOSTILE, TITLE, full_document, one_page
from portrait_cli.core.document import Document, Heading, NewPage, Paper, Paragraph, Table, Words
from portrait_cli.export.html import write

PHONE = 360


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser."""
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _open(browser: Browser, folder: Path, document: Document, *, width: int = 1000, paper: Paper = "letter") -> Page:
    file = folder / "page.html"
    file.write_text("".join(write(document, paper)), encoding="utf-8")
    return browser.open(file, width=width)


def _pages(page: Page, folder: Path) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(page.printed(folder / "page.pdf")).pages)


@pytest.mark.parametrize("width", [PHONE, 1000])
@pytest.mark.parametrize("document", [full_document(), one_page(), replace(full_document(), language="ar")])
def test_a_checker_of_accessibility_finds_nothing(
    browser: Browser, tmp_path: Path, document: Document, width: int
) -> None:
    """axe-core has nothing to say; it cannot tell the contrast of words in a picture, which are black on white."""
    page = _open(browser, tmp_path, document, width=width)
    page.run(axe())
    found = "result.violations.concat(result.incomplete.filter(rule => rule.id !== 'color-contrast'))"
    assert (
        page.run(f"axe.run().then(result => {found}.map(rule => [rule.id, rule.nodes.map(node => node.html)]))") == []
    )


def test_nothing_is_loaded_and_nothing_is_run(browser: Browser, tmp_path: Path) -> None:
    """A page with every part makes no request, and its policy has nothing to forbid."""
    page = _open(browser, tmp_path, full_document())
    assert page.requests == []
    assert page.complaints == []
    assert page.run("document.title") == TITLE


def test_a_request_and_a_complaint_would_be_seen(browser: Browser, tmp_path: Path) -> None:
    """What the test before this one finds none of is found where it is."""
    file = tmp_path / "page.html"
    markup = '<!DOCTYPE html><title>x</title><img src="missing.png"><script>nothing()</script>'
    file.write_text(markup, encoding="utf-8")
    page = browser.open(file)
    assert page.requests
    assert page.complaints


@pytest.mark.parametrize("is_markdown", [False, True])
def test_markup_in_an_answer_stays_words(browser: Browser, tmp_path: Path, is_markdown: bool) -> None:  # a parameter
    """Scripts, addresses that act, remote pictures and templates are read as they were typed."""
    page = _open(browser, tmp_path, replace(one_page(), parts=(Words(HOSTILE, is_markdown=is_markdown),)))
    text = page.text
    for typed in (
        "<script>document.title",
        "javascript:alert(1)",
        '<img src="http',
        "</style></title></svg>",
        "{{ 7*7 }}",
    ):
        assert typed in text
    if not is_markdown:  # there, entities and escapes mean what Markdown says
        assert HOSTILE.strip() in text
    assert page.run("document.querySelectorAll('script, img, a, [onerror]').length") == 0


@pytest.mark.parametrize(("words", "direction"), [(ARABIC, "rtl"), (HEBREW, "rtl"), (CHINESE, "ltr"), (EMOJI, "ltr")])
def test_words_go_in_the_direction_of_their_script(
    browser: Browser, tmp_path: Path, words: str, direction: str
) -> None:
    """Words can be read in their own direction, in an answer and in a table, on a page in English."""
    parts = (Words(words), Table("Words", ("Words",), ((words,),)))
    page = _open(browser, tmp_path, replace(one_page(), parts=parts))
    assert page.text.count(words) == 2
    directions = "[...document.querySelectorAll('.own, td')].map(one => getComputedStyle(one).direction)"
    assert page.run(directions) == [direction, direction]


def test_each_line_of_an_answer_goes_in_the_direction_of_its_script(browser: Browser, tmp_path: Path) -> None:
    """A line in Arabic under one in English begins at the right."""
    page = _open(browser, tmp_path, replace(one_page(), parts=(Words(f"In English.\n{ARABIC}"),)))
    place = """(() => {
        const own = document.querySelector('.own p'), range = document.createRange(), words = own.firstChild;
        const start = words.data.indexOf('\\n') + 1;
        range.setStart(words, start);
        range.setEnd(words, words.length);
        return own.getBoundingClientRect().right - range.getBoundingClientRect().right;
    })()"""
    distance = page.run(place)
    assert isinstance(distance, int | float)
    assert abs(distance) < 2


@pytest.mark.parametrize("columns", [1, 4, 8])
def test_a_phone_shows_it_without_sideways_scrolling(browser: Browser, tmp_path: Path, columns: int) -> None:
    """Every part, with words that have no place to break, fits a small phone."""
    long = "https://example.org/" + "x" * 300
    header = tuple(f"Column {number}" for number in range(columns))
    parts = (*full_document().parts, Heading(long), Words(f"- {long}"), Table(long, header, ((long,) * columns,)))
    page = _open(browser, tmp_path, replace(full_document(), parts=parts), width=PHONE)
    assert page.run("[document.documentElement.scrollWidth, innerWidth]") == [PHONE, PHONE]


_LINES_OF_DAYS = """[...document.querySelectorAll('td .day')].map(one => one.getClientRects().length)"""


@pytest.mark.parametrize("width", [PHONE, 500, 800, 1000])
@pytest.mark.parametrize("columns", [2, 3, 5])
def test_no_day_in_a_table_is_broken(browser: Browser, tmp_path: Path, columns: int, width: int) -> None:
    """Each is on one line, among other words too, and so is each word."""
    cells = ("Kept on September 23, 2026", "Human-Centered Approaches: Multiplying", "Words " * 30, "x" * 200, "No")
    table = Table("Plans", ("When", "About", "What", "Where", "Who")[:columns], (cells[:columns],))
    page = _open(browser, tmp_path, replace(one_page(), parts=(table,)), width=width)
    assert page.run(_LINES_OF_DAYS) == [1]
    assert page.run("document.documentElement.scrollWidth") == width
    words = """(() => [...document.querySelectorAll('td')].slice(0, 2).flatMap(cell => {
        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
        const broken = [];
        while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[A-Za-z0-9]+/g)) {
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
        return broken;
    }))()"""
    assert page.run(words) == []


def test_a_table_on_a_phone_is_read_row_by_row(browser: Browser, tmp_path: Path) -> None:
    """Each cell is as wide as the page, below the name of its column, and it is still a table."""
    table = Table("Plans", ("By", "What", "Who"), (("May 1, 2026", "Call three families", "I"), ("", "", "")))
    document = replace(one_page(), parts=(table, Table("Levels", ("Level", "What"), (("Steady", "It is."),))))
    page = _open(browser, tmp_path, document, width=PHONE)
    names = "[...document.querySelectorAll('td')].map(one => getComputedStyle(one, '::before').content)"
    assert page.run(names) == [*[f'"{name}" / ""' for name in (*table.header, *table.header)], "none", "none"]
    widths = "[...document.querySelectorAll('.many td')].map(one => one.getBoundingClientRect().width > 300)"
    assert page.run(widths) == [True] * 6
    assert page.run("document.querySelector('caption').getBoundingClientRect().height < 40")
    wide = _open(browser, tmp_path, document)
    assert wide.run(names) == ["none"] * 8
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    assert isinstance(nodes, list)
    roles = [node.get("role", {}).get("value") for node in nodes]
    assert [roles.count(role) for role in ("table", "columnheader", "row", "cell")] == [2, 5, 5, 8]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_a_document_of_one_page_is_printed_on_one(
    browser: Browser, tmp_path: Path, paper: Paper, size: tuple[int, int]
) -> None:
    """It is on one sheet of the paper that was asked for, with all its words."""
    (sheet,) = _pages(_open(browser, tmp_path, one_page(), paper=paper), tmp_path)
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == size
    words = sheet.extract_text()
    assert "Conversation sheet" in words
    assert one_page().footer[-1] in words


def test_a_new_page_begins_where_one_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    """What follows a new page is on the next sheet, and each sheet has its number."""
    parts = (Paragraph("First."), NewPage(), Heading("Second"), Paragraph("There."))
    document = replace(full_document(), parts=parts)
    first, second = (sheet.extract_text() for sheet in _pages(_open(browser, tmp_path, document), tmp_path))
    assert "First." in first
    assert "Second" in second
    assert ["1 / 2" in first, "2 / 2" in second] == [True, True]


def test_the_header_of_a_long_table_is_on_each_sheet(browser: Browser, tmp_path: Path) -> None:
    """Whoever holds the second sheet knows what the columns are."""
    table = Table("Evidence", ("Date", "What shows it"), tuple((f"May {day}", "Words") for day in range(100)))
    sheets = _pages(_open(browser, tmp_path, replace(full_document(), parts=(table,))), tmp_path)
    assert len(sheets) > 1
    assert all("What shows it" in sheet.extract_text() for sheet in sheets)


def test_the_path_of_the_file_is_not_printed(browser: Browser, tmp_path: Path) -> None:
    """A browser that writes a header on each sheet does not tell whose computer the file was on."""
    page = _open(browser, tmp_path, replace(full_document(), parts=(Paragraph("Words."),)))
    (sheet,) = _pages(page, tmp_path)
    assert "://" not in sheet.extract_text()
