"""Which lines leave, and what documents are made from: they see the chosen lines and no others."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    GoalReview,
    Heading,
    Outcome,
    Placement,
    PlanOutcome,
    Response,
)
from portrait_cli.core.entry_answers import placement_step
from portrait_cli.core.evidence import Piece
from portrait_cli.core.filters import same_tag
from portrait_cli.core.goals import TrackedGoal, goal_history
from portrait_cli.core.new_entry import attribute_tag
from portrait_cli.core.open_plans import TrackedPlan, history
from portrait_cli.core.outcome_words import PLAIN_LABELS
from portrait_cli.core.selection_lines import Known, Line, lines_of


class Offered(Struct, frozen=True):
    """A line that a document has a place for, whether it leaves, and why."""

    line: Line
    reason: str
    """Why it is in, or offered: `named`, `about Advocacy`."""
    is_in: bool


class Chosen(Struct, frozen=True):
    """What a document is made from: whatever is not in it cannot be in the document."""

    entries: tuple[Entry, ...]
    """The entries with a chosen line, oldest first, with their chosen lines and no others."""
    plans: tuple[TrackedPlan, ...]
    """The chosen plans, with how they went if that was chosen, in the order in which they were made."""
    goals: tuple[TrackedGoal, ...]
    """The chosen goals, with the chosen decisions about them."""
    pieces: tuple[Piece, ...]
    """The chosen evidence with its words, oldest first."""


def taken_out(offered: Iterable[Offered], names: Collection[str], others: Iterable[Line] = ()) -> tuple[Offered, ...]:
    """Leave out the named lines, those that repeat their words, and those that repeat the words of these.

    `others` are lines that the document has no place for: a line that repeats one of them may have its words.
    """
    lines = tuple(offered)
    all_lines = [*(one.line for one in lines), *others]
    out = {line for line in all_lines if line.name in names}
    held = _held(out)
    while repeating := [line for line in all_lines if line not in out and line.repeats & held]:
        out.update(repeating)
        held = _held(out)
    return tuple(replace(one, is_in=False) if one.line in out else one for one in lines)


def _held(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset[str]().union(*(line.holds for line in lines))


def names_in(offered: Iterable[Offered]) -> frozenset[str]:
    """Return the names of the lines that leave."""
    return frozenset(one.line.name for one in offered if one.is_in)


def chosen(
    entries: Iterable[Entry], names: Collection[str], known: Known, labels: Mapping[Outcome, str] = PLAIN_LABELS
) -> Chosen:
    """Keep the named lines of some entries and nothing else."""
    kept = sorted(only_chosen(entries, names, known), key=lambda entry: (entry.seconds, entry.id))
    marks: dict[str, Evidence] = {}
    for entry in kept:
        for block in entry.blocks:
            if isinstance(block, Evidence):
                marks.setdefault(block.id, block)
    pieces = sorted(
        (replace(known.pieces[name], evidence=block) for name, block in marks.items()),
        key=lambda one: (one.day, one.id),
    )
    return Chosen(entries=tuple(kept), plans=history(kept, labels), goals=goal_history(kept), pieces=tuple(pieces))


def only_chosen(entries: Iterable[Entry], names: Collection[str], known: Known) -> Iterator[Entry]:
    """Go through the entries that have a named line, each with its named lines and no others."""
    for entry in entries:
        lines = lines_of(entry, known)
        kept = [line for line in lines if line.name in names]
        if len(kept) == len(lines) and lines:
            yield replace(entry, extra=(), blocks=tuple(_blocks(entry, kept)))
        elif kept:
            yield _part(entry, kept)


def _part(entry: Entry, kept: Collection[Line]) -> Entry:
    """Keep some lines of an entry: what belongs to all of it, such as its tags and its title, stays behind."""
    blocks = tuple(_blocks(entry, kept))
    headings = {block.attribute for block in blocks if isinstance(block, Heading)}
    targets = headings | {line.target for line in kept}
    attributes = tuple(attribute for attribute in entry.attributes if attribute in targets)
    return replace(
        entry,
        title=entry.title if any(line.kind == "title" for line in kept) else "",
        attributes=attributes,
        tags=tuple(
            tag for tag in entry.tags if same_tag(tag) in {same_tag(attribute_tag(one)) for one in attributes}
        ),
        extra=(),  # nobody knows what it is about
        blocks=blocks,
    )


def _blocks(entry: Entry, kept: Iterable[Line]) -> Iterator[Block]:
    """Go through the blocks of some lines, each below its heading."""
    lines: dict[int, list[Line]] = {}
    for line in kept:
        lines.setdefault(line.block, []).append(line)
    heading: Heading | None = None
    for place, block in enumerate(entry.blocks):
        if isinstance(block, Heading):
            heading = block
        elif place in lines:
            if heading:
                yield heading
                heading = None
            yield _as_offered(block, lines[place])


def _as_offered(block: Block, lines: Sequence[Line]) -> Block:
    """Leave out the comment if it is not among the lines; alone, it is an answer to what was asked."""
    line = lines[0]
    has_comment = lines[-1].kind == "comment"
    match block:
        case Placement() | PlanOutcome() | GoalReview() if line.kind == "comment":
            return Response(_step_of_comment(block), line.asked, line.words)
        case Placement() if not has_comment:
            return replace(block, comment="")
        case PlanOutcome() if not has_comment:
            return replace(block, note="")
        case GoalReview() if not has_comment:
            return replace(block, reason="")
        case Evidence() if block.heading not in {line.asked, line.words}:
            return replace(block, heading="")  # it may quote an answer as it was before
        case _:
            return block


def _step_of_comment(block: Placement | PlanOutcome | GoalReview) -> str:
    if isinstance(block, Placement):
        step = step_name.parse(placement_step(block.target, then=block.as_of == "then"))
        return step.beside(step_name.COMMENT)
    if isinstance(block, PlanOutcome):
        return step_name.outcome_of(block.plan).beside(step_name.NOTE)
    return step_name.goal_review(block.goal).beside(step_name.REASON)
