"""`portrait undo`: undo the last thing that was done."""

import typer

from portrait_cli.app.undo import undo as undo_last
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JournalOption, PlainOption, command_app, shared

app = command_app()


@app.command()
def undo(context: typer.Context, journal: JournalOption = "", plain: PlainOption = False) -> None:
    """Undo the last edit, delete, import or plan outcome; run it again for the one before.

    Whatever it replaces is kept in the journal's trash.

    For example:

    \b
        portrait undo
    """
    given = shared(context, journal=journal, plain=plain)
    undo_last(given.environment, open_config(given))
