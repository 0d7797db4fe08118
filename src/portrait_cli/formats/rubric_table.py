"""From the sheets of a rubric table to a rubric, or to every problem with its row."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.portrait import Level
from portrait_cli.core.text import shortened
from portrait_cli.formats import known_tables, rubric_columns, rubric_outline, rubric_scale, starter, yaml_tree
from portrait_cli.formats.problems import MAX_BYTES, MOST_SHOWN
from portrait_cli.formats.rubric import Rubric, counted_levels, one_line
from portrait_cli.formats.rubric_columns import Column, Columns, Kind
from portrait_cli.formats.rubric_parts import Finish, sign_of_adding
from portrait_cli.formats.rubric_reading import ColumnReading, Reading, Wishes
from portrait_cli.formats.rubric_sheets import SheetTables, sheet_left_out, tables_of, wanted_sheets
from portrait_cli.formats.rubric_titles import add_titles, have_titles, leave_out
from portrait_cli.formats.rubric_tree import Remarks, Tree, level_keys
from portrait_cli.formats.rubric_words import RubricWords
from portrait_cli.formats.sheet import Row, Sheet

_NO_WISHES = Wishes()
_MOST_ROWS = 1000
_MOST_TIERS = 4
_ALMOST = 0.95  # room in the portrait for what its owners write

_MEANINGS: Mapping[Kind, str] = {
    "code": "code",
    "definition": "definition",
    "look for": "what to look for",
    "level": "level",
    "off-scale": "answer that is not a level",
    "level name": "level of each row",
    "statement": "what a level looks like",
    "left out": "left out",
}
_TIERS = ("attribute", "indicator", "finer indicator", "finest indicator")


def read(sheets: Sequence[Sheet], file: str, words: RubricWords, wishes: Wishes = _NO_WISHES) -> Reading:
    """Read the rubric that is on one or several sheets.

    Raises InvalidFileError with every problem as `file:row: what was found, what to do`.
    """
    known = known_tables.read(sheets, file)
    if known:
        return fitting(*known, file)
    wanted = wanted_sheets(sheets, file, wishes)
    if sum(1 for sheet in wanted for row in sheet.rows if row.cells) > _MOST_ROWS:
        raise InvalidFileError(f"{file} has more than {_MOST_ROWS:,} rows, too many for a rubric")
    found, left_out = tables_of(wanted, words, wishes)
    others = [sheet_left_out(sheet) for sheet in sheets if sheet not in wanted]
    others += [
        f'sheet "{sheet.name}" has cells far below or to the right that are left out'
        for sheet in wanted
        if sheet.is_cut
    ]
    if not found:
        return _without_table(wanted, file, words)
    _check_wishes(found, wishes, file)
    reading = _rubric(found, words, wishes, file)
    return replace(reading, left_out=(*others, *left_out, *reading.left_out))


def fitting(rubric: Rubric, remarks: tuple[str, ...], file: str) -> Reading:
    """Return the reading of a rubric that another program wrote.

    Raises InvalidFileError if it makes too large a portrait.
    """
    _check_size(rubric, file)
    return Reading(rubric, left_out=remarks)


def _check_wishes(found: Sequence[SheetTables], wishes: Wishes, file: str) -> None:
    """Raise InvalidFileError for a column that a person names and that there is not."""
    headers = {
        column.header.casefold(): column.header
        for on_sheet in found
        for table in on_sheet.tables
        for column in table.columns.all
    }
    for name in wishes.columns:
        if name not in headers:
            names = ", ".join(f'"{header}"' for header in headers.values())
            raise InvalidFileError(f'{file} has no column "{name}"', hint=f"there are: {names}")


def _without_table(sheets: Sequence[Sheet], file: str, words: RubricWords) -> Reading:
    """Read an outline in one column; refuse what is neither a table nor an outline."""
    for sheet in sheets:
        rubric, left_out = rubric_outline.read(sheet, words)
        if rubric is not None:
            _check_size(rubric, file)
            return Reading(rubric, left_out=left_out)
    rows = [row for sheet in sheets for row in sheet.rows] or [Row(1, ())]
    raise _no_name(max(rows, key=lambda row: row.filled), file)


def _no_name(header: Row, file: str) -> InvalidFileError:
    cells = [shortened(one_line(cell)) for cell in header.cells[:MOST_SHOWN] if cell]
    headers = ", ".join(f'"{cell}"' for cell in cells)
    expected = "name one of the headers Attribute, Competency, Standard or Domain"
    found = f"(the headers found are: {headers or 'none'})"
    hint = '--column "HEADER=attribute" says which column it is' if cells[1:] else ""
    return InvalidFileError(
        f"{file}:{header.number}: found no column for the attributes; {expected} {found}", hint=hint
    )


# --- parts ---


def _rubric(found: Sequence[SheetTables], words: RubricWords, wishes: Wishes, file: str) -> Reading:
    """Make a rubric of all tables."""
    first = found[0].tables[0]
    columns, header_row = first.columns, first.block.header.number
    if not columns.of("name") and not have_titles(found[:1], words):
        raise _no_name(first.block.header, file)
    remarks = Remarks()
    scale = rubric_scale.scale_of(columns, wishes, words, remarks, header_row)
    _remark_on_columns(header_row, columns, remarks)
    tree = Tree(words, remarks, level_keys(columns))
    title = _grow(tree, found)
    if not tree.attributes and not remarks.problems:
        remarks.refuse(header_row, "found headers, but no attributes below them")
    _remark_on_bare_names(tree, scale.levels)

    places = [f'{file}, sheet "{on_sheet.sheet.name}"' if len(found) > 1 else file for on_sheet in found]
    if remarks.problems:
        hint = "--sheet NAME reads one sheet by itself" if len(found) > 1 else ""
        raise InvalidFileError("\n".join(_shown(places, remarks.problems)), hint=hint)
    also = sign_of_adding(words, tree.attributes.values(), scale.order)
    finish = Finish(words, columns.language, scale.order, also)
    rubric = Rubric(
        finish.parts(tree.attributes.values()),
        levels=scale.levels,
        off_scale=scale.off_scale,
        title=title,
        language=columns.language,
        cumulative=also is not None,
    )
    _check_size(rubric, file)
    shown = tuple(_column_readings(found[0], floors=1 if have_titles(found, words) or _by_sheet(found, words) else 0))
    doubts = (*scale.doubts, *_doubts_on_columns(columns, wishes))
    return Reading(rubric, shown, tuple(_shown(places, remarks.warnings)), doubts)


def _grow(tree: Tree, found: Sequence[SheetTables]) -> str:
    """Put all tables into the tree; return the title of the whole rubric, if the first sheet has one."""
    title = ""
    by_sheet = _by_sheet(found, tree.words)
    for number, on_sheet in enumerate(found):
        tree.remarks.sheet = number
        for row, message in on_sheet.left_out:
            tree.remarks.warn(row, message)
        tree.titles, tree.path = [], []
        if by_sheet:
            tree.begin_title(1, on_sheet.name, on_sheet.tables[0].columns.language, style="sheet")
        for place, table in enumerate(on_sheet.tables):
            said = add_titles(tree, on_sheet, place)
            title = title or ("" if by_sheet else said)
            tree.add_rows(table.block.rows, table.columns)
            for other in table.block.others:
                leave_out(tree.remarks, other)
    return title


def _by_sheet(found: Sequence[SheetTables], words: RubricWords) -> bool:
    """Return True if each sheet is about one attribute: it has a name, and one column with names on it."""
    one_tier = all(len(table.columns.of("name")) == 1 for on_sheet in found for table in on_sheet.tables)
    return len(found) > 1 and one_tier and all(sheet.name for sheet in found) and not have_titles(found, words)


def _remark_on_bare_names(tree: Tree, levels: Sequence[Level]) -> None:
    """Warn of a bare name beside levels, which may be a note below the table."""
    parts = tree.attributes.values()
    some_say_more = any(part.parts or part.details or any(part.statements) for part in parts)
    for part in parts:
        is_bare = not (part.parts or part.details or any(part.statements))
        if levels and is_bare and some_say_more:
            message = f'"{shortened(part.name)}" is by itself; if it is a note, take it out of the portrait'
            tree.remarks.warn(part.first_row, message)


# --- columns and levels ---


def _remark_on_columns(row: int, columns: Columns, remarks: Remarks) -> None:
    for column in columns.of("left out"):
        remarks.warn(row, f"{column.place} is left out; a portrait has no place for it")
    tiers, levels = columns.of("name"), columns.of("level")
    if len(tiers) > _MOST_TIERS:
        counted = f"{len(tiers)} columns for attributes and indicators"
        remarks.refuse(row, f"found {counted}, expected one to four: {_places(tiers)}")
    if levels and not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        counted = counted_levels(len(levels))
        remarks.refuse(row, f"found {counted}, expected {LIMITS_IN_WORDS} or none: {_places(levels)}")
    for first, other in _same_headers(columns):
        message = f"{first.place} and {other.place} have the same header; give each its own header"
        remarks.refuse(row, message)


def _places(columns: Sequence[Column]) -> str:
    return ", ".join(column.place for column in columns)


def _same_headers(columns: Columns) -> Iterator[tuple[Column, Column]]:
    first: dict[str, Column] = {}
    for column in columns.all:
        other = first.setdefault(column.header.casefold(), column)
        if other is not column and column.kind != "left out":
            yield other, column


def _doubts_on_columns(columns: Columns, wishes: Wishes) -> Iterator[str]:
    """List the columns that are read as levels only because of where they are, and a second language."""
    levels = columns.of("level")
    if sum(1 for column in levels if column.is_known) * 2 >= len(levels):
        known = [column.index for column in levels if column.is_known]
        for column in levels:
            if not known[0] <= column.index <= known[-1]:
                option = f'--column "{column.header}=left-out"'
                yield f"{column.place} has an unknown header and is read as a level ({option} leaves it out)"
    if columns.in_two_languages:
        yield f"the table is in two languages; kept is {columns.language} (--language keeps the other)"
    elif wishes.language not in ("", columns.language):
        yield f"the headers name no second language, so --language {wishes.language} changes nothing"


def _column_readings(on_sheet: SheetTables, *, floors: int) -> Iterator[ColumnReading]:
    rows = [row for table in on_sheet.tables for row in table.block.rows]
    depth = floors
    for column in sorted(on_sheet.tables[0].columns.all, key=lambda column: column.index):
        meaning = _MEANINGS.get(column.kind, "")
        if column.kind == "name":
            meaning = _TIERS[min(depth, len(_TIERS) - 1)]
            depth += 1
        example = next((row.cell(column.index) for row in rows if row.cell(column.index)), "")
        yield ColumnReading(rubric_columns.letters(column.index), column.header, meaning, one_line(example))


# --- messages ---


def _shown(places: Sequence[str], found: Sequence[tuple[int, int, str]]) -> list[str]:
    """List remarks by their rows: the first ones, and how many more there are."""
    lines = [f"{places[sheet]}:{row}: {message}" for sheet, row, message in sorted(found)]
    more = len(lines) - MOST_SHOWN
    if more > 0:
        return [*lines[:MOST_SHOWN], f"and {more} more"]
    return lines


def _check_size(rubric: Rubric, file: str) -> None:
    """Raise InvalidFileError if the portrait file made of a rubric would be too large to be read."""
    written = starter.write(rubric)
    try:
        yaml_tree.parse(written)
    except yaml_tree.YamlError:  # more values than a file may have
        written = ""
    if not written or len(written.encode()) > MAX_BYTES * _ALMOST:
        raise InvalidFileError(f"{file} would make too large a portrait; make it shorter, or split it in two")
