"""From the table that a spreadsheet saved to a rubric, or to every problem with its row."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from string import ascii_uppercase

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level, OffScale
from portrait_cli.formats import starter, yaml_tree
from portrait_cli.formats.problems import MAX_BYTES, MOST_SHOWN
from portrait_cli.formats.starter import FEWEST_LEVELS, MOST_LEVELS, Part, Rubric, clean, one_line

_HEADER_WITHIN = 30  # rows: above it stands a title at most
_MOST_COLUMNS = 100
_MOST_ROWS = 1000
_MOST_TIERS = 4
_LONGEST_SHOWN = 40
_SIGNS = "•▪●■☐□❑❏"
_BULLET = re.compile(rf"(?:[{_SIGNS}◦‣·]|[-–*](?:\s|$))\s*")
_ALMOST = 0.95  # room in the portrait for what its owners write

_SAVE_AS = "in the spreadsheet choose Save as, CSV (UTF-8), and try again"

_TIERS = ("attribute", "indicator")
_DETAILS = ("code", "definition", "look for")
_LEFT_OUT, _LEVEL, _OFF_SCALE = "left out", "level", "off-scale"
_WORDS = {
    "attribute": "attribute competency standard domain dimension element category strand area criterion"
    " criteria theme pillar atributo competencia estandar dominio categoria ambito criterio",
    "indicator": "indicator practice behavior behaviour substandard component descriptor indicador practica"
    " comportamiento componente",
    "code": "code id number codigo numero",
    "definition": "definition description meaning definicion descripcion significado",
    "look for": "lookfor evidence evidencia",
    _LEFT_OUT: "score rating point weight note comment puntaje nota comentario observacion",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_SMALL_WORDS = {
    "the", "of", "name", "title", "key", "core", "leadership", "leader", "de", "del", "la", "el", "nombre",
}  # fmt: skip
_OFF_SCALE_WORDS = {
    "n a", "na", "not applicable", "not observed", "not demonstrated", "not rated", "not scored", "not my role",
    "not part of my role", "can t say yet", "unable to rate", "unable to observe", "no aplica", "no observado",
    "no se observa", "no demostrado",
}  # fmt: skip


class _Column(Struct, frozen=True):
    """What a header says and what it means; `noun` says of what, where the header says it."""

    index: int
    header: str
    kind: str
    noun: str = ""

    @property
    def place(self) -> str:
        return f'column {_letters(self.index)} ("{_short(self.header)}")'


class _Part(Struct):
    """An attribute or indicator while it is read; `row` is where it stands for itself, 0 where it has not yet."""

    name: str
    first_row: int
    statements: list[list[str]]
    details: dict[str, list[str]]
    parts: "dict[str, _Part]"
    row: int = 0


class _Found(Struct, frozen=True):
    """What is to be said about rows."""

    problems: list[tuple[int, str]]
    warnings: list[tuple[int, str]]


def read(data: bytes, file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read a rubric table saved as CSV; return the rubric and warnings about what was left out or changed.

    Raises InvalidFileError with every problem as `file:row: what was found, what to do`.
    """
    text = _text(data, file)
    delimiter, header_row, header = _header(text, file)
    rows = [
        (row, cells)
        for row, cells in _rows(text, delimiter, file)
        if row > header_row and cells and cells != header  # long tables repeat their header
    ]
    if len(rows) > _MOST_ROWS:
        raise InvalidFileError(f"{file} has more than {_MOST_ROWS:,} rows, too many for a rubric")
    found = _Found([], [])
    table = _Table(_columns(header, header_row, found), len(header), found, {}, [], set())
    for row, cells in rows:
        table.take(row, cells)
    rubric = table.rubric(header_row)
    if found.problems:
        raise InvalidFileError("\n".join(_shown(file, found.problems)))
    written = starter.write(rubric)
    try:
        yaml_tree.parse(written)
        fits = len(written.encode()) <= MAX_BYTES * _ALMOST
    except yaml_tree.YamlError:  # more values than a file may have
        fits = False
    if not fits:
        raise InvalidFileError(f"{file} would make too large a portrait; make it shorter, or make two of it")
    return rubric, tuple(_shown(file, found.warnings))


def _shown(file: str, found: Sequence[tuple[int, str]]) -> list[str]:
    lines = [f"{file}:{row}: {message}" for row, message in sorted(found)]
    more = len(lines) - MOST_SHOWN
    return [*lines[:MOST_SHOWN], f"and {more} more"] if more > 0 else lines


