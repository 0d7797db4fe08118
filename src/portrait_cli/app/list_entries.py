"""The list of entries, and the calendar of their days."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from msgspec.structs import replace

from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.filters import nothing
from portrait_cli.core.former_names import former_names
from portrait_cli.export import json_data
from portrait_cli.export.json_data import Document, EntryData, print_json
from portrait_cli.render import entry_list as page
from portrait_cli.render.calendar import calendar
from portrait_cli.terminal.display import Display


class ListDocument(Document, frozen=True):
    """The entries that the filters let through, newest first, no more than `-n` of them."""

    command: ClassVar[str] = "portrait list"
    entries: tuple[EntryData, ...]
    """The entries; an empty list if none fits."""


class CalendarDocument(Document, frozen=True):
    """How many of the entries that the filters let through are of which day."""

    command: ClassVar[str] = "portrait list --calendar"
    days: Mapping[str, int]
    """The number of entries of each day, such as 2026-11-23, that has any; an empty object if none fits."""


def list_entries(workspace: Workspace, typed: FilterOptions, most: int, *, everything: bool, as_json: bool) -> None:
    """List the entries that the filters let through, newest first.

    Those that only record a plan, a goal or evidence are counted and not listed, unless `everything` is, or there are
    no others. Raises NotFoundError if there is none.
    """
    index = open_index(workspace)
    filters = read_filters(workspace, typed, index)
    small = 0
    large = replace(filters, without_records=True)
    if not (everything or as_json) and index.count(large):
        small = index.count(filters) - index.count(large)
        filters = large
    found = index.entries(filters, most)
    entries = [stored.entry for stored in found.entries]
    missing = None if entries else nothing(filters, unread=len(index.problems()))
    if as_json:
        print_json(workspace.environment.write, ListDocument(json_data.entries(entries)), missing=missing)
        return
    if missing:
        raise missing
    display = Display(workspace.environment, workspace.plain)
    todays = [former_names(workspace.portrait).renamed(entry) for entry in entries]
    display.show(page.listing(todays, workspace.portrait, found.more, small, display.look))


def show_calendar(workspace: Workspace, typed: FilterOptions, *, as_json: bool) -> None:
    """Show the days with entries, of the last twelve months or of the time asked for; or print them as JSON.

    Raises NotFoundError if no entry fits the filters.
    """
    index = open_index(workspace)
    filters = read_filters(workspace, typed, index)
    days = index.days(filters)
    missing = None if days else nothing(filters, unread=len(index.problems()))
    if as_json:
        print_json(workspace.environment.write, CalendarDocument(days), missing=missing)
        return
    if missing:
        raise missing
    last = filters.until or workspace.environment.now().date()
    if filters.since and filters.since > last:  # the entries are of days to come
        last = date.fromisoformat(max(days))
    display = Display(workspace.environment, workspace.plain)
    display.show(calendar(days, filters.since, last, display.look))
