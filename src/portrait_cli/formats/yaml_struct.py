"""From a YAML tree to frozen structs, by their annotations, with every problem and its place."""

import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Literal, TypeGuard, TypeVar, assert_never, get_args, get_origin

from msgspec import Meta, Struct, structs

from portrait_cli.core.portrait import Id
from portrait_cli.core.text import slug
from portrait_cli.formats import yaml_tree
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import Node, Scalar, Sequence

T = TypeVar("T")
Path = tuple[str | int, ...]

LONGEST_ID = 80
"""Characters of an id: people type it, and it stands in the names of an entry's properties."""
_LONGEST_SHOWN = 40

_MISSING = object()
"""Stands for a value that could not be read; the problem is on the list, so it never leaves this module."""


class ShapeError(Exception):
    """The tree does not have the shape; `problems` says where and what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Field(Struct, frozen=True):
    """One name a mapping may have; `limits` bound its value or its number of items."""

    name: str
    type: object
    says: str
    required: bool
    limits: Meta = Meta()


@cache
def fields_of(shape: type[Struct]) -> tuple[Field, ...]:
    """List what a struct's annotations allow, in order, with what they say about it."""
    hints = typing.get_type_hints(shape, include_extras=True)
    found = []
    for field in structs.fields(shape):
        hint, says, limits = hints[field.name], "", Meta()
        if get_origin(hint) is Annotated:
            hint, says, limits = (*get_args(hint), Meta())[:3]
        found.append(Field(field.name, hint, says, field.required, limits))
    return tuple(found)


def members_of(members: tuple[object, ...]) -> dict[str, type[Struct]]:
    """List the structs among a union's members, by the word that tells them apart; one alone has none."""
    return {str(member.__struct_config__.tag or ""): member for member in members if is_struct(member)}


def is_union(origin: object) -> bool:
    """Say whether an annotation's origin is a choice between types."""
    return origin in {types.UnionType, typing.Union}


def is_struct(hint: object) -> TypeGuard[type[Struct]]:
    """Say whether an annotation names a struct."""
    return isinstance(hint, type) and issubclass(hint, Struct)


def read(shape: type[T], node: Node, *, exact: bool = False) -> tuple[T, Mapping[Path, At]]:
    """Read a tree as a struct; return the value and where each part of it stands.

    Blanks around a text are dropped, unless it is to be `exact`. Raises ShapeError with every problem found.
    """
    reader = _Reader([], {}, exact)
    value = reader.value(shape, node, (), "")
    if reader.problems:
        raise ShapeError(tuple(reader.problems))
    return typing.cast("T", value), reader.places


def _is_id(text: str) -> bool:
    return slug(text, words=len(text)) == text and text != ""


