"""What changed from one round of a cohort to the next, in words: only from numbers that both rounds show.

Compared are the leaders who chose one of the upper half of the levels, as a part of all who answered. If that part is
larger or smaller by a tenth of them or more, something changed; otherwise it is about the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from portrait_cli.core.cohort import HIDDEN, Answers, Cohort, Option, Round, Shown

NOT_THE_SAME = "They need not be the same people."


def changes(cohort: Cohort) -> tuple[str, ...]:
    """Write a sentence for each attribute and indicator that both rounds show, from each round to the next.

    A last one for the two rounds names those of which nothing can be said.
    """
    return tuple(_sentences(cohort))


def _sentences(cohort: Cohort) -> Iterator[str]:
    for before, after in pairwise(cohort.rounds):
        earlier = {answers.target: answers for answers in before.answers}
        unsaid: list[str] = []
        for now in after.answers:
            then = earlier.get(now.target)
            if then:
                sentence = _sentence(then, now, before, after)
                if sentence:
                    yield sentence
                else:
                    unsaid.append(now.name)
        if unsaid:
            rounds = f"From {before.span.name} to {after.span.name}"
            yield f"{rounds}, nothing can be said about {together(unsaid)}: numbers are hidden."


def _sentence(then: Answers, now: Answers, before: Round, after: Round) -> str:
    """Compare two tables of one portrait, which are on the same scale; empty if a number is hidden."""
    upper = _upper_half(now)
    earlier, later = _number(then, upper), _number(now, upper)
    was, is_now = then.every.leaders, now.every.leaders
    if earlier is None or later is None or not was or not is_now:
        return ""
    difference = later * was - earlier * is_now
    part, than = "about as large a part", "as"
    if abs(difference) * 10 >= was * is_now:
        part, than = ("a larger part" if difference > 0 else "a smaller part"), "than"
    levels = " or ".join(option.name for option in upper)
    first, second = f"{before.span.name} ({earlier} of {was})", f"{after.span.name} ({later} of {is_now})"
    return f"{now.name}: {part} of the leaders chose {levels} in {second} {than} in {first}."


def together(names: Sequence[str]) -> str:
    """Write names one after the other: `Advocacy, Collaboration and Authenticity`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _upper_half(answers: Answers) -> list[Option]:
    """Return the upper half of the levels, without the one in the middle."""
    levels = [option for option in answers.options if option.is_level]
    return levels[(len(levels) + 1) // 2 :]


def _number(answers: Answers, options: Sequence[Option]) -> Shown:
    """Return how many leaders gave one of some answers; hidden if one of the numbers is."""
    numbers = [answers.every.answers[answers.options.index(option)] for option in options]
    shown = [number for number in numbers if number is not None]
    return sum(shown) if len(shown) == len(numbers) else HIDDEN
