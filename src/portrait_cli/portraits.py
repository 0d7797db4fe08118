"""The portraits at hand."""

import contextlib
from importlib import import_module
from pathlib import Path

import msgspec

from portrait_cli import __version__
from portrait_cli.errors import PortraitError
from portrait_cli.model.portrait import Portrait

SHIPPED = "attributes.yaml"


def shipped(cache: Path) -> Portrait:
    """Read the Portrait of a Leader that comes with the program; `cache` is a folder that may be deleted."""
    return _read(shipped_file(), cache)


def shipped_file() -> Path:
    """Find the file of the Portrait of a Leader."""
    # Not importlib.resources, which takes 10 ms to import; the program does not run from a zip file.
    return Path(import_module("portrait_cli.data").__path__[0], SHIPPED)


def _read(file: Path, cache: Path) -> Portrait:
    """Read a portrait file, or its checked form in the cache when the file has not changed since."""
    state = file.stat()
    kept = cache / f"{file.stem}-{__version__}-{state.st_size}-{state.st_mtime_ns}.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return msgspec.json.decode(kept.read_bytes(), type=Portrait)
    from portrait_cli import definitions, durable  # yaml and the checks: 40 ms that the cache saves

    portrait, _ = definitions.load(file.read_bytes(), file.name)
    with contextlib.suppress(PortraitError):  # a cache that cannot be written is no fault
        durable.replace(kept, msgspec.json.encode(portrait).decode())
    return portrait
