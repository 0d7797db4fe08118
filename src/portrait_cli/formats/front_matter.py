"""The front matter of an entry: flat properties, as other programs read them, and as people change them."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.formats import plain_front_matter, yaml_tree, yaml_writer
from portrait_cli.formats.plain_front_matter import Value
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.utc_offset import is_utc_offset
from portrait_cli.formats.yaml_tree import Node, Scalar, Sequence

FORMAT = "1"
_LONGEST_SHOWN = 40

_TEXTS = ("time_zone", "portrait", "portrait_version", "guide", "role")
_KNOWN = {"id", "date", "utc_offset", *_TEXTS, "attributes", "tags", "minutes", "format", "scale", "scale_levels"}
_PREFIXES = ("level_", "scale_levels_", "scale_")
_MINUTES = re.compile("[0-9]{1,9}")


# --- writing ---


def dump(entry: Entry) -> Iterator[str]:
    """Write the lines of an entry's front matter; those that are not ours come last, as they were."""
    yield yaml_writer.pair("id", entry.id)
    yield f"date: {entry.written.isoformat(timespec='seconds')}"
    yield yaml_writer.pair("utc_offset", entry.utc_offset)

    values = (entry.time_zone, entry.portrait, entry.portrait_version, entry.guide, entry.role)
    for name, value in zip(_TEXTS, values, strict=True):
        if value:
            yield yaml_writer.pair(name, value)
    if entry.attributes:
        yield from yaml_writer.list_below("attributes", entry.attributes)
    if entry.tags:
        yield from yaml_writer.list_below("tags", entry.tags)
    if entry.minutes is not None:
        yield f"minutes: {entry.minutes}"

    if entry.placements:
        yield from _placements(entry.placements)
    yield f"format: {FORMAT}"
    yield from entry.extra


def _placements(placements: tuple[Placement, ...]) -> Iterator[str]:
    """Write the levels chosen, and their scale once: the first one's, and any other where it differs."""
    first = {property_of(placement): placement for placement in reversed(placements)}
    named = list(reversed(first.items()))
    for name, placement in named:
        yield yaml_writer.pair(f"level_{name}", placement.level)

    _, common = named[0]
    for name, placement in named:
        if placement is common:
            yield from _scale("", placement)
        elif (placement.scale, placement.levels) != (common.scale, common.levels):
            yield from _scale(f"_{name}", placement)


def _scale(suffix: str, placement: Placement) -> Iterator[str]:
    yield yaml_writer.pair(f"scale{suffix}", placement.scale)
    yield yaml_writer.list_beside(f"scale_levels{suffix}", placement.levels)


def property_of(placement: Placement) -> str:
    """Return what a placement's properties have after `level_` and `scale_`; ids have no underscore."""
    if placement.as_of == "then":
        return f"then_{placement.target}"
    return placement.target


# --- reading ---


class Scales(Struct, frozen=True):
    """The levels that the front matter names, by the property's ending; where the body differs, these win."""

    chosen: dict[str, str]
    scale: dict[str, str]
    levels: dict[str, tuple[str, ...]]


def tree(text: str) -> Node:
    """Read the lines between the marks of front matter; of all places, only the lines of names are exact.

    Raises YamlError.
    """
    in_file = _in_file(text)
    plain = plain_front_matter.read(in_file)
    if not plain:
        return yaml_tree.parse(in_file)

    pairs: list[tuple[Scalar, Node]] = []
    for name, value in plain.values.items():
        at = At(plain.lines[name], 1)
        node: Node = Scalar("", at)
        if isinstance(value, str):
            node = Scalar(value, at, plain=not value)
        elif value:
            node = Sequence(tuple([Scalar(text, at, plain=False) for text in value]), at)
        pairs.append((Scalar(name, at), node))
    return yaml_tree.Mapping(tuple(pairs), At(2, 1))


def _in_file(text: str) -> str:
    """Give the lines the numbers that they have in their file, which has the opening mark in its first line."""
    return f"\n{text}"


