"""The answers in an entry that can be marked as evidence: whatever a person said, each with a name."""

from collections.abc import Iterator

from msgspec import Struct

from portrait_cli.core import step_name
from portrait_cli.core.entry import Block, Entry, Heading, Placement, PlanOutcome, Prose, Response
from portrait_cli.core.step_name import StepName

NOTE = "note"
"""In place of a step: the words of no question, such as those of a note."""


class EntryAnswer(Struct, frozen=True):
    """Words in an entry, with what was asked."""

    step: str
    """The step that was answered, as a mark names it."""
    prompt: str
    """What was asked; empty for words of no question."""
    words: str
    """What the person said."""
    target: str = ""
    """The attribute or indicator it is about, as far as the entry says; empty for none."""


def answers_in(entry: Entry) -> tuple[EntryAnswer, ...]:
    """List the answers in order, each step once; words of no question are one answer, the last."""
    found: dict[str, EntryAnswer] = {}
    only = entry.attributes[0] if len(entry.attributes) == 1 else ""
    about = only
    for block in entry.blocks:
        if isinstance(block, Heading):
            about = block.attribute or only
        for answer in _answer(block, about):
            found.setdefault(answer.step, answer)
    prose = "\n\n".join(block.text.strip("\n") for block in entry.blocks if isinstance(block, Prose))
    if prose.strip():
        found.setdefault(NOTE, EntryAnswer(NOTE, "", prose, only))
    return tuple(found.values())


def answer_to(entry: Entry, step: str) -> EntryAnswer | None:
    """Return the answer to a step; None if the entry has none."""
    return next((answer for answer in answers_in(entry) if answer.step == step), None)


def placement_step(target: str, *, then: bool = False) -> str:
    """Return the name by which a mark knows what was said about a level."""
    return str(StepName(target, step_name.THEN if then else None, step_name.LEVEL))


def _answer(block: Block, about: str) -> Iterator[EntryAnswer]:
    match block:
        case Response(step=step, prompt=prompt, text=text) if text.strip():
            yield EntryAnswer(step, prompt, text, target_of(step) or about)
        case Placement(target=target, prompt=prompt, comment=comment) if comment.strip():
            step = placement_step(target, then=block.as_of == "then")
            yield EntryAnswer(step, f"{prompt} {block.label}", comment, target)
        case PlanOutcome(plan=plan, sentence=sentence, label=label, note=note):
            words = f"{label}\n\n{note}" if note.strip() else label
            yield EntryAnswer(str(step_name.outcome_of(plan)), sentence, words, about)
        case _:
            pass


def target_of(step: str) -> str:
    """Return the indicator that a step is about, else the attribute; empty if it belongs to none."""
    name = step_name.parse(step)
    if name.part is None or name.owner in step_name.ATTRIBUTES_TAKEN:
        return ""
    if name.subject is None or name.subject in step_name.INDICATORS_TAKEN:
        return name.owner
    return name.subject
