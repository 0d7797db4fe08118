"""The portraits at hand."""

from importlib import import_module
from pathlib import Path

from portrait_cli import definitions
from portrait_cli.model.portrait import Portrait

SHIPPED = "attributes.yaml"


def shipped() -> Portrait:
    """Read the Portrait of a Leader that comes with the program."""
    # Not importlib.resources, which takes 10 ms to import; the program does not run from a zip file.
    file = Path(import_module("portrait_cli.data").__path__[0], SHIPPED)
    portrait, _ = definitions.load(file.read_bytes(), SHIPPED)
    return portrait
