"""A rubric as values: attributes, indicators and levels by their names, before anything in them has an id."""

import re

from msgspec import Struct

from portrait_cli.core.portrait import Level, OffScale, Prompt


class Part(Struct, frozen=True):
    """An attribute or, below one, an indicator.

    `statements` has one item for each level of its scale, in their order: what that level looks like. Only an
    attribute has prompts.
    """

    name: str
    code: str = ""
    definition: str = ""
    look_for: str = ""
    statements: tuple[tuple[str, ...], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    parts: "tuple[Part, ...]" = ()
    id: str = ""
    """The id that entries know it by, or that its source never changes; without one, it gets a new one."""
    formerly: tuple[str, ...] = ()
    """Ids and codes that it had before."""
    aligned_to: tuple[str, ...] = ()
    """What it matches or is related to in other frameworks."""
    scale: int = 0
    """Which levels the statements are about: 0 for the rubric's own, 1 for the first of its other scales."""


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
    summary: str = ""
    other_scales: tuple[tuple[Level, ...], ...] = ()
    """Further levels, for parts that are not placed on the rubric's own."""


def counted_levels(number: int) -> str:
    """Write a number of levels for a message."""
    return "1 level" if number == 1 else f"{number} levels"


_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_AROUND = "\u200e\u200f\u061c" + "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
"""Blanks, and the marks that say in which direction a text runs."""


def clean(text: str) -> str:
    """Drop what no text should hold: control and invisible characters, other line ends, blanks around it."""
    unified = _LINE_END.sub("\n", text)
    return _INVISIBLE.sub("", _CONTROL.sub(" ", unified)).strip(_AROUND)


def one_line(text: str) -> str:
    """Clean a text and put it on one line."""
    return " ".join(clean(text).split())
