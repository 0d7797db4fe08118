"""What may be shown of a table, against someone who knows what is shown, the code and the threshold."""

from collections.abc import Iterator
from itertools import chain, permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.suppression import (
    Cell,
    Cells,
    Counts,
    Picture,
    hidden_cells,
    number_in,
    secrets,
    suppressed,
    with_totals,
)

Numbers = list[list[int]]


def _tables(most: int, rows: int = 3, columns: int = 4) -> st.SearchStrategy[Numbers]:
    def of_width(width: int) -> st.SearchStrategy[Numbers]:
        row = st.lists(st.integers(0, most), min_size=width, max_size=width)
        return st.lists(row, min_size=1, max_size=rows)

    return st.integers(1, columns).flatmap(of_width)


def _fitting(counts: Counts, hidden: frozenset[Cell]) -> Iterator[Counts]:
    """Go through every table that fits what is shown of one."""
    width = len(counts[0]) - 1
    cells = [(i, j) for i in range(len(counts) - 1) for j in range(width) if (i, j) in hidden]
    people = sum(counts[i][j] for i, j in cells)
    for values in product(range(people + 1), repeat=len(cells)):
        if sum(values) == people:
            put = dict(zip(cells, values, strict=True))
            other = with_totals(
                [[put.get((i, j), counts[i][j]) for j in range(width)] for i in range(len(counts) - 1)]
            )
            if _fits(counts, hidden, other):
                yield other


def _fits(counts: Counts, hidden: frozenset[Cell], other: Counts) -> bool:
    places = product(range(len(counts)), range(len(counts[0])))
    return all((i, j) in hidden or other[i][j] == counts[i][j] for i, j in places)


def _walk(counts: Counts, hidden: frozenset[Cell], random: Random) -> Iterator[Counts]:
    """Go through tables that fit what is shown: those in another order, and then at random."""
    cells = sorted((i, j) for i, j in hidden if i < len(counts) - 1 and j < len(counts[0]) - 1)
    if not cells:
        return
    yield from _in_other_orders(counts)
    seen = [counts]
    for _ in range(3_000):
        numbers = [list(row[:-1]) for row in random.choice(seen)[:-1]]
        (a, b), (c, d) = random.choice(cells), random.choice(cells)
        around = random.random() < 0.7  # otherwise one person goes from one cell to another
        for (i, j), change in (((a, b), 1), ((c, d), 1 if around else -1), ((a, d), -around), ((c, b), -around)):
            numbers[i][j] += change
        if all(number >= 0 for row in numbers for number in row):
            other = with_totals(numbers)
            if other not in seen and _fits(counts, hidden, other):
                seen.append(other)
                yield other


def _moved_by_one(counts: Counts, hidden: frozenset[Cell]) -> Iterator[Counts]:
    inner = sorted((i, j) for i, j in hidden if i < len(counts) - 1 and j < len(counts[0]) - 1)
    for (a, b), (c, d) in product(inner, inner):
        numbers = [list(row[:-1]) for row in counts[:-1]]
        for (i, j), change in (((a, b), 1), ((c, d), 1), ((a, d), -1), ((c, b), -1)):
            numbers[i][j] += change
        if all(number >= 0 for row in numbers for number in row):
            yield with_totals(numbers)


def _in_other_orders(counts: Counts) -> Iterator[Counts]:
    for rows in permutations(counts[:-1]):
        for columns in permutations([*zip(*rows, strict=True)][:-1]):
            yield with_totals(list(zip(*columns, strict=True)))


def _told(counts: Counts, hidden: frozenset[Cell], others: Iterator[Counts], threshold: int = 5) -> set[Cells]:
    """Return the secrets that are the same in each of the other tables of which the same picture is shown."""
    if counts[-1][-1] < threshold:
        return set()  # nothing is shown, not even how many people there are
    told = set(secrets(counts, hidden, threshold))
    for other in others:
        if not told:
            break
        if not _fits(counts, hidden, other):
            continue
        changed = {cells for cells in told if number_in(other, cells) != number_in(counts, cells)}
        if changed and hidden_cells(other, threshold) == hidden:
            told -= changed
    return told


@pytest.mark.parametrize(("rows", "columns", "most"), [(1, 3, 7), (3, 1, 7), (2, 2, 7)])
def test_no_tiny_table_tells_a_number_below_the_threshold(rows: int, columns: int, most: int) -> None:
    """Whoever tries every table that fits the picture of a tiny table finds no secret that is always the same."""
    for values in product(range(most + 1), repeat=rows * columns):
        counts = with_totals([values[i * columns : (i + 1) * columns] for i in range(rows)])
        hidden = hidden_cells(counts, 5)
        others = chain(_in_other_orders(counts), _moved_by_one(counts, hidden), _fitting(counts, hidden))
        assert not _told(counts, hidden, others), counts


@given(_tables(7), st.randoms(use_true_random=False))
def test_no_table_tells_a_number_below_the_threshold(numbers: Numbers, random: Random) -> None:
    """Each secret has another number in a table that fits what is shown and would be shown in the same way."""
    counts = with_totals(numbers)
    hidden = hidden_cells(counts, 5)
    assert not _told(counts, hidden, _walk(counts, hidden, random))


