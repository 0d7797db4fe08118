"""From a guide to the session that it asks for, and from a session to the entry it leaves."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.entry import (
    GUIDE_STEP,
    OUTCOMES,
    Block,
    Entry,
    Heading,
    OpenPlan,
    Outcome,
    Past,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Response,
    Said,
)
from portrait_cli.core.portrait import (
    AskLens,
    AskPlan,
    AskPrompts,
    Attribute,
    Choose,
    EachAttribute,
    Focus,
    FollowUp,
    Guide,
    Indicator,
    Place,
    PlaceIndicator,
    PlanExample,
    Portrait,
    Prompt,
    Question,
    Scale,
    fits,
    walk,
)
from portrait_cli.core.session import MOST_OPEN, Choice, Earlier, Session, Step, forward

RESTS = "Let it rest"
"""How a plan that was put aside for another one is told of."""

_NAMED = 2
"""Up to how many attributes a session is named after."""
MOST_ASKED = 3
"""How many open plans a session asks about, those made last: more would tire."""


class SessionStart(Struct, frozen=True):
    """What a session begins with: when and where, who, and on what."""

    id: str
    at: datetime
    """Local time with its offset."""
    role: str
    attributes: tuple[Attribute, ...]
    indicators: Mapping[str, frozenset[str]] = {}
    """For an attribute, the indicators to choose among where not all of them are meant."""
    named: frozenset[str] = frozenset()
    """Steps that an answers file names: its prompts are asked, whichever would come next."""


def start(portrait: Portrait, guide: Guide, begin: SessionStart, past: Past) -> Session:
    """Lay out the steps of a guide, with what was said before beside each of them."""
    plan = next((step for step in guide.steps if isinstance(step, AskPlan)), None)
    session = Session(
        id=begin.id,
        started=begin.at.replace(tzinfo=None, microsecond=0),
        utc_offset=offset(begin.at),
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide=guide.id,
        title=_title(guide, begin.attributes),
        minutes=guide.minutes * (len(begin.attributes) if guide.per_attribute else 1),
        role=begin.role,
        attributes=tuple(attribute.id for attribute in begin.attributes) if _goes_through(guide) else (),
        nudges=portrait.nudges,
        words=PlanWords(_line(plan.when), _line(plan.then), _line(plan.by)) if plan else PlanWords(),
        steps=tuple(_Layout(portrait, begin, past, set()).steps(guide)),
    )
    return forward(session)


def _title(guide: Guide, attributes: tuple[Attribute, ...]) -> str:
    """Name a session after its guide and, where that goes into one or two attributes, after them."""
    named = guide.per_attribute and len(attributes) <= _NAMED
    about = f": {', '.join(_line(attribute.name) for attribute in attributes)}" if named else ""
    return f"{_line(guide.name)}{about}"


def _goes_through(guide: Guide) -> bool:
    """Say whether a guide is about the attributes one by one."""
    return any(isinstance(step, EachAttribute) for step in guide.steps)


def offset(moment: datetime) -> str:
    """Write a moment's distance from UTC as `-06:00`."""
    return f"{moment:%z}"[:3] + ":" + f"{moment:%z}"[3:5]


