"""What changed from one round of a cohort to the next, in words: only from numbers that both rounds show.

Compared are the leaders who chose one of the upper half of the levels, as a part of all who answered. If that part is
larger or smaller by a tenth of them or more, something changed; otherwise it is about the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portrait_cli.core.cohort import HIDDEN, Answers, Cohort, Option, Round, Shown


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
    """Compare two tables of one portrait, which are on the same scale."""
    upper = _upper_half(now)
    chose = f"chose {' or '.join(option.name for option in upper)} for {now.name}"
    earlier, later = _number(then, upper), _number(now, upper)
    if earlier is None or later is None or not then.every.leaders or not now.every.leaders:
        return
    difference = later * then.every.leaders - earlier * now.every.leaders
    tenth = then.every.leaders * now.every.leaders
    if difference * 10 >= tenth:
        yield f"More of the leaders {chose} in {after.span.name} than in {before.span.name}."
    elif difference * 10 <= -tenth:
        yield f"Fewer of the leaders {chose} in {after.span.name} than in {before.span.name}."
    else:
        yield f"About as many of the leaders {chose} in {after.span.name} as in {before.span.name}."


def _upper_half(answers: Answers) -> list[Option]:
    """Return the upper half of the levels, without the one in the middle."""
    levels = [option for option in answers.options if option.is_level]
    return levels[(len(levels) + 1) // 2 :]


def _number(answers: Answers, options: Sequence[Option]) -> Shown:
    """Return how many leaders gave one of some answers; hidden if one of the numbers is."""
    numbers = [answers.every.answers[answers.options.index(option)] for option in options]
    shown = [number for number in numbers if number is not None]
    return sum(shown) if len(shown) == len(numbers) else HIDDEN
