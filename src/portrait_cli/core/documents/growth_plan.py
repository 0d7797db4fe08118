"""The growth plan: what a leader agrees on with a supervisor, with room for what is agreed on paper."""

from collections.abc import Collection, Iterator, Sequence

from portrait_cli.core.document import (
    Cover,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import (
    Gathered,
    about_whom,
    by_goal,
    day_of,
    decisions_table,
    evidence_table,
    how_it_went,
    labels,
    level_parts,
    padded,
    quotations,
)
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    goal_of,
    goals_among,
    goals_by_target,
    is_of_year,
    plan_of,
    that_fit,
    with_what_is_said_about,
)
from portrait_cli.core.documents.phrases import step_of
from portrait_cli.core.goals import MOST_GOALS, TrackedGoal, attribute_of, open_of
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import one_line

_CONFERENCES = 3
"""How many rows there are for the dates on which the plan is discussed: at the start, in the middle, at the end."""
_BASELINE = "Where I started (baseline)"
_STEPS = _PIECES = 3
"""The fewest rows for action steps, and for evidence."""


# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    fitting = that_fit(lines)
    goals = open_of(goals_among(fitting, situation.known))[-MOST_GOALS:]
    targets = frozenset(goals_by_target(goals, situation.portrait))
    offered = (_offered(line, goals, targets, situation) for line in fitting)
    return with_what_is_said_about(filter(None, offered), fitting)


def _offered(
    line: Line, goals: Sequence[TrackedGoal], targets: Collection[str], situation: Situation
) -> Offered | None:
    """Offer a line about one of the goals, whose targets are given; None for any other one."""
    if line.kind in {"goal", "decision"}:
        return Offered(line, "your goal", is_in=True) if goal_of(line, situation.known) in goals else None
    plan = plan_of(line, situation.known)
    target = plan.plan.attribute or line.target if plan else line.target
    if target not in targets:
        return None
    match line.kind:
        case "plan" | "outcome":
            is_new = plan is not None and is_of_year(plan, situation.year_begins)
            what = "how a plan for your goal went" if line.kind == "outcome" else "a plan for your goal"
            return Offered(line, what if is_new else f"{what}, before this school year", is_new)
        case "evidence":
            is_new = line.day >= situation.year_begins
            what = "evidence of your goal"
            return Offered(line, what if is_new else f"{what}, before this school year", is_new)
        case "level":
            return Offered(line, "a level about your goal", is_in=False)
        case "answer" | "note":
            return Offered(line, "your words about your goal", is_in=False)
        case _:
            return None


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    return GROWTH_PLAN.document(situation, cover, parts, records.of_chosen(chosen, situation))


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    yield Facts((*about_whom(cover).pairs, ("Supervisor or evaluator", cover.supervisor)))
    for number, (goal, gathered) in enumerate(by_goal(chosen, situation), start=1):
        yield from _goal(goal, gathered, situation.portrait, f"Goal {number}")
    yield Heading("Alignment and support")
    yield Room("How this plan fits our school or district plan")
    yield Room("Support I need")
    yield Heading("Dates discussed")
    header = ("Date", "What we discussed", "Next step")
    yield Table("Dates discussed", header, padded((), _CONFERENCES, len(header)), widths=(2, 5, 4))
    yield Heading("Comments and signatures")
    yield Room("Leader's comments")
    yield Room("Supervisor's comments")
    yield Paragraph("Signing shows that we discussed this plan.", is_quiet=True)
    yield Signatures(("Leader", "Supervisor"))


def _goal(goal: TrackedGoal | None, gathered: Gathered, portrait: Portrait, title: str) -> Iterator[Part]:
    """Write everything about a goal; about none, what was chosen beside the goals, or a form to fill in."""
    target = goal.goal.target if goal else ""
    yield Heading(title)
    yield from _words_or_room(goal.goal.text if goal else "", "My goal")
    yield Facts(
        (
            ("Attribute or indicator", _about(target, portrait)),
            ("Standards", _standards(target, portrait)),
            ("Kind of goal (student learning or professional practice)", ""),
            ("Target date", ""),
        )
    )
    yield Room("Why this matters for our learners")
    yield from _levels(gathered, portrait)
    yield from _words_or_room(goal.shows if goal else "", "What would show it (numbers or stories)")
    yield Heading("Action steps", 3)
    yield _steps(gathered)
    yield Heading("Evidence", 3)
    yield evidence_table(gathered.pieces, fewest=_PIECES)
    yield Heading("Expected impact", 3)
    for whom in ("On me", "On staff", "On learners"):
        yield Room(whom, 1)
    yield Heading("Progress", 3)
    if goal and goal.decisions:
        yield decisions_table(goal)
    yield from quotations(gathered.words)
    if not gathered.words:
        yield Room("How it is going", 3)


def _about(target: str, portrait: Portrait) -> str:
    """Return what a goal is about: of an indicator its attribute, its code, and what another person could see."""
    part = next((one for _, one in (*portrait.indicators(), *portrait.retired()) if one.id == target), None)
    if part is None:
        return labels(portrait).get(target, target)
    attribute = attribute_of(target, portrait)
    name = next(one.name for one in portrait.attributes if one.id == attribute)
    return one_line(f"{', '.join(filter(None, [name, part.code]))}: {part.meaning or part.name}")


def _standards(target: str, portrait: Portrait) -> str:
    """Return what an attribute or indicator matches in other frameworks: an indicator's own, else its attribute's."""
    aligned: dict[str, tuple[str, ...]] = {part.id: part.aligned_to for part in portrait.parts()}
    return "; ".join(aligned.get(target) or aligned.get(attribute_of(target, portrait)) or ())


def _words_or_room(words: str, label: str) -> Iterator[Part]:
    if words:
        yield Heading(label, 3)
        yield Words(words)
    else:
        yield Room(label)


def _levels(gathered: Gathered, portrait: Portrait) -> Iterator[Part]:
    """Write the levels of the first day as the baseline, and later ones as what became of it."""
    if not gathered.levels:
        yield Room(_BASELINE)
        return
    begun = gathered.levels[0].day
    yield Heading(_BASELINE, 3)
    yield from level_parts((one for one in gathered.levels if one.day == begun), portrait)
    later = [one for one in gathered.levels if one.day > begun]
    if later:
        yield Heading("Since then", 3)
        yield from level_parts(later, portrait)


def _steps(gathered: Gathered) -> Table:
    """Return the plans for a goal as action steps, with blank rows where there are few."""
    header = ("Action step", "By", "Resources", "How it went")
    rows = [(step_of(plan.plan), day_of(plan), "", how_it_went(plan)) for plan in gathered.plans]
    return Table("Action steps", header, padded(rows, _STEPS, len(header)), widths=(5, 2, 3, 4))


GROWTH_PLAN = DocumentKind(
    "growth-plan",
    "Growth plan",
    "goals with their action steps and evidence, to agree on and sign",
    _offer,
    _make,
    is_evaluative=True,
)
