"""The command that imports entries from another journal."""

from typing import Annotated

import typer

from portrait_cli.app import import_entries as app_import
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
            help="jrnl, dayone, journey or markdown; guessed if left out.",
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    journal: JournalOption = "",
) -> None:
    """Import entries from jrnl, Day One, Journey or a folder of Markdown files.

    It counts first. Importing again adds only what is new; pictures and other files stay where they are.

    For example:

    \b
        portrait import journal.json --dry-run
        portrait import "Day One.zip"
        portrait import notes/
        jrnl --format json | portrait import - --yes
    """
    given = shared(context, journal=journal)
    request = app_import.Request(source, format_name, dry_run=dry_run, yes=yes, journal=given.journal)
    app_import.import_entries(open_entries(given), request)
