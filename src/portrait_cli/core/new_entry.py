"""The one place where a new entry begins: its id, its moment, its tags."""

from collections.abc import Iterable
from datetime import datetime

from portrait_cli.core import dates
from portrait_cli.core.entry import Entry
from portrait_cli.core.filters import same_tag
from portrait_cli.core.text import slug

LONGEST_NAME = 60
"""The most bytes of an id after its moment: a file name of that length fits every file system."""


def begin(
    *, kind: str, title: str, at: datetime, attributes: tuple[str, ...] = (), tags: tuple[str, ...] = ()
) -> Entry:
    """Return an entry of this moment, without words yet; `at` has its offset from UTC.

    `kind` is what its id is named after: the guide, or `note`. The tags are those of its attributes, then `tags`.
    """
    return Entry(
        id=entry_id(at, kind, attributes),
        written=at.replace(tzinfo=None, microsecond=0),
        utc_offset=dates.utc_offset(at),
        title=title,
        attributes=attributes,
        tags=_each_once([*map(attribute_tag, attributes), *tags]),
    )


def entry_id(written: datetime, kind: str, attributes: tuple[str, ...]) -> str:
    """Name an entry after its moment, its guide (or `note`), and its attribute if it is about exactly one."""
    parts = [kind]
    if len(attributes) == 1:
        parts.append(attributes[0])

    # A file may have been changed by hand into anything, so even an id has to be made a slug.
    name = "-".join(slug(part, words=len(part)) for part in parts)
    name = name.encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    return f"{written:%Y-%m-%d-%H%M%S}-{name}".rstrip("-")


def attribute_tag(attribute: str) -> str:
    """Return the tag of every entry that is about an attribute."""
    return f"portrait/{attribute}"


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in order, without any that mean the same as an earlier one."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(same_tag(tag), tag)
    return tuple(found.values())
