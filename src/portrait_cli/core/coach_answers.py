"""A coach answers an entry that was handed over: what is asked, and the coach's words beside the entry's own.

A request holds the words that were handed over, so that the coach's words can be read with them when the entry has
changed or is gone. The entry itself never has a word of the coach's.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from msgspec import Struct

from portrait_cli.core.request import Reply, Request
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.session import Step
from portrait_cli.core.shown import Line as ShownLine
from portrait_cli.core.shown import Shown
from portrait_cli.core.text import one_line

_NOTE = "A note"
CLOSING = "closing.words"
"""The step for what the coach wants to say to all of it."""


def answer_steps(lines: Iterable[Line], names: Mapping[str, str], leader: str) -> tuple[Step, ...]:
    """Return what a coach is asked about the lines that were handed over: a box below each, and one at the end."""
    steps = [_about(line, number, names, leader) for number, line in enumerate(lines, start=1)]
    closing = Step(CLOSING, "words", f"Anything else you'd like to say to {leader}?", heading="To all of it")
    return (*steps, closing)


def _about(line: Line, number: int, names: Mapping[str, str], leader: str) -> Step:
    return Step(
        f"line.{number}",
        "words",
        _asked(line),
        heading=names.get(line.target, ""),
        hint="Your words to this, if you have any.",
        target=line.target,
        shown=Shown(f"{leader} wrote:", tuple(map(ShownLine, _paragraphs(line.words)))),
    )


def _asked(line: Line) -> str:
    """Return what was asked; nothing was for a note."""
    return one_line(line.asked) or _NOTE


def _paragraphs(words: str) -> Iterator[str]:
    """Go through the lines of a text that have words."""
    return (line.strip() for line in words.split("\n") if line.strip())


class CoachAnswer(Struct, frozen=True):
    """What a coach wrote about some words of an entry."""

    coach: str
    """The coach's name."""
    handed_on: date
    """The day on which it was handed over."""
    asked: str
    """What had been asked, as it was handed over; empty for words about all of it."""
    about: str
    """The words that were handed over; empty for words about all of it."""
    words: str
    """What the coach wrote."""

    def is_about(self, line: Line) -> bool:
        """Return True if the coach answered exactly this line."""
        return bool(self.about) and (self.asked, self.about) == (_asked(line), _joined(line.words))


def answers_of(request: Request, reply: Reply) -> tuple[CoachAnswer, ...]:
    """List what a coach wrote, in the order of the entry; what is about all of it comes last."""
    found = [(step, reply.answers.get(step.id, "")) for step in request.steps]
    return tuple(_answer(request, step, words) for step, words in found if words)


def _answer(request: Request, step: Step, words: str) -> CoachAnswer:
    if step.shown is None:
        return CoachAnswer(request.by, request.asked_on, "", "", words)
    about = "\n".join(line.text for line in step.shown.lines)
    return CoachAnswer(request.by, request.asked_on, step.prompt, about, words)


def _joined(words: str) -> str:
    return "\n".join(_paragraphs(words))


class BesideEntry(Struct, frozen=True):
    """The words of coaches beside an entry as it is today."""

    at: Mapping[int, tuple[CoachAnswer, ...]] = {}
    """By the place of a block, what was written about it."""
    of_all: tuple[CoachAnswer, ...] = ()
    """What was written about all of it."""
    of_earlier: tuple[CoachAnswer, ...] = ()
    """What was written about words that have changed since, or are gone."""

    @property
    def all(self) -> tuple[CoachAnswer, ...]:
        """List all of them."""
        return (*chain.from_iterable(self.at.values()), *self.of_all, *self.of_earlier)


def beside_entry(answers: Iterable[CoachAnswer], lines: Iterable[Line]) -> BesideEntry:
    """Put what coaches wrote beside the lines of an entry that they wrote it about."""
    today = tuple(lines)
    at: dict[int, tuple[CoachAnswer, ...]] = {}
    of_all: list[CoachAnswer] = []
    of_earlier: list[CoachAnswer] = []
    for answer in answers:
        block = next((line.block for line in today if answer.is_about(line)), None)
        if not answer.about:
            of_all.append(answer)
        elif block is None:
            of_earlier.append(answer)
        else:
            at[block] = (*at.get(block, ()), answer)
    return BesideEntry(at, tuple(of_all), tuple(of_earlier))
