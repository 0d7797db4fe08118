"""The rubrics that Canvas imports and exports as CSV: one criterion a row, its ratings side by side, best first.

Canvas LMS, template of Import Rubric: Rubric Name, Criteria Name, Criteria Description, Criteria Enable Range, and
then for each rating Rating Name, Rating Description, Rating Points.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import framework_rubric, named_columns
from portrait_cli.formats.framework import Criterion, CriterionLevel, Framework
from portrait_cli.formats.named_columns import NamedColumns, name_of
from portrait_cli.formats.numbers import number_in
from portrait_cli.formats.rubric import Rubric, one_line
from portrait_cli.formats.sheet import Row, Sheet

_USED = {"rubricname", "criterianame", "criteriadescription"}
_RATING = ("ratingname", "ratingdescription", "ratingpoints")


def recognizes(sheets: Sequence[Sheet]) -> bool:
    """Return True if a sheet has the columns of Canvas's template."""
    return _table(sheets) is not None


def _table(sheets: Sequence[Sheet]) -> NamedColumns | None:
    return named_columns.find(sheets, "rubricname", "criterianame")


def read(sheets: Sequence[Sheet], file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read rubrics: the criteria of one become attributes, those of several are below an attribute for each.

    Raises InvalidFileError for other sheets, and for what a portrait cannot hold.
    """
    table = _table(sheets)
    if table is None:
        raise InvalidFileError(f"{file}: found no rubric of Canvas")
    criteria = tuple(_criteria(table))
    ratings = {name for name in table.names if name.startswith(_RATING)}
    remarks = table.left_out(_USED | ratings)
    return framework_rubric.rubric_of(Framework((), criteria=criteria, scores="Rating Points"), file, remarks)


def _criteria(table: NamedColumns) -> Iterator[Criterion]:
    """Read the criteria; an empty name of the rubric is that of the row above."""
    rubric = ""
    for row in table.rows:
        rubric = table.said(row, "rubricname") or rubric
        criterion = Criterion(
            tuple(_levels(table, row)),
            name=table.said(row, "criterianame"),
            rubric=rubric,
            description=table.said(row, "criteriadescription"),
        )
        if criterion != Criterion((), rubric=rubric):
            yield criterion


def _levels(table: NamedColumns, row: Row) -> Iterator[CriterionLevel]:
    """Read ratings: each begins with a name, and goes on below the last header as the template's dots say."""
    level = CriterionLevel("")
    width = max(len(row.cells), len(table.header.cells))
    kinds = [_kind(table.header.cell(index)) for index in range(width)]
    after = len(table.header.cells)
    if _RATING[2] in kinds:
        after = max(index for index, kind in enumerate(kinds) if kind == _RATING[2]) + 1
    kinds[after:] = [_RATING[(index - after) % len(_RATING)] for index in range(after, width)]
    for index, kind in enumerate(kinds):
        cell = row.cell(index)
        if kind == "ratingname":
            if level != CriterionLevel(""):
                yield level
            level = CriterionLevel(one_line(cell))
        elif kind == "ratingdescription":
            level = replace(level, statement=cell)
        elif kind == "ratingpoints":
            level = replace(level, score=number_in(cell))
    if level != CriterionLevel(""):
        yield level


def _kind(header: str) -> str:
    """Return which part of a rating a column has; spreadsheets number headers that are alike."""
    name = name_of(header)
    return next((kind for kind in _RATING if name.startswith(kind)), "")
