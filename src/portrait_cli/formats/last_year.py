"""What next year's portrait file keeps of last year's, besides the ids: what a rubric table does not hold."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.former_names import ids_of
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Role, Scale, Subset
from portrait_cli.core.text import Id
from portrait_cli.formats.portrait_tree import lines_of, tree
from portrait_cli.formats.rubric import Part, Rubric, clean
from portrait_cli.formats.rubric_likeness import has_indicators
from portrait_cli.formats.yaml_writer import YamlTree

Lines = Mapping[str, YamlTree]
_P = TypeVar("_P", bound=Attribute | Indicator)

_HEADING = ("id", "formerly", "summary", "publisher", "licence", "attribution", "disclaimer")
_SCALE = ("id", "question", "hint", "comment", "cumulative", "off_scale")
_SECTIONS = (
    "sources",
    "roles",
    "prompts",
    "guides",
    "subsets",
    "lenses",
    "nudges",
    "colleagues",
    "wording",
    "documents",
)
_OF_TABLES = frozenset({"id", "formerly", "code", "name"})
"""The lines of a part that are always the table's."""


class LastYear(Struct, frozen=True):
    """The lines of last year's portrait file for which next year's table has nothing."""

    heading: Lines = {}
    scale: Lines = {}
    """Of the first scale."""
    scales: tuple[YamlTree, ...] = ()
    """The other scales; all of them if the table has no levels."""
    levels: Mapping[str, Lines] = {}
    """Of each level of the first scale, by its id."""
    parts: Mapping[str, Lines] = {}
    """Of each attribute and indicator, by its id."""
    sections: Lines = {}
    """What stands below the attributes."""
    lacking: tuple[str, ...] = ()
    """The lines of parts and sections that the table has none of, by their names."""
    reserved: frozenset[str] = frozenset()
    """Ids that no new part may have, because entries know another part by them."""
    reserved_levels: frozenset[str] = frozenset()
    """The same of the levels and other answers of the first scale."""


NOTHING = LastYear()


def last_year(old: Portrait, rubric: Rubric) -> LastYear:
    """Find what a rubric lacks of last year's portrait; `rubric_likeness.like` gave its parts the ids they had."""
    first = next(iter(old.scales), None)
    new = {part.id: part for part in _walk(rubric.attributes)}
    attributes = {part.id for part in rubric.attributes}
    indicators = set(new) - attributes
    if not has_indicators(rubric):
        indicators.update(indicator.id for attribute, indicator in old.indicators() if attribute.id in attributes)
    level_ids = {level.id for level in rubric.levels} or {level.id for scale in old.scales for level in scale.levels}
    parts: dict[str, dict[str, YamlTree]] = {}
    lacking: dict[str, None] = {}
    for part in old.parts():
        if part.id in new:
            names = set(Attribute.__struct_fields__ if part.id in attributes else Indicator.__struct_fields__)
            if has_indicators(rubric):
                names.remove("indicators")
            lines = _part(_without_gone(part, indicators), new[part.id], first, level_ids)
            parts[part.id] = {name: line for name, line in lines.items() if name in names}
            has_definition = bool(new[part.id].definition)
            lacking.update((name, None) for name in parts[part.id] if name != "definition" or not has_definition)

    scales = old.scales
    if rubric.levels:
        used = {str(lines["scale"]) for lines in parts.values() if "scale" in lines}
        scales = tuple(scale for scale in old.scales[1:] if scale.id in used or not has_indicators(rubric))
    sections = _sections(old, attributes, indicators)
    kept = LastYear(
        heading=_heading(old, rubric),
        scales=tuple(map(tree, scales)),
        parts=parts,
        sections=sections,
        lacking=tuple(dict.fromkeys([*lacking, *sections])),
        reserved=frozenset(_known(old)),
    )
    if first is None:
        return kept
    return replace(
        kept,
        scale=_scale(first, rubric),
        levels={level.id: lines_of(level, ("sign",)) for level in first.levels},
        reserved_levels=frozenset({*(one.id for one in first.levels), *(one.id for one in first.off_scale)}),
    )


def _heading(old: Portrait, rubric: Rubric) -> Lines:
    """Return what a rubric does not say itself of the whole portrait."""
    lines = {**lines_of(old, _HEADING), "version": _next(old.version)}
    own = {"version": rubric.version, "publisher": rubric.publisher, "licence": rubric.licence}
    return {name: line for name, line in lines.items() if not own.get(name)}