def _text(data: bytes, file: str) -> str:
    """Read the bytes as a spreadsheet may have written them."""
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a rubric")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InvalidFileError(f"{file} is a workbook, which we cannot read", hint=_SAVE_AS)
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            if not text.strip():
                raise InvalidFileError(f"{file} is empty")
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InvalidFileError(f"{file} is not a table that we can read", hint=_SAVE_AS)


def _rows(text: str, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows by their numbers in the spreadsheet, without empty cells at their ends."""
    lines = (f"{line}\n" for line in text.split("\n"))
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    row = 0
    try:
        for row, cells in enumerate(rows, start=1):
            kept = [clean(cell) for cell in cells]
            while kept and not kept[-1]:
                kept.pop()
            yield row, kept
    except csv.Error:
        message = "a cell begins with a quotation mark that is not closed, or holds more than a cell can"
        raise InvalidFileError(f"{file}:{row + 1}: {message}; look at the quotation marks from here on") from None


def _header(text: str, file: str) -> tuple[str, int, list[str]]:
    """Find the row with the most headers, one of them an attribute's, and the sign that parts its cells."""
    best: tuple[str, int, list[str]] = ("", 0, [])
    widest: tuple[int, list[str]] = (1, [])
    problem: InvalidFileError | None = None
    for delimiter in ",;\t":
        try:
            for row, cells in _rows(text, delimiter, file):
                if row > _HEADER_WITHIN:
                    break
                if len(cells) > _MOST_COLUMNS:
                    continue
                if _filled(cells) > _filled(widest[1]):
                    widest = (row, cells)
                if _filled(cells) > _filled(best[2]) and any(_meaning(cell)[0] == "attribute" for cell in cells):
                    best = (delimiter, row, cells)
        except InvalidFileError as error:
            problem = problem or error
    if best[1]:
        return best
    if problem:
        raise problem
    headers = ", ".join(f'"{_short(one_line(cell))}"' for cell in widest[1][:MOST_SHOWN] if cell)
    message = "found no column for the attributes; name one of the headers Attribute, Competency, Standard or Domain"
    raise InvalidFileError(f"{file}:{widest[0]}: {message} (the headers found are: {headers or 'none'})")


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _plain(text: str) -> str:
    """Write a header in small letters without accents, brackets or signs."""
    text = re.sub(r"\bno\.|\bn[º°]|№|#", " number ", re.sub(r"\([^()]*\)", " ", text.casefold()))
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def _meaning(header: str) -> tuple[str, str]:
    """Say what a column is for, by the words in its header, and of what; nothing known is a level."""
    plain = re.sub(r"\blook fors?\b", "lookfor", _plain(header))
    plain = plain.replace("performance area", "component").replace("sub standard", "substandard")
    words = [_known(word) for word in plain.split() if word not in _SMALL_WORDS]
    if any(word and _KINDS[word] == _LEFT_OUT for word in words):  # `Notes for evaluators`
        return _LEFT_OUT, ""
    if not words or "" in words:
        return "", ""
    kinds = [_KINDS[word] for word in words]
    noun = next((word for word in words if _KINDS[word] in _TIERS), "")
    return next((kind for kind in (_LEFT_OUT, *_DETAILS) if kind in kinds), kinds[0]), noun


def _known(word: str) -> str:
    """Look a word up, in the singular or the plural."""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))
    return next((form for form in forms if form in _KINDS), "")


def _columns(header: list[str], row: int, found: _Found) -> tuple[_Column, ...]:
    """Say what each column with a header is for."""
    columns = [_Column(index, one_line(cell), *_meaning(cell)) for index, cell in enumerate(header) if cell]
    if not any(column.kind == "indicator" for column in columns):
        unknown = next((column.index for column in columns if not column.kind), len(header))
        columns = [_indicator(column, unknown) for column in columns]
    last = max(column.index for column in columns if column.kind in _TIERS)
    columns = [column if column.kind else _answer(column, last) for column in columns]
    columns = _numbered_levels(columns)
    for column in columns:
        if column.kind == _LEFT_OUT:
            found.warnings.append((row, f"{column.place} is left out; a portrait has no place for it"))
    found.problems.extend((row, message) for message in _not_fitting(columns))
    return tuple(columns)


