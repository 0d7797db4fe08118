"""The properties of a note from another journal: values that any program may have written, and their lines."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache

from msgspec import Struct

from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence

_IN_OUR_ENTRIES = {"id", "date", "utc_offset", "format"}
# The names of properties that we would take for our own.
_RESERVED = re.compile(
    r"id|date|utc_offset|time_zone|portrait|portrait_version|guide|role|attributes|tags|minutes|format|imported_from"
    r"|source_.*|scale|(?:level|scale|scale_levels)_.*|scale_levels",
    re.DOTALL | re.IGNORECASE,
)
_DATES = (
    "date", "created", "createdat", "datecreated", "creationdate", "datetime",
    "createdtime", "createdon", "creationtime", "publishdate", "published", "timestamp",
)  # fmt: skip
"""The names of properties that say when a note was written, as `plain_name` writes them."""
_LAST_CHANGES = ("updated", "modified", "updatedat", "lastmodified", "datemodified", "dateupdated", "lastedited")
_TIMES = ("time", "starttime")
"""The names of properties that say at what time of its day it was written."""
_ZONES = ("timezone", "tz")
_TAGS = ("tags", "tag", "keywords")
_BETWEEN_TAGS = re.compile(r"[,\s]+")
_LINK = re.compile(r"\[\[([^\[\]]+)\]\]")
_SIGN_IN_NAME = re.compile(r"[\s_-]+")
_TAG_IN_COMMENT = re.compile(r"(?<=[\s:])#([^\s#,\[\]]+)")
"""A tag that YAML takes for the beginning of a comment, which has a blank after its sign."""


class Properties(Struct, frozen=True):
    """The properties of a note: values, and the lines that they are written in."""

    values: dict[str, Node] = {}
    lines: dict[str, str] = {}

    @property
    def are_ours(self) -> bool:
        """Return True if they look like the front matter of an entry that `portrait` wrote."""
        return self.values.keys() >= _IN_OUR_ENTRIES

    def title(self) -> tuple[str, str] | None:
        """Return the name and the text of the title, on one line. Return None if there is none."""
        for name in self._named(("title",)):
            value = self.values[name]
            if isinstance(value, Scalar) and not value.empty:
                return name, " ".join(value.text.split())
        return None

    def title_text(self) -> str:
        """Return the title, or nothing."""
        _, text = self.title() or ("", "")
        return text

    def dates(self) -> Iterator[tuple[str, str]]:
        """List the names and texts of properties that may say when the note was written, the surest first."""
        return self._texts_named(_DATES)

    def last_changes(self) -> Iterator[str]:
        """List the texts that may say when the note was last changed."""
        return (text for _, text in self._texts_named(_LAST_CHANGES))

    def time(self) -> str:
        """Return the time of the note's day, if a property of its own says it, or nothing."""
        return next((text for _, text in self._texts_named(_TIMES)), "")

    def zone(self) -> str:
        """Return the name of the note's time zone, or nothing."""
        return next((text for _, text in self._texts_named(_ZONES)), "")

    def tags(self) -> Iterator[str]:
        """List the tags, from a list, from a text with several of them, or from what YAML takes for a comment."""
        for name in self._named(_TAGS):
            texts = self.texts(name)
            if isinstance(self.values[name], Sequence):
                yield from (_LINK.sub(r"\1", text) for text in texts)
            else:
                yield from (tag for text in texts for tag in tags_in(text))
            yield from _TAG_IN_COMMENT.findall(self.lines.get(name, ""))

    def texts(self, name: str) -> list[str]:
        """List the texts of a property: one, or those of a list and of the lists within it, or none."""
        return list(_texts(self.values.get(name)))

    def held_by(self, tags: tuple[str, ...]) -> Iterator[str]:
        """Name the properties that a list of tags holds in full, so that their lines need not be kept."""
        for name in self._named(("tags",)):
            if set(self.texts(name)) <= set(tags) and not isinstance(self.values[name], Mapping):
                yield name

    def unused_lines(self, used: Container[str]) -> Iterator[str]:
        """List the lines of the other properties, those that look like ours under another name.

        Those of a used one are kept, too, if there are words in them that its value does not have.
        """
        for name, lines in self.lines.items():
            if name in used and "#" not in lines:
                continue
            if _RESERVED.fullmatch(name):
                yield _rename(name, lines)
            else:
                yield lines

    def _texts_named(self, plain_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in self._named(plain_names):
            for text in self.texts(name):
                yield name, text

    def _named(self, plain_names: tuple[str, ...]) -> Iterator[str]:
        """List the names of the properties that are called so, in that order, in any case and with any signs."""
        for wanted in plain_names:
            for name in self.values:
                if plain_name(name) == wanted:
                    yield name


@lru_cache(maxsize=1024)  # the notes of a folder have the same few properties
def plain_name(name: str) -> str:
    """Write a property's name in one way: `Date Created`, `date_created` and `dateCreated` as `datecreated`."""
    return _SIGN_IN_NAME.sub("", name.casefold())


def tags_in(text: str) -> Iterator[str]:
    """List the tags in a text: links, which may have blanks in them, and words."""
    yield from _LINK.findall(text)
    yield from _BETWEEN_TAGS.split(_LINK.sub(" ", text))


def _texts(value: Node | None) -> Iterator[str]:
    match value:
        case Scalar() if not value.empty:
            yield value.text
        case Sequence(items):
            for item in items:
                yield from _texts(item)
        case _:
            pass


def _rename(name: str, lines: str) -> str:
    return re.sub(rf"""^(["']?){re.escape(name)}""", rf"\1source_{name}", lines)
