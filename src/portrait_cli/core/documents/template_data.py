"""What a template of one's own may use: the chosen lines by plain names, and nothing else of the journal."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.phrases import capital, decided, step_of
from portrait_cli.core.entry import Entry, Heading, Placement, Prose, Response
from portrait_cli.core.entry_answers import target_of
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import TrackedGoal, gathers
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, walk
from portrait_cli.core.selection import Chosen
from portrait_cli.core.step_name import goal_that_is_shown

_SENTENCE_ENDS = re.compile(r"(?<=[.!?。])\s+")
_About: TypeAlias = Callable[[str], bool]
"""Whether something about that attribute or indicator is wanted."""


class PlanData(Struct, frozen=True):
    """A plan."""

    words: str
    """The whole plan in one line."""
    step: str
    """The same without its day."""
    when: str
    """The moment; empty for a plan in one sentence."""
    then: str
    """What will be done then."""
    by: str
    """The day to look back on it."""
    about: str
    """The attribute or indicator it is for."""
    code: str
    """The code of that."""
    outcome: str
    """How it went; empty while it is open."""
    note: str
    """What was said about how it went."""


class EvidenceData(Struct, frozen=True):
    """A piece of evidence."""

    date: str
    words: str
    """What shows it: an answer, a line, or the name of a file."""
    link: str
    """Where it is kept."""
    about: str
    """The attribute or indicator that it shows."""
    code: str


class DecisionData(Struct, frozen=True):
    """What was decided about a goal later."""

    date: str
    decision: str
    """That it was kept, changed, met, or let go."""
    reason: str


class GoalData(Struct, frozen=True):
    """A goal."""

    words: str
    about: str
    """The attribute or indicator it is about."""
    code: str
    """The code of that."""
    aligned_to: tuple[str, ...]
    """What that matches in other frameworks."""
    shows: str
    """What would show it."""
    plans: tuple[PlanData, ...]
    evidence: tuple[EvidenceData, ...]
    decisions: tuple[DecisionData, ...]


class LevelData(Struct, frozen=True):
    """A level that was chosen."""

    date: str
    asked: str
    """What was asked, which says if it is about an earlier time."""
    about: str
    code: str
    level: str
    """The name of the level."""
    statement: str
    """What that level looks like."""
    comment: str


class AnswerData(Struct, frozen=True):
    """An answer, or a note."""

    date: str
    asked: str
    """What was asked; empty for a note."""
    words: str
    about: str
    code: str


class AttributeData(Struct, frozen=True):
    """An attribute of the portrait, with all that is about it or about one of its indicators."""

    name: str
    code: str
    meaning: str
    goals: tuple[GoalData, ...]
    plans: tuple[PlanData, ...]
    evidence: tuple[EvidenceData, ...]
    levels: tuple[LevelData, ...]
    answers: tuple[AnswerData, ...]


class TemplateData(Struct, frozen=True):
    """All names that a template may use."""

    name: str
    role: str
    school: str
    year: str
    date: str
    title: str
    """The title of the document."""
    subtitle: str
    footer: tuple[str, ...]
    """What the document is and where it is from, a line each."""
    footer_short: str
    """The first sentence of that."""
    goals: tuple[GoalData, ...]
    plans: tuple[PlanData, ...]
    evidence: tuple[EvidenceData, ...]
    levels: tuple[LevelData, ...]
    answers: tuple[AnswerData, ...]
    attributes: tuple[AttributeData, ...]
    """All of the portrait's, in its order."""


def template_data(chosen: Chosen, situation: Situation, cover: Cover, document: Document) -> TemplateData:
    """Put what was chosen below the names of a template."""
    return _Names(situation.portrait).all_of(chosen, cover, document)


