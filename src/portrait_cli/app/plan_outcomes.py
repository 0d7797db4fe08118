"""How a plan went: a small entry says so, and may carry the rest on as a new plan."""

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.change_plans import Said, new_plan
from portrait_cli.app.plan_entry import open_plans
from portrait_cli.app.plan_questions import asked
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import plan_steps, step_name
from portrait_cli.core.answers import tidy
from portrait_cli.core.entry import Outcome, Plan, PlanOutcome
from portrait_cli.core.open_plans import OpenPlan, TrackedPlan
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.render.plans import reasons, what_helps
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.signals import before_changes

LET_GO = "Let go"
"""The label of a plan that was dropped."""
_TITLES: dict[Outcome, str] = {
    "kept": "A plan kept",
    "partly": "A plan kept in part",
    "not": "A plan not kept this time",
    "changed": "A plan let go",
}


class Telling(Struct, frozen=True):
    """What a person says of how a plan went."""

    outcome: Outcome
    note: str = ""
    label: str = ""
    """The outcome in other words than the portrait's; empty for those."""
    rest: Said | None = None
    """The rest of a plan that was kept in part, to carry on as a new plan."""


def tell_outcome(workspace: Workspace, name: str, said: Telling) -> None:
    """Write a small entry that says how a plan went; the entry in which the plan was made is not changed.

    In a terminal the person is asked whether to carry on the rest of a plan that was kept in part.
    Raises NotFoundError if there is no such plan, UsageError if it is closed already or the rest is not a plan.
    """
    plans = open_plans(workspace)
    tracked = plans.open_one(name)
    note = tidy(said.note) if said.note.strip() else ""
    label = said.label or outcome_labels(workspace.portrait)[said.outcome]
    told = PlanOutcome(tracked.id, tracked.plan.sentence, said.outcome, label, note)
    carried = _rest(workspace, tracked, said.rest) if said.outcome == "partly" else None
    plans = plans.save(
        "outcome",
        (told, carried) if carried else (told,),
        attribute=tracked.plan.attribute,
        like=tracked.entry,
        title=_TITLES[said.outcome],
    )
    _say_what_was_done(workspace, told, tracked)
    if carried:
        number = next(one.number for one in plans.tracked if one.id == carried.id)
        workspace.environment.report(f"The rest is now plan {number}: {carried.sentence}")
    plans.say_what_is_open()


def _rest(workspace: Workspace, tracked: TrackedPlan, rest: Said | None) -> Plan | None:
    """Make a plan of the rest that was named, or ask for it; None if nothing is carried on."""
    plan = _said_rest(workspace, tracked, rest)
    return plan_steps.at_same_moment(plan, tracked.plan.when, tracked.plan.words) if plan else None


def _said_rest(workspace: Workspace, tracked: TrackedPlan, rest: Said | None) -> Plan | None:
    if rest:
        return new_plan(workspace, rest, tracked.plan.attribute)
    if not workspace.environment.can_ask:
        return None
    with before_changes(workspace.environment):
        if not asker_for(workspace.environment, workspace.config).confirm(
            "Make a new plan for the rest?", default=False
        ):
            return None
    steps = plan_steps.rest(workspace.portrait.follow_up, OpenPlan(tracked.number, tracked.made, tracked.plan))
    answers = asked(workspace, list(steps), {})
    name = step_name.outcome_of(tracked.id)
    then, by = (answers.get(name.beside(part)) for part in (step_name.THEN_I_WILL, step_name.BY))
    return new_plan(workspace, Said(text=then, by=by), tracked.plan.attribute) if then else None


def _say_what_was_done(workspace: Workspace, told: PlanOutcome, tracked: TrackedPlan) -> None:
    report, config = workspace.environment.report, workspace.config
    comfort = " That happens." if told.outcome == "not" else ""
    report(f"Recorded.{comfort} {told.label}: {told.sentence}")
    report(f"To take it back: {command(config, 'undo')}. All your plans: {command(config, 'plans', '--all')}")
    if told.outcome == "not":
        is_told = bool(told.note)
        report(what_helps(is_told=is_told))
        for one in reasons(replace(tracked.plan, by=None), is_told=is_told):
            report(f"{one.reason} {one.helps} {command(config, *one.command)}".lstrip())
