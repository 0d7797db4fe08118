"""The portraits at hand."""

from importlib.resources import files

from portrait_cli import definitions
from portrait_cli.model.portrait import Portrait

SHIPPED = "attributes.yaml"


def shipped() -> Portrait:
    """Read the Portrait of a Leader that comes with the program."""
    data = files("portrait_cli.data").joinpath(SHIPPED).read_bytes()
    portrait, _ = definitions.load(data, SHIPPED)
    return portrait
