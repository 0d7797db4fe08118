"""The titles above the tables of a rubric: some name parts, one may name the whole."""

from collections.abc import Sequence

from portrait_cli.core.text import shortened
from portrait_cli.formats import rubric_blocks, rubric_codes
from portrait_cli.formats.rubric import one_line
from portrait_cli.formats.rubric_sheets import SheetTables, Table
from portrait_cli.formats.rubric_tree import Remarks, Tree, is_title
from portrait_cli.formats.rubric_words import RubricWords
from portrait_cli.formats.sheet import Row


def have_titles(found: Sequence[SheetTables], words: RubricWords) -> bool:
    """Return True if titles above the tables name parts, and not only the whole rubric."""
    return any(
        _names_part(row, on_sheet, number, words)
        for on_sheet in found
        for number, table in enumerate(on_sheet.tables)
        for row in table.block.titles
    )


def _names_part(row: Row, on_sheet: SheetTables, number: int, words: RubricWords) -> bool:
    text = row.only
    if not text or rubric_blocks.is_form(row, words):
        return False
    if rubric_codes.split(text, words, on_sheet.tables[number].columns.language).code:
        return True
    return number > 0 and is_title(text)


def add_titles(tree: Tree, on_sheet: SheetTables, number: int) -> str:
    """Begin the parts that the titles above a table name; return the title of the whole rubric, if there is one."""
    title = ""
    begun = False
    table = on_sheet.tables[number]
    words, language = tree.words, table.columns.language
    section = _section_row(on_sheet.tables, table, words)
    for row in table.block.titles:
        text = row.only
        if not text or rubric_blocks.is_form(row, words):
            leave_out(tree.remarks, row)
        elif rubric_codes.split(text, words, language).code or row is section:
            tree.begin_title(row.number, text, language, style="title")
            begun = True
        elif begun:
            tree.explain_title(text)
        elif number == 0 and not title and is_title(text):
            title = text
        else:
            leave_out(tree.remarks, row)
    return title


def _section_row(tables: Sequence[Table], table: Table, words: RubricWords) -> Row | None:
    """Find the title without a code that is right above a table, if each of several tables has one."""
    below_first = tables[1:]
    if not below_first or not all(any(_is_plain(row, words) for row in other.block.titles) for other in below_first):
        return None
    return next((row for row in reversed(table.block.titles) if _is_plain(row, words)), None)


def _is_plain(row: Row, words: RubricWords) -> bool:
    return bool(row.only) and is_title(row.only) and not rubric_blocks.is_form(row, words)


def leave_out(remarks: Remarks, row: Row) -> None:
    """Add a warning that a row is left out."""
    text = shortened(one_line(" ".join(cell for cell in row.cells if cell)))
    remarks.warn(row.number, f'"{text}" is left out; it is not part of the table')
