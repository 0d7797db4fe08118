"""Which sheets of a file hold the rubric, and the tables on them with what their columns are for."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.level_limits import FEWEST_LEVELS
from portrait_cli.formats import rubric_blocks, rubric_headers, rubric_shapes
from portrait_cli.formats.rubric_blocks import Block
from portrait_cli.formats.rubric_columns import Columns
from portrait_cli.formats.rubric_reading import Wishes
from portrait_cli.formats.rubric_tree import level_keys
from portrait_cli.formats.rubric_words import RubricWords, plain
from portrait_cli.formats.sheet import Row, Sheet

_TOP = 60
"""Rows by whose words the language of a table is found."""
_MOST_COLUMNS = 100
_LONGEST_HEADER = 100
"""Characters of a header; longer texts say nothing of the language that the words for columns are in."""
_NO_NAME = re.compile(
    r"(?:sheet|table|hoja|feuil|feuille|tabelle|planilha|folha|ورقة|シート|工作表)\s*\d*", re.IGNORECASE
)
"""What spreadsheets call a sheet that nobody has named."""


class Table(Struct, frozen=True):
    """A table on a sheet, and what its columns are for."""

    block: Block
    columns: Columns

    @property
    def level_keys(self) -> frozenset[str]:
        """Return by what its levels are found again in other tables."""
        return frozenset(level_keys(self.columns))


class SheetTables(Struct, frozen=True):
    """The tables on a sheet that have the same levels."""

    sheet: Sheet
    tables: tuple[Table, ...]
    left_out: tuple[tuple[int, str], ...] = ()
    """Tables that have other levels: the row of their header, and what is said of them."""

    @property
    def rows(self) -> int:
        """Return how many rows the tables have."""
        return sum(len(table.block.rows) for table in self.tables)

    @property
    def name(self) -> str:
        """Return the sheet's name, if somebody gave it one."""
        return "" if _NO_NAME.fullmatch(self.sheet.name) else self.sheet.name


def wanted_sheets(sheets: Sequence[Sheet], file: str, wishes: Wishes) -> list[Sheet]:
    """List the sheets that are to be read. Raises InvalidFileError if the person names one that there is not."""
    if not wishes.sheets:
        return [sheet for sheet in sheets if not sheet.hidden]
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    for name in wishes.sheets:
        if name.casefold() not in by_name:
            names = ", ".join(f'"{sheet.name}"' for sheet in sheets if sheet.name)
            hint = f"there are: {names}" if names else "only a workbook has sheets; leave --sheet out"
            raise InvalidFileError(f'{file} has no sheet "{name}"', hint=hint)
    return [by_name[name.casefold()] for name in wishes.sheets]


def tables_of(sheets: Sequence[Sheet], words: RubricWords, wishes: Wishes) -> tuple[list[SheetTables], list[str]]:
    """Find the sheets that hold the rubric, and say which do not.

    They have the same levels, and more rows than other sheets with tables; in two languages, only one is taken.
    """
    found = [_tables_on(sheet, words, wishes, is_only=len(sheets) == 1) for sheet in sheets]
    with_tables = [on_sheet for on_sheet in found if on_sheet]
    chosen = _with_same_levels(_in_one_language(with_tables, words, wishes.language))
    left_out: list[str] = []
    for sheet, on_sheet in zip(sheets, found, strict=True):
        if not on_sheet:
            left_out.append(sheet_left_out(sheet, "there is no rubric in it"))
        elif on_sheet not in chosen:
            left_out.append(sheet_left_out(sheet, "its levels or its language differ; --sheet reads it by itself"))
    return chosen, left_out if chosen else []


def sheet_left_out(sheet: Sheet, because: str = "") -> str:
    """Return the sentence that a sheet is left out, with the reason."""
    reason = because or ("it is hidden" if sheet.hidden else "")
    return "; ".join(filter(None, [f'sheet "{sheet.name}" is left out', reason]))


