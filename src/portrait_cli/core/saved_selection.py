"""A selection that was kept: the names of lines, with a mark by which changed words are noticed."""

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from portrait_cli.core.selection_lines import Line

_MARK_LENGTH = 8


class SavedLine(Struct, frozen=True):
    """A line as it was when it was chosen."""

    name: str
    mark: str
    """What its words were, shortened so that nobody can read them."""


class SavedSelection(Struct, frozen=True):
    """A selection that was kept."""

    document: str
    """The kind of document that it was made for."""
    lines: tuple[SavedLine, ...]


class FoundAgain(Struct, frozen=True):
    """What is left of a selection that was kept."""

    names: frozenset[str]
    """The names that its lines have today."""
    gone: tuple[str, ...]
    """The names of the lines that are not there any more in the words that were chosen."""


def saved(line: Line) -> SavedLine:
    """Return a line as it is kept."""
    return SavedLine(line.name, mark_of(line))


def mark_of(line: Line) -> str:
    """Return what is the same as long as the words of a line are, and what it is about."""
    said = f"{line.kind}\x00{line.target}\x00{line.asked}\x00{line.words}"
    return sha256(said.encode(errors="replace")).hexdigest()[:_MARK_LENGTH]


def found_again(lines: Iterable[Line], selection: SavedSelection) -> FoundAgain:
    """Find the lines of a selection: where they were, or with the same words elsewhere in their entry.

    Words that were changed since were never chosen, so they are gone.
    """
    entries = {_entry_of(kept.name) for kept in selection.lines}
    today: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line.entry in entries:
            today.setdefault((line.entry, mark_of(line)), []).append(line.name)
    names: set[str] = set()
    gone: list[str] = []
    for kept in selection.lines:
        alike = today.get((_entry_of(kept.name), kept.mark), [])
        if alike:
            names.add(kept.name if kept.name in alike else alike[0])
        else:
            gone.append(kept.name)
    return FoundAgain(frozenset(names), tuple(gone))


def _entry_of(name: str) -> str:
    return name.partition("#")[0]
