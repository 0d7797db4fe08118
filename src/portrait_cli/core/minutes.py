"""How long it takes to answer the questions of a session: the only rule for the minutes that are shown anywhere."""

from collections.abc import Iterable, Iterator

from portrait_cli.core.session import Session, Step

_CHOICE = 20
_WORDS = 60
"""Seconds that one answer takes.

Those who run online surveys count three closed questions to the minute, and one to the minute where people write
(Amplitude Research, "Online Market Research Article"; Pew Research Center, December 8, 2022, is close to it).
"""
_MINUTE = 60


def minutes(steps: Iterable[Step]) -> int:
    """Return about how many minutes it takes to answer some steps, at least one."""
    seconds = sum(map(_seconds, _always_asked(steps)))
    return max(1, round(seconds / _MINUTE))


def surely_asked(session: Session) -> Iterator[Step]:
    """Go through the steps of a session that are asked whatever is answered."""
    yield from _always_asked(filter(session.is_expected, session.steps))


def _always_asked(steps: Iterable[Step]) -> Iterator[Step]:
    """Leave out the steps that are only asked after some of the possible answers to another one.

    What is asked after every level, such as an example, counts.
    """
    left_out: set[str] = set()
    levels: dict[str, set[str]] = {}
    for step in steps:
        levels[step.id] = {choice.id for choice in step.choices if choice.height is not None}
        after_levels = levels.get(step.needs, set())
        is_after_all = bool(after_levels) and after_levels.issubset(step.needs_one_of)
        is_after_some = bool(step.needs_one_of) and not is_after_all
        if is_after_some or step.needs in left_out or step.purpose == "let-one-rest":
            left_out.add(step.id)
        else:
            yield step


def _seconds(step: Step) -> int:
    if step.minutes:
        return step.minutes * _MINUTE
    if step.purpose in {"indicator", "goal-about"}:  # with its level, or with a part of the attribute
        return 2 * _CHOICE
    is_in_plan = step.purpose in {"when", "by"} or (step.purpose == "then" and bool(step.needs))
    if step.choices or is_in_plan:  # the moment, the action and the day are one sentence
        return _CHOICE
    return _WORDS
