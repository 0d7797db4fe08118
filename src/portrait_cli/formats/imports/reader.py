"""Entries out of other journals: jrnl, Day One, and folders of Markdown.

An entry brought along is named after what it says, so that whoever brings it again brings the same one.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import Literal, assert_never, get_args

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import new_entry
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode
from portrait_cli.core.titles import dated
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports import dayone, jrnl, markdown
from portrait_cli.formats.imports.source import HEAD, Found, Page, Problem, Read, Zones, is_markdown
from portrait_cli.formats.yaml_writer import plain_or_quoted

__all__ = ["FORMATS", "Brought", "Format", "Page", "Zones", "fresh", "guess", "is_markdown", "read"]

Format = Literal["jrnl", "dayone", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
LONGEST_ID = 200
"""Bytes of an id that every disk takes for a file's name."""
ATTACHMENT = "Attachment, left where it was: "


class Brought(Struct, frozen=True):
    """What a source holds."""

    entries: tuple[Entry, ...] = ()
    """In the order of the source."""
    problems: tuple[str, ...] = ()
    """What could not be read, each by its place."""
    attachments: int = 0
    undated: int = 0
    """How many entries have no date but that of their file."""


def guess(page: Page) -> Format | None:
    """Say what a file looks like; None when it looks like nothing that we know."""
    if is_markdown(page.name):
        return "markdown"
    start = page.data[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return "dayone" if b'"creationDate"' in page.data or b'"metadata"' in page.data else "jrnl"
    return "jrnl" if HEAD.search(start) else None


def read(kind: Format, pages: Iterable[Page], zones: Zones) -> Brought:
    """Read the files of a source; whatever cannot be read is named, and hides nothing else."""
    found: list[Found | Entry] = []
    problems: list[str] = []
    for page in pages:
        for one in _page(kind, page, zones):
            if isinstance(one, Problem):
                problems.append(one.said)
            else:
                found.append(one)
    named = list(_named(kind, found))
    entries: dict[str, Entry] = {}
    for at, entry in named:
        trouble = _trouble(entry)
        before = entries.setdefault(entry.id, entry) if not trouble else entry
        if trouble or before != entry:
            problems.append(f"{at}: {trouble or 'another entry of this source has the same id'}")
    kept = [one for one, (_, entry) in zip(found, named, strict=True) if entries.get(entry.id) is entry]
    return Brought(
        entries=tuple(entries.values()),
        problems=tuple(problems),
        attachments=sum(len(one.attachments) for one in kept if isinstance(one, Found)),
        undated=sum(one.undated for one in kept if isinstance(one, Found)),
    )


def fresh(entries: Iterable[Entry], known: Iterable[str]) -> list[Entry]:
    """Keep the entries that are not among those known by their ids, whatever was done to those since."""
    there = {_lasting(name) for name in known}
    return [entry for entry in entries if _lasting(entry.id) not in there]


_BROUGHT = re.compile(r"-((?:jrnl|dayone|markdown)-)(?:[0-9]{3,}-)?([0-9a-f]{12})$")


def _lasting(name: str) -> str:
    """Cut from the id of an entry brought along what depends on where and with what it was brought."""
    found = _BROUGHT.search(name)
    return "".join(found.groups()) if found else name


def _page(kind: Format, page: Page, zones: Zones) -> Iterator[Read]:
    try:
        text = decode(page.data, page.name).replace("\r\n", "\n").replace("\r", "\n")
    except InvalidFileError as error:
        return iter([Problem(str(error))])
    match kind:
        case "jrnl" if text.lstrip().startswith("{"):
            return jrnl.from_json(page.name, text, zones)
        case "jrnl":
            return jrnl.from_text(page.name, text, zones)
        case "dayone":
            return dayone.entries(page.name, text, zones)
        case "markdown":
            return iter([markdown.entry(page, text, zones)])
        case _:
            assert_never(kind)


def _named(kind: Format, found: Iterable[Found | Entry]) -> Iterator[tuple[str, Entry]]:
    """Name every entry after its moment and what it says; of two that say the same each keeps its own name."""
    found = list(found)
    sharing = Counter(one.written for one in found if isinstance(one, Found))
    at_moment: Counter[datetime] = Counter()
    equal: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in found:
        if isinstance(one, Entry):
            yield one.id, one
            continue
        order = 0 if one.source else equal[one.same]  # what its source names is one entry, however often it comes
        equal[one.same] += 1
        digest = hashlib.sha256(f"{one.same}\0{order}".encode("utf-8", "replace")).hexdigest()[:12]
        if digest not in names:
            at_moment[one.written] += 1
            # Entries of one second stand in the order of their names.
            number = f"-{at_moment[one.written]:03d}" if sharing[one.written] > 1 else ""
            names[digest] = f"{one.written.date()}-{one.written:%H%M%S}-{kind}{number}-{digest}"
        yield one.at, _entry(kind, one, names[digest])


def _entry(kind: Format, found: Found, name: str) -> Entry:
    text = "\n\n".join([*([found.text] if found.text else []), *(ATTACHMENT + one for one in found.attachments)])
    source = [f"source_id: {plain_or_quoted(found.source)}"] if found.source else []
    begun = new_entry.begin(
        kind=kind,
        title=found.title or dated("Note", found.written, weekday=False),
        at=found.written.replace(tzinfo=timezone(found.offset)),
        tags=found.tags,
    )
    return replace(
        begun,
        id=name,
        time_zone=found.zone,
        extra=(f"imported_from: {kind}", *source, *found.extra),
        blocks=(Prose(text),) if text else (),
    )


def _trouble(entry: Entry) -> str:
    """Say why an entry cannot be kept as it is; nothing when it can."""
    text = entry_file.dump(entry)
    if "\0" in text:
        return "there is a NUL character in it, which no text file holds"
    fits = len(entry.id.encode("utf-8", "replace")) <= LONGEST_ID
    if not fits or not re.fullmatch(r'[^\x00-\x1f/\\:*?"<>|.][^\x00-\x1f/\\:*?"<>|]*', entry.id):
        return "its id is not fit to name a file"
    try:
        same = entry_file.parse(text.encode().decode(), "it") == entry
    except (InvalidFileError, UnicodeEncodeError):
        same = False
    return "" if same else "its properties cannot be kept as they are"