def _not_fitting(columns: list[_Column]) -> Iterator[str]:
    """Say what is wrong with the columns as a whole."""
    tiers = [column.place for column in columns if column.kind in _TIERS]
    if len(tiers) > _MOST_TIERS:
        yield f"found {len(tiers)} columns for attributes and indicators, expected one to four: {', '.join(tiers)}"
    levels = [column.place for column in columns if column.kind == _LEVEL]
    if levels and not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        counted = "1 level" if len(levels) == 1 else f"{len(levels)} levels"
        yield f"found {counted}, expected two to nine or none: {', '.join(levels)}"
    first: dict[str, _Column] = {}
    for column in columns:
        other = first.setdefault(column.header.casefold(), column)
        if other is not column and column.kind != _LEFT_OUT:
            yield f"{other.place} and {column.place} are headed alike; give each its own header"


def _indicator(column: _Column, unknown: int) -> _Column:
    """Take a look-for to the left of the levels as an indicator, where no other column has indicators."""
    alone = column.kind == "look for" and not column.noun and column.index < unknown
    return replace(column, kind="indicator") if alone else column


def _answer(column: _Column, last: int) -> _Column:
    """Say what a column is whose header nobody knows: an answer when it stands to the right of the names."""
    if column.index < last:
        return replace(column, kind=_LEFT_OUT)
    return replace(column, kind=_OFF_SCALE if _plain(column.header) in _OFF_SCALE_WORDS else _LEVEL)


def _numbered_levels(columns: list[_Column]) -> list[_Column]:
    """Where most levels have a number in their header, take those without one for something else."""
    levels = [column for column in columns if column.kind == _LEVEL]
    bare = [column for column in levels if not re.search(r"\d", column.header)]
    if len(levels) - len(bare) < FEWEST_LEVELS or len(bare) * 2 > len(levels):
        return columns
    return [replace(column, kind=_LEFT_OUT) if column in bare else column for column in columns]


class _Table(Struct, frozen=True):
    """The rows so far: `path` leads from an attribute to the part that the next row may belong to."""

    columns: tuple[_Column, ...]
    width: int
    found: _Found
    attributes: dict[str, _Part]
    path: list[_Part]
    warned: set[int]

    @property
    def tiers(self) -> list[_Column]:
        tiers = [column for column in self.columns if column.kind in _TIERS]
        return sorted(tiers, key=lambda column: _TIERS.index(column.kind))

    @property
    def levels(self) -> list[_Column]:
        return [column for column in self.columns if column.kind == _LEVEL]

    def take(self, row: int, cells: list[str]) -> None:
        """Put what a row says where it belongs."""
        headed = {column.index for column in self.columns}
        for index, cell in enumerate(cells):
            if cell and index >= self.width:
                message = f'column {_letters(index)} has no header, but here it has "{_short(one_line(cell))}"'
                self.found.problems.append((row, f"{message}; is a text with a comma missing its quotation marks?"))
                return
            if cell and index not in headed:
                self.warn(row, index, f"column {_letters(index)} has no header and is left out")
        padded = [*cells, *[""] * self.width]
        meant = (column for column in self.columns if column.kind != _LEFT_OUT)
        said = {column: text for column in meant if (text := padded[column.index])}
        part = self.part(row, [one_line(said.get(tier, "")) for tier in self.tiers]) if said else None
        if part is None:
            return
        for column, text in said.items():
            if column.kind in _DETAILS:
                known = self.owner(column).details.setdefault(column.kind, [])
                known += [text] if text not in known else []
            elif column.kind == _OFF_SCALE:
                self.warn(row, column.index, f"{column.place} is no level, so what stands below it is left out")
        for column, statements in zip(self.levels, part.statements, strict=True):
            statements.extend(_statements(said.get(column, "")))

    def part(self, row: int, names: list[str]) -> _Part | None:
        """Find or begin the part that a row is about: its last name, else the row above goes on."""
        depth = max((height for height, name in enumerate(names) if name), default=-1)
        for height, name in enumerate(names[: max(depth, 0) + 1]):
            if not name and height >= len(self.path):
                place = self.tiers[height].place
                self.found.problems.append((row, f"{place} is empty, here and above; say what this row belongs to"))
                return None
            if name:
                siblings = self.path[height - 1].parts if height else self.attributes
                new = _Part(name, row, [[] for _ in self.levels], {}, {})
                part = siblings.setdefault(name.casefold(), new)
                if height >= len(self.path) or self.path[height] is not part:
                    self.path[height:] = [part]
        if depth < 0:
            return self.path[-1]
        del self.path[depth + 1 :]
        part = self.path[depth]
        if part.row:
            message = f'"{_short(part.name)}" stands already in row {part.row}'
            self.found.problems.append((row, f"{message}; put the two rows together, or change a name"))
            return None
        part.row = row
        return part

    def owner(self, column: _Column) -> _Part:
        """Find whose code, definition or look-for a column has: what its header names, else the row's own part."""
        placed = list(zip(self.tiers, self.path, strict=False))
        named = [part for tier, part in placed if tier.noun == column.noun]
        alike = [part for tier, part in placed if tier.kind == _KINDS.get(column.noun)]
        return (named or alike or self.path[-1:])[0]

    def warn(self, row: int, index: int, message: str) -> None:
        """Say something about a column once."""
        if index not in self.warned:
            self.warned.add(index)
            self.found.warnings.append((row, message))

    def rubric(self, header_row: int) -> Rubric:
        """Make a rubric of all rows, lowest level first."""
        if not (self.attributes or self.found.problems):
            self.found.problems.append((header_row, "found headers, but no attributes below them"))
        for part in self.attributes.values():
            if self.levels and not (part.parts or part.details or any(part.statements)):
                message = f'"{_short(part.name)}" stands alone; if it is a note, take it out of the portrait'
                self.found.warnings.append((part.first_row, message))
        headers = [column.header for column in self.levels]
        names = [_level_name(header) for header in headers]
        names = names if len(set(map(str.casefold, names))) == len(names) else headers
        step = -1 if _downwards(headers) else 1
        if step < 0:
            message = f"the levels are numbered downwards; now the lowest is first: {', '.join(names[::step])}"
            self.found.warnings.append((header_row, message))
        return Rubric(
            tuple(_finished(part, step) for part in self.attributes.values()),
            tuple(Level(name) for name in names[::step]),
            tuple(_off_scale(column.header) for column in self.columns if column.kind == _OFF_SCALE and self.levels),
        )


