"""The steps of a session that ask for levels: of an attribute, of an indicator that is chosen, of every indicator."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.earlier_entries import LastSaid
from portrait_cli.core.growth import change
from portrait_cli.core.guide import Place, PlaceIndicator
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Scale, fits, walk
from portrait_cli.core.session import Choice, Reminder, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import Id, one_line

MOST_PLACED = 8
"""The most indicators that a session goes through by itself; of more, the person chooses one in each attribute."""


class Placeable(NamedTuple):
    """An indicator that can be placed, with its scale."""

    indicator: Indicator
    scale: Scale


class PlacingSteps(Struct, frozen=True):
    """Lays out the steps that ask for levels, and asks for none twice."""

    portrait: Portrait
    role: str
    attributes: Sequence[Attribute]
    """Those of the session."""
    indicators: Mapping[str, frozenset[str]]
    """For some attributes, the only indicators to choose from."""
    said: Mapping[str, LastSaid]
    named: frozenset[str]
    """Steps that an answers file names, which may be of an earlier version."""
    asked: set[str]
    """The steps laid out so far."""

    # --- which ---

    def goes_through(self, guide_step: Place, attribute: Attribute) -> bool:
        """Return True if a guide's step asks for a level of every indicator of an attribute."""
        if guide_step.of == "every-indicator":
            return bool(self._placeable(attribute))
        if step_name.named(attribute.id, step_name.INDICATOR) in self.named:
            return False
        return self._stands_on_indicators(attribute) and (self._were_placed(attribute) or self._are_few())

    def _were_placed(self, attribute: Attribute) -> bool:
        """Return True if an answers file, perhaps from a page for another role, has levels of the indicators."""
        levels = (
            str(StepName(attribute.id, one.indicator.id, step_name.LEVEL)) for one in self._placeable(attribute)
        )
        return not self.named.isdisjoint(levels)

    def _stands_on_indicators(self, attribute: Attribute) -> bool:
        """Return True if an attribute's levels would be bare names, while its indicators say what each looks like."""
        if _has_statements(attribute) or step_name.named(attribute.id, step_name.LEVEL) in self.named:
            return False
        return any(_has_statements(indicator) for indicator, _ in self._placeable(attribute))

    def _are_few(self) -> bool:
        """Return True if it takes minutes, and not an evening, to go through the indicators of the session."""
        standing = filter(self._stands_on_indicators, self.attributes)
        return sum(len(self._placeable(attribute)) for attribute in standing) <= MOST_PLACED

    def _placeable(self, attribute: Attribute) -> list[Placeable]:
        """List the indicators for the person's role, but none that leaves its statements to finer ones below it."""
        wanted = self.indicators.get(attribute.id)
        placeable: list[Placeable] = []
        for indicator in walk(attribute.indicators):
            scale = self.portrait.scale_of(indicator)
            is_wanted = wanted is None or indicator.id in wanted
            if scale and is_wanted and fits(indicator.roles, self.role) and not _leaves_it_to_finer(indicator):
                placeable.append(Placeable(indicator, scale))
        return placeable

    # --- the steps ---

    def place(
        self, guide_step: Place, common: Step, attribute: Attribute, earlier: Reminder | None
    ) -> Iterator[Step]:
        """Ask for the level of an attribute or, where only its indicators have statements, for theirs."""
        if self.goes_through(guide_step, attribute):
            for one in self._placeable(attribute):
                yield from self._indicator(one, common, attribute, guide_step)
        elif self._stands_on_indicators(attribute):
            yield from self._one_of_them(PlaceIndicator(), common, attribute, guide_step)
        else:
            yield from self._attribute(guide_step, common, attribute, earlier)

    def choose(self, guide_step: PlaceIndicator, common: Step, attribute: Attribute) -> Iterator[Step]:
        """Let the person choose an indicator, and ask for its level."""
        yield from self._one_of_them(guide_step, common, attribute, Place())

    def _one_of_them(
        self, choosing: PlaceIndicator, common: Step, attribute: Attribute, placing: Place
    ) -> Iterator[Step]:
        """Let the person choose an indicator, unless there is only one, and ask for its level."""
        offered = self._placeable(attribute)
        if len(offered) > 1:
            name = step_name.named(attribute.id, step_name.INDICATOR)
            if name not in self.asked:
                self.asked.add(name)
                yield replace(
                    common,
                    id=name,
                    purpose="indicator",
                    prompt=one_line(choosing.text),
                    # What each of them means comes with its levels.
                    choices=tuple(Choice(indicator.id, one_line(indicator.label)) for indicator, _ in offered),
                )
            common = replace(common, needs=name)
        for one in offered:
            yield from self._indicator(one, common, attribute, placing)

    def _attribute(
        self, guide_step: Place, common: Step, attribute: Attribute, earlier: Reminder | None
    ) -> Iterator[Step]:
        scale = self.portrait.scale_of(attribute)
        if scale is None:
            return
        name = step_name.named(attribute.id, step_name.LEVEL)
        if guide_step.as_of == "then":
            name = str(StepName(attribute.id, step_name.THEN, step_name.LEVEL))
        step = replace(common, id=name, target=attribute.id, earlier=earlier)
        yield from self._level(step, guide_step, guide_step.text or scale.question, scale, attribute.levels)

    def _indicator(self, one: Placeable, common: Step, attribute: Attribute, guide_step: Place) -> Iterator[Step]:
        indicator, scale = one
        named = StepName(attribute.id, indicator.id, step_name.LEVEL)
        if guide_step.as_of == "then":
            named = replace(named, subject=f"{indicator.id}.{step_name.THEN}")
        step = replace(
            common,
            id=str(named),
            target=indicator.id,
            hint=_about(indicator),
            earlier=level_only(self.said.get(indicator.id)),
            needs_one_of=(indicator.id,) if common.needs else (),
        )
        question = f"{one_line(indicator.label)}: {guide_step.text or scale.question}"
        yield from self._level(step, guide_step, question, scale, indicator.levels)

    def _level(
        self, step: Step, guide_step: Place, question: str, scale: Scale, own: Mapping[Id, tuple[str, ...]]
    ) -> Iterator[Step]:
        """Ask for a level once; what was said last and the hint are for today's level."""
        if step.id in self.asked:
            return
        self.asked.add(step.id)
        dips, example = self._dips(step.target, scale), one_line(guide_step.example)
        if guide_step.as_of == "then":
            step = replace(step, earlier=None)
            scale = replace(scale, hint="")
            dips, example = {}, ""
        step = replace(step, as_of=guide_step.as_of)
        yield _placing(step, question, scale, own)
        yield from _comment(step, scale, dips, example)

    def _dips(self, target: str, scale: Scale) -> Mapping[str, str]:
        """Return the levels below the one that was chosen last, each with the question about that."""
        asked = one_line(self.portrait.wording.after_a_dip)
        said = self.said.get(target)
        if not asked or said is None or said.placement is None:
            return {}
        levels = tuple(level.id for level in scale.levels)
        last = said.placement
        now = [replace(last, level=level, scale=scale.reference, levels=levels) for level in levels]
        return {placed.level: asked for placed in now if change(last, placed) == "down"}


