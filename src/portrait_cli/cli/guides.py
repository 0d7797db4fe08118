"""`portrait guides`: the sessions to choose from, and what each of them asks."""

from typing import Annotated

import typer

from portrait_cli.app.guides import list_guides, show_guide
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import JournalOption, JsonOption, PlainOption, PortraitOption, command_app, shared

app = command_app()


@app.command()
def guides(
    context: typer.Context,
    guide: Annotated[
        str,
        typer.Argument(metavar="[GUIDE]", autocompletion=completion.guides, help="Leave it out for all of them."),
    ] = "",
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """List the guides, or read the questions in one before you start it.

    For example:

    \b
        portrait guides
        portrait guides hard-moment
        portrait reflect hard-moment
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    workspace = open_workspace(given)
    if guide:
        show_guide(workspace, guide, as_json=given.json)
    else:
        list_guides(workspace, as_json=given.json)
