"""What a portrait would do to the journal's lines of growth, told before it is used."""

import contextlib
from contextlib import ExitStack

from msgspec import Struct

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.portrait_change import PortraitChange, compare
from portrait_cli.store import portraits
from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config
from portrait_cli.terminal.environment import Environment


class Compared(Struct, frozen=True):
    """Two portraits, and what using one in place of the other does."""

    before: Portrait
    after: Portrait
    change: PortraitChange = PortraitChange()


def compare_with_journal(
    environment: Environment, config: Config, before: Portrait | None, after: Portrait, closing: ExitStack
) -> Compared:
    """Compare a portrait with the one in use, or with one `before` it that is not, over what the journal holds."""
    with contextlib.suppress(PortraitError):  # the one in use may be what is broken
        in_use = portraits.portrait_in_use(config)
        if before is None or in_use.id == after.id:
            before = in_use
    journal = Journal(config.journal, config.locks)
    if before is None or journal.is_empty:
        return Compared(after, after)
    index = open_index(Workspace(environment, config, before, journal, closing))
    placed = index.placing(former_names(before).all_portraits)
    return Compared(before, after, compare(before, after, placed))
