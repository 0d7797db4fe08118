"""`portrait paths`: where everything is."""

import typer

from portrait_cli.app import paths as app_paths
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JournalOption, JsonOption, command_app, shared
from portrait_cli.core.errors import PortraitError
from portrait_cli.store import settings

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
    try:
        config = open_config(given)
    except PortraitError:  # it is said once the places are shown, as they are without settings
        config = settings.without_settings(given.environment.variables, journal=given.journal)
        app_paths.show(given.environment, config, as_json=given.json)
        raise
    app_paths.show(given.environment, config, as_json=given.json)
