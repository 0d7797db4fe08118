"""The lines of a document as rows for a spreadsheet: the same columns in every document."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import astuple, replace

from portrait_cli.core.document import Records
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.entry import Block, Entry, Evidence, Goal, GoalReview, Placement, Plan, PlanOutcome, Response
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Portrait, walk
from portrait_cli.core.selection import Chosen
from portrait_cli.core.selection_lines import Line, lines_of
from portrait_cli.core.step_name import goal_that_is_shown


class Row(Struct, frozen=True):
    """One line. The names of the fields are those of the columns, and stay; what does not apply is empty."""

    date: str
    """The day of its entry; for evidence, the day that it is about. Days are written 2026-11-23."""
    kind: str
    """What it is: title, answer, level, plan, outcome, goal, decision, comment, evidence or note."""
    attribute: str = ""
    """The attribute's name; its id if it is not in the portrait."""
    indicator: str = ""
    """The indicator's code and name, if it is about one."""
    asked: str = ""
    """What was asked, or what is told of: the plan, for its outcome."""
    words: str = ""
    """What the person wrote."""
    level: str = ""
    """The name of the level that was chosen, as it was offered."""
    statement: str = ""
    """What that level looks like, as it was offered."""
    scale: str = ""
    """The scale and its version, such as growth/1."""
    as_of: str = ""
    """Whether a level is about its day (now), or about an earlier time as seen from that day (then)."""
    by: str = ""
    """The day of a plan."""
    outcome: str = ""
    """How a plan went, or what was decided about a goal, in the words chosen then."""
    outcome_date: str = ""
    """The day on which that was told."""
    link: str = ""
    """Where evidence is kept."""
    id: str = ""
    """The id of the plan, goal or piece of evidence."""
    portrait: str = ""
    """The id of the portrait that the entry is of."""
    version: str = ""
    """The version of that portrait."""


HEADER = Row.__struct_fields__


def of_entries(
    entries: Iterable[Entry], situation: Situation, plans: Mapping[str, TrackedPlan]
) -> Iterator[tuple[str, ...]]:
    """Go through the lines of chosen entries as rows; `plans` are the chosen plans by their ids."""
    labels = _labels(situation.portrait)
    for entry in entries:
        for line in lines_of(entry, situation.known):
            block = entry.blocks[line.block] if line.block >= 0 else None
            attribute, indicator = labels.get(line.target, (line.target, ""))
            row = Row(
                date=line.day.isoformat(),
                kind=line.kind,
                attribute=attribute,
                indicator=indicator,
                asked=line.asked,
                words=line.words,
                portrait=entry.portrait,
                version=entry.portrait_version,
            )
            yield astuple(_completed(row, line, block, situation, plans))


def of_chosen(chosen: Chosen, situation: Situation) -> Records:
    """Return all chosen lines as rows, oldest first."""
    plans = {tracked.id: tracked for tracked in chosen.plans}
    return Records(HEADER, tuple(of_entries(chosen.entries, situation, plans)))


def _completed(
    row: Row, line: Line, block: Block | None, situation: Situation, plans: Mapping[str, TrackedPlan]
) -> Row:
    """Add the columns that only some kinds of lines have."""
    said = line.words if line.kind == "comment" else ""
    match block:
        case Response():
            return replace(row, id=goal_that_is_shown(block.step))
        case Placement():
            return replace(
                row,
                words=said,
                level=block.label,
                statement=block.statement,
                scale=block.scale,
                as_of=block.as_of,
            )
        case Plan():
            return _plan(row, block, plans.get(block.id))
        case PlanOutcome():
            return replace(row, words=said, outcome=block.label, outcome_date=row.date, id=block.plan)
        case Goal():
            return replace(row, id=block.id)
        case GoalReview():
            return replace(row, words=said, outcome=block.label, outcome_date=row.date, id=block.goal)
        case Evidence():
            piece = replace(situation.known.pieces[block.id], evidence=block)
            words = piece.said or block.name or line.words
            return replace(row, date=piece.day.isoformat(), asked="", words=words, link=piece.kept, id=block.id)
        case _:
            return row


def _plan(row: Row, plan: Plan, tracked: TrackedPlan | None) -> Row:
    """Describe how a plan went, if that was chosen."""
    row = replace(row, asked="", words=plan.without_day, by=plan.by.isoformat() if plan.by else "", id=plan.id)
    if tracked is None or not tracked.outcome:
        return row
    told = tracked.told.isoformat() if tracked.told else ""
    return replace(row, outcome=tracked.label, outcome_date=told)


def _labels(portrait: Portrait) -> dict[str, tuple[str, str]]:
    """Return the names of each attribute and indicator: of the attribute, and of the indicator if it is one."""
    found: dict[str, tuple[str, str]] = {}
    for attribute in portrait.attributes:
        found[attribute.id] = (attribute.label, "")
        parts = [*walk(attribute.indicators), *attribute.retired]
        found.update((indicator.id, (attribute.label, indicator.label)) for indicator in parts)
    return found
