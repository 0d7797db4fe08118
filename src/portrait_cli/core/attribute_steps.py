"""The steps of a session that are about one attribute: prompts, a lens, the guide's questions, and levels."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.earlier_entries import EarlierAnswer, LastSaid, Past
from portrait_cli.core.guide import AskDisposition, AskLens, AskPrompts, Depth, Place, PlaceIndicator, Question
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Prompt, Scale, fits, walk
from portrait_cli.core.session import Choice, Reminder, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import Id, one_line

AttributeStep: TypeAlias = AskPrompts | AskLens | AskDisposition | Question | Place | PlaceIndicator


class AttributeSteps(Struct, frozen=True):
    """Lays out the steps of one attribute after another, and asks nothing twice."""

    portrait: Portrait
    role: str
    past: Past
    indicators: Mapping[str, frozenset[str]] = {}
    """For some attributes, the only indicators to choose from."""
    named: frozenset[str] = frozenset()
    """Steps to ask before any others."""
    asked: set[str] = field(default_factory=set)
    """The steps laid out so far."""

    def of(self, attribute: Attribute, guide_steps: tuple[AttributeStep, ...], part: str) -> Iterator[Step]:
        """Lay out what a guide asks about an attribute; `part` is where the session is, as `2 of 5`."""
        common = self._common(attribute, part)
        said = self.past.said.get(attribute.id)
        earlier = _words_and_level(said)
        for guide_step in guide_steps:
            match guide_step:
                case AskPrompts():
                    for step in self._prompts(guide_step, common, attribute):
                        yield replace(step, earlier=earlier)
                        earlier = _level_only(said)  # showing the words once is enough
                case AskLens():
                    yield from self._lens(common, attribute)
                case AskDisposition():
                    yield from self._disposition(guide_step, common, attribute)
                case Question():
                    name = StepName(attribute.id, step_name.GUIDE, guide_step.id)
                    yield question(guide_step, common, name, self.past.recalled)
                case Place():
                    yield from self._level(guide_step, common, attribute, earlier)
                case PlaceIndicator():
                    yield from self._indicator(guide_step, common, attribute)
                case _:
                    assert_never(guide_step)

    def _common(self, attribute: Attribute, part: str) -> Step:
        """Return what all steps of an attribute share."""
        meaning = attribute.meaning or ", ".join(indicator.label for indicator in attribute.indicators)
        return Step(
            id="",
            purpose="words",
            prompt="",
            attribute=attribute.id,
            heading=one_line(attribute.name),
            meaning=one_line(meaning),
            part=part,
            place=self.portrait.attributes.index(attribute),
        )

    def _prompts(self, guide_step: AskPrompts, common: Step, attribute: Attribute) -> Iterator[Step]:
        hint = ""
        if guide_step.depth == "next-step":
            hint = one_line(self.portrait.wording.evidence)
        for prompt in self._choose_prompts(attribute, guide_step.depth, guide_step.count):
            yield replace(
                common,
                id=step_name.named(attribute.id, prompt.id),
                prompt=one_line(prompt.text),
                hint=hint,
                nudged=guide_step.depth == "deep",
            )

    def _choose_prompts(self, attribute: Attribute, depth: Depth, count: int) -> list[Prompt]:
        """Choose the prompts to ask: those an answers file names, else those least used."""
        waiting: list[Prompt] = []
        named: list[Prompt] = []
        for prompt in self.portrait.prompts_of(attribute, depth):
            name = step_name.named(attribute.id, prompt.id)
            if name not in self.asked:
                waiting.append(prompt)
                if name in self.named:
                    named.append(prompt)

        in_order = named or least_used(waiting, attribute.id, self.role, self.past.used)
        chosen = in_order[:count]
        self.asked.update(step_name.named(attribute.id, prompt.id) for prompt in chosen)
        return chosen

    def _lens(self, common: Step, attribute: Attribute) -> Iterator[Step]:
        """Ask through one lens: the one an answers file names, else the one least used."""
        texts = {str(StepName(attribute.id, step_name.LENS, lens.id)): lens.text for lens in self.portrait.lenses}
        steps = [replace(common, id=name, prompt=one_line(text)) for name, text in texts.items()]
        yield from self._first_of(steps)

    def _first_of(self, steps: list[Step]) -> Iterator[Step]:
        """Choose the step to ask: the first one that an answers file names, else the first of those least used."""
        waiting = [step for step in steps if step.id not in self.asked]
        named = [step for step in waiting if step.id in self.named]
        in_order = named or sorted(waiting, key=lambda step: self.past.used.get(step.id, 0))
        for step in in_order[:1]:
            self.asked.add(step.id)
            yield step

    def _disposition(self, guide_step: AskDisposition, common: Step, attribute: Attribute) -> Iterator[Step]:
        """Ask about a part of what the attribute asks of a leader: the one least used, of those that it has."""
        parts = {
            "know": (guide_step.know, attribute.know),
            "can-do": (guide_step.can_do, attribute.can_do),
            "believe": (guide_step.believe, attribute.believe),
            "watch-out": (guide_step.watch_out, (attribute.watch_out,)),
        }
        steps: list[Step] = []
        for part, (text, statements) in parts.items():
            name = str(StepName(attribute.id, step_name.DISPOSITION, part))
            shown = one_line(" ".join(statements))
            if shown:
                steps.append(replace(common, id=name, prompt=one_line(text), meaning=shown))
        yield from self._first_of(steps)

    def _level(
        self, guide_step: Place, common: Step, attribute: Attribute, earlier: Reminder | None
    ) -> Iterator[Step]:
        scale = self.portrait.scale_of(attribute)
        if scale is None:
            return
        name = step_name.named(attribute.id, step_name.LEVEL)
        if guide_step.as_of == "then":
            name = str(StepName(attribute.id, step_name.THEN, step_name.LEVEL))
            scale = replace(scale, hint="")  # the hint is for today's level
            earlier = None
        if name in self.asked:
            return
        self.asked.add(name)
        placing = replace(common, id=name, as_of=guide_step.as_of, target=attribute.id, earlier=earlier)
        yield from _placing(placing, guide_step.text, scale, attribute.levels)

    def _indicator(self, guide_step: PlaceIndicator, common: Step, attribute: Attribute) -> Iterator[Step]:
        choosing = step_name.named(attribute.id, step_name.INDICATOR)
        offered = list(self._placeable(attribute))
        if not offered or choosing in self.asked:
            return
        self.asked.add(choosing)
        yield replace(
            common,
            id=choosing,
            purpose="indicator",
            prompt=one_line(guide_step.text),
            # What each of them means comes with its levels.
            choices=tuple(Choice(indicator.id, one_line(indicator.label)) for indicator, _ in offered),
        )
        for indicator, scale in offered:
            placing = replace(
                common,
                id=str(StepName(attribute.id, indicator.id, step_name.LEVEL)),
                target=indicator.id,
                meaning=one_line(indicator.meaning),
                earlier=_level_only(self.past.said.get(indicator.id)),
                needs=choosing,
                needs_one_of=(indicator.id,),
            )
            asked = one_line(indicator.meaning) or scale.question
            yield from _placing(placing, f"{one_line(indicator.label)}: {asked}", scale, indicator.levels)

    def _placeable(self, attribute: Attribute) -> Iterator[tuple[Indicator, Scale]]:
        """List the indicators to choose from that are for the person's role, each with its scale."""
        wanted = self.indicators.get(attribute.id)
        for indicator in walk(attribute.indicators):
            scale = self.portrait.scale_of(indicator)
            is_wanted = wanted is None or indicator.id in wanted
            if scale and is_wanted and fits(indicator.roles, self.role):
                yield indicator, scale


