"""The commands about plans: which are open, how one went, and their days for a calendar."""

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.cli.options import (
    NOT_WRITTEN_OVER,
    ForceOption,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    workspace_of,
)
from portrait_cli.core.errors import NotFoundError, PortraitError, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.entry import Outcome
    from portrait_cli.core.plans import TrackedPlan
    from portrait_cli.core.portrait import Portrait
    from portrait_cli.terminal.environment import Environment

app = typer.Typer(
    name="plans",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=False,
)

_TITLES: dict["Outcome", str] = {
    "kept": "A plan kept",
    "partly": "A plan kept in part",
    "not": "A plan not kept this time",
    "changed": "A plan let go",
}

PlanArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Its number in the list, or the beginning of its id.")
]
NoteOption = Annotated[
    str, typer.Option("--note", metavar="WORDS", help="A line on what helped, or what got in the way.")
]


@app.callback(invoke_without_command=True)
def plans(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those that are closed as well.")] = False,
    json: JsonOption = False,
    ics: Annotated[bool, typer.Option("--ics", help="Print a calendar file with a reminder for each.")] = False,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="With --ics: into a file.")] = "",
    force: ForceOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See your open plans, and say how they went.

    For example:

    \b
        portrait plans
        portrait plans kept 1
        portrait plans not 2 --note "The week was too full."
        portrait plans --ics -o plans.ics
    """
    environment: Environment = context.obj
    if context.invoked_subcommand:
        if everything or json or ics or output:
            raise UsageError(
                f"--all, --json, --ics and -o go with the list, not with {context.invoked_subcommand}",
                hint=f"portrait plans {context.invoked_subcommand} --help shows what it takes",
            )
        # Before a command the options hold as the environment's variables would.
        given = {"PORTRAIT_JOURNAL": journal, "PORTRAIT_PORTRAIT": portrait, "PORTRAIT_PLAIN": "1" if plain else ""}
        said = {name: value for name, value in given.items() if value}
        context.obj = replace(environment, variables={**environment.variables, **said})
        return
    if output and not ics:
        raise UsageError("-o goes with --ics", hint="portrait plans --ics -o plans.ics")
    if ics and (json or everything):
        raise UsageError("--ics is for the open plans alone", hint="leave --json and --all out")
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    tracked_plans = _tracked_plans(workspace)
    if ics:
        _calendar(environment, tracked_plans, output, force=force)
    elif json:
        _data(environment, tracked_plans, everything=everything)
    else:
        _list(workspace, tracked_plans, everything=everything)


def _tracked_plans(workspace: "Workspace") -> "Sequence[TrackedPlan]":
    from portrait_cli.core import plans as known

    return known.history(workspace.index().with_plans())


def _labels(portrait: "Portrait") -> "dict[Outcome, str]":
    """Find the portrait's own words for how a plan went."""
    from portrait_cli.core.layout import outcome_labels
    from portrait_cli.core.portrait import FollowUp

    planned = [step for guide in portrait.guides for step in guide.steps if isinstance(step, FollowUp)]
    return outcome_labels([*planned, FollowUp()][0])


# --- the list ---


def _list(workspace: "Workspace", tracked_plans: "Sequence[TrackedPlan]", *, everything: bool) -> None:
    from portrait_cli.core.plans import open_of
    from portrait_cli.render.plans import listing

    environment, plain = workspace.environment, workspace.config.plain
    if tracked_plans and (everything or open_of(tracked_plans)):
        look, today = environment.look(plain=plain), environment.now().date()
        shown = listing(tracked_plans, _labels(workspace.portrait), today, look, closed=everything)
        environment.show(shown, plain=plain)
    elif tracked_plans:
        environment.say("No plan is open; you have told of them all: portrait plans --all")
        environment.say("A new one comes at the end of: portrait reflect")
    else:
        environment.say("There are no plans yet. Your first one comes at the end of: portrait reflect")


def _data(environment: "Environment", tracked_plans: "Sequence[TrackedPlan]", *, everything: bool) -> None:
    from portrait_cli.core.plans import closed_of, open_of
    from portrait_cli.export import json_data

    chosen = [*open_of(tracked_plans), *(closed_of(tracked_plans) if everything else ())]
    rows = [
        {
            "id": tracked.id,
            "attribute": tracked.plan.attribute,
            "when": tracked.plan.when,
            "then": tracked.plan.then,
            "by": tracked.plan.by,
            "sentence": tracked.plan.sentence,
            "made": tracked.made,
            "entry": tracked.entry.id,
            "outcome": tracked.outcome,
            "label": tracked.label,
            "told": tracked.told,
            "note": tracked.note,
        }
        for tracked in chosen
    ]
    environment.write(json_data.write({"commitments": rows}))


# --- the calendar ---


