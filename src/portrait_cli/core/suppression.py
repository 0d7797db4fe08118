"""What of a table can be shown so that nobody can work out a number of people below the threshold.

The table has a row for each group and a column for each answer, with the totals of both. Whoever sees the picture may
know this code. So it is not enough that what is shown leaves a hidden number open: there must be another table that
looks alike, which means that it has another number in that place and this code would show the same picture of it. We
look for such tables before we show a picture. Where there are none, less is shown:

1. A group or answer with fewer people than the threshold is left out, and so is the smallest other one where the
   number of all people would tell it. In the rest, each cell below the threshold is hidden, with all cells where the
   rows and columns of such cells cross. This includes zeros: a zero that is shown beside two hidden ones whose sum is
   2 would say that both are 1. All other zeros are shown.
2. Only the totals, without those of groups and answers that are left out.
3. Only how many people there are.

This keeps a hidden number from being certain, not from being likely. Somebody who knows what some of the people
answered knows more than the picture tells: of a 5 that is shown, one of these five learns about four others, and
in a small table they may even work out a number that is hidden from everybody else. The
groups that are left out depend on the totals of the groups alone, so that they are the same in each table that the
same people filled. Two pictures of the same people with different thresholds would tell more than each of them: the
first threshold has to stay, see `roll_up`.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

FEWEST = 5
"""The lowest threshold there is."""
_MOST_TABLES = 200
"""How many tables are looked at before less is shown."""
_FEWEST_CROSSING = 2
"""One hidden cell in a row or column could be worked out from its total."""


class Picture(Struct, frozen=True):
    """A table as it is shown: None for what is hidden. Rows and columns are in the order of their ids."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    """How many people there are; None if they are too few to say even that."""


def suppressed(table: Mapping[str, Mapping[str, int]], threshold: int = FEWEST) -> Picture:
    """Return what may be shown of a table of numbers of people, by group and answer.

    An answer that is missing in a row counts as nobody's. The picture depends on the ids and numbers alone. Raises
    ValueError for a threshold below `FEWEST`.
    """
    if threshold < FEWEST:
        raise ValueError(threshold)
    rows = tuple(sorted(table))
    columns = tuple(sorted({column for row in table.values() for column in row}))
    counts = with_totals([[table[row].get(column, 0) for column in columns] for row in rows])
    hidden = hidden_cells(counts, threshold)
    *shown, shown_totals = (
        tuple(None if (i, j) in hidden else number for j, number in enumerate(row)) for i, row in enumerate(counts)
    )
    return Picture(
        rows=rows,
        columns=columns,
        cells=tuple(row[:-1] for row in shown),
        row_totals=tuple(row[-1] for row in shown),
        column_totals=shown_totals[:-1],
        total=shown_totals[-1],
    )


Counts: TypeAlias = tuple[tuple[int, ...], ...]
"""A table with its totals: the last number of a row is the row's total, and the last row has those of the columns."""
Cell: TypeAlias = tuple[int, int]
Cells: TypeAlias = frozenset[Cell]
_Move: TypeAlias = tuple[tuple[Cell, int], ...]
"""One person more or fewer in each of four hidden cells, so that all that is shown stays as it is."""
_Step = Literal["cells", "totals"]
_STEPS: tuple[_Step, ...] = get_args(_Step)
"""How much is shown, see above; after them only how many people there are."""


def with_totals(numbers: Sequence[Sequence[int]]) -> Counts:
    """Add the totals to a table."""
    rows = [(*row, sum(row)) for row in numbers]
    return (*rows, tuple(map(sum, zip(*rows, strict=True))) or (0,))


def hidden_cells(counts: Counts, threshold: int) -> frozenset[Cell]:
    """Return which cells of a table are hidden, those with totals among them."""
    total = len(counts) - 1, len(counts[0]) - 1
    if counts[-1][-1] < threshold:
        return _all_but(counts, ())
    for step in _STEPS:
        if _is_safe(counts, threshold, step):
            return _hidden(counts, threshold, step)
    return _all_but(counts, [total])


def _all_but(counts: Counts, shown: Sequence[Cell]) -> frozenset[Cell]:
    return frozenset(product(range(len(counts)), range(len(counts[0])))) - frozenset(shown)


