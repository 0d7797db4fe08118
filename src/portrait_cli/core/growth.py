"""Growth: placements over time as lines to draw, with what changed since when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from portrait_cli.core import step_name
from portrait_cli.core.dates import school_year
from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.growth_points import Point, Scope, points_of
from portrait_cli.core.portrait import Portrait, of_depth

Change = Literal["first", "same", "up", "down", "other"]
Placed: TypeAlias = tuple[Point, Placement]
"""A point with what was chosen for its own day."""
Over = Literal["last", "first", "span", "year"]
"""What is compared with: last time, the first time, the first of the days asked for, the first of the school year."""


class Comparison(Struct, frozen=True):
    """The newest placement of a line beside an earlier one."""

    over: Over
    """What it is compared with: last time, the first time, the first of the days asked for, or the school year's."""
    since: date
    """The day of the earlier placement."""
    before: Placement
    """The earlier placement."""
    now: Placement
    """The newest placement."""
    change: Change
    """Whether the level is the same, up or down; `other` if the two cannot be compared."""


class Line(Struct, frozen=True):
    """Points that may be in one picture: of one portrait, one scale and the same levels."""

    portrait: str
    """The id of the portrait."""
    scale: str
    """The scale and its version, such as growth/1."""
    levels: tuple[str, ...]
    """The ids of the scale's levels, lowest first."""
    points: tuple[Point, ...]
    """What was chosen on which day, oldest first."""
    comparisons: tuple[Comparison, ...]
    """The newest placement beside earlier ones."""


class Growth(Struct, frozen=True):
    """How an attribute or indicator grew: a line for each scale, in the order in which they began."""

    target: str
    lines: tuple[Line, ...] = ()
    earlier: bool = False
    """Whether there are points before those of the lines."""


def change(before: Placement | None, now: Placement) -> Change:
    """Compare a placement with the one before it.

    Placements from different scales, and off-scale answers, are never compared: `other`.
    """
    if before is None:
        return "first"
    if before.scale != now.scale:
        return "other"
    if before.level == now.level:
        return "same"
    if before.levels != now.levels or before.height is None or now.height is None:
        return "other"
    return "up" if now.height > before.height else "down"


# --- how much is shown ---

POINTS_OF_EACH = 12
"""How many points of each attribute are shown when all attributes are."""
POINTS_OF_ONE = 24
"""How many points of a single attribute are shown unless all points are asked for."""
ALL_POINTS = -1


def most_points(*, one: bool, everything: bool) -> int:
    """Return how many points of a picture are shown, the newest ones: fewer when it is one of many."""
    if everything:
        return ALL_POINTS
    return POINTS_OF_ONE if one else POINTS_OF_EACH


# --- which entries are needed ---


class Needed(Struct, frozen=True):
    """The entries that a picture needs: those that place a target, and those with outcomes of plans for it."""

    portrait: str
    target: str
    newest: int = -1
    """How many of the newest that place it; all if negative. The first one is always needed."""
    since: date = date.min
    until: date = date.max


Fetch: TypeAlias = Callable[[Needed], list[Entry]]


def read_growth(scope: Scope, fetch: Fetch) -> Growth:
    """Read the entries that a picture needs, and no others, and return its lines."""
    entries = fetch(_newest_needed(scope))
    year = _school_year_needed(scope, entries)
    if year:
        known = entries
        entries = [*known, *(entry for entry in fetch(year) if entry not in known)]
    return over_time(entries, scope)


def _newest_needed(scope: Scope) -> Needed:
    """Ask for one entry more than is shown, to know whether there are earlier ones."""
    newest = scope.most
    if newest >= 0:
        newest += 1
    return Needed(
        portrait=scope.portrait,
        target=scope.target,
        newest=newest,
        since=scope.since or date.min,
        until=scope.until or date.max,
    )


def _school_year_needed(scope: Scope, entries: Sequence[Entry]) -> Needed | None:
    """Ask for the first placement of the school year if not all were read: it may be among the others."""
    days = [entry.written.date() for entry in entries if _places(entry, scope.target)]
    if not 0 <= scope.most < len(days):
        return None
    asked = _newest_needed(scope)
    return Needed(
        portrait=scope.portrait,
        target=scope.target,
        newest=1,
        since=max(school_year(days[-1], scope.year_begins), asked.since),
        until=asked.until,
    )


def _places(entry: Entry, target: str) -> bool:
    return any(placement.target == target for placement in entry.placements)


def next_steps(portrait: Portrait) -> frozenset[str]:
    """Return the steps that ask for evidence and the next step, whose answers explain a level best."""
    steps: set[str] = set()
    for attribute in portrait.attributes:
        prompts = [*portrait.prompts_of(attribute, "next-step"), *of_depth(attribute.retired_prompts, "next-step")]
        steps.update(step_name.named(attribute.id, prompt.id) for prompt in prompts)
    return frozenset(steps)


# --- lines ---


def over_time(entries: Iterable[Entry], scope: Scope) -> Growth:
    """Draw the lines of an attribute or indicator.

    If `entries` is not all of them, it has the first one and the newest, one more than is shown.
    """
    points = points_of(sorted(entries, key=lambda entry: (entry.seconds, entry.id)), scope)
    cut = 0
    firsts = points
    if 0 <= scope.most < len(points):
        cut = len(points) - scope.most
        firsts = points[:1]  # those between the first point and the ones shown may not have been read

    lines: list[Line] = []
    for scale, levels in dict.fromkeys(point.scale_and_levels for point in points):
        shown = tuple(point for point in points[cut:] if point.scale_and_levels == (scale, levels))
        if shown:
            of_scale = [point for point in points if point.scale_and_levels == (scale, levels)]
            lines.append(
                Line(
                    portrait=scope.portrait,
                    scale=scale,
                    levels=levels,
                    points=shown,
                    comparisons=tuple(_comparisons(of_scale, firsts, scope)),
                )
            )
    return Growth(scope.target, tuple(lines), earlier=cut > 0)


def _comparisons(points: Sequence[Point], firsts: Sequence[Point], scope: Scope) -> Iterator[Comparison]:
    """Compare the newest placement of a scale with the one before, the first one, and the school year's first.

    Only a point among `firsts` is certain to be the first of its scale.
    """
    placed = _placed_now(points)
    if len(placed) <= 1:
        return
    *earlier, (last, now) = placed
    yield _compare("last", earlier[-1], now)

    on_scale = [(point, placement) for point, placement in earlier if placement.height is not None]
    if now.height is None or not on_scale:
        return
    first, _ = on_scale[0]
    if first in firsts:
        over: Over = "span" if scope.since else "first"
        yield _compare(over, on_scale[0], now)
    first_of_year = _first_since(school_year(last.day, scope.year_begins), on_scale)
    if first_of_year:
        yield _compare("year", first_of_year, now)


def _placed_now(points: Sequence[Point]) -> list[Placed]:
    return [(point, point.now) for point in points if point.now]


def _first_since(day: date, placed: Sequence[Placed]) -> Placed | None:
    return next((one for one in placed if one[0].day >= day), None)


def _compare(over: Over, earlier: Placed, now: Placement) -> Comparison:
    point, before = earlier
    return Comparison(over=over, since=point.day, before=before, now=now, change=change(before, now))
