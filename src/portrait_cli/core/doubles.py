"""Replies of one person that came more than once: saved again from the same form, or the same words twice.

Two people who only chose the same answers, or added no more than a word such as "none", count twice.
"""

from collections.abc import Collection, Mapping
from typing import TypeAlias

from portrait_cli.core.request import Reply, Request
from portrait_cli.core.text import one_line

_FEWEST_LETTERS = 20
"""Two people rarely write the same so many letters."""
_Mark: TypeAlias = tuple[str, ...]
"""What no two people's replies share: a form, or the same answers."""


def doubles_among(request: Request, replies: Mapping[str, Reply], counted: Collection[str] = ()) -> frozenset[str]:
    """Return the names of the replies to leave out, so that each person's is there once.

    The one that was saved last stays, or else the one with the first name: the order in which they come is of no
    account. Those that were `counted` before stay in any case, for what was shown of them is not taken back.
    """
    doubles: set[str] = set()
    for names in _of_one_person({name: _marks(request, reply) for name, reply in replies.items()}):
        last = min(names, key=lambda name: (-replies[name].saved, name))
        doubles |= names - (names.intersection(counted) or {last})
    return frozenset(doubles)


def _of_one_person(marks: Mapping[str, frozenset[_Mark]]) -> list[set[str]]:
    """Put the names together that share a mark, also by way of others."""
    people: list[tuple[set[str], set[_Mark]]] = []
    for name, own in marks.items():
        names, all_marks = {name}, set(own)
        others: list[tuple[set[str], set[_Mark]]] = []
        for person in people:
            if person[1] & own:
                names |= person[0]
                all_marks |= person[1]
            else:
                others.append(person)
        people = [*others, (names, all_marks)]
    return [names for names, _ in people]


def _marks(request: Request, reply: Reply) -> frozenset[_Mark]:
    sheet = ("sheet", reply.sheet) if reply.sheet else ()
    return frozenset(filter(None, [sheet, content(request, reply)]))


def content(request: Request, reply: Reply) -> tuple[str, ...]:
    """Return what is the same for the same answers; nothing if too few words tell people apart."""
    chosen = {step.id for step in request.steps if step.choices}
    words = {name: one_line(answer).casefold() for name, answer in reply.answers.items() if name not in chosen}
    letters = sum(character.isalnum() for answer in words.values() for character in answer)
    if letters < _FEWEST_LETTERS:
        return ()
    answers = {**reply.answers, **words}
    return (reply.group, reply.by, *(f"{name}: {answers[name]}" for name in sorted(answers)))
