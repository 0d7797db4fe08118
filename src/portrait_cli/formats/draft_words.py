"""The words in a draft, each with a question: those whose own question is gone get one of their own.

A draft may be damaged, or come from a version that asks other things. Its words are nowhere else, so they are kept.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.entry import GOAL_OUTCOMES, OUTCOMES
from portrait_cli.core.play import forward
from portrait_cli.core.session import Session, Step

HALF_TYPED = "half-typed"
"""Where a session is if its draft does not say; the words in its line are kept under this name."""

_ANSWERED_BY_CHOICE = {
    "outcome",
    "level",
    "choice",
    "indicator",
    "focus",
    "let-one-rest",
    "goal-about",
    "goal-about-now",
    "goal-part",
    "goal-review",
}
_KNOWN_CHOICES: Mapping[str, Sequence[str]] = {"outcome": OUTCOMES, "goal-review": GOAL_OUTCOMES}
"""For some purposes, the only choices that an entry can hold."""
_PARTS_OF_A_PLAN = {"plan.attribute": "focus", "plan.when": "when", "plan.then": "then", "plan.by": "by"}
"""An entry's plan is put together from the answers to these steps."""


class FoundStep(Struct, frozen=True):
    """A step as a draft has it; one without a purpose that we know cannot be asked."""

    step: Step
    has_purpose: bool


def lay_out(session: Session, found: Sequence[FoundStep]) -> Session:
    """Give a session the steps that can be asked, and a step of their own to words that fit none of these."""
    asked = _asked(found)
    names = _homeless(session, asked)
    kept = _kept(names, found)

    steps = tuple(_in_order(found, asked, kept))
    return _placed(replace(session, steps=steps, answers=_answers(session, asked, kept)), kept)


def _asked(found: Sequence[FoundStep]) -> Mapping[str, Step]:
    """Return the steps that can be asked, by id; of two with the same id, the first."""
    asked: dict[str, Step] = {}
    for one in found:
        if one.has_purpose and _can_be_asked(one.step):
            asked.setdefault(one.step.id, one.step)
    return asked


def _can_be_asked(step: Step) -> bool:
    """Return True if a step has what its purpose needs."""
    if _PARTS_OF_A_PLAN.get(step.id, step.purpose) != step.purpose:
        return False
    if step.purpose not in _ANSWERED_BY_CHOICE:
        return not step.choices

    if step.purpose == "level" and not step.target:
        return False
    known = _KNOWN_CHOICES.get(step.purpose)
    if known and any(choice.id not in known for choice in step.choices):
        return False
    return bool(step.choices)


def _fits(step: Step, answer: str) -> bool:
    """Return True if a step could have had this answer."""
    if step.choices:
        return any(choice.id == answer for choice in step.choices)
    if step.purpose == "by":
        return _is_day(answer)
    return True


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _homeless(session: Session, asked: Mapping[str, Step]) -> list[str]:
    """List the names under which there are words that no step can take."""
    names: list[str] = []
    for name, answer in session.answers.items():
        is_at_home = name in asked and _fits(asked[name], answer)
        if answer.strip() and not is_at_home:
            names.append(name)

    typed_nowhere = session.at and session.at not in asked and session.typed.strip()
    if typed_nowhere and session.at not in names:
        names.append(session.at)
    return names


def _kept(names: Sequence[str], found: Sequence[FoundStep]) -> Mapping[str, Step]:
    """Make a step for the words under each name; it asks what their own step asked, if that is still known."""
    known = {one.step.id: one.step for one in found}
    taken = set(known)
    kept: dict[str, Step] = {}
    for name in names:
        kept[name] = _words_step(name, known.get(name), taken)
        taken.add(kept[name].id)
    return kept


def _words_step(name: str, before: Step | None, taken: Container[str]) -> Step:
    free = f"{name}.kept"
    while free in taken:
        free += ".kept"

    if before is None:
        return Step(free, "words", prompt=" ".join(name.split()))
    return Step(
        free,
        "words",
        prompt=before.prompt,
        attribute=before.attribute,
        heading=before.heading,
        meaning=before.meaning,
        place=before.place,
    )


def _in_order(found: Sequence[FoundStep], asked: Mapping[str, Step], kept: Mapping[str, Step]) -> Iterator[Step]:
    """Go through the steps in the draft's order; words whose step is not in it come last."""
    waiting = dict(kept)
    for one in found:
        name = one.step.id
        if asked.get(name) is one.step:
            yield one.step
        if name in waiting:
            yield waiting.pop(name)
    yield from waiting.values()


def _answers(session: Session, asked: Mapping[str, Step], kept: Mapping[str, Step]) -> Mapping[str, str]:
    """Return the answers under the ids of their steps."""
    answers: dict[str, str] = {}
    for name, answer in session.answers.items():
        if name in kept:
            answers[kept[name].id] = answer
        elif name in asked:
            answers[name] = answer
    return answers


def _placed(session: Session, kept: Mapping[str, Step]) -> Session:
    """Put a session at a step that it has: at the words it was at, or at the first question without an answer."""
    ids = {step.id for step in session.steps}
    if not session.at or session.at in ids:
        return session
    if session.at in kept:
        return replace(session, at=kept[session.at].id)
    return forward(replace(session, at=""))
