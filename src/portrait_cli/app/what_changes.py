"""What a portrait would do to the journal's lines of growth, told before it is used."""

import contextlib
from collections.abc import Collection, Iterator
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
    change: PortraitChange


def compare_with_journal(
    environment: Environment, config: Config, copied: Portrait | None, after: Portrait, closing: ExitStack
) -> tuple[Compared, ...]:
    """Compare a portrait with the one in use, and with the copy that it replaces, over what the journal holds.

    No entry counts twice: what the portrait in use takes along is compared with that one alone.
    """
    journal = Journal(config.journal, config.locks)
    befores = [*_in_use(config), *filter(None, [copied])]
    if journal.is_empty or not befores:
        return ()
    index = open_index(Workspace(environment, config, befores[0], journal, closing))
    return tuple(
        Compared(before, after, compare(before, after, index.placing(names)))
        for before, names in _with_own_names(befores)
    )


def _in_use(config: Config) -> Iterator[Portrait]:
    with contextlib.suppress(PortraitError):  # the one in use may be what is broken
        yield portraits.portrait_in_use(config)


def _with_own_names(befores: Collection[Portrait]) -> Iterator[tuple[Portrait, list[str]]]:
    """Go through some portraits, each with the ids by which entries know it and none before it."""
    known: set[str] = set()
    for before in befores:
        names = [name for name in former_names(before).all_portraits if name not in known]
        known.update(names)
        if names:
            yield before, names
