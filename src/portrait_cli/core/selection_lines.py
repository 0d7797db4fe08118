"""The lines of a journal: the smallest parts that its owner can hand over or keep, each with a name."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.entry_answers import NOTE, placement_step, target_of
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.open_plans import TrackedPlan

Kind = Literal["title", "answer", "level", "plan", "outcome", "goal", "decision", "comment", "evidence", "note"]
"""What a line is; a comment is what the person said about a level, an outcome or a decision."""


class Line(Struct, frozen=True):
    """One thing that may leave, with all the words that would leave with it."""

    entry: str
    """The id of the entry it is in."""
    number: int
    """Its place among the lines of the entry, counted from 1; 0 for the entry's own title."""
    day: date
    kind: Kind
    target: str
    """The id of the attribute or indicator that it is about; empty for none."""
    asked: str
    """What was asked, or what it is about; empty for a note."""
    words: str
    """What would leave."""
    block: int = -1
    """The place of its block in the entry, counted from 0; -1 for the title."""
    holds: frozenset[str] = frozenset()
    """What these words are the first place of, such as a plan: as `plan:` and its id."""
    repeats: frozenset[str] = frozenset()
    """What these words repeat from other lines: they stay with whoever holds that."""

    @property
    def name(self) -> str:
        """Return the name of the line, which stays while nothing is written above it in its entry."""
        return f"{self.entry}#{self.number}"


class Known(Struct, frozen=True):
    """What other entries say about the plans, goals and evidence of an entry."""

    plans: Mapping[str, TrackedPlan] = {}
    goals: Mapping[str, TrackedGoal] = {}
    pieces: Mapping[str, Piece] = {}
    """The evidence by its id, without what was dropped."""


def known_from(plans: Iterable[TrackedPlan], goals: Iterable[TrackedGoal], pieces: Iterable[Piece]) -> Known:
    """Put plans, goals and evidence where a line finds them."""
    return Known(
        plans={plan.id: plan for plan in plans},
        goals={goal.id: goal for goal in goals},
        pieces={piece.id: piece for piece in pieces if not piece.is_dropped},
    )


def lines_of(entry: Entry, known: Known) -> tuple[Line, ...]:
    """List the lines of an entry in order; headings, the program's titles and evidence that was dropped are none."""
    found: list[Line] = []
    only = entry.attributes[0] if len(entry.attributes) == 1 else ""
    day = entry.written.date()
    if entry.own_title:
        found.append(Line(entry.id, 0, day, "title", only, "Its title", entry.own_title))
    about = only
    number = 0
    for place, block in enumerate(entry.blocks):
        if isinstance(block, Heading):
            about = block.attribute or only
        for said in _said(entry, block, known, about):
            number += 1
            found.append(replace(said, entry=entry.id, number=number, day=day, block=place))
    return tuple(found)


def _said(entry: Entry, block: Block, known: Known, about: str) -> Iterator[Line]:
    """Go through the lines of a block, without their places; a block that says nothing of its own has none."""
    match block:
        case Response():
            yield from _answer(entry, block, known, about)
        case Prose() if block.text.strip():
            yield _new("note", about, "", block.text.strip("\n"), holds=(_answer_key(entry.id, NOTE),))
        case Placement():
            words = "\n\n".join(filter(None, [block.label, block.statement]))
            key = _answer_key(entry.id, placement_step(block.target, then=block.as_of == "then"))
            yield from _with_comment(_new("level", block.target, block.prompt, words, holds=(key,)), block.comment)
        case Plan():
            yield _new("plan", block.attribute or about, "A plan", block.sentence, holds=(f"plan:{block.id}",))
        case PlanOutcome():
            target = _always_about(known.plans.get(block.plan))
            holds = (_answer_key(entry.id, str(step_name.outcome_of(block.plan))),)
            told = _new("outcome", target, block.sentence, block.label, holds=holds, repeats=(f"plan:{block.plan}",))
            yield from _with_comment(told, block.note)
        case Goal():
            yield _new("goal", block.target, "My goal", block.text, holds=(f"goal:{block.id}",))
        case GoalReview():
            target = _always_about(known.goals.get(block.goal))
            holds = (_answer_key(entry.id, str(step_name.goal_review(block.goal))),)
            told = _new("decision", target, block.sentence, block.label, holds=holds, repeats=(f"goal:{block.goal}",))
            yield from _with_comment(told, block.reason)
        case Evidence():
            yield from _evidence(entry, block, known)
        case _:
            pass


def _with_comment(told: Line, comment: str) -> Iterator[Line]:
    """Go through a line and what the person said about it, which can stay when the line leaves, and not without it.

    Evidence that marks the two goes with both.
    """
    yield told
    if comment.strip():
        yield replace(told, kind="comment", words=comment, repeats=told.repeats | told.holds)


def _answer(entry: Entry, block: Response, known: Known, about: str) -> Iterator[Line]:
    """Give an answer as a line; what is said of an earlier plan or of a goal goes with that."""
    if not block.text.strip():
        return
    holds = (_answer_key(entry.id, block.step),)
    name = step_name.parse(block.step)
    kind: Kind = "goal" if step_name.goal_that_is_shown(block.step) else "answer"
    if name.owner == step_name.GOAL and name.subject:
        target = _always_about(known.goals.get(name.subject))
        yield _new(kind, target, block.prompt, block.text, holds=holds, repeats=(f"goal:{name.subject}",))
    elif name.owner == step_name.EARLIER_PLAN and name.subject:
        target = _always_about(known.plans.get(name.subject))
        yield _new(kind, target, block.prompt, block.text, holds=holds, repeats=(f"plan:{name.subject}",))
    else:
        if name.owner == step_name.GUIDE and len(entry.attributes) > 1:  # it is about all of them
            about = ""
        yield _new(kind, target_of(block.step) or about, block.prompt, block.text, holds=holds)


def _always_about(tracked: TrackedGoal | TrackedPlan | None) -> str:
    """Return the id of what a goal or a plan has always been about; empty if that changed, or if nobody knows."""
    return tracked.targets[0] if tracked and len(set(tracked.targets)) == 1 else ""


def _evidence(entry: Entry, block: Evidence, known: Known) -> Iterator[Line]:
    """Give evidence as a line, with the answer that it marks; none if it was dropped."""
    piece = known.pieces.get(block.id)
    if piece is None:
        return
    said = replace(piece, evidence=block).said
    words = "\n\n".join(dict.fromkeys(filter(None, [said, block.name, block.link]))) or block.heading
    marked = (_answer_key(block.entry or entry.id, block.step),) if block.step else ()
    asked = piece.asked if block.step else block.heading
    yield _new("evidence", block.target, asked, words, holds=(f"evidence:{block.id}",), repeats=marked)


def _answer_key(entry: str, step: str) -> str:
    return f"answer:{entry}:{step}"


def _new(  # noqa: PLR0913  # what lines have in common
    kind: Kind, target: str, asked: str, words: str, *, holds: Iterable[str] = (), repeats: Iterable[str] = ()
) -> Line:
    return Line("", 0, date.min, kind, target, asked, words, holds=frozenset(holds), repeats=frozenset(repeats))
