"""`portrait delete`: move an entry to the trash."""

from typing import Annotated

import typer

from portrait_cli.app.delete import delete as delete_entry
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    HOW_ENTRIES_ARE_NAMED,
    JournalOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)

app = command_app()


@app.command()
def delete(
    context: typer.Context,
    entry: Annotated[
        str, typer.Argument(metavar="ENTRY", autocompletion=completion.entries_or_files, help=HOW_ENTRIES_ARE_NAMED)
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Move an entry to the journal's trash; portrait undo brings it back.

    For example:

    \b
        portrait delete 2026-11-23
        portrait delete latest --yes
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    without_asking = "" if yes else given.command("delete", entry, "--yes")
    delete_entry(open_entries(given), entry, without_asking=without_asking)