class _Names:
    """Knows what the ids of a portrait are called."""

    def __init__(self, portrait: Portrait) -> None:
        self._portrait = portrait
        self._parts: dict[str, Attribute | Indicator] = {part.id: part for part in portrait.parts()}

    def all_of(self, chosen: Chosen, cover: Cover, document: Document) -> TemplateData:
        return TemplateData(
            name=cover.name,
            role=cover.role,
            school=cover.place,
            year=cover.year,
            date=dates.in_words(cover.made_on),
            title=document.title,
            subtitle=document.subtitle,
            footer=document.footer,
            footer_short=_first_sentence(document.footer),
            goals=tuple(self._goal(goal, chosen) for goal in chosen.goals),
            plans=tuple(map(self._plan, chosen.plans)),
            evidence=tuple(map(self._piece, chosen.pieces)),
            levels=self._levels(chosen.entries, _anything),
            answers=self._answers(chosen.entries, _anything),
            attributes=tuple(self._attribute(attribute, chosen) for attribute in self._portrait.attributes),
        )

    def _attribute(self, attribute: Attribute, chosen: Chosen) -> AttributeData:
        about = {attribute.id, *(part.id for part in (*walk(attribute.indicators), *attribute.retired))}.__contains__
        return AttributeData(
            name=attribute.name,
            code=attribute.code,
            meaning=attribute.meaning,
            goals=tuple(self._goal(goal, chosen) for goal in chosen.goals if about(goal.goal.target)),
            plans=self._plans(chosen.plans, about),
            evidence=self._evidence(chosen.pieces, about),
            levels=self._levels(chosen.entries, about),
            answers=self._answers(chosen.entries, about),
        )

    def _goal(self, goal: TrackedGoal, chosen: Chosen) -> GoalData:
        part = self._parts.get(goal.goal.target)
        about = gathers(goal.goal, self._portrait).__contains__
        return GoalData(
            words=goal.goal.text,
            about=self._called(goal.goal.target),
            code=self._code(goal.goal.target),
            aligned_to=part.aligned_to if part else (),
            shows=goal.shows,
            plans=self._plans(chosen.plans, about),
            evidence=self._evidence(chosen.pieces, about),
            decisions=tuple(
                DecisionData(dates.in_words(one.on), decided(one.review), one.review.reason) for one in goal.decisions
            ),
        )

    def _plans(self, plans: Iterable[TrackedPlan], about: _About) -> tuple[PlanData, ...]:
        return tuple(self._plan(plan) for plan in plans if about(plan.plan.attribute))

    def _plan(self, tracked: TrackedPlan) -> PlanData:
        plan = tracked.plan
        return PlanData(
            words=capital(plan.sentence),
            step=step_of(plan),
            when=plan.when,
            then=plan.then,
            by=dates.in_words(plan.by) if plan.by else "",
            about=self._called(plan.attribute),
            code=self._code(plan.attribute),
            outcome=tracked.label,
            note=tracked.note,
        )

    def _evidence(self, pieces: Iterable[Piece], about: _About) -> tuple[EvidenceData, ...]:
        return tuple(self._piece(piece) for piece in pieces if about(piece.target))

    def _piece(self, piece: Piece) -> EvidenceData:
        link = piece.evidence.link if _leads_to_a_page_or_file(piece.evidence.link) else ""
        words = piece.words or piece.evidence.name or piece.evidence.link
        day, target = dates.in_words(piece.day), piece.target
        return EvidenceData(day, words, link, self._called(target), self._code(target))

    def _levels(self, entries: Iterable[Entry], about: _About) -> tuple[LevelData, ...]:
        return tuple(
            LevelData(
                date=dates.in_words(entry.written.date()),
                asked=block.prompt,
                about=self._called(block.target),
                code=self._code(block.target),
                level=block.label,
                statement=block.statement,
                comment=block.comment,
            )
            for entry in entries
            for block in entry.blocks
            if isinstance(block, Placement) and about(block.target)
        )

    def _answers(self, entries: Iterable[Entry], about: _About) -> tuple[AnswerData, ...]:
        return tuple(
            AnswerData(dates.in_words(day), asked, words, self._called(target), self._code(target))
            for entry in entries
            for day, target, asked, words in _said(entry)
            if about(target)
        )

    def _called(self, target: str) -> str:
        part = self._parts.get(target)
        return part.name if part else target

    def _code(self, target: str) -> str:
        part = self._parts.get(target)
        return part.code if part else ""


def _first_sentence(footer: Sequence[str]) -> str:
    return _SENTENCE_ENDS.split(footer[0], maxsplit=1)[0] if footer else ""


def _leads_to_a_page_or_file(link: str) -> bool:
    """Return False for a link that would run something on a page, such as `javascript:...`."""
    scheme, colon, _ = link.partition(":")
    return not colon or "/" in scheme or scheme.lower() in {"http", "https"}


def _anything(_target: str) -> bool:
    return True


def _said(entry: Entry) -> Iterator[tuple[date, str, str, str]]:
    """Go through the answers and notes of an entry: the day, what it is about, what was asked, the words."""
    day = entry.written.date()
    only = entry.attributes[0] if len(entry.attributes) == 1 else ""
    about = only
    for block in entry.blocks:
        match block:
            case Heading():
                about = block.attribute or only
            case Response() if block.text.strip() and not block.is_label and not goal_that_is_shown(block.step):
                yield day, target_of(block.step) or about, block.prompt, block.text
            case Prose() if block.text.strip():
                yield day, about, "", block.text.strip("\n")
            case _:
                pass
