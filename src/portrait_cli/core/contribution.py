"""A contribution: the levels of one leader for a round, without a word, a name, a day or an id that lasts."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.entry import Entry
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.portrait import Portrait

CONSENT = (
    "I agree that these levels are counted together with those of at least four others, and that nothing "
    "is shown from which anyone could tell which ones are mine."
)
"""What a leader agrees to. Whoever counts sees the levels in each file, without a name."""
MOST_PLANS = 3
"""Stands for this many plans or more: whoever kept eleven would be known by that."""
_LONG_AGO = timedelta(weeks=8)
LONGEST_ROUND = 60
"""The most characters of what a round is called."""


class Placed(Struct, frozen=True, forbid_unknown_fields=True):
    """A level that was chosen."""

    what: str
    """The id of the attribute or indicator."""
    scale: str
    """The scale and its version, such as growth/1."""
    answer: str
    """The id of the level, or of an off-scale answer."""


class Contribution(Struct, frozen=True, forbid_unknown_fields=True):
    """What one leader contributes to a round."""

    id: str
    """16 letters and digits, by chance: the same when it is made again for the round, another for any other round."""
    version: int
    """1, and one more each time it is made again for the round; see `counted`."""
    round: str
    """What the round is called, such as Fall 2026."""
    month: str
    """The month in which it was made, such as 2026-11."""
    portrait: str
    """The id of the portrait."""
    portrait_version: str
    placements: tuple[Placed, ...]
    """The newest level of each attribute and indicator, in the order of their ids."""
    consent: str
    """The sentence that was agreed to."""
    role: str = ""
    """The id of the role; empty if they leave it out."""
    plans_kept: int = 0
    """How many plans were kept: 0, 1, 2, or 3 for three and more."""
    format: int = 1


def counted(contributions: Iterable[Contribution]) -> tuple[Contribution, ...]:
    """Return the contributions that count, in the order of their ids: of those with one id, only one.

    It is the one with the highest version. Two of one id and version that differ, which only changing a file by hand
    can make, are told apart by their fields, so that the same one counts in whatever order they come.
    """
    found: dict[str, Contribution] = {}
    for one in contributions:
        known = found.setdefault(one.id, one)
        if _rank(one) > _rank(known):
            found[one.id] = one
    return tuple(found[key] for key in sorted(found))


def _rank(one: Contribution) -> tuple[object, ...]:
    placed = tuple((placement.what, placement.scale, placement.answer) for placement in one.placements)
    return (one.version, one.month, one.round, one.portrait, one.portrait_version, one.role, one.plans_kept, placed)


def month_in_words(day: date) -> str:
    """Write the month of a day, which is what a round is called unless somebody names it: `November 2026`."""
    return f"{dates.MONTHS[day.month - 1]} {day.year}"


class Chosen(Struct, frozen=True):
    """A level with the day on which it was chosen, which its owner sees and which never leaves."""

    placed: Placed
    on: date


def newest_chosen(
    entries: Iterable[Entry], portrait: Portrait, since: date | None, until: date | None
) -> tuple[Chosen, ...]:
    """Return the newest level of each attribute and indicator within a time, in the order of their ids.

    Only what the portrait has leaves: a word that somebody wrote by hand into an entry, in place of a level, stays.
    Levels of an earlier time, as seen from the day of the entry, and those of another scale are not counted.
    """
    offered = dict(_offered(portrait))
    newest: dict[str, Chosen] = {}
    for entry in sorted(entries, key=lambda entry: (entry.seconds, entry.id)):
        day = entry.written.date()
        if entry.portrait != portrait.id or not dates.is_within(day, since, until):
            continue
        for placement in entry.placed_now:
            scale, answers = offered.get(placement.target, ("", frozenset()))
            if placement.scale == scale and placement.level in answers:
                newest[placement.target] = Chosen(Placed(placement.target, scale, placement.level), day)
    return tuple(newest[target] for target in sorted(newest))


def is_long_ago(chosen: Iterable[Chosen], today: date) -> bool:
    """Return True if even the newest of some levels was chosen more than eight weeks ago."""
    return max(one.on for one in chosen) < today - _LONG_AGO


def _offered(portrait: Portrait) -> Iterable[tuple[str, tuple[str, frozenset[str]]]]:
    """Go through what can be placed, with the reference of its scale and the ids of the answers."""
    for part in portrait.parts():
        scale = portrait.scale_of(part)
        if scale:
            answers: list[str] = [level.id for level in scale.levels]
            answers += [answer.id for answer in scale.off_scale]
            yield part.id, (scale.reference, frozenset(answers))


def plans_kept(plans: Iterable[TrackedPlan], since: date | None, until: date | None) -> int:
    """Count the plans that were kept within a time, up to `MOST_PLANS`.

    A box ticked by hand has no day of its own; it counts on the day the plan was made.
    """
    kept = [
        plan for plan in plans if plan.outcome == "kept" and dates.is_within(plan.told or plan.made, since, until)
    ]
    return min(len(kept), MOST_PLANS)
