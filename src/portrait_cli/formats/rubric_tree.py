"""From the rows of rubric tables to attributes and the indicators below them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric import one_line
from portrait_cli.formats.rubric_codes import above, split
from portrait_cli.formats.rubric_columns import DETAILS, Column, Columns, Kind, letters
from portrait_cli.formats.rubric_words import RubricWords, plain
from portrait_cli.formats.sheet import Row

_BULLETS = "•▪●■☐□❑❏○◦‣·✓➢►➤◆◇"
_BULLET = re.compile(rf"(?:[{_BULLETS}]|[-–*](?:\s|$))\s*")
_TICK = re.compile(r"[\s✓✔☑☐□✗xX●○]*|TRUE|FALSE")
_CONTINUED = re.compile(
    r"\s*[-–—]?\s*[(\[]?\b(?:cont(?:inued|inuación|inuacion|'d|d)?\.?|suite|Fortsetzung|Forts\.?|続き)[)\]]?$",
    re.IGNORECASE,
)
"""What stands behind a title that comes again on the next page."""
_LONGEST_TITLE = 100
"""Characters of a title; what is longer explains one."""
_LONGEST_NAME = 8
"""Words of a name; what is longer explains one."""


class Remarks(Struct):
    """What there is to say about the rows of the sheets: for each remark the sheet's place, the row and the words."""

    sheet: int = 0
    """The sheet that is being read."""
    problems: list[tuple[int, int, str]] = field(default_factory=list)
    warnings: list[tuple[int, int, str]] = field(default_factory=list)

    def refuse(self, row: int, message: str) -> None:
        """Add a problem in a row."""
        self.problems.append((self.sheet, row, message))

    def warn(self, row: int, message: str) -> None:
        """Add a warning about what was left out or changed in a row."""
        self.warnings.append((self.sheet, row, message))


class GrowingPart(Struct):
    """An attribute or indicator while its rows are read; `row` is its own row, 0 where it has none yet."""

    name: str
    first_row: int
    statements: list[list[str]]
    code: str = ""
    details: dict[Kind, list[str]] = field(default_factory=dict)
    parts: "dict[str, GrowingPart]" = field(default_factory=dict)
    row: int = 0


