"""From a guide to the session that it asks for, and from a session to the entry it leaves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from portrait_cli.model.entry import (
    OUTCOMES,
    Block,
    Commitment,
    Entry,
    Heading,
    OpenCommitment,
    Past,
    Placement,
    PlanWords,
    Response,
    Said,
    Told,
)
from portrait_cli.model.portrait import (
    AskPrompts,
    Attribute,
    EachAttribute,
    Focus,
    FollowUp,
    Guide,
    Place,
    Plan,
    PlanExample,
    Portrait,
    Prompt,
    Question,
    Scale,
)
from portrait_cli.session import Choice, Earlier, Session, Step, forward

MOST_ASKED = 3
"""How many open commitments a sitting asks about, the oldest first: more would tire."""

OUTCOME_WORDS = {"kept": "Kept", "partly": "Partly", "not": "Not this time", "changed": "Changed my mind"}


@dataclass(frozen=True, slots=True)
class Begin:
    """What a sitting begins with: when and where, who, and on what."""

    id: str
    at: datetime
    """Local time with its offset."""
    time_zone: str
    role: str
    attributes: tuple[Attribute, ...]
    named: frozenset[str] = frozenset()
    """Steps that an answers file names: its prompts are asked, whichever would come next."""


def start(portrait: Portrait, guide: Guide, begin: Begin, past: Past) -> Session:
    """Lay out the steps of a guide, with what was said before beside each of them."""
    plan = next((step for step in guide.steps if isinstance(step, Plan)), None)
    session = Session(
        id=begin.id,
        started=begin.at.replace(tzinfo=None, microsecond=0),
        utc_offset=offset(begin.at),
        time_zone=begin.time_zone,
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide=guide.id,
        title=guide.name,
        minutes=guide.minutes * (len(begin.attributes) if guide.per_attribute else 1),
        role=begin.role,
        attributes=tuple(attribute.id for attribute in begin.attributes),
        words=PlanWords(plan.when, plan.then, plan.by) if plan else PlanWords(),
        steps=tuple(_Layout(portrait, begin, past, set()).steps(guide)),
    )
    return forward(session)


def offset(moment: datetime) -> str:
    """Write a moment's distance from UTC as `-06:00`."""
    return f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5]


@dataclass(frozen=True, slots=True)
class _Layout:
    """The sitting being laid out; `asked` holds the ids of its steps, so that nothing is asked twice."""

    portrait: Portrait
    begin: Begin
    past: Past
    asked: set[str]

    def steps(self, guide: Guide) -> Iterator[Step]:
        chosen = self.begin.attributes
        for planned in guide.steps:
            match planned:
                case FollowUp():
                    for open_one in self.past.commitments[:MOST_ASKED]:
                        yield from _follow_up(open_one)
                case EachAttribute(steps=each):
                    for number, attribute in enumerate(chosen, start=1):
                        part = f"{number} of {len(chosen)}" if len(chosen) > 1 else ""
                        yield from self.attribute(attribute, each, part)
                case Question(id=name, text=text):
                    yield Step(f"sitting.{name}", "words", _line(text))
                case Focus(text=text):
                    if len(chosen) > 1:
                        choices = tuple(Choice(attribute.id, _line(attribute.name)) for attribute in chosen)
                        yield Step("plan.attribute", "focus", _line(text), heading="Next step", choices=choices)
                case Plan():
                    yield from _plan(planned, chosen)
                case _:
                    assert_never(planned)

    def attribute(self, attribute: Attribute, steps: tuple[AskPrompts | Place, ...], part: str) -> Iterator[Step]:
        place = self.portrait.attributes.index(attribute)
        common = Step("", "words", "", attribute.id, _line(attribute.name), _line(attribute.meaning), part, place)
        said = self.past.said.get(attribute.id)
        earlier = _earlier(said)
        for planned in steps:
            match planned:
                case AskPrompts(depth=depth, count=count):
                    for prompt in self.prompts(attribute, depth, count):
                        name = f"{attribute.id}.{prompt.id}"
                        yield replace(common, id=name, prompt=_line(prompt.text), earlier=earlier)
                        earlier = _level_only(said)  # the words once are enough
                case Place():
                    scale = self.portrait.scale_of(attribute)
                    if scale and f"{attribute.id}.level" not in self.asked:
                        self.asked.add(f"{attribute.id}.level")
                        yield from _place(common, attribute, scale, earlier)
                case _:
                    assert_never(planned)

    def prompts(self, attribute: Attribute, depth: str, count: int) -> list[Prompt]:
        """Choose the prompts to ask: those an answers file names, else those least used."""
        fit = [
            prompt
            for prompt in attribute.prompts
            if prompt.depth == depth and f"{attribute.id}.{prompt.id}" not in self.asked
        ]
        named = [prompt for prompt in fit if f"{attribute.id}.{prompt.id}" in self.begin.named]
        chosen = (named or least_used(fit, attribute.id, self.begin.role, self.past.used))[:count]
        self.asked.update(f"{attribute.id}.{prompt.id}" for prompt in chosen)
        return chosen


def _earlier(said: Said | None) -> Earlier | None:
    if said is None:
        return None
    return Earlier(said.on, said.words, said.placement.label if said.placement else "", said.placed)


def _level_only(said: Said | None) -> Earlier | None:
    if said is None or said.placement is None or said.placed is None:
        return None
    return Earlier(said.placed, level=said.placement.label, placed=said.placed)