# --- which cells a step hides ---


_Lines: TypeAlias = tuple[tuple[int, ...], ...]
"""The rows, or the columns, that are looked at: each by itself, and at the end those that are left out, together."""


@lru_cache(maxsize=65_536)  # looked at again as the neighbor of another table
def _hidden(counts: Counts, threshold: int, step: _Step) -> frozenset[Cell]:
    left_rows, left_columns = _left_rows(counts, threshold), _left_columns(counts, threshold)
    rows, columns = _lines(len(counts) - 1, left_rows), _lines(len(counts[0]) - 1, left_columns)
    together = _together(counts, rows, columns)
    shown_rows, shown_columns = set(range(len(rows))), set(range(len(columns)))
    if step == "cells":
        secret = _secret_places(together, columns, threshold)
        turned = tuple(zip(*together, strict=True))
        secret_rows, secret_columns = {a for a, _ in secret}, {b for _, b in secret}
        if secret:  # what is left out is never shown, so it is one of those that cross
            secret_rows |= {len(rows) - 1} if left_rows else set()
            secret_columns |= {len(columns) - 1} if left_columns else set()
        shown_rows = _with_others(together, secret_rows, shown_rows, secret_columns)
        shown_columns = _with_others(turned, secret_columns, shown_columns, shown_rows)
    crossing = {(i, j) for a, b in product(shown_rows, shown_columns) for i, j in product(rows[a], columns[b])}
    all_rows, all_columns = range(len(counts)), range(len(counts[0]))
    return frozenset({*crossing, *product(left_rows, all_columns), *product(all_rows, left_columns)})


def _lines(length: int, left_out: frozenset[int]) -> _Lines:
    alone = tuple((place,) for place in range(length) if place not in left_out)
    return (*alone, tuple(sorted(left_out))) if left_out else alone


def _together(counts: Counts, rows: _Lines, columns: _Lines) -> Counts:
    """Add up what is left out: its numbers can be worked out, as one group or answer, from those that are shown."""
    return tuple(tuple(sum(counts[i][j] for i in row for j in column) for column in columns) for row in rows)


def _secret_places(together: Counts, columns: _Lines, threshold: int) -> list[Cell]:
    """List what may not be shown: small numbers, and the answer of a whole group, which tells of each one in it."""
    places = product(range(len(together)), range(len(columns)))
    return [(a, b) for a, b in places if _is_secret(together[a][b], together[a], columns[b], threshold)]


def _is_secret(number: int, row: Sequence[int], answers: Sequence[int], threshold: int) -> bool:
    is_everyone = number == sum(row) > 0 and len(answers) == 1 < len(row)
    return 1 <= number < threshold or is_everyone


def _left_rows(counts: Counts, threshold: int) -> frozenset[int]:
    return _left_out([row[-1] for row in counts[:-1]], threshold)


def _left_columns(counts: Counts, threshold: int) -> frozenset[int]:
    """Return which answers are left out: all of them if everyone chose the same one."""
    totals = counts[-1][:-1]
    if len(totals) > 1 and max(totals) == sum(totals):
        return frozenset(range(len(totals)))
    return _left_out(totals, threshold)


