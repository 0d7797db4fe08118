"""Replies that came twice: the same answers of the same group, with words in them.

Two people who only chose the same answers, or added no more than a word such as "none", count twice.
"""

from collections.abc import Collection, Mapping

from portrait_cli.core.request import Reply, Request
from portrait_cli.core.text import one_line

_FEWEST_LETTERS = 20
"""Two people rarely write the same so many letters."""


def doubles_among(request: Request, replies: Mapping[str, Reply], counted: Collection[str] = ()) -> frozenset[str]:
    """Return the names of the replies to leave out, so that each is there once.

    One of those that were `counted` before stays, else the one with the first name: their order is of no account.
    """
    kept: set[tuple[str, ...]] = set()
    doubles: set[str] = set()
    for name in sorted(replies, key=lambda name: (name not in counted, name)):
        same = content(request, replies[name])
        if same in kept:
            doubles.add(name)
        elif same:
            kept.add(same)
    return frozenset(doubles)


def content(request: Request, reply: Reply) -> tuple[str, ...]:
    """Return what is the same for the same answers; nothing if too few words tell people apart."""
    chosen = {step.id for step in request.steps if step.choices}
    words = {name: one_line(answer).casefold() for name, answer in reply.answers.items() if name not in chosen}
    letters = sum(character.isalnum() for answer in words.values() for character in answer)
    if letters < _FEWEST_LETTERS:
        return ()
    answers = {**reply.answers, **words}
    return (reply.group, reply.by, *(f"{name}: {answers[name]}" for name in sorted(answers)))
