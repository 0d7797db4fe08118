"""`portrait redo`: redo what was undone."""

import typer

from portrait_cli.app import undo as app_undo
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JournalOption, PlainOption, command_app, shared

app = command_app()


@app.command()
def redo(context: typer.Context, journal: JournalOption = "", plain: PlainOption = False) -> None:
    """Redo what undo took back; run it again for the next one.

    After you do something else, earlier undos can no longer be redone; what they removed stays in the trash.

    For example:

    \b
        portrait redo
    """
    given = shared(context, journal=journal, plain=plain)
    app_undo.redo(given.environment, open_config(given))
