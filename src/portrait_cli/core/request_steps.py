"""What colleagues are asked: at most ten things they could have seen, each with an example, and lines to finish.

From many that could be asked it picks as many as are answered with care, an even share of each attribute.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.colleague_set import AnswerWords, ClosingLine, ColleagueItem
from portrait_cli.core.portrait import Attribute
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.text import one_line

MOST_ASKED = 10
"""How many things a request asks about at most ..."""
MOST_ASKED_OF_STUDENTS = 4
"""... and how many if students answer."""
NOT_SEEN = "not-seen"
"""The answer of someone who could not have seen it."""
_OWN = "own"
"""Stands in a step's name in the place of an attribute, for items that belong to none."""


class Asked(Struct, frozen=True):
    """One thing that can be asked about, with the attribute it belongs to."""

    text: str
    item: str
    """The item's id within the attribute."""
    attribute: str = ""
    """The attribute's id; empty for none."""
    name: str = ""
    """The attribute's name."""
    place: int = 0
    """The attribute's place in its portrait, counted from 0."""
    indicator: str = ""

    @property
    def id(self) -> str:
        """Return the name of the step that asks about it."""
        return f"{self.attribute or _OWN}.{self.item}"


def asked_about(attribute: Attribute, place: int, items: Iterable[ColleagueItem]) -> tuple[Asked, ...]:
    """Put items beside the attribute they belong to."""
    return tuple(_asked(item, attribute.id, attribute.name, place) for item in items)


def for_students(items: Sequence[ColleagueItem]) -> tuple[ColleagueItem, ...]:
    """Return the items that have words for students, in those; all as they are if none has."""
    in_their_words = tuple(replace(item, text=item.students) for item in items if item.students)
    return in_their_words or tuple(items)


def asked_about_nothing(items: Iterable[ColleagueItem]) -> tuple[Asked, ...]:
    """Do the same for items that belong to no attribute."""
    return tuple(_asked(item, "", "", 0) for item in items)


def _asked(item: ColleagueItem, attribute: str, name: str, place: int) -> Asked:
    return Asked(one_line(item.text), item.id, attribute, one_line(name), place, item.indicator)


# --- which of many ---


def spread(items: Sequence[Asked], most: int) -> tuple[Asked, ...]:
    """Pick as many as are asked at most: the first of each attribute, then the second of each, and so on."""
    by_attribute: dict[str, list[Asked]] = {}
    for item in items:
        by_attribute.setdefault(item.attribute, []).append(item)
    in_turn = filter(None, chain.from_iterable(zip_longest(*by_attribute.values())))
    picked = {item.id for item, _ in zip(in_turn, range(most), strict=False)}
    return tuple(item for item in items if item.id in picked)


def plainest(items: Sequence[Asked], most: int) -> tuple[Asked, ...]:
    """Pick those in the plainest words, in the same way: those whose longest word is the shortest come first."""
    first = spread(sorted(items, key=lambda item: (_longest_word(item.text), len(item.text))), most)
    return tuple(item for item in items if item in first)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


# --- the steps ---


def steps_of(items: Iterable[Asked], words: AnswerWords, *, has_comments: bool) -> tuple[Step, ...]:
    """Return what is asked, in words that `colleague_words` has completed."""
    steps = [step for item in items for step in _about(item, words, has_comments=has_comments)]
    if has_comments:
        steps += _closing(words.closing, {step.id for step in steps})
    return tuple(steps)


def _about(item: Asked, words: AnswerWords, *, has_comments: bool) -> Iterator[Step]:
    choices = [Choice(one.id, one.name) for one in words.answers if one.id != NOT_SEEN]
    not_seen = Choice(NOT_SEEN, words.not_seen)
    asked = Step(
        id=item.id,
        purpose="choice",
        prompt=item.text,
        attribute=item.attribute,
        heading=item.name,
        place=item.place,
        hint=words.question,
        choices=(*choices, not_seen),
        target=item.indicator,
    )
    yield asked
    if has_comments:
        yield Step(
            id=f"{asked.id}.example",
            purpose="comment",
            prompt=words.example,
            attribute=asked.attribute,
            heading=asked.heading,
            place=asked.place,
            target=asked.target,
            needs=asked.id,
            needs_one_of=tuple(choice.id for choice in choices),
        )


def _closing(lines: Iterable[ClosingLine], taken: set[str]) -> Iterator[Step]:
    for line in lines:
        name = f"closing.{line.id}"
        while name in taken:  # an attribute may be called closing, too
            name += "-"
        taken.add(name)
        yield Step(name, "words", line.text)
