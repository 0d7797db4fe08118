"""The properties of a note from another journal: its front matter, which any program may have written."""

import re
from collections.abc import Container, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from portrait_cli.formats.front_matter import tree as parse_front_matter
from portrait_cli.formats.imports.moments import parse_moment
from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|$)", re.DOTALL)
_YAML_LINE_END = re.compile("(?<=[\n\x85\u2028\u2029])")
_IN_OUR_ENTRIES = {"id", "date", "utc_offset", "format"}
# The names of properties that we would take for our own.
_RESERVED = re.compile(
    r"id|date|utc_offset|time_zone|portrait|portrait_version|guide|role|attributes|tags|minutes|format|imported_from"
    r"|source_.*|scale|(?:level|scale|scale_levels)_.*|scale_levels",
    re.DOTALL,
)
_DATES = ("date", "created", "created_at", "date created", "creation date", "datetime")
_TAGS = ("tags", "tag", "keywords")
_BETWEEN_TAGS = re.compile(r"[,\s]+")
_AROUND_A_DATE = " \"'[]"


class DateProperty(Struct, frozen=True):
    """A property that says when a note was written."""

    name: str
    written: datetime
    offset: timedelta | None
    """None if it says only the local time."""

    @property
    def has_possible_offset(self) -> bool:
        """Return True unless the offset is a day or more."""
        return self.offset is None or abs(self.offset) < timedelta(days=1)


class Properties(Struct, frozen=True):
    """The front matter of a note: values, and the lines that they are written in."""

    values: dict[str, Node] = {}
    lines: dict[str, str] = {}

    @property
    def are_ours(self) -> bool:
        """Return True if they look like the front matter of an entry that `portrait` wrote."""
        return self.values.keys() >= _IN_OUR_ENTRIES

    def title(self) -> str | None:
        """Return the title, on one line. Return None if there is none, or if it is not a text."""
        value = self.values.get("title")
        if not isinstance(value, Scalar) or value.empty:
            return None
        return " ".join(value.text.split())

    def tags(self) -> Iterator[str]:
        """List the tags, from a list or from a text with several of them."""
        for name in _TAGS:
            texts = self.texts(name)
            if isinstance(self.values.get(name), Sequence):
                yield from texts
                continue
            for text in texts:
                yield from _BETWEEN_TAGS.split(text)

    def date(self) -> DateProperty | None:
        """Find the first property that is a moment."""
        names = {name.casefold(): name for name in self.values}
        for wanted in _DATES:
            if wanted not in names:
                continue
            found = self._moment(names[wanted])
            if found:
                return found
        return None

    def _moment(self, name: str) -> DateProperty | None:
        for text in self.texts(name):
            found = parse_moment(text.strip(_AROUND_A_DATE))
            if found:
                written, offset = found
                return DateProperty(name, written, offset)
        return None

    def texts(self, name: str) -> list[str]:
        """List the texts of a property: one, or those of a list, or none."""
        match self.values.get(name):
            case Scalar() as value if not value.empty:
                return [value.text]
            case Sequence(items):
                return [item.text for item in items if isinstance(item, Scalar)]
            case _:
                return []

    def unused_lines(self, used: Container[str]) -> Iterator[str]:
        """List the lines of the other properties, those that look like ours under another name."""
        for name, lines in self.lines.items():
            if name in used:
                continue
            if _RESERVED.fullmatch(name):
                yield _rename(name, lines)
            else:
                yield lines


def _rename(name: str, lines: str) -> str:
    return re.sub(rf"""^(["']?){re.escape(name)}""", rf"\1source_{name}", lines)


def split_note(text: str) -> tuple[Properties, str]:
    """Split the text of a note into its properties and its words.

    Raises YamlError if the properties have mistakes.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return Properties(), text

    front_matter = found.group(1) or ""
    words = text[found.end() :]
    match parse_front_matter(front_matter):
        case Mapping() as mapping:
            return _properties(mapping, front_matter), words
        case Scalar() as value if value.empty:
            return Properties(), words
        case _:  # a line of hyphens above and below some words
            return Properties(), text


def _properties(mapping: Mapping, front_matter: str) -> Properties:
    values = {key.text: value for key, value in mapping.pairs}

    lines = _YAML_LINE_END.split(f"\n{front_matter}\n")
    starts = [key.at.line - 1 for key, _ in mapping.pairs]
    ends = [*starts[1:], len(lines)]
    texts: dict[str, str] = {}
    for name, start, end in zip(values, starts, ends, strict=True):  # the parser refuses a name given twice
        texts[name] = "".join(lines[start:end]).removesuffix("\n")
    return Properties(values, texts)