def _finished(part: _Part, step: int) -> Part:
    return Part(
        part.name,
        code=", ".join(part.details.get("code", [])),
        definition="\n".join(part.details.get("definition", [])),
        look_for="\n".join(part.details.get("look for", [])),
        statements=tuple(map(tuple, part.statements[::step])),
        parts=tuple(_finished(finer, step) for finer in part.parts.values()),
    )


def _statements(cell: str) -> list[str]:
    """List what a cell says: a statement for each bullet, else for each line."""
    lines = [line.strip() for line in re.split(rf"\n|(?=[{_SIGNS}])", cell) if line.strip()]
    bullets = [_BULLET.match(line) for line in lines]
    bulleted = any(bullets)
    said: list[str] = []
    for line, bullet in zip(lines, bullets, strict=True):
        text = line[bullet.end() :] if bullet else line
        if bulleted and said and not bullet:
            said[-1] = f"{said[-1]} {text}"  # a bullet's second line
        elif text:
            said.append(text)
    return said


def _level_name(header: str) -> str:
    """Take the number off a level's name: "1 - Emerging", "Level 2: Applying", "Proficient (3)"."""
    name = re.sub(r"^(?:(?:level|nivel)\s*)?\d+\s*[-–—:.)=]\s*(?=[^\W\d])", "", header, flags=re.IGNORECASE)
    name = re.sub(r"(?<=[^\W\d])\s+[-–—:=]\s+\d+$", "", name)
    return re.sub(
        r"(?<=\S)\s*\((?:level |nivel )?\d+(?: ?(?:points?|pts?|puntos?))?\)$", "", name, flags=re.IGNORECASE
    )


def _downwards(headers: list[str]) -> bool:
    """Say whether each level has one number, and each a smaller one than that before it."""
    numbers = [re.findall(r"[0-9]{1,4}", header) for header in headers]
    values = [int(found[0]) for found in numbers if len(found) == 1]
    ordered = all(before > after for before, after in pairwise(values))
    return len(values) == len(headers) > 1 and ordered


def _off_scale(header: str) -> OffScale:
    name = re.sub(r"\s*\([^()]*\)", "", header)
    return OffScale(name, needs_comment=bool(re.search(r"com+ent", header.casefold())))


def _letters(index: int) -> str:
    """Name a column as spreadsheets do."""
    before, letter = divmod(index, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[letter]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
