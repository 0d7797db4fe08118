"""`portrait undo`: take back the last thing that was done."""

import typer

from portrait_cli.app.undo import undo as undo_last
from portrait_cli.app.workspace import journal_of
from portrait_cli.cli.options import JournalOption, PlainOption, command_app, shared

app = command_app()


@app.command()
def undo(context: typer.Context, journal: JournalOption = "", plain: PlainOption = False) -> None:
    """Take back the last edit, delete, import or outcome of a plan; again, and the one before it.

    What stood in the place of what comes back is kept in the journal's trash.

    For example:

    \b
        portrait undo
    """
    given = shared(context, journal=journal, plain=plain)
    undo_last(given.environment, journal_of(given.config()))  # without the portrait, which may be the broken part
