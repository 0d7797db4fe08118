"""Growth: the levels of an attribute or indicator over time."""

from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.errors import NotFoundError
from portrait_cli.options import (
    AttributeArgument,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    SinceOption,
    UntilOption,
    desk_of,
    selection_of,
)

if TYPE_CHECKING:
    from portrait_cli.desk import Desk
    from portrait_cli.environment import Environment
    from portrait_cli.growth import Growth
    from portrait_cli.index import Index
    from portrait_cli.model.portrait import Portrait
    from portrait_cli.render.growth import Others, Topic
    from portrait_cli.selection import Selection

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

    from portrait_cli.export import data
    from portrait_cli.render import growth as page

    environment: Environment = context.obj
    desk = desk_of(environment, journal=journal, portrait=portrait, plain=plain)
    chosen = selection_of(desk, since, until, "", "", "", "")
    index = desk.index()
    pairs = index.portraits_placed()
    placed = [target for of, target in pairs if of == desk.portrait.id]
    targets = _meant(desk.portrait, placed, attribute)
    most = -1 if everything else CLOSELY if attribute else AT_A_GLANCE
    topics = [_topic(desk, index, target, placed, chosen, most) for target in targets]
    seen = [topic for topic in topics if topic.growth.lines]
    if json:
        grown = [
            {"target": topic.growth.target, "name": topic.name, "lines": topic.growth.lines,
             "earlier": topic.growth.earlier}
            for topic in seen
        ]  # fmt: skip
        environment.write(data.write({"portrait": desk.portrait.id, "growth": grown}))
        return
    others = _others(desk, {of for of, _ in pairs})
    if not attribute:
        unplaced = tuple(topic.name for topic in topics if not topic.growth.lines)
        others = replace(others, unplaced=unplaced, in_those_days=bool(since or until))
    if not seen:
        raise _nothing(topics, others, chosen, index, desk.portrait, attribute)
    look, dip = environment.look(plain=desk.config.plain), desk.portrait.wording.after_a_dip
    shown = page.closely if attribute else page.overview
    environment.show(shown(seen, others, dip, look), plain=desk.config.plain, paged=True)


def _meant(portrait: "Portrait", placed: list[str], said: str) -> list[str]:
    """List the targets meant: every attribute, or one of them with its indicators, or an indicator alone.

    What was placed and is no longer in the portrait comes last. Raises NotFoundError for a name that is none.
    """
    from portrait_cli import naming

    attributes = {str(one.id) for one in portrait.attributes}
    indicators = {str(one.id): one for _, one in portrait.indicators()}
    gone = [target for target in placed if target not in attributes | indicators.keys()]
    if not said:
        return [*(one.id for one in portrait.attributes), *gone]
    try:
        found = naming.find(portrait.attributes, said, "attribute")
    except NotFoundError:
        wanted = said.casefold()
        codes = {name.casefold(): one.id for one in indicators.values() for name in (one.code, one.id) if name}
        alone = codes.get(wanted, "") or next((target for target in gone if target.casefold() == wanted), "")
        if not alone:
            raise
        return [alone]
    return [found.id, *(one.id for of, one in portrait.indicators() if of is found and one.id in placed)]


def _topic(desk: "Desk", index: "Index", target: str, placed: list[str], chosen: "Selection", most: int) -> "Topic":
    """Find what became of an attribute or indicator, and what it is called."""
    from portrait_cli.model.portrait import walk
    from portrait_cli.render.growth import Topic

    grown = _grown(desk, index, target, chosen, most)
    for place, attribute in enumerate(desk.portrait.attributes):
        finer = list(walk(attribute.indicators))
        if attribute.id == target:
            names = tuple(one.code or one.id for one in finer if one.id in placed)
            return Topic(attribute.label, grown, desk.portrait.scale_of(attribute), place, names)
        for indicator in finer:
            if indicator.id == target:
                return Topic(indicator.label, grown, desk.portrait.scale_of(indicator), place)
    return Topic(target.replace("-", " ").capitalize(), grown)


def _grown(desk: "Desk", index: "Index", target: str, chosen: "Selection", most: int) -> "Growth":
    """Read the entries that are needed, and no others."""
    from datetime import date

    from portrait_cli import growth as core
    from portrait_cli.dates import school_year

    scope = core.Scope(desk.portrait.id, target, _next_steps(desk.portrait), most, chosen.since, chosen.until)
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


def _others(desk: "Desk", used: set[str]) -> "Others":
    """Name the portraits that are not shown."""
    from portrait_cli import portraits
    from portrait_cli.render.growth import Others

    others = sorted(used - {desk.portrait.id, ""})
    known = {one.id for one in portraits.at_hand(desk.config)} if others else set()
    return Others(
        at_hand=tuple(name for name in others if name in known),
        gone=tuple(name for name in others if name not in known),
    )


def _nothing(
    topics: list["Topic"], others: "Others", chosen: "Selection", index: "Index", portrait: "Portrait", attribute: str
) -> NotFoundError:
    """Say kindly that there is no level to show, and what to do."""
    from portrait_cli import selection

    if index.newest() is None:
        return selection.nothing(selection.Selection())
    target = topics[0].growth.target
    named = f" {target}" if attribute else ""
    if chosen != selection.Selection():
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
