"""From a guide to the session it asks for."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates, evidence, goal_steps, plan_steps, step_name
from portrait_cli.core.attribute_steps import AttributeSteps, question
from portrait_cli.core.due_plans import to_ask_about
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import PlanWords
from portrait_cli.core.goals import label_of
from portrait_cli.core.guide import (
    AskPlan,
    Choose,
    EachAttribute,
    Focus,
    FollowUp,
    Guide,
    Question,
    ReviewGoal,
    SetGoal,
)
from portrait_cli.core.minutes import minutes
from portrait_cli.core.placing_steps import PlacingSteps
from portrait_cli.core.play import forward
from portrait_cli.core.portrait import Attribute, Portrait
from portrait_cli.core.session import Choice, Session, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import one_line

_NAMED = 2
"""The most attributes that a session is named after."""
MOST_ASKED = 3
"""The most open plans that a session asks about: more would be tiring."""


class SessionStart(Struct, frozen=True):
    """What a session begins with: when and where, who, and on what."""

    id: str
    at: datetime
    """Local time with its offset."""
    role: str
    attributes: tuple[Attribute, ...]
    indicators: Mapping[str, frozenset[str]] = {}
    """For some attributes, the only indicators to choose from."""
    named: frozenset[str] = frozenset()
    """Steps that an answers file names, which are asked before any others."""
    tags: tuple[str, ...] = ()


def lay_out(portrait: Portrait, guide: Guide, start: SessionStart, past: Past) -> Session:
    """Lay out the steps of a guide, with what was said before beside each of them."""
    about: tuple[str, ...] = ()
    are_chosen = len(start.attributes) < len(portrait.attributes)
    if are_chosen or any(isinstance(step, EachAttribute) for step in guide.steps):
        about = tuple(attribute.id for attribute in start.attributes)

    year_begins = dates.school_year(start.at.date())
    of_year = evidence.in_lines(portrait, start.attributes, past.evidence, since=year_begins)
    past = replace(past, evidence_of_year=of_year)

    only_goal = past.goals[0].goal if len(past.goals) == 1 else None
    steps = tuple(_Layout(portrait, guide, start, past).steps())
    session = Session(
        id=start.id,
        started=start.at.replace(tzinfo=None, microsecond=0),
        utc_offset=dates.utc_offset(start.at),
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide=guide.id,
        title=title(guide, start.attributes),
        minutes=max(guide.minutes_for(len(start.attributes)), minutes(steps)),
        role=start.role,
        attributes=about,
        tags=start.tags,
        nudges=portrait.nudges,
        words=_plan_words(guide),
        steps=(*steps, *_goal_on_request(portrait, guide)),
        open_goals=len(past.goals),
        goal_target=only_goal.target if only_goal else "",
        goal_label=label_of(only_goal, portrait) if only_goal else "",
    )
    return forward(session)


def title(guide: Guide, attributes: tuple[Attribute, ...]) -> str:
    """Name a session after its guide and, if it goes into one or two attributes, after them."""
    name = one_line(guide.name)
    if not guide.per_attribute or not 0 < len(attributes) <= _NAMED:
        return name
    return f"{name}: {', '.join(one_line(attribute.name) for attribute in attributes)}"


def _goal_on_request(portrait: Portrait, guide: Guide) -> Iterator[Step]:
    """Let a person set a goal at the end, unless the guide asks for one anyway."""
    if not any(isinstance(step, SetGoal) for step in guide.steps):
        yield from goal_steps.on_request(goal_steps.words_for_new(portrait), portrait)


def _plan_words(guide: Guide) -> PlanWords:
    """Return the words that hold the guide's plan together."""
    asks = [step for step in guide.steps if isinstance(step, AskPlan)]
    step = min(asks, key=lambda one: bool(one.ask), default=AskPlan())  # a plan in one question needs only `by`
    return PlanWords(one_line(step.when), one_line(step.then), one_line(step.by))


class _Layout(Struct, frozen=True):
    """A session being laid out."""

    portrait: Portrait
    guide: Guide
    start: SessionStart
    past: Past

    def steps(self) -> Iterator[Step]:
        attribute_steps = self.attribute_steps()
        for guide_step in self.guide.steps:
            match guide_step:
                case FollowUp():
                    for earlier in to_ask_about(self.past.open_plans, self.start.at.date(), MOST_ASKED):
                        yield from plan_steps.follow_up(guide_step, earlier)
                case EachAttribute():
                    yield from attribute_steps.of_each(self.start.attributes, guide_step.steps)
                case Question():
                    name = StepName(step_name.GUIDE, part=guide_step.id)
                    yield question(guide_step, self.common(), name, self.past)
                case Choose():
                    yield self.choose(guide_step)
                case Focus():
                    yield from self.focus(guide_step)
                case AskPlan():
                    yield from self.plan(guide_step)
                case SetGoal():
                    yield from goal_steps.new_goal(guide_step, self.portrait)
                case ReviewGoal():
                    yield from goal_steps.review_each(guide_step, self.past.goals, self.portrait)
                case _:
                    assert_never(guide_step)

    def plan(self, guide_step: AskPlan) -> Iterator[Step]:
        """Ask for a plan; where a guide asks for two, room is made once."""
        first = next(step for step in self.guide.steps if isinstance(step, AskPlan))
        if guide_step == first:
            yield from plan_steps.make_room(guide_step, self.past.open_plans)
        yield from plan_steps.new_plan(guide_step, self.start.attributes, self.past.plans_made)

    def attribute_steps(self) -> AttributeSteps:
        placing = PlacingSteps(
            portrait=self.portrait,
            role=self.start.role,
            attributes=self.start.attributes,
            indicators=self.start.indicators,
            said=self.past.said,
            named=self.start.named,
            asked=set(),
        )
        return AttributeSteps(self.portrait, self.start.role, self.past, placing, self.start.named)

    def common(self) -> Step:
        """Return what the guide's own questions share."""
        return Step(
            id="",
            purpose="words",
            prompt="",
            heading=one_line(self.guide.name),
            meaning=one_line(self.guide.summary),
        )

    def choose(self, guide_step: Choose) -> Step:
        return replace(
            self.common(),
            id=step_name.named(step_name.GUIDE, guide_step.id),
            purpose="choice",
            prompt=one_line(guide_step.text),
            choices=tuple(
                Choice(attribute.id, one_line(attribute.name), one_line(attribute.meaning))
                for attribute in self.portrait.attributes
            ),
        )

    def focus(self, guide_step: Focus) -> Iterator[Step]:
        attributes = self.start.attributes
        if len(attributes) > 1:
            yield Step(
                step_name.PLAN_ATTRIBUTE,
                "focus",
                one_line(guide_step.text),
                heading=one_line(guide_step.heading),
                choices=tuple(Choice(attribute.id, one_line(attribute.name)) for attribute in attributes),
            )
