"""Which items are asked: all of an attribute, those that a person picks of more, or their own from a file."""

from collections.abc import Sequence

from portrait_cli.app.existing_file import read_existing
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import lookup
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.own_items import remarks
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.request_steps import Asked, asked_about, asked_about_nothing, for_students, plainest, spread
from portrait_cli.core.text import count
from portrait_cli.core.ticks import Ticks
from portrait_cli.formats import items_file
from portrait_cli.formats.problems import MAX_BYTES
from portrait_cli.render import asking
from portrait_cli.terminal.asker import asker_for


def chosen_items(  # noqa: PLR0913  # three ways to name them, and two limits
    workspace: Workspace, attributes: Sequence[str], codes: Sequence[str], file: str, most: int, *, plain: bool
) -> tuple[Asked, ...]:
    """Return the items that are asked, `most` of them at most, in the plainest words if they are to be `plain`.

    Raises UsageError, NotFoundError or InvalidFileError.
    """
    parts = [lookup.find_part(workspace.portrait, said) for said in attributes]
    if file:
        if codes:
            raise UsageError("--items picks from the portrait, --from-items are your own", hint="use one of them")
        return _own(workspace, parts, file, most, of_students=plain)
    if not parts:
        raise UsageError("what is it about?", hint="name an attribute or two, or bring your own: --from-items FILE")
    items = _of_portrait(workspace.portrait, parts, of_students=plain)
    if codes:
        return _named(workspace.portrait, items, codes, most)
    if len(items) <= most:
        return items
    usual = plainest(items, most) if plain else spread(items, most)
    if workspace.environment.can_ask:
        return _ticked(workspace, items, usual, most)
    workspace.environment.report(asking.which_were_taken(items, usual))
    return usual


def _of_portrait(
    portrait: Portrait, parts: Sequence[tuple[Attribute, Indicator | None]], *, of_students: bool
) -> tuple[Asked, ...]:
    """List what colleagues can be asked about attributes and indicators, in the order of the portrait."""
    found: dict[str, Asked] = {}
    for attribute, indicator in parts:
        place = portrait.attributes.index(attribute)
        offered = for_students(attribute.colleague_set) if of_students else attribute.colleague_set
        items = asked_about(attribute, place, offered)
        fitting = [item for item in items if indicator is None or item.indicator == indicator.id]
        if not fitting:
            name = indicator.label if indicator else attribute.name
            hint = "write your own, one a line: --from-items FILE"
            raise NotFoundError(f"the portrait has nothing to ask colleagues about {name}", hint=hint)
        found |= {item.id: item for item in fitting}
    return tuple(sorted(found.values(), key=lambda item: item.place))


def _named(portrait: Portrait, items: Sequence[Asked], codes: Sequence[str], most: int) -> tuple[Asked, ...]:
    """Return the items that are named by their numbers, their ids, or the indicators they show."""
    indicators = {one.code.casefold(): str(one.id) for _, one in portrait.indicators() if one.code}
    wanted: set[str] = set()
    for code in (part for said in codes for part in said.replace(",", " ").split()):
        name = indicators.get(code.casefold(), code.casefold())
        numbered = {str(number): item.id for number, item in enumerate(items, start=1)}
        fitting = {item.id for item in items if name in {item.id, item.item, item.indicator, item.attribute}}
        if code in numbered:
            fitting = {numbered[code]}
        if not fitting:
            raise NotFoundError(f'there is no item "{code}"', hint=f"there are:\n{asking.numbered(items)}")
        wanted |= fitting
    if not wanted:
        raise UsageError("--items names nothing", hint=f"there are:\n{asking.numbered(items)}")
    if len(wanted) > most:
        message = f"--items names {len(wanted)}, and {most} is the most that is answered with care"
        raise UsageError(message, hint="keep those that matter most to you now")
    return tuple(item for item in items if item.id in wanted)


def _ticked(workspace: Workspace, items: Sequence[Asked], usual: Sequence[Asked], most: int) -> tuple[Asked, ...]:
    """Let the person tick the items, the usual ones first."""
    offered = [*usual, *(item for item in items if item not in usual)]
    suggested = frozenset(range(len(usual)))
    start = Ticks(asking.tick_lines(offered), suggested, suggested=suggested)
    asker = asker_for(workspace.environment, workspace.config)
    question = f"What will you ask? {count(most, 'item')} at most."
    ticks = asker.tick(question, asking.rows(offered), start, asking.tick_words(most))
    ticked = {offered[place].id for place in ticks.ticked}
    return tuple(item for item in items if item.id in ticked)


def _own(
    workspace: Workspace,
    parts: Sequence[tuple[Attribute, Indicator | None]],
    file: str,
    most: int,
    *,
    of_students: bool,
) -> tuple[Asked, ...]:
    """Read a person's own items; each belongs to the attribute of its indicator, or to the only one that is named."""
    portrait = workspace.portrait
    data = workspace.environment.read_stdin() if file == "-" else read_existing(file, MAX_BYTES)
    items = items_file.parse(data, "stdin" if file == "-" else file, most=most)
    if of_students:
        items = for_students(items)
    owners = {str(indicator.id): attribute for attribute, indicator in portrait.indicators()}
    only = parts[0][0] if len(parts) == 1 else None
    found: list[Asked] = []
    for item in items:
        if item.indicator and item.indicator not in owners:
            message = f"{file} names the indicator {item.indicator}, which the portrait does not have"
            raise NotFoundError(message, hint="portrait show ATTRIBUTE lists its indicators")
        owner = owners.get(item.indicator, only)
        placed = (
            asked_about(owner, portrait.attributes.index(owner), [item]) if owner else asked_about_nothing([item])
        )
        found += placed
    for remark in remarks(items):
        workspace.environment.report(f"{remark} (It is asked as it is.)")
    return tuple(found)
