"""An entry as values: what was asked, what was said, and what was planned."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import Literal, get_args

from msgspec import Struct

from portrait_cli.core import dates, step_name, titles
from portrait_cli.core.text import slug

AsOf = Literal["now", "then"]
Outcome = Literal["kept", "partly", "not", "changed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
GoalOutcome = Literal["keep", "change", "met", "let-go"]
GOAL_OUTCOMES: tuple[GoalOutcome, ...] = get_args(GoalOutcome)
GOAL_GUIDE = "goal"
"""In place of a guide: the entry is about a goal and nothing else."""


class Heading(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """The start of a part of the entry: an attribute's (with its id), or another one."""

    title: str
    """The words of the heading."""
    attribute: str = ""
    """The id of the attribute; empty for another part."""


class Response(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """What was said to one prompt, with the prompt as it was asked."""

    step: str
    """What was asked: the attribute's id and the prompt's, with a dot between them."""
    prompt: str
    """The prompt as it was asked."""
    text: str
    """What the person said."""

    @property
    def attribute(self) -> str:
        """Return the attribute whose prompt it was, or what is in its place for a step without one."""
        return step_name.owner_of(self.step)

    @property
    def is_label(self) -> bool:
        """Return True if it names the indicator that was chosen, and has none of the person's own words."""
        return step_name.chooses_indicator(self.step)


class Placement(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """The level a person chose, in the words it was offered in, with the scale it came from."""

    target: str
    """The id of the attribute or indicator."""
    prompt: str
    """The question as it was asked."""
    level: str
    """The id of the level, or of an off-scale answer."""
    label: str
    """The level's name as it was offered."""
    statement: str = ""
    """What the level looks like, as it was offered."""
    comment: str = ""
    """What the person said about it."""
    scale: str = ""
    """The scale and its version, such as growth/1."""
    levels: tuple[str, ...] = ()
    """The ids of the scale's levels, lowest first."""
    as_of: AsOf = "now"
    """Whether it is about the day of the entry, or about an earlier time as seen from that day."""

    @property
    def height(self) -> int | None:
        """Return which level it is, counted from 1; None for an off-scale answer."""
        if self.level not in self.levels:
            return None
        return self.levels.index(self.level) + 1


class PlanWords(Struct, frozen=True):
    """The words that hold an if-then plan together, as they were asked."""

    when: str = "When"
    """The word before the moment."""
    then: str = "then I will"
    """The words before the action."""
    by: str = "by"
    """The word before the date."""


class Plan(Struct, frozen=True, tag_field="kind", tag="commitment"):
    """An if-then plan: when something happens, then I will do something, by a date.

    The same id again in a later entry has its new day and words.
    """

    id: str
    """The plan's id; its beginning names it on the command line."""
    attribute: str
    """The id of the attribute it is for; empty for none."""
    when: str
    """The moment."""
    then: str
    """What the person will do then."""
    by: date | None = None
    """The day to look back on it."""
    words: PlanWords = PlanWords()
    """The words that hold it together."""
    ticked: bool = False
    """Whether its box was ticked by hand in the entry's file."""
    let_go: bool = False
    """Whether a hyphen was put into its box by hand: it was cancelled, as other programs say."""
    number: int = 0
    """Its number, if that was written down when it was made; 0 if not."""

    @property
    def is_free(self) -> bool:
        """Return True if it is in the person's words alone, with no moment and nothing that holds it together."""
        return not self.when and not self.words.then

    @property
    def outcome_by_hand(self) -> Outcome | None:
        """Return how it went by its box: ticked means kept; None if the box says nothing."""
        if self.ticked:
            return "kept"
        return "changed" if self.let_go else None

    @property
    def sentence(self) -> str:
        """Return the plan in one line."""
        if not self.by:
            return self.without_day
        return " ".join(f"{self.without_day}, {self.words.by} {dates.in_words(self.by)}".split())

    @property
    def without_day(self) -> str:
        """Return the plan in one line, without its day."""
        parts = []
        if self.when:
            parts.append(f"{self.words.when} {self.when}")
        if self.then or not self.when:
            parts.append(f"{self.words.then} {self.then}")
        return " ".join(", ".join(parts).split())


class PlanOutcome(Struct, frozen=True, tag_field="kind", tag="told", rename={"plan": "commitment"}):
    """How an earlier plan went, as a later entry says."""

    plan: str
    """The id of the plan."""
    sentence: str
    """The plan in one line."""
    outcome: Outcome
    """How it went: kept, partly, not (this time), or changed (my mind)."""
    label: str
    """The outcome in the portrait's words."""
    note: str = ""
    """What the person said about it."""


class Goal(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """What a person chose to grow, in their words; the same id again in a later entry has its new words."""

    id: str
    """The goal's id; its beginning names it on the command line."""
    target: str
    """The id of the attribute or indicator it is about; empty for none."""
    heading: str
    """The words above it, such as the name of what it is about."""
    text: str
    """The goal in the person's words. What would show it is a response, see `step_name.goal_shows`."""
    number: int = 0
    """The number it got when it was set; 0 for none, as in its new words."""


class GoalReview(Struct, frozen=True, tag_field="kind", tag="goal-review"):
    """What a later entry says of a goal: keep it, change it, it is met, or let it go."""

    goal: str
    """The id of the goal."""
    sentence: str
    """The goal as it was, in one line."""
    outcome: GoalOutcome
    """What was decided: keep, change (its new words follow as a goal with the same id), met, or let-go."""
    label: str
    """The decision in the portrait's words."""
    reason: str = ""
    """Why, in the person's words."""


class Evidence(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """Something that shows an attribute or indicator: an answer, a line, a link or a file."""

    id: str
    """Its id; the beginning names it on the command line."""
    target: str
    """The id of the attribute or indicator that it shows; empty for none."""
    heading: str
    """The words above it, such as the name of what it shows."""
    text: str = ""
    """What the person says about it, or all there is to it."""
    link: str = ""
    """A web address, or the place of a file in the journal's folder; empty for none."""
    name: str = ""
    """The link in words: the file's name as it was, or the address."""
    step: str = ""
    """The step whose answer is the evidence; empty for any other evidence."""
    entry: str = ""
    """The id of the entry with that answer; empty for the entry in which the answer is marked."""


class EvidenceDropped(Struct, frozen=True, tag_field="kind", tag="evidence-dropped"):
    """What a later entry says of evidence that the person no longer counts as such."""

    evidence: str
    """The id of the evidence."""
    sentence: str
    """The evidence in one line."""


class Prose(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """Words that do not belong to a prompt: a free note, or something added by hand."""

    text: str
    """The words, as Markdown."""


Block = Heading | Response | Placement | Plan | PlanOutcome | Goal | GoalReview | Evidence | EvidenceDropped | Prose


class Entry(Struct, frozen=True, array_like=True):
    """One dated session or note; it is packed without the names of its fields, for there are very many entries."""

    id: str
    written: datetime
    """Local time, to the second, without an offset."""
    utc_offset: str
    """As `-06:00`."""
    title: str
    time_zone: str = ""
    portrait: str = ""
    portrait_version: str = ""
    guide: str = ""
    role: str = ""
    attributes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minutes: int | None = None
    extra: tuple[str, ...] = ()
    """Front matter that is not ours, item by item, unchanged."""
    blocks: tuple[Block, ...] = ()

    @property
    def moment(self) -> datetime:
        """Return when it was written, so that entries from different time zones can be put in order."""
        return dates.at_offset(self.written, self.utc_offset)

    @property
    def seconds(self) -> int:
        """Return `moment` as a number of seconds, which, unlike a `datetime`, has no limits."""
        at = self.written
        local = at.toordinal() * 86_400 + at.hour * 3600 + at.minute * 60 + at.second
        return local - dates.minutes_from_utc(self.utc_offset) * 60

    @property
    def short_title(self) -> str:
        """Return the title without the day that the program adds to it."""
        return titles.undated(self.title, self.written)

    @property
    def own_title(self) -> str:
        """Return the title that the person gave, or an empty text if the program made it."""
        title = self.short_title
        is_dated = title != self.title
        is_record = self.outcomes or self.tells_of_goals or (self.plans and not self.guide)
        is_generated = is_dated and (is_record or slug(title).startswith(self.guide or "note"))
        return "" if is_generated else title

    @property
    def own_words(self) -> tuple[str, ...]:
        """List the texts that the person wrote, in order: no prompts and no level statements."""
        return tuple(chain.from_iterable(map(_own_words, self.blocks)))

    @property
    def is_record(self) -> bool:
        """Return True if it only records a change to plans, goals or evidence, and is no session and no note."""
        return self.guide in {"", GOAL_GUIDE} and bool(self.blocks) and all(map(_is_record, self.blocks))

    @property
    def said(self) -> tuple[object, ...]:
        """Return what the person said, without what differs when they say the same a second time."""
        return tuple(map(_said, self.blocks))

    @property
    def responses(self) -> tuple[Response, ...]:
        """List what was said, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Response))

    @property
    def placements(self) -> tuple[Placement, ...]:
        """List the levels chosen, in order, including those of an earlier time."""
        return tuple(block for block in self.blocks if isinstance(block, Placement))

    @property
    def placed_now(self) -> tuple[Placement, ...]:
        """List the levels chosen for the day of the entry, in order."""
        return tuple(placement for placement in self.placements if placement.as_of == "now")

    @property
    def targets(self) -> frozenset[str]:
        """Return what it is about: its attributes, those of its plans, and all that it places."""
        planned = {plan.attribute for plan in self.plans if plan.attribute}
        chosen = {block.target for block in self.blocks if isinstance(block, Goal | Evidence) and block.target}
        return frozenset(self.attributes) | planned | chosen | {placement.target for placement in self.placements}

    @property
    def plans(self) -> tuple[Plan, ...]:
        """List the plans made, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Plan))

    @property
    def outcomes(self) -> tuple[PlanOutcome, ...]:
        """List the outcomes of earlier plans, in order."""
        return tuple(block for block in self.blocks if isinstance(block, PlanOutcome))

    @property
    def goals(self) -> tuple[Goal, ...]:
        """List the goals set, and the new words of those that were changed, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Goal))

    @property
    def tells_of_goals(self) -> bool:
        """Return True if a goal is set or reviewed in it."""
        return any(isinstance(block, Goal | GoalReview) for block in self.blocks)

    @property
    def tells_of_evidence(self) -> bool:
        """Return True if evidence is added or dropped in it."""
        return any(isinstance(block, Evidence | EvidenceDropped) for block in self.blocks)


def _is_record(block: Block) -> bool:
    match block:
        case Response():
            return block.attribute == step_name.GOAL
        case Placement() | Prose():
            return False
        case _:
            return True


def _said(block: Block) -> tuple[object, ...]:
    match block:
        case Placement():
            return block.target, block.level, block.as_of, block.comment
        case Plan():  # its day may have been given as "in two weeks"
            return block.when, block.then
        case _:
            return tuple(_own_words(block))


def _own_words(block: Block) -> Iterator[str]:
    match block:
        case Response(text=text) | Prose(text=text) | Goal(text=text):
            yield text
        case Evidence(text=text, name=name):
            yield from filter(None, (name, text))
        case GoalReview(reason=reason):
            yield reason
        case Placement(comment=comment):
            yield comment
        case Plan():
            yield block.sentence
        case PlanOutcome(note=note):
            yield note
        case _:
            pass
