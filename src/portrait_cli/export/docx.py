"""A document as a Word file that a secretary can edit: every look is a style, every list and table is a real one."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import assert_never, cast

from docx.document import Document as WordFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_DIRECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.section import _Footer, _Header
from docx.shared import Emu, Inches, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from msgspec.structs import replace

from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Paper,
    Paragraph,
    Part,
    Picture,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.export import columns, docx_blank, docx_file, docx_height, docx_rows, docx_words, svg
from portrait_cli.export.png import svg_to_png
from portrait_cli.formats.rich_words import RichBlock, Span, rich

_PAPERS = {"letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
_MARGIN, _NARROW_MARGIN = Inches(1), Inches(0.75)
_LOOKS = {"firstRow": "0020", "firstColumn": "0080"}
"""What a table has that is not like its rest, as Word counts it."""
_DEEPEST = 2
_FOR_A_PEN, _HIGH = Mm(9), Mm(13)
"""The height of a row that is blank, and of one to sign in."""
_SIGNATURE_WIDTHS, _FACT_WIDTHS = (5, 10, 2, 4), (1, 3)
_HAS_ROOM_ABOVE = ("Heading", "Caption", "Room Label", "Body Text")
"""How the styles begin that leave room to a table above them."""
_SENTENCE = re.compile(r".*?[.!?\u3002](?=\s|$)", re.DOTALL)


def write(document: Document, paper: Paper) -> bytes:
    """Write a document."""
    from_right = docx_words.is_from_right(document.language)
    language = docx_words.with_place(document.language)
    margin = _NARROW_MARGIN if document.is_one_page else _MARGIN
    parts, size = document.parts, docx_height.SIZES[0]
    if document.is_one_page:
        parts = tuple(parts)
        across, down = (Emu(side - 2 * margin).pt for side in _PAPERS[paper])
        size = docx_height.size_for(document, parts, across, down)
    file = docx_file.opened(docx_blank.parts(language, from_right=from_right, size=size))
    page = _Page(file, size, from_right=from_right)
    page.set_paper(paper, margin)
    page.text("Title", document.title)
    if document.subtitle:
        page.text("Subtitle", document.subtitle)
    for part in parts:
        page.add(part)
    page.end()
    page.add_footers(document.footer)
    page.add_running_head([words for words in (document.title, document.author) if words])
    docx_file.sign(file, document)
    return docx_file.packed(file)


class _Page:
    """Writes parts below one another."""

    def __init__(self, file: WordFile, size: float, *, from_right: bool) -> None:
        self._file = file
        self._size_in_tables = Pt(docx_height.size_in_tables(size))
        self._end = file.sections[0]._sectPr
        self._from_right = from_right
        self._width = 0
        self._begins_page = False
        self._is_below_table = False
        self._heading = ""
        """The heading that a part stands under."""
        self._before: tuple[Part | None, Part | None] = (None, None)
        """The last two parts."""

    def set_paper(self, paper: Paper, margin: int) -> None:
        """Choose the paper, with the same margin all around."""
        section = self._file.sections[0]
        width, height = _PAPERS[paper]
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Emu(margin)
        section.footer_distance = section.header_distance = Inches(0.5)
        self._width = width - 2 * margin
        look = self._file.styles["Footer Page"]
        look.paragraph_format.tab_stops.add_tab_stop(Emu(self._width), WD_TAB_ALIGNMENT.RIGHT)
        if self._from_right:
            section._sectPr.append(OxmlElement("w:bidi"))

    def text(self, style: str, text: str) -> WordParagraph:
        """Write a paragraph in words of the portrait or of the program."""
        return self._spans(style, [Span(text)])

    def add(self, part: Part) -> None:
        """Write a part."""
        above, before = self._before
        if isinstance(before, Paragraph) and _leads_on(above, before, part):
            docx_rows.keep(next(self._end.itersiblings(preceding=True)))
        match part:
            case Heading():
                self._heading = part.text
                self.text(f"Heading {min(max(part.level - 1, 1), 3)}", part.text)
            case Paragraph():
                self.text("Note" if part.is_quiet else "Body Text", part.text)
            case Words():
                self._words(part)
            case Bullets():
                self._bullets(part)
            case Facts():
                self._facts(part)
            case Table():
                self._table(part)
            case Picture():
                self._picture(part)
            case Room():
                self._room(part)
            case Signatures():
                self._signatures(part)
            case NewPage():
                self._begins_page = True
            case _:
                assert_never(part)
        self._before = before, part

    def end(self) -> None:
        """End the text: Word has no document that ends with a table."""
        if self._is_below_table:
            self._paragraph("Normal", [])

    def add_footers(self, lines: Sequence[str]) -> None:
        """Write all the lines on the first page and the first sentence on every other, with the page's number."""
        section = self._file.sections[0]
        section.different_first_page_header_footer = True
        for line in lines:
            self._beside_text(section.first_page_footer, "Footer", line)
        self._number(self._beside_text(section.first_page_footer, "Footer Page", ""))
        sentence = _SENTENCE.match(lines[0]) if lines else None
        said = sentence.group() if sentence else "".join(lines[:1])
        self._number(self._beside_text(section.footer, "Footer Page", said))

    def add_running_head(self, words: Iterable[str]) -> None:
        """Name on every page but the first which document it is, and whose."""
        section = self._file.sections[0]
        self._beside_text(section.first_page_header, "Header", "")
        self._beside_text(section.header, "Header", " \u00b7 ".join(words))

    def _beside_text(self, place: _Header | _Footer, style: str, words: str) -> WordParagraph:
        """Write a paragraph above or below the text of each page."""
        is_new = place.is_linked_to_previous
        place.is_linked_to_previous = False
        paragraph = place.paragraphs[0] if is_new else place.add_paragraph()
        paragraph.style = style
        docx_words.add(paragraph, [Span(words)], from_right=self._from_right)
        return paragraph

    def _number(self, paragraph: WordParagraph) -> None:
        """Let Word number the pages at the end of a line."""
        paragraph.add_run("\t")
        for word, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
            paragraph.add_run(word)
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)
            shown = paragraph.add_run("1")
            simple.append(shown._r)

    def _spans(self, style: str, spans: Iterable[Span]) -> WordParagraph:
        """Write a paragraph, with room between it and a table above it."""
        if self._is_below_table and not self._begins_page and not style.startswith(_HAS_ROOM_ABOVE):
            self._paragraph("Normal", [])
        return self._paragraph(style, spans)

    def _paragraph(self, style: str, spans: Iterable[Span]) -> WordParagraph:
        element = cast("CT_P", OxmlElement("w:p"))
        self._end.addprevious(element)  # python-docx looks for the end from the beginning, each time
        paragraph = WordParagraph(element, self._file._body)
        paragraph._p.style = docx_blank.id_of(style)  # to look it up by its name takes longer than all else
        docx_words.add(paragraph, spans, from_right=self._from_right)
        if self._begins_page:
            paragraph.paragraph_format.page_break_before = True
            self._begins_page = False
        self._is_below_table = False
        return paragraph

    def _words(self, words: Words) -> None:
        """Write what the person wrote, with their own numbers before the items of a list."""
        for block in rich(words):
            self._spans(_style_of(block), _letters_of(block))

    def _bullets(self, bullets: Bullets) -> None:
        for place, item in enumerate(bullets.items):
            paragraph = self.text("List Bullet", item)
            if place in {0, len(bullets.items) - 2} and len(bullets.items) > 1:
                docx_rows.keep(paragraph._p)  # so that none is alone on a page

    def _facts(self, facts: Facts) -> None:
        table = self._new_table("Facts", _FACT_WIDTHS, "firstColumn")
        for label, text in facts.pairs:
            first, second = docx_rows.new_row(table, 0 if text else _FOR_A_PEN)
            self._fill(first, label)
            self._fill(second, text)
        docx_rows.keep_rows(table)

    def _table(self, part: Table) -> None:
        if part.caption and part.caption != self._heading:
            self.text("Caption", part.caption)
        room = self._width / self._size_in_tables
        table = self._new_table("Table with Header", columns.shares(part, room), "firstRow", part.caption)
        header = docx_rows.new_row(table)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(header, part.header, strict=True):
            self._fill(cell, text, "Table Heading")
        for row in part.rows:
            for cell, text in zip(docx_rows.new_row(table, 0 if any(row) else _FOR_A_PEN), row, strict=True):
                self._fill(cell, text)
        docx_rows.keep_rows(table)

    def _picture(self, part: Picture) -> None:
        """Write a picture, with the same in words for whoever does not see it."""
        if part.title != self._heading:
            self.text("Caption", part.title)
        png = io.BytesIO(svg_to_png(svg.picture(part)))
        width = Emu(round(self._width * docx_height.PICTURE))
        drawn = self._spans("Picture", []).add_run().add_picture(png, width)
        for side in ("distT", "distB", "distL", "distR"):
            drawn._inline.set(side, "0")
        properties = drawn._inline.docPr
        properties.set("descr", docx_words.plain(part.in_words))
        properties.set("title", docx_words.plain(part.title))

    def _room(self, room: Room) -> None:
        """Write ruled lines: whoever types on one and goes on gets another one like it."""
        self.text("Room Label", room.label)
        for _ in range(room.lines):
            self._spans("Room", [])

    def _signatures(self, signatures: Signatures) -> None:
        """Write a line to sign on for each: the lines are cells, which stay where they are when someone types."""
        if self._is_below_table:
            self._paragraph("Normal", [])
        docx_rows.keep_above(self._end)
        table = self._new_table("Signatures", _SIGNATURE_WIDTHS, "firstColumn")
        for label in signatures.labels:
            for cell, text in zip(docx_rows.new_row(table, _HIGH), (label, "", "Date", ""), strict=True):
                self._fill(cell, text, "Signature Line")
                if not text:
                    docx_rows.draw_line(cell)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM

    def _new_table(self, style: str, widths: tuple[int, ...], special: str, caption: str = "") -> WordTable:
        """Begin a table that is as wide as the page; Word makes one of two between which nothing is."""
        if self._begins_page or self._is_below_table:
            self._paragraph("Normal", [])
        self._is_below_table = True
        table: WordTable = self._file.add_table(rows=0, cols=len(widths), style=style)
        table.autofit = False
        if self._from_right:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(self._width * share // sum(widths))
        properties = table._tbl.tblPr
        for look in properties.findall(qn("w:tblLook")):
            look.attrib.clear()
            look.set(qn("w:val"), f"{int(_LOOKS[special], 16) | 0x600:04X}")
            for name in (*_LOOKS, "lastRow", "lastColumn", "noHBand", "noVBand"):
                look.set(qn(f"w:{name}"), str(int(name in {special, "noHBand", "noVBand"})))
        if caption:
            described = OxmlElement("w:tblCaption")
            described.set(qn("w:val"), docx_words.plain(caption))
            properties.append(described)
        return table

    def _fill(self, cell: WordCell, text: str, style: str = "Table Text") -> None:
        """Write into an empty cell; what a person wrote in more than one paragraph stays that."""
        blocks = rich(Words(text)) or (RichBlock(()),)
        for place, block in enumerate(blocks):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph._p.style = docx_blank.id_of(style)
            marker = (Span(f"{block.marker} "),) if block.marker else ()
            spans = (*marker, *(replace(span, text=columns.with_days_whole(span.text)) for span in block.spans))
            docx_words.add(paragraph, spans, from_right=self._from_right)


def _leads_on(above: Part | None, one: Paragraph, following: Part) -> bool:
    """Return True for what stays with the next part: a question with its answer, a note with its heading."""
    if isinstance(following, Paragraph):
        return one.is_quiet
    return not isinstance(following, Heading | NewPage) or (one.is_quiet and isinstance(above, Heading))


def _style_of(block: RichBlock) -> str:
    match block.kind:
        case "paragraph":
            return "Normal"
        case "heading":
            return "Heading in a Note"
        case "quote":
            return "Quote"
        case "code":
            return "Code"
        case "item":
            kind = "Continue" if not block.marker else "Number" if block.marker[0].isdigit() else "Bullet"
            depth = min(block.depth, _DEEPEST)
            return f"List {kind} {depth + 1}" if depth else f"List {kind}"
        case _:
            assert_never(block.kind)


def _letters_of(block: RichBlock) -> tuple[Span, ...]:
    """Return the letters of a paragraph: behind the number that the person gave; Word draws the bullets."""
    if block.kind == "code":
        return (Span(block.text),)  # the whole paragraph looks like code
    if block.marker[:1].isdigit():
        return (Span(f"{block.marker}\t"), *block.spans)
    return block.spans
