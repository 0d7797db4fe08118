"""The portrait file as values: what a district says good leadership looks like.

The annotations are the format: `formats/yaml_struct.py` reads a file by them. The words behind each type are for
the people who write such a file.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from portrait_cli.core.colleague_set import MOST_ITEMS, ColleagueItem, ColleagueWords
from portrait_cli.core.document_words import DocumentWords
from portrait_cli.core.guide import AskPlan, Depth, FollowUp, Guide, GuideStep
from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.step_name import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN
from portrait_cli.core.text import Id


def _except_for(taken: frozenset[str]) -> Meta:
    """Return the annotation for an id that may not be one of these."""
    return Meta(extra={"taken": sorted(taken)})


class Source(Struct, frozen=True):
    """Where words come from."""

    id: Annotated[Id, "How this file refers to the source."]
    title: Annotated[str, "The title of the work."]
    publisher: Annotated[str, "Who published it."] = ""
    date: Annotated[str, "When it was published."] = ""
    url: Annotated[str, "Where it can be read."] = ""
    note: Annotated[str, "What is taken from it."] = ""


class Level(Struct, frozen=True):
    """One named level of a scale."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The level's name, one or two words."]
    id: Annotated[Id, "The level's name for machines; made from the name when missing."] = Id("")
    meaning: Annotated[str, "What the level means in general."] = ""
    sign: Annotated[str, "A rule of thumb for recognizing it."] = ""
    formerly: Annotated[tuple[str, ...], "Ids that it had before; levels chosen then still count as this one."] = ()


class OffScale(Struct, frozen=True):
    """An honest answer that is not a level."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The answer's name, a few words."]
    id: Annotated[Id, "The answer's name for machines; made from the name when missing."] = Id("")
    meaning: Annotated[str, "When to choose it."] = ""
    needs_comment: Annotated[bool, "Whether a line of explanation is asked for: true or false."] = False
    formerly: Annotated[tuple[str, ...], "Ids that it had before; answers given then still count as this one."] = ()


class Scale(Struct, frozen=True):
    """Ordered levels, lowest first, and the off-scale answers beside them."""

    id: Annotated[Id, "How this file refers to the scale."]
    levels: Annotated[
        tuple[Level, ...],
        f"The levels, lowest first; {LIMITS_IN_WORDS}.",
        Meta(min_length=FEWEST_LEVELS, max_length=MOST_LEVELS),
    ]
    version: Annotated[str, "Changes when the levels change, so that old and new are never mixed."] = "1"
    question: Annotated[str, "How the level is asked for."] = "Where would I place myself today?"
    hint: Annotated[str, "One short sentence of help for choosing."] = ""
    comment: Annotated[str, "How a comment is asked for, where an answer needs one."] = (
        "What makes that the honest answer?"
    )
    cumulative: Annotated[bool, "Whether each level includes those below it: true or false."] = False
    off_scale: Annotated[tuple[OffScale, ...], "Answers that are not levels."] = ()

    @property
    def reference(self) -> str:
        """Return the scale and its version, as an entry names them."""
        return f"{self.id}/{self.version}"

    def statements(self, own: Mapping[Id, tuple[str, ...]]) -> Iterator[tuple[Level, str]]:
        """List what each level looks like: in the words of what is placed, else what the level means in general.

        Several statements are on a line each; if each level includes those below it, a plus is before its own.
        """
        for height, level in enumerate(self.levels):
            statement = "\n".join(own.get(level.id, ())) or level.meaning
            includes_others = self.cumulative and height > 0
            if statement and includes_others:
                statement = f"+ {statement}"
            yield level, statement


class Role(Struct, frozen=True):
    """A kind of leader."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "What people in this role are called."]
    id: Annotated[Id, "The role's name for machines; made from the name when missing."] = Id("")
    examples: Annotated[str, "Job titles for the role, with commas between them."] = ""
    start_with: Annotated[tuple[Id, ...], "Indicators that are good to begin with in this role."] = ()
    question: Annotated[str, "A question to carry through the first month."] = ""


