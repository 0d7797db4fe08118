"""CASE frameworks as tables: the workbook and the CSV files of OpenSALT, and what imports them.

The workbook has a sheet each for the document, the items and the associations (OpenSALT, ExcelExport). A CSV file has
the items, with columns for their associations (its import of children) or a smartLevel such as 1.2.1.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import shortened
from portrait_cli.formats import framework_rubric, named_columns
from portrait_cli.formats.framework import TOP, Association, Framework, Item, Node
from portrait_cli.formats.named_columns import NamedColumns
from portrait_cli.formats.numbers import number_in
from portrait_cli.formats.rubric import Rubric, one_line
from portrait_cli.formats.sheet import Row, Sheet

_PARENTS = ("ischildof", "parentidentifier", "parentcoding", "parent", "parentid")
_ASSOCIATIONS = {
    "replacedby": "replacedBy",
    "isrelatedto": "isRelatedTo",
    "isexactmatchof": "exactMatchOf",
    "exactmatchof": "exactMatchOf",
    "ispeerof": "isPeerOf",
    "ispartof": "isPartOf",
    "precedes": "precedes",
    "exemplar": "exemplar",
    "hasskilllevel": "hasSkillLevel",
    "istranslationof": "isTranslationOf",
}
_ITEM_COLUMNS = {
    *("identifier", "fullstatement", "abbreviatedstatement", "humancodingscheme", "smartlevel"),
    *("notes", "language", "sequencenumber", "lastchangedatetime", "cfassociationgroupidentifier", *_PARENTS),
    *_ASSOCIATIONS,
}
_DOCUMENT_COLUMNS = {
    *("identifier", "title", "version", "adoptionstatus", "language", "publisher", "creator", "description"),
    *("license", "licensetitle", "licensetext", "lastchangedate"),
}


class _Items(Struct, frozen=True):
    """The items, each with its row, and their ids by identifier and by code."""

    table: NamedColumns
    rows: Mapping[str, Row]
    items: tuple[Item, ...]
    ids: Mapping[str, str]


def recognizes(sheets: Sequence[Sheet]) -> bool:
    """Return True if a sheet has the items of a CASE framework."""
    return named_columns.find(sheets, "fullstatement") is not None


def read(sheets: Sequence[Sheet], file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read a CASE framework from its sheets; return the rubric, and what was left out or decided.

    Raises InvalidFileError for other sheets, and for what a portrait cannot hold.
    """
    table = named_columns.find(sheets, "fullstatement")
    if table is None:
        raise InvalidFileError(f"{file}: found no items of a CASE framework")
    items = _items(table)
    remarks = [*_repeated(items), *table.left_out(_ITEM_COLUMNS)]
    document = named_columns.find(sheets, "title", "creator")
    said = defaultdict(str, _marked(table.above))
    if document:
        remarks += document.left_out(_DOCUMENT_COLUMNS)
        said |= _first_row(document)
    framework = Framework(
        items.items,
        tuple(_links(sheets, items)),
        id=said["identifier"] or TOP,
        title=said["title"],
        summary=said["description"],
        version=said["version"],
        status=said["adoptionstatus"],
        publisher=said["publisher"] or said["creator"],
        licence=" ".join(filter(None, [said["licensetitle"] or said["license"], said["licensetext"]])),
        language=said["language"],
    )
    return framework_rubric.rubric_of(framework, file, remarks)


