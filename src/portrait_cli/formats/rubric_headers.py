"""What each column of a rubric table is for, from its header and from what stands below it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.core.level_limits import FEWEST_LEVELS
from portrait_cli.formats.rubric import one_line
from portrait_cli.formats.rubric_columns import DETAILS, Column, Columns, Kind
from portrait_cli.formats.rubric_languages import in_one_language
from portrait_cli.formats.rubric_levels import LevelHeader, level_header
from portrait_cli.formats.rubric_words import Meaning, RubricWords, plain
from portrait_cli.formats.sheet import Row

_LONGEST_NAME = 5
"""Words that the header of a level or a name has at most, if we do not know it."""
_TICKS = re.compile(r"(?:[✓✔xX☐☑□✗●○\d\s%.,/-]|TRUE|FALSE)*")
"""What a cell to tick or to count in holds."""
_IN_BRACKETS = re.compile(r"[(（]([^()（）]+)[)）]")


def columns_of(
    cells: Sequence[str], below: Sequence[Row], words: RubricWords, wanted: Mapping[str, Kind], language: str = ""
) -> Columns:
    """Find what each column is for; `wanted` has what the person says, by header in lowercase.

    `language` chooses between columns that say the same in two languages.
    """
    spoken = words.language_of(cells)
    headers = [(index, _header(cell, words, spoken)) for index, cell in enumerate(cells) if cell]
    columns = [_column(index, header, words, spoken, wanted) for index, header in headers]
    columns = _without_odd_levels(_with_numbered_alike(columns), below)
    columns = [_placed(column, columns, below) for column in columns]
    columns = _with_a_name(columns, below)
    columns = _with_context(columns, below)
    columns, kept = in_one_language(columns, words, language)
    return Columns(
        tuple(_as_wanted(column, wanted) for column in columns), kept or spoken, in_two_languages=bool(kept)
    )


def _header(cell: str, words: RubricWords, language: str) -> str:
    """Put a header on one line; what stands on lines of its own below a level's name is what it means."""
    first, _, rest = cell.partition("\n")
    if "(" not in rest and " " in rest.strip() and words.level(plain(first), language):
        bare = _IN_BRACKETS.sub("", first)
        return f"{one_line(bare)} ({one_line(rest)})"
    return one_line(cell)


def _as_wanted(column: Column, wanted: Mapping[str, Kind]) -> Column:
    return replace(column, kind=wanted.get(column.header.casefold(), column.kind))


# --- by the header alone ---


def _column(index: int, header: str, words: RubricWords, language: str, wanted: Mapping[str, Kind]) -> Column:
    text = plain(header)
    level = level_header(header, words, language)
    said = wanted.get(header.casefold())
    if said:
        return Column(index, header, said, is_known=True, level=level)
    if text in words.off_scale:
        return Column(index, header, "off-scale", is_known=True)
    if level.is_known:
        return Column(index, header, "level", is_known=True, level=level)
    kind, noun, is_whole = _meaning(text, words, language)
    return Column(index, header, kind or "level", noun, is_known=is_whole, level=level)


def _meaning(text: str, words: RubricWords, language: str) -> tuple[Kind | None, str, bool]:
    """Return what a plain header means by its words, the noun among them, and whether all of its words say so.

    None if they do not say.
    """
    all_words = _words_in(text, words, language)
    meant = [words.meanings(word, language) for word in all_words]
    telling = [(word, meaning) for word, meaning in zip(all_words, meant, strict=True) if meaning != {"small"}]
    noun = next((word for word, meaning in telling if meaning & {"attribute", "indicator"}), "")
    whole = words.meanings(text, language) - {"small"}
    if whole:
        kind = _kind_of(whole)
        return kind, (noun or all_words[-1]) if kind == "name" else "", True
    known = [meaning for _, meaning in telling if meaning]
    if any("left out" in meaning and "level" not in meaning for meaning in known):  # `Notes for evaluators`
        return "left out", "", True
    details = [_kind_of(meaning) for meaning in known]
    detail = next((detail for detail in DETAILS if detail in details), None)
    if telling and len(known) == len(telling):
        return detail or details[0], noun, True
    if detail == "look for" or (detail and noun):  # `Description of the element`, `Examples of what to collect`
        return detail, noun, True
    if noun and len(all_words) <= _LONGEST_NAME and noun in (all_words[0], all_words[-1]):  # `Professional practices`
        return "name", noun, False
    return None, "", False


def _words_in(text: str, words: RubricWords, language: str) -> list[str]:
    """Split a plain header into its words; what is to be looked for may have two: `look for`."""
    found: list[str] = []
    for word in text.split():
        if found and "look for" in words.meanings(f"{found[-1]} {word}", language):
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return found


def _kind_of(meanings: frozenset[Meaning]) -> Kind:
    """Choose one of the things that a word can mean; what is around it may change that later."""
    if meanings & {"attribute", "indicator"}:
        return "name"
    for kind in ("code", "definition", "look for"):
        if kind in meanings:
            return kind
    return "level name" if "level" in meanings else "statement" if "statement" in meanings else "left out"


