"""Everything a command works with: the environment, the settings, the portrait and the journal."""

import contextlib
from contextlib import ExitStack

from msgspec import Struct

from portrait_cli.core import lookup
from portrait_cli.core.errors import NotFoundError, PortraitError
from portrait_cli.core.portrait import Portrait
from portrait_cli.store import portraits
from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config
from portrait_cli.terminal import command_line
from portrait_cli.terminal.environment import Environment

_HOW_TO_CHOOSE = (
    "to choose a portrait: portrait portraits use, with its file or its name; portrait portraits lists them"
)


class Workspace(Struct, frozen=True):
    """Everything a command works with."""

    environment: Environment
    config: Config
    portrait: Portrait
    journal: Journal
    closing: ExitStack
    """Closes, when the command has ended, what was opened for it."""

    @property
    def plain(self) -> bool:
        """Return True if the person wants plain text, line by line."""
        return self.config.plain


def open_workspace(
    environment: Environment, config: Config, closing: ExitStack, *, named: bool = False, needs_portrait: bool = True
) -> Workspace:
    """Read the portrait in use and find the journal; the portrait may be `named` with this command.

    If one that was chosen earlier cannot be read, a command that needs none goes on without attributes, and says so.
    Raises NotFoundError, InvalidFileError or StorageError otherwise.
    """
    try:
        portrait = portraits.portrait_in_use(config)
    except PortraitError as error:
        if named:
            raise
        if needs_portrait:
            error.hint = _HOW_TO_CHOOSE
            raise
        environment.say(f"portrait: {error}\nYour entries are still here.\nhint: {_HOW_TO_CHOOSE}")
        portrait = portraits.without_attributes(config.cache)
    return Workspace(environment, config, portrait, Journal(config.journal, config.locks), closing)


def command(config: Config, *words: str) -> str:
    """Write a command about the same journal, for a hint."""
    return command_line.about_journal(config.journal_option, *words)


def role_of(workspace: Workspace, named: str) -> str:
    """Find the id of a role: the one that is named, else the one in the settings; an empty text without either.

    Raises NotFoundError if a role is named that the portrait does not have.
    """
    roles = workspace.portrait.roles
    if named:
        return lookup.find_role(roles, named).id
    with contextlib.suppress(NotFoundError):  # the role in the settings may be of another portrait
        return lookup.find_role(roles, workspace.config.role).id
    return ""


_NEWEST_ENTRIES = 10
"""How many of the newest entries are looked at for the role taken last."""


def role_taken_lately(workspace: Workspace) -> str:
    """Find the role of the newest entries without the index, so a note is quickly saved in a large journal too."""
    known = {role.id for role in workspace.portrait.roles}
    newest = workspace.journal.newest_by_name(_NEWEST_ENTRIES)
    return next((entry.role for entry in newest if entry.role in known), "")