def least_used(prompts: list[Prompt], attribute: str, role: str, used: Mapping[str, int]) -> list[Prompt]:
    """Return the prompts for a role in the order in which to ask them.

    No prompt comes again while others are unused. Of equally used ones, those written for the role come first.
    """

    def rank(prompt: Prompt) -> tuple[int, bool]:
        times = used.get(step_name.named(attribute, prompt.id), 0)
        return times, not prompt.roles

    return sorted((prompt for prompt in prompts if fits(prompt.roles, role)), key=rank)


def question(guide_step: Question, common: Step, name: StepName, answers: Mapping[str, EarlierAnswer]) -> Step:
    """Return the step for a guide's question, with the last answer to the question that it recalls."""
    earlier = None
    recalled = answers.get(step_name.named(step_name.GUIDE, guide_step.recalls))
    if recalled and guide_step.recalls:
        earlier = Reminder(recalled.on, recalled.words, prompt=recalled.prompt)
    return replace(
        common, id=str(name), prompt=one_line(guide_step.text), hint=one_line(guide_step.hint), earlier=earlier
    )


# --- what was said last time ---


def _words_and_level(said: LastSaid | None) -> Reminder | None:
    if said is None:
        return None
    level = said.placement.label if said.placement else ""
    return Reminder(said.on, said.words, level, said.placed)


def _level_only(said: LastSaid | None) -> Reminder | None:
    if said is None or said.placement is None or said.placed is None:
        return None
    return Reminder(said.placed, level=said.placement.label, placed=said.placed)


# --- levels ---


def _placing(step: Step, text: str, scale: Scale, own: Mapping[Id, tuple[str, ...]]) -> Iterator[Step]:
    """Ask for a level, and for a comment where an answer off the scale needs one."""
    yield replace(
        step,
        purpose="level",
        prompt=one_line(text or scale.question),
        hint=one_line(scale.hint),
        choices=tuple(_choices(scale, own)),
        scale=scale.reference,
        levels=tuple(level.id for level in scale.levels),
    )
    needing_comment = tuple(other.id for other in scale.off_scale if other.needs_comment)
    if needing_comment:
        yield replace(
            step,
            id=step_name.parse(step.id).beside(step_name.COMMENT),
            purpose="comment",
            prompt=one_line(scale.comment),
            earlier=None,
            needs=step.id,
            needs_one_of=needing_comment,
        )


def _choices(scale: Scale, own: Mapping[Id, tuple[str, ...]]) -> Iterator[Choice]:
    """List the levels, lowest first, and the answers off the scale."""
    for height, (level, meaning) in enumerate(scale.statements(own), start=1):
        yield Choice(level.id, one_line(level.name), statement(meaning), height)
    for other in scale.off_scale:
        yield Choice(other.id, one_line(other.name), statement(other.meaning))


def statement(text: str) -> str:
    """Put one statement on one line, and several on a line each."""
    lines = [one_line(line) for line in text.split("\n")]
    return "\n".join(filter(None, lines))
