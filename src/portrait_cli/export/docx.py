"""A document as a Word file that a secretary can edit: every look is a style, every list and table is a real one."""

import io
from collections.abc import Iterable
from typing import assert_never, cast

from docx.document import Document as WordFile
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Emu, Inches, Mm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

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
from portrait_cli.export import docx_blank, docx_file, docx_words, svg
from portrait_cli.export.png import svg_to_png
from portrait_cli.formats.rich_words import RichBlock, Span, rich

_PAPERS = {"letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
_MARGIN, _NARROW_MARGIN = Inches(1), Inches(0.75)
_LOOKS = {"firstRow": "0020", "firstColumn": "0080"}
"""What a table has that is not like its rest, as Word counts it."""
_DEEPEST = 2
_FOR_A_PEN, _HIGH = Mm(9), Mm(13)
"""The height of a row that is blank, and of one to sign in."""
_LONGEST_DAY, _WIDTH_OF_DAY = len("September 30, 2026"), Inches(1.4)
_SIGNATURE_WIDTHS = (5, 10, 2, 4)


def write(document: Document, paper: Paper) -> bytes:
    """Write a document."""
    from_right = docx_words.is_from_right(document.language)
    language = docx_words.with_place(document.language)
    file = docx_file.opened(docx_blank.parts(language, from_right=from_right))
    page = _Page(file, from_right=from_right)
    page.set_paper(paper, _NARROW_MARGIN if document.is_one_page else _MARGIN)
    page.text("Title", document.title)
    if document.subtitle:
        page.text("Subtitle", document.subtitle)
    for part in document.parts:
        page.add(part)
    page.add_footer(document.footer)
    docx_file.sign(file, document)
    return docx_file.packed(file)


class _Page:
    """Writes parts below one another."""

    def __init__(self, file: WordFile, *, from_right: bool) -> None:
        self._file = file
        self._end = file.sections[0]._sectPr
        self._from_right = from_right
        self._width = 0
        self._begins_page = False
        self._heading = ""

    def set_paper(self, paper: Paper, margin: int) -> None:
        """Choose the paper, with the same margin all around."""
        section = self._file.sections[0]
        width, height = _PAPERS[paper]
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Emu(margin)
        section.footer_distance = Inches(0.5)
        self._width = width - 2 * margin
        if self._from_right:
            section._sectPr.append(OxmlElement("w:bidi"))

    def text(self, style: str, text: str) -> WordParagraph:
        """Write a paragraph in words of the portrait or of the program."""
        return self._spans(style, [Span(text)])

    def add(self, part: Part) -> None:
        """Write a part."""
        match part:
            case Heading():
                self.text(f"Heading {min(max(part.level - 1, 1), 3)}", part.text)
            case Paragraph():
                self.text("Note" if part.is_quiet else "Body Text", part.text)
            case Words():
                self._words(part)
            case Bullets():
                for item in part.items:
                    self.text("List Bullet", item)
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
        self._heading = part.text if isinstance(part, Heading) else ""

    def add_footer(self, lines: Iterable[str]) -> None:
        """Write the page's number, and the lines below it, on every page."""
        footer = self._file.sections[0].footer
        number = footer.paragraphs[0]
        number.style = "Footer Page"
        docx_words.add(number, [Span("Page ")], from_right=self._from_right)
        for word, field in (("", "PAGE"), (" of ", "NUMPAGES")):
            number.add_run(word)
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            number._p.append(simple)
            shown = number.add_run("1")
            simple.append(shown._r)
        for line in lines:
            docx_words.add(footer.add_paragraph(style="Footer"), [Span(line)], from_right=self._from_right)

    def _spans(self, style: str, spans: Iterable[Span]) -> WordParagraph:
        element = cast("CT_P", OxmlElement("w:p"))
        self._end.addprevious(element)  # python-docx looks for the end from the beginning, each time
        paragraph = WordParagraph(element, self._file._body)
        paragraph._p.style = docx_blank.id_of(style)  # to look it up by its name takes longer than all else
        docx_words.add(paragraph, spans, from_right=self._from_right)
        if self._begins_page:
            paragraph.paragraph_format.page_break_before = True
            self._begins_page = False
        return paragraph

    def _words(self, words: Words) -> None:
        """Write what the person wrote, with their own numbers before the items of a list."""
        for block in rich(words):
            self._spans(_style_of(block), _letters_of(block))

    def _facts(self, facts: Facts) -> None:
        table = self._new_table("Facts", (1, 3), "firstColumn")
        for label, text in facts.pairs:
            first, second = _new_row(table, 0 if text else _FOR_A_PEN)
            self._fill(first, label)
            self._fill(second, text)
        self._leave_gap()

    def _table(self, part: Table) -> None:
        if part.caption and part.caption != self._heading:
            self.text("Caption", part.caption)
        table = self._new_table("Table with Header", part.widths or (1,) * len(part.header), "firstRow", part.caption)
        if part.rows and all(len(first) <= _LONGEST_DAY for first, *_ in part.rows):
            _give_room_to_days(table)
        header = _new_row(table)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(header, part.header, strict=True):
            self._fill(cell, text, "Table Heading")
        for row in part.rows:
            for cell, text in zip(_new_row(table, 0 if any(row) else _FOR_A_PEN), row, strict=True):
                self._fill(cell, text)
        self._leave_gap()

    def _picture(self, part: Picture) -> None:
        """Write a picture, with the same in words for whoever does not see it."""
        self.text("Caption", part.title)
        png = io.BytesIO(svg_to_png(svg.picture(part)))
        drawn = self._spans("Picture", []).add_run().add_picture(png, width=Emu(self._width * 4 // 5))
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
        self._leave_gap()

    def _signatures(self, signatures: Signatures) -> None:
        """Write a line to sign on for each: the lines are cells, which stay where they are when someone types."""
        table = self._new_table("Signatures", _SIGNATURE_WIDTHS, "firstColumn")
        for label in signatures.labels:
            for cell, text in zip(_new_row(table, _HIGH), (label, "", "Date", ""), strict=True):
                self._fill(cell, text, "Signature Line")
                if not text:
                    _draw_line(cell)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        self._leave_gap()

    def _new_table(self, style: str, widths: tuple[int, ...], special: str, caption: str = "") -> WordTable:
        """Begin a table that is as wide as the page."""
        if self._begins_page:
            self._leave_gap()
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

    def _leave_gap(self) -> None:
        """Leave room between lines or tables: Word joins two of them, and no document may end with a table."""
        self._spans("Gap", [])

    def _fill(self, cell: WordCell, text: str, style: str = "Table Text") -> None:
        """Write into an empty cell; what a person wrote in more than one paragraph stays that."""
        blocks = rich(Words(text)) or (RichBlock(()),)
        for place, block in enumerate(blocks):
            paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
            paragraph._p.style = docx_blank.id_of(style)
            marker = (Span(f"{block.marker} "),) if block.marker else ()
            docx_words.add(paragraph, (*marker, *block.spans), from_right=self._from_right)


def _give_room_to_days(table: WordTable) -> None:
    """Make the first column so wide that a day stays on one line; the widest other one gives what it takes."""
    first, *others = table.columns
    short = _WIDTH_OF_DAY - (first.width or 0)
    if short > 0 and others:
        widest = max(others, key=lambda column: column.width or 0)
        first.width, widest.width = Emu(_WIDTH_OF_DAY), Emu((widest.width or 0) - short)


def _new_row(table: WordTable, height: int = 0) -> tuple[WordCell, ...]:
    """Add a row that is never broken across pages, of a height or as high as its words."""
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no types
    if height:
        row.height = Emu(height)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: tuple[WordCell, ...] = row.cells
    return cells


def _draw_line(cell: WordCell) -> None:
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


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
