"""What was chosen, gathered by what it is about, and the tables and paragraphs that documents make of it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Facts, Paragraph, Part, Table, Words
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.offering import goals_by_target
from portrait_cli.core.documents.phrases import decided, shown_by, step_of
from portrait_cli.core.entry import Placement
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal, label_of
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen
from portrait_cli.core.selection_lines import Line, lines_of
from portrait_cli.core.text import one_line

K = TypeVar("K", bound=Hashable)


class Level(Struct, frozen=True):
    """A level that was chosen, and the day of its entry."""

    day: date
    placement: Placement


class Gathered(Struct):
    """What was chosen about one thing, the oldest first."""

    levels: list[Level] = []
    plans: list[TrackedPlan] = []
    pieces: list[Piece] = []
    words: list[Line] = []
    """Answers and notes."""


def gather(chosen: Chosen, situation: Situation, key: Callable[[str], K]) -> dict[K, Gathered]:
    """Gather levels, plans, evidence and words by a key that is made of the target of each."""
    found: dict[K, Gathered] = defaultdict(Gathered)
    key = cache(key)
    lines = [line for entry in chosen.entries for line in lines_of(entry, situation.known)]
    of_plan = {held: line.target for line in lines if line.kind == "plan" for held in line.holds}
    for entry in chosen.entries:
        for placed in entry.placements:
            found[key(placed.target)].levels.append(Level(entry.written.date(), placed))
    for plan in chosen.plans:
        found[key(of_plan[f"plan:{plan.id}"])].plans.append(plan)
    for piece in chosen.pieces:
        found[key(piece.target)].pieces.append(piece)
    for line in lines:
        if line.kind in {"answer", "note"}:
            found[key(line.target)].words.append(line)
    return found


def by_goal(chosen: Chosen, situation: Situation) -> tuple[tuple[TrackedGoal | None, Gathered], ...]:
    """Gather what was chosen below the goals; below None is what is about none of them, or all if there are none."""
    goals = goals_by_target(chosen.goals, situation.portrait)
    ids = {target: goal.id for target, goal in goals.items()}
    found = gather(chosen, situation, lambda target: ids.get(target, ""))
    about: list[tuple[TrackedGoal | None, Gathered]] = [
        (goal, found.get(goal.id, Gathered())) for goal in chosen.goals
    ]
    if "" in found or not about:
        about.append((None, found.get("", Gathered())))
    return tuple(about)


# --- parts ---


def labels(portrait: Portrait) -> dict[str, str]:
    """Return what each attribute and indicator is called, also one that is retired."""
    return {part.id: one_line(part.label) for part in portrait.parts()}


def about_whom(cover: Cover) -> Facts:
    """Return who hands the document over, and which time it is about: a school year, or a span with days."""
    time = "Time" if "," in cover.year else "School year"  # every day has a comma, and no school year
    return Facts(
        (
            ("Name", cover.name),
            ("Role", cover.role),
            ("School or district", cover.place),
            (time, cover.year),
        )
    )


def level_parts(levels: Iterable[Level], portrait: Portrait) -> Iterator[Part]:
    """Write levels in the words in which they were chosen, with what the person said about them."""
    known = labels(portrait)
    for level in levels:
        placed = level.placement
        label = known.get(placed.target, placed.target)
        yield Paragraph(f"{dates.in_words(level.day)}, {label}: {placed.label}")
        if placed.statement:
            yield Paragraph(placed.statement)
        if placed.comment:
            yield Words(placed.comment)


def goal_parts(goals: Iterable[TrackedGoal], portrait: Portrait) -> Iterator[Part]:
    """Write goals with what would show them and what was decided about them."""
    for goal in goals:
        label = label_of(goal.goal, portrait)
        if label:
            yield Paragraph(label, is_quiet=True)
        yield Words(goal.goal.text)
        if goal.shows:
            yield Paragraph("What would show it:", is_quiet=True)
            yield Words(goal.shows)
        if goal.decisions:
            yield decisions_table(goal)


def decisions_table(goal: TrackedGoal) -> Table:
    """Return a table of what was decided about a goal."""
    rows = ((dates.in_words(one.on), decided(one.review), one.review.reason) for one in goal.decisions)
    return filled(Table("What I decided", ("Date", "Decision", "Why"), tuple(rows), widths=(2, 3, 6)))


def how_it_went(plan: TrackedPlan) -> str:
    """Return how a plan went, with the day on which that was told; empty while it is open."""
    if plan.outcome is None:
        return ""
    told = f" on {dates.in_words(plan.told)}" if plan.told else ""
    return "\n".join(filter(None, [plan.in_words(told), plan.note]))


def day_of(plan: TrackedPlan) -> str:
    """Return the day by which something is planned; empty for none."""
    return dates.in_words(plan.plan.by) if plan.plan.by else ""


def evidence_rows(pieces: Iterable[Piece]) -> Iterator[tuple[str, str, str]]:
    """Write evidence in rows: its day, what shows it, where it is kept."""
    for piece in pieces:
        yield dates.in_words(piece.day), shown_by(piece), piece.kept


def evidence_table(pieces: Iterable[Piece], *, fewest: int = 0) -> Table:
    """Return a table of evidence."""
    header = ("Date", "What shows it", "Where it is kept")
    return Table("Evidence", header, padded(tuple(evidence_rows(pieces)), fewest, len(header)), widths=(2, 6, 3))


def plans_table(plans: Iterable[TrackedPlan]) -> Table:
    """Return a table of plans with how they went."""
    rows = ((step_of(plan.plan), day_of(plan), how_it_went(plan)) for plan in plans)
    return filled(Table("Plans", ("My plan", "By", "How it went"), tuple(rows), widths=(5, 2, 5)))


def filled(table: Table) -> Table:
    """Leave out the columns in which there is nothing."""
    columns = [place for place in range(len(table.header)) if any(row[place] for row in table.rows)]

    def kept(cells: tuple[K, ...]) -> tuple[K, ...]:
        return tuple(cells[place] for place in columns)

    return replace(table, header=kept(table.header), rows=tuple(map(kept, table.rows)), widths=kept(table.widths))


def padded(rows: Sequence[tuple[str, ...]], fewest: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """Add blank rows, to be filled in by hand, until there are at least so many."""
    blank = ("",) * columns
    return (*rows, *(blank for _ in range(fewest - len(rows))))


def quotations(lines: Iterable[Line]) -> Iterator[Part]:
    """Go through answers and notes, each below its day and what was asked."""
    for line in lines:
        day = dates.in_words(line.day)
        yield Paragraph(f"{day}: {line.asked}" if line.asked else day, is_quiet=True)
        yield Words(line.words, is_markdown=line.kind == "note")
