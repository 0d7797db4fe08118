"""The portrait file as values: what a district says good leadership looks like.

The annotations are the format. `shape` reads a file by them, and what stands behind each type says, in a
coordinator's words, what belongs there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, NewType

Id = NewType("Id", str)
"""A name for machines: lower-case letters, digits and hyphens, in any script; it never changes once published."""

Depth = Literal["check-in", "deep", "next-step"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from."""

    id: Annotated[Id, "How this file refers to the source."]
    title: Annotated[str, "The title of the work."]
    publisher: Annotated[str, "Who published it."] = ""
    date: Annotated[str, "When it was published."] = ""
    url: Annotated[str, "Where it can be read."] = ""
    note: Annotated[str, "What is taken from it."] = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One named level of a scale."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The level's name, one or two words."]
    id: Annotated[Id, "The level's name for machines; made from the name when missing."] = Id("")
    meaning: Annotated[str, "What the level means in general."] = ""
    sign: Annotated[str, "A rule of thumb for recognising it."] = ""


@dataclass(frozen=True, slots=True)
class OffScale:
    """An honest answer that is no level."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The answer's name, a few words."]
    id: Annotated[Id, "The answer's name for machines; made from the name when missing."] = Id("")
    meaning: Annotated[str, "When to choose it."] = ""
    needs_comment: Annotated[bool, "Whether a line of explanation is asked for: true or false."] = False


@dataclass(frozen=True, slots=True)
class Scale:
    """Ordered levels, lowest first, and the off-scale answers beside them."""

    id: Annotated[Id, "How this file refers to the scale."]
    levels: Annotated[tuple[Level, ...], "The levels, lowest first; two to nine."]
    version: Annotated[str, "Changes when the levels change, so that old and new are never mixed."] = "1"
    question: Annotated[str, "How the level is asked for."] = "Where would I place myself today?"
    hint: Annotated[str, "One short sentence of help for choosing."] = ""
    cumulative: Annotated[bool, "Whether each level includes those below it: true or false."] = False
    off_scale: Annotated[tuple[OffScale, ...], "Answers that are no level."] = ()

    @property
    def reference(self) -> str:
        """Name the scale and its version, as an entry does."""
        return f"{self.id}/{self.version}"


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of leader."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "What people in this role are called."]
    id: Annotated[Id, "The role's name for machines; made from the name when missing."] = Id("")
    examples: Annotated[str, "Titles that belong to the role."] = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """An attribute's one-line meaning."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The definition, one line."]
    source: Annotated[Id, "The source it is quoted from; leave it out for your own words."] = Id("")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The question as it is asked, under 35 words."]
    id: Annotated[Id, "The prompt's name for machines; made from the text when missing."] = Id("")
    depth: Annotated[Depth, "check-in (a minute or two), deep (longer) or next-step (evidence and what follows)."] = (
        "check-in"
    )
    roles: Annotated[tuple[Id, ...], "The roles it is for; leave it out for everyone."] = ()
    minutes: Annotated[int, "About how long it takes, in minutes."] = 0


@dataclass(frozen=True, slots=True)
class Indicator:
    """An observable thing a leader does."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The indicator in a few words."]
    id: Annotated[Id, "The indicator's name for machines; made from the code or name when missing."] = Id("")
    code: Annotated[str, "Your own code, such as 2.1b."] = ""
    look_for: Annotated[str, "What another person could see."] = ""
    seen_by: Annotated[tuple[str, ...], "Who could see it."] = ()
    roles: Annotated[tuple[Id, ...], "The roles it is for; leave it out for everyone."] = ()
    scale: Annotated[Id, "Its scale; leave it out for the attribute's."] = Id("")
    levels: Annotated[Mapping[Id, tuple[str, ...]], "For each level, what it looks like."] = field(
        default_factory=dict
    )
    indicators: Annotated["tuple[Indicator, ...]", "Finer indicators below this one."] = ()


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to try."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "What to do."]
    name: Annotated[str, "Its name, a few words."] = ""
    id: Annotated[Id, "The practice's name for machines; made from the name when missing."] = Id("")
    minutes: Annotated[int, "About how long it takes, in minutes."] = 0


@dataclass(frozen=True, slots=True)
class InRole:
    """What an attribute looks like in one role."""

    shorthand: ClassVar[str] = "looks_like"
    looks_like: Annotated[str, "What it can look like in this role."]
    evidence: Annotated[tuple[str, ...], "Evidence close at hand."] = ()


@dataclass(frozen=True, slots=True)
class PlanExample:
    """An if-then plan, to show the form."""

    when: Annotated[str, "When ..., without the word When."]
    then: Annotated[str, "Then I will ..., without those words."]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One facet of the portrait."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The attribute's name."]
    id: Annotated[Id, "The attribute's name for machines; made from the name when missing."] = Id("")
    code: Annotated[str, "Your own code, such as A."] = ""
    definition: Annotated[Definition | None, "Its one-line definition."] = None
    plain: Annotated[str, "What it means in plain words."] = ""
    know: Annotated[tuple[str, ...], "What a leader knows."] = ()
    can_do: Annotated[tuple[str, ...], "What a leader can do."] = ()
    believe: Annotated[tuple[str, ...], "What a leader believes."] = ()
    watch_out: Annotated[str, "What it looks like when overdone."] = ""
    scale: Annotated[Id, "Its scale; leave it out for the file's first one."] = Id("")
    levels: Annotated[Mapping[Id, tuple[str, ...]], "For each level, what it looks like."] = field(
        default_factory=dict
    )
    prompts: Annotated[tuple[Prompt, ...], "Its questions."] = ()
    indicators: Annotated[tuple[Indicator, ...], "What a leader can be seen doing."] = ()
    practices: Annotated[tuple[Practice, ...], "Things to try."] = ()
    vignette: Annotated[str, "A short invented story of what it can look like."] = ""
    in_role: Annotated[Mapping[Id, InRole], "For each role, what it looks like."] = field(default_factory=dict)
    plan_examples: Annotated[tuple[PlanExample, ...], "If-then plans, to show the form."] = ()

    @property
    def meaning(self) -> str:
        """Say in one line what the attribute means."""
        return self.definition.text if self.definition else self.plain


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Ask how the open commitments went."""

    do: Literal["follow-up"]


