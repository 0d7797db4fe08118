"""Entries out of jrnl: its JSON, its text export, and its journal itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from portrait_cli.formats.imports.json_export import json_entries
from portrait_cli.formats.imports.source import (
    HEAD,
    SAID_MOMENT,
    Found,
    Problem,
    Read,
    Zones,
    local,
    moment,
    tags_of,
    tidy,
)


class _JrnlEntry(Struct):
    date: str
    time: str = ""
    title: str = ""
    body: str = ""
    tags: list[str] = []
    starred: bool = False


def from_json(name: str, text: str, zones: Zones) -> Iterator[Read]:
    """Read what `jrnl --format json` prints."""
    for at, entry in json_entries(name, text, _JrnlEntry):
        if isinstance(entry, Problem):
            yield entry
            continue
        said = SAID_MOMENT.fullmatch(f"{entry.date} {entry.time}".strip())
        written = moment(said.groups()[:7]) if said else None
        if written is None:
            yield Problem(f"{at}: found no date that we can read")
        else:
            words = f"{entry.title.strip()}\n{entry.body}"
            yield _entry(at, written, words, [*entry.tags, *(["starred"] if entry.starred else [])], zones)


def from_text(name: str, text: str, zones: Zones) -> Iterator[Read]:
    """Read a jrnl journal's own text; what stands in brackets and is no date is words, as it is for jrnl."""
    heads = [(head, written) for head in HEAD.finditer(text) if (written := moment(head.groups()))]
    if not heads:
        yield Problem(f"{name}: no line begins an entry, as [2026-11-23 18:30] does")
        return
    if text[: heads[0][0].start()].strip():
        yield Problem(f"{name}:1: words before the first entry, which have no date")
    ends = [head.start() for head, _ in heads[1:]]
    line, counted = 1, 0
    for (head, written), end in zip(heads, [*ends, len(text)], strict=True):
        line, counted = line + text.count("\n", counted, head.start()), head.start()
        words = text[head.end() : end]
        tags = re.findall(r"(?<!\S)[@#][-+*#/\w]+", words)
        first, _, rest = words.partition("\n")
        if first.strip().endswith("*"):
            words, tags = f"{first.strip(' *')}\n{rest}", [*tags, "starred"]
        yield _entry(f"{name}:{line}", written, words, tags, zones)


def _entry(at: str, written: datetime, words: str, tags: Iterable[str], zones: Zones) -> Found:
    title, _, text = words.lstrip().partition("\n")
    return Found(
        at=at,
        written=written,
        offset=local(written, zones),
        title=title.strip(),
        text=tidy(text),
        # In its JSON jrnl leaves out the seconds, and in its text the tags are anew in every export.
        same=f"{written.isoformat(timespec='minutes')} {' '.join(words.split())}",
        tags=tags_of(tags),
    )
