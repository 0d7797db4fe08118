"""Show where everything is."""

import contextlib

from portrait_cli.core.errors import NotFoundError
from portrait_cli.export import json_data
from portrait_cli.store import files, portraits
from portrait_cli.store.settings import Config, places
from portrait_cli.terminal.environment import Environment


def show(environment: Environment, config: Config, *, as_json: bool) -> None:
    """List every place that is used, one to a line, or as JSON."""
    known = places(config)
    with contextlib.suppress(NotFoundError):  # still list the other places
        known.append(("portrait", portraits.file_in_use(config)))
    if as_json:
        paths = {name: str(path) for name, path in known}
        environment.write(json_data.write({"paths": paths}))
        return
    for name, path in known:
        missing = "" if files.exists(path) else "  (not there yet)"
        environment.write(f"{name:<9} {path}{missing}\n")
