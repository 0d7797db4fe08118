"""The steps of a session that are about one attribute: prompts, a lens, the guide's questions, and levels."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.earlier_entries import LastSaid, Past
from portrait_cli.core.guide import AskDisposition, AskLens, AskPrompts, Depth, Place, PlaceIndicator, Question
from portrait_cli.core.placing_steps import PlacingSteps, level_only
from portrait_cli.core.portrait import Attribute, Portrait, Prompt, fits, of_depth
from portrait_cli.core.session import Reminder, Step
from portrait_cli.core.shown import shown
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import one_line

AttributeStep: TypeAlias = AskPrompts | AskLens | AskDisposition | Question | Place | PlaceIndicator


class AttributeSteps(Struct, frozen=True):
    """Lays out the steps of one attribute after another, and asks nothing twice."""

    portrait: Portrait
    role: str
    past: Past
    placing: PlacingSteps
    named: frozenset[str] = frozenset()
    """Steps to ask before any others."""

    @property
    def asked(self) -> set[str]:
        """The steps laid out so far."""
        return self.placing.asked

    def of_each(self, attributes: Iterable[Attribute], guide_steps: tuple[AttributeStep, ...]) -> Iterator[Step]:
        """Lay out what a guide asks about each of some attributes."""
        for attribute in attributes:
            yield from self._of(attribute, guide_steps)

    def _of(self, attribute: Attribute, guide_steps: tuple[AttributeStep, ...]) -> Iterator[Step]:
        common = self._common(attribute)
        said = self.past.said.get(attribute.id)
        earlier = _words_and_level(said)
        for guide_step in guide_steps:
            match guide_step:
                case AskPrompts():
                    for step in self._prompts(guide_step, common, attribute):
                        yield replace(step, earlier=earlier)
                        earlier = level_only(said)  # showing the words once is enough
                case AskLens():
                    yield from self._lens(common, attribute)
                case AskDisposition():
                    yield from self._disposition(guide_step, common, attribute)
                case Question():
                    name = StepName(attribute.id, step_name.GUIDE, guide_step.id)
                    yield question(guide_step, common, name, self.past)
                case Place():
                    yield from self.placing.place(guide_step, common, attribute, _words_and_level(said))
                case PlaceIndicator():
                    if not self._goes_through_them(guide_steps, attribute):
                        yield from self.placing.choose(guide_step, common, attribute)
                case _:
                    assert_never(guide_step)

    def _goes_through_them(self, guide_steps: tuple[AttributeStep, ...], attribute: Attribute) -> bool:
        """Return True if a guide asks for a level of every indicator, so that none needs to be chosen."""
        return any(isinstance(step, Place) and self.placing.goes_through(step, attribute) for step in guide_steps)

    def _common(self, attribute: Attribute) -> Step:
        """Return what all steps of an attribute share."""
        meaning = attribute.meaning or ", ".join(indicator.label for indicator in attribute.indicators)
        return Step(
            id="",
            purpose="words",
            prompt="",
            attribute=attribute.id,
            heading=one_line(attribute.name),
            meaning=one_line(meaning),
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
                minutes=guide_step.minutes or prompt.minutes,
            )

    def _choose_prompts(self, attribute: Attribute, depth: Depth, count: int) -> list[Prompt]:
        """Choose the prompts to ask: those an answers file names, retired ones too, else those least used."""
        today = self.portrait.prompts_of(attribute, depth)
        waiting = [prompt for prompt in today if step_name.named(attribute.id, prompt.id) not in self.asked]
        named = [
            prompt
            for prompt in [*waiting, *of_depth(attribute.retired_prompts, depth)]
            if step_name.named(attribute.id, prompt.id) in self.named - self.asked
        ]
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
        """Ask about a part of what the attribute asks of a leader, below its statements: the one least used."""
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
                steps.append(replace(common, id=name, prompt=one_line(text), hint=shown))
        yield from self._first_of(steps)


def least_used(prompts: list[Prompt], attribute: str, role: str, used: Mapping[str, int]) -> list[Prompt]:
    """Return the prompts for a role in the order in which to ask them.

    No prompt comes again while others are unused. Of equally used ones, those written for the role come first.
    """

    def rank(prompt: Prompt) -> tuple[int, bool]:
        times = used.get(step_name.named(attribute, prompt.id), 0)
        return times, not prompt.roles

    return sorted((prompt for prompt in prompts if fits(prompt.roles, role)), key=rank)


def question(guide_step: Question, common: Step, name: StepName, past: Past) -> Step:
    """Return the step for a guide's question, with what it shows and the last answer to the question it recalls."""
    earlier = None
    recalled = past.recalled.get(step_name.named(step_name.GUIDE, guide_step.recalls))
    if recalled and guide_step.recalls:
        earlier = Reminder(recalled.on, recalled.words, prompt=recalled.prompt)
    return replace(
        common,
        id=str(name),
        prompt=one_line(guide_step.text),
        hint=one_line(guide_step.hint),
        earlier=earlier,
        shown=shown(guide_step.shows, past),
        minutes=guide_step.minutes,
    )


# --- what was said last time ---


def _words_and_level(said: LastSaid | None) -> Reminder | None:
    placed = level_only(said)
    if said is None or not said.words:
        return placed
    return replace(placed or Reminder(said.on), on=said.on, words=said.words)
