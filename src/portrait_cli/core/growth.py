"""Placements and words over time, from the entries of a journal."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.dates import SCHOOL_YEAR, school_year
from portrait_cli.core.entry import GUIDE_STEP, Entry, Heading, Placement, PlanOutcome, Recalled, Response, Said
from portrait_cli.core.portrait import ATTRIBUTES_TAKEN

Change = Literal["first", "same", "up", "down", "other"]


def prompts_used(entries: Iterable[Entry]) -> Counter[str]:
    """Count how often each prompt was answered."""
    return Counter(response.step for entry in entries for response in entry.responses)


def said_last(entries: Sequence[Entry]) -> dict[str, Said]:
    """Find for each attribute what was said last: its newest words and its newest placement.

    `entries` are of one portrait, oldest first.
    """
    said: dict[str, Said] = {}
    for entry in entries:
        day = entry.written.date()
        for block in entry.blocks:
            match block:
                case Response() if block.attribute not in ATTRIBUTES_TAKEN and not block.is_label:
                    known = said.get(block.attribute, Said(day))
                    said[block.attribute] = replace(known, on=day, words=block.text)
                case Placement(as_of="now"):
                    known = said.get(block.target, Said(day))
                    on = known.on if known.words else day
                    said[block.target] = replace(known, on=on, placement=block, placed=day)
                case _:
                    pass
    return said


def longest_ago(attributes: Sequence[str], said: Mapping[str, Said]) -> str:
    """Name the attribute that was not spoken of for longest; the first of those never spoken of."""
    return min(attributes, key=lambda name: said[name].on if name in said else date.min)


def recalled(entries: Iterable[Entry]) -> dict[str, Recalled]:
    """Find the last answer to each question that belongs to a guide; `entries` are oldest first."""
    return {
        response.step: Recalled(entry.written.date(), response.prompt, response.text)
        for entry in entries
        for response in entry.responses
        if response.attribute == GUIDE_STEP
    }


def change(before: Placement | None, now: Placement) -> Change:
    """Say how a placement compares with the one before it.

    Placements from different scales, and off-scale answers, are never compared: `other`.
    """
    if before is None:
        return "first"
    if before.level == now.level and before.scale == now.scale:
        return "same"
    if before.scale != now.scale or before.levels != now.levels or before.height is None or now.height is None:
        return "other"
    return "up" if now.height > before.height else "down"


YEAR = timedelta(days=365)
NEAR = timedelta(days=7)
"""How far from the day itself "a year ago" may be."""


class Echo(Struct, frozen=True):
    """Words from about a year ago."""

    on: date
    prompt: str
    words: str


def a_year_ago(entries: Iterable[Entry], today: date) -> Echo | None:
    """Find something said within a week of this day last year, the nearest day first."""
    then = today - YEAR
    near = [
        (abs(entry.written.date() - then), entry.written, response)
        for entry in entries
        if abs(entry.written.date() - then) <= NEAR
        for response in entry.responses[:1]
    ]
    if not near:
        return None
    _, written, response = min(near, key=lambda found: found[:2])
    return Echo(written.date(), response.prompt, response.text)


# --- lines: the placements of one attribute or indicator, in the order of time ---

Over = Literal["last", "first", "span", "year"]
"""Since when something is compared: last time, the first time, the first of the days asked for, the school year's."""


class DatedOutcome(Struct, frozen=True):
    """How a plan went, and the day on which that was told."""

    day: date
    told: PlanOutcome


class Point(Struct, frozen=True):
    """What was chosen in one entry: how it is, how it was at an earlier time as seen from that day, or both."""

    entry: str
    day: date
    portrait_version: str
    now: Placement | None = None
    then: Placement | None = None
    evidence: str = ""
    """The words behind it."""
    told: tuple[DatedOutcome, ...] = ()
    """Plans on it whose outcome was told here, or between here and the next point."""


class Comparison(Struct, frozen=True):
    """The newest placement of a line beside an earlier one."""

    over: Over
    since: date
    before: Placement
    now: Placement
    change: Change


class Line(Struct, frozen=True):
    """Points that may stand in one picture: of one portrait, one scale and the same levels."""

    portrait: str
    scale: str
    levels: tuple[str, ...]
    points: tuple[Point, ...]
    comparisons: tuple[Comparison, ...]


