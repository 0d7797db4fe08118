"""`portrait read`: one entry."""

from typing import Annotated

import typer

from portrait_cli.app.read import read as read_entry
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    EntryArgument,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError

app = command_app()


@app.command()
def read(
    context: typer.Context,
    entry: EntryArgument = "latest",
    raw: Annotated[bool, typer.Option("--raw", help="Print the file as it is.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Read one entry, the newest unless you name another.

    For example:

    \b
        portrait read
        portrait read 2026-11-23
        portrait read --raw
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    if raw and given.json:
        raise UsageError("choose --raw or --json, not both", hint="--json has every part of the entry")
    read_entry(open_entries(given), entry, raw=raw, as_json=given.json)
