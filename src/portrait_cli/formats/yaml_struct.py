"""From a YAML tree to frozen structs, by their annotations, with every problem and its place."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar, assert_never, cast, get_args, get_origin

from msgspec import Struct

from portrait_cli.core.text import shortened
from portrait_cli.formats import did_you_mean, yaml_scalars, yaml_tree
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.struct_annotations import (
    Field,
    fields_of,
    is_optional,
    is_struct,
    is_union,
    members_of,
    shorthand_of,
)
from portrait_cli.formats.yaml_tree import Node, Scalar, Sequence

_T = TypeVar("_T")
Path = tuple[str | int, ...]
"""How to get to a part of a value: the names of fields and the numbers of items."""

_MISSING = object()
"""Takes the place of a value that could not be read; the problem is on the list, so it never leaves this module."""


class ShapeError(Exception):
    """The tree does not have the shape; `problems` says where and what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def read(shape: type[_T], node: Node) -> tuple[_T, Mapping[Path, At]]:
    """Read a tree as a struct; return the value and the place of each part of it.

    Blanks around a text are dropped. Raises ShapeError with every problem found.
    """
    reader = _Reader([], {})
    value = reader.value(shape, node, (), "")
    if reader.problems:
        raise ShapeError(tuple(reader.problems))
    return cast("_T", value), reader.places


class _Reader(Struct, frozen=True):
    """Reads each node by an annotation; the `name` in its methods is what a message calls the value."""

    problems: list[Problem]
    places: dict[Path, At]

    def problem(self, at: At, message: str) -> object:
        self.problems.append(Problem(at, message))
        return _MISSING

    def is_blank(self, node: Node) -> bool:
        """Return True if nothing was written, or only blanks between quotation marks."""
        return isinstance(node, Scalar) and (node.empty or not node.text.strip())

    def value(self, hint: object, node: Node, path: Path, name: str) -> object:
        """Read a node by an annotation of any kind, and remember its place."""
        self.places[path] = node.at
        origin = get_origin(hint)
        arguments = get_args(hint)
        if is_union(origin):
            return self.union(arguments, node, path, name)
        if origin is tuple:
            return self.sequence(arguments[0], node, path, name)
        if origin is Mapping:
            return self.mapping(*arguments, node=node, path=path, name=name)
        if is_struct(hint):
            return self.record(hint, node, path, name)
        if isinstance(node, Scalar):
            return self.scalar(hint, node, name)
        return self.problem(node.at, _not_a_text(hint, node, name))

    def scalar(self, hint: object, node: Scalar, name: str) -> object:
        """Read a single value."""
        if self.is_blank(node):
            return self.problem(node.at, f"found nothing for {name}; expected {yaml_scalars.wanted(hint)}")

        if get_origin(hint) is Literal:
            return self.choice(get_args(hint), node, name)
        try:
            return yaml_scalars.read(hint, node.text)
        except yaml_scalars.ScalarError as error:
            return self.problem(node.at, f"found {error.found} for {name}; expected {error.expected}")

    def choice(self, allowed: tuple[str, ...], node: Scalar, name: str) -> object:
        """Read one of a few words."""
        text = node.text.strip()
        if text in allowed:
            return text
        return self.problem(node.at, _not_one_of(name, text, allowed))

    def sequence(self, item: object, node: Node, path: Path, name: str) -> object:
        """Read a list; a single thing in its place is a list of one."""
        items = node.items if isinstance(node, Sequence) else (node,)
        item_name = _singular(name)
        return tuple(self.value(item, child, (*path, index), item_name) for index, child in enumerate(items))

    def mapping(self, names: object, item: object, *, node: Node, path: Path, name: str) -> object:
        """Read names, which are the file's own unless `names` is a choice, each with a value of the same kind."""
        if not isinstance(node, yaml_tree.Mapping):
            return self.problem(node.at, f"found a {_kind(node)} for {name}; expected lines of `name: value`")
        values = {}
        for key, child in node.pairs:
            if get_origin(names) is Literal:
                self.choice(get_args(names), key, f"a name in {name}")
            if not self.is_blank(child):
                values[key.text] = self.value(item, child, (*path, key.text), f"{key.text} in {name}")
        return values

    def union(self, members: tuple[object, ...], node: Node, path: Path, name: str) -> object:
        """Read a value that may be missing, or the struct that the word after `do` names."""
        if is_optional(members):
            return self.value(members[0], node, path, name)

        shapes = members_of(members)
        word, at = _word_to_do(node)
        if word not in shapes:
            return self.problem(at, _not_one_of(f"`do` in {name}", word, tuple(shapes)))
        return self.record(shapes[word], _without_do(node), path, name)

    def record(self, shape: type[Struct], node: Node, path: Path, name: str) -> object:
        """Read a struct by its fields."""
        fields = {field.name: field for field in fields_of(shape)}
        node = _written_out(shape, node)
        if not isinstance(node, yaml_tree.Mapping):
            return self.problem(node.at, _not_lines(fields.values(), node, name))

        values: dict[str, object] = {}
        for key, child in node.pairs:
            if key.text not in fields:
                self.unknown_name(key, child, tuple(fields), name)
            elif not self.is_blank(child):
                values[key.text] = self.field(fields[key.text], child, path)
        for field in fields.values():
            if field.required and field.name not in values:
                thing = f"this {name}" if name else "the file"
                values[field.name] = self.problem(
                    node.at, f"{field.name} is missing in {thing}; expected {_says(field)}"
                )
        construct: Callable[..., object] = shape
        return construct(**values)

    def field(self, field: Field, node: Node, path: Path) -> object:
        """Read the value of a field, and check it against the field's limits."""
        value = self.value(field.type, node, (*path, field.name), field.name)
        if isinstance(value, tuple):
            self.check_number(field, len(value), node)
        elif isinstance(value, int):
            self.check_size(field, value, node)
        return value

    def check_number(self, field: Field, items: int, node: Node) -> None:
        """Check a list against the number of items it may have."""
        fewest = field.limits.min_length or 0
        most = field.limits.max_length
        too_many = most is not None and items > most
        if items < fewest or too_many:
            self.problem(node.at, f"found {items or 'nothing'} in {field.name}; expected {_range(fewest, most)}")

    def check_size(self, field: Field, value: int, node: Node) -> None:
        """Check a number against the smallest it may be."""
        smallest = field.limits.ge
        if smallest is not None and value < smallest:
            self.problem(node.at, f"found {value} for {field.name}; expected at least {smallest}")

    def unknown_name(self, key: Scalar, child: Node, allowed: tuple[str, ...], name: str) -> None:
        """Report a name that a struct does not have; it may be half of a text, as in `{text: First, then this}`."""
        found = f'"{shortened(key.text)}"'
        if " " in key.text and self.is_blank(child):
            better = "put quotation marks around text with a comma in it"
            self.problem(key.at, f"found {found} by itself; {better}")
            return
        spelled = key.text.lower().replace("-", "_").replace(" ", "_")
        where = f" in {name}" if name else ""
        better = did_you_mean.instead_of(spelled, allowed)
        self.problem(key.at, f"found the unknown name {found}{where}; {better}")


