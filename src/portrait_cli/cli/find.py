"""Finding what was written: by its words, and by its days."""

from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.cli.options import (
    MOST,
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
    filters_of,
    workspace_of,
)
from portrait_cli.core.errors import NotFoundError

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.entry import Entry
    from portrait_cli.core.filters import Filters
    from portrait_cli.core.search import Query
    from portrait_cli.terminal.environment import Environment

FIRST = 10
"""How many entries `search` shows unless it is told otherwise."""
MOST_LINES = 3
"""How many lines of an entry are shown as they match."""


def search(
    context: typer.Context,
    said: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "a phrase", AND, OR, NOT; beginnings are enough.')
    ],
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, max=MOST, help="How many, the best first.")
    ] = FIRST,
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
    """Find entries by your own words in them, the best first.

    For example:

    \b
        portrait search bus families
        portrait search '"family night" OR bus' --since "last month"
        portrait search listening NOT budget
    """
    from portrait_cli.core import search
    from portrait_cli.export import json_data
    from portrait_cli.render.entry import Hit, hits

    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    chosen = filters_of(workspace, since, until, attribute, guide, role, tag)
    asked = search.parse(" ".join(said))
    found = workspace.index().search(asked, chosen, number)
    if not found.entries and not json:
        raise NotFoundError(
            f"nothing found for {' '.join(said)}", hint="a part of a word is enough: portrait search fam"
        )
    shown = [
        Hit(entry, tuple(search.lines_with(asked, list(entry.own_words), MOST_LINES) or _tags_with(entry, asked)))
        for entry in (stored.entry for stored in found.entries)
    ]
    if json:
        rows = [{**json_data.entries([hit.entry])[0], "lines": hit.lines} for hit in shown]
        environment.write(json_data.write({"entries": rows, "more": found.more}))
    else:
        look = environment.look(plain=workspace.config.plain)
        environment.show(hits(shown, asked, found.more, look), plain=workspace.config.plain)


def _tags_with(entry: "Entry", asked: "Query") -> list[str]:
    """Find the tags in which what was asked for stands, where no line holds it."""
    from portrait_cli.core import search

    found = search.lines_with(asked, [f"#{tag}" for tag in entry.tags], MOST_LINES)
    return [" ".join(found)] if found else []


def calendar(workspace: "Workspace", chosen: "Filters", *, as_data: bool) -> None:
    """Show the days with entries of the last twelve months, or of the time asked for; or print them as JSON."""
    from portrait_cli.core.filters import nothing
    from portrait_cli.export import json_data
    from portrait_cli.render.entry import calendar as year

    environment = workspace.environment
    days = workspace.index().days(chosen)
    if as_data:
        environment.write(json_data.write({"days": days}))
    else:
        look = environment.look(plain=workspace.config.plain)
        last = chosen.until or environment.now().date()
        if chosen.since and chosen.since > last:
            raise nothing(chosen)
        environment.show(year(days, chosen.since, last, look), plain=workspace.config.plain)