def _marked(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Go through what rows above the items say of the framework, such as `#title`, and the title beside it."""
    for row in rows:
        if row.cell(0).startswith("#"):
            yield named_columns.name_of(row.cell(0)), row.cell(1)


def _first_row(document: NamedColumns) -> dict[str, str]:
    """Return what the sheet for the document says, by its headers."""
    row = document.rows[0] if document.rows else Row(0, ())
    return {name: row.cell(index) for name, index in document.names.items()}


# --- items ---


def _items(table: NamedColumns) -> _Items:
    """Read the items; one without an identifier is known by its code or its words."""
    rows: dict[str, Row] = {}
    items: list[Item] = []
    ids: dict[str, str] = {}
    for row in table.rows:
        item = _item(table, row)
        if item.id in rows:
            continue
        rows[item.id] = row
        items.append(item)
        ids[item.id] = item.id
    for item in items:
        if item.code:
            ids.setdefault(item.code, item.id)
    return _Items(table, rows, tuple(items), ids)


def _item(table: NamedColumns, row: Row) -> Item:
    statement = table.said(row, "fullstatement")
    code = table.said(row, "humancodingscheme")
    return Item(
        table.said(row, "identifier") or code or statement or f"row {row.number}",
        statement=statement,
        short=table.said(row, "abbreviatedstatement"),
        code=code,
        notes=table.said(row, "notes"),
        language=table.said(row, "language"),
        enumeration=table.said(row, "smartlevel") or str(row.number),
    )


def _repeated(items: _Items) -> Iterator[str]:
    """Name the rows with an identifier that an earlier row has."""
    for row in items.table.rows:
        own = _item(items.table, row).id
        first = items.rows[own]
        if first is not row:
            yield f'row {row.number} has the identifier of row {first.number}, "{shortened(own)}", and is left out'


# --- associations ---


def _links(sheets: Sequence[Sheet], items: _Items) -> list[Association]:
    """List what links items: a sheet of its own, else levels such as 1.2.1, else columns for parents."""
    links = list(_from_columns(items))
    table = named_columns.find(sheets, "associationtype", "originnodeidentifier")
    if table:
        return [*links, *_from_sheet(table, items)]
    has_levels = any(_smart_level(items, item) for item in items.items)
    has_parents = any(items.table.said(row, *_PARENTS) for row in items.rows.values())
    if has_levels and not has_parents:
        return [*links, *_from_smart_levels(items)]
    return [*links, *_from_parents(items)]


def _from_sheet(table: NamedColumns, items: _Items) -> Iterator[Association]:
    for row in table.rows:
        yield Association(
            table.said(row, "associationtype"),
            origin=_end(table, row, "originnode", items),
            destination=_end(table, row, "destinationnode", items),
            sequence=number_in(table.said(row, "sequencenumber")),
            group=table.said(row, "associationgroupidentifier"),
        )


def _end(table: NamedColumns, row: Row, end: str, items: _Items) -> Node:
    identifier = table.said(row, f"{end}identifier")
    code = table.said(row, f"{end}humancodingscheme")
    uri = table.said(row, f"{end}uri")
    address = "" if uri.startswith("local:") else uri
    return Node(items.ids.get(identifier, identifier) or items.ids.get(code, code), code or address)


def _from_columns(items: _Items) -> Iterator[Association]:
    for item in items.items:
        for column, association_type in _ASSOCIATIONS.items():
            for other in _others(items, items.table.said(items.rows[item.id], column)):
                yield Association(association_type, Node(item.id), other)


def _from_parents(items: _Items) -> Iterator[Association]:
    for item in items.items:
        row = items.rows[item.id]
        sequence = number_in(items.table.said(row, "sequencenumber"))
        group = items.table.said(row, "cfassociationgroupidentifier")
        for above in _others(items, items.table.said(row, *_PARENTS)) or [Node(TOP)]:
            yield Association("isChildOf", Node(item.id), above, sequence, group)


def _others(items: _Items, cell: str) -> list[Node]:
    """List the items or addresses in a cell; a comma is only between items, as words may have one."""
    if cell in items.ids:
        return [_other(items, cell)]
    by_comma = [said.strip() for said in cell.split(",")]
    if all(said in items.ids for said in by_comma):
        return [_other(items, said) for said in by_comma]
    return [_other(items, said.strip()) for said in re.split(r"[|;\n]", cell) if said.strip()]


def _other(items: _Items, said: str) -> Node:
    return Node(items.ids.get(said, said), one_line(said))


def _from_smart_levels(items: _Items) -> Iterator[Association]:
    """Put 1.2.1 below 1.2, or below 1 where there is no 1.2."""
    by_level = {_smart_level(items, item): item.id for item in items.items}
    for item in items.items:
        above = _smart_level(items, item).rpartition(".")[0]
        while above and above not in by_level:
            above = above.rpartition(".")[0]
        yield Association("isChildOf", Node(item.id), Node(by_level[above] if above else TOP))


def _smart_level(items: _Items, item: Item) -> str:
    return items.table.said(items.rows[item.id], "smartlevel").strip(".")
