"""The steps of a session that are about plans: how the earlier ones went, which one to let go, and a new one."""

from collections.abc import Iterator

from msgspec.structs import replace

from portrait_cli.core import dates, step_name
from portrait_cli.core.due_plans import due_first
from portrait_cli.core.entry import OUTCOMES, Plan, PlanWords
from portrait_cli.core.guide import AskPlan, FollowUp
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.outcome_words import labels_of
from portrait_cli.core.portrait import Attribute
from portrait_cli.core.session import MOST_OPEN, Choice, Reminder, Step
from portrait_cli.core.text import one_line

_MOMENTS = frozenset({"when", "whenever", "if", "once", "after", "before"})
"""The words with which the rest of a plan begins if it says its own moment."""
MOST_OFFERED = 9
"""The most open plans that a person chooses from, those that are due first."""


def follow_up(guide_step: FollowUp, earlier: OpenPlan) -> Iterator[Step]:
    """Ask how an open plan went, and for a line about it."""
    outcome = step_name.outcome_of(earlier.plan.id)
    labels = labels_of(guide_step)
    heading = one_line(guide_step.heading)
    yield Step(
        str(outcome),
        "outcome",
        earlier.plan.sentence,
        heading=heading,
        hint=one_line(guide_step.text),
        choices=tuple(Choice(outcome, labels[outcome]) for outcome in OUTCOMES),
        earlier=Reminder(earlier.made),
    )
    yield Step(
        outcome.beside(step_name.NOTE),
        "outcome-note",
        one_line(guide_step.note),
        heading=heading,
        needs=str(outcome),
        prompts_after={"changed": one_line(guide_step.note_changed)},
    )
    yield from rest(guide_step, earlier)


def rest(guide_step: FollowUp, earlier: OpenPlan) -> Iterator[Step]:
    """Ask for the rest of a plan that was kept in part, and for its day."""
    outcome = step_name.outcome_of(earlier.plan.id)
    asked = Step(
        outcome.beside(step_name.THEN_I_WILL),
        "then",
        one_line(guide_step.rest),
        heading=one_line(guide_step.heading),
        target=earlier.plan.attribute,
        moment=earlier.plan.when,
        words=earlier.plan.words,
        needs=str(outcome),
        needs_one_of=("partly",),
    )
    yield from _in_one_question(asked, one_line(guide_step.rest_by))


def at_same_moment(rest: Plan, moment: str, words: PlanWords) -> Plan:
    """Give the rest of a plan the moment of that plan, unless it begins with one of its own."""
    first = rest.then.casefold().partition(" ")[0]
    if not moment or rest.when or first in {words.when.casefold(), *_MOMENTS}:
        return rest
    return replace(rest, when=moment, words=replace(words, by=rest.words.by))


def make_room(guide_step: AskPlan, open_plans: tuple[OpenPlan, ...]) -> Iterator[Step]:
    """Ask which plan to let rest, if there are as many as a person can keep in mind."""
    if len(open_plans) < MOST_OPEN:
        return
    yield Step(
        step_name.PLAN_ROOM,
        "let-one-rest",
        one_line(guide_step.room),
        heading=one_line(guide_step.heading),
        hint=one_line(guide_step.room_hint),
        choices=tuple(_as_choice(one) for one in due_first(open_plans)[:MOST_OFFERED]),
    )


def _as_choice(one: OpenPlan) -> Choice:
    name = step_name.earlier_plan(one.plan.id)
    made = f"from {dates.in_words(one.made)}"
    return Choice(name, one.plan.sentence, f"plan {one.number}, {made}" if one.number else made)


def new_plan(guide_step: AskPlan, attributes: tuple[Attribute, ...], made: int) -> Iterator[Step]:
    """Ask for the moment, the action and the day of a new plan; or for all but the day in one question.

    `made` is how many plans were made before: each time another example shows the form.
    """
    heading = one_line(guide_step.heading)
    if guide_step.ask:
        asked = Step(str(step_name.ASKED_PLAN), "then", one_line(guide_step.ask), heading=heading)
        yield from _in_one_question(asked, one_line(guide_step.ask_by), one_line(guide_step.day))
        return
    yield Step(
        step_name.PLAN_WHEN,
        "when",
        f"{one_line(guide_step.when)} …",
        heading=heading,
        hint=one_line(guide_step.moment),
        examples=_examples(guide_step, attributes, made),
    )
    yield Step(
        step_name.PLAN_THEN,
        "then",
        f"… {one_line(guide_step.then)} …",
        heading=heading,
        hint=one_line(guide_step.deed),
        needs=step_name.PLAN_WHEN,
    )
    yield Step(
        step_name.PLAN_BY,
        "by",
        f"… {one_line(guide_step.by)} …",
        heading=heading,
        hint=one_line(guide_step.day),
        needs=step_name.PLAN_THEN,
    )


def _in_one_question(asked: Step, by: str, hint: str = "") -> Iterator[Step]:
    """Ask for a plan in one question, and then for its day."""
    yield asked
    day = step_name.parse(asked.id).beside(step_name.BY)
    yield Step(day, "by", by, heading=asked.heading, hint=hint, needs=asked.id)


def _examples(guide_step: AskPlan, attributes: tuple[Attribute, ...], made: int) -> dict[str, str]:
    """Show the form of a plan with an example of each attribute, not the same one as for the plan before."""
    when, then = one_line(guide_step.when), one_line(guide_step.then)
    examples: dict[str, str] = {}
    for attribute in attributes:
        if attribute.plan_examples:
            shown = attribute.plan_examples[made % len(attribute.plan_examples)]
            examples[attribute.id] = f"{when} {one_line(shown.when)}, {then} {one_line(shown.then)}"
    return examples
