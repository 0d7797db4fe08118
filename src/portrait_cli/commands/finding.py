"""Finding what was written: by its words, and by its days."""

from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.errors import NotFoundError
from portrait_cli.options import (
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
    desk_of,
    selection_of,
)

if TYPE_CHECKING:
    from portrait_cli.desk import Desk
    from portrait_cli.environment import Environment
    from portrait_cli.model.entry import Entry
    from portrait_cli.query import Query
    from portrait_cli.selection import Selection

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
    from portrait_cli import query
    from portrait_cli.export import data
    from portrait_cli.render.journal import Hit, hits

    environment: Environment = context.obj
    desk = desk_of(environment, journal=journal, portrait=portrait, plain=plain)
    chosen = selection_of(desk, since, until, attribute, guide, role, tag)
    asked = query.parse(" ".join(said))
    found = desk.index().search(asked, chosen, number)
    if not found.entries and not json:
        raise NotFoundError(
            f"nothing found for {' '.join(said)}", hint="a part of a word is enough: portrait search fam"
        )
    shown = [
        Hit(entry, tuple(query.lines_with(asked, list(entry.own_words), MOST_LINES) or _tags_with(entry, asked)))
        for entry in (stored.entry for stored in found.entries)
    ]
    if json:
        rows = [{**data.entries([hit.entry])[0], "lines": hit.lines} for hit in shown]
        environment.write(data.write({"entries": rows, "more": found.more}))
    else:
        look = environment.look(plain=desk.config.plain)
        environment.show(hits(shown, asked, found.more, look), plain=desk.config.plain)


def _tags_with(entry: "Entry", asked: "Query") -> list[str]:
    """Find the tags in which what was asked for stands, where no line holds it."""
    from portrait_cli import query

    found = query.lines_with(asked, [f"#{tag}" for tag in entry.tags], MOST_LINES)
    return [" ".join(found)] if found else []


def calendar(desk: "Desk", chosen: "Selection", *, as_data: bool) -> None:
    """Show the days with entries of the last twelve months, or of the time asked for; or print them as JSON."""
    from portrait_cli.export import data
    from portrait_cli.render.journal import calendar as year
    from portrait_cli.selection import nothing

    environment = desk.environment
    days = desk.index().days(chosen)
    if as_data:
        environment.write(data.write({"days": days}))
    else:
        look = environment.look(plain=desk.config.plain)
        last = chosen.until or environment.now().date()
        if chosen.since and chosen.since > last:
            raise nothing(chosen)
        environment.show(year(days, chosen.since, last, look), plain=desk.config.plain)
