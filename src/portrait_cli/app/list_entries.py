"""The list of entries, and the calendar of their days."""

from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.filters import nothing
from portrait_cli.export import json_data
from portrait_cli.render import entry_list as page
from portrait_cli.render.calendar import calendar
from portrait_cli.terminal.display import Display


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
