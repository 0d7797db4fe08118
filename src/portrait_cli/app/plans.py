"""Plans: which are open, and how one went."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import new_entry
from portrait_cli.core.answers import tidy
from portrait_cli.core.entry import Entry, Outcome, PlanOutcome
from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.core.find_plan import find
from portrait_cli.core.open_plans import TrackedPlan, closed_of, history, open_of
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.session import MOST_OPEN
from portrait_cli.core.titles import dated
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.phrases import day
from portrait_cli.render.plans import listing
from portrait_cli.store.actions import actions_in
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display

_TITLES: dict[Outcome, str] = {
    "kept": "A plan kept",
    "partly": "A plan kept in part",
    "not": "A plan not kept this time",
    "changed": "A plan let go",
}


# --- the list ---


class PlanData(Struct, frozen=True):
    """A plan with how it went."""

    number: int
    """Its number, which names it on the command line and never means another plan."""
    id: str
    """The plan's id; its beginning names it, too."""
    attribute: str
    """The id of the attribute it is for; empty for none."""
    when: str
    """The moment, without the word When."""
    then: str
    """What the person will do then."""
    by: date | None
    """The day to look back on it; null for none."""
    sentence: str
    """The plan in one line."""
    made: date
    """The day on which it was made."""
    entry: str
    """The id of the entry in which it was made."""
    outcome: Outcome | None
    """How it went: kept, partly, not (this time), or changed (my mind); null while it is open."""
    label: str
    """The outcome in the portrait's words; empty while it is open."""
    told: date | None
    """The day on which the outcome was recorded; null while it is open, and for a box ticked by hand."""
    note: str
    """What was said about the outcome."""


class PlansDocument(Document, frozen=True):
    """Plans: the open ones, oldest first; with --all, then the closed ones, newest first."""

    command: ClassVar[str] = "portrait plans"
    commitments: tuple[PlanData, ...]
    """The plans; an empty list if there is none."""


def list_plans(workspace: Workspace, *, with_closed: bool, as_json: bool) -> None:
    """List the open plans, and the closed ones if they are wanted, on the screen or as JSON."""
    plans = history(open_index(workspace).with_plans(), outcome_labels(workspace.portrait))
    environment = workspace.environment
    if as_json:
        chosen = [*open_of(plans)]
        if with_closed:
            chosen.extend(closed_of(plans))
        print_json(environment.write, PlansDocument(tuple(map(_as_data, chosen))))
    elif not plans:
        environment.report("There are no plans yet. Your first one comes at the end of: portrait reflect")
    elif with_closed or open_of(plans):
        display = Display(environment, workspace.plain)
        display.show(listing(plans, environment.now().date(), display.look, closed=with_closed))
    else:
        environment.report("No plan is open. To see how they went: portrait plans --all")
        environment.report("A new one comes at the end of: portrait reflect")


def _as_data(tracked: TrackedPlan) -> PlanData:
    plan = tracked.plan
    return PlanData(
        number=tracked.number,
        id=tracked.id,
        attribute=plan.attribute,
        when=plan.when,
        then=plan.then,
        by=plan.by,
        sentence=plan.sentence,
        made=tracked.made,
        entry=tracked.entry.id,
        outcome=tracked.outcome,
        label=tracked.label,
        told=tracked.told,
        note=tracked.note,
    )


# --- how a plan went ---


def tell_outcome(workspace: Workspace, outcome: Outcome, name: str, note: str) -> None:
    """Write a small entry that says how a plan went; the entry in which the plan was made is not changed.

    Raises NotFoundError if there is no such plan, UsageError if it is closed already.
    """
    index = open_index(workspace)
    labels = outcome_labels(workspace.portrait)
    plans = history(index.with_plans(), labels)
    now = workspace.environment.now()
    tracked = find(plans, name)
    if tracked.outcome:
        raise _closed_already(tracked)
    words = tidy(note) if note.strip() else ""
    told = PlanOutcome(tracked.id, tracked.plan.sentence, outcome, labels[outcome], words)
    _save(workspace, _entry(workspace, index, tracked, told, now), told)
    _say_what_was_done(workspace, told)
    _say_what_is_open(workspace, plans, tracked)


def _closed_already(tracked: TrackedPlan) -> UsageError:
    told = f", recorded on {day(tracked.told)}" if tracked.told else ""
    message = f"plan {tracked.number} is closed already: {tracked.in_words(told)}"
    return UsageError(message, hint="nothing was changed; portrait plans --all shows it")


def _entry(workspace: Workspace, index: Index, tracked: TrackedPlan, told: PlanOutcome, now: datetime) -> Entry:
    about: tuple[str, ...] = ()
    if tracked.plan.attribute:
        about = (tracked.plan.attribute,)
    begun = new_entry.begin(kind="outcome", title=dated(_TITLES[told.outcome], now), at=now, attributes=about)
    return replace(
        begun,
        time_zone=workspace.environment.zone(),
        portrait=tracked.entry.portrait,
        portrait_version=tracked.entry.portrait_version,
        role=role_of(workspace, "") or index.newest_role(role.id for role in workspace.portrait.roles),
        blocks=(told,),
    )


def _save(workspace: Workspace, entry: Entry, told: PlanOutcome) -> None:
    try:
        actions_in(workspace.config).add("outcome", entry, workspace.environment.now())
    except PortraitError as error:
        if told.note:
            error.hint = f"{error.hint}; your words: {told.note}"
        raise


def _say_what_was_done(workspace: Workspace, told: PlanOutcome) -> None:
    comfort = " Not done is fine." if told.outcome == "not" else ""
    workspace.environment.report(f"Written down.{comfort} {told.label}: {told.sentence}")
    undo, plans = command(workspace.config, "undo"), command(workspace.config, "plans", "--all")
    workspace.environment.report(f"To take it back: {undo}. All your plans: {plans}")


def _say_what_is_open(workspace: Workspace, plans: Sequence[TrackedPlan], closed: TrackedPlan) -> None:
    """List the plans that are still open."""
    still_open = [other for other in open_of(plans) if other.id != closed.id]
    if still_open:
        workspace.environment.report("Still open:")
    for tracked in still_open[:MOST_OPEN]:
        workspace.environment.report(f"{tracked.number} {tracked.plan.sentence}")
    if len(still_open) > MOST_OPEN:
        workspace.environment.report(f"and {len(still_open) - MOST_OPEN} more: portrait plans")
