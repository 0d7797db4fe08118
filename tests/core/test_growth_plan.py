from datetime import date

from msgspec.structs import replace

from chosen_lines import COVER, ENTRIES, all_lines, entry, known_of, placed, situation_of
from portrait_cli.core.document import Document, Facts, Heading, Room, Signatures, Table, Words
from portrait_cli.core.documents.growth_plan import GROWTH_PLAN
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.entry import Entry, Evidence, Goal, Plan, PlanOutcome
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered, chosen, names_in
from portrait_cli.core.selection_lines import Line

OPEN = ENTRIES[:-1]
"""The year before its goal was met."""


def _offered(entries: tuple[Entry, ...], kept: tuple[Line, ...] = ()) -> tuple[Offered, ...]:
    situation = situation_of(entries)
    return GROWTH_PLAN.offer(kept or all_lines(entries, situation.known), situation)


def _made(entries: tuple[Entry, ...], *more: str, situation: Situation | None = None) -> Document:
    situation = situation or situation_of(entries)
    names = names_in(GROWTH_PLAN.offer(all_lines(entries, situation.known), situation)) | set(more)
    return GROWTH_PLAN.make(chosen(entries, names, situation.known), situation, COVER)


def _headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def _tables(document: Document) -> dict[str, Table]:
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def _rooms(document: Document) -> list[str]:
    return [part.label for part in document.parts if isinstance(part, Room)]


def test_a_goal_is_offered_with_what_belongs_to_it() -> None:
    """An open goal is in with its plans and evidence; levels and answers about it can be added; nothing else has a place."""
    offered = [(one.line.kind, one.is_in, one.reason) for one in _offered(OPEN)]
    assert offered == [
        ("answer", False, "your words about your goal"),
        ("answer", False, "your words about your goal"),
        ("level", False, "a level about your goal"),
        ("level", False, "a level about your goal"),
        ("goal", True, "your goal"),
        ("plan", True, "a plan for your goal"),
        ("evidence", True, "evidence of your goal"),
        ("outcome", True, "how a plan for your goal went"),
        ("level", False, "a level about your goal"),
        ("note", False, "your words about your goal"),
        ("evidence", True, "evidence of your goal"),
        ("decision", True, "your goal"),
        ("goal", True, "your goal"),
    ]
