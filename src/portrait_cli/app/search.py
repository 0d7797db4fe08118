"""Search: entries by the person's own words in them."""

from typing import ClassVar

from msgspec.structs import asdict

from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import search as core
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.filters import Filters
from portrait_cli.core.former_names import former_names
from portrait_cli.core.search import Query
from portrait_cli.export.json_data import Document, EntryData, entry_data, print_json
from portrait_cli.render import entry_list as page
from portrait_cli.render.entry_list import Hit
from portrait_cli.render.phrases import count
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display

_LINES_OF_EACH = 3
"""How many of an entry's lines that match are shown."""


class MatchingEntry(EntryData, frozen=True):
    """An entry that was found, with all it holds."""

    lines: tuple[str, ...]
    """Up to three of its lines that match, or its tags that do."""


class SearchDocument(Document, frozen=True):
    """The entries that were found, the best first."""

    command: ClassVar[str] = "portrait search"
    entries: tuple[MatchingEntry, ...]
    """The entries, no more than `-n` of them; an empty list if none was found."""
    more: int
    """How many more were found."""


def search(workspace: Workspace, words: str, typed: FilterOptions, most: int, *, as_json: bool) -> None:
    """Find entries by the person's own words in them, the best first. Raises NotFoundError if there is none."""
    query = core.parse(words)
    index = open_index(workspace)
    filters = read_filters(workspace, typed, index)
    found = index.search(query, filters, most)
    missing = None if found.entries else _nothing(workspace, words, query, filters, index)
    hits = [Hit(stored.entry, tuple(_matching_lines(stored.entry, query))) for stored in found.entries]
    if as_json:
        document = SearchDocument(tuple(map(_as_data, hits)), found.more)
        print_json(workspace.environment.write, document, missing=missing)
        return
    if missing:
        raise missing
    display = Display(workspace.environment, workspace.plain)
    names = former_names(workspace.portrait)
    todays = [Hit(names.renamed(hit.entry), hit.lines) for hit in hits]
    display.show(page.hits(todays, workspace.portrait, query, found.more, display.look))


def _matching_lines(entry: Entry, query: Query) -> list[str]:
    """Find the lines that match; if none does, the tags that do, on one line."""
    lines = core.lines_with(query, list(entry.own_words), _LINES_OF_EACH)
    if lines:
        return lines
    tags = core.lines_with(query, [f"#{tag}" for tag in entry.tags], _LINES_OF_EACH)
    return [" ".join(tags)] if tags else []


def _nothing(workspace: Workspace, words: str, query: Query, filters: Filters, index: Index) -> NotFoundError:
    """Return the error for a search that finds nothing; if the filters leave it nothing, how much there is else."""
    if filters != Filters():
        found = index.search(query, Filters(), 1)
        others = len(found.entries) + found.more
        if others:
            hint = f"{count(others, 'entry')} without that: {command(workspace.config, 'search', words)}"
            return NotFoundError(f"nothing found for {words} {filters.in_words}", hint=hint)
    return NotFoundError(f"nothing found for {words}", hint="the beginning of a word is enough: portrait search fam")


def _as_data(hit: Hit) -> MatchingEntry:
    return MatchingEntry(**asdict(entry_data(hit.entry)), lines=hit.lines)
