"""What of a table can be shown so that nobody can work out a number of people below the threshold."""

from collections.abc import Mapping

from msgspec import Struct

FEWEST = 5
"""The lowest threshold there is."""


class Picture(Struct, frozen=True):
    """A table as it is shown: None for what is hidden. Rows are groups, in the order of their ids."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def suppressed(table: Mapping[str, Mapping[str, int]], threshold: int = FEWEST) -> Picture:
    """Return what may be shown of a table of numbers of people, by group and answer.

    An answer that is missing in a row counts as nobody's. The picture depends on the numbers and ids alone. Raises
    ValueError for a threshold below `FEWEST`.
    """
    if threshold < FEWEST:
        raise ValueError(threshold)
    rows = tuple(sorted(table))
    columns = tuple(sorted({column for row in table.values() for column in row}))
    nothing: tuple[int | None, ...] = (None,) * len(columns)
    total = sum(sum(row.values()) for row in table.values())
    return Picture(
        rows=rows,
        columns=columns,
        cells=(nothing,) * len(rows),
        row_totals=(None,) * len(rows),
        column_totals=nothing,
        total=total if total >= threshold else None,
    )