def _with_same_levels(found: Sequence[SheetTables]) -> list[SheetTables]:
    """Take the sheets whose levels most rows have; sheets without levels only if there are no others."""
    groups: dict[frozenset[str], list[SheetTables]] = {}
    for on_sheet in found:
        groups.setdefault(on_sheet.tables[0].level_keys, []).append(on_sheet)
    best: list[SheetTables] = []
    for group in groups.values():
        if not best or _weight(group) > _weight(best):
            best = group
    return best


def _weight(group: Sequence[SheetTables]) -> tuple[bool, bool, int]:
    table = group[0].tables[0]
    has_names = bool(table.columns.of("name"))
    return has_names, len(table.level_keys) >= FEWEST_LEVELS, sum(on_sheet.rows for on_sheet in group)


def _in_one_language(found: list[SheetTables], words: RubricWords, wanted: str) -> list[SheetTables]:
    """Where sheets are in several languages, take those in the wanted one, else in that of the first."""
    named = [words.languages.get(plain(on_sheet.name), "") for on_sheet in found]
    if not found[1:]:
        return found
    if not all(named):
        spoken = [on_sheet for on_sheet in found if on_sheet.tables[0].columns.language == wanted]
        return spoken or found
    kept = wanted if wanted in named else named[0]
    return [on_sheet for on_sheet, language in zip(found, named, strict=True) if language == kept]


# --- one sheet ---


def _tables_on(sheet: Sheet, words: RubricWords, wishes: Wishes, *, is_only: bool) -> SheetTables | None:
    top = [cell for row in sheet.rows[:_TOP] for cell in row.cells[:_MOST_COLUMNS]]
    language = words.language_of(cell for cell in top if len(cell) <= _LONGEST_HEADER)
    blocks = rubric_blocks.blocks_of(sheet, words, language)
    if not blocks or (not is_only and not rubric_headers.is_header(blocks[0].header.cells, words, language)):
        return None
    if len(blocks) == 1:
        blocks = (rubric_shapes.turned(blocks[0], words, language),)
    if not any(words.meanings(plain(block.header.cell(0)), language) for block in blocks):
        blocks = _with_titles_in_headers(blocks)
    blocks = tuple(rubric_shapes.with_unnamed_levels(block, words, language) for block in blocks)
    tables = [_table(block, blocks, words, wishes) for block in blocks]
    if len(tables) == 1 and rubric_shapes.is_long(tables[0].columns):
        tables = [Table(*rubric_shapes.widened(tables[0].block, tables[0].columns, words))]
    return _alike(sheet, tables)


def _with_titles_in_headers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where no row has a name, take what each header begins with for the title of its table."""
    if any(row.cell(0) for block in blocks for row in block.rows) or not all(
        block.header.cell(0) for block in blocks
    ):
        return blocks
    return tuple(
        replace(
            block,
            titles=(*block.titles, Row(block.header.number, block.header.cells[:1])),
            header=Row(block.header.number, ("", *block.header.cells[1:])),
        )
        for block in blocks
    )


def _table(block: Block, blocks: Iterable[Block], words: RubricWords, wishes: Wishes) -> Table:
    """Find what the columns are for, from the rows of all tables on the sheet that have the same header."""
    rows = [row for other in blocks if other.header.cells[1:] == block.header.cells[1:] for row in other.rows]
    return Table(block, rubric_headers.columns_of(block.header.cells, rows, words, wishes.columns, wishes.language))


def _alike(sheet: Sheet, tables: Sequence[Table]) -> SheetTables:
    """Take the tables that have the levels of the largest one; a level or two may be worded in another way."""
    largest = max(tables, key=lambda table: (len(table.level_keys), len(table.block.rows)))
    alike: list[Table] = []
    left_out: list[tuple[int, str]] = []
    for table in tables:
        same = len(table.level_keys & largest.level_keys)
        of_one_size = len(table.level_keys) == len(largest.level_keys)
        if table.level_keys <= largest.level_keys or (of_one_size and same * 2 > len(largest.level_keys)):
            alike.append(table)
        else:
            message = "the table that begins here is left out; it has other levels. Put it into a file of its own"
            left_out.append((table.block.header.number, message))
    return SheetTables(sheet, tuple(alike), tuple(left_out))
