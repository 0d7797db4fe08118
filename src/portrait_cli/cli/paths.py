"""`portrait paths`: where everything is."""

import typer

from portrait_cli.app import paths as app_paths
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JournalOption, JsonOption, command_app, shared

app = command_app()


@app.command()
def paths(context: typer.Context, json: JsonOption = False, journal: JournalOption = "") -> None:
    """Show where everything is: journal, drafts, settings, portraits.

    For example:

    \b
        portrait paths
        portrait paths --json
    """
    given = shared(context, journal=journal, json=json)
    app_paths.show(given.environment, open_config(given), as_json=given.json)