def is_header(cells: Iterable[str], words: RubricWords, language: str = "en") -> int:
    """Return how many of the cells of a row say that it is the header of a rubric."""
    found = 0
    for cell in cells:
        header = one_line(cell)
        if header and len(header.split()) <= _LONGEST_NAME * 2 and not header.endswith((".", "。", ";", "?")):
            column = _column(0, header, words, language, {})
            found += column.kind == "name" or (column.is_known and column.kind != "left out")
    return found


def names_columns(cells: Iterable[str], words: RubricWords, language: str = "en") -> bool:
    """Return True if a cell of a row names a column, as Standard or Description does."""
    for cell in cells:
        header = one_line(cell)
        if header and len(header.split()) <= _LONGEST_NAME and not header.endswith((".", "。", ";", "?", ":")):
            column = _column(0, header, words, language, {})
            if column.kind not in ("level", "off-scale", "left out"):
                return True
    return False


# --- by what is around it ---


def _with_numbered_alike(columns: list[Column]) -> list[Column]:
    """Take headers of the same word with different numbers for levels: `Milestone 1`, `Milestone 2`."""
    found = {column.index: re.fullmatch(r"(\D+?)\s*(\d{1,2})", column.header) for column in columns}
    words = [match.group(1).casefold() for match in found.values() if match]
    alike = {word for word in words if words.count(word) >= FEWEST_LEVELS}
    matching = [index for index, match in found.items() if match and match.group(1).casefold() in alike]
    others = [column.index for column in columns if column.kind == "level" and column.index not in matching]
    if any(index > min(matching, default=0) for index in others):
        return columns  # `Engineer 1`, `Engineer 2`, `Senior Engineer`
    return [
        replace(
            column, kind="level", is_known=True, level=LevelHeader(column.header, column.header, int(match.group(2)))
        )
        if column.kind == "level" and (match := found[column.index]) and match.group(1).casefold() in alike
        else column
        for column in columns
    ]


def _without_odd_levels(columns: list[Column], below: Sequence[Row]) -> list[Column]:
    """Leave out what is no level among levels: a column with an unknown name that is long, or with nothing below."""
    known = [column for column in columns if column.kind == "level" and column.is_known]
    if len(known) < FEWEST_LEVELS:
        return [_level_if_among(column, known[0].index, ()) for column in columns] if known else columns
    first, last = known[0].index, known[-1].index
    said = [row for row in below if _says(row, known)]
    columns = [_level_if_among(column, first, said) for column in columns]
    return [_left_out_if_odd(column, first, last, below, said=bool(said)) for column in columns]


def _level_if_among(column: Column, first: int, said: Sequence[Row]) -> Column:
    """Take a column for a level that only sounds like a name, or like an answer beside the lowest level."""
    sounds_like_name = column.kind == "name" and not column.is_known and column.index > first
    has_texts = sum(1 for row in said if _says(row, [column])) * 2 > len(said) > 0
    is_lowest = column.kind == "off-scale" and column.index == first - 1 and has_texts
    return replace(column, kind="level") if sounds_like_name or is_lowest else column


def _says(row: Row, columns: Iterable[Column]) -> bool:
    return any(not _TICKS.fullmatch(row.cell(column.index)) for column in columns)


def _left_out_if_odd(column: Column, first: int, last: int, below: Sequence[Row], *, said: bool) -> Column:
    if column.index > last and column.kind in DETAILS and _only_ticks(column, below):
        return replace(column, kind="left out")
    if column.kind != "level" or column.is_known or first < column.index < last:
        return column
    is_long = len(column.header.split()) > _LONGEST_NAME
    is_empty = said and not any(_says(row, [column]) for row in below)
    far = column.index > last + 1
    if column.index > last and (is_long or is_empty or far):
        return replace(column, kind="left out")
    return column


def _only_ticks(column: Column, below: Sequence[Row]) -> bool:
    return any(row.cell(column.index) for row in below) and not any(_says(row, [column]) for row in below)


def _placed(column: Column, columns: Sequence[Column], below: Sequence[Row]) -> Column:
    """Find what a column with an unknown header is for, from where it is and from what is below it."""
    levels = [other.index for other in columns if other.kind == "level" and other.is_known]
    names = [other.index for other in columns if other.kind == "name"]
    if column.is_known or column.kind != "level":
        return column
    if names and column.index < max(names):
        is_tier = _is_name(column, below) and _comes_again(column, below)
        return replace(column, kind="name" if is_tier else "left out")
    if not levels or column.index > min(levels):
        return column
    if names and _is_like_levels(column, columns, below):
        return column
    if names:
        is_tier = _is_name(column, below) and _names_more(column, names, below)
        return replace(column, kind="name" if is_tier else "left out")
    leftmost = min(other.index for other in columns if other.kind == "level" and not other.is_known)
    if column.index == leftmost:
        return replace(column, kind="name")
    if _is_like_levels(column, columns, below) and not _leftmost_comes_again(leftmost, below):
        return column
    return replace(column, kind="definition" if _is_prose(column, below) else "name")


