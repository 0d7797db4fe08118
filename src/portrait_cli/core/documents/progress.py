"""The progress narrative: beginnings of paragraphs, filled with chosen words, for the leader to finish and edit."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from portrait_cli.core import dates
from portrait_cli.core.attached_file import is_place
from portrait_cli.core.document import Cover, Document, Heading, Part, Room, Words
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import (
    Gathered,
    Level,
    about_whom,
    by_goal,
    how_it_went,
    labels,
    quotations,
)
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    ABOUT_NONE,
    about_none,
    goal_of,
    goals_among,
    goals_by_target,
    is_goal_of_year,
    is_of_year,
    plan_of,
    that_fit,
    with_what_is_said_about,
)
from portrait_cli.core.documents.phrases import capital, decided, step_of
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal, label_of
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    fitting = that_fit(lines)
    known = situation.known
    goals = [one for one in goals_among(fitting, known) if is_goal_of_year(one, situation.year_begins)]
    targets = frozenset(goals_by_target(goals, situation.portrait))
    free = about_none(fitting)
    offered = (
        Offered(line, f"a plan {ABOUT_NONE}", is_in=False)
        if line in free
        else _offered(line, goals, targets, situation)
        for line in fitting
    )
    return with_what_is_said_about(filter(None, offered), fitting)


def _offered(
    line: Line, goals: Sequence[TrackedGoal], targets: Collection[str], situation: Situation
) -> Offered | None:
    """Offer a line about one of the goals, or about anything if there is none; None if it has no place."""
    if line.kind in {"goal", "decision"}:
        return Offered(line, "your goal", is_in=True) if goal_of(line, situation.known) in goals else None
    plan = plan_of(line, situation.known)
    target = plan.plan.attribute or line.target if plan else line.target
    if goals and target not in targets:
        return None
    match line.kind:
        case "plan" if plan is None or plan.outcome is None:
            return Offered(line, "an open plan", is_in=False)
        case "plan" | "outcome":
            is_new = plan is not None and is_of_year(plan, situation.year_begins)
            return Offered(line, "a plan, and how it went" if is_new else "a plan of an earlier year", is_new)
        case "evidence":
            is_new = line.day >= situation.year_begins
            return Offered(line, "evidence of this school year" if is_new else "evidence of an earlier year", is_new)
        case "level":
            return Offered(line, "a level", is_in=False)
        case "answer" | "note":
            return Offered(line, "your words", is_in=False)
        case _:
            return None


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    return PROGRESS.document(situation, cover, parts, records.of_chosen(chosen, situation))


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    portrait = situation.portrait
    yield about_whom(cover)
    for goal, gathered in by_goal(chosen, situation):
        label = label_of(goal.goal, portrait) if goal else ""
        title = "My goal" if goal else "My year"
        yield Heading(": ".join(filter(None, [title, label])))
        yield from _narrative(goal, gathered, portrait)


def _narrative(goal: TrackedGoal | None, gathered: Gathered, portrait: Portrait) -> Iterator[Part]:
    """Begin a paragraph about each thing: below it are the chosen words, or room for them."""
    begun = gathered.levels[0].day if gathered.levels else None
    at_first = [level for level in gathered.levels if level.day == begun]
    later = [level for level in gathered.levels if level.day != begun]
    told = [plan for plan in gathered.plans if plan.outcome]
    still_open = [capital(plan.plan.sentence) for plan in gathered.plans if not plan.outcome]

    yield from _begun("My goal this year: …", [goal.goal.text] if goal else [])
    yield from _begun("I would know it by …", [goal.shows] if goal else [])
    yield from _begun("When I started, …", _levels(at_first, portrait))
    yield from _begun("What I tried was …", map(_told, told))
    yield from _begun("What shows it is …", map(_shown, gathered.pieces))
    if goal and goal.decisions:
        decisions = (
            f"{dates.in_words(one.on)}: {decided(one.review)}\n{one.review.reason}" for one in goal.decisions
        )
        yield from _begun("Looking back at my goal, …", decisions)
    yield from _begun("By now, …", _levels(later, portrait))
    if gathered.words:
        yield Heading("In my own words, …", 3)
        yield from quotations(gathered.words)
    yield from _begun("For our learners, this has meant …", [])
    yield from _begun("What surprised me was …", [])
    yield from _begun("Next, I will …", still_open)


def _begun(beginning: str, chosen_words: Iterable[str]) -> Iterator[Part]:
    words = [one.strip() for one in chosen_words if one.strip()]
    if not words:
        yield Room(beginning, 3)
        return
    yield Heading(beginning, 3)
    yield from map(Words, words)


def _levels(levels: Iterable[Level], portrait: Portrait) -> Iterator[str]:
    label = labels(portrait)
    for level in levels:
        placed = level.placement
        head = f"{dates.in_words(level.day)}, {label.get(placed.target, placed.target)}: {placed.label}"
        yield "\n".join(filter(None, [head, placed.statement, placed.comment]))


def _told(plan: TrackedPlan) -> str:
    return f"{step_of(plan.plan)}\n{how_it_went(plan)}"


def _shown(piece: Piece) -> str:
    """Return evidence with its day, and below it its address, or the name of its file."""
    evidence = piece.evidence
    where = evidence.name if is_place(evidence.link) else evidence.link
    said = "\n".join(dict.fromkeys(filter(None, [piece.said or evidence.name, where])))
    return f"{dates.in_words(piece.day)}: {said}"


PROGRESS = DocumentKind(
    "progress", "Progress narrative", "beginnings of paragraphs with your words, for you to finish", _offer, _make
)
