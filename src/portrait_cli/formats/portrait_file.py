"""From the text of a portrait file to a Portrait, or to every problem with its line."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import (
    ATTRIBUTES_TAKEN,
    INDICATORS_TAKEN,
    PROMPTS_TAKEN,
    AskPlan,
    Attribute,
    Choose,
    EachAttribute,
    Focus,
    FollowUp,
    Guide,
    Id,
    Indicator,
    Lens,
    Level,
    OffScale,
    Portrait,
    Practice,
    Prompt,
    Question,
    Role,
    Scale,
    Source,
    Subset,
)
from portrait_cli.core.text import decode, slug
from portrait_cli.formats import yaml_struct, yaml_tree
from portrait_cli.formats.problems import MAX_BYTES, MOST_SHOWN, At, Problem, invalid, placed
from portrait_cli.formats.yaml_struct import LONGEST_ID, Path

_T = TypeVar("_T")
_Named = TypeVar("_Named", Attribute, Indicator, Lens, Level, OffScale, Practice, Prompt, Role, Subset)
_Identified = (
    Source
    | Scale
    | Level
    | OffScale
    | Role
    | Attribute
    | Prompt
    | Indicator
    | Practice
    | Guide
    | Question
    | Choose
    | Subset
    | Lens
)


def load(data: bytes, file: str, *, name: str = "portrait") -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file's bytes; return the portrait and warnings about what it can do without.

    `file` stands in messages; `name` is the portrait's id and title where the file gives none.
    Raises InvalidFileError with every problem as `file:line:column: what was found, what was expected`.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a portrait")
    try:
        tree = yaml_tree.parse(decode(data, file))
        portrait, places = yaml_struct.read(Portrait, tree)
    except (yaml_tree.YamlError, yaml_struct.ShapeError) as error:
        raise invalid(file, error.problems) from None
    portrait = _with_ids(portrait, name)
    check = _Check(places, [], [])
    check.portrait(portrait)
    if check.problems:
        raise invalid(file, check.problems)
    return portrait, tuple(placed(file, warning) for warning in sorted(check.warnings, key=lambda found: found.at))


def _with_ids(portrait: Portrait, name: str) -> Portrait:
    """Give an id to what has only a name, and a scale to what takes it from above."""
    first = portrait.scales[0].id if portrait.scales else Id("")
    return replace(
        portrait,
        id=portrait.id or Id(slug(name) or "portrait"),
        title=portrait.title or name,
        roles=_named(portrait.roles),
        prompts=_named(portrait.prompts),
        subsets=_named(portrait.subsets),
        lenses=_named(portrait.lenses),
        scales=tuple(
            replace(scale, levels=_named(scale.levels), off_scale=_named(scale.off_scale))
            for scale in portrait.scales
        ),
        attributes=tuple(
            replace(
                attribute,
                prompts=_named(attribute.prompts),
                practices=_named(attribute.practices),
                scale=attribute.scale or first,
                indicators=_indicators(attribute.indicators, attribute.scale or first),
            )
            for attribute in _named(portrait.attributes)
        ),
    )


def _indicators(indicators: tuple[Indicator, ...], scale: Id) -> tuple[Indicator, ...]:
    return tuple(
        replace(
            indicator,
            scale=indicator.scale or scale,
            indicators=_indicators(indicator.indicators, indicator.scale or scale),
        )
        for indicator in _named(indicators)
    )


def _named(things: tuple[_Named, ...]) -> tuple[_Named, ...]:
    return tuple(
        replace(thing, id=thing.id or Id(slug(_label(thing))[:LONGEST_ID].rstrip("-") or f"item-{number}"))
        for number, thing in enumerate(things, start=1)
    )


def _label(
    thing: Attribute | Indicator | Lens | Level | OffScale | Practice | Prompt | Role | Subset,
) -> str:
    match thing:
        case Lens():
            return thing.name or thing.text
        case Prompt():
            return thing.text
        case Indicator():
            return thing.code or thing.name
        case Practice():
            return thing.name or thing.text
        case _:
            return thing.name


def _placed(things: tuple[_T, ...], path: Path) -> dict[Path, _T]:
    return {(*path, number): thing for number, thing in enumerate(things)}


class _Known(Struct, frozen=True):
    """What the parts of a portrait may name, and what its indicators may not be called."""

    roles: set[Id]
    scales: Mapping[Id, Scale]
    taken: frozenset[str]


class _Check(Struct, frozen=True):
    """What the annotations cannot say: names that must differ, and names that must exist."""

    places: Mapping[Path, At]
    problems: list[Problem]
    warnings: list[Problem]

    def portrait(self, portrait: Portrait) -> None:
        roles = {role.id for role in portrait.roles}
        taken = INDICATORS_TAKEN | {attribute.id for attribute in portrait.attributes}
        known = _Known(roles, {scale.id: scale for scale in portrait.scales}, taken)
        self.differ(_placed(portrait.sources, ("sources",)), "source")
        self.differ(_placed(portrait.scales, ("scales",)), "scale")
        self.differ(_placed(portrait.roles, ("roles",)), "role")
        self.differ(_placed(portrait.attributes, ("attributes",)), "attribute")
        self.differ(_placed(portrait.guides, ("guides",)), "guide")
        for number, scale in enumerate(portrait.scales):
            self.scale(scale, ("scales", number))
        seen: dict[str, At] = {}
        for number, attribute in enumerate(portrait.attributes):
            path: Path = ("attributes", number)
            self.attribute(attribute, path, portrait, roles)
            self.levels(attribute, path, known)
            for index, indicator in enumerate(attribute.indicators):
                self.indicator(indicator, (*path, "indicators", index), known, seen)
        named = {Id(name) for name in seen}
        self.prompts(portrait.prompts, ("prompts",), roles)
        self.differ(_placed(portrait.lenses, ("lenses",)), "lens")
        for number, role in enumerate(portrait.roles):
            self.all_exist(role.start_with, named, ("roles", number, "start_with"), "indicator")
        self.subsets(portrait, named)
        asked = {step.id for guide in portrait.guides for step in guide.steps if isinstance(step, Question | Choose)}
        for number, guide in enumerate(portrait.guides):
            self.guide(guide, ("guides", number), asked)

    def scale(self, scale: Scale, path: Path) -> None:
        levels = _placed(scale.levels, (*path, "levels"))
        self.differ({**levels, **_placed(scale.off_scale, (*path, "off_scale"))}, "level")

    def attribute(self, attribute: Attribute, path: Path, portrait: Portrait, roles: set[Id]) -> None:
        self.free(attribute.id, ATTRIBUTES_TAKEN, path, "attribute")
        self.prompts(attribute.prompts, (*path, "prompts"), roles)
        self.differ(_placed(attribute.practices, (*path, "practices")), "practice")
        if attribute.definition and attribute.definition.source:
            sources = {source.id for source in portrait.sources}
            self.exists(attribute.definition.source, sources, (*path, "definition", "source"), "source")
        for role in attribute.in_role:
            self.exists(role, roles, (*path, "in_role", role), "role")

    def prompts(self, prompts: tuple[Prompt, ...], path: Path, roles: set[Id]) -> None:
        placed = _placed(prompts, path)
        self.differ(placed, "prompt")
        for at, prompt in placed.items():
            self.all_exist(prompt.roles, roles, (*at, "roles"), "role")
            self.free(prompt.id, PROMPTS_TAKEN, at, "prompt")

    def subsets(self, portrait: Portrait, indicators: set[Id]) -> None:
        attributes = {attribute.id for attribute in portrait.attributes}
        placed = _placed(portrait.subsets, ("subsets",))
        self.differ(placed, "subset")
        for at, subset in placed.items():
            self.free(subset.id, frozenset(attributes), at, "subset")
            self.all_exist(subset.attributes, attributes, (*at, "attributes"), "attribute")
            self.all_exist(subset.indicators, indicators, (*at, "indicators"), "indicator")

    def indicator(self, indicator: Indicator, path: Path, known: "_Known", seen: dict[str, At]) -> None:
        at = self.at((*path, "id"))
        if indicator.id in seen:
            first = seen[indicator.id].line
            self.wrong((*path, "id"), f'the indicator "{indicator.id}" stands already in line {first}')
        seen.setdefault(indicator.id, at)
        self.free(indicator.id, known.taken, path, "indicator")
        self.all_exist(indicator.roles, known.roles, (*path, "roles"), "role")
        self.levels(indicator, path, known)
        for index, finer in enumerate(indicator.indicators):
            self.indicator(finer, (*path, "indicators", index), known, seen)

    def levels(self, part: Attribute | Indicator, path: Path, known: "_Known") -> None:
        if not part.scale:
            if part.levels:
                self.wrong((*path, "levels"), "found level statements, but the file has no scale; add `scales`")
            return
        scale = known.scales.get(part.scale)
        if scale is None:
            if (*path, "scale") in self.places:  # told once, where it stands
                self.exists(part.scale, set(known.scales), (*path, "scale"), "scale")
            return
        levels = {level.id for level in scale.levels}
        for level in part.levels:
            self.exists(level, levels, (*path, "levels", level), "level")
        missing = [level.name for level in scale.levels if level.id not in part.levels]
        if part.levels and missing:
            general = all(level.meaning for level in scale.levels)
            instead = "the general meaning" if general else "the level's name alone"
            message = f"{part.name} has no statement for {', '.join(missing)}; {instead} is shown"
            self.warnings.append(Problem(self.at((*path, "levels")), message))

    def guide(self, guide: Guide, path: Path, known: set[Id]) -> None:
        steps = _placed(guide.steps, (*path, "steps"))
        self.differ({at: step for at, step in steps.items() if isinstance(step, Question | Choose)}, "question")
        asks = {at: step for at, step in steps.items() if isinstance(step, Question)}
        inner: dict[Path, Question] = {}
        first: dict[type, Path] = {}
        for at, step in steps.items():
            if isinstance(step, EachAttribute):
                placed = _placed(step.steps, (*at, "steps"))
                inner |= {within: asked for within, asked in placed.items() if isinstance(asked, Question)}
            elif isinstance(step, FollowUp | Focus | AskPlan) and type(step) in first:
                before = self.at(first[type(step)]).line
                word = step.__struct_config__.tag
                self.wrong(at, f"found {word} a second time in this guide (first in line {before}); keep one")
            first.setdefault(type(step), at)
        self.differ(inner, "question")
        asks |= inner
        for at, question in asks.items():
            if question.recalls:
                self.exists(question.recalls, known, (*at, "recalls"), "question")

    def all_exist(self, named: tuple[Id, ...], known: set[Id], path: Path, noun: str) -> None:
        for number, name in enumerate(named):
            self.exists(name, known, (*path, number), noun)

    def free(self, name: Id, taken: frozenset[str], path: Path, noun: str) -> None:
        if name in taken:
            self.wrong((*path, "id"), f'the name "{name}" is taken; choose another one for this {noun}')

    def differ(self, things: Mapping[Path, _Identified], noun: str) -> None:
        first: dict[str, Path] = {}
        for path, thing in things.items():
            if thing.id in first:
                message = f'the {noun} "{thing.id}" stands already in line {self.at(first[thing.id]).line}'
                self.wrong((*path, "id"), f"{message}; names must differ")
            first.setdefault(thing.id, path)

    def exists(self, name: str, known: set[Id], path: Path, noun: str) -> None:
        if name in known:
            return
        # Of many problems the first few are shown, and looking for near names takes long.
        near = get_close_matches(name, known, n=1) if len(self.problems) < MOST_SHOWN else []
        expected = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(known)) or 'none'}"
        self.wrong(path, f'found the {noun} "{name}", which this file does not define; {expected}')

    def wrong(self, path: Path, message: str) -> None:
        self.problems.append(Problem(self.at(path), message))

    def at(self, path: Path) -> At:
        """Find the place of a path, or of what is around it where the path does not stand in the file."""
        around = (path[:length] for length in range(len(path), -1, -1))
        return next(self.places[part] for part in around if part in self.places)
