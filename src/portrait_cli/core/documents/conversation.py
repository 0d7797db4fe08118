"""The conversation sheet: one page to talk about with a coach, with what I say of myself and what shows it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Facts, Part, Room, Table
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import Gathered, gather, labels, padded
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    ABOUT_NONE,
    goal_of,
    goals_among,
    is_looking_back,
    plan_of,
    that_fit,
    with_what_is_said_about,
)
from portrait_cli.core.documents.phrases import capital
from portrait_cli.core.goals import MOST_GOALS, attribute_of, gathers, open_of
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import first_lines

_MOST_TOPICS = 3
"""How many attributes and indicators have room on one page."""
_MOST_IN = {"level": 1, "evidence": 2, "plan": 1, "other plan": 0, "answer": 0, "goal": MOST_GOALS}
"""How many lines of each kind are in about one topic, the newest ones; of all plans and goals together."""
_MOST_OFFERED = {"level": 1, "evidence": 3, "plan": 2, "other plan": 1, "answer": 1, "goal": MOST_GOALS}
"""How many can be chosen: one page has no room for more."""
_REASONS = {
    "level": "your newest level in",
    "evidence": "evidence of",
    "plan": "an open plan",
    "other plan": f"an open plan {ABOUT_NONE}",
    "answer": "your words about",
    "goal": "your goal",
}
_HEADER = ("Where I see myself", "What shows it", "A question")
_FEWEST_ROWS = 2
_LONGEST = 110
"""The most characters of a thing that is said: two or three lines of a column."""
_WAYS = ((_LONGEST, True), (55, True), (55, False), (30, False))
"""How long a thing may be, and whether a level has its statement: the first way in which all of it is on one page."""
_ONE_LINE = 70
"""How many characters of a goal or a plan are on one line."""
_FULL = 900
"""How many characters in the table fill the page."""
_COACH_ASKS = "What would I see you do, and what would I hear, on a day when this goes well?"


# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    newest_first = that_fit(lines)[::-1]
    topics = _topics(newest_first, situation)
    attributes = frozenset(attribute_of(topic, situation.portrait) for topic in topics)
    label = labels(situation.portrait)
    seen: Counter[tuple[str, str]] = Counter()
    found: list[Offered] = []
    for line in newest_first:
        subject = _subject(line, topics, attributes, situation)
        if subject is None:
            continue
        kind = _kind(line)
        place = seen[kind, subject]
        seen[kind, subject] += 1
        if place < _MOST_OFFERED[kind]:
            reason = f"{_REASONS[kind]} {label.get(subject, subject)}".strip()
            found.append(Offered(line, reason, is_in=place < _MOST_IN[kind]))
    return with_what_is_said_about(found, newest_first)


def _kind(line: Line) -> str:
    """Return what a line is on the sheet."""
    if line.kind == "plan" and not line.target:
        return "other plan"
    return "answer" if line.kind == "note" else line.kind


def _topics(newest_first: Sequence[Line], situation: Situation) -> tuple[str, ...]:
    """List what there is room for: what the open goals are about, else what was placed last."""
    goals = open_of(goals_among(newest_first, situation.known))
    wanted = frozenset[str]().union(*(gathers(goal.goal, situation.portrait) for goal in goals))
    placed = [line.target for line in newest_first if line.kind == "level"]
    shown = [line.target for line in newest_first if line.kind == "evidence"]
    candidates = dict.fromkeys([*(goal.goal.target for goal in goals), *placed, *shown])
    topics = [target for target in candidates if target and (not wanted or target in wanted)]
    return tuple(topics[:_MOST_TOPICS])


def _subject(line: Line, topics: Sequence[str], attributes: Collection[str], situation: Situation) -> str | None:
    """Return the topic that a line is about, or an empty text for a plan or goal; None if it has no place here.

    A plan has its place if it is about one of the attributes, those of the topics, or about none.
    """
    match line.kind:
        case "level":
            return line.target if line.target in topics and not is_looking_back(line) else None
        case "evidence" | "answer" | "note":
            return line.target if line.target in topics else None
        case "plan":
            plan = plan_of(line, situation.known)
            is_open = plan is not None and plan.outcome is None
            is_there = not line.target or attribute_of(line.target, situation.portrait) in attributes
            return "" if is_open and is_there else None
        case "goal" if not line.repeats:  # without what would show it, for which there is no room
            goal = goal_of(line, situation.known)
            return "" if goal and goal.ended is None else None
        case _:
            return None


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    document = CONVERSATION.document(situation, cover, parts, records.of_chosen(chosen, situation))
    return replace(document, is_one_page=True)


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    topics = gather(chosen, situation, str)
    for length, with_statement in _WAYS:
        rows = tuple(_rows(topics, situation.portrait, length, with_statement=with_statement))
        if sum(len(cell) for row in rows for cell in row) <= _FULL:
            break
    one_line = max(length, _ONE_LINE)
    goals = tuple(("My goal", first_lines(goal.sentence, one_line)) for goal in chosen.goals)
    plans = tuple(("My plan", first_lines(capital(plan.plan.sentence), one_line)) for plan in chosen.plans)
    name = () if cover.name else (("Name", ""),)  # it is below the title

    yield Facts((*name, ("With", ""), ("Date", ""), *goals))
    yield Table("What I want to talk about", _HEADER, padded(rows, _FEWEST_ROWS, len(_HEADER)), widths=(5, 5, 4))
    yield Room("A strength", 1)
    yield Room("A puzzle", 1)
    yield Room("What I want help with", 1)
    yield Facts(plans) if plans else Room("My plan", 1)
    yield Room("What I'd like you to ask me next time", 1)


def _rows(
    topics: Mapping[str, Gathered], portrait: Portrait, length: int, *, with_statement: bool
) -> Iterator[tuple[str, ...]]:
    """Write the topics in the portrait's order, each with what I say, what shows it, and a question."""
    label = labels(portrait)
    asked: Counter[str] = Counter()
    for target in sorted(topics, key=[*label, *topics].index):
        about = topics[target]
        attribute = attribute_of(target, portrait)
        if about.levels or about.pieces or about.words:
            claim = _claim(label.get(target, target), about, length, with_statement=with_statement)
            yield claim, _shows(about, length), _question(attribute, asked[attribute], portrait)
            asked[attribute] += 1


def _claim(label: str, about: Gathered, length: int, *, with_statement: bool) -> str:
    """Return what it is about, and the level in its words with what the person said about it."""
    if not about.levels:
        return label
    placed = about.levels[-1].placement
    said = [placed.statement if with_statement else "", placed.comment]
    shortened = (first_lines(one, length) for one in said if one)
    return "\n".join([f"{label}: {placed.label}", *shortened])


def _shows(about: Gathered, length: int) -> str:
    """Return evidence and answers, each with its day."""
    said = [(piece.day, piece.said or piece.sentence) for piece in about.pieces]
    said += [(line.day, line.words) for line in about.words]
    return "\n".join(first_lines(f"{dates.in_words(day, year=False)}: {words}", length) for day, words in said)


def _question(attribute: str, asked: int, portrait: Portrait) -> str:
    """Return a deep prompt of an attribute, each time another one; else what a coach would ask."""
    found = (
        prompt for one in portrait.attributes if one.id == attribute for prompt in portrait.prompts_of(one, "deep")
    )
    prompts = [prompt.text for prompt in found if not prompt.roles] or [_COACH_ASKS]
    return prompts[asked % len(prompts)]


CONVERSATION = DocumentKind(
    "conversation", "Conversation sheet", "one page to talk about with a coach or a critical friend", _offer, _make
)
