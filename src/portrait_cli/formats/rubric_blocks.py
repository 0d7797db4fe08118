"""Where the tables on a sheet are: titles above, a header of one or two rows, rows below, and what is no table."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from portrait_cli.formats.rubric_codes import split
from portrait_cli.formats.rubric_headers import is_header, names_columns
from portrait_cli.formats.rubric_levels import level_header
from portrait_cli.formats.rubric_words import RubricWords, plain
from portrait_cli.formats.sheet import Row, Sheet

_HEADER_WITHIN = 200
"""Rows from the top in which the first header is."""
_MOST_HEADER_CELLS = 100
_CORNER = ("Attribute", "Indicator")
_ROWS_OF_HEADER = 3
"""Rows that a header may have."""
_LONGEST_NAME = 12
"""Words of a row of one cell that may still be a name."""


class Block(Struct, frozen=True):
    """A header's rows put together, the titles above them and the rows below."""

    titles: tuple[Row, ...]
    header: Row
    rows: tuple[Row, ...]
    others: tuple[Row, ...] = ()
    """Rows below that belong to a form and not to the table."""


def blocks_of(sheet: Sheet, words: RubricWords, language: str) -> tuple[Block, ...]:
    """Find the tables on a sheet; none if no row looks like a header."""
    rows = sheet.rows
    if sheet.headers:
        starts = [index for index, row in enumerate(rows) if row.number in sheet.headers and row.filled > 1]
        return tuple(_blocks(rows, starts, words, language))
    best = _best_header(rows, words, language)
    if best is None:
        return ()
    header, _, _ = _whole_header(rows, 0, best, words, language)
    starts = [best]
    for index, row in enumerate(rows[best + 1 :], start=best + 1):
        if _repeats(row, header) or _begins_alike(row, header, words, language):
            starts.append(index)
    return tuple(_blocks(rows, starts, words, language))


def _best_header(rows: Sequence[Row], words: RubricWords, language: str) -> int | None:
    """Find the header: the first of the full rows, or one right below it that says more of what the columns are for.

    A row of answers, such as Never and Often, is further below.
    """
    top = [(index, row) for index, row in enumerate(rows[:_HEADER_WITHIN]) if 1 < row.filled <= _MOST_HEADER_CELLS]
    widest = max((row.filled for _, row in top), default=0)
    full = next((place for place, (_, row) in enumerate(top) if row.filled * 2 > widest and not row.only), None)
    if full is None:
        return None
    candidates = top[: full + _ROWS_OF_HEADER]
    if _has_empty_corner(rows, top[full][0], words, language):
        return top[full][0]
    for place, (index, row) in enumerate(candidates):
        if any(_is_above(row, lower, words, language) for _, lower in candidates[place + 1 :]):
            continue
        if names_columns(row.cells, words, language) or is_header(row.cells, words, language) > 1:
            return index
    index, header = candidates[full]
    alike = sum(1 for _, row in top if row.filled == header.filled)
    is_table = alike * 3 >= sum(1 for row in rows if row.cells) * 2  # not a letter with a comma in it
    return index if is_table else None


def _is_above(row: Row, header: Row, words: RubricWords, language: str) -> bool:
    """Return True if a row without headers has the numbers or the names of the levels in a header further below."""
    if names_columns(row.cells, words, language) or not names_columns(header.cells, words, language):
        return False
    levels = [level_header(cell, words, language) for cell in header.cells if cell]
    numbers = {level.number for level in levels} - {None}
    names = {plain(level.name) for level in levels}
    legend = [level_header(cell, words, language) for cell in row.cells if cell]
    repeats = all(level.number in numbers or plain(level.name) in names for level in legend)
    return repeats or _is_over_levels(row, header)


def _is_over_levels(upper: Row, header: Row) -> bool:
    """Return True if a row has the numbers of the levels that a header names, or the names of those it numbers."""
    named = [index for index, cell in enumerate(upper.cells) if cell]
    if not named[1:] or not header.cell(0) or upper.cell(0):
        return False
    pairs = [(upper.cell(index), header.cell(index)) for index in named]
    return all(name and _is_number(number) for number, name in pairs) or all(
        _is_number(number) for _, number in pairs
    )


