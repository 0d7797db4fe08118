"""`portrait edit`: change an entry."""

import typer

from portrait_cli.app.edit import edit as edit_entry
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    EntryArgument,
    JournalOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)

app = command_app()


@app.command()
def edit(
    context: typer.Context,
    entry: EntryArgument = "latest",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Change an entry in your own editor, the newest unless you name another.

    The old version goes to the trash: portrait undo brings it back.

    For example:

    \b
        portrait edit
        portrait edit 2026-11-23
        EDITOR=nano portrait edit
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    edit_entry(open_entries(given), entry)
