"""`portrait guides`: the sessions to choose from."""

import typer

from portrait_cli.app.show import list_guides
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import JsonOption, PlainOption, PortraitOption, command_app, shared

app = command_app()


@app.command()
def guides(
    context: typer.Context, json: JsonOption = False, portrait: PortraitOption = "", plain: PlainOption = False
) -> None:
    """List the guides: what each is good for, and how long it takes.

    For example:

    \b
        portrait guides
        portrait reflect --guide joy-note
    """
    given = shared(context, portrait=portrait, plain=plain, json=json)
    list_guides(open_workspace(given), as_json=given.json)
