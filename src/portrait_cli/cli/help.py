"""`portrait help`: what `portrait COMMAND --help` shows, for those who ask this way."""

from typing import Annotated

import typer

from portrait_cli.cli import completion
from portrait_cli.cli.options import command_app

app = command_app()


@app.command(name="help")
def show_help(
    context: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[COMMAND]...",
            autocompletion=completion.commands,
            help="For example: plans kept. Leave it out for all of them.",
        ),
    ] = None,
) -> None:
    """Show help for a command.

    For example:

    \b
        portrait help
        portrait help reflect
        portrait help plans kept
    """
    words = [*(command or []), "--help"]
    context.find_root().command.main(words, prog_name="portrait", standalone_mode=False, obj=context.obj)
