"""Replies of one person that came more than once: saved again from one form, or typed twice in the same words.

Two people who only chose the same answers, or added no more than a word such as "none", count twice.
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from portrait_cli.core.request import Reply, Request
from portrait_cli.core.text import one_line

_FEWEST_LETTERS = 20
"""Two people rarely write the same so many letters."""
_Mark: TypeAlias = tuple[str, ...]
"""What no two people's replies share: a form, or the same words."""


def doubles_among(request: Request, replies: Mapping[str, Reply], counted: Collection[str] = ()) -> frozenset[str]:
    """Return the names of the replies to leave out, so that each person's is there once.

    The one that was saved last stays, or else the one with the first name: the order in which they come is of no
    account. Those that were `counted` before stay in any case, for what was shown of them is not taken back.
    """
    people: dict[_Mark, set[str]] = {}
    for name, reply in replies.items():
        mark = _mark(request, reply)
        if mark:
            people.setdefault(mark, set()).add(name)
    doubles: set[str] = set()
    for names in people.values():
        last = min(names, key=lambda name: (-replies[name].saved, name))
        doubles |= names - (names.intersection(counted) or {last})
    return frozenset(doubles)


def _mark(request: Request, reply: Reply) -> _Mark:
    """Return the form that a reply was saved from. One that was typed by hand has none, and is known by its words.

    The two are never compared: by what is a double, somebody who types guesses could find out what others wrote.
    """
    return ("sheet", reply.sheet) if reply.sheet else content(request, reply)


def content(request: Request, reply: Reply) -> tuple[str, ...]:
    """Return what is the same for the same answers; nothing if too few words tell people apart."""
    chosen = {step.id for step in request.steps if step.choices}
    words = {name: one_line(answer).casefold() for name, answer in reply.answers.items() if name not in chosen}
    letters = sum(character.isalnum() for answer in words.values() for character in answer)
    if letters < _FEWEST_LETTERS:
        return ()
    answers = {**reply.answers, **words}
    return (reply.group, reply.by, *(f"{name}: {answers[name]}" for name in sorted(answers)))
