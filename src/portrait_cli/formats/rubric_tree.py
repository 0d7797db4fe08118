"""From the rows of a rubric table to its attributes and the indicators below them."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from portrait_cli.core.portrait import Level
from portrait_cli.core.text import shortened
from portrait_cli.formats import rubric_headers
from portrait_cli.formats.rubric import Part, Rubric, one_line
from portrait_cli.formats.rubric_headers import DETAILS, Column, Columns, Kind

_BULLETS = "•▪●■☐□❑❏"
_BULLET = re.compile(rf"(?:[{_BULLETS}◦‣·]|[-–*](?:\s|$))\s*")


class Row(Struct, frozen=True):
    """The cells of a row, and its number in the spreadsheet; there are no empty cells at its end."""

    number: int
    cells: list[str]


class Remarks(Struct, frozen=True):
    """What there is to say about the rows of a table, each with the row's number."""

    problems: list[tuple[int, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)


class _GrowingPart(Struct):
    """An attribute or indicator while its rows are read; `row` is its own row, 0 where it has none yet."""

    name: str
    first_row: int
    statements: list[list[str]]
    details: dict[Kind, list[str]] = field(default_factory=dict)
    parts: "dict[str, _GrowingPart]" = field(default_factory=dict)
    row: int = 0


def build(header: Row, rows: Iterable[Row], remarks: Remarks) -> Rubric:
    """Make a rubric of the rows below a header, lowest level first; add what there is to say to the remarks."""
    columns = rubric_headers.columns_of(header.cells)
    _remark_on_header(header.number, columns, remarks)
    tree = _Tree(columns, remarks)
    for row in rows:
        tree.add(row)
    _remark_on_attributes(header.number, tree)
    return _rubric(tree, header.number)


def _remark_on_header(row: int, columns: Columns, remarks: Remarks) -> None:
    for column in columns.left_out:
        remarks.warnings.append((row, f"{column.place} is left out; a portrait has no place for it"))
    for problem in rubric_headers.misfits(columns):
        remarks.problems.append((row, problem))


def _remark_on_attributes(header_row: int, tree: "_Tree") -> None:
    """Refuse a table without attributes; warn of a bare name beside levels, which may be a note below the table."""
    remarks = tree.remarks
    if not tree.attributes and not remarks.problems:
        remarks.problems.append((header_row, "found headers, but no attributes below them"))
    for part in tree.attributes.values():
        if tree.columns.levels and _is_bare(part):
            message = f'"{shortened(part.name)}" is by itself; if it is a note, take it out of the portrait'
            remarks.warnings.append((part.first_row, message))


class _Tree(Struct, frozen=True):
    """The rows so far: `path` leads from an attribute to the part that the next row may belong to."""

    columns: Columns
    remarks: Remarks
    attributes: dict[str, _GrowingPart] = field(default_factory=dict)
    path: list[_GrowingPart] = field(default_factory=list)
    warned: set[int] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Put what a row says where it belongs."""
        if not self._fits_headers(row):
            return
        said = self._said(row)
        if not said:
            return
        part = self._part(row.number, said)
        if part is None:
            return
        self._add_details(row.number, said)
        for column, statements in zip(self.columns.levels, part.statements, strict=True):
            statements.extend(_statements(said.get(column, "")))

    def _fits_headers(self, row: Row) -> bool:
        """Return False if the row has a cell to the right of all headers; warn of cells without a header."""
        headed = {column.index for column in self.columns.headed}
        for index, cell in enumerate(row.cells):
            if not cell or index in headed:
                continue
            letters = rubric_headers.letters(index)
            if index >= self.columns.width:
                message = f'column {letters} has no header, but here it has "{shortened(one_line(cell))}"'
                question = "is a text with a comma missing its quotation marks?"
                self.remarks.problems.append((row.number, f"{message}; {question}"))
                return False
            self._warn_once(row.number, index, f"column {letters} has no header and is left out")
        return True

    def _said(self, row: Row) -> dict[Column, str]:
        """Find what a row says in each column that a portrait has a place for."""
        said = {}
        for column in self.columns.headed:
            text = row.cells[column.index] if column.index < len(row.cells) else ""
            if text and column.kind != "left out":
                said[column] = text
        return said

    def _part(self, row: int, said: dict[Column, str]) -> _GrowingPart | None:
        """Find or begin the part that a row is about: its last name, else the part of the row above."""
        names = self._names(said)
        if not self._follow(row, names or [""]):
            return None
        if not names:
            return self.path[-1]
        del self.path[len(names) :]
        return self._claim(row, self.path[-1])

    def _names(self, said: dict[Column, str]) -> list[str]:
        """List the names in a row, from the attribute's to the last; those in between may be empty."""
        names = [one_line(said.get(tier, "")) for tier in self.columns.tiers]
        while names and not names[-1]:
            names.pop()
        return names

    def _claim(self, row: int, part: _GrowingPart) -> _GrowingPart | None:
        """Make the row the part's own, unless an earlier row is."""
        if part.row:
            message = f'"{shortened(part.name)}" is already in row {part.row}'
            self.remarks.problems.append((row, f"{message}; put the two rows together, or change a name"))
            return None
        part.row = row
        return part

    def _follow(self, row: int, names: list[str]) -> bool:
        """Move the path along a row's names; return False if a name is empty here and above."""
        for depth, name in enumerate(names):
            if name:
                self._step(row, depth, name)
            elif depth >= len(self.path):
                place = self.columns.tiers[depth].place
                message = f"{place} is empty, here and above; say what this row belongs to"
                self.remarks.problems.append((row, message))
                return False
        return True

    def _step(self, row: int, depth: int, name: str) -> None:
        """Move the path to the part with that name, and begin the part if it is new."""
        siblings = self.path[depth - 1].parts if depth else self.attributes
        new = _GrowingPart(name, row, [[] for _ in self.columns.levels])
        part = siblings.setdefault(name.casefold(), new)
        if depth >= len(self.path) or self.path[depth] is not part:
            self.path[depth:] = [part]

    def _add_details(self, row: int, said: dict[Column, str]) -> None:
        for column, text in said.items():
            if column.kind == "off-scale":
                message = f"{column.place} is not a level, so what is below it is left out"
                self._warn_once(row, column.index, message)
            elif column.kind in DETAILS:
                details = self._owner(column).details.setdefault(column.kind, [])
                _add_once(details, text)

    def _owner(self, column: Column) -> _GrowingPart:
        """Find the part that a column's details belong to: the one its header names, else the row's own."""
        named, alike = [], []
        kind = rubric_headers.kind_of(column.noun)
        for tier, part in zip(self.columns.tiers, self.path, strict=False):
            if tier.noun == column.noun:
                named.append(part)
            if tier.kind == kind:
                alike.append(part)
        candidates = named or alike or self.path[-1:]
        return candidates[0]

    def _warn_once(self, row: int, index: int, message: str) -> None:
        """Warn of a column in the first row that gives a reason to."""
        if index not in self.warned:
            self.warned.add(index)
            self.remarks.warnings.append((row, message))


def _is_bare(part: _GrowingPart) -> bool:
    return not (part.parts or part.details or any(part.statements))


def _add_once(texts: list[str], text: str) -> None:
    if text not in texts:
        texts.append(text)


def _rubric(tree: _Tree, header_row: int) -> Rubric:
    """Make a rubric of all rows, lowest level first."""
    columns = tree.columns
    headers = [level.header for level in columns.levels]
    names = rubric_headers.level_names(headers)
    step = 1
    if rubric_headers.numbered_downward(headers):
        step = -1
        names.reverse()
        message = f"the levels are numbered downward; now the lowest is first: {', '.join(names)}"
        tree.remarks.warnings.append((header_row, message))

    attributes = tuple(_finished(part, step) for part in tree.attributes.values())
    if not names:  # no scale, and so no other answers
        return Rubric(attributes)
    off_scale = [rubric_headers.off_scale_answer(column.header) for column in columns.off_scale]
    return Rubric(attributes, tuple(map(Level, names)), tuple(off_scale))


def _finished(part: _GrowingPart, step: int) -> Part:
    """Make a part of all that its rows said; `step` is -1 where the highest level was first."""
    return Part(
        part.name,
        code=", ".join(part.details.get("code", [])),
        definition="\n".join(part.details.get("definition", [])),
        look_for="\n".join(part.details.get("look for", [])),
        statements=tuple(tuple(statements) for statements in part.statements[::step]),
        parts=tuple(_finished(finer, step) for finer in part.parts.values()),
    )


def _statements(cell: str) -> list[str]:
    """List what a cell says: a statement for each bullet, else for each line."""
    pieces = [piece.strip() for piece in re.split(rf"\n|(?=[{_BULLETS}])", cell)]
    lines = [piece for piece in pieces if piece]
    bulleted = any(_BULLET.match(line) for line in lines)
    return _bullets(lines) if bulleted else lines


def _bullets(lines: list[str]) -> list[str]:
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