def _left_out(totals: Sequence[int], threshold: int) -> frozenset[int]:
    """Return which groups, or answers, are left out if one is small: with it all up to the threshold, zeros too.

    Where they are fewer people together than the threshold, the smallest of the others goes with them. Of those that
    are about as small the ids decide: if the numbers did, that would tell about a number that is hidden.
    """
    if not any(1 <= total < threshold for total in totals):
        return frozenset()
    left_out = {place for place, total in enumerate(totals) if total <= threshold}
    others = sorted(
        ((total // threshold).bit_length(), place) for place, total in enumerate(totals) if total > threshold
    )
    is_few = sum(totals[one] for one in left_out) < threshold
    if is_few and others:
        left_out.add(others[0][1])
    return frozenset(left_out)


def _with_others(together: Counts, secret: set[int], rows: set[int], columns: set[int]) -> set[int]:
    """Add a row to one with secrets, so that two cross: the one with the fewest zeros there, then the smallest."""
    if not secret:
        return secret
    others = sorted(rows - secret, key=lambda i: (sum(together[i][j] == 0 for j in columns), sum(together[i]), i))
    return secret | set(others[: max(_FEWEST_CROSSING - len(secret), 0)])


# --- whether other tables look alike ---


@lru_cache(maxsize=65_536)
def _is_safe(counts: Counts, threshold: int, step: _Step) -> bool:
    """Return True if for each secret a table looks alike that has another number there.

    From table to table one person at a time is moved around four hidden cells. Each of the tables that look alike
    would reach all others on the same ways, so this is true of all of them or of none.
    """
    hidden = _hidden(counts, threshold, step)
    if step == "totals" and hidden == _hidden(counts, threshold, "cells"):
        return False  # nothing more is hidden than was not enough
    same = set(secrets(counts, hidden, threshold))
    moves = _moves(counts, hidden)
    seen = {counts}
    waiting = deque([counts])
    while same and waiting and len(seen) < _MOST_TABLES:
        wanted = {cell for cells in same for cell in cells}
        for other in _neighbors(waiting.popleft(), moves, wanted):
            if other in seen:
                continue
            seen.add(other)
            if _looks_alike(other, hidden, threshold, step):
                waiting.append(other)
                same = {cells for cells in same if number_in(other, cells) == number_in(counts, cells)}
                if not same:
                    break
    return not same


def secrets(counts: Counts, hidden: frozenset[Cell], threshold: int) -> Iterator[Cells]:
    """Go through what nobody may be able to work out, as the cells that it is the sum of.

    Those are the small numbers that are hidden, totals too; what a whole group answered; and the small numbers of all
    the groups, or answers, that are left out, taken together.
    """
    last_row, last_column = len(counts) - 1, len(counts[0]) - 1
    left_rows = frozenset(i for i in range(last_row) if (i, last_column) in hidden)
    left_columns = frozenset(j for j in range(last_column) if (last_row, j) in hidden)
    yield from (frozenset({(i, j)}) for i, j in hidden if 1 <= counts[i][j] < threshold)
    rows = [*_lines(last_row, left_rows), tuple(range(last_row))]
    columns = _lines(last_column, left_columns)
    together = _together(counts, tuple(rows), columns)
    for a, b in _secret_places(together, columns, threshold):
        yield frozenset(product(rows[a], columns[b]))


def number_in(counts: Counts, cells: Cells) -> int:
    """Return how many people are in some cells."""
    return sum(counts[i][j] for i, j in cells)


def _looks_alike(counts: Counts, hidden: frozenset[Cell], threshold: int, step: _Step) -> bool:
    if _hidden(counts, threshold, step) != hidden:
        return False
    return not any(_is_safe(counts, threshold, earlier) for earlier in _STEPS[: _STEPS.index(step)])


def _moves(counts: Counts, hidden: frozenset[Cell]) -> list[_Move]:
    """List the moves around four hidden cells; where a total is one of them, it goes with the cell beside it."""
    last_row, last_column = len(counts) - 1, len(counts[0]) - 1
    moves: list[_Move] = []
    for (a, b), (c, d) in product(combinations(range(len(counts)), 2), combinations(range(len(counts[0])), 2)):
        corners = ((a, c), 1), ((b, d), 1), ((a, d), -1), ((b, c), -1)
        if all(cell in hidden for cell, _ in corners):
            move = tuple(
                ((i, j), -change if (i == last_row) != (j == last_column) else change) for (i, j), change in corners
            )
            moves += [move, tuple((cell, -change) for cell, change in move)]
    return moves


def _neighbors(counts: Counts, moves: Sequence[_Move], wanted: set[Cell]) -> Iterator[Counts]:
    """Go through the tables that one move makes, those first that change a wanted cell."""
    for is_wanted in (True, False):
        for move in moves:
            if any(cell in wanted for cell, _ in move) == is_wanted:
                moved = [list(row) for row in counts]
                for (i, j), change in move:
                    moved[i][j] += change
                if all(moved[i][j] >= 0 for (i, j), _ in move):
                    yield tuple(map(tuple, moved))
