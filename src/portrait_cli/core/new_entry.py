"""The one place where a new entry begins: its moment and its tags."""

from collections.abc import Iterable
from datetime import datetime

from portrait_cli.core import dates
from portrait_cli.core.entry import Entry
from portrait_cli.core.entry_file_name import entry_id
from portrait_cli.core.filters import same_tag


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


def attribute_tag(attribute: str) -> str:
    """Return the tag of every entry that is about an attribute."""
    return f"portrait/{attribute}"


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in order, without any that mean the same as an earlier one."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(same_tag(tag), tag)
    return tuple(found.values())