def _has_statements(part: Attribute | Indicator) -> bool:
    return any(part.levels.values())


def _leaves_it_to_finer(indicator: Indicator) -> bool:
    return not _has_statements(indicator) and any(map(_has_statements, walk(indicator.indicators)))


def _about(indicator: Indicator) -> str:
    """Return what an indicator means or, where it has no definition, what another person could see."""
    if indicator.definition:
        return one_line(indicator.definition.text)
    return f"Look for: {one_line(indicator.look_for)}" if indicator.look_for else ""


def level_only(said: LastSaid | None) -> Reminder | None:
    """Return the level that was chosen last, and when."""
    if said is None or said.placement is None or said.placed is None:
        return None
    return Reminder(said.placed, level=said.placement.label, placed=said.placed, off_scale=said.off_scale)


# --- a level ---


def _placing(step: Step, text: str, scale: Scale, own: Mapping[Id, tuple[str, ...]]) -> Step:
    """Return the step that asks for a level."""
    return replace(
        step,
        purpose="level",
        prompt=one_line(text),
        hint=step.hint or one_line(scale.hint),
        choices=tuple(_choices(scale, own)),
        scale=scale.reference,
        levels=tuple(level.id for level in scale.levels),
    )


def _comment(level: Step, scale: Scale, dips: Mapping[str, str], example: str) -> Iterator[Step]:
    """Ask for a comment: after a level for an example, where the guide wants one.

    An answer off the scale that needs a comment is asked about in the scale's words, and a level that is lower than
    last time in the portrait's.
    """
    needing = tuple(other.id for other in scale.off_scale if other.needs_comment)
    off_scale = one_line(scale.comment) if needing else ""
    prompt = example or off_scale or next(iter(dips.values()), "")
    if prompt:
        after_level = tuple(one.id for one in scale.levels if example)
        instead = dict.fromkeys(needing, off_scale) if example else {}
        yield replace(
            level,
            id=step_name.parse(level.id).beside(step_name.COMMENT),
            purpose="comment",
            prompt=prompt,
            hint="",
            earlier=None,
            needs=level.id,
            needs_one_of=tuple(dict.fromkeys((*needing, *dips, *after_level))),
            prompts_after={**instead, **dips},
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
