"""An entry as values: what was asked, what was said, and what was promised."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Literal, get_args

from msgspec import Struct

from portrait_cli.core.text import slug

AsOf = Literal["now", "then"]
Outcome = Literal["kept", "partly", "not", "changed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
GUIDE_STEP = "sitting"
"""Stands where an attribute's name would, in the names of steps that belong to a guide and to no attribute."""


class Heading(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """The start of a part of the entry: an attribute's (with its id), or another one."""

    title: str
    attribute: str = ""


class Response(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """What was said to one prompt, with the prompt as it was asked."""

    step: str
    prompt: str
    text: str

    @property
    def attribute(self) -> str:
        """Name the attribute whose prompt it was, or what stands in its place where there is none."""
        return self.step.partition(".")[0]

    @property
    def is_label(self) -> bool:
        """Say whether it names the indicator that was chosen, and holds no words of the person's."""
        return self.step.endswith(".indicator")


class Placement(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """The level a person chose, in the words it was offered in, with the scale it came from."""

    target: str
    prompt: str
    level: str
    label: str
    statement: str = ""
    comment: str = ""
    scale: str = ""
    levels: tuple[str, ...] = ()
    as_of: AsOf = "now"
    """Whether it says how it is, or how it was at an earlier time as seen from the day of the entry."""

    @property
    def height(self) -> int | None:
        """Say which level it is, counted from 1; None for an off-scale answer."""
        return self.levels.index(self.level) + 1 if self.level in self.levels else None


class PlanWords(Struct, frozen=True):
    """The words that hold an if-then plan together, as they were asked."""

    when: str = "When"
    then: str = "then I will"
    by: str = "by"


class Plan(Struct, frozen=True, tag_field="kind", tag="commitment"):
    """An if-then plan: when something happens, then I will do something, by a date."""

    id: str
    attribute: str
    when: str
    then: str
    by: date | None = None
    words: PlanWords = PlanWords()
    ticked: bool = False

    @property
    def sentence(self) -> str:
        """Say the plan in one line."""
        parts = [f"{self.words.when} {self.when}"] if self.when else []
        parts.append(f"{self.words.then} {self.then}")
        if self.by:
            parts.append(f"{self.words.by} {self.by.day} {self.by:%B} {self.by.year}")
        return " ".join(", ".join(parts).split())


class PlanOutcome(Struct, frozen=True, tag_field="kind", tag="told", rename={"plan": "commitment"}):
    """How an earlier plan went, told in a later entry."""

    plan: str
    sentence: str
    outcome: Outcome
    label: str
    note: str = ""


class Prose(Struct, frozen=True, tag_field="kind", tag=str.lower):
    """Words that belong to no prompt: a free note, or what was added by hand."""

    text: str


Block = Heading | Response | Placement | Plan | PlanOutcome | Prose


class Entry(Struct, frozen=True):
    """One dated session or note."""

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
    """Front matter that is not ours, item by item, as it stands."""
    blocks: tuple[Block, ...] = ()

    @property
    def moment(self) -> datetime:
        """Say when it was written, so that entries from different time zones can be put in order."""
        return self.written.replace(tzinfo=timezone(timedelta(minutes=self._offset)))

    @property
    def _offset(self) -> int:
        """Read the distance from UTC, in minutes."""
        hours, minutes = self.utc_offset[1:].split(":")
        return (-1 if self.utc_offset[0] == "-" else 1) * (int(hours) * 60 + int(minutes))

    @property
    def seconds(self) -> int:
        """Count the seconds of `moment`, as a number that has no ends as time has."""
        at = self.written
        return at.toordinal() * 86_400 + at.hour * 3600 + at.minute * 60 + at.second - self._offset * 60

    @property
    def short_title(self) -> str:
        """Say the title without the date that the program puts behind it."""
        day = self.written
        return self.title.removesuffix(f", {day:%A} {day.day} {day:%B %Y}") or self.title

    @property
    def own_title(self) -> str:
        """Find the title that the person gave; nothing where it is the program's, which half of all entries have."""
        title = self.short_title
        theirs = self.outcomes or slug(title).startswith(self.guide or "note")
        return "" if theirs and title != self.title else title

    @property
    def own_words(self) -> tuple[str, ...]:
        """List the texts that the person wrote, in order: no prompts and no level statements."""
        return tuple(text for block in self.blocks for text in _own_words(block))

    @property
    def responses(self) -> tuple[Response, ...]:
        """List what was said, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Response))

    @property
    def placements(self) -> tuple[Placement, ...]:
        """List the levels chosen, in order, those of an earlier time among them."""
        return tuple(block for block in self.blocks if isinstance(block, Placement))

    @property
    def placed_now(self) -> tuple[Placement, ...]:
        """List the levels chosen for the day of the entry, in order."""
        return tuple(placement for placement in self.placements if placement.as_of == "now")

    @property
    def plans(self) -> tuple[Plan, ...]:
        """List the plans made, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Plan))

    @property
    def outcomes(self) -> tuple[PlanOutcome, ...]:
        """List the outcomes told, in order."""
        return tuple(block for block in self.blocks if isinstance(block, PlanOutcome))


def _own_words(block: Block) -> Iterator[str]:
    match block:
        case Response(text=text) | Prose(text=text):
            yield text
        case Placement(comment=comment):
            yield comment
        case Plan():
            yield block.sentence
        case PlanOutcome(note=note):
            yield note
        case _:
            pass


class Said(Struct, frozen=True):
    """What was said last time about an attribute."""

    on: date
    """The day of the words, or of the placement where there are none."""
    words: str = ""
    placement: Placement | None = None
    placed: date | None = None
    """The day of the placement."""


class OpenPlan(Struct, frozen=True, rename={"plan": "commitment"}):
    """A plan whose outcome has not been told, and when it was made."""

    made: date
    plan: Plan


class Recalled(Struct, frozen=True):
    """An answer to a guide's own question, with the question as it was asked, and its day."""

    on: date
    prompt: str
    words: str


class Past(Struct, frozen=True):
    """What a session needs to know of the journal."""

    used: Mapping[str, int] = {}
    """How often each step was answered."""
    said: Mapping[str, Said] = {}
    """For each attribute, what was said last."""
    recalled: Mapping[str, Recalled] = {}
    """For each question that belongs to a guide, by its step, the last answer."""
    open_plans: tuple[OpenPlan, ...] = ()
    """The open ones, oldest first."""
