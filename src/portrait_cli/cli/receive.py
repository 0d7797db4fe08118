"""`portrait receive`: take in the replies of others."""

from typing import Annotated

import typer

from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import JournalOption, JsonOption, command_app, shared
from portrait_cli.core.errors import UsageError
from portrait_cli.export.missing import colleagues_extra

app = command_app()


@app.command()
def receive(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            autocompletion=completion.files,
            help="Files or folders that replies are in; - for stdin; leave them out to paste an e-mail.",
        ),
    ] = None,
    key: Annotated[
        bool, typer.Option("--key", help="Show your key for receiving replies for others; make it the first time.")
    ] = False,
    journal: JournalOption = "",
    json: JsonOption = False,
) -> None:
    """Take in the replies of others, which stay sealed until a group has enough of them.

    A reply is the file that a page saves, or the text of it in an e-mail. Doubles count once, and what is damaged is
    left out. Nothing that is in a reply is shown.

    For example:

    \b
        portrait receive reply.txt
        portrait receive ~/Downloads
        portrait receive --key
    """
    given = shared(context, journal=journal, json=json)
    if key and files:
        raise UsageError("--key goes without files", hint=given.command("receive", "--key"))
    if key and given.json:
        raise UsageError("--key prints only the key", hint=given.command("receive", "--key"))
    with colleagues_extra("receiving replies"):
        from portrait_cli.app import receive as app_receive  # pyrage, which may be missing

    workspace = open_entries(given)
    if key:
        app_receive.show_key(workspace)
    else:
        app_receive.receive(workspace, files or [], as_json=given.json)