def _follow_up(open_one: OpenCommitment) -> Iterator[Step]:
    commitment = open_one.commitment
    name = f"commitment.{commitment.id}"
    yield Step(
        f"{name}.outcome",
        "outcome",
        commitment.sentence,
        heading="My last plan",
        hint="How did it go?",
        choices=tuple(Choice(outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES),
        earlier=Earlier(open_one.made),
    )
    yield Step(
        f"{name}.note",
        "outcome-note",
        "What helped, or what got in the way?",
        heading="My last plan",
        hint="One line is enough.",
        needs=f"{name}.outcome",
    )


def least_used(prompts: list[Prompt], attribute: str, role: str, used: Mapping[str, int]) -> list[Prompt]:
    """Put the prompts fit for a role in the order in which to ask them.

    None comes again while others are unused; among equals those written for the role come first.
    """
    fit = [prompt for prompt in prompts if not prompt.roles or role in prompt.roles]
    return sorted(fit, key=lambda prompt: (used.get(f"{attribute}.{prompt.id}", 0), not prompt.roles))


def _place(common: Step, attribute: Attribute, scale: Scale, earlier: Earlier | None) -> Iterator[Step]:
    name = f"{attribute.id}.level"
    levels = tuple(
        Choice(
            level.id,
            _line(level.name),
            statement("\n".join(attribute.levels.get(level.id, ())) or level.meaning),
            height,
        )
        for height, level in enumerate(scale.levels, start=1)
    )
    others = tuple(Choice(other.id, _line(other.name), statement(other.meaning)) for other in scale.off_scale)
    yield replace(
        common,
        id=name,
        purpose="level",
        prompt=_line(scale.question),
        hint=_line(scale.hint),
        choices=(*levels, *others),
        earlier=earlier,
        scale=scale.reference,
        levels=tuple(level.id for level in scale.levels),
    )
    asked = tuple(other.id for other in scale.off_scale if other.needs_comment)
    if asked:
        yield replace(
            common,
            id=f"{attribute.id}.comment",
            purpose="comment",
            prompt="What makes that the honest answer?",
            needs=name,
            needs_one_of=asked,
        )


def statement(text: str) -> str:
    """Put one statement on one line, and several on a line each."""
    return "\n".join(_line(line) for line in text.split("\n") if line.strip())


def _plan(planned: Plan, chosen: tuple[Attribute, ...]) -> Iterator[Step]:
    examples: dict[str, str] = {
        attribute.id: _example(planned, attribute.plan_examples[0]) for attribute in chosen if attribute.plan_examples
    }
    yield Step(
        "plan.when",
        "when",
        f"{planned.when} …",
        heading="Next step",
        hint="One small plan. First the moment: a time or place you will recognise when it comes.",
        examples=examples,
    )
    yield Step(
        "plan.then",
        "then",
        f"… {planned.then} …",
        heading="Next step",
        hint="Something another person could see you do.",
        needs="plan.when",
    )
    yield Step(
        "plan.by",
        "by",
        f"… {planned.by} …",
        heading="Next step",
        hint="A day to look back on it: 2 weeks, friday, dec 7.",
        needs="plan.then",
    )


def _example(planned: Plan, example: PlanExample) -> str:
    return f"{planned.when} {_line(example.when)}, {planned.then} {_line(example.then)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def entry_of(session: Session, entry_id: str) -> Entry:
    """Write down a sitting as an entry; what was skipped leaves no trace."""
    day = session.started
    return Entry(
        id=entry_id,
        written=session.started,
        utc_offset=session.utc_offset,
        title=f"{session.title}, {day:%A} {day.day} {day:%B %Y}",
        time_zone=session.time_zone,
        portrait=session.portrait,
        portrait_version=session.portrait_version,
        guide=session.guide,
        role=session.role,
        attributes=session.attributes,
        tags=tuple(f"portrait/{attribute}" for attribute in session.attributes),
        minutes=max(1, round(session.seconds / 60)) if session.seconds else None,
        blocks=tuple(_blocks(session)),
    )


def _blocks(session: Session) -> Iterator[Block]:
    part: tuple[str, str] = ("", "")
    for step in session.answered:
        made = _block(session, step, session.answers[step.id])
        if made is None:
            continue
        if (step.heading, step.attribute) != part and step.heading:
            yield Heading(step.heading, step.attribute)
        part = (step.heading, step.attribute)
        yield made


def _block(session: Session, step: Step, answer: str) -> Block | None:
    match step.purpose:
        case "words":
            return Response(step.id, step.prompt, answer)
        case "level":
            chosen = _chosen(step, answer)
            comment = session.answers.get(f"{step.attribute}.comment", "")
            return Placement(
                step.attribute,
                step.prompt,
                answer,
                chosen.label,
                chosen.statement,
                comment,
                step.scale,
                step.levels,
            )
        case "outcome":
            note = session.answers.get(step.id.removesuffix("outcome") + "note", "")
            outcome = next(known for known in OUTCOMES if known == answer)
            return Told(step.id.split(".")[1], step.prompt, outcome, _chosen(step, answer).label, note)
        case "then":
            by = session.answers.get("plan.by")
            return Commitment(
                id=session.id,
                attribute=session.focus,
                when=session.answers.get("plan.when", ""),
                then=answer,
                by=date.fromisoformat(by) if by else None,
                words=session.words,
            )
        case "when":  # a moment without a deed is no plan, but the words are kept
            return None if "plan.then" in session.answers else Response(step.id, step.prompt, answer)
        case "focus":  # told by the plan; without one, by the words themselves
            return (
                None
                if "plan.then" in session.answers
                else Response(step.id, step.prompt, _chosen(step, answer).label)
            )
        case "comment" | "outcome-note":  # part of what they belong to, if that was answered
            return None if step.needs in session.answers else Response(step.id, step.prompt, answer)
        case "by":
            return None
        case _:
            assert_never(step.purpose)


def _chosen(step: Step, answer: str) -> Choice:
    return next(choice for choice in step.choices if choice.id == answer)