class Tree(Struct):
    """The parts so far: `titles` leads to the part that a table is about, `path` to the part of its last row."""

    words: RubricWords
    remarks: Remarks
    levels: tuple[str, ...]
    """The keys of the levels, in the order of the first table."""
    attributes: dict[str, GrowingPart] = field(default_factory=dict)
    titles: list[GrowingPart] = field(default_factory=list)
    path: list[GrowingPart] = field(default_factory=list)
    depths: dict[str, int] = field(default_factory=dict)
    """How deep the titles of each style of numbering are."""
    warned: set[int] = field(default_factory=set)

    # --- titles ---

    def begin_title(self, row: int, text: str, language: str, *, style: str = "") -> None:
        """Begin the part that a title names, on the floor of an outline that its numbering shows."""
        coded = split(_CONTINUED.sub("", text), self.words, language)
        depth = self.depths.setdefault(coded.style or style, len(self.titles))
        del self.titles[depth:]
        name, definition = title_and_sentence(coded.name)
        part = self._step(row, self.titles, name)
        part.code = part.code or coded.code
        if definition:
            _add_once(part.details.setdefault("definition", []), definition)
        self.titles.append(part)
        self.path = []

    def explain_title(self, text: str) -> None:
        """Keep a sentence below a title as what it means."""
        _add_once(self.titles[-1].details.setdefault("definition", []), text)

    # --- rows ---

    def add_rows(self, rows: Sequence[Row], columns: Columns) -> None:
        """Put what the rows below a header say where it belongs."""
        sections = _sections(rows, columns)
        with_names = [row for row in rows if row.number not in sections]
        depths = _depths_by_codes(with_names, columns, self.words) | _names_below_others(with_names, columns)
        explained = _rows_that_explain(rows, columns, self.words)
        for row in rows:
            if row.number in sections and self.titles and not is_title(row.only):
                self.explain_title(row.only)
            elif row.number in sections:
                self.begin_title(row.number, row.only, columns.language, style="section")
            elif self._fits_headers(row, columns):
                self._add(row, columns, depth=depths.get(row.number, 0), explains=row.number in explained)

    def _fits_headers(self, row: Row, columns: Columns) -> bool:
        """Return False if the row has a cell to the right of all headers; warn of cells without a header."""
        headed = {column.index for column in columns.all}
        width = max(headed) + 1
        for index, cell in enumerate(row.cells):
            if not cell or index in headed:
                continue
            if index >= width:
                message = f'column {letters(index)} has no header, but here it has "{shortened(one_line(cell))}"'
                question = "is a text with a comma missing its quotation marks?"
                self.remarks.refuse(row.number, f"{message}; {question}")
                return False
            self.warn_once(row.number, index, f"column {letters(index)} has no header and is left out")
        return True

    def _add(self, row: Row, columns: Columns, *, depth: int, explains: bool) -> None:
        said = {column: row.cell(column.index) for column in columns.all if row.cell(column.index)}
        said = {column: text for column, text in said.items() if column.kind != "left out"}
        if not said:
            return
        tiers = columns.of("name")
        names = [said.get(tier, "") for tier in tiers]
        sentence = names.pop() if explains else ""
        while names and not names[-1]:
            names.pop()
        part = self._part(row.number, names, tiers, depth=depth)
        if part is None:
            return
        if sentence:
            _add_once(part.details.setdefault("definition", []), sentence)
        self._add_details(row.number, said, columns)
        for place, (column, key) in enumerate(zip(columns.of("level"), level_keys(columns), strict=True)):
            level = self.levels.index(key) if key in self.levels else place
            part.statements[level].extend(statements_in(said.get(column, "")))

    def _part(self, row: int, names: Sequence[str], tiers: Sequence[Column], *, depth: int) -> GrowingPart | None:
        """Find or begin the part that a row is about: its last name, else the part of the row above."""
        if not names and not self.path:
            if tiers:
                self._miss(row, tiers[0])
                return None
            return self._untitled(row)
        if not names:
            return self.path[-1]
        for place, name in enumerate(names, start=depth):
            if name:
                self._follow(row, place, name)
            elif place >= len(self.path):
                self._miss(row, tiers[place - depth])
                return None
        del self.path[depth + len(names) :]
        return self._claim(row, self.path[-1])

    def _untitled(self, row: int) -> GrowingPart | None:
        """Return the part that the titles name, for a table without a column of names."""
        if not self.titles:
            message = "no column says what this row is about, and there is no title above the table that names it"
            self.remarks.refuse(row, message)
            return None
        self.path = [self.titles[-1]]
        return self.path[-1]

    def _miss(self, row: int, tier: Column) -> None:
        message = f"{tier.place} is empty, here and above; say what this row belongs to"
        self.remarks.refuse(row, message)

    def _claim(self, row: int, part: GrowingPart) -> GrowingPart | None:
        """Make the row the part's own, unless an earlier row is."""
        if part.row:
            message = f'"{shortened(part.name)}" is already in row {part.row}'
            self.remarks.refuse(row, f"{message}; put the two rows together, or change a name")
            return None
        part.row = row
        return part

    def _follow(self, row: int, depth: int, name: str) -> None:
        """Move the path to the part with that name, and begin the part if it is new."""
        part = self._step(row, [*self.titles, *self.path[:depth]], _CONTINUED.sub("", one_line(name)))
        if depth >= len(self.path) or self.path[depth] is not part:
            self.path[depth:] = [part]

    def _step(self, row: int, above: Sequence[GrowingPart], name: str) -> GrowingPart:
        siblings = above[-1].parts if above else self.attributes
        new = GrowingPart(name, row, [[] for _ in self.levels])
        return siblings.setdefault(name.casefold(), new)

    def _add_details(self, row: int, said: dict[Column, str], columns: Columns) -> None:
        for column, text in said.items():
            if column.kind == "off-scale":
                message = f"{column.place} is not a level, so what is below it is left out"
                self.warn_once(row, column.index, message)
            elif column.kind in DETAILS:
                details = self._owner(column, columns, said).details.setdefault(column.kind, [])
                _add_once(details, text)

    def _owner(self, column: Column, columns: Columns, said: dict[Column, str]) -> GrowingPart:
        """Find the part that a column's details belong to: the one its header names, else the row's own.

        A code right before a name is that name's.
        """
        tiers = columns.of("name")
        for tier, part in zip(tiers[:-1], self.path, strict=False):
            if column.kind == "code" and not column.noun and tier.index == column.index + 1 and said.get(tier):
                return part
        for tier, part in zip(tiers, self.path, strict=False):
            if column.noun and tier.noun == column.noun:
                return part
        return self.path[-1]

    def warn_once(self, row: int, index: int, message: str) -> None:
        """Warn of a column in the first row that gives a reason to."""
        if index not in self.warned:
            self.warned.add(index)
            self.remarks.warn(row, message)


def level_keys(columns: Columns) -> tuple[str, ...]:
    """Return by what the levels are found again in another table: their names, or headers if those are alike."""
    levels = columns.of("level")
    keys = [plain(column.level.name if column.level else column.header) for column in levels]
    if len(set(keys)) < len(keys) or not all(keys):
        keys = [column.header.casefold() for column in levels]
    return tuple(keys)


def is_title(text: str) -> bool:
    """Return True if a text names something, and does not explain it."""
    return len(text) <= _LONGEST_TITLE and not text.rstrip().endswith((".", "。", "?", "!", ";", ","))


