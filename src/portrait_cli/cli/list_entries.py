"""`portrait list`: the entries, newest first, or the days at a glance."""

from typing import Annotated

import typer

from portrait_cli.app import list_entries as app_list
from portrait_cli.app.which_entries import FilterOptions
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    MOST_ENTRIES,
    AboutOption,
    GuideFilter,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    RoleFilter,
    SinceOption,
    TagOption,
    UntilOption,
    command_app,
    shared,
)

app = command_app()


@app.command()
def list_entries(
    context: typer.Context,
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, max=MOST_ENTRIES, help="How many, newest first.")
    ] = 20,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Include the small entries about plans, goals and evidence.")
    ] = False,
    calendar: Annotated[
        bool, typer.Option("--calendar", help="The days of the last twelve months at a glance.")
    ] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """List your entries, newest first.

    For example:

    \b
        portrait list
        portrait list --since "last month"
        portrait list --attribute advocacy
        portrait list --calendar
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    filters = FilterOptions(since, until, attribute, guide, role, tag)
    if calendar:
        app_list.show_calendar(open_entries(given), filters, as_json=given.json)
    else:
        app_list.list_entries(open_entries(given), filters, number, everything=everything, as_json=given.json)