class _Layout(Struct, frozen=True):
    """The session being laid out; `asked` holds the ids of its steps, so that nothing is asked twice."""

    portrait: Portrait
    begin: SessionStart
    past: Past
    asked: set[str]

    def steps(self, guide: Guide) -> Iterator[Step]:
        chosen = self.begin.attributes
        own = [step for step in guide.steps if isinstance(step, Question | Choose)]
        for planned in guide.steps:
            match planned:
                case FollowUp():
                    for open_one in self.past.open_plans[-MOST_ASKED:]:
                        yield from _follow_up(planned, open_one)
                case EachAttribute(steps=each):
                    for number, attribute in enumerate(chosen, start=1):
                        part = f"{number} of {len(chosen)}" if len(chosen) > 1 else ""
                        yield from self.attribute(attribute, each, part)
                case Question() | Choose():
                    number = next(index for index, step in enumerate(own, start=1) if step is planned)
                    part = f"{number} of {len(own)}" if len(own) > 1 else ""
                    common = Step("", "words", "", heading=_line(guide.name), meaning=_line(guide.summary), part=part)
                    if isinstance(planned, Question):
                        yield self.question(planned, common, f"{GUIDE_STEP}.{planned.id}")
                    else:
                        yield self.choose(planned, common)
                case Focus(heading=heading, text=text):
                    if len(chosen) > 1:
                        choices = tuple(Choice(attribute.id, _line(attribute.name)) for attribute in chosen)
                        yield Step("plan.attribute", "focus", _line(text), heading=_line(heading), choices=choices)
                case AskPlan():
                    yield from _room(planned, self.past.open_plans)
                    yield from _plan(planned, chosen)
                case _:
                    assert_never(planned)

    def question(self, planned: Question, common: Step, name: str) -> Step:
        before = self.past.recalled.get(f"{GUIDE_STEP}.{planned.recalls}") if planned.recalls else None
        return replace(
            common,
            id=name,
            prompt=_line(planned.text),
            hint=_line(planned.hint),
            earlier=Earlier(before.on, before.words, prompt=before.prompt) if before else None,
        )

    def choose(self, planned: Choose, common: Step) -> Step:
        choices = tuple(
            Choice(attribute.id, _line(attribute.name), _line(attribute.meaning))
            for attribute in self.begin.attributes
        )
        return replace(
            common, id=f"{GUIDE_STEP}.{planned.id}", purpose="choice", prompt=_line(planned.text), choices=choices
        )

    def attribute(
        self,
        attribute: Attribute,
        steps: tuple[AskPrompts | AskLens | Question | Place | PlaceIndicator, ...],
        part: str,
    ) -> Iterator[Step]:
        place = self.portrait.attributes.index(attribute)
        meaning = attribute.meaning or ", ".join(indicator.label for indicator in attribute.indicators)
        common = Step("", "words", "", attribute.id, _line(attribute.name), _line(meaning), part, place)
        said = self.past.said.get(attribute.id)
        earlier = _earlier(said)
        for planned in steps:
            match planned:
                case AskPrompts(depth=depth, count=count):
                    hint = _line(self.portrait.wording.evidence) if depth == "next-step" else ""
                    for prompt in self.prompts(attribute, depth, count):
                        name = f"{attribute.id}.{prompt.id}"
                        yield replace(
                            common,
                            id=name,
                            prompt=_line(prompt.text),
                            hint=hint,
                            earlier=earlier,
                            nudged=depth == "deep",
                        )
                        earlier = _level_only(said)  # the words once are enough
                case AskLens():
                    for name, text in self.lens(attribute):
                        yield replace(common, id=name, prompt=_line(text))
                case Question():
                    yield self.question(planned, common, f"{attribute.id}.{GUIDE_STEP}.{planned.id}")
                case Place():
                    yield from self.place(planned, common, attribute, earlier)
                case PlaceIndicator():
                    yield from self.indicator(planned, common, attribute)
                case _:
                    assert_never(planned)

    def prompts(self, attribute: Attribute, depth: str, count: int) -> list[Prompt]:
        """Choose the prompts to ask: those an answers file names, else those least used."""
        fit = [
            prompt
            for prompt in self.portrait.prompts_of(attribute, depth)
            if f"{attribute.id}.{prompt.id}" not in self.asked
        ]
        named = [prompt for prompt in fit if f"{attribute.id}.{prompt.id}" in self.begin.named]
        chosen = (named or least_used(fit, attribute.id, self.begin.role, self.past.used))[:count]
        self.asked.update(f"{attribute.id}.{prompt.id}" for prompt in chosen)
        return chosen

    def lens(self, attribute: Attribute) -> list[tuple[str, str]]:
        """Choose the lens to ask through: the one an answers file names, else the one least used."""
        names = {f"{attribute.id}.lens.{lens.id}": lens.text for lens in self.portrait.lenses}
        waiting = [name for name in names if name not in self.asked]
        named = [name for name in waiting if name in self.begin.named]
        chosen = (named or sorted(waiting, key=lambda name: self.past.used.get(name, 0)))[:1]
        self.asked.update(chosen)
        return [(name, names[name]) for name in chosen]

    def place(self, planned: Place, common: Step, attribute: Attribute, earlier: Earlier | None) -> Iterator[Step]:
        base = attribute.id if planned.as_of == "now" else f"{attribute.id}.then"
        scale = self.portrait.scale_of(attribute)
        if scale and base not in self.asked:
            self.asked.add(base)
            earlier = earlier if planned.as_of == "now" else None
            common = replace(common, as_of=planned.as_of, target=attribute.id, earlier=earlier)
            if planned.as_of == "then":  # the hint is for today's level
                scale = replace(scale, hint="")
            yield from _place(common, base, planned.text, attribute, scale)

    def indicator(self, planned: PlaceIndicator, common: Step, attribute: Attribute) -> Iterator[Step]:
        fit = [
            (indicator, scale)
            for indicator in walk(attribute.indicators)
            if indicator.id in self.begin.indicators.get(attribute.id, {indicator.id})
            and (scale := self.portrait.scale_of(indicator))
            and self.is_for_me(indicator)
        ]
        name = f"{attribute.id}.indicator"
        if not fit or name in self.asked:
            return
        self.asked.add(name)
        choices = tuple(
            Choice(item.id, _line(item.label)) for item, _ in fit
        )  # what each means comes with its levels
        yield replace(common, id=name, purpose="indicator", prompt=_line(planned.text), choices=choices)
        for item, scale in fit:
            said = self.past.said.get(item.id)
            asked = replace(
                common,
                target=item.id,
                meaning=_line(item.look_for),
                earlier=_level_only(said),
                needs=name,
                needs_one_of=(item.id,),
            )
            look_for = _line(item.look_for) or _line(scale.question)
            text = f"{_line(item.label)}: {look_for}"
            yield from _place(asked, f"{attribute.id}.{item.id}", text, item, scale)

    def is_for_me(self, indicator: Indicator) -> bool:
        return fits(indicator.roles, self.begin.role)


