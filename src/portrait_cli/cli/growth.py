"""`portrait growth`: levels over time."""

from typing import Annotated

import typer

from portrait_cli.app import growth as app_growth
from portrait_cli.app.growth_file import GrowthFile
from portrait_cli.app.which_entries import FilterOptions
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import (
    ForceOption,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    ReadingArgument,
    SinceOption,
    UntilOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError

app = command_app()


@app.command()
def growth(
    context: typer.Context,
    attribute: ReadingArgument = "",
    everything: Annotated[bool, typer.Option("--all", help="Every point, however long ago.")] = False,
    since: SinceOption = "",
    until: UntilOption = "",
    html: Annotated[
        str, typer.Option(metavar="FILE", autocompletion=completion.files, help="Write a page to print or hand over.")
    ] = "",
    words: Annotated[bool, typer.Option("--words", help="Your own words on that page, too.")] = False,
    redact: Annotated[
        list[str] | None,
        typer.Option("--redact", metavar="NAME=ROLE", help="With --words: write a role for a name."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask about names in your words.")] = False,
    force: ForceOption = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See your levels over time, in words, with what you said for each.

    With ATTRIBUTE, or one of its indicators, every point is shown with the words behind it.

    For example:

    \b
        portrait growth
        portrait growth advocacy
        portrait growth AD2 --since 2026-08
        portrait growth --html growth.html
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    if html and given.json:
        raise UsageError("choose --html or --json, not both")
    if words and not html:
        raise UsageError("--words is for --html: the screen shows your words already")
    if redact and not words:
        raise UsageError("--redact is for your words", hint="add --html FILE --words")
    file = GrowthFile(html, overwrite=force, words=words, yes=yes, redact=tuple(redact or ())) if html else None
    request = app_growth.Request(
        name=attribute,
        days=FilterOptions(since, until),
        everything=everything,
        as_json=given.json,
        file=file,
    )
    app_growth.show(open_workspace(given), request)
