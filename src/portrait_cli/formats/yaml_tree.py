"""YAML without surprises: every plain value is text, and every node knows its line and column."""

import re
from typing import TypeAlias

from msgspec import Struct

from portrait_cli.formats.problems import At, Problem

MAX_DEPTH = 20
MAX_VALUES = 20_000
"""Texts, lists and groups in one file: five times what the portrait that ships has."""


class Scalar(Struct, frozen=True):
    """One text; `plain` if it is without quotes, where empty, `~` and `null` mean nothing."""

    text: str
    at: At
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Return True if nothing was written."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


class Sequence(Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    at: At


class Mapping(Struct, frozen=True):
    """Names and what belongs to them, in order."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    at: At

    def get(self, name: str) -> "Node | None":
        """Return what belongs to a name."""
        return next((value for key, value in self.pairs if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


_MEANT_AS_JSON = r'\s*\{\s*"'


class YamlError(Exception):
    """The text is not YAML that we read; `problems` says where and what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def parse(text: str) -> Node:
    """Read a text as one tree, as JSON if it is that; nothing at all is an empty scalar.

    Raises YamlError with every problem found: aliases, anchors, tags, merge keys, names given twice, more than
    one document, more than MAX_VALUES values, nesting deeper than MAX_DEPTH, and whatever the parser itself refuses.
    """
    from portrait_cli.formats import yaml_parser  # it takes 15 to 30 ms, which most commands save

    if not text.lstrip().startswith(("{", "[")):
        return yaml_parser.parse(text)
    from portrait_cli.formats import json_tree  # which few files need

    try:
        return json_tree.parse(text)
    except json_tree.NotJsonError as error:
        not_json = error.problem
    try:
        return yaml_parser.parse(text)
    except YamlError:
        if re.match(_MEANT_AS_JSON, text):
            raise YamlError((not_json,)) from None
        raise