def _earlier(said: Said | None) -> Earlier | None:
    if said is None:
        return None
    return Earlier(said.on, said.words, said.placement.label if said.placement else "", said.placed)


def _level_only(said: Said | None) -> Earlier | None:
    if said is None or said.placement is None or said.placed is None:
        return None
    return Earlier(said.placed, level=said.placement.label, placed=said.placed)


def _follow_up(planned: FollowUp, open_one: OpenPlan) -> Iterator[Step]:
    plan = open_one.plan
    name = _name(plan)
    labels = outcome_labels(planned)
    yield Step(
        f"{name}.outcome",
        "outcome",
        plan.sentence,
        heading=_line(planned.heading),
        hint=_line(planned.text),
        choices=tuple(Choice(outcome, labels[outcome]) for outcome in OUTCOMES),
        earlier=Earlier(open_one.made),
    )
    yield Step(
        f"{name}.note",
        "outcome-note",
        _line(planned.note),
        heading=_line(planned.heading),
        needs=f"{name}.outcome",
    )


def outcome_labels(planned: FollowUp) -> dict[Outcome, str]:
    """Say in a portrait's own words how a plan may have gone."""
    labels = (planned.kept, planned.partly, planned.missed, planned.changed)
    return {outcome: _line(label) for outcome, label in zip(OUTCOMES, labels, strict=True)}


def _name(plan: Plan) -> str:
    """Name a plan as the steps about it begin."""
    return f"commitment.{plan.id}"


def least_used(prompts: list[Prompt], attribute: str, role: str, used: Mapping[str, int]) -> list[Prompt]:
    """Put the prompts fit for a role in the order in which to ask them.

    None comes again while others are unused; among equals those written for the role come first.
    """
    fit = [prompt for prompt in prompts if fits(prompt.roles, role)]
    return sorted(fit, key=lambda prompt: (used.get(f"{attribute}.{prompt.id}", 0), not prompt.roles))


