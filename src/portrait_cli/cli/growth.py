"""Growth: the levels of an attribute or indicator over time."""

from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.cli.options import (
    AttributeArgument,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    SinceOption,
    UntilOption,
    filters_of,
    workspace_of,
)
from portrait_cli.core.errors import NotFoundError

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.filters import Filters
    from portrait_cli.core.growth import Growth
    from portrait_cli.core.portrait import Portrait
    from portrait_cli.render.growth import Others, Topic
    from portrait_cli.store.index import Index
    from portrait_cli.terminal.environment import Environment

AT_A_GLANCE = 12
"""How many points are shown of each attribute when all of them are."""
CLOSELY = 24
"""How many points are shown of one attribute unless all of them are asked for."""


def growth(
    context: typer.Context,
    attribute: AttributeArgument = "",
    everything: Annotated[bool, typer.Option("--all", help="Every point, however long ago.")] = False,
    since: SinceOption = "",
    until: UntilOption = "",
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
    """
    from msgspec.structs import replace

    from portrait_cli.export import json_data
    from portrait_cli.render import growth as page

    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    chosen = filters_of(workspace, since, until, "", "", "", "")
    index = workspace.index()
    pairs = index.portraits_placed()
    placed = [target for of, target in pairs if of == workspace.portrait.id]
    targets = _meant(workspace.portrait, placed, attribute)
    most = -1 if everything else CLOSELY if attribute else AT_A_GLANCE
    topics = [_topic(workspace, index, target, placed, chosen, most) for target in targets]
    seen = [topic for topic in topics if topic.growth.lines]
    if json:
        grown = [
            {"target": topic.growth.target, "name": topic.name, "lines": topic.growth.lines,
             "earlier": topic.growth.earlier}
            for topic in seen
        ]  # fmt: skip
        environment.write(json_data.write({"portrait": workspace.portrait.id, "growth": grown}))
        return
    others = _others(workspace, {of for of, _ in pairs})
    if not attribute:
        unplaced = tuple(topic.name for topic in topics if not topic.growth.lines)
        others = replace(others, unplaced=unplaced, in_those_days=bool(since or until))
    if not seen:
        raise _nothing(topics, others, chosen, index, workspace.portrait, attribute)
    look, dip = environment.look(plain=workspace.config.plain), workspace.portrait.wording.after_a_dip
    shown = page.closely if attribute else page.overview
    environment.show(shown(seen, others, dip, look), plain=workspace.config.plain, paged=True)


def _meant(portrait: "Portrait", placed: list[str], said: str) -> list[str]:
    """List the targets meant: every attribute, or one of them with its indicators, or an indicator alone.

    What was placed and is no longer in the portrait comes last. Raises NotFoundError for a name that is none.
    """
    from portrait_cli.core import lookup

    attributes = {str(one.id) for one in portrait.attributes}
    indicators = {str(one.id): one for _, one in portrait.indicators()}
    gone = [target for target in placed if target not in attributes | indicators.keys()]
    if not said:
        return [*(one.id for one in portrait.attributes), *gone]
    try:
        found = lookup.find(portrait.attributes, said, "attribute")
    except NotFoundError:
        wanted = said.casefold()
        codes = {name.casefold(): one.id for one in indicators.values() for name in (one.code, one.id) if name}
        alone = codes.get(wanted, "") or next((target for target in gone if target.casefold() == wanted), "")
        if not alone:
            raise
        return [alone]
    return [found.id, *(one.id for of, one in portrait.indicators() if of is found and one.id in placed)]


def _topic(
    workspace: "Workspace", index: "Index", target: str, placed: list[str], chosen: "Filters", most: int
) -> "Topic":
    """Find what became of an attribute or indicator, and what it is called."""
    from portrait_cli.core.portrait import walk
    from portrait_cli.render.growth import Topic

    grown = _grown(workspace, index, target, chosen, most)
    for place, attribute in enumerate(workspace.portrait.attributes):
        finer = list(walk(attribute.indicators))
        if attribute.id == target:
            names = tuple(one.code or one.id for one in finer if one.id in placed)
            return Topic(attribute.label, grown, workspace.portrait.scale_of(attribute), place, names)
        for indicator in finer:
            if indicator.id == target:
                return Topic(indicator.label, grown, workspace.portrait.scale_of(indicator), place)
    return Topic(target.replace("-", " ").capitalize(), grown)


def _grown(workspace: "Workspace", index: "Index", target: str, chosen: "Filters", most: int) -> "Growth":
    """Read the entries that are needed, and no others."""
    from datetime import date

    from portrait_cli.core import growth as core
    from portrait_cli.core.dates import school_year

    scope = core.Scope(
        workspace.portrait.id, target, _next_steps(workspace.portrait), most, chosen.since, chosen.until
    )
    since, until = chosen.since or date.min, chosen.until or date.max
    read = index.with_levels(scope.portrait, target, most + 1 if most >= 0 else most, since, until)
    days = [entry.written.date() for entry in read if any(placed.target == target for placed in entry.placements)]
    if 0 <= most < len(days):  # not all were read, the first of the school year perhaps not either
        year = max(school_year(days[-1], scope.year_begins), since)
        of_year = index.with_levels(scope.portrait, target, 1, year, until)
        read += [entry for entry in of_year if entry not in read]
    return core.over_time(read, scope)


def _next_steps(portrait: "Portrait") -> frozenset[str]:
    return frozenset(
        f"{attribute.id}.{prompt.id}"
        for attribute in portrait.attributes
        for prompt in portrait.prompts_of(attribute, "next-step")
    )


def _others(workspace: "Workspace", used: set[str]) -> "Others":
    """Name the portraits that are not shown."""
    from portrait_cli.render.growth import Others
    from portrait_cli.store import library

    others = sorted(used - {workspace.portrait.id, ""})
    known = {one.id for one in library.at_hand(workspace.config)} if others else set()
    return Others(
        at_hand=tuple(name for name in others if name in known),
        gone=tuple(name for name in others if name not in known),
    )


def _nothing(
    topics: list["Topic"], others: "Others", chosen: "Filters", index: "Index", portrait: "Portrait", attribute: str
) -> NotFoundError:
    """Say kindly that there is no level to show, and what to do."""
    from portrait_cli.core import filters

    if index.newest() is None:
        return filters.nothing(filters.Filters())
    target = topics[0].growth.target
    named = f" {target}" if attribute else ""
    if chosen != filters.Filters():
        return NotFoundError("no level was chosen in that time", hint=f"`portrait growth{named}` shows them all")
    if others.at_hand and not attribute:
        hint = f"those of another portrait: portrait growth --portrait {others.at_hand[0]}"
        return NotFoundError("there are no levels of this portrait yet", hint=hint)
    if not attribute:
        return NotFoundError("there is no level yet", hint="`portrait reflect` asks for one")
    holding = next((of.id for of, one in portrait.indicators() if one.id == target), target)
    return NotFoundError(
        f"there is no level for {topics[0].name} yet", hint=f"`portrait reflect {holding}` asks for one"
    )
