"""Making, moving and rewording a plan without a session. Each writes a small entry; no earlier one is changed."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.plan_entry import Plans, open_plans
from portrait_cli.app.plan_questions import asked, part
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import lookup, plan_steps, step_name
from portrait_cli.core.entry import Plan, PlanWords
from portrait_cli.core.errors import UsageError
from portrait_cli.core.open_plans import TrackedPlan, open_of
from portrait_cli.core.session import MOST_OPEN, Step
from portrait_cli.core.text import one_line
from portrait_cli.store.action_log import Kind

_WORDS = "What is the plan?"
_EXAMPLE = 'portrait plans add "call three families" --by friday'


class Said(Struct, frozen=True):
    """What the command line says of a plan; None for what it does not say."""

    text: str | None = None
    """The whole plan, but for its day."""
    when: str | None = None
    then: str | None = None
    by: str | None = None

    @property
    def has_words(self) -> bool:
        """Return True if it has any of the plan's words."""
        return not (self.text is None and self.when is None and self.then is None)


# --- a new plan ---


def add(workspace: Workspace, said: Said, about: str) -> None:
    """Write down a new plan, about an attribute if one is named; ask for its parts if it is not given.

    Raises UsageError for parts that do not go together or a day that is past, NotFoundError for an unknown attribute.
    """
    attribute = ""
    if about:
        attribute = lookup.find_part(workspace.portrait, about)[0].id
    plan = new_plan(workspace, said, attribute)
    if plan is None:
        workspace.environment.say("Nothing was saved.")
        return
    plans = open_plans(workspace).save("plan", (plan,), attribute=attribute)
    tracked = next(tracked for tracked in plans.tracked if tracked.id == plan.id)
    report = workspace.environment.report
    report(f"Plan {tracked.number}: {plan.sentence}")
    report(f"Afterward: {_command(workspace, 'kept', tracked)}. To take it back: {command(workspace.config, 'undo')}")
    still_open = len(open_of(plans.tracked))
    if still_open > MOST_OPEN:
        report(f"{still_open} plans are open now. Three at a time is plenty: portrait plans drop lets one go.")


def new_plan(workspace: Workspace, said: Said, attribute: str) -> Plan | None:
    """Make a plan of what is said, or ask for it; None if there are no words. Raises UsageError as `add` does."""
    steps = _steps(workspace)
    if said.has_words:
        _check_words(said)
        if said.when and said.when.strip():
            answers = {
                step_name.PLAN_WHEN: part(workspace, steps[step_name.PLAN_WHEN], said.when),
                step_name.PLAN_THEN: part(workspace, steps[step_name.PLAN_THEN], said.then or ""),
            }
        else:
            answers = {step_name.PLAN_THEN: part(workspace, _words_step(), said.text or said.then or "")}
        if not answers[step_name.PLAN_THEN]:
            raise UsageError("there is nothing to write down", hint=_EXAMPLE)
        answers |= _day(workspace, steps, said.by)
    elif workspace.environment.can_ask:
        day = _day(workspace, steps, said.by)
        answers = {**asked(workspace, [step for name, step in steps.items() if name not in day], {}), **day}
    else:
        raise UsageError("there is no terminal to ask for a plan in", hint=_EXAMPLE)
    return _plan(workspace, answers, attribute)


def _check_words(said: Said) -> None:
    """Raise UsageError for words that are not a plan."""
    if said.text is not None and not (said.when is None and said.then is None):
        raise UsageError("a plan in one line goes without --when and --then", hint="use one or the other")
    if said.when is not None and said.then is None:
        raise UsageError("--when goes with --then", hint='add what you will do then: --then "..."')


def _plan(workspace: Workspace, answers: Mapping[str, str], attribute: str) -> Plan | None:
    when, then, by = (answers.get(name, "") for name in (step_name.PLAN_WHEN, step_name.PLAN_THEN, step_name.PLAN_BY))
    if not then:
        return None
    return Plan(
        id=workspace.environment.token(),
        attribute=attribute,
        when=when,
        then=then,
        by=date.fromisoformat(by) if by else None,
        words=_words(workspace, when),
    )


def _words(workspace: Workspace, when: str) -> PlanWords:
    """Return the portrait's words for a plan; without a moment nothing needs to hold it together."""
    asks = workspace.portrait.plan
    then = one_line(asks.then) if when else ""
    return PlanWords(one_line(asks.when) if when else PlanWords().when, then, one_line(asks.by))


