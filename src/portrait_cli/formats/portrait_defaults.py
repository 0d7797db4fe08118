"""Ids for the parts of a portrait that only have a name, and scales for those that take theirs from above."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from portrait_cli.core.colleague_set import ClosingLine, ColleagueAnswer, ColleagueItem, ColleagueWords
from portrait_cli.core.portrait import (
    Attribute,
    Indicator,
    Lens,
    Level,
    OffScale,
    Portrait,
    Practice,
    Prompt,
    Retired,
    Role,
    Scale,
    Subset,
)
from portrait_cli.core.text import Id, slug
from portrait_cli.formats.new_ids import unlike
from portrait_cli.formats.struct_annotations import LONGEST_ID

_Named = TypeVar(
    "_Named",
    Attribute,
    ClosingLine,
    ColleagueAnswer,
    ColleagueItem,
    Indicator,
    Lens,
    Level,
    OffScale,
    Practice,
    Prompt,
    Retired,
    Role,
    Subset,
)


def complete(portrait: Portrait, name: str) -> Portrait:
    """Give every part its id and its scale; `name` is the portrait's own id and title where it has none."""
    first_scale = portrait.scales[0].id if portrait.scales else Id("")
    of_indicators = _made(indicator for _, indicator in portrait.indicators())
    return replace(
        portrait,
        id=portrait.id or Id(slug(name) or "portrait"),
        title=portrait.title or name,
        roles=_with_ids(portrait.roles),
        prompts=_with_ids(portrait.prompts),
        subsets=_with_ids(portrait.subsets),
        lenses=_with_ids(portrait.lenses),
        scales=tuple(_scale(scale) for scale in portrait.scales),
        colleagues=_colleagues(portrait.colleagues),
        attributes=tuple(_attribute(one, first_scale, of_indicators) for one in _with_ids(portrait.attributes)),
    )


def _scale(scale: Scale) -> Scale:
    return replace(scale, levels=_with_ids(scale.levels), off_scale=_with_ids(scale.off_scale))


def _attribute(attribute: Attribute, first_scale: Id, made: Mapping[str, str]) -> Attribute:
    scale = attribute.scale or first_scale
    return replace(
        attribute,
        prompts=_with_ids(attribute.prompts),
        retired_prompts=_with_ids(attribute.retired_prompts),
        practices=_with_ids(attribute.practices),
        scale=scale,
        indicators=_indicators(attribute.indicators, scale, made),
        retired=tuple(replace(one, scale=one.scale or scale) for one in _with_ids(attribute.retired)),
        colleague_set=_with_ids(attribute.colleague_set),
    )


def _colleagues(words: ColleagueWords) -> ColleagueWords:
    of_students = replace(
        words.students, answers=_with_ids(words.students.answers), closing=_with_ids(words.students.closing)
    )
    return replace(words, answers=_with_ids(words.answers), closing=_with_ids(words.closing), students=of_students)


def _indicators(indicators: tuple[Indicator, ...], scale_above: Id, made: Mapping[str, str]) -> tuple[Indicator, ...]:
    return tuple(_indicator(indicator, scale_above, made) for indicator in _with_ids(indicators, made))


def _indicator(indicator: Indicator, scale_above: Id, made: Mapping[str, str]) -> Indicator:
    scale = indicator.scale or scale_above
    return replace(indicator, scale=scale, indicators=_indicators(indicator.indicators, scale, made))


def _with_ids(things: tuple[_Named, ...], made: Mapping[str, str] = {}) -> tuple[_Named, ...]:
    """Give each thing an id; `made` are those of their words, if they must differ from more than these things."""
    made = made or _made(things)
    return tuple(_with_id(thing, number, made) for number, thing in enumerate(things, start=1))


def _with_id(thing: _Named, number: int, made: Mapping[str, str]) -> _Named:
    if thing.id:
        return thing
    return replace(thing, id=Id(made[_label(thing)] or f"item-{number}"))


def _made(things: Iterable[_Named]) -> dict[str, str]:
    """Make an id of the words of each thing that has none."""
    labels = [_label(thing) for thing in things if not thing.id]
    return dict(zip(labels, unlike(labels, LONGEST_ID), strict=True))


def _label(thing: _Named) -> str:
    """Return the words that an id is made of."""
    match thing:
        case Prompt() | ColleagueItem() | ClosingLine():
            return thing.text
        case Lens() | Practice():
            return thing.name or thing.text
        case Indicator():
            return thing.code or thing.name
        case _:
            return thing.name
