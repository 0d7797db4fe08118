"""`portrait export`: entries to hand over."""

from typing import Annotated

import typer

from portrait_cli.app import export as app_export
from portrait_cli.app.which_entries import FilterOptions
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    AboutOption,
    EntryArgument,
    ForceOption,
    GuideFilter,
    JournalOption,
    JsonOption,
    OutputOption,
    PortraitOption,
    RoleFilter,
    SinceOption,
    TagOption,
    UntilOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError

app = command_app()


@app.command()
def export(
    context: typer.Context,
    entry: EntryArgument = "",
    markdown: Annotated[bool, typer.Option("--md", help="Markdown (the default).")] = False,
    json: JsonOption = False,
    everything: Annotated[bool, typer.Option("--all", help="Every entry.")] = False,
    output: OutputOption = "",
    force: ForceOption = False,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Export entries, to share or to keep; the newest unless you name another.

    For example:

    \b
        portrait export --md
        portrait export 2026-11-23 -o for-my-coach.md
        portrait export --all --json
    """
    given = shared(context, journal=journal, portrait=portrait, json=json)
    if markdown and given.json:
        raise UsageError("choose --md or --json, not both")
    request = app_export.Request(
        name=entry,
        filters=FilterOptions(since, until, attribute, guide, role, tag),
        everything=everything,
        as_json=given.json,
        output=output,
        overwrite=force,
    )
    app_export.export(open_entries(given), request)
