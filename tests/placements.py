"""Levels that were chosen, and the lines that growth draws of them."""

from datetime import datetime

from portrait_cli.core.entry import Block, Entry, Placement
from portrait_cli.core.former_names import former_names
from portrait_cli.core.growth import Growth, over_time
from portrait_cli.core.growth_points import Scope
from portrait_cli.core.portrait import Portrait

LEVELS = ("low", "high")


def placed(target: str, level: str = "low", levels: tuple[str, ...] = LEVELS) -> Placement:
    """Make a level that was chosen."""
    return Placement(target, "Where?", level, level, scale="growth/1", levels=levels)


def entry_of(number: int, *blocks: Block, portrait: str = "ours-2026", attributes: tuple[str, ...] = ()) -> Entry:
    """Make an entry, each on another day."""
    written = datetime(2026, 11, 1 + number, 12)  # noqa: DTZ001  # local, as entries are
    return Entry(f"e{number}", written, "-06:00", "T", portrait=portrait, attributes=attributes, blocks=blocks)


def growth_of(portrait: Portrait, target: str, entries: list[Entry]) -> Growth:
    """Draw the lines of a target as `portrait growth` does."""
    names = former_names(portrait)
    return over_time(map(names.renamed, entries), Scope(portrait.id, target))


def shown(growth: Growth) -> list[Placement]:
    """List the levels that a picture shows."""
    points = [point for line in growth.lines for point in line.points]
    return [one for point in points for one in (point.now, point.then) if one]
