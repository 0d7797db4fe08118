"""Goals: those that are open, what became of the others, and what gathers under them."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import GoalOutcome
from portrait_cli.core.evidence import Piece, counted
from portrait_cli.core.former_names import former_names
from portrait_cli.core.goals import TrackedGoal, attribute_of, gathers, goal_history, label_of, open_of
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.goals import GoalPage, listing
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display


class DecisionData(Struct, frozen=True):
    """What was decided about a goal."""

    on: date
    """The day of the decision."""
    outcome: GoalOutcome
    """The decision: keep, change, met, or let-go."""
    label: str
    """The decision in the portrait's words."""
    sentence: str
    """The goal as it was before, in one line."""
    reason: str
    """Why, in the person's words."""


class GoalEvidenceData(Struct, frozen=True):
    """A piece of evidence in short; `portrait evidence --json` says more of it."""

    id: str
    """Its id."""
    target: str
    """The id of the attribute or indicator that it shows."""
    day: date
    """The day it is about."""
    sentence: str
    """It in one line."""


class GoalData(Struct, frozen=True):
    """A goal with what was decided about it."""

    number: int
    """Its number, which names it on the command line and never means another goal."""
    id: str
    """Its id; the beginning names it on the command line, too."""
    target: str
    """The id of the attribute or indicator it is about; empty for none."""
    about: str
    """What that is called; empty for none."""
    text: str
    """The goal in the person's words, as they were put last."""
    shows: str
    """What would show it, in the person's words."""
    set_on: date
    """The day on which it was set."""
    entry: str
    """The id of the entry in which it was set."""
    ended: GoalOutcome | None
    """How it ended: met, or let-go; null while it is open."""
    decisions: tuple[DecisionData, ...]
    """What was decided about it, oldest first."""
    commitments: tuple[OpenPlan, ...]
    """The open plans that gather under it, oldest first; none once it has ended."""
    evidence: tuple[GoalEvidenceData, ...]
    """The evidence that gathers under it, newest first; none once it has ended."""


class GoalsDocument(Document, frozen=True):
    """Goals: the open ones in the order in which they were set; with --all, then those that ended."""

    command: ClassVar[str] = "portrait goal"
    goals: tuple[GoalData, ...]
    """The goals; an empty list if there is none."""


def tracked_goals(workspace: Workspace, index: Index) -> tuple[TrackedGoal, ...]:
    """Read every goal in the journal, with today's names of what it is about."""
    names = former_names(workspace.portrait)
    return goal_history(map(names.renamed, index.with_goals()))


def list_goals(workspace: Workspace, *, with_ended: bool, as_json: bool) -> None:
    """List the open goals, and those that ended if they are wanted, on the screen or as JSON."""
    index = open_index(workspace)
    known = tracked_goals(workspace, index)
    pages = goal_pages(workspace, index, known)
    environment = workspace.environment
    if as_json:
        chosen = [page for page in pages if page.tracked.ended is None]
        if with_ended:
            chosen += [page for page in pages if page.tracked.ended]
        print_json(environment.write, GoalsDocument(tuple(map(goal_data, chosen))))
    elif not known:
        environment.report(f"There is no goal yet. To set one: {command(workspace.config, 'goal', 'set')}")
    elif with_ended or open_of(known):
        display = Display(environment, workspace.plain)
        display.show(listing(pages, display.look, ended=with_ended))
    else:
        environment.report(f"No goal is open. To see the others: {command(workspace.config, 'goal', '--all')}")
        environment.report(f"To set a new one: {command(workspace.config, 'goal', 'set')}")


def goal_pages(workspace: Workspace, index: Index, goals: Iterable[TrackedGoal]) -> tuple[GoalPage, ...]:
    """Put what a goal is about, and what gathers under it while it is open, beside each goal."""
    names = former_names(workspace.portrait)
    open_plans, pieces = index.open_plans(names), counted(index.evidence(names))
    return tuple(_page(tracked, open_plans, pieces, workspace.portrait) for tracked in goals)


def _page(
    tracked: TrackedGoal, open_plans: Iterable[OpenPlan], pieces: Iterable[Piece], portrait: Portrait
) -> GoalPage:
    """Return a goal's page; under a goal about an indicator are also the plans on its attribute."""
    label = label_of(tracked.goal, portrait)
    if tracked.ended or not tracked.goal.target:
        return GoalPage(tracked, label)
    parts = gathers(tracked.goal, portrait)
    planned = (parts | {attribute_of(tracked.goal.target, portrait)}) - {""}
    return GoalPage(
        tracked,
        label,
        open_plans=tuple(one for one in open_plans if one.plan.attribute in planned),
        evidence=tuple(piece for piece in pieces if piece.target in parts),
    )


def goal_data(page: GoalPage) -> GoalData:
    """Return a goal as JSON prints it."""
    tracked = page.tracked
    decisions = (
        DecisionData(one.on, one.review.outcome, one.review.label, one.review.sentence, one.review.reason)
        for one in tracked.decisions
    )
    return GoalData(
        number=tracked.number,
        id=tracked.id,
        target=tracked.goal.target,
        about=page.about,
        text=tracked.goal.text,
        shows=tracked.shows,
        set_on=tracked.set_on,
        entry=tracked.entry,
        ended=tracked.ended,
        decisions=tuple(decisions),
        commitments=page.open_plans,
        evidence=tuple(
            GoalEvidenceData(piece.id, piece.target, piece.day, piece.sentence) for piece in page.evidence
        ),
    )