class FrontMatter:
    """The front matter: what we know in it, what we do not, and where a wrong value is."""

    def __init__(self, text: str, file: str) -> None:
        """Read the lines between the marks. Raises InvalidFileError, naming `file` and line, if they are no pairs."""
        self._file = file
        self._text_in_file = _in_file(text)
        self._values: Mapping[str, Value | Node]
        self._lines: Mapping[str, int]
        plain = plain_front_matter.read(self._text_in_file)
        if plain:
            self._values, self._lines = plain.values, plain.lines
        else:
            pairs = self._parsed().pairs
            self._values = {key.text: value for key, value in pairs}
            self._lines = {key.text: key.at.line for key, _ in pairs}

    def _parsed(self) -> yaml_tree.Mapping:
        try:
            found = yaml_tree.parse(self._text_in_file)
        except yaml_tree.YamlError as error:
            raise self._wrong(*error.problems) from None
        if isinstance(found, Scalar) and found.empty:
            return yaml_tree.Mapping((), At(1, 1))
        if not isinstance(found, yaml_tree.Mapping):
            raise self._wrong(Problem(found.at, "expected lines of `name: value` in the front matter"))
        return found

    def entry(self) -> Entry:
        """Make the entry, without its title and blocks. Raises InvalidFileError for an impossible value."""
        if (self._text("format") or FORMAT) != FORMAT:
            message = f"written in format {self._text('format')} by a newer portrait"
            raise NewerFormatError(f"{self._file}: {message}", hint="update portrait to read it")
        return Entry(
            id=self._required("id"),
            written=self._written(),
            utc_offset=self._offset(),
            title="",
            time_zone=self._text("time_zone"),
            portrait=self._text("portrait"),
            portrait_version=self._text("portrait_version"),
            guide=self._text("guide"),
            role=self._text("role"),
            attributes=self._texts("attributes"),
            tags=self._texts("tags"),
            minutes=self._minutes(),
            extra=self._extra(),
        )

    def scales(self) -> Scales:
        """Find the levels chosen and the scales they come from."""
        found = Scales({}, {}, {})
        for name in self._values:
            if name.startswith("level_"):
                found.chosen[name.removeprefix("level_")] = self._text(name)
            elif name.startswith("scale"):
                self._add_scale(found, name)
        return found

    def _add_scale(self, found: Scales, name: str) -> None:
        levels = f"{name}_".startswith("scale_levels_")
        if levels:
            ending = name.removeprefix("scale_levels").removeprefix("_")
            found.levels[ending] = self._texts(name)
        elif f"{name}_".startswith("scale_"):
            ending = name.removeprefix("scale").removeprefix("_")
            found.scale[ending] = self._text(name)

    # --- values ---

    def _written(self) -> datetime:
        said = self._required("date")
        try:
            return datetime.fromisoformat(said).replace(tzinfo=None, microsecond=0)
        except ValueError:
            raise self._unexpected("date", said, "a date such as 2026-11-23T14:30:00") from None

    def _offset(self) -> str:
        said = self._text("utc_offset")
        if not said:
            return "+00:00"
        if not is_utc_offset(said):
            raise self._unexpected("utc_offset", said, 'one such as "-06:00"')
        return said

    def _minutes(self) -> int | None:
        said = self._text("minutes")
        if not said:
            return None
        if not _MINUTES.fullmatch(said):
            raise self._unexpected("minutes", said, "a number")
        return int(said)

    def _required(self, name: str) -> str:
        value = self._values.get(name)
        if value in (None, "", ()) or (isinstance(value, Scalar) and value.empty):
            raise self._wrong(Problem(At(2, 1), f"{name} is missing in the front matter"))
        return self._text(name)

    def _text(self, name: str) -> str:
        value = self._values.get(name, "")
        if isinstance(value, str):
            return value
        if value == () or (isinstance(value, Scalar) and value.empty):
            return ""
        if isinstance(value, Scalar):
            return value.text
        raise self._wrong(Problem(self._place(name), f"found more than one value for {name}; expected one"))

    def _texts(self, name: str) -> tuple[str, ...]:
        match self._values.get(name):
            case tuple(texts):
                return texts
            case None | "":
                return ()
            case str(text):
                return (text,)
            case Scalar(text) as node:
                return () if node.empty else (text,)
            case Sequence(items):
                return tuple([self._item(item, name) for item in items])
            case yaml_tree.Mapping(at=at):
                raise self._wrong(Problem(at, f"found a group of lines for {name}; expected a list"))
            case unknown:
                assert_never(unknown)

    def _item(self, node: Node, name: str) -> str:
        if not isinstance(node, Scalar):
            raise self._wrong(Problem(node.at, f"found a list or group in {name}; expected texts"))
        return node.text

    def _place(self, name: str) -> At:
        """Return where a value is, which only the parser says."""
        return next(value.at for key, value in self._parsed().pairs if key.text == name)

    def _extra(self) -> tuple[str, ...]:
        """Keep every item that is not ours as the lines it has."""
        if all(map(_is_ours, self._values)):
            return ()
        lines = re.split("(?<=[\n\x85\u2028\u2029])", f"{self._text_in_file}\n")  # as YAML counts them
        starts = [line - 1 for line in self._lines.values()]
        ends = [*starts[1:], len(lines)]
        extra: list[str] = []
        for name, start, end in zip(self._lines, starts, ends, strict=True):
            if not _is_ours(name):
                extra.append("".join(lines[start:end]).removesuffix("\n"))
        return tuple(extra)

    # --- problems ---

    def _unexpected(self, name: str, said: str, wanted: str) -> InvalidFileError:
        return self._wrong(Problem(At(self._lines[name], 1), f'found "{_shown(said)}" for {name}; expected {wanted}'))

    def _wrong(self, *problems: Problem) -> InvalidFileError:
        lines = [f"{self._file}:{problem.at.line}: {problem.message}" for problem in problems]
        return InvalidFileError("\n".join(lines))


@lru_cache
def _is_ours(name: str) -> bool:
    return name in _KNOWN or name.startswith(_PREFIXES)


def _shown(said: str) -> str:
    """Quote a value on one line, and not too much of it."""
    line = " ".join(said.split())
    if len(line) <= _LONGEST_SHOWN:
        return line
    return line[: _LONGEST_SHOWN - 1] + "…"