def _walk(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _walk(part.parts)


def _part(
    old: Attribute | Indicator, new: Part, first: Scale | None, level_ids: Collection[str]
) -> dict[str, YamlTree]:
    """Return what a table lacks of a part; statements about levels that are gone are left out."""
    lines = lines_of(_of_levels(old, first, level_ids), set(old.__struct_fields__) - _OF_TABLES)
    if any(new.statements):
        lines.pop("scale", None)
    for name in _in_table(new, old):
        lines.pop(name, None)
    return lines


def _of_levels(old: _P, first: Scale | None, level_ids: Collection[str]) -> _P:
    """Return a part and those below it without what is said of levels that are gone, and without the usual scale."""
    part = replace(
        old,
        scale="" if first and old.scale == first.id else old.scale,
        levels={level: said for level, said in old.levels.items() if level in level_ids},
        indicators=tuple(_of_levels(below, first, level_ids) for below in old.indicators),
    )
    if not isinstance(part, Attribute):
        return part
    return replace(part, retired=tuple(_of_levels(one, first, level_ids) for one in part.retired))


def _without_gone(part: Attribute | Indicator, indicators: Collection[str]) -> Attribute | Indicator:
    """Return a part without what its colleague set and retired indicators say of indicators that are gone."""
    if not isinstance(part, Attribute):
        return part
    return replace(
        part,
        retired=tuple(replace(one, instead=_if_in(one.instead, indicators)) for one in part.retired),
        colleague_set=tuple(replace(one, indicator=_if_in(one.indicator, indicators)) for one in part.colleague_set),
    )


def _if_in(indicator: Id, indicators: Collection[str]) -> Id:
    return indicator if indicator in indicators else Id("")


def _in_table(new: Part, old: Attribute | Indicator) -> Iterator[str]:
    """Go through the lines for which a table has words; a definition that is still the same keeps its source."""
    if any(new.statements):
        yield "levels"
    if new.prompts:
        yield from ("prompts", "retired_prompts")
    is_same = old.definition is not None and old.definition.text == clean(new.definition)
    if new.definition and not is_same:
        yield "definition"
    if new.aligned_to:
        yield "aligned_to"
    if new.look_for:
        yield "can_do" if isinstance(old, Attribute) else "look_for"


def _scale(scale: Scale, rubric: Rubric) -> Lines:
    """Return the lines of a scale; with other levels it is another version, so that old and new are never mixed."""
    names = set(_SCALE)
    if rubric.off_scale:
        names.remove("off_scale")
    if rubric.cumulative:
        names.remove("cumulative")
    is_same = [level.id for level in scale.levels] == [level.id for level in rubric.levels]
    version = scale.version if is_same else _next(scale.version)
    return {**lines_of(scale, names), "version": version}


def _next(version: str) -> str:
    """Return the version after one: the next number, such as 3, 1.3 or 2027, else the same with a sign after it."""
    number = re.fullmatch(r"(v?(?:[0-9]{1,9}\.)*)([0-9]{1,9})", version)
    return f"{number[1]}{int(number[2]) + 1}" if number else f"{version}+"


def _sections(old: Portrait, attributes: Collection[str], indicators: Collection[str]) -> Lines:
    """Return what stands below the attributes, without what refers to parts that are gone."""
    roles = [_role(role, indicators) for role in old.roles]
    subsets = [_subset(subset, attributes, indicators) for subset in old.subsets]
    about_parts = [subset for subset in subsets if subset.attributes or subset.indicators]
    return lines_of(replace(old, roles=tuple(roles), subsets=tuple(about_parts)), _SECTIONS)


def _role(role: Role, indicators: Collection[str]) -> Role:
    return replace(role, start_with=tuple(one for one in role.start_with if one in indicators))


def _subset(subset: Subset, attributes: Collection[str], indicators: Collection[str]) -> Subset:
    return replace(
        subset,
        attributes=tuple(one for one in subset.attributes if one in attributes),
        indicators=tuple(one for one in subset.indicators if one in indicators),
    )


def _known(old: Portrait) -> Iterator[str]:
    """Go through the ids by which entries know any part of last year's portrait."""
    for part in old.parts():
        yield part.id
        for former in part.formerly:
            yield from ids_of(former)
