"""Entries as one Markdown document for people: no machine marks, and a footer that tells what it is."""

from collections.abc import Iterable, Iterator

from portrait_cli.core.entry import Entry
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import entry_file

GROWTH = "Self-reported, for growth, not for evaluation."


def write(entries: Iterable[Entry], portrait: Portrait) -> Iterator[str]:
    """Write entries, in the order given, and the footer, part by part."""
    has_of_portrait = False
    for entry in entries:
        has_of_portrait = has_of_portrait or entry.portrait == portrait.id
        yield f"{_page(entry, portrait)}\n---\n\n"
    yield _footer(portrait, has_of_portrait=has_of_portrait)


def _page(entry: Entry, portrait: Portrait) -> str:
    title, _, rest = entry_file.body(entry, marks=False).partition("\n")
    facts = [_when(entry), portrait.role_name(entry.role, entry.portrait), _portrait(entry, portrait)]
    known = " · ".join(filter(None, facts))
    return f"{title}\n\n{known}\n{rest}"


def _when(entry: Entry) -> str:
    zone = entry.time_zone or f"UTC{entry.utc_offset}"
    return f"{entry.written.isoformat(' ', 'minutes')} ({zone})"


def _portrait(entry: Entry, portrait: Portrait) -> str:
    """Name the entry's portrait: by its title if it is the one in use, else by its id."""
    if entry.portrait == portrait.id:
        return f"{portrait.title} {entry.portrait_version}"
    return f"{entry.portrait} {entry.portrait_version}".strip()


def _footer(portrait: Portrait, *, has_of_portrait: bool) -> str:
    """Write the footer; the portrait in use has a say in it if there is an entry of it."""
    lines = [GROWTH]
    if has_of_portrait:
        lines = [portrait.wording.footer or GROWTH]
        if portrait.attribution:
            lines.append(portrait.attribution)
    return "\n\n".join(_emphasized(line) for line in lines) + "\n"


def _emphasized(text: str) -> str:
    """Put a text in italics, on one line."""
    return f"*{' '.join(text.split())}*"
