"""`portrait undo`: undo the last thing that was done."""

from typing import Annotated

import typer

from portrait_cli.app import undo as app_undo
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JournalOption, JsonOption, PlainOption, command_app, shared
from portrait_cli.core.errors import UsageError

app = command_app()


@app.command()
def undo(
    context: typer.Context,
    list_: Annotated[bool, typer.Option("--list", help="Show what can be undone, the most recent first.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking, even if it was long ago.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    plain: PlainOption = False,
) -> None:
    """Undo the last thing you did; run it again for the one before.

    That can be a note, a session, an edit, a delete, an import, a plan outcome or the choice of a portrait. Whatever
    it replaces or removes is kept in the journal's trash, and portrait redo brings it back.

    For example:

    \b
        portrait undo
        portrait undo --list
    """
    given = shared(context, journal=journal, plain=plain, json=json)
    if list_:
        app_undo.list_actions(given.environment, open_config(given), as_json=given.json)
    elif given.json:
        raise UsageError("portrait undo does not print JSON", hint="portrait undo --list --json does")
    else:
        without_asking = "" if yes else given.command("undo", "--yes")
        app_undo.undo(given.environment, open_config(given), without_asking=without_asking)
