"""Find entries: the list, the calendar, and the search."""

from collections.abc import Iterator

from portrait_cli.app.entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import search as core
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.filters import nothing
from portrait_cli.core.search import Query
from portrait_cli.export import json_data
from portrait_cli.render import entry_list as page
from portrait_cli.render.calendar import calendar
from portrait_cli.render.entry_list import Hit
from portrait_cli.terminal.display import Display

_LINES_OF_EACH = 3
"""How many of an entry's lines that match are shown."""


def list_entries(workspace: Workspace, typed: FilterOptions, most: int, *, as_json: bool) -> None:
    """List the entries that the filters let through, newest first. Raises NotFoundError if there is none."""
    filters = read_filters(workspace, typed)
    found = open_index(workspace).entries(filters, most)
    entries = [stored.entry for stored in found.entries]
    if as_json:
        workspace.environment.write(json_data.write({"entries": json_data.entries(entries)}))
        return
    if not entries:
        raise nothing(filters)
    display = Display(workspace.environment, workspace.plain)
    display.show(page.listing(entries, found.more, display.look))


def show_calendar(workspace: Workspace, typed: FilterOptions, *, as_json: bool) -> None:
    """Show the days with entries, of the last twelve months or of the time asked for; or print them as JSON."""
    filters = read_filters(workspace, typed)
    days = open_index(workspace).days(filters)
    if as_json:
        workspace.environment.write(json_data.write({"days": days}))
        return
    last = filters.until or workspace.environment.now().date()
    if filters.since and filters.since > last:
        raise nothing(filters)
    display = Display(workspace.environment, workspace.plain)
    display.show(calendar(days, filters.since, last, display.look))


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
