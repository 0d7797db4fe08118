"""What changed from one round of a cohort to the next, in words: only from numbers that both rounds show.

Compared is the part of those who chose any level that chose one of the upper half of them. If it is larger or smaller
by a tenth of them or more, something changed; otherwise it is about the same.
"""

from collections.abc import Iterator
from itertools import pairwise

from portrait_cli.core.cohort import Answers, Cohort, Round, Shown

_TENTH = 10


def changes(cohort: Cohort) -> tuple[str, ...]:
    """Write a sentence for each attribute and indicator that can be compared, from each round to the next."""
    return tuple(_sentences(cohort))


def _sentences(cohort: Cohort) -> Iterator[str]:
    for before, after in pairwise(cohort.rounds):
        earlier = {answers.target: answers for answers in before.answers}
        for now in after.answers:
            then = earlier.get(now.target)
            if then:
                yield from _sentence(then, now, before, after)


def _sentence(then: Answers, now: Answers, before: Round, after: Round) -> Iterator[str]:
    """Compare two tables on the same scale, which are of one portrait."""
    earlier, later = _upper(then), _upper(now)
    if earlier is None or later is None:
        return
    levels = [option.name for option in now.options if option.is_level]
    chose = f"chose {' or '.join(levels[len(levels) // 2 + len(levels) % 2 :])} for {now.name}"
    when = f"in {after.span.name} than in {before.span.name}"
    change = later[0] * earlier[1] - earlier[0] * later[1]
    tenth = earlier[1] * later[1]
    if change * _TENTH >= tenth:
        yield f"More of those who placed themselves {chose} {when}."
    elif change * _TENTH <= -tenth:
        yield f"Fewer of those who placed themselves {chose} {when}."
    else:
        yield f"About as many {chose} in {after.span.name} as in {before.span.name}."


def _upper(answers: Answers) -> tuple[int, int] | None:
    """Return how many chose one of the upper half of the levels, and how many any; None if a number is hidden."""
    numbers: list[Shown] = [
        number for option, number in zip(answers.options, answers.every.answers, strict=True) if option.is_level
    ]
    shown = [number for number in numbers if number is not None]
    if len(shown) < len(numbers) or not sum(shown):
        return None
    upper = shown[len(shown) // 2 + len(shown) % 2 :]
    return sum(upper), sum(shown)