class Definition(Struct, frozen=True):
    """The one-line meaning of an attribute or indicator."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The definition, one line."]
    source: Annotated[Id, "The source it is quoted from; leave it out for your own words."] = Id("")


class Prompt(Struct, frozen=True):
    """One question."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The question as it is asked, under 35 words."]
    id: Annotated[
        Id, "The prompt's name for machines; made from the text when missing.", _except_for(PROMPTS_TAKEN)
    ] = Id("")
    depth: Annotated[Depth, "check-in (a minute or two), deep (longer) or next-step (evidence and what follows)."] = (
        "check-in"
    )
    roles: Annotated[tuple[Id, ...], "The roles it is for; leave it out for everyone."] = ()
    minutes: Annotated[int, "About how long it takes, in minutes."] = 0


class Indicator(Struct, frozen=True):
    """An observable thing a leader does."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The indicator in a few words."]
    id: Annotated[
        Id,
        "The indicator's name for machines; made from the code or name when missing.",
        _except_for(INDICATORS_TAKEN),
    ] = Id("")
    code: Annotated[str, "Your own code, such as 2.1b."] = ""
    formerly: Annotated[
        tuple[str, ...], "Ids and codes that it had before, so that its line of growth continues."
    ] = ()
    definition: Annotated[Definition | None, "Its one-line definition."] = None
    aligned_to: Annotated[tuple[str, ...], "What it matches or is related to in other frameworks."] = ()
    look_for: Annotated[str, "What another person could see."] = ""
    seen_by: Annotated[tuple[str, ...], "Who could see it."] = ()
    roles: Annotated[tuple[Id, ...], "The roles it is for; leave it out for everyone."] = ()
    scale: Annotated[Id, "Its scale; leave it out for the attribute's."] = Id("")
    levels: Annotated[Mapping[Id, tuple[str, ...]], "For each level, what it looks like."] = {}
    indicators: Annotated["tuple[Indicator, ...]", "Finer indicators below this one."] = ()

    @property
    def label(self) -> str:
        """Return its code and its name."""
        return " ".join(filter(None, [self.code, self.name]))

    @property
    def meaning(self) -> str:
        """Return what another person could see, else what the indicator means."""
        defined = self.definition.text if self.definition else ""
        return self.look_for or defined


class Retired(Indicator, frozen=True):
    """An indicator that is not offered any more; the levels chosen for it keep their name and their line."""

    since: Annotated[str, "The portrait's version that has it no longer."] = ""
    instead: Annotated[Id, "The indicator to look at in its place, if there is one."] = Id("")


class Practice(Struct, frozen=True):
    """Something to try."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "What to do."]
    name: Annotated[str, "Its name, a few words."] = ""
    id: Annotated[Id, "The practice's name for machines; made from the name when missing."] = Id("")
    minutes: Annotated[int, "About how long it takes, in minutes."] = 0


class InRole(Struct, frozen=True):
    """What an attribute looks like in one role."""

    shorthand: ClassVar[str] = "looks_like"
    looks_like: Annotated[str, "What it can look like in this role."]
    evidence: Annotated[tuple[str, ...], "Evidence that may already be there."] = ()


class PlanExample(Struct, frozen=True):
    """An if-then plan, to show the form."""

    when: Annotated[str, "When ..., without the word When."]
    then: Annotated[str, "Then I will ..., without those words."]