def _place(common: Step, base: str, text: str, part: Attribute | Indicator, scale: Scale) -> Iterator[Step]:
    levels = tuple(
        Choice(level.id, _line(level.name), statement(said), height)
        for height, (level, said) in enumerate(scale.statements(part.levels), start=1)
    )
    others = tuple(Choice(other.id, _line(other.name), statement(other.meaning)) for other in scale.off_scale)
    yield replace(
        common,
        id=f"{base}.level",
        purpose="level",
        prompt=_line(text or scale.question),
        hint=_line(scale.hint),
        choices=(*levels, *others),
        scale=scale.reference,
        levels=tuple(level.id for level in scale.levels),
    )
    asked = tuple(other.id for other in scale.off_scale if other.needs_comment)
    if asked:
        yield replace(
            common,
            id=f"{base}.comment",
            purpose="comment",
            prompt=_line(scale.comment),
            earlier=None,
            needs=f"{base}.level",
            needs_one_of=asked,
        )


def statement(text: str) -> str:
    """Put one statement on one line, and several on a line each."""
    return "\n".join(_line(line) for line in text.split("\n") if line.strip())


def _room(planned: AskPlan, open_ones: tuple[OpenPlan, ...]) -> Iterator[Step]:
    """Ask which plan may rest, where there are as many as one can hold."""
    if len(open_ones) < MOST_OPEN:
        return
    choices = tuple(
        Choice(_name(one.plan), one.plan.sentence, f"from {one.made.day} {one.made:%B %Y}") for one in open_ones
    )
    room, hint = _line(planned.room), _line(planned.room_hint)
    yield Step("plan.room", "let-one-rest", room, heading=_line(planned.heading), hint=hint, choices=choices)


def _plan(planned: AskPlan, chosen: tuple[Attribute, ...]) -> Iterator[Step]:
    examples: dict[str, str] = {
        attribute.id: _example(planned, attribute.plan_examples[0]) for attribute in chosen if attribute.plan_examples
    }
    yield Step(
        "plan.when",
        "when",
        f"{_line(planned.when)} …",
        heading=_line(planned.heading),
        hint=_line(planned.moment),
        examples=examples,
    )
    yield Step(
        "plan.then",
        "then",
        f"… {_line(planned.then)} …",
        heading=_line(planned.heading),
        hint=_line(planned.deed),
        needs="plan.when",
    )
    yield Step(
        "plan.by",
        "by",
        f"… {_line(planned.by)} …",
        heading=_line(planned.heading),
        hint=_line(planned.day),
        needs="plan.then",
    )


def _example(planned: AskPlan, example: PlanExample) -> str:
    return f"{_line(planned.when)} {_line(example.when)}, {_line(planned.then)} {_line(example.then)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def entry_of(session: Session, entry_id: str) -> Entry:
    """Write down a session as an entry; what was skipped leaves no trace."""
    day = session.started
    about = session.attributes or tuple(filter(None, [session.focus]))
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
        attributes=about,
        tags=tuple(f"portrait/{attribute}" for attribute in about),
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
            comment = session.answers.get(step.id.removesuffix("level") + "comment", "")
            return Placement(
                step.target,
                step.prompt,
                answer,
                chosen.label,
                chosen.statement,
                comment,
                step.scale,
                step.levels,
                step.as_of,
            )
        case "choice" | "indicator":  # an indicator is told by its level, if it has one
            told = f"{step.attribute}.{answer}.level" in session.answers
            return None if told else Response(step.id, step.prompt, _chosen(step, answer).label)
        case "outcome" | "let-one-rest":
            return _told(session, step, answer)
        case "then":
            by = session.answers.get("plan.by")
            return Plan(
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
        case "by":  # a day without a deed is no plan
            return None
        case _:
            assert_never(step.purpose)


def _told(session: Session, step: Step, answer: str) -> PlanOutcome | None:
    """Say how a plan went; one that was to rest, and was told of after all, is told of once."""
    chosen = _chosen(step, answer)
    if step.purpose == "let-one-rest":
        rests = chosen.id.removeprefix("commitment.")
        return PlanOutcome(rests, chosen.label, "changed", RESTS) if session.is_open(chosen) else None
    note = session.answers.get(step.id.removesuffix("outcome") + "note", "")
    outcome = next(known for known in OUTCOMES if known == answer)
    plan = step.id.removeprefix("commitment.").removesuffix(".outcome")
    return PlanOutcome(plan, step.prompt, outcome, chosen.label, note)


def _chosen(step: Step, answer: str) -> Choice:
    return next(choice for choice in step.choices if choice.id == answer)