class _Reader(Struct, frozen=True):
    problems: list[Problem]
    places: dict[Path, At]
    exact: bool

    def problem(self, at: At, message: str) -> object:
        self.problems.append(Problem(at, message))
        return _MISSING

    def blank(self, node: Node) -> bool:
        """Say whether nothing was written; where texts are exact, blanks between quotes are something."""
        return isinstance(node, Scalar) and (node.empty or not (self.exact or node.text.strip()))

    def value(self, hint: object, node: Node, path: Path, name: str) -> object:
        self.places[path] = node.at
        origin, arguments = get_origin(hint), get_args(hint)
        if is_union(origin):
            return self.union(arguments, node, path, name)
        if origin is tuple:
            return self.sequence(arguments[0], node, path, name)
        if origin is Mapping:
            return self.mapping(arguments[1], node, path, name)
        if is_struct(hint):
            return self.record(hint, node, path, name)
        if not isinstance(node, Scalar):
            colon = isinstance(node, yaml_tree.Mapping) and len(node.pairs) == 1
            better = "; put a text with a colon in it between quotation marks" if colon else ""
            return self.problem(node.at, f"found a {_kind(node)} for {name}; expected {_wanted(hint)}{better}")
        return self.scalar(hint, node, name)

    def scalar(self, hint: object, node: Scalar, name: str) -> object:
        text = node.text.strip()
        if self.blank(node):
            return self.problem(node.at, f"found nothing for {name}; expected {_wanted(hint)}")
        if get_origin(hint) is Literal:
            allowed = get_args(hint)
            return text if text in allowed else self.problem(node.at, _not_one_of(name, text, allowed))
        if hint is Id and len(text) > LONGEST_ID:
            return self.problem(node.at, f"found {len(text)} characters for {name}; expected at most {LONGEST_ID}")
        if hint is Id and not _is_id(text):
            better = slug(text, words=99) or "a-short-name"
            wanted = f"small letters, digits and hyphens, such as {better}"
            return self.problem(node.at, f'found "{_short(text)}" for {name}; expected {wanted}')
        read = _SCALARS.get(hint)
        if read is None:
            return node.text if self.exact else text
        try:
            return read(text)
        except ValueError:
            return self.problem(node.at, f'found "{_short(text)}" for {name}; expected {_wanted(hint)}')

    def sequence(self, item: object, node: Node, path: Path, name: str) -> object:
        # One thing where a list may stand is a list of one.
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(self.value(item, child, (*path, index), _singular(name)) for index, child in enumerate(items))

    def mapping(self, item: object, node: Node, path: Path, name: str) -> object:
        if not isinstance(node, yaml_tree.Mapping):
            return self.problem(node.at, f"found a {_kind(node)} for {name}; expected lines of `name: value`")
        return {
            key.text: self.value(item, child, (*path, key.text), f"{key.text} in {name}")
            for key, child in node.pairs
            if not self.blank(child)
        }

    def union(self, members: tuple[object, ...], node: Node, path: Path, name: str) -> object:
        by_word = members_of(members)
        if set(by_word) <= {""}:  # a value that may be missing
            return self.value(members[0], node, path, name)
        found = node.get("do") if isinstance(node, yaml_tree.Mapping) else node
        word = found.text.strip() if isinstance(found, Scalar) else ""
        if word not in by_word:
            at = found.at if found else node.at
            return self.problem(at, _not_one_of(f"`do` in {name}", word, tuple(by_word)))
        pairs = node.pairs if isinstance(node, yaml_tree.Mapping) else ()  # `- plan` says as much as `- do: plan`
        rest = yaml_tree.Mapping(tuple(pair for pair in pairs if pair[0].text != "do"), node.at)
        return self.record(by_word[word], rest, path, name)

    def record(self, shape: type[Struct], node: Node, path: Path, name: str) -> object:
        allowed = {field.name: field for field in fields_of(shape)}
        shorthand = getattr(shape, "shorthand", "")
        if isinstance(node, Scalar) and not node.empty and shorthand:
            node = yaml_tree.Mapping(((Scalar(shorthand, node.at), node),), node.at)
        if not isinstance(node, yaml_tree.Mapping):
            wanted = ", ".join(field.name for field in allowed.values() if field.required)
            thing = f"for {name}" if name else "as the whole file"
            return self.problem(node.at, f"found {_kind(node, article=True)} {thing}; expected lines with {wanted}")
        values: dict[str, object] = {}
        for key, child in node.pairs:
            if key.text not in allowed and " " in key.text and self.blank(child):  # `{text: First, then, ...}`
                self.problem(
                    key.at,
                    f'found "{_short(key.text)}" by itself; put a text with a comma in it between quotation marks',
                )
            elif key.text not in allowed:
                self.problem(key.at, _unknown(key.text, tuple(allowed), f" in {name}" if name else ""))
            elif not self.blank(child):
                field = allowed[key.text]
                values[field.name] = self.value(field.type, child, (*path, field.name), field.name)
                self.limit(field, values[field.name], child)
        for field in allowed.values():
            if field.required and field.name not in values:
                thing = f"this {name}" if name else "the file"
                self.problem(node.at, f"{field.name} is missing in {thing}; expected {_says(field)}")
                values[field.name] = _MISSING
        construct: Callable[..., object] = shape
        return construct(**values)

    def limit(self, field: Field, value: object, node: Node) -> None:
        """Hold a value to its field's limits."""
        if isinstance(value, tuple):
            fewest, most = field.limits.min_length or 0, field.limits.max_length
            if len(value) < fewest or (most is not None and len(value) > most):
                wanted = f"{fewest} to {most}" if most is not None else f"at least {fewest}"
                self.problem(node.at, f"found {len(value) or 'nothing'} in {field.name}; expected {wanted}")
        elif isinstance(value, int) and field.limits.ge is not None and value < field.limits.ge:
            self.problem(node.at, f"found {value} for {field.name}; expected at least {field.limits.ge}")


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _true_or_false(text: str) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


_SCALARS: dict[object, Callable[[str], object]] = {
    int: _whole_number,
    bool: _true_or_false,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}
_WORDS: dict[object, str] = {
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    datetime: "a date and time such as 2026-11-23T14:30:00",
}


def _wanted(hint: object) -> str:
    return _WORDS.get(hint, "text")


def _says(field: Field) -> str:
    return (field.says[:1].lower() + field.says[1:]).rstrip(".") if field.says else "a value"


def _kind(node: Node, *, article: bool = False) -> str:
    match node:
        case Scalar():
            return "nothing" if node.empty else ("a text" if article else "text")
        case Sequence():
            return "a list" if article else "list"
        case yaml_tree.Mapping():
            return "a group of lines" if article else "group of lines"
        case _:
            assert_never(node)


def _singular(name: str) -> str:
    return "lens" if name == "lenses" else name.removesuffix("s")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _not_one_of(name: str, found: str, allowed: tuple[str, ...]) -> str:
    shown = f'"{_short(found)}"' if found else "nothing"
    return f"found {shown} for {name}; expected one of {', '.join(allowed)}"


def _unknown(found: str, allowed: tuple[str, ...], where: str) -> str:
    near = get_close_matches(found.lower().replace("-", "_").replace(" ", "_"), allowed, n=1)
    better = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(allowed)}"
    return f'found the unknown name "{_short(found)}"{where}; {better}'
