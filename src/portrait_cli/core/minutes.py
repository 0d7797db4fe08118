"""How long it takes to answer the questions of a session: the only rule for the minutes that are shown anywhere."""

from collections.abc import Iterable

from portrait_cli.core.session import Step

_CHOICE = 20
_WORDS = 60
"""Seconds that one answer takes.

Those who run online surveys count three closed questions to the minute, and one to the minute where people write
(Amplitude Research, "Online Market Research Article"; Pew Research Center, December 8, 2022, is close to it).
"""
_MINUTE = 60


def minutes(steps: Iterable[Step]) -> int:
    """Return about how many minutes it takes to answer some steps, at least one."""
    seconds = sum(map(_seconds, steps))
    return max(1, round(seconds / _MINUTE))


def _seconds(step: Step) -> int:
    """Return how long a step takes; nothing if it is only asked after some of the answers to another one."""
    if step.needs_one_of or step.purpose == "let-one-rest":
        return 0
    if step.minutes:
        return step.minutes * _MINUTE
    if step.purpose == "indicator":  # and its level
        return 2 * _CHOICE
    if step.choices or step.purpose in {"when", "then", "by"}:  # one sentence in three parts
        return _CHOICE
    return _WORDS