def _calendar(
    environment: "Environment", tracked_plans: "Sequence[TrackedPlan]", output: str, *, force: bool
) -> None:
    from portrait_cli.core.plans import open_of
    from portrait_cli.export import ics
    from portrait_cli.render.screen import count
    from portrait_cli.store import files

    still = open_of(tracked_plans)
    dated = [tracked for tracked in still if tracked.plan.by]
    if not dated:
        missing = "no open plan has a day" if still else "no plan is open"
        raise NotFoundError(f"{missing}, so there is nothing for a calendar", hint="portrait reflect asks for a plan")
    text = ics.write(dated)
    if output in {"", "-"}:
        environment.write(text)
    elif files.write_out(files.path_of(output), text, over=force):
        environment.say(f"Wrote {output}: {count(len(dated), 'plan')}. Open it with your calendar.")
    else:
        raise StorageError(f"{output} is there already", hint=NOT_WRITTEN_OVER)
    for tracked in still:
        if not tracked.plan.by:
            environment.say(f"Not in it, for it has no day: {tracked.plan.sentence}")
    environment.say("It holds the words of your plans: a shared calendar shows them to others.")


# --- how one went ---


@app.command()
def kept(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Say that a plan was kept.

    For example:

    \b
        portrait plans kept 1
        portrait plans kept 3f2a --note "The list on my door helped."
    """
    _tell(workspace_of(context.obj, journal=journal, portrait=portrait), "kept", plan, note)


@app.command()
def partly(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Say that a plan was kept in part.

    For example:

    \b
        portrait plans partly 1 --note "Two of three families."
    """
    _tell(workspace_of(context.obj, journal=journal, portrait=portrait), "partly", plan, note)


@app.command(name="not")
def not_(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Say that a plan was not kept this time, which is fine.

    For example:

    \b
        portrait plans not 1 --note "The moment did not come."
    """
    _tell(workspace_of(context.obj, journal=journal, portrait=portrait), "not", plan, note)


@app.command()
def changed(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Say that you changed your mind about a plan.

    For example:

    \b
        portrait plans changed 1
    """
    _tell(workspace_of(context.obj, journal=journal, portrait=portrait), "changed", plan, note)


def _tell(workspace: "Workspace", outcome: "Outcome", plan: str, note: str) -> None:
    """Write a small entry that says how a plan went; the entry in which it was made stays as it is."""
    from portrait_cli.app.workspace import role_of
    from portrait_cli.core import plans as known
    from portrait_cli.core.entry import Entry, PlanOutcome
    from portrait_cli.core.layout import offset
    from portrait_cli.core.session import MOST_OPEN, tidy
    from portrait_cli.render.screen import day
    from portrait_cli.store.journal import entry_id
    from portrait_cli.store.trash import Trash

    environment, index, labels = workspace.environment, workspace.index(), _labels(workspace.portrait)
    tracked_plans = known.history(index.with_plans())
    tracked = known.find(tracked_plans, plan)
    if tracked.outcome:
        when = f", told on {day(tracked.told)}" if tracked.told else ", its box ticked by hand"
        raise UsageError(
            f"this plan is closed already: {tracked.label or labels[tracked.outcome]}{when}",
            hint="nothing was changed; portrait plans --all shows it",
        )
    now = environment.now()
    about = tuple(filter(None, [tracked.plan.attribute]))
    told = PlanOutcome(
        tracked.id, tracked.plan.sentence, outcome, labels[outcome], tidy(note) if note.strip() else ""
    )
    entry = Entry(
        id=entry_id(now, "outcome", about),
        written=now.replace(tzinfo=None, microsecond=0),
        utc_offset=offset(now),
        title=f"{_TITLES[outcome]}, {day(now.date(), weekday=True)}",
        time_zone=environment.zone(),
        portrait=tracked.entry.portrait,
        portrait_version=tracked.entry.portrait_version,
        role=role_of(workspace, "", index),
        attributes=about,
        tags=tuple(f"portrait/{attribute}" for attribute in about),
        blocks=(told,),
    )
    try:
        stored = workspace.journal.add(entry)
    except PortraitError as error:
        error.hint = f"{error.hint}; your words: {told.note}" if told.note else error.hint
        raise
    way_back = ""
    with contextlib.suppress(PortraitError):  # what counts is written
        Trash(workspace.journal).added([workspace.journal.place(stored.path)], now)
        way_back = "To take it back: portrait undo. "
    fine = " Not done is fine." if outcome == "not" else ""
    environment.say(f"Written down.{fine} {told.label}: {told.sentence}")
    environment.say(f"{way_back}All your plans: portrait plans --all")
    still = [one for one in known.open_of(tracked_plans) if one.id != tracked.id]
    if still:
        environment.say("Still open:")
    for number, one in enumerate(still[:MOST_OPEN], start=1):
        environment.say(f"{number} {one.plan.sentence}")
    if still[MOST_OPEN:]:
        environment.say(f"and {len(still) - MOST_OPEN} more: portrait plans")
