"""`portrait drafts`: sessions that are not finished."""

from typing import Annotated

import typer

from portrait_cli.app import drafts as app_drafts
from portrait_cli.cli.opening import open_entries, open_workspace
from portrait_cli.cli.options import JournalOption, JsonOption, PlainOption, PortraitOption, command_app, shared
from portrait_cli.core.errors import UsageError

app = command_app()

DraftArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Its id in the list, the beginning of it, or the draft's file.")
]


@app.callback(invoke_without_command=True)
def drafts(
    context: typer.Context,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See your unfinished sessions, including those you set aside.

    For example:

    \b
        portrait drafts
        portrait drafts resume 9c1d
        portrait drafts drop 9c1d
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    command = context.invoked_subcommand
    if command is None:
        app_drafts.list_drafts(open_entries(given), as_json=given.json)
    elif json:
        raise UsageError(f"--json goes with the list, not with {command}", hint="portrait drafts --json")


@app.command()
def resume(
    context: typer.Context,
    draft: DraftArgument,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Continue a session where you stopped.

    For example:

    \b
        portrait drafts resume 9c1d
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    app_drafts.resume(open_workspace(given), draft)


@app.command()
def drop(
    context: typer.Context,
    draft: DraftArgument,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Throw away an unfinished session; portrait undo brings it back.

    For example:

    \b
        portrait drafts drop 9c1d
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    app_drafts.drop(open_entries(given), draft)