class Attribute(Struct, frozen=True):
    """One facet of the portrait."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The attribute's name."]
    id: Annotated[
        Id, "The attribute's name for machines; made from the name when missing.", _except_for(ATTRIBUTES_TAKEN)
    ] = Id("")
    code: Annotated[str, "Your own code, such as A."] = ""
    formerly: Annotated[
        tuple[str, ...], "Ids and codes that it had before, so that its line of growth continues."
    ] = ()
    definition: Annotated[Definition | None, "Its one-line definition."] = None
    aligned_to: Annotated[tuple[str, ...], "What it matches or is related to in other frameworks."] = ()
    plain: Annotated[str, "What it means in plain words."] = ""
    know: Annotated[tuple[str, ...], "What a leader knows."] = ()
    can_do: Annotated[tuple[str, ...], "What a leader can do."] = ()
    believe: Annotated[tuple[str, ...], "What a leader believes."] = ()
    watch_out: Annotated[str, "What it looks like when overdone."] = ""
    scale: Annotated[Id, "Its scale; leave it out for the file's first one."] = Id("")
    levels: Annotated[Mapping[Id, tuple[str, ...]], "For each level, what it looks like."] = {}
    prompts: Annotated[tuple[Prompt, ...], "Its questions."] = ()
    retired_prompts: Annotated[
        tuple[Prompt, ...], "Questions that are no longer asked; answers files that have them can still be read."
    ] = ()
    indicators: Annotated[tuple[Indicator, ...], "What a leader can be seen doing."] = ()
    retired: Annotated[tuple[Retired, ...], "Indicators that it had before, and that nothing else continues."] = ()
    practices: Annotated[tuple[Practice, ...], "Things to try."] = ()
    vignette: Annotated[str, "A short invented story of what it can look like."] = ""
    in_role: Annotated[Mapping[Id, InRole], "For each role, what it looks like."] = {}
    plan_examples: Annotated[tuple[PlanExample, ...], "If-then plans, to show the form."] = ()
    colleague_set: Annotated[
        tuple[ColleagueItem, ...],
        f"What colleagues can be asked whether they see it; at most {MOST_ITEMS}.",
        Meta(max_length=MOST_ITEMS),
    ] = ()

    @property
    def label(self) -> str:
        """Return its code and its name."""
        return " ".join(filter(None, [self.code, self.name]))

    @property
    def meaning(self) -> str:
        """Return in one line what the attribute means."""
        return self.definition.text if self.definition else self.plain


class Subset(Struct, frozen=True):
    """A named part of the portrait, such as the targets of the first year."""

    name: Annotated[str, "Its name; `portrait reflect NAME` takes its attributes."]
    id: Annotated[Id, "Its name for machines; made from the name when missing."] = Id("")
    summary: Annotated[str, "Who or what it is for, one line."] = ""
    attributes: Annotated[tuple[Id, ...], "The attributes in it."] = ()
    indicators: Annotated[tuple[Id, ...], "The indicators in it; leave them out for all of its attributes' own."] = ()


class Lens(Struct, frozen=True):
    """A follow-up question that looks at the same thing through someone else's eyes."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The question as it is asked."]
    name: Annotated[str, "Whose eyes, one word."] = ""
    id: Annotated[Id, "The lens's name for machines; made from the name when missing."] = Id("")


class Nudge(Struct, frozen=True):
    """A gentle question after a thin answer: offered once in a session, and never in the way."""

    text: Annotated[str, "What is asked."]
    fewer_than: Annotated[int, "Only for an answer of fewer words than this."] = 0
    words: Annotated[tuple[str, ...], "Only for an answer with one of these words."] = ()


class Wording(Struct, frozen=True):
    """What is said at certain moments; what is left out is not said."""

    welcome: Annotated[str, "Before the first session."] = ""
    records: Annotated[str, "Beside the welcome: who else might come to read these files."] = ""
    evidence: Annotated[str, "Beside a question about evidence: what a good line looks like."] = ""
    after_a_gap: Annotated[str, "After many weeks without an entry."] = ""
    after_a_dip: Annotated[str, "When a level is lower than last time."] = ""
    after_a_jump: Annotated[str, "Below the person's own words, when a level has become the top one."] = ""
    words_back: Annotated[str, "Below the person's own words, at any other time."] = ""
    beside_a_plan: Annotated[str, "Below a new plan."] = ""
    all_high: Annotated[str, "When every level is one of the two highest."] = ""
    all_low: Annotated[str, "When every level is the lowest."] = ""
    footer: Annotated[str, "Below everything that is exported."] = ""