# --- another day, other words ---


def move(workspace: Workspace, name: str, day: str) -> None:
    """Give an open plan another day, or none if `day` is empty.

    Raises the errors of `Plans.open_one`, and UsageError for a day that is not one, or is past.
    """
    plans = open_plans(workspace)
    tracked = plans.open_one(name)
    by = date.fromisoformat(_day(workspace, _steps(workspace), day)[step_name.PLAN_BY]) if day.strip() else None
    _change(plans, tracked, replace(tracked.plan, by=by), "plan-move")


def reword(workspace: Workspace, name: str, said: Said) -> None:
    """Put an open plan in other words; ask for them, with the old ones in the line, if there are none.

    Raises the errors of `Plans.open_one`, and UsageError for words that are not a plan.
    """
    plans = open_plans(workspace)
    tracked = plans.open_one(name)
    plan = tracked.plan
    if said.text is not None:
        _check_words(said)
        plan = _reworded(workspace, plan, "", part(workspace, _words_step(), said.text))
    elif said.has_words:
        steps = _steps(workspace)
        when = plan.when if said.when is None else part(workspace, steps[step_name.PLAN_WHEN], said.when)
        then = plan.then if said.then is None else part(workspace, steps[step_name.PLAN_THEN], said.then)
        plan = _reworded(workspace, plan, when, then)
    elif workspace.environment.can_ask:
        plan = _reworded_in_terminal(workspace, plan)
    else:
        options = ("--when", plan.when, "--then", plan.then) if plan.when else (plan.then,)
        hint = f"change the words in this command: {_command(workspace, 'reword', tracked, *options)}"
        raise UsageError("there is no terminal to ask for the new words in", hint=hint)
    if not plan.then.strip():
        raise UsageError("a plan needs words", hint=f"to let it go: {_command(workspace, 'drop', tracked)}")
    _change(plans, tracked, plan, "plan-reword")


def _reworded_in_terminal(workspace: Workspace, plan: Plan) -> Plan:
    steps = _steps(workspace)
    if plan.is_free:
        answers = asked(workspace, [_words_step()], {step_name.PLAN_THEN: plan.then})
    else:
        words = [steps[step_name.PLAN_WHEN], steps[step_name.PLAN_THEN]]
        answers = asked(workspace, words, {step_name.PLAN_WHEN: plan.when, step_name.PLAN_THEN: plan.then})
    when, then = answers.get(step_name.PLAN_WHEN, ""), answers.get(step_name.PLAN_THEN, "")
    return _reworded(workspace, plan, when, then)


def _reworded(workspace: Workspace, plan: Plan, when: str, then: str) -> Plan:
    words = plan.words
    if bool(when) == plan.is_free:  # it gets a moment, or loses it
        words = replace(_words(workspace, when), by=words.by)
    return replace(plan, when=when, then=then, words=words)


def _change(plans: Plans, tracked: TrackedPlan, plan: Plan, kind: Kind) -> None:
    """Write a plan down again. Raises UsageError if nothing is new about it."""
    workspace = plans.workspace
    if plan == tracked.plan:
        raise UsageError(f"plan {tracked.number} already says that: {plan.sentence}", hint="nothing was changed")
    plans.save(kind, (plan,), attribute=plan.attribute, like=tracked.entry)
    undo = command(workspace.config, "undo")
    workspace.environment.report(f"Plan {tracked.number} now: {plan.sentence}")
    workspace.environment.report(f"It was: {tracked.plan.sentence}\nTo take it back: {undo}")


# --- what is asked ---


def _steps(workspace: Workspace) -> dict[str, Step]:
    """Return what is asked for a plan, by name, in the portrait's words; the moment may be left out."""
    steps = plan_steps.new_plan(replace(workspace.portrait.plan, ask=""), (), made=0)
    return {step.id: replace(step, needs="") for step in steps}


def _words_step() -> Step:
    return Step(step_name.PLAN_THEN, "then", _WORDS)


def _day(workspace: Workspace, steps: Mapping[str, Step], said: str | None) -> dict[str, str]:
    if said is None:
        return {}
    return {step_name.PLAN_BY: part(workspace, steps[step_name.PLAN_BY], said)}


def _command(workspace: Workspace, verb: str, tracked: TrackedPlan, *words: str) -> str:
    return command(workspace.config, "plans", verb, str(tracked.number), *words)