class Scope(Struct, frozen=True):
    """What is looked at: an attribute or indicator of a portrait, and how much of it."""

    portrait: str
    target: str
    next_steps: frozenset[str] = frozenset()
    """The steps whose answers are evidence before all others."""
    most: int = -1
    """How many points are shown, the newest; all of them when it is below zero."""
    since: date | None = None
    until: date | None = None
    """The first and the last of the days asked for."""
    year_begins: tuple[int, int] = SCHOOL_YEAR

    def holds(self, day: date) -> bool:
        """Say whether a day is asked for."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


class Growth(Struct, frozen=True):
    """What became of an attribute or indicator: a line for each scale, in the order in which they began."""

    target: str
    lines: tuple[Line, ...] = ()
    earlier: bool = False
    """Whether there are points before those of the lines."""


def over_time(entries: Iterable[Entry], scope: Scope) -> Growth:
    """Draw the lines of an attribute or indicator.

    Where `entries` are not all there are, they hold the first one, the newest, and one more than are shown.
    """
    known = sorted(entries, key=lambda entry: (entry.seconds, entry.id))
    ordered = [entry for entry in known if scope.holds(entry.written.date())]
    found = [(number, point) for number, entry in enumerate(ordered) for point in _points(entry, scope)]
    made = [plan for entry in known if entry.portrait == scope.portrait for plan in entry.plans]
    plans = frozenset(plan.id for plan in made if plan.attribute == scope.target)
    points = _with_outcomes(found, ordered, plans)
    cut = len(points) - scope.most if 0 <= scope.most < len(points) else 0
    lines = []
    for key in dict.fromkeys(_scale(point) for point in points):
        line = [point for point in points if _scale(point) == key]
        kept = tuple(point for point in points[cut:] if _scale(point) == key)
        # What stands between the first point and those shown was perhaps not read.
        firsts = points[:1] if cut else points
        if kept:
            lines.append(Line(scope.portrait, *key, kept, tuple(_comparisons(line, firsts, scope))))
    return Growth(scope.target, tuple(lines), earlier=cut > 0)


def _scale(point: Point) -> tuple[str, tuple[str, ...]]:
    return next((placed.scale, placed.levels) for placed in (point.now, point.then) if placed)


def _points(entry: Entry, scope: Scope) -> Iterator[Point]:
    """Make the points of an entry: what is and what was on one scale stand in one of them."""
    if entry.portrait != scope.portrait:
        return
    placed = [placement for placement in entry.placements if placement.target == scope.target]
    for key in dict.fromkeys((placement.scale, placement.levels) for placement in placed):
        own = [placement for placement in placed if (placement.scale, placement.levels) == key]
        now = [placement for placement in own if placement.as_of == "now"]
        then = [placement for placement in own if placement.as_of == "then"]
        for one, other in zip_longest(now, then):
            words = _evidence(entry, one or other, scope)
            yield Point(entry.id, entry.written.date(), entry.portrait_version, one, other, words)


def _evidence(entry: Entry, placed: Placement, scope: Scope) -> str:
    """Find the words behind a placement: those said last before it, of a next step if there are such.

    Without any it is the comment, and then what was said after it.
    """
    at = next(number for number, block in enumerate(entry.blocks) if block is placed)
    headings = [block.attribute for block in entry.blocks[:at] if isinstance(block, Heading)]
    attributes = {scope.target, *headings[-1:]} - {""}
    said = [
        (number, block)
        for number, block in enumerate(entry.blocks)
        if isinstance(block, Response) and block.attribute in attributes and not block.is_label
    ]
    before = [response.text for number, response in said if number < at]
    best = [response.text for number, response in said if number < at and response.step in scope.next_steps]
    after = [response.text for number, response in said if number > at]
    return next(iter([*best[-1:], *before[-1:], *filter(None, [placed.comment]), *after]), "")


def _with_outcomes(
    found: Sequence[tuple[int, Point]], ordered: Sequence[Entry], plans: frozenset[str]
) -> tuple[Point, ...]:
    """Put each outcome to the point of the entry in which it was told, else to the last one before that."""
    told_of = {told.plan for entry in ordered for told in entry.outcomes}
    places = [number for number, _ in found]
    beside: dict[int, list[DatedOutcome]] = {}
    for number, entry in enumerate(ordered):
        at = max(bisect_right(places, number) - 1, 0)
        told = [one for one in entry.outcomes if one.plan in plans]
        ticked = [plan for plan in entry.plans if plan.id in plans - told_of and plan.ticked]
        told += [PlanOutcome(plan.id, plan.sentence, "kept", "Kept") for plan in ticked]
        beside.setdefault(at, []).extend(DatedOutcome(entry.written.date(), one) for one in told)
    return tuple(replace(point, told=tuple(beside.get(at, ()))) for at, (_, point) in enumerate(found))


def _comparisons(line: Sequence[Point], firsts: Sequence[Point], scope: Scope) -> Iterator[Comparison]:
    """Compare the newest placement of a line with the one before, the first one, and the school year's first.

    Only one of `firsts` is surely the first of its line.
    """
    placed = [(point, point.now) for point in line if point.now]
    if len(placed) <= 1:
        return
    *earlier, (last, now) = placed
    yield _compare("last", earlier[-1], now)
    on_scale = [one for one in earlier if one[1].height is not None]
    if now.height is None or not on_scale:
        return
    if on_scale[0][0] in firsts:
        yield _compare("span" if scope.since else "first", on_scale[0], now)
    year = school_year(last.day, scope.year_begins)
    of_year = [one for one in on_scale if one[0].day >= year]
    if of_year:
        yield _compare("year", of_year[0], now)


def _compare(over: Over, before: tuple[Point, Placement], now: Placement) -> Comparison:
    return Comparison(over, before[0].day, before[1], now, change(before[1], now))
