"""A portrait in layers to read: what is said about it, cut into parts that a screen and a page both show."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.portrait import Attribute, Definition, Guide, Id, Indicator, Portrait, Scale, fits
from portrait_cli.core.text import slug

Layer = Literal["meaning", "prompts", "practices", "role"]

DEPTHS = {"check-in": "For a check-in", "deep": "To go deeper", "next-step": "Evidence and next step"}


class Item(Struct, frozen=True):
    """One thing that is said; a level has its height, counted from 1, among so many."""

    text: str
    name: str = ""
    height: int | None = None
    among: int = 0


class Part(Struct, frozen=True):
    """Things that belong together: paragraphs, points of a list, or names with what is said of each."""

    items: tuple[Item, ...]
    title: str = ""
    form: Literal["paragraphs", "points", "pairs"] = "paragraphs"


def glance(portrait: Portrait) -> list[Part]:
    """Say the whole portrait in short: attributes, levels, roles, guides, subsets."""
    attributes = [
        Item(quoted(attribute.definition) or attribute.plain, attribute.label) for attribute in portrait.attributes
    ]
    roles = [Item(_besides(role.id, role.name, role.examples), role.id) for role in portrait.roles]
    ways = [guide.id for guide in portrait.guides]
    subsets = [Item(subset.summary or subset.name, subset.id) for subset in portrait.subsets]
    return _said(
        Part((Item(portrait.summary),)),
        Part(tuple(attributes), form="pairs"),
        *(Part(tuple(_scale(scale)), _scale_title(portrait, scale), "pairs") for scale in portrait.scales),
        Part(tuple(roles), "Roles", "pairs"),
        Part(tuple(subsets), "Parts of it", "pairs"),
        Part((Item(", ".join(ways)),), "Guides"),
    )


def _scale_title(portrait: Portrait, scale: Scale) -> str:
    return f"Levels ({scale.id})" if len(portrait.scales) > 1 else "Levels"


def _scale(scale: Scale) -> Iterator[Item]:
    """Say what each level means in general, and how to recognize it."""
    signs = {level.name: level.sign for level in scale.levels}
    for item in _levels(scale, {}):
        yield replace(item, text=" ".join(filter(None, [item.text, signs.get(item.name, "")])))


def guides(known: Iterable[Guide]) -> Iterator[Item]:
    """Say of each guide what it is good for and how long it takes."""
    for guide in known:
        each = " each" if guide.per_attribute else ""
        yield Item(_besides(guide.id, guide.name, guide.summary), f"{guide.id}, {guide.minutes} min{each}")


def _besides(own: str, name: str, said: str) -> str:
    """Say a name before other words, unless the id says it already."""
    return said if slug(name) == own else ". ".join(filter(None, [name, said]))


def attribute(
    portrait: Portrait, shown: Attribute, role: str, layers: Iterable[Layer], *, brief: bool = False
) -> list[Part]:
    """Say what an attribute is, in the layers wished for; `role` chooses what is for one role only.

    In `brief` its indicators are named and no more: each has a page of its own.
    """
    parts: list[Part] = []
    for layer in layers:
        match layer:
            case "meaning":
                parts += _meaning(portrait, shown, role, brief=brief)
            case "prompts":
                parts += _prompts(portrait, shown, role)
            case "practices":
                parts += _practices(portrait, shown)
            case "role":
                parts += _in_role(portrait, shown, role)
            case _:
                assert_never(layer)
    return parts or _meaning(portrait, shown, role, brief=brief)


def indicator(portrait: Portrait, shown: Indicator) -> list[Part]:
    """Say what an indicator is: what to look for, who could see it, what it looks like at each level."""
    scale = portrait.scale_of(shown)
    names = {role.id: role.name for role in portrait.roles}
    people = [Item(", ".join(shown.seen_by))] if shown.seen_by else []
    roles = [Item(", ".join(names.get(role, role) for role in shown.roles))] if shown.roles else []
    return _said(
        Part((Item(shown.look_for),)),
        Part(tuple(_levels(scale, shown.levels)) if scale else (), "Levels", "pairs"),
        Part(tuple(_indicators(shown.indicators, "")), "More closely", "points"),
        Part(tuple(people), "Who could see it"),
        Part(tuple(roles), "For these roles"),
    )


def quoted(definition: Definition | None) -> str:
    """Say a definition, between quotation marks if it is quoted from a source."""
    if definition is None:
        return ""
    return f"“{definition.text}”" if definition.source else definition.text


def source_line(portrait: Portrait, definition: Definition | None) -> str:
    """Say where a quoted definition comes from."""
    source = portrait.source_of(definition) if definition else None
    return ", ".join(filter(None, [source.publisher, source.title, _year(source.date)])) if source else ""


def _year(when: str) -> str:
    return when[:4] if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", when) else when


def _said(*parts: Part) -> list[Part]:
    """Keep the parts in which something is said."""
    kept = [
        Part(tuple(item for item in part.items if item.text or item.name), part.title, part.form) for part in parts
    ]
    return [part for part in kept if part.items]


def _meaning(portrait: Portrait, shown: Attribute, role: str, *, brief: bool) -> list[Part]:
    scale = portrait.scale_of(shown)
    mine = shown.in_role.get(Id(role))
    indicators = list(_indicators(shown.indicators, role))
    if brief:
        indicators = [replace(item, text="") for item in indicators]
    return _said(
        Part((Item(shown.plain if shown.plain != shown.meaning or shown.definition is None else ""),)),
        *(
            Part(tuple(Item(text) for text in texts), title, "points")
            for title, texts in (("Know", shown.know), ("Can do", shown.can_do), ("Believe", shown.believe))
        ),
        Part((Item(shown.watch_out),), "Watch out"),
        Part((Item(mine.looks_like if mine and brief else ""),), "In my role"),
        Part(tuple(_levels(scale, shown.levels))[: len(scale.levels)] if scale else (), "Levels", "pairs"),
        Part(tuple(indicators), "What it looks like when you see it", "points"),
    )


def _levels(scale: Scale, own: Mapping[Id, tuple[str, ...]]) -> Iterator[Item]:
    for height, (level, said) in enumerate(scale.statements(own), start=1):
        yield Item(said, level.name, height, len(scale.levels))
    for other in scale.off_scale:
        yield Item(other.meaning, other.name)


def _indicators(indicators: Iterable[Indicator], role: str) -> Iterator[Item]:
    for seen in indicators:
        if not role or fits(seen.roles, role):  # without a role all of them are there to read
            yield Item(seen.look_for, seen.label)
            yield from _indicators(seen.indicators, role)


def _prompts(portrait: Portrait, shown: Attribute, role: str) -> list[Part]:
    parts = []
    for depth, title in DEPTHS.items():
        fit = [prompt for prompt in portrait.prompts_of(shown, depth) if fits(prompt.roles, role)]
        parts.append(Part(tuple(Item(prompt.text) for prompt in fit), title, "points"))
    return _said(*parts)


def _practices(portrait: Portrait, shown: Attribute) -> list[Part]:
    practices = []
    for practice in shown.practices:
        minutes = f" ({practice.minutes} min)" if practice.name and practice.minutes else ""
        practices.append(Item(practice.text, f"{practice.name}{minutes}"))
    plan = portrait.plan
    plans = [Item(" ".join(f"{plan.when} {one.when}, {plan.then} {one.then}".split())) for one in shown.plan_examples]
    return _said(
        Part(tuple(practices), "Things to try", "points"),
        Part(tuple(plans), "Plans to begin from", "points"),
        Part((Item(shown.vignette),), "What it can look like"),
    )


def _in_role(portrait: Portrait, shown: Attribute, role: str) -> list[Part]:
    items = []
    for known in portrait.roles:
        said = shown.in_role.get(known.id)
        if said and role in {"", known.id}:
            evidence = f" Evidence close at hand: {'; '.join(said.evidence)}." if said.evidence else ""
            items.append(Item(f"{said.looks_like}{evidence}", known.name))
        if role == known.id:
            begin = [one.label for of, one in portrait.indicators() if of is shown and one.id in known.start_with]
            items += [Item(", ".join(begin), "Good to begin with")] if begin else []
            items += [Item(known.question, "For the first month")] if known.question else []
    asked = [Item(prompt.text) for prompt in shown.prompts if role and role in prompt.roles]
    return _said(
        Part(tuple(items), "In my role" if role else "In each role", "points"),
        Part(tuple(asked), "Questions for my role", "points"),
    )