def _range(fewest: int, most: int | None) -> str:
    if most is None:
        return f"at least {fewest}"
    return f"{fewest} to {most}" if fewest else f"at most {most}"


def _written_out(shape: type[Struct], node: Node) -> Node:
    """Write a single text out as the mapping that it is short for."""
    shorthand = shorthand_of(shape)
    if shorthand and isinstance(node, Scalar) and not node.empty:
        return yaml_tree.Mapping(((Scalar(shorthand, node.at), node),), node.at)
    return node


def _word_to_do(node: Node) -> tuple[str, At]:
    """Find the word after `do`, and its place; `- plan` means the same as `- do: plan`."""
    found: Node | None = node
    if isinstance(node, yaml_tree.Mapping):
        found = node.get("do")
    if found is None:
        return "", node.at
    word = found.text.strip() if isinstance(found, Scalar) else ""
    return word, found.at


def _without_do(node: Node) -> Node:
    """Drop the line with `do`."""
    if not isinstance(node, yaml_tree.Mapping):
        return yaml_tree.Mapping((), node.at)
    return yaml_tree.Mapping(tuple(pair for pair in node.pairs if pair[0].text != "do"), node.at)


def _says(field: Field) -> str:
    if not field.says:
        return "a value"
    sentence = field.says[:1].lower() + field.says[1:]
    return sentence.rstrip(".")


def _kind(node: Node) -> str:
    match node:
        case Scalar():
            return "text"
        case Sequence():
            return "list"
        case yaml_tree.Mapping():
            return "group of lines"
        case _:
            assert_never(node)


def _singular(name: str) -> str:
    if name == "lenses":
        return "lens"
    return name.removesuffix("s")


def _not_a_text(hint: object, node: Node, name: str) -> str:
    message = f"found a {_kind(node)} for {name}; expected {yaml_scalars.wanted(hint)}"
    if isinstance(node, yaml_tree.Mapping) and len(node.pairs) == 1:
        return f"{message}; put quotation marks around text with a colon in it"
    return message


def _not_lines(fields: Iterable[Field], node: Node, name: str) -> str:
    nothing = isinstance(node, Scalar) and node.empty
    found = "nothing" if nothing else f"a {_kind(node)}"
    thing = f"for {name}" if name else "as the whole file"
    wanted = ", ".join(field.name for field in fields if field.required)
    return f"found {found} {thing}; expected lines with {wanted}"


def _not_one_of(name: str, found: str, allowed: tuple[str, ...]) -> str:
    shown = f'"{shortened(found)}"' if found else "nothing"
    return f"found {shown} for {name}; expected {did_you_mean.one_of(allowed)}"
