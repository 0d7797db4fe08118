"""Typst, with the fonts that it brings and our own; those of the machine only where a character asks for them."""

from functools import cache
from importlib.resources import files

import typst


@cache
def fonts(*, of_machine: bool) -> typst.Fonts:
    """Return the fonts to typeset with: looking through those of the machine takes a fifth of a second."""
    return typst.Fonts(include_system_fonts=of_machine, font_paths=[str(files("portrait_cli.export") / "fonts")])
