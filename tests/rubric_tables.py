"""Rubric tables as people have them, and how each is read, written so that a person can check it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import TESTS
from portrait_cli.formats import rubric_table
from portrait_cli.formats.rubric import Part, Rubric
from portrait_cli.formats.rubric_reading import Reading, Wishes
from portrait_cli.store import table_file

FOLDER = TESTS / "rubrics"
TABLES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".reading" and path.name != "README.md")
WORDS = table_file.words()
NO_WISHES = Wishes()


def read(data: bytes | str, name: str = "r.csv", wishes: Wishes = NO_WISHES) -> Reading:
    """Read a table as the program does."""
    encoded = data.encode() if isinstance(data, str) else data
    return rubric_table.read(table_file.sheets_in(encoded, name), name, WORDS, wishes)


# --- from the folder ---


def data_of(name: str) -> bytes:
    """Make the bytes of a table in the folder: a workbook, or a text in the encoding in its name."""
    path = FOLDER / name
    if path.suffix == ".sheets":
        return workbook(path.read_text(encoding="utf-8"))
    _, _, encoding = path.stem.partition("@")
    return path.read_bytes() if not encoding else path.read_text(encoding="utf-8").encode(encoding)


def workbook(text: str) -> bytes:
    """Make a workbook of sheets that are written one below the other, each below a line with its name.

    A cell that begins with `=` is not a text: `=TRUE`, `=25%`, `=2026-09-01`, `=3`.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for heading, body in re.findall(r"^=== (.*)\n((?:(?!=== ).*\n)*)", text, re.MULTILINE):
        sheet = book.create_sheet(heading.removesuffix(" (hidden)"))
        sheet.sheet_state = "hidden" if heading.endswith(" (hidden)") else "visible"
        _fill(sheet, body)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, body: str) -> None:
    directions = re.findall(r"^(merge|at) (\S+) ?(.*)\n", body, re.MULTILINE)
    for number, cells in enumerate(csv.reader(io.StringIO(re.sub(r"(?m)^(merge|at) .*\n", "", body))), start=1):
        for index, cell in enumerate(cells, start=1):
            _put(sheet, number, index, cell)
    for what, place, said in directions:
        if what == "merge":
            sheet.merge_cells(place)
        else:
            sheet[place] = said


def _put(sheet: Worksheet, row: int, column: int, said: str) -> None:
    cell = sheet.cell(row, column)
    value = said.removeprefix("=")
    if value == said:
        cell.value = said or None
    elif value in {"TRUE", "FALSE"}:
        cell.value = value == "TRUE"
    elif value.endswith("%"):
        cell.value, cell.number_format = int(value[:-1]) / 100, "0%"
    elif "-" in value:
        cell.value = date.fromisoformat(value)
    else:
        cell.value = float(value)


# --- as a person checks it ---


def written(reading: Reading) -> str:
    """Write a reading: the scale, each part with what is said of it, and what was left out or is in doubt."""
    return "".join(f"{line}\n" for line in _lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    rubric = reading.rubric
    if rubric.title:
        yield f"title: {rubric.title}"
    yield f"language: {rubric.language}"
    yield from _scale(rubric)
    for part in rubric.attributes:
        yield ""
        yield from _part(part, "")
    yield from _section("left out", reading.left_out)
    yield from _section("in doubt", reading.doubts)


def _scale(rubric: Rubric) -> Iterator[str]:
    if rubric.levels:
        names = [f"{level.name} = {level.meaning}" if level.meaning else level.name for level in rubric.levels]
        yield f"levels: {' < '.join(names)}"
    for answer in rubric.off_scale:
        yield f"beside them: {answer.name}{', with a comment' if answer.needs_comment else ''}"
    if rubric.cumulative:
        yield "each level includes those below it"


def _part(part: Part, indent: str) -> Iterator[str]:
    yield f"{indent}{f'[{part.code}] ' if part.code else ''}{part.name}"
    within = f"{indent}    "
    for line in part.definition.split("\n") if part.definition else ():
        yield f"{within}= {line}"
    for line in part.look_for.split("\n") if part.look_for else ():
        yield f"{within}? {line}"
    if any(part.statements):
        for number, statements in enumerate(part.statements, start=1):
            yield f"{within}{number}: {' | '.join(statements)}".rstrip()
    for finer in part.parts:
        yield from _part(finer, f"{indent}  ")


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"- {line}" for line in lines)
