"""A coach answers an entry that was handed over: what is asked, and the coach's words beside the entry's own.

A request holds the words that were handed over, so that the coach's words can be read with them when the entry has
changed or is gone. The entry itself never has a word of the coach's.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core.request import Reply, Request
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.session import Step
from portrait_cli.core.shown import Line as ShownLine
from portrait_cli.core.shown import Shown
from portrait_cli.core.text import one_line

_NOTE = "A note"
_LINE = "line."
CLOSING = "closing.words"
"""The step for what the coach wants to say to all of it."""


def answer_steps(entry: str, lines: Sequence[Line], names: Mapping[str, str], leader: str) -> tuple[Step, ...]:
    """Return what a coach is asked about lines of an entry that are handed over: a box below each, one at the end.

    `entry` is its id: a few of the lines may be of later entries, which tell how its plans went.
    """
    steps = [_about(line, _step_name(line, entry, place), names, leader) for place, line in enumerate(lines)]
    closing = Step(CLOSING, "words", f"Anything else you'd like to say to {leader}?", heading="To all of it")
    return (*steps, closing)


def _step_name(line: Line, entry: str, place: int) -> str:
    return f"{_LINE}{line.number}" if line.entry == entry else f"later.{place}"


def _about(line: Line, name: str, names: Mapping[str, str], leader: str) -> Step:
    return Step(
        name,
        "words",
        _asked(line),
        heading=names.get(line.target, ""),
        hint="Your words to this, if you have any.",
        target=line.target,
        shown=Shown(f"{leader} {_did(line)}:", (ShownLine(_joined(line.words)),)),
    )


def _did(line: Line) -> str:
    return "chose" if line.kind in {"level", "outcome", "decision"} else "wrote"


def _asked(line: Line) -> str:
    """Return what was asked; nothing was for a note."""
    return one_line(line.asked) or _NOTE


def _joined(words: str) -> str:
    """Return a text without spaces at the ends of its lines, and without blank lines before and after."""
    return "\n".join(line.rstrip() for line in words.split("\n")).strip("\n")


class CoachAnswer(Struct, frozen=True):
    """What a coach wrote about some words of an entry."""

    coach: str
    """The coach's name."""
    handed_on: date
    """The day on which it was handed over."""
    heading: str
    """The name of the attribute or indicator that it is about; empty for none."""
    asked: str
    """What had been asked, as it was handed over; empty for words about all of it."""
    about: str
    """The words that were handed over; empty for words about all of it."""
    words: str
    """What the coach wrote."""
    line: str = ""
    """The number of the line in its entry; empty if it is of another one."""

    def is_about(self, line: Line) -> bool:
        """Return True if the coach answered exactly this line."""
        return self.asked == _asked(line) and self.about == _joined(line.words)

    def was_about(self, line: Line) -> bool:
        """Return True if the coach answered this line as it was before its words changed, or names were left out."""
        return self.asked == _asked(line) and self.line == str(line.number)


def answers_of(request: Request, reply: Reply) -> tuple[CoachAnswer, ...]:
    """List what a coach wrote, in the order of the entry; what is about all of it comes last."""
    found = [(step, reply.answers.get(step.id, "")) for step in request.steps]
    return tuple(_answer(request, step, words) for step, words in found if words)


def _answer(request: Request, step: Step, words: str) -> CoachAnswer:
    if step.shown is None:
        return CoachAnswer(request.by, request.asked_on, "", "", "", words)
    about = "\n".join(line.text for line in step.shown.lines)
    number = step.id.removeprefix(_LINE) if step.id.startswith(_LINE) else ""
    return CoachAnswer(request.by, request.asked_on, step.heading, step.prompt, about, words, number)


class Beside(Struct, frozen=True):
    """What a coach wrote about a line."""

    answer: CoachAnswer
    has_changed: bool
    """Whether the line is not, or no longer, in the words that were handed over."""


class BesideEntry(Struct, frozen=True):
    """The words of coaches beside an entry as it is today."""

    at: Mapping[int, tuple[Beside, ...]] = {}
    """By the place of a block, what was written about it; -1 is the title."""
    of_all: tuple[CoachAnswer, ...] = ()
    """What was written about all of it."""
    of_earlier: tuple[CoachAnswer, ...] = ()
    """What was written about lines that are gone."""

    @property
    def all(self) -> tuple[CoachAnswer, ...]:
        """List all of them."""
        at = (one.answer for together in self.at.values() for one in together)
        return (*at, *self.of_all, *self.of_earlier)


def beside_entry(answers: Iterable[CoachAnswer], lines: Sequence[Line]) -> BesideEntry:
    """Put what coaches wrote beside the lines of an entry that they wrote it about."""
    at: dict[int, tuple[Beside, ...]] = {}
    of_all: list[CoachAnswer] = []
    of_earlier: list[CoachAnswer] = []
    for answer in answers:
        same = next((line for line in lines if answer.is_about(line)), None)
        line = same or next((line for line in lines if answer.was_about(line)), None)
        if not answer.about:
            of_all.append(answer)
        elif line is None:
            of_earlier.append(answer)
        else:
            at[line.block] = (*at.get(line.block, ()), Beside(answer, has_changed=same is None))
    return BesideEntry(at, tuple(of_all), tuple(of_earlier))
