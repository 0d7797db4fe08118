"""A rubric as values: attributes, indicators and levels by their names, before anything in them has an id."""

import re

from msgspec import Struct

from portrait_cli.core.portrait import Level, OffScale, Prompt


class Part(Struct, frozen=True):
    """An attribute or, below one, an indicator.

    `statements` has one item for each of the rubric's levels, in their order: what that level looks like. Only an
    attribute has prompts.
    """

    name: str
    id: str = ""
    """Its id, if the source has one that never changes; else one is made from its code or name."""
    code: str = ""
    definition: str = ""
    look_for: str = ""
    statements: tuple[tuple[str, ...], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    parts: "tuple[Part, ...]" = ()
    formerly: tuple[str, ...] = ()
    """Ids and codes that it had before."""


class Rubric(Struct, frozen=True):
    """What a portrait file starts with: at least one attribute, and the levels of one scale or none."""

    attributes: tuple[Part, ...]
    levels: tuple[Level, ...] = ()
    off_scale: tuple[OffScale, ...] = ()
    title: str = ""
    language: str = "en"
    version: str = ""
    status: str = ""
    publisher: str = ""
    licence: str = ""
    cumulative: bool = False
    """Whether each level includes those below it."""


def counted_levels(number: int) -> str:
    """Write a number of levels for a message."""
    return "1 level" if number == 1 else f"{number} levels"


_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """Drop what no text should hold: control characters, line ends of other systems, blanks around it."""
    unified = _LINE_END.sub("\n", text)
    return _CONTROL.sub(" ", unified).strip()


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())
