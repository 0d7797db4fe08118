"""Search: entries by the person's own words in them."""

from collections.abc import Iterator

from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import search as core
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.search import Query
from portrait_cli.export import json_data
from portrait_cli.render import entry_list as page
from portrait_cli.render.entry_list import Hit
from portrait_cli.terminal.display import Display

_LINES_OF_EACH = 3
"""How many of an entry's lines that match are shown."""


def search(workspace: Workspace, words: str, typed: FilterOptions, most: int, *, as_json: bool) -> None:
    """Find entries by the person's own words in them, the best first. Raises NotFoundError if there is none."""
    filters = read_filters(workspace, typed)
    query = core.parse(words)
    found = open_index(workspace).search(query, filters, most)
    if not found.entries and not as_json:
        hint = "a part of a word is enough: portrait search fam"
        raise NotFoundError(f"nothing found for {words}", hint=hint)
    hits = [Hit(stored.entry, tuple(_matching_lines(stored.entry, query))) for stored in found.entries]
    if as_json:
        rows = list(_as_data(hits))
        workspace.environment.write(json_data.write({"entries": rows, "more": found.more}))
        return
    display = Display(workspace.environment, workspace.plain)
    display.show(page.hits(hits, query, found.more, display.look))


def _matching_lines(entry: Entry, query: Query) -> list[str]:
    """Find the lines that match; if none does, the tags that do, on one line."""
    lines = core.lines_with(query, list(entry.own_words), _LINES_OF_EACH)
    if lines:
        return lines
    tags = core.lines_with(query, [f"#{tag}" for tag in entry.tags], _LINES_OF_EACH)
    return [" ".join(tags)] if tags else []


def _as_data(hits: list[Hit]) -> Iterator[dict[str, object]]:
    for hit in hits:
        (entry,) = json_data.entries([hit.entry])
        yield {**entry, "lines": hit.lines}
