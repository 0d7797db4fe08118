"""The list of the plans."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Outcome
from portrait_cli.core.open_plans import TrackedPlan, closed_of, history, open_of
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.plans import PlanList, listing
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display

MOST_LISTED = 20
"""How many open plans are listed, those that are due first: more would not be read."""


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
    index = open_index(workspace)
    if as_json:
        plans = _history(workspace, index)
        chosen = [*open_of(plans), *(closed_of(plans) if with_closed else ())]
        print_json(workspace.environment.write, PlansDocument(tuple(map(_as_data, chosen))))
        return
    environment = workspace.environment
    open_plans = index.open_plans()
    closed = closed_of(_history(workspace, index)) if with_closed else ()
    made = len(index.plan_numbers())
    if not made:
        environment.report('There are no plans yet. To make one: portrait plans add "..."')
    elif open_plans or closed:
        display = Display(environment, workspace.plain)
        shown = PlanList(open_plans, MOST_LISTED, closed_unlisted=made - len(open_plans))
        if with_closed:
            shown = PlanList(open_plans, len(open_plans), closed)
        display.show(listing(shown, environment.now().date(), display.look))
    else:
        environment.report("No plan is open. To see past plans: portrait plans --all")
        environment.report('To make a new one: portrait plans add "..."')


def _history(workspace: Workspace, index: Index) -> tuple[TrackedPlan, ...]:
    return history(index.with_plans(), outcome_labels(workspace.portrait))


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
