"""The competency frameworks that Moodle exports as CSV: one row for the framework, and one for each competency.

Moodle, admin/tool/lpimportcsv: its importer goes by the places of the columns, as their headers are translated; only
`Is framework` stays in English. Older exports have 12 columns, newer ones 14.
"""

from collections.abc import Iterator, Sequence

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import shortened
from portrait_cli.formats import framework_rubric, named_columns
from portrait_cli.formats.framework import TOP, Association, Criterion, CriterionLevel, Framework, Item, Node
from portrait_cli.formats.named_columns import NamedColumns
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.sheet import Row, Sheet

_PARENT, _ID, _NAME, _DESCRIPTION, _SCALE = 0, 1, 2, 3, 5
_RELATED = 10
_FEWEST_COLUMNS = 12
_WITH_RELATED = 14
_LONGEST_CODE = 20


def recognizes(sheets: Sequence[Sheet]) -> bool:
    """Return True if a sheet has as many columns as Moodle writes, one of them for the framework itself."""
    return _table(sheets) is not None


def _table(sheets: Sequence[Sheet]) -> NamedColumns | None:
    table = named_columns.find(sheets, "isframework")
    return table if table and len(table.header.cells) >= _FEWEST_COLUMNS else None


def read(sheets: Sequence[Sheet], file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read a competency framework; return the rubric, and what was left out or decided.

    Raises InvalidFileError for other sheets, and for what a portrait cannot hold.
    """
    table = _table(sheets)
    if table is None:
        raise InvalidFileError(f"{file}: found no competencies of Moodle")
    frameworks = [row for row in table.rows if table.said(row, "isframework") not in {"", "0"}]
    described = frameworks[0] if frameworks else Row(0, ())
    rows = [row for row in table.rows if row not in frameworks]
    items: dict[str, Item] = {}
    links: list[Association] = []
    criteria: list[Criterion] = []
    remarks = list(_left_out(table))
    for row in rows:
        item = _item(row)
        if item.id in items:
            remarks.append(f'row {row.number} has the ID of another, "{shortened(item.id)}", and is left out')
            continue
        items[item.id] = item
        links += _links(table, row, item)
        levels = _levels(row.cell(_SCALE) or described.cell(_SCALE))
        if levels:
            criteria.append(Criterion(levels, item=item.id, name=item.statement))
    framework = Framework(
        tuple(items.values()),
        tuple(links),
        tuple(criteria),
        id=TOP,
        title=described.cell(_NAME),
        summary=described.cell(_DESCRIPTION),
    )
    return framework_rubric.rubric_of(framework, file, remarks)


def _item(row: Row) -> Item:
    """Read a competency; a short ID number is also its code."""
    own = row.cell(_ID)
    name = row.cell(_NAME)
    return Item(
        own or name or f"row {row.number}",
        statement=row.cell(_DESCRIPTION) or name,
        short=name,
        code=own if len(own) <= _LONGEST_CODE else "",
        enumeration=str(row.number),
    )


def _links(table: NamedColumns, row: Row, item: Item) -> Iterator[Association]:
    parent = row.cell(_PARENT)
    yield Association("isChildOf", Node(item.id), Node(parent or TOP, parent))
    if len(table.header.cells) >= _WITH_RELATED:
        for related in filter(None, row.cell(_RELATED).split(",")):
            other = related.replace("%2C", ",").strip()
            yield Association("isRelatedTo", Node(item.id), Node(other, other))


def _levels(values: str) -> tuple[CriterionLevel, ...]:
    """Read a scale of Moodle, which goes from the least to the most."""
    names = [name.strip() for name in values.split(",")]
    return tuple(CriterionLevel(name, position=place) for place, name in enumerate(names) if name)


def _left_out(table: NamedColumns) -> Iterator[str]:
    """Name the columns about how Moodle itself works out that a competency is reached."""
    related = {_RELATED} if len(table.header.cells) >= _WITH_RELATED else set()
    used = {_PARENT, _ID, _NAME, _DESCRIPTION, _SCALE, table.names["isframework"], *related}
    return table.left_out({name for name, index in table.names.items() if index in used})
