"""What `--json` prints: documents for programs, an entry as it is in them, and what happens if one is empty.

`docs/output_schema.py` makes the published schema from these structs and from the words below their fields.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec
from msgspec import Struct, to_builtins

from portrait_cli.core.entry import Block, Entry
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.text import visible_json

SCHEMA = 1
"""The number in every document; it changes when a field goes away or gets another meaning."""


class Document(Struct, frozen=True):
    """One JSON object that a command prints; the schema's number comes before its fields."""

    command: ClassVar[str] = ""
    """The command that prints it, without --json."""


class EntryData(Struct, frozen=True):
    """An entry with all it holds."""

    id: str
    """The entry's id, which names it on the command line."""
    date: str
    """Local time where it was written, without an offset: 2026-11-23T18:30:00."""
    utc_offset: str
    """How far that time is from UTC: -06:00."""
    time_zone: str
    """The IANA name of the time zone; empty if it was not known."""
    title: str
    """Its title."""
    portrait: str
    """The id of the portrait it was written with; empty for an entry without one."""
    portrait_version: str
    """The version of that portrait."""
    guide: str
    """The id of the guide that asked; empty for a note."""
    role: str
    """The id of the role it was written in; empty for none."""
    attributes: tuple[str, ...]
    """The ids of the attributes it is about."""
    tags: tuple[str, ...]
    """Its tags, without #."""
    minutes: int | None
    """How long the session took; null if that is not known."""
    blocks: tuple[Block, ...]
    """What was asked, said and planned, in order; `kind` tells one sort of block from another."""


def write(document: Document) -> str:
    """Write a document with the schema's number; a character that could act on a terminal is escaped."""
    return json_text({"schema": SCHEMA, **to_builtins(document)}) + "\n"


def json_text(value: object) -> str:
    """Write a value as JSON for programs and eyes; half characters, which `msgspec` refuses, are escaped too."""
    import json  # 2 ms, which only --json needs

    return visible_json(json.dumps(to_builtins(value), ensure_ascii=False, indent=2))


def write_entries(entries: Iterable[Entry]) -> Iterator[str]:
    """Write the document that has only `entries`, part by part: there may be more of them than fit into memory."""
    yield f'{{\n  "schema": {SCHEMA},\n  "entries": ['
    before = "\n"
    for entry in entries:
        text = msgspec.json.format(msgspec.json.encode(entry_data(entry)), indent=2).decode()
        yield f"{before}    " + visible_json(text).replace("\n", "\n    ")  # a line end in words is escaped
        before = ",\n"
    yield "\n  ]\n}\n"


def print_json(output: Callable[[str], None], document: Document, *, missing: NotFoundError | None = None) -> None:
    """Print a document; `output` is where its text goes.

    `missing` is what a person would be told if nothing was found. Then the document, which is empty, is printed all
    the same, and `missing` is raised: the exit code does not depend on --json.
    """
    output(write(document))
    if missing:
        raise missing


def entries(stored: Sequence[Entry]) -> tuple[EntryData, ...]:
    """List entries with all they hold."""
    return tuple(map(entry_data, stored))


def entry_data(entry: Entry) -> EntryData:
    """Return an entry with all it holds."""
    return EntryData(
        id=entry.id,
        date=entry.written.isoformat(),
        utc_offset=entry.utc_offset,
        time_zone=entry.time_zone,
        title=entry.title,
        portrait=entry.portrait,
        portrait_version=entry.portrait_version,
        guide=entry.guide,
        role=entry.role,
        attributes=entry.attributes,
        tags=entry.tags,
        minutes=entry.minutes,
        blocks=entry.blocks,
    )