def _names_more(column: Column, names: Sequence[int], below: Sequence[Row]) -> bool:
    """Return True if a column has another short text in each row, where the names before it come again."""
    cells = [row.cell(column.index) for row in below if row.cell(column.index)]
    short = all(len(cell.split()) <= _LONGEST_NAME * 2 and not cell.endswith("?") for cell in cells)
    return short and len(set(cells)) == len(cells) and _leftmost_comes_again(max(names), below)


def _is_name(column: Column, below: Sequence[Row]) -> bool:
    return any(re.search(r"[^\W\d_]", row.cell(column.index)) for row in below)


def _comes_again(column: Column, below: Sequence[Row]) -> bool:
    return _leftmost_comes_again(column.index, below)


def _leftmost_comes_again(index: int, below: Sequence[Row]) -> bool:
    """Return True if a column has empty cells or the same text in several rows, as merged names have."""
    cells = [row.cell(index) for row in below]
    return len({cell for cell in cells if cell}) < len(cells)


def _is_like_levels(column: Column, columns: Sequence[Column], below: Sequence[Row]) -> bool:
    """Return True if what is below a column could be what a level looks like, as far as the known levels show."""
    known = [other for other in columns if other.kind == "level" and other.is_known]
    rows = [row for row in below if _says(row, known)]
    cells = [row.cell(column.index) for row in rows]
    if len(known) < FEWEST_LEVELS:
        return True
    if not rows or not all(cells) or len(column.header.split()) > _LONGEST_NAME or _is_beyond(column, known):
        return False
    questions = sum(1 for cell in cells if cell.endswith("?"))
    references = sum(1 for cell in cells if re.search(r"\d", cell))
    fewest = min(len({row.cell(other.index) for row in rows}) for other in known)
    numbers = max(sum(1 for row in rows if re.search(r"\d", row.cell(other.index))) for other in known)
    return questions * 2 < len(cells) and len(set(cells)) >= fewest and (references < len(cells) or numbers > 0)


def _is_beyond(column: Column, known: Sequence[Column]) -> bool:
    """Return True if a column is below the lowest or above the highest of all levels that we know."""
    heights = [other.level.height for other in known if other.level and other.level.height is not None]
    if not heights[1:]:
        return False
    is_low_end = (column.index < known[0].index) == (heights[0] < heights[-1])
    return is_low_end and min(heights) == 0


def _is_prose(column: Column, below: Sequence[Row]) -> bool:
    """Return True if most cells of a column are sentences rather than names."""
    cells = [row.cell(column.index) for row in below if row.cell(column.index)]
    long = [cell for cell in cells if len(cell.split()) > _LONGEST_NAME * 2 or cell.endswith((".", "。"))]
    return bool(cells) and len(long) * 2 > len(cells)


def _with_a_name(columns: list[Column], below: Sequence[Row]) -> list[Column]:
    """If no header names the attributes, take the leftmost column of texts that is no known level for them."""
    if any(column.kind == "name" for column in columns):
        return columns
    has_scale = sum(1 for column in columns if column.kind == "level") >= FEWEST_LEVELS
    free = [
        column
        for column in columns
        if column.kind in ("level", "look for", "statement", "definition", *(["level name"] if has_scale else []))
        and not _is_known_level(column)
        and any(re.search(r"[^\W\d_]", row.cell(column.index)) for row in below)
    ]
    return [replace(column, kind="name") if free and column is free[0] else column for column in columns]


def _is_known_level(column: Column) -> bool:
    return column.kind == "level" and column.is_known


def _with_context(columns: list[Column], below: Sequence[Row]) -> list[Column]:
    """Settle what depends on the other columns: a look-for without indicators, one level alone, a level's column."""
    levels = [column for column in columns if column.kind == "level"]
    names = [column for column in columns if column.kind == "name"]
    settled = [_settled(column, levels, names, below) for column in columns]
    numbered = [level for level in levels if level.level and level.level.number is not None]
    if FEWEST_LEVELS <= len(numbered) < len(levels) <= 2 * len(numbered):  # the others only look like levels
        return [
            replace(column, kind="left out")
            if column in levels and not _is_level_by_name(column, numbered)
            else column
            for column in settled
        ]
    return settled


def _is_level_by_name(column: Column, numbered: Sequence[Column]) -> bool:
    return column in numbered or (column.level is not None and column.level.height is not None)


def _settled(column: Column, levels: Sequence[Column], names: Sequence[Column], below: Sequence[Row]) -> Column:
    has_lists = any("\n" in row.cell(column.index) for row in below)
    match column.kind:
        case "level" if len(levels) < FEWEST_LEVELS and not column.is_known:
            return replace(column, kind="look for")
        case "look for" if len(names) == 1 and not levels and not column.noun and not has_lists:
            return replace(column, kind="name")
        case "level name" | "statement" if len(levels) >= FEWEST_LEVELS:
            return replace(column, kind="left out" if column.kind == "level name" else "definition")
        case _:
            return column
