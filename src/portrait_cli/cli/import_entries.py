"""The command that imports entries from another journal."""

from typing import Annotated

import typer

from portrait_cli.app import import_entries as app_import
from portrait_cli.app.import_report import Request
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import JournalOption, command_app, shared

app = command_app()


@app.command()
def import_entries(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            autocompletion=completion.files,
            help="A file, a zip archive, a folder, or - for stdin.",
        ),
    ],
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            autocompletion=completion.import_formats,
            help="jrnl, dayone, journey, simplenote, standardnotes or markdown; guessed if left out.",
        ),
    ] = "",
    undated: Annotated[
        str,
        typer.Option(
            "--undated",
            metavar="CHOICE",
            autocompletion=completion.undated_choices,
            help="Notes without a date: changed files each under the day of its last change, skip leaves them out.",
        ),
    ] = "",
    edited: Annotated[
        str,
        typer.Option(
            "--edited",
            metavar="CHOICE",
            autocompletion=completion.edited_choices,
            help="Entries changed since they were imported: add adds them, skip leaves them out.",
        ),
    ] = "",
    dates: Annotated[
        str,
        typer.Option(
            "--dates",
            metavar="ORDER",
            autocompletion=completion.date_orders,
            help="How to read 03-04-2024: day-first or month-first. Otherwise it is not read as a date.",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be written and what is left out, and write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    journal: JournalOption = "",
) -> None:
    """Import entries from jrnl, Day One, Journey or a folder of Markdown files.

    It counts first. Importing again adds only what is new; pictures and other files stay where they are. A note
    without a date is listed, and filed under the day it was last changed unless you say otherwise.

    For example:

    \b
        portrait import journal.json --dry-run
        portrait import "Day One.zip"
        portrait import notes/
        jrnl --format json | portrait import - --yes
    """
    given = shared(context, journal=journal)
    request = Request(
        source=source,
        format_name=format_name,
        undated=undated,
        edited=edited,
        dates=dates,
        dry_run=dry_run,
        yes=yes,
        journal=given.journal,
    )
    app_import.import_entries(open_entries(given), request)