@dataclass(frozen=True, slots=True)
class AskPrompts:
    """Ask prompts of one depth, those least used first."""

    do: Literal["ask"]
    depth: Annotated[Depth, "check-in, deep or next-step."] = "check-in"
    count: Annotated[int, "How many prompts."] = 1


@dataclass(frozen=True, slots=True)
class Question:
    """Ask one question that belongs to the guide itself."""

    do: Literal["question"]
    id: Annotated[Id, "The question's name for machines."]
    text: Annotated[str, "The question as it is asked."]


@dataclass(frozen=True, slots=True)
class Place:
    """Ask for a level of the attribute at hand."""

    do: Literal["place"]


@dataclass(frozen=True, slots=True)
class EachAttribute:
    """Go through the sitting's attributes, one after the other."""

    do: Literal["each-attribute"]
    steps: Annotated[tuple[AskPrompts | Place, ...], "What is done for each attribute."]


@dataclass(frozen=True, slots=True)
class Focus:
    """Ask which attribute needs attention next."""

    do: Literal["focus"]
    text: Annotated[str, "How it is asked."] = "Where is my attention needed next?"


@dataclass(frozen=True, slots=True)
class Plan:
    """Ask for one if-then plan."""

    do: Literal["plan"]
    when: Annotated[str, "The word before the moment."] = "When"
    then: Annotated[str, "The words before the deed."] = "then I will"
    by: Annotated[str, "The word before the date."] = "by"


GuideStep = FollowUp | Question | EachAttribute | Focus | Plan


@dataclass(frozen=True, slots=True)
class Guide:
    """An ordered plan for a sitting."""

    id: Annotated[Id, "How the guide is asked for: `portrait reflect --guide ID`."]
    name: Annotated[str, "Its name."]
    steps: Annotated[tuple[GuideStep, ...], "What is done, in order."]
    summary: Annotated[str, "What it is good for, one line."] = ""
    minutes: Annotated[int, "About how long it takes, in minutes."] = 10
    per_attribute: Annotated[
        bool, "Whether it is for chosen attributes, and takes so long for each of them: true or false."
    ] = False


@dataclass(frozen=True, slots=True)
class Portrait:
    """A definition of good leadership: attributes, scales, roles, prompts, guides and where they come from."""

    attributes: Annotated[tuple[Attribute, ...], "The attributes, in order."]
    format: Annotated[Literal["1"], "The format's version: 1."] = "1"
    id: Annotated[Id, "The portrait's name for machines; made from the file's name when missing."] = Id("")
    title: Annotated[str, "The portrait's title; made from the file's name when missing."] = ""
    version: Annotated[str, "The portrait's version."] = "1"
    language: Annotated[str, "Its language, such as en, es or ar."] = "en"
    summary: Annotated[str, "What it is, one line."] = ""
    publisher: Annotated[str, "Who stands behind it."] = ""
    licence: Annotated[str, "What others may do with it."] = ""
    attribution: Annotated[str, "Whom to name when it is shown."] = ""
    disclaimer: Annotated[str, "What it is not."] = ""
    sources: Annotated[tuple[Source, ...], "Where words come from."] = ()
    scales: Annotated[tuple[Scale, ...], "The scales; the first is used where none is named."] = ()
    roles: Annotated[tuple[Role, ...], "The kinds of leaders it speaks to."] = ()
    guides: Annotated[tuple[Guide, ...], "The sittings it offers."] = ()

    def scale_of(self, part: Attribute | Indicator) -> Scale | None:
        """Find the scale on which an attribute or indicator is placed, if there is one."""
        if part.scale:
            return next(scale for scale in self.scales if scale.id == part.scale)
        return self.scales[0] if self.scales else None

    def source_of(self, definition: Definition) -> Source | None:
        """Find the source a definition is quoted from, if it is a quotation."""
        return next((source for source in self.sources if source.id == definition.source), None)

    def indicators(self) -> "Iterator[Indicator]":
        """Go through every indicator of every attribute, at any depth."""
        waiting = [indicator for attribute in self.attributes for indicator in attribute.indicators]
        while waiting:
            indicator = waiting.pop(0)
            yield indicator
            waiting[:0] = indicator.indicators