def _has_empty_corner(rows: Sequence[Row], place: int, words: RubricWords, language: str) -> bool:
    """Return True if a row has headers for all columns but the first, and the rows below it have names there."""
    below = next((row for row in rows[place + 1 :] if row.cell(0)), None)
    if below is None or rows[place].cell(0):
        return False
    return not names_columns(below.cells, words, language) and is_header(below.cells, words, language) <= 1


def _repeats(row: Row, header: Row) -> bool:
    """Return True if a row is a header again: most of its cells, but for the first, are those of the header."""
    known = {_as_header(cell) for cell in header.cells if cell}
    cells = [_as_header(cell) for cell in row.cells[1:] if cell]
    same = sum(1 for cell in cells if cell in known)
    return same > 1 and same * 2 > len(cells)


def _begins_alike(row: Row, header: Row, words: RubricWords, language: str) -> bool:
    """Return True if a row is the header of a table with other levels: it begins as the header does."""
    same = bool(header.cell(0)) and _as_header(row.cell(0)) == _as_header(header.cell(0))
    return same and row.filled > 1 and row.filled == is_header(row.cells, words, language)


def _as_header(cell: str) -> str:
    return plain(cell).removesuffix("s")


def _blocks(rows: Sequence[Row], starts: Sequence[int], words: RubricWords, language: str) -> Iterator[Block]:
    above = 0
    ends = [*starts[1:], len(rows)]
    for start, end in zip(starts, ends, strict=True):
        header, top, below = _whole_header(rows, above, start, words, language)
        titles = rows[above:top]
        body = rows[below:end]
        if end < len(rows):
            _, next_top, _ = _whole_header(rows, below, end, words, language)
            above = _start_of_titles(rows, below, next_top, words, language)
            body = rows[below:above]
        kept, others = _without_forms(body, header, words, language)
        yield Block(tuple(row for row in titles if row.cells), header, kept, others)


# --- headers of several rows ---


def _whole_header(
    rows: Sequence[Row], above: int, start: int, words: RubricWords, language: str
) -> tuple[Row, int, int]:
    """Put a header together with the rows above and below it that say the rest.

    Return it, the index of its uppermost row, and the index of the first row below it.
    """
    header, top, below = rows[start], start, start + 1
    while top > above and (_completes(rows[top - 1], header) or _is_over_levels(rows[top - 1], header)):
        top -= 1
        header = _joined(rows[top], header)
    while below < len(rows) and _goes_on(rows, below, header, words, language):
        header = _with_lower(header, rows[below])
        below += 1
    if header.filled > 1 and below < len(rows):
        header = _with_corner(header, rows[below])
    return header, top, below


def _with_corner(header: Row, first: Row) -> Row:
    """Name the first columns, if only the columns behind them have headers: the empty corner of a matrix."""
    corner = next(index for index, cell in enumerate(header.cells) if cell)
    names = [_CORNER[min(index, 1)] if first.cell(index) else "" for index in range(corner)]
    return Row(header.number, (*names, *header.cells[corner:]))


def _completes(upper: Row, header: Row) -> bool:
    """Return True if a row says what is in the first columns of the header below it, or is over its levels only."""
    over_levels_only = upper.filled == 1 and not upper.cell(0)
    fills_a_gap = upper.filled > 1 and bool(upper.cell(0)) and not header.cell(0)
    return over_levels_only or fills_a_gap


def _joined(upper: Row, header: Row) -> Row:
    width = max(len(upper.cells), len(header.cells))
    if _is_over_levels(upper, header):
        return Row(header.number, tuple(_over(upper.cell(index), header.cell(index)) for index in range(width)))
    return Row(header.number, tuple(header.cell(index) or upper.cell(index) for index in range(width)))


def _goes_on(rows: Sequence[Row], place: int, header: Row, words: RubricWords, language: str) -> bool:
    """Return True if a row below a header names its columns further: it has no name, and the next row has one."""
    row = rows[place]
    named = [index for index, cell in enumerate(row.cells) if cell]
    if not named[1:] or named[0] == 0 or row.only:
        return False
    all_levels = all(level_header(row.cell(index), words, language).is_known for index in named)
    free = all(not header.cell(index) or _is_number(header.cell(index)) for index in named[1:])
    next_has_name = place + 1 < len(rows) and bool(rows[place + 1].cell(0))
    numbers = all(_is_number(row.cell(index)) for index in named)
    over_levels = any(level_header(header.cell(index), words, language).is_known for index in named)
    over_levels = over_levels and not split(header.cell(0), words, language).code
    empty_corner = not header.cell(0)
    return (free and (all_levels or next_has_name)) or (next_has_name and (numbers or over_levels or empty_corner))


