"""The outcomes that Canvas exports as CSV: groups and outcomes, and from the column `ratings` on points and ratings.

Canvas LMS, Outcomes Import Format: https://canvas.instructure.com/doc/api/file.outcomes_csv.html
"""

from collections.abc import Iterator, Sequence

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import count, shortened
from portrait_cli.formats import framework_rubric, named_columns
from portrait_cli.formats.framework import TOP, Association, Criterion, CriterionLevel, Framework, Item, Node
from portrait_cli.formats.named_columns import NamedColumns
from portrait_cli.formats.numbers import number_in
from portrait_cli.formats.rubric import Rubric, one_line
from portrait_cli.formats.sheet import Row, Sheet

_USED = {
    *("vendorguid", "objecttype", "title", "description", "displayname", "parentguids", "workflowstate", "ratings"),
    *("canvasid", "friendlydescription"),
}


def recognizes(sheets: Sequence[Sheet]) -> bool:
    """Return True if a sheet has the columns that every export of outcomes has."""
    return _table(sheets) is not None


def _table(sheets: Sequence[Sheet]) -> NamedColumns | None:
    return named_columns.find(sheets, "vendorguid", "objecttype", "title")


def read(sheets: Sequence[Sheet], file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read outcomes; return the rubric, and what was left out or decided.

    Raises InvalidFileError for other sheets, and for what a portrait cannot hold.
    """
    table = _table(sheets)
    if table is None:
        raise InvalidFileError(f"{file}: found no outcomes of Canvas")
    rows = [row for row in table.rows if table.said(row, "workflowstate").casefold() != "deleted"]
    deleted = len(table.rows) - len(rows)
    remarks = list(table.left_out(_USED))
    if deleted:
        remarks.append(f"{count(deleted, 'row')} left out, as Canvas marks them as deleted")

    items: dict[str, Item] = {}
    links: list[Association] = []
    criteria: list[Criterion] = []
    for row in rows:
        item = _item(table, row)
        if item.id in items:
            remarks.append(
                f'row {row.number} has the vendor_guid of another, "{shortened(item.id)}", and is left out'
            )
            continue
        items[item.id] = item
        links += _links(table, row, item)
        levels = tuple(_levels(table, row))
        if levels:
            criteria.append(Criterion(levels, item=item.id, name=item.statement))
    framework = Framework(
        tuple(items.values()), tuple(links), tuple(criteria), scores="points in the ratings", id=TOP
    )
    return framework_rubric.rubric_of(framework, file, remarks)


def _item(table: NamedColumns, row: Row) -> Item:
    """Read a group or an outcome; what Canvas shows instead of its title may be a code."""
    title = table.said(row, "title")
    shown = table.said(row, "displayname")
    is_code = " " not in shown and any(map(str.isdigit, shown))
    notes = [table.said(row, "friendlydescription")]
    if not is_code and shown != title:
        notes.insert(0, shown)
    return Item(
        table.said(row, "vendorguid") or title or f"row {row.number}",
        statement=table.said(row, "description") or title,
        short=title,
        code=shown if is_code else "",
        notes="\n".join(filter(None, notes)),
        enumeration=str(row.number),
    )


def _links(table: NamedColumns, row: Row, item: Item) -> Iterator[Association]:
    for parent in table.said(row, "parentguids").split() or [TOP]:
        yield Association("isChildOf", Node(item.id), Node(parent, parent))


def _levels(table: NamedColumns, row: Row) -> Iterator[CriterionLevel]:
    """Read the pairs of points and a rating's name."""
    first = table.names.get("ratings", len(row.cells))
    for index in range(first, len(row.cells), 2):
        points, name = row.cell(index), row.cell(index + 1)
        if points or name:
            yield CriterionLevel(one_line(name), score=number_in(points))
