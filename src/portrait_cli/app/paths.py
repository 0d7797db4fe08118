"""Show where everything is."""

import contextlib
from typing import ClassVar

from msgspec import UNSET, Struct, UnsetType

from portrait_cli.core.errors import NotFoundError
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.store import files, portraits
from portrait_cli.store.settings import Config, places
from portrait_cli.terminal.environment import Environment


class Paths(Struct, frozen=True):
    """The full path of each place, which need not be there yet."""

    journal: str
    """The folder of entries."""
    drafts: str
    """The folder of unfinished sessions."""
    settings: str
    """The settings file."""
    portraits: str
    """The folder of the portraits that were copied by `portrait portraits use`."""
    keys: str
    """The folder of the keys that open the replies of others."""
    reports: str
    """The folder of reports about bugs."""
    locks: str
    """The folder of the locks that let one program write at a time."""
    undo: str
    """The folder of what was done, by which it can be taken back."""
    contributions: str
    """Where the number of what was contributed to a round is kept, so that a newer one replaces it."""
    roll_ups: str
    """Where it is kept which contributions were counted together, as digests."""
    cache: str
    """The folder of what may be deleted at any time."""
    portrait: str | UnsetType = UNSET
    """The file of the portrait in use; left out if the settings name a portrait that does not exist."""


class PathsDocument(Document, frozen=True):
    """Where everything is."""

    command: ClassVar[str] = "portrait paths"
    paths: Paths
    """The places."""


def show(environment: Environment, config: Config, *, as_json: bool) -> None:
    """List every place that is used, one to a line, or as JSON."""
    known = places(config)
    with contextlib.suppress(NotFoundError):  # still list the other places
        known.append(("portrait", portraits.file_in_use(config)))
    if as_json:
        print_json(environment.write, PathsDocument(Paths(**{name: str(path) for name, path in known})))
        return
    for name, path in known:
        missing = "" if files.exists(path) else "  (not there yet)"
        environment.write(f"{name:<13} {path}{missing}\n")