def _with_lower(upper: Row, lower: Row) -> Row:
    width = max(len(upper.cells), len(lower.cells))
    named = [index for index, cell in enumerate(lower.cells) if cell]
    if not any(upper.cell(index) for index in named[1:]):  # what is over the first level is over all of them
        return Row(upper.number, tuple(lower.cell(index) or upper.cell(index) for index in range(width)))
    return Row(upper.number, tuple(_over(upper.cell(index), lower.cell(index)) for index in range(width)))


def _over(upper: str, lower: str) -> str:
    """Put two cells of a header together: a number stays beside a name, and words below a level say what it means."""
    if not upper or not lower:
        return upper or lower
    if _is_number(upper):
        return f"{upper} {lower}"
    if _is_number(lower):
        return f"{lower} {upper}"
    return f"{upper} ({lower})" if "(" not in upper else upper


def _is_number(text: str) -> bool:
    return text.strip().isdigit()


# --- what is between and below ---


def _start_of_titles(rows: Sequence[Row], below: int, header: int, words: RubricWords, language: str) -> int:
    """Find where the titles above a header begin: rows of one cell, but none that the table above may have meant."""
    start = header
    while start > below and (not rows[start - 1].cells or rows[start - 1].only):
        start -= 1
    if any(row.cells and not row.only for row in rows[below:start]):
        return start
    # Nothing but names: a table to tick. Its titles are below an empty row, or have a code.
    for index in range(start, header):
        row = rows[index]
        if not row.cells or split(row.cells[0], words, language).code:
            return index
    return header


def _without_forms(
    body: Sequence[Row], header: Row, words: RubricWords, language: str
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Take out what belongs to a form: totals, comments, signatures, and what stands below a table."""
    kept: list[Row] = []
    others: list[Row] = []
    texts = [0 if is_form(row, words) else _texts(row, header) for row in body]
    most = max(texts, default=0)
    last_full = max((place for place, number in enumerate(texts) if number and number * 2 >= most), default=-1)
    closed = False
    for place, row in enumerate(body):
        if not row.cells:
            continue
        few_texts = _texts(row, header) * 2 < len(header.cells) - 1
        of_form = is_form(row, words) and (few_texts or row.cell(0).endswith((":", "：")))
        behind_gap = place + 1 < len(body) and not body[place + 1].cells
        closed = closed or (of_form and place > last_full and (last_full >= 0 or behind_gap or _sums_up(row, words)))
        if closed or of_form:
            others.append(row)
        else:
            kept.append(row)
    end = _before_remarks(kept, header, body, words, language) if last_full >= 0 else len(kept)
    return tuple(kept[:end]), (*kept[end:], *others)


def _sums_up(row: Row, words: RubricWords) -> bool:
    return row.filled > 1 or words.is_total(plain(row.cells[0]))


def _texts(row: Row, header: Row) -> int:
    """Count the cells beside a row's first one that say something."""
    return sum(1 for cell in row.cells[1 : len(header.cells)] if any(letter.isalpha() for letter in cell))


def is_form(row: Row, words: RubricWords) -> bool:
    """Return True if a row is filled in by hand, such as `Name:`, or sums up a table, such as `Total score`."""
    first = next((cell for cell in row.cells if cell), "")
    label, colon, rest = first.partition(":")
    text = plain(label)
    is_label = bool(colon) and not rest.strip() and row.filled == 1
    return bool(text) and (words.is_form(text) or words.is_total(text) or is_label)


def _before_remarks(kept: Sequence[Row], header: Row, body: Sequence[Row], words: RubricWords, language: str) -> int:
    """Find the end of a table whose rows have texts: a row of one cell below it, behind a gap, is a remark."""
    end = len(kept)
    while end and kept[end - 1].filled == 1 and not _texts(kept[end - 1], header):
        text = kept[end - 1].only
        place = body.index(kept[end - 1])
        behind_gap = place > 0 and not body[place - 1].cells
        is_sentence = text.endswith((".", "。", "!", "?")) or len(text.split()) > _LONGEST_NAME
        is_footnote = text.startswith(("*", "†", "¹", "©"))
        if split(text, words, language).code or not (behind_gap or is_sentence or is_footnote or end < len(kept)):
            break
        end -= 1
    return end
