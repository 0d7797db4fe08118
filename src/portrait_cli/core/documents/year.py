"""The year on one or two pages: the goal, growth in words, three pieces of evidence, and what became of plans."""

from collections.abc import Iterator, Sequence

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Heading, Paragraph, Part, Table, Words
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import about_whom, evidence_rows, labels, plans_table, subtitle
from portrait_cli.core.documents.growth_parts import growth_parts
from portrait_cli.core.documents.kind import DocumentKind, Situation, footer
from portrait_cli.core.documents.offering import goal_of, goals_among, is_looking_back, plan_of, that_fit
from portrait_cli.core.goals import TrackedGoal, attribute_of, gathers
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_PIECES = 3
"""How many pieces of evidence are in unless others are chosen."""
_OTHERS = {
    "goal": "a goal that ended before this school year",
    "decision": "about a goal that ended before this school year",
    "level": "another level",
    "evidence": "more evidence",
    "plan": "a plan that is open, or that you closed before this school year",
    "outcome": "how a plan went before this school year",
}
"""Why there is a place for a line that is not in unless it is chosen, by its kind."""


# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    fitting = [line for line in that_fit(lines) if line.kind in _OTHERS and not is_looking_back(line)]
    goals = _goals_of_year(fitting, situation)
    why = {
        **{line: "your goal" for line in fitting if _is_about_one(line, goals, situation)},
        **_first_and_last_levels(fitting, situation),
        **_newest_evidence(fitting, goals, situation),
        **_closed_plans(fitting, situation),
    }
    return tuple(Offered(line, why.get(line, _OTHERS[line.kind]), line in why) for line in fitting)


def _goals_of_year(lines: Sequence[Line], situation: Situation) -> list[TrackedGoal]:
    """List the goals that are open, or that ended this school year."""
    goals = goals_among(lines, situation.known)
    return [goal for goal in goals if not goal.ended or goal.decisions[-1].on >= situation.year_begins]


def _is_about_one(line: Line, goals: Sequence[TrackedGoal], situation: Situation) -> bool:
    return line.kind in {"goal", "decision"} and goal_of(line, situation.known) in goals


def _first_and_last_levels(lines: Sequence[Line], situation: Situation) -> dict[Line, str]:
    """Find the first and the newest level of the year of each attribute, or of its indicators if it has none itself."""
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
    why: dict[Line, str] = {}
    for line in lines:
        plan = plan_of(line, situation.known) if line.kind in {"plan", "outcome"} else None
        if plan and plan.outcome and (plan.told or plan.made) >= situation.year_begins:
            why[line] = "a plan you closed this year" if line.kind == "plan" else "how a plan went this year"
    return why


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    return Document(
        kind=YEAR.id,
        title=YEAR.title_in(situation.portrait),
        subtitle=subtitle(cover),
        parts=tuple(_parts(chosen, situation, cover)),
        footer=footer(situation.portrait, dates.in_words(cover.made_on)),
        made_on=cover.made_on,
        author=cover.name,
        language=situation.portrait.language,
        records=records.of_chosen(chosen, situation),
    )


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    yield about_whom(cover)
    known = labels(situation.portrait)
    if chosen.goals:
        yield Heading("My goal" if len(chosen.goals) == 1 else "My goals")
    for goal in chosen.goals:
        yield from _goal(goal, known.get(goal.goal.target, goal.goal.target))
    growth = list(growth_parts(chosen.entries, situation.portrait, 3))
    if growth:
        yield Heading("How I grew")
        yield from growth
    if chosen.pieces:
        yield Heading("What shows it")
        header = ("Date", "Evidence", "Where it is kept")
        yield Table("What shows it", header, tuple(evidence_rows(chosen.pieces)), widths=(2, 6, 3))
    if chosen.plans:
        yield Heading("My plans")
        yield plans_table(chosen.plans)


def _goal(goal: TrackedGoal, label: str) -> Iterator[Part]:
    """Write a goal, what would show it, and what was decided about it last."""
    if label:
        yield Paragraph(label, is_quiet=True)
    yield Words(goal.goal.text)
    if goal.shows:
        yield Paragraph("What would show it", is_quiet=True)
        yield Words(goal.shows)
    for decision in goal.decisions:
        yield Paragraph(f"{decision.review.label}, {dates.in_words(decision.on)}")
        if decision.review.reason:
            yield Words(decision.review.reason)


YEAR = DocumentKind(
    id="year",
    title="My year",
    what="goal, growth, three pieces of evidence and plans, on one or two pages",
    offer=_offer,
    make=_make,
)
