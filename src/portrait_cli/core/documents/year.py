"""The year on one or two pages: the goal, growth in words, three pieces of evidence, and what became of plans."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Heading, Part, Picture, Table
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import (
    Gathered,
    Level,
    about_whom,
    evidence_table,
    gather,
    goal_parts,
    labels,
    plans_table,
)
from portrait_cli.core.documents.growth_picture import picture
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    goal_of,
    goals_among,
    is_goal_of_year,
    is_looking_back,
    is_of_year,
    plan_of,
    that_fit,
)
from portrait_cli.core.goals import TrackedGoal, attribute_of, gathers
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_PIECES = 3
"""How many pieces of evidence are in unless others are chosen."""
_PLANS = 5
"""How many of the plans that were closed are in, the newest: the year has its place on two pages."""
_OTHERS = {
    "goal": "a goal that ended before this school year",
    "decision": "about a goal that ended before this school year",
    "level": "another level",
    "evidence": "more evidence",
    "plan": "another plan",
    "outcome": "how another plan went",
}
"""Why there is a place for a line that is not in unless it is chosen, by its kind."""


# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    fitting = [line for line in that_fit(lines) if line.kind in _OTHERS and not is_looking_back(line)]
    goals = [goal for goal in goals_among(fitting, situation.known) if is_goal_of_year(goal, situation.year_begins)]
    why = {
        **{line: "your goal" for line in fitting if _is_about_one(line, goals, situation)},
        **_first_and_last_levels(fitting, situation),
        **_newest_evidence(fitting, goals, situation),
        **_closed_plans(fitting, situation),
    }
    return tuple(Offered(line, why.get(line, _OTHERS[line.kind]), line in why) for line in fitting)


def _is_about_one(line: Line, goals: Sequence[TrackedGoal], situation: Situation) -> bool:
    return line.kind in {"goal", "decision"} and goal_of(line, situation.known) in goals


def _first_and_last_levels(lines: Sequence[Line], situation: Situation) -> dict[Line, str]:
    """Find the first and the newest level of each attribute this year; of its indicators if it has none itself."""
    by_target: dict[str, list[Line]] = {}
    for line in lines:
        if line.kind == "level" and line.day >= situation.year_begins:
            by_target.setdefault(line.target, []).append(line)
    why: dict[Line, str] = {}
    for target, levels in by_target.items():
        attribute = attribute_of(target, situation.portrait)
        if target == attribute or attribute not in by_target:
            why[levels[-1]] = "your newest level this year"
            why[levels[0]] = "your first level this year"
    return why


def _newest_evidence(lines: Sequence[Line], goals: Sequence[TrackedGoal], situation: Situation) -> dict[Line, str]:
    """Find three pieces of the year, those of the goals first."""
    wanted = frozenset[str]().union(*(gathers(goal.goal, situation.portrait) for goal in goals))
    newest_first = [line for line in lines if line.kind == "evidence" and line.day >= situation.year_begins][::-1]
    of_goals = [line for line in newest_first if line.target in wanted]
    why = dict.fromkeys(of_goals, "evidence of your goal")
    why.update((line, "your newest evidence") for line in newest_first if line not in why)
    return dict(list(why.items())[:_PIECES])


def _closed_plans(lines: Sequence[Line], situation: Situation) -> dict[Line, str]:
    """Find the plans of the year that were closed last, and how they went."""
    told_of = {line: plan_of(line, situation.known) for line in lines if line.kind in {"plan", "outcome"}}
    closed = {
        plan.id: plan.told or plan.made
        for plan in told_of.values()
        if plan and plan.outcome and is_of_year(plan, situation.year_begins)
    }
    newest = sorted(closed, key=closed.__getitem__)[-_PLANS:]
    return {
        line: "a plan you closed this year" if line.kind == "plan" else "how a plan went this year"
        for line, plan in told_of.items()
        if plan and plan.id in newest
    }


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    return YEAR.document(situation, cover, parts, records.of_chosen(chosen, situation))


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    portrait = situation.portrait
    yield about_whom(cover)
    if chosen.goals:
        yield Heading("My goals" if len(chosen.goals) > 1 else "My goal")
        yield from goal_parts(chosen.goals, portrait)
    goals = frozenset[str]().union(*(gathers(goal.goal, portrait) for goal in chosen.goals))
    growth = tuple(_growth(gather(chosen, situation, str), portrait, goals))
    if growth:
        yield Heading("How I grew")
        yield from growth
    if chosen.pieces:
        yield Heading("Evidence")
        yield evidence_table(chosen.pieces)
    if chosen.plans:
        yield Heading("Plans")
        yield plans_table(chosen.plans)


def _growth(of_each: Mapping[str, Gathered], portrait: Portrait, goals: Collection[str]) -> Iterator[Part]:
    """Write the levels of each attribute and indicator in words, and draw the first line that moved."""
    known = labels(portrait)
    rows: list[tuple[str, ...]] = []
    drawn: list[Picture] = []
    in_order = [*known, *(other for other in of_each if other not in known)]
    for target in sorted(in_order, key=lambda target: target not in goals):
        gathered = of_each.get(target, Gathered())
        levels = [level for level in gathered.levels if level.placement.as_of == "now"]
        label = known.get(target, target)
        rows += (_row(label, level) for level in levels)
        line = picture(label, levels, portrait)
        if line and len({step.level for step in line.steps}) > 1:
            drawn.append(line)
    if rows:
        yield Table("How I grew", ("About", "Date", "Level", "In my words"), tuple(rows), widths=(5, 4, 3, 10))
    yield from drawn[:1]


def _row(label: str, level: Level) -> tuple[str, ...]:
    return label, dates.in_words(level.day), level.placement.label, level.placement.comment


YEAR = DocumentKind(
    id="year",
    title="My year",
    what="goal, growth, three pieces of evidence and plans, on one or two pages",
    offer=_offer,
    make=_make,
)
