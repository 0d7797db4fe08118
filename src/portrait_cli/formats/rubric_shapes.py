"""Tables in other shapes, brought into the usual one: a part in each row, a level in each column."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from portrait_cli.core.level_limits import FEWEST_LEVELS, MOST_LEVELS
from portrait_cli.formats.rubric_blocks import Block
from portrait_cli.formats.rubric_columns import Column, Columns
from portrait_cli.formats.rubric_levels import goes_down, level_header
from portrait_cli.formats.rubric_words import RubricWords, plain
from portrait_cli.formats.sheet import Row

_SHORTEST_WORD = 3
"""Letters that a word has to have more of, to be one that levels share."""

# --- levels in rows ---


def turned(block: Block, words: RubricWords, language: str) -> Block:
    """Turn a table around that has its levels in rows and its attributes in columns; leave others as they are.

    A column of numbers is one of codes, unless its header says that they are levels.
    """
    cells = [row.cell(0) for row in block.rows]
    headers = [level_header(cell, words, language) for cell in cells]
    first = block.header.cell(0)
    known = sum(1 for header in headers if header.is_known)
    corner, *_ = plain(first).split() or [""]
    says_level = "level" in words.meanings(corner, language) or _share_a_word(cells, block.header.cells[1:])
    in_rows = FEWEST_LEVELS <= len(cells) <= MOST_LEVELS and all(cells) and (known * 2 > len(cells) or says_level)
    different = len({cell.casefold() for cell in cells}) == len(cells)
    in_columns = [cell for cell in block.header.cells[1:] if cell and level_header(cell, words, language).is_known]
    codes = all(header.number is not None for header in headers) and not says_level
    in_both = len(in_columns) >= max(FEWEST_LEVELS, known)  # an attribute may be called Learning
    if not in_rows or not different or in_both or codes or len(block.header.cells) <= 1:
        return block
    width = len(block.header.cells)
    column = 1
    names = cells
    numbers = all(header.number is not None for header in headers)
    has_names = _is_name_column(block.header.cell(1), words, language)
    if numbers and has_names and block.header.cell(2):  # `Level` has the numbers, and `Name` the names
        names = [f"{number} - {row.cell(1)}" for number, row in zip(cells, block.rows, strict=True)]
        column = 2
    elif numbers and first and not first.isdigit():
        noun = first.split("/")[0].strip()  # `Level/Skill`
        names = [cell if not cell.isdigit() else f"{noun} {cell}" for cell in cells]
    rows = [
        Row(block.header.number, (block.header.cell(index), *(row.cell(index) for row in block.rows)))
        for index in range(column, width)
        if block.header.cell(index)
    ]
    header = Row(block.header.number, ("Attribute", *names))
    return replace(block, header=header, rows=tuple(rows))


def _share_a_word(cells: Sequence[str], others: Sequence[str]) -> bool:
    """Return True if most cells have a word in common, as the levels of one job have, and the others have none."""
    return _most_common(cells) and not _most_common(others)


def _most_common(cells: Sequence[str]) -> bool:
    words = Counter(word for cell in cells for word in set(plain(cell).split()) if len(word) > _SHORTEST_WORD)
    return len(cells) > FEWEST_LEVELS and max(words.values(), default=0) * 3 > len(cells) * 2


def _is_name_column(header: str, words: RubricWords, language: str) -> bool:
    return bool(words.meanings(header.casefold(), language) & {"small", "level"})


# --- levels without names ---


def with_unnamed_levels(block: Block, words: RubricWords, language: str) -> Block:
    """Name the levels of a table that has one header over all of them, such as `Increasing proficiency -->`."""
    last = len(block.header.cells) - 1
    over = block.header.cell(last)
    full = max((len(row.cells) for row in block.rows), default=0)
    columns = range(last, full)
    if not FEWEST_LEVELS <= len(columns) <= MOST_LEVELS or not _is_over_levels(over, words, language):
        return block
    if sum(1 for row in block.rows if row.cell(full - 1)) * 2 < len(block.rows):
        return block
    names = [f"Level {number}" for number in range(1, len(columns) + 1)]
    header = Row(block.header.number, (*block.header.cells[:last], *names))
    return replace(block, header=header)


def _is_over_levels(header: str, words: RubricWords, language: str) -> bool:
    said = any("level" in words.meanings(word, language) for word in plain(header).split())
    return said or bool(re.search(r"[→⇒➔]|-+>|=+>|\bincreasing\b", header, re.IGNORECASE))


# --- a statement in each row ---


def is_long(columns: Columns) -> bool:
    """Return True if the levels stand in a column of their own."""
    return (
        len(columns.of("level")) < FEWEST_LEVELS and len(columns.of("level name")) == 1 and bool(columns.of("name"))
    )


def widened(block: Block, columns: Columns, words: RubricWords) -> tuple[Block, Columns]:
    """Give each level a column, in a table that names the level in each row."""
    (by,) = columns.of("level name")
    levels = _levels_in_order(list(dict.fromkeys(filter(None, (row.cell(by.index) for row in block.rows)))), words)
    names, statement, others = _roles(block.rows, columns, by)
    details = [column for column in others if column.kind in ("code", "definition", "look for")]
    kept = [*names, *details]

    cells: dict[tuple[str, ...], dict[str, list[str]]] = {}
    first: dict[tuple[str, ...], Row] = {}
    above = [""] * len(names)
    for row in block.rows:
        above = [row.cell(column.index) or before for column, before in zip(names, above, strict=True)]
        key = tuple(above)
        first.setdefault(key, row)
        texts = cells.setdefault(key, {}).setdefault(row.cell(by.index), [])
        if statement and row.cell(statement.index) not in texts:
            texts.append(row.cell(statement.index))

    rows = [
        Row(
            first[key].number,
            (*key, *(first[key].cell(column.index) for column in details),
             *("\n".join(said.get(level, [])) for level in levels)),
        )
        for key, said in cells.items()
    ]  # fmt: skip
    header = Row(block.header.number, (*(column.header for column in kept), *levels))
    new = [replace(column, index=index) for index, column in enumerate(kept)]
    new += [
        Column(len(kept) + index, level, "level", is_known=True, level=level_header(level, words, columns.language))
        for index, level in enumerate(levels)
    ]
    left = [replace(column, kind="left out") for column in columns.all if column not in (*kept, by, statement)]
    return replace(block, header=header, rows=tuple(rows)), Columns((*new, *left), columns.language)


def _roles(rows: Sequence[Row], columns: Columns, by: Column) -> tuple[list[Column], Column | None, list[Column]]:
    """Find which columns name the parts, which one says what a level looks like, and which say more about the parts.

    What is the same for a part at every level is about the part; what changes with the level is its statement.
    """
    texts = [
        column for column in columns.all if column.kind in ("name", "definition", "look for", "statement", "level")
    ]
    statement: Column | None = next((column for column in reversed(texts) if column.kind == "statement"), texts[-1])
    if columns.of("name") == (statement,):  # the names are last
        unknown = [column for column in columns.all if column.kind not in ("name", "code") and not column.is_known]
        statement = unknown[-1] if unknown else None
    names = [column for column in columns.of("name") if column is not statement]
    names = [column for column in names if column.is_known or not _depends_on(rows, column, [by])]
    rest = [column for column in columns.all if column not in (*names, statement, by)]
    about_parts = [column for column in rest if _depends_on(rows, column, names)]
    return names, statement, about_parts


def _depends_on(rows: Sequence[Row], column: Column, names: Sequence[Column]) -> bool:
    """Return True if a column always says the same about the same part."""
    said: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = tuple(row.cell(name.index) for name in names)
        text = row.cell(column.index)
        if text and said.setdefault(key, text) != text:
            return False
    return True


def _levels_in_order(names: list[str], words: RubricWords) -> list[str]:
    """Sort levels by the numbers in their names; otherwise they stay in the order in which they come."""
    numbers = [re.findall(r"\d+", name) for name in names]
    if all(len(found) == 1 for found in numbers):
        return [name for _, name in sorted(zip([int(found[0]) for found in numbers], names, strict=True))]
    headers = [level_header(name, words, words.language_of(names)) for name in names]
    if all(header.height is not None for header in headers) and goes_down(headers) is None:
        return [name for _, name in sorted(zip([header.height or 0 for header in headers], names, strict=True))]
    return names