def title_and_sentence(text: str) -> tuple[str, str]:
    """Split a title from the sentence behind it, as in `Curriculum: Units are well made`."""
    found = re.match(r"(?P<name>[^.:]{3,60}?)(?:\. |: )(?P<sentence>\S+ \S+ .*[.!])$", one_line(text))
    if found:
        return found.group("name"), found.group("sentence")
    return one_line(text), ""


# --- what the rows of a table have in common ---


def _sections(rows: Sequence[Row], columns: Columns) -> set[int]:
    """Find the rows that only have a title for the rows below, where each row has a name of its own."""
    names = columns.of("name")
    levels = columns.of("level")
    if not names or not levels:
        return set()
    first = names[0].index
    full = [row for row in rows if not row.only]
    if not full or sum(1 for row in full if row.cell(first)) < len(full):
        return set()
    last_full = max(row.number for row in full)
    said = any(row.cell(level.index) for row in full for level in levels)
    lonely = [row for row in rows if row.only and row.cell(first) and row.number < last_full]
    return {row.number for row in lonely} if said else set()


def _depths_by_codes(rows: Sequence[Row], columns: Columns, words: RubricWords) -> dict[int, int]:
    """Find how deep rows are by their codes, where all are in one column: `1.1` is below `1`, if that has a row."""
    names = columns.of("name")
    if len(names) != 1:
        return {}
    depths: dict[str, int] = {}
    found: dict[int, int] = {}
    for row in rows:
        code = split(row.cell(names[0].index), words, columns.language).code.rstrip(".")
        if code:
            upper = depths.get(above(code))
            depths[code] = found[row.number] = 0 if upper is None else upper + 1
    return found


def _names_below_others(rows: Sequence[Row], columns: Columns) -> dict[int, int]:
    """Find the rows that belong to the one above, because their names come again below other rows.

    Below each component stand `Critical attributes` and `Possible examples`, for instance.
    """
    names = columns.of("name")
    if len(names) != 1:
        return {}
    said = [row.cell(names[0].index).casefold() for row in rows]
    times = Counter(filter(None, said))
    repeated = {name for name, number in times.items() if number > 1}
    unique = [name for name in times if name not in repeated]
    if not repeated or not unique[1:] or said[0] in repeated:
        return {}
    upper = ""
    pairs = set[tuple[str, str]]()
    for name in said:
        if name in repeated:
            if (upper, name) in pairs:  # twice below the same one: a mistake
                return {}
            pairs.add((upper, name))
        elif name:
            upper = name
    return {row.number: 1 for row, name in zip(rows, said, strict=True) if name in repeated}


def _rows_that_explain(rows: Sequence[Row], columns: Columns, words: RubricWords) -> set[int]:
    """Find the rows where a sentence about the part above is in the column of the finer parts, which have codes."""
    *uppers, lowest = columns.of("name") or (None,)
    if not uppers or not lowest:
        return set()
    upper, last = uppers[-1].index, lowest.index
    cells = [row.cell(last) for row in rows if row.cell(last)]
    coded = [cell for cell in cells if split(cell, words, columns.language).code]
    if len(coded) * 2 < len(cells):
        return set()
    return {
        row.number
        for row in rows
        if row.cell(upper) and row.cell(last) and _is_sentence(row.cell(last), words, columns.language)
        if not any(row.cell(level.index) for level in columns.of("level"))
    }


def _is_sentence(cell: str, words: RubricWords, language: str) -> bool:
    is_long = len(cell.split()) > _LONGEST_NAME or cell.endswith((".", "。"))
    return is_long and not split(cell, words, language).code


def _add_once(texts: list[str], text: str) -> None:
    if text not in texts:
        texts.append(text)


def statements_in(cell: str) -> list[str]:
    """List what a cell says: a statement for each bullet, else for each line; nothing for a tick."""
    if _TICK.fullmatch(cell):
        return []
    pieces = [piece.strip() for piece in re.split(rf"\n|(?=[{_BULLETS}])", cell)]
    lines = [piece for piece in pieces if piece]
    bulleted = any(_BULLET.match(line) for line in lines)
    return _bullets(lines) if bulleted else _joined(cell)


def _joined(cell: str) -> list[str]:
    """List the lines of a cell; one that goes on in lowercase, as in a table copied from a page, is no new one."""
    said: list[str] = []
    goes_on = False
    for line in map(str.strip, cell.split("\n")):
        if line and goes_on and line[0].islower():
            said[-1] = f"{said[-1]} {line}"
        elif line:
            said.append(line)
        goes_on = bool(line) and not line.endswith((".", ";", ":", "!", "?"))
    return said


def _bullets(lines: Iterable[str]) -> list[str]:
    """Take the bullets off, and join each line without one to the line above it."""
    said: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        text = line[bullet.end() :] if bullet else line
        if said and not bullet:
            said[-1] = f"{said[-1]} {text}"
        elif text:
            said.append(text)
    return said


def without_bullet(line: str) -> str | None:
    """Return a line without its bullet; None if it has none."""
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else None
