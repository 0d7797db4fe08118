"""The front matter of an entry: flat properties, as other programs read them, and as people change them."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from msgspec import Struct

from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import yaml_tree
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence
from portrait_cli.formats.yaml_writer import plain_or_quoted

FORMAT = "1"
_LONGEST_SHOWN = 40

_TEXTS = ("time_zone", "portrait", "portrait_version", "guide", "role")
_KNOWN = {"id", "date", "utc_offset", *_TEXTS, "attributes", "tags", "minutes", "format", "scale", "scale_levels"}
_PREFIXES = ("level_", "scale_levels_", "scale_")


def dump(entry: Entry) -> Iterator[str]:
    """Write the lines of an entry's front matter; those that are not ours come last, as they stood."""
    yield f"id: {plain_or_quoted(entry.id)}"
    yield f"date: {entry.written.isoformat(timespec='seconds')}"
    yield f'utc_offset: "{entry.utc_offset}"'
    values = (entry.time_zone, entry.portrait, entry.portrait_version, entry.guide, entry.role)
    for name, value in zip(_TEXTS, values, strict=True):
        if value:
            yield f"{name}: {plain_or_quoted(value)}"
    yield from _list("attributes", entry.attributes)
    yield from _list("tags", entry.tags)
    if entry.minutes is not None:
        yield f"minutes: {entry.minutes}"
    yield from _placements(entry.placements)
    yield f"format: {FORMAT}"
    yield from entry.extra


def _list(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"  - {plain_or_quoted(value)}" for value in values)


def _placements(placements: tuple[Placement, ...]) -> Iterator[str]:
    """Write the levels chosen, and their scale once: the first one's, and any other where it differs."""
    if not placements:
        return
    first = {property_of(placement): placement for placement in reversed(placements)}
    named = list(first.items())[::-1]
    for name, placement in named:
        yield f"{plain_or_quoted(f'level_{name}')}: {plain_or_quoted(placement.level)}"
    common = named[0][1]
    for name, placement in named:
        suffix = "" if placement is common else f"_{name}"
        if placement is common or (placement.scale, placement.levels) != (common.scale, common.levels):
            yield f"{plain_or_quoted(f'scale{suffix}')}: {plain_or_quoted(placement.scale)}"
            levels = ", ".join(plain_or_quoted(level) for level in placement.levels)
            yield f"{plain_or_quoted(f'scale_levels{suffix}')}: [{levels}]"


def property_of(placement: Placement) -> str:
    """Name a placement's properties, behind `level_` and its like; no id holds the low line."""
    return f"then_{placement.target}" if placement.as_of == "then" else placement.target


class Scales(Struct, frozen=True):
    """The levels that the front matter names: it is the truth, the body only tells it."""

    chosen: dict[str, str]
    scale: dict[str, str]
    levels: dict[str, tuple[str, ...]]


class FrontMatter:
    """The front matter: what we know in it, what we do not, and where a wrong value stands."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        text = f"\n{text}"  # the front matter begins in the file's second line
        self._lines = re.split("(?<=[\n\x85\u2028\u2029])", f"{text}\n")  # as YAML counts them
        try:
            tree = yaml_tree.parse(text)
        except yaml_tree.YamlError as error:
            raise self._wrong(*error.problems) from None
        if isinstance(tree, Scalar) and tree.empty:
            tree = Mapping((), At(1, 1))
        if not isinstance(tree, Mapping):
            raise self._wrong(Problem(tree.at, "expected lines of `name: value` in the front matter"))
        self._tree = tree
        self._values = {key.text: value for key, value in tree.pairs}

    def _wrong(self, *problems: Problem) -> InvalidFileError:
        return InvalidFileError("\n".join(f"{self._file}:{found.at.line}: {found.message}" for found in problems))

    def _text(self, name: str, *, required: bool = False) -> str:
        node = self._values.get(name)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                raise self._wrong(Problem(At(2, 1), f"{name} is missing in the front matter"))
            return ""
        if not isinstance(node, Scalar):
            raise self._wrong(Problem(node.at, f"found more than one value for {name}; expected one"))
        return node.text

    def _texts(self, name: str) -> tuple[str, ...]:
        match self._values.get(name):
            case None:
                return ()
            case Scalar() as node:
                return () if node.empty else (node.text,)
            case Sequence(items):
                return tuple(self._one(item, name) for item in items)
            case Mapping() as node:
                raise self._wrong(Problem(node.at, f"found a group of lines for {name}; expected a list"))
            case node:
                assert_never(node)

    def _one(self, node: Node, name: str) -> str:
        if isinstance(node, Scalar):
            return node.text
        raise self._wrong(Problem(node.at, f"found a list or group in {name}; expected texts"))

    def entry(self, title: str) -> Entry:
        """Make the entry, but for its blocks. Raises InvalidFileError for a value that cannot be."""
        if (self._text("format") or FORMAT) != FORMAT:
            message = f"written in format {self._text('format')} by a newer portrait"
            raise InvalidFileError(f"{self._file}: {message}", hint="update portrait to read it")
        return Entry(
            id=self._text("id", required=True),
            written=self._written(),
            utc_offset=self._offset(),
            title=title,
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

    def _written(self) -> datetime:
        said = self._text("date", required=True)
        try:
            return datetime.fromisoformat(said).replace(tzinfo=None, microsecond=0)
        except ValueError:
            at = self._at("date")
            wanted = "a date such as 2026-11-23T14:30:00"
            raise self._wrong(Problem(at, f'found "{_shown(said)}" for date; expected {wanted}')) from None

    def _offset(self) -> str:
        said = self._text("utc_offset") or "+00:00"
        if not re.fullmatch(r"[+-](?:0\d|1\d|2[0-3]):[0-5]\d", said):
            at = self._at("utc_offset")
            raise self._wrong(Problem(at, f'found "{_shown(said)}" for utc_offset; expected one such as "-06:00"'))
        return said

    def _minutes(self) -> int | None:
        said = self._text("minutes")
        if said and not re.fullmatch(r"[0-9]{1,9}", said):
            raise self._wrong(Problem(self._at("minutes"), f'found "{_shown(said)}" for minutes; expected a number'))
        return int(said) if said else None

    def _at(self, name: str) -> At:
        return next(key.at for key, _ in self._tree.pairs if key.text == name)

    def scales(self) -> Scales:
        """Find the levels chosen and the scales they come from."""
        found = Scales({}, {}, {})
        for key, _ in self._tree.pairs:
            name = key.text
            if name.startswith("level_"):
                found.chosen[name.removeprefix("level_")] = self._text(name)
            elif name == "scale_levels" or name.startswith("scale_levels_"):
                found.levels[name.removeprefix("scale_levels").removeprefix("_")] = self._texts(name)
            elif name == "scale" or name.startswith("scale_"):
                found.scale[name.removeprefix("scale").removeprefix("_")] = self._text(name)
        return found

    def _extra(self) -> tuple[str, ...]:
        """Keep every item that is not ours as the lines it stands in."""
        starts = [key.at.line - 1 for key, _ in self._tree.pairs]
        ends = [*starts[1:], len(self._lines)]
        return tuple(
            "".join(self._lines[start:end]).removesuffix("\n")
            for (key, _), start, end in zip(self._tree.pairs, starts, ends, strict=True)
            if not self._is_ours(key.text)
        )

    @staticmethod
    def _is_ours(name: str) -> bool:
        return name in _KNOWN or name.startswith(_PREFIXES)


def _shown(said: str) -> str:
    """Quote a value on one line, and not too much of it."""
    line = " ".join(said.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
