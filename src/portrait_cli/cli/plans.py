"""`portrait plans`: the open plans, how one went, and their days for a calendar."""

from typing import Annotated

import typer

from portrait_cli.app import plans as app_plans
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    ForceOption,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.entry import Outcome
from portrait_cli.core.errors import UsageError

app = command_app()

PlanArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID", autocompletion=completion.plans, help="Its number in the list, or the beginning of its id."
    ),
]
NoteOption = Annotated[
    str, typer.Option("--note", metavar="WORDS", help="A line on what helped, or what got in the way.")
]


@app.callback(invoke_without_command=True)
def plans(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    json: JsonOption = False,
    ics: Annotated[bool, typer.Option("--ics", help="Print a calendar file with a reminder for each.")] = False,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", autocompletion=completion.files, help="With --ics: write to a file."
        ),
    ] = "",
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
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    command = context.invoked_subcommand
    if command:
        if everything or json or ics or output:
            message = f"--all, --json, --ics and -o go with the list, not with {command}"
            raise UsageError(message, hint=f"portrait plans {command} --help shows what it takes")
        return
    if output and not ics:
        raise UsageError("-o goes with --ics", hint="portrait plans --ics -o plans.ics")
    if ics and (given.json or everything):
        raise UsageError("--ics goes without --json and --all", hint="leave them out; closed plans are in it too")
    if ics:
        from portrait_cli.app.write_calendar import (
            write_calendar,  # 60 ms with icalendar, which the list does without
        )

        write_calendar(open_entries(given), output=output, overwrite=force)
    else:
        app_plans.list_plans(open_entries(given), with_closed=everything, as_json=given.json)


@app.command()
def kept(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that a plan was kept.

    For example:

    \b
        portrait plans kept 1
        portrait plans kept 3f2a --note "The list on my door helped."
    """
    _tell(context, "kept", plan, note, journal=journal, portrait=portrait)


@app.command()
def partly(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that a plan was kept in part.

    For example:

    \b
        portrait plans partly 1 --note "Two of three families."
    """
    _tell(context, "partly", plan, note, journal=journal, portrait=portrait)


@app.command(name="not")
def not_kept(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that a plan was not kept this time, which is fine.

    For example:

    \b
        portrait plans not 1 --note "The moment did not come."
    """
    _tell(context, "not", plan, note, journal=journal, portrait=portrait)


@app.command()
def changed(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that you changed your mind about a plan.

    For example:

    \b
        portrait plans changed 1
    """
    _tell(context, "changed", plan, note, journal=journal, portrait=portrait)


def _tell(context: typer.Context, outcome: Outcome, plan: str, note: str, *, journal: str, portrait: str) -> None:

    given = shared(context, journal=journal, portrait=portrait)
    app_plans.tell_outcome(open_entries(given), outcome, plan, note)
