"""Rows of tables in a Word file, and what stays with what on a page."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell

from portrait_cli.export.docx_blank import id_of

_FEW_ROWS, _FEW_LETTERS = 6, 1500
"""How much a table has at most that is never broken; the row of headers counts."""
_LEADS_ON = frozenset(map(id_of, ("Heading 1", "Heading 2", "Heading 3", "Body Text", "Note", "Room")))
"""What leads on from the text above it to what follows."""


def new_row(table: WordTable, height: int = 0) -> tuple[WordCell, ...]:
    """Add a row that is never broken across pages, of a height or as high as its words."""
    row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no types
    if height:
        row.height = Emu(height)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: tuple[WordCell, ...] = row.cells
    return cells


def draw_line(cell: WordCell) -> None:
    """Draw a line to write on at the foot of a cell."""
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


# --- what stays together ---


def keep(element: BaseOxmlElement) -> None:
    """Keep a paragraph, or all paragraphs of a row, on the page of what follows."""
    for paragraph in element.iter(qn("w:p")):
        if isinstance(paragraph, CT_P):
            paragraph.get_or_add_pPr().keepNext_val = True


def keep_rows(table: WordTable) -> None:
    """Keep a small table on one page, and of any other the first two rows and the last two."""
    rows = table._tbl.tr_lst
    letters = sum(len(text.text or "") for text in table._tbl.iter(qn("w:t")))
    is_small = len(rows) <= _FEW_ROWS and letters <= _FEW_LETTERS
    for row in rows[:-1] if is_small else (*rows[:2], *rows[-2:-1]):
        keep(row)


def keep_above(end: BaseOxmlElement) -> None:
    """Keep what stands above the end of a document with what comes next: headings and notes, and one part more."""
    for above in end.itersiblings(preceding=True):
        if isinstance(above, CT_Tbl):
            keep(above.tr_lst[-1])
            return
        keep(above)
        if above.style not in _LEADS_ON and above.xpath("string(.)"):
            return