class Portrait(Struct, frozen=True):
    """A definition of good leadership: attributes, scales, roles, prompts, guides and where they come from."""

    attributes: Annotated[tuple[Attribute, ...], "The attributes, in order.", Meta(min_length=1)]
    format: Annotated[Literal["1"], "The format's version: 1."] = "1"
    id: Annotated[Id, "The portrait's name for machines; made from the file's name when missing."] = Id("")
    formerly: Annotated[tuple[str, ...], "Ids that it had before, so that its lines of growth continue."] = ()
    title: Annotated[str, "The portrait's title; made from the file's name when missing."] = ""
    version: Annotated[str, "The portrait's version."] = "1"
    status: Annotated[str, "Its status: draft, adopted or superseded, with the date."] = ""
    language: Annotated[str, "Its language, such as en, es or ar."] = "en"
    summary: Annotated[str, "What it is, one line."] = ""
    publisher: Annotated[str, "Who publishes it."] = ""
    licence: Annotated[str, "What others may do with it."] = ""
    attribution: Annotated[str, "Who to credit when it is shown."] = ""
    disclaimer: Annotated[str, "What it is not."] = ""
    sources: Annotated[tuple[Source, ...], "Where words come from."] = ()
    scales: Annotated[tuple[Scale, ...], "The scales; the first is used where none is named."] = ()
    roles: Annotated[tuple[Role, ...], "The kinds of leaders it speaks to."] = ()
    prompts: Annotated[
        tuple[Prompt, ...], "Questions that fit any attribute, for those that have none of their own."
    ] = ()
    guides: Annotated[tuple[Guide, ...], "The sessions it offers."] = ()
    subsets: Annotated[tuple[Subset, ...], "Named parts of it, such as the targets of the first year."] = ()
    lenses: Annotated[tuple[Lens, ...], "Questions that look at an answer through someone else's eyes."] = ()
    nudges: Annotated[tuple[Nudge, ...], "Gentle questions after a thin answer."] = ()
    colleagues: Annotated[ColleagueWords, "The words in which colleagues are asked, and answer."] = ColleagueWords()
    wording: Annotated[Wording, "What is said at certain moments."] = Wording()
    documents: Annotated[DocumentWords, "The documents that are made with it."] = DocumentWords()

    @property
    def plan(self) -> AskPlan:
        """Return the words in which plans are made: those of the first guide that asks for a moment."""
        asks = (step for step in self._guide_steps() if isinstance(step, AskPlan) and not step.ask)
        return next(asks, AskPlan())

    @property
    def follow_up(self) -> FollowUp:
        """Return the words in which plans are followed up: those of the first guide that does."""
        return next((step for step in self._guide_steps() if isinstance(step, FollowUp)), FollowUp())

    def _guide_steps(self) -> Iterator[GuideStep]:
        for guide in self.guides:
            yield from guide.steps

    def indicators(self) -> Iterator[tuple[Attribute, Indicator]]:
        """Go through every indicator, at any depth, with its attribute."""
        for attribute in self.attributes:
            for indicator in walk(attribute.indicators):
                yield attribute, indicator

    def parts(self) -> Iterator[Attribute | Indicator]:
        """Go through every attribute, every indicator at any depth, and those that are retired."""
        yield from self.attributes
        for _, indicator in self.indicators():
            yield indicator
        for _, retired in self.retired():
            yield retired

    def retired(self) -> Iterator[tuple[Attribute, Retired]]:
        """Go through the indicators that are retired, with the attributes that had them."""
        for attribute in self.attributes:
            for retired in attribute.retired:
                yield attribute, retired

    def scale_of(self, part: Attribute | Indicator) -> Scale | None:
        """Find the scale on which an attribute or indicator is placed, if there is one."""
        return next((scale for scale in self.scales if scale.id == part.scale), None)

    def prompts_of(self, attribute: Attribute, depth: str) -> tuple[Prompt, ...]:
        """List the prompts of a depth: the attribute's own, else those that fit any attribute."""
        own = of_depth(attribute.prompts, depth)
        return own or of_depth(self.prompts, depth)

    def role_name(self, role: str, of_portrait: str) -> str:
        """Return the name of a role in an entry of a portrait; its id if that is a different portrait."""
        if of_portrait == self.id:
            for known in self.roles:
                if known.id == role:
                    return known.name
        return role

    def guide_of(self, name: str, of_portrait: str) -> Guide | None:
        """Find the guide that an entry of a portrait followed; None if that is a different portrait."""
        if of_portrait != self.id:
            return None
        return next((guide for guide in self.guides if guide.id == name), None)

    def source_of(self, definition: Definition) -> Source | None:
        """Find the source a definition is quoted from, if it is a quotation."""
        return next((source for source in self.sources if source.id == definition.source), None)


def of_depth(prompts: tuple[Prompt, ...], depth: str) -> tuple[Prompt, ...]:
    """List the prompts of a depth."""
    return tuple(prompt for prompt in prompts if prompt.depth == depth)


def fits(roles: tuple[Id, ...], role: str) -> bool:
    """Return True if something is for a role; what names no roles is for everyone."""
    return not roles or role in roles


def walk(indicators: Iterable[Indicator]) -> Iterator[Indicator]:
    """Go through indicators and the finer ones below them, in order."""
    for indicator in indicators:
        yield indicator
        yield from walk(indicator.indicators)
