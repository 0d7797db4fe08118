"""A document's records as CSV: RFC 4180, which spreadsheets open as a table and do not run."""

from collections.abc import Iterator, Sequence

from portrait_cli.core.document import Document
from portrait_cli.core.text import visible

_BYTE_ORDER_MARK = "\ufeff"
"""By which Excel knows that ñ and Arabic are UTF-8."""
_FORMULA = tuple("=+-@\t\n\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with, in wide letters too; an apostrophe before it makes it text."""
_QUOTED = frozenset('",\n')


def write(document: Document) -> Iterator[str]:
    """Write the records, row by row."""
    yield _BYTE_ORDER_MARK
    yield _row(document.records.header)
    yield from map(_row, document.records.rows)


def _row(cells: Sequence[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    safe = visible(text)
    if safe.startswith(_FORMULA):
        safe = f"'{safe}"
    if _QUOTED.isdisjoint(safe) and safe == safe.strip():
        return safe
    return '"' + safe.replace('"', '""') + '"'
