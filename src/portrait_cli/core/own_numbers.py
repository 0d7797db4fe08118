"""Numbers of plans and goals that never mean another one, whatever is closed, deleted or saved late."""

from collections.abc import Iterable
from itertools import count


def own_numbers(written: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the number of each plan or goal, from its id and the number written with it, in the order of entries.

    It is the number written when it was made, which stays its own although a session that was begun earlier may be
    saved later. Those without one, or with one that an earlier one has, get the numbers that are free.
    """
    first: dict[str, int] = {}
    for name, number in written:
        first.setdefault(name, number)
    owner: dict[int, str] = {}
    for name, number in first.items():
        if number:
            owner.setdefault(number, name)
    numbers = {name: number for number, name in owner.items()}
    free = (number for number in count(1) if number not in owner)
    return {name: numbers.get(name) or next(free) for name in first}
