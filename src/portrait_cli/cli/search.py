"""`portrait search`: find entries by the words in them."""

from typing import Annotated

import typer

from portrait_cli.app import search as app_search
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
def search(
    context: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "a phrase", AND, OR, NOT; beginnings are enough.')
    ],
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, max=MOST_ENTRIES, help="How many, best first.")
    ] = 10,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Find entries by your own words in them, best matches first.

    For example:

    \b
        portrait search bus families
        portrait search '"family night" OR bus' --since "last month"
        portrait search listening NOT budget
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    filters = FilterOptions(since, until, attribute, guide, role, tag)
    app_search.search(open_entries(given), " ".join(words), filters, number, as_json=given.json)