@given(_tables(30, rows=5, columns=6), st.integers(5, 9))
def test_everything_below_the_threshold_is_hidden(numbers: Numbers, threshold: int) -> None:
    """No number of 1 up to the threshold is shown, neither a cell nor a total, and a small group is left out."""
    counts = with_totals(numbers)
    hidden = hidden_cells(counts, threshold)
    for i, row in enumerate(counts):
        for j, number in enumerate(row):
            is_of_small_group = 1 <= row[-1] < threshold
            assert (i, j) in hidden or not (1 <= number < threshold or is_of_small_group)


@given(_tables(9), st.randoms(use_true_random=False))
def test_the_order_of_groups_and_answers_is_nothing_to_the_picture(numbers: Numbers, random: Random) -> None:
    """The same table gives the same picture, whichever of its groups and answers came first."""
    table = {f"r{i}": {f"c{j}": number for j, number in enumerate(row)} for i, row in enumerate(numbers)}
    rows = random.sample(sorted(table), len(table))
    mixed = {row: dict(random.sample(sorted(table[row].items()), len(table[row]))) for row in rows}
    assert suppressed(mixed) == suppressed(table)


def test_a_picture_has_the_numbers_that_are_shown() -> None:
    """What is hidden is None, zeros beside it too; a zero elsewhere is shown."""
    table = {
        "coach": {"growing": 2, "steady": 8},
        "leader": {"growing": 9, "steady": 3, "starting": 0},
        "teacher": {"growing": 7, "steady": 6},
    }
    assert suppressed(table) == Picture(
        rows=("coach", "leader", "teacher"),
        columns=("growing", "starting", "steady"),
        cells=((None, 0, None), (None, 0, None), (7, 0, 6)),
        row_totals=(10, 12, 13),
        column_totals=(18, 0, 17),
        total=35,
    )


@pytest.mark.parametrize(
    ("numbers", "picture"),
    [
        ([[0, 0], [5, 5]], "0 0 0 / 5 5 10 / 5 5 10"),
        ([[5, 1], [2, 3]], ". . 6 / . . 5 / . . 11"),
        ([[9, 12, 1], [5, 7, 7], [6, 9, 1]], ". . . 22 / . . . 19 / . . . 16 / 20 28 9 57"),
        ([[6, 0, 6], [5, 4, 3]], ". . . . / . . . . / . . . 24"),
        ([[0, 3, 3], [9, 3, 1]], ". . . . / . . . . / . . . 19"),
    ],
    ids=["everything", "what crosses", "totals only", "how many in all", "no more with totals"],
)
def test_as_much_is_shown_as_tells_no_secret(numbers: Numbers, picture: str) -> None:
    """First some cells are hidden, then all of them, then the totals too: as few as leave nothing to work out."""
    counts = with_totals(numbers)
    hidden = hidden_cells(counts, 5)
    rows = [
        ["." if (i, j) in hidden else str(number) for j, number in enumerate(row)] for i, row in enumerate(counts)
    ]
    assert " / ".join(map(" ".join, rows)) == picture


def test_a_small_group_is_left_out_with_the_smallest_other_one() -> None:
    """The number of all people would tell a single group that is left out, so another one is left out beside it."""
    picture = suppressed({"coach": {"growing": 3}, "leader": {"growing": 9}, "teacher": {"growing": 21}})
    assert (picture.row_totals, picture.cells, picture.total) == ((None, None, 21), ((None,), (None,), (21,)), 33)


def test_too_few_people_are_not_even_counted() -> None:
    """Of fewer people than the threshold nothing is shown; nor of none, when there is no table."""
    assert suppressed({"coach": {"growing": 2}, "leader": {"growing": 2}}).total is None
    assert suppressed({}) == Picture((), (), (), (), (), None)


def test_a_threshold_below_five_is_refused() -> None:
    """Nobody can ask for a lower threshold."""
    with pytest.raises(ValueError, match="4"):
        suppressed({"coach": {"growing": 9}}, 4)


def test_what_is_left_out_is_no_group_to_be_worked_out_by_subtraction() -> None:
    """Groups that are left out are looked at together: the others would tell that one of nine is Steady."""
    table = {
        "building": {"growing": 8, "steady": 9, "starting": 1, "multiplying": 0},
        "coach": {"growing": 2, "steady": 1, "starting": 0, "multiplying": 0},
        "district": {"growing": 6, "steady": 0, "starting": 0, "multiplying": 0},
        "teacher": {"growing": 6, "steady": 7, "starting": 0, "multiplying": 0},
    }
    picture = suppressed(table)
    assert (picture.row_totals, picture.total) == ((18, None, None, 13), 40)
    steady = picture.columns.index("steady")
    shown = [row[steady] for row in picture.cells]
    assert None in (shown[0], shown[3])


@pytest.mark.parametrize("others", [{}, {"coach": {"growing": 6, "steady": 5, "starting": 7}}])
def test_what_a_whole_group_answered_is_not_shown(others: dict[str, dict[str, int]]) -> None:
    """Where everyone in a group chose the same answer, showing it would tell what each of them chose."""
    picture = suppressed({"leader": {"growing": 6, "steady": 0, "starting": 0}, **others})
    leader = picture.cells[picture.rows.index("leader")]
    assert leader[0] is None
    assert leader != (None, 0, 0)
