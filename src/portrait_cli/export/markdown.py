"""Entries as one Markdown document for people: no machine marks, and a footer that says what it is."""

from collections.abc import Sequence

from portrait_cli.core.entry import Entry
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import entry_file

GROWTH = "Self-reported, for growth, not for evaluation."


def write(entries: Sequence[Entry], portrait: Portrait) -> str:
    """Write entries, in the order given, and the footer."""
    return "\n---\n\n".join([*(_entry(entry, portrait) for entry in entries), _footer(entries, portrait)])


def _entry(entry: Entry, portrait: Portrait) -> str:
    title, _, rest = entry_file.body(entry, marks=False).partition("\n")
    names: dict[str, str] = {role.id: role.name for role in portrait.roles} if entry.portrait == portrait.id else {}
    version = f"{entry.portrait} {entry.portrait_version}".strip()
    known = entry.portrait == portrait.id
    facts = [
        f"{entry.written:%Y-%m-%d %H:%M} ({entry.time_zone or 'UTC' + entry.utc_offset})",
        names.get(entry.role, entry.role),
        f"{portrait.title} {entry.portrait_version}" if known else version,
    ]
    return f"{title}\n\n{' · '.join(filter(None, facts))}\n{rest}"


def _footer(entries: Sequence[Entry], portrait: Portrait) -> str:
    lines = [GROWTH]
    if any(entry.portrait == portrait.id for entry in entries):
        lines = [portrait.wording.footer or GROWTH, *filter(None, [portrait.attribution])]
    return "\n\n".join(f"*{' '.join(line.split())}*" for line in lines) + "\n"
