"""What a command works with, opened as its options say. Help and completion do without it."""

from portrait_cli.app import workspace
from portrait_cli.app.workspace import Workspace
from portrait_cli.cli.options import Shared
from portrait_cli.store import settings
from portrait_cli.store.settings import Config


def open_config(given: Shared) -> Config:
    """Read the settings; the options overrule them. Raises InvalidFileError if they cannot be read."""
    return settings.load(
        given.environment.variables, journal=given.journal, portrait=given.portrait, plain=given.plain
    )


def open_workspace(given: Shared) -> Workspace:
    """Open everything a command works with. Raises an error if the portrait in use cannot be read."""
    named = bool(given.portrait)
    return workspace.open_workspace(given.environment, open_config(given), given.closing, named=named)


def open_entries(given: Shared) -> Workspace:
    """Do the same for a command about entries, which goes on if the portrait that was chosen earlier is not there."""
    named = bool(given.portrait)
    config = open_config(given)
    return workspace.open_workspace(given.environment, config, given.closing, named=named, needs_portrait=False)
