"""The year on one or two pages: the goal, growth in words, three pieces of evidence, and what became of plans."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Heading, Part, Picture, Table
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import (
    Gathered,
    Level,
    about_whom,
    evidence_table,
    filled,
    gather,
    goal_parts,
    labels,
    plans_table,
)
from portrait_cli.core.documents.growth_picture import picture
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    ABOUT_NONE,
    about_none,
    goal_of,
    goals_among,
    is_goal_of_year,
    is_looking_back,
    is_of_year,
    plan_of,
    that_fit,
    with_what_is_said_about,
)
from portrait_cli.core.goals import TrackedGoal, attribute_of, gathers
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_PIECES = 3
"""How many pieces of evidence are in unless others are chosen."""
_PLANS = 5
"""How many of the plans that were closed are in, the newest: the year has its place on two pages."""
_HEADER = ("About", "At first", "Along the way", "Most recently", "In my words")
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
    free = about_none(fitting)
    why = {
        **{line: "your goal" for line in fitting if _is_about_one(line, goals, situation)},
        **_first_and_last_levels(fitting, situation),
        **_newest_evidence(fitting, goals, situation),
        **_closed_plans([line for line in fitting if line not in free], situation),
    }
    why_not = {**{line: _OTHERS[line.kind] for line in fitting}, **dict.fromkeys(free, f"a plan {ABOUT_NONE}")}
    offered = (Offered(line, why.get(line, why_not[line]), line in why) for line in fitting)
    return with_what_is_said_about(offered, that_fit(lines))


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
        yield filled(evidence_table(chosen.pieces))
    if chosen.plans:
        yield Heading("Plans")
        yield plans_table(chosen.plans)


def _growth(of_each: Mapping[str, Gathered], portrait: Portrait, goals: Collection[str]) -> Iterator[Part]:
    """Write the levels of each attribute and indicator in a row, and draw the first line of a goal that moved."""
    known = labels(portrait)
    rows: list[tuple[str, ...]] = []
    drawn: list[Picture] = []
    in_order = [*known, *(other for other in of_each if other not in known)]
    for target in sorted(in_order, key=lambda target: target not in goals):
        gathered = of_each.get(target, Gathered())
        levels = [level for level in gathered.levels if level.placement.as_of == "now"]
        label = known.get(target, target)
        if levels:
            rows.append(_row(label, levels))
        line = picture(label, levels, portrait) if target in goals else None
        if line and len({step.level for step in line.steps}) > 1:
            drawn.append(line)
    if rows:
        yield filled(Table("How I grew", _HEADER, tuple(rows), widths=(4, 4, 4, 4, 6)))
    yield from drawn[:1]


def _row(label: str, levels: Sequence[Level]) -> tuple[str, ...]:
    """Write how something grew in a row: the first level, those in between, the newest, and what was said of them."""
    (first, *between), newest = levels[:-1] or levels, levels[-1:] if len(levels) > 1 else ()
    words = "\n".join(filter(None, (level.placement.comment for level in levels)))
    return label, _said([first]), _said(between), _said(newest), words


def _said(levels: Iterable[Level]) -> str:
    return "\n".join(f"{level.placement.label}, {dates.in_words(level.day)}" for level in levels)


YEAR = DocumentKind(
    id="year",
    title="My year",
    what="goal, growth, three pieces of evidence and plans, on one or two pages",
    offer=_offer,
    make=_make,
)
