"""What next year's portrait file keeps of last year's, besides the ids: what a rubric table does not hold."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.former_names import ids_of
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Role, Scale, Subset
from portrait_cli.formats.portrait_tree import some_lines, tree
from portrait_cli.formats.rubric import Part, Rubric
from portrait_cli.formats.yaml_writer import YamlTree

Lines = Mapping[str, YamlTree]

_HEADING = ("id", "formerly", "summary", "publisher", "licence", "attribution", "disclaimer")
_SCALE = ("id", "version", "question", "hint", "comment", "cumulative", "off_scale")
_OF_LEVELS = ("meaning", "sign")
_OF_ATTRIBUTES = (
    "definition", "plain", "know", "can_do", "believe", "watch_out", "scale", "levels", "prompts",
    "practices", "vignette", "in_role", "plan_examples",
)  # fmt: skip
_OF_INDICATORS = ("look_for", "seen_by", "roles", "scale", "levels")


class LastYear(Struct, frozen=True):
    """The lines of last year's portrait file for which next year's table has nothing."""

    heading: Lines = {}
    scale: Lines = {}
    """Of the first scale."""
    scales: tuple[YamlTree, ...] = ()
    """The other scales; all of them if the table has no levels."""
    levels: Mapping[str, Lines] = {}
    parts: Mapping[str, Lines] = {}
    """Of each attribute and indicator, by its id."""
    sections: Lines = {}
    """What stands below the attributes."""
    reserved: frozenset[str] = frozenset()
    """Ids that no new part may have, because entries know another part by them."""


NOTHING = LastYear()


def filled(lines: Lines, kept: Lines) -> dict[str, YamlTree]:
    """Fill the lines that are empty with those that are kept; a definition that is the same keeps its source."""
    merged = {name: lines.get(name) or kept.get(name, "") for name in [*lines, *kept]}
    definition = kept.get("definition")
    if isinstance(definition, Mapping) and definition.get("text") == merged["definition"]:
        merged["definition"] = definition
    return merged


def last_year(old: Portrait, rubric: Rubric) -> LastYear:
    """Find what a rubric lacks of last year's portrait; `rubric_likeness.like` gave its parts the ids they had."""
    first = next(iter(old.scales), None)
    parts: dict[str, Part] = {part.id: part for part in _walk(rubric.attributes) if part.id}
    level_ids = {level.id for level in rubric.levels} or {level.id for scale in old.scales for level in scale.levels}
    kept: dict[str, Lines] = {
        part.id: _part(part, parts[part.id], first, level_ids) for part in old.parts() if part.id in parts
    }
    used = {str(lines["scale"]) for lines in kept.values() if "scale" in lines}
    scales = old.scales
    if rubric.levels:
        scales = tuple(scale for scale in old.scales[1:] if scale.id in used)
    return LastYear(
        heading={**some_lines(old, _HEADING), "version": _next(old.version)},
        scale=_scale(first, rubric) if first else {},
        scales=tuple(map(tree, scales)),
        levels={level.id: some_lines(level, _OF_LEVELS) for level in first.levels} if first else {},
        parts=kept,
        sections=dict(_sections(old, parts)),
        reserved=frozenset(_known(old)),
    )


def _walk(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _walk(part.parts)


def _part(old: Attribute | Indicator, new: Part, first: Scale | None, level_ids: Collection[str]) -> Lines:
    """Return the lines of a part; statements about levels that are gone are left out."""
    levels = {level: said for level, said in old.levels.items() if level in level_ids}
    names = _OF_ATTRIBUTES if isinstance(old, Attribute) else _OF_INDICATORS
    lines = some_lines(replace(old, levels=levels), names)
    is_on_first = first is None or old.scale == first.id
    if is_on_first or any(new.statements):
        lines.pop("scale", None)
    return lines


def _scale(scale: Scale, rubric: Rubric) -> Lines:
    """Return the lines of a scale; with other levels it is another version, so that old and new are never mixed."""
    lines = some_lines(scale, _SCALE)
    same = [level.id for level in scale.levels] == [level.id for level in rubric.levels]
    return lines if same else {**lines, "version": _next(scale.version)}


def _next(version: str) -> str:
    """Return the version after one: the next number, or the same with a sign that it is not the same."""
    return str(int(version) + 1) if version.isascii() and version.isdigit() else f"{version}+"


def _sections(old: Portrait, parts: Collection[str]) -> Iterator[tuple[str, YamlTree]]:
    """Go through what stands below the attributes, without what refers to parts that are gone."""
    subsets = [subset for subset in (_subset(subset, parts) for subset in old.subsets) if _is_about_parts(subset)]
    kept = replace(
        old,
        roles=tuple(_role(role, parts) for role in old.roles),
        subsets=tuple(subsets),
    )
    yield from some_lines(
        kept, ("sources", "roles", "prompts", "guides", "subsets", "lenses", "nudges", "wording")
    ).items()


def _role(role: Role, parts: Collection[str]) -> Role:
    return replace(role, start_with=tuple(one for one in role.start_with if one in parts))


def _subset(subset: Subset, parts: Collection[str]) -> Subset:
    return replace(
        subset,
        attributes=tuple(one for one in subset.attributes if one in parts),
        indicators=tuple(one for one in subset.indicators if one in parts),
    )


def _is_about_parts(subset: Subset) -> bool:
    return bool(subset.attributes or subset.indicators)


def _known(old: Portrait) -> Iterator[str]:
    """Go through the ids by which entries know any part of last year's portrait."""
    for part in old.parts():
        yield part.id
        for former in [*part.formerly, part.code]:
            yield from ids_of(former)
