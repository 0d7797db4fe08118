"""What a session needs to know of the journal: what was asked and said before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import Block, Entry, Placement, Response
from portrait_cli.core.evidence import Piece
from portrait_cli.core.filters import same_tag
from portrait_cli.core.goals import TrackedGoal
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Attribute, walk

YEAR = timedelta(days=365)
NEAR = timedelta(days=7)
"""How far from the day itself "a year ago" may be."""


class LastSaid(Struct, frozen=True):
    """What was said last about an attribute."""

    on: date
    """The day of the words, or of the placement if there are none."""
    words: str = ""
    """The person's words; empty if only a level was chosen."""
    placement: Placement | None = None
    """The level chosen last, even if a later answer was none, such as "Can't say yet"."""
    placed: date | None = None
    """The day of the placement."""
    off_scale: str = ""
    """The answer since then that was not a level."""
    off_scale_on: date | None = None
    """The day of that answer."""


class EarlierAnswer(Struct, frozen=True):
    """An answer to a guide's own question, with the question as it was asked, and its day."""

    on: date
    prompt: str
    words: str


class Past(Struct, frozen=True):
    """What a session needs to know of the journal."""

    used: Mapping[str, int] = {}
    """How often each step was answered."""
    said: Mapping[str, LastSaid] = {}
    """For each attribute, what was said last."""
    recalled: Mapping[str, EarlierAnswer] = {}
    """For each question that belongs to a guide, by its step, the last answer."""
    open_plans: tuple[OpenPlan, ...] = ()
    """The open ones, oldest first."""
    plans_made: int = 0
    """How many plans were made, open or closed."""
    goals: tuple[TrackedGoal, ...] = ()
    """The open goals, oldest first."""
    evidence: tuple[Piece, ...] = ()
    """The evidence that counts, newest first."""
    evidence_of_year: tuple[str, ...] = ()
    """The part of it that a session shows, in a line each: of its school year, and about what it is about."""
    feedback: tuple[str, ...] = ()
    """What colleagues answered, in short, in a session in which it is read."""


class YearAgo(Struct, frozen=True):
    """Words from about a year ago."""

    on: date
    prompt: str
    words: str


def prompts_used(entries: Iterable[Entry]) -> Counter[str]:
    """Count how often each prompt was answered."""
    used: Counter[str] = Counter()
    for entry in entries:
        used.update(response.step for response in entry.responses)
    return used


def said_last(entries: Sequence[Entry]) -> dict[str, LastSaid]:
    """Return the newest words, the newest level and any newer answer that is not a level, for each attribute.

    Of several answers in one entry the longest counts: the others may be no more than "I don't know yet".
    `entries` are of one portrait, oldest first.
    """
    said: dict[str, LastSaid] = {}
    for entry in entries:
        day = entry.written.date()
        for block in sorted(entry.blocks, key=_length):
            match block:
                case Response() if _is_about_attribute(block):
                    known = said.get(block.attribute, LastSaid(day))
                    said[block.attribute] = replace(known, on=day, words=block.text)
                case Placement(as_of="now"):
                    said[block.target] = _with_placement(said.get(block.target, LastSaid(day)), block, day)
                case _:
                    pass
    return said


def _length(block: Block) -> int:
    return len(block.text) if isinstance(block, Response) else 0


def _with_placement(known: LastSaid, placed: Placement, day: date) -> LastSaid:
    """Take the newest placement; an answer that is not a level stands beside the level before it."""
    if not known.words:
        known = replace(known, on=day)
    has_level_before = known.placement is not None and known.placement.height is not None
    if placed.height is None and has_level_before:
        return replace(known, off_scale=placed.label, off_scale_on=day)
    return replace(known, placement=placed, placed=day, off_scale="", off_scale_on=None)


def _is_about_attribute(response: Response) -> bool:
    return response.attribute not in step_name.ATTRIBUTES_TAKEN and not response.is_label


def longest_ago(attributes: Sequence[Attribute], said: Mapping[str, LastSaid]) -> Attribute:
    """Return the attribute that was looked at longest ago; one that never was comes first."""
    return min(attributes, key=lambda attribute: looked_at(attribute, said) or date.min)


def looked_at(attribute: Attribute, said: Mapping[str, LastSaid]) -> date | None:
    """Return when an attribute, or an indicator of it, was looked at last; None if none of them ever was."""
    parts = [attribute.id, *(indicator.id for indicator in walk(attribute.indicators))]
    known = [said[part] for part in parts if part in said]
    return max((_latest(one) for one in known), default=None)


def _latest(said: LastSaid) -> date:
    return max(said.on, said.placed or date.min, said.off_scale_on or date.min)


def recalled(entries: Iterable[Entry], tags: Iterable[str] = ()) -> dict[str, EarlierAnswer]:
    """Find the last answer to each question that belongs to a guide; `entries` are oldest first.

    An answer from an entry with one of the `tags` comes before any other: it is about the same person or team.
    """
    wanted = set(map(same_tag, tags))
    found: dict[str, EarlierAnswer] = {}
    for entry in sorted(entries, key=lambda entry: not wanted.isdisjoint(map(same_tag, entry.tags))):
        for response in entry.responses:
            if response.attribute == step_name.GUIDE:
                found[response.step] = EarlierAnswer(entry.written.date(), response.prompt, response.text)
    return found


def a_year_ago(entries: Iterable[Entry], today: date) -> YearAgo | None:
    """Find something said within a week of this day last year, the nearest day first."""
    day = today - YEAR

    def distance(entry: Entry) -> timedelta:
        return abs(entry.written.date() - day)

    near = [entry for entry in entries if entry.responses and distance(entry) <= NEAR]
    if not near:
        return None
    nearest = min(near, key=lambda entry: (distance(entry), entry.written))
    first = nearest.responses[0]
    return YearAgo(nearest.written.date(), first.prompt, first.text)
