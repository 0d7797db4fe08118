"""A portrait in layers to read: what it says, cut into parts that a screen and a page both show."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.guide import Guide
from portrait_cli.core.portrait import (
    Attribute,
    Definition,
    Indicator,
    Portrait,
    Practice,
    Prompt,
    Retired,
    Role,
    Scale,
    fits,
)
from portrait_cli.core.text import Id, one_line, slug

Layer = Literal["meaning", "prompts", "practices", "role"]

DEPTHS = {"check-in": "For a check-in", "deep": "To go deeper", "next-step": "Evidence and next step"}

INDICATORS = "What it looks like when you see it"
"""What stands above the indicators of an attribute."""


class Item(Struct, frozen=True):
    """One thing that is said; a level has its height, counted from 1, and the number of levels."""

    text: str
    name: str = ""
    height: int | None = None
    among: int = 0


class Part(Struct, frozen=True):
    """Things that belong together: paragraphs, points of a list, or names with what is said of each."""

    items: tuple[Item, ...]
    title: str = ""
    form: Literal["paragraphs", "points", "pairs"] = "paragraphs"


# --- the portrait at a glance ---


def glance(portrait: Portrait) -> list[Part]:
    """Return the portrait in short: attributes, levels, roles, guides, subsets."""
    attributes = [
        Item(quoted(attribute.definition) or attribute.plain, attribute.label) for attribute in portrait.attributes
    ]
    roles = [Item(_besides(role.id, role.name, role.examples), role.id) for role in portrait.roles]
    subsets = [Item(subset.summary or subset.name, subset.id) for subset in portrait.subsets]
    guide_ids = ", ".join(guide.id for guide in portrait.guides)

    parts = [_paragraph(portrait.summary), _pairs("", attributes)]
    parts += scales(portrait)
    parts += [_pairs("Roles", roles), _pairs("Parts of it", subsets), _paragraph(guide_ids, "Guides")]
    return _filled(parts)


def scales(portrait: Portrait) -> list[Part]:
    """Return what the levels of each scale mean in general."""
    return [_pairs(_scale_title(portrait, scale), _scale(scale)) for scale in portrait.scales]


def _scale_title(portrait: Portrait, scale: Scale) -> str:
    return f"Levels ({scale.id})" if len(portrait.scales) > 1 else "Levels"


def _scale(scale: Scale) -> Iterator[Item]:
    """List what each level means in general, and how to recognize it."""
    signs = {level.name: level.sign for level in scale.levels}
    for item in [*_levels(scale, {}), *_off_scale(scale)]:
        meaning_and_sign = filter(None, [item.text, signs.get(item.name, "")])
        yield replace(item, text=" ".join(meaning_and_sign))


def guides(known: Iterable[tuple[Guide, str]]) -> Iterator[Item]:
    """List what each guide is good for, beside how long it takes."""
    for guide, minutes in known:
        yield Item(_besides(guide.id, guide.name, guide.summary), f"{guide.id}, {minutes}")


def _besides(own: str, name: str, said: str) -> str:
    """Put a name before other words, unless the id says it already."""
    if slug(name) == own:
        return said
    return ". ".join(filter(None, [name, said]))


# --- an attribute ---


def attribute(
    portrait: Portrait, shown: Attribute, role: str, layers: Iterable[Layer], *, brief: bool = False
) -> list[Part]:
    """Return what an attribute is, in the layers wanted; `role` leaves out what is for other roles.

    In `brief` its indicators are only named, because each has its own page.
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
                parts += _roles(portrait, shown, role)
            case _:
                assert_never(layer)
    return parts or _meaning(portrait, shown, role, brief=brief)


def _meaning(portrait: Portrait, shown: Attribute, role: str, *, brief: bool) -> list[Part]:
    parts = [
        _paragraph(_plain_words(shown)),
        _points("Know", map(Item, shown.know)),
        _points("Can do", map(Item, shown.can_do)),
        _points("Believe", map(Item, shown.believe)),
        _paragraph(shown.watch_out, "Watch out"),
    ]
    in_role = shown.in_role.get(Id(role))
    if in_role and brief:
        parts.append(_paragraph(in_role.looks_like, "In my role"))
    scale = portrait.scale_of(shown)
    if scale:
        parts.append(_pairs("Levels", _levels(scale, shown.levels)))
    indicators = list(_indicators(shown.indicators, role))
    if brief:
        indicators = [replace(item, text="") for item in indicators]
    parts.append(_points(INDICATORS, indicators))
    return _filled(parts)


def _plain_words(shown: Attribute) -> str:
    """Return what an attribute means in plain words, unless its definition says just that."""
    if shown.definition and shown.definition.text == shown.plain:
        return ""
    return shown.plain


def _indicators(indicators: Iterable[Indicator], role: str) -> Iterator[Item]:
    """List indicators and those below them; without a role, those of every role."""
    for indicator in indicators:
        if not role or fits(indicator.roles, role):
            yield Item(indicator.meaning, indicator.label)
            yield from _indicators(indicator.indicators, role)


def _prompts(portrait: Portrait, shown: Attribute, role: str) -> list[Part]:
    parts: list[Part] = []
    for depth, title in DEPTHS.items():
        prompts = [prompt for prompt in portrait.prompts_of(shown, depth) if fits(prompt.roles, role)]
        parts.append(_points(title, _texts(prompts)))
    return _filled(parts)


def _practices(portrait: Portrait, shown: Attribute) -> list[Part]:
    words = portrait.plan
    plans: list[Item] = []
    for example in shown.plan_examples:
        sentence = f"{words.when} {example.when}, {words.then} {example.then}"
        plans.append(Item(" ".join(sentence.split())))
    return _filled(
        [
            _points("Things to try", map(_practice, shown.practices)),
            _points("Plans to start from", plans),
            _paragraph(shown.vignette, "What it can look like"),
        ]
    )


def _practice(practice: Practice) -> Item:
    name = practice.name
    if name and practice.minutes:
        name = f"{name} ({practice.minutes} min)"
    return Item(practice.text, name)


def _roles(portrait: Portrait, shown: Attribute, role: str) -> list[Part]:
    """Return what an attribute looks like in a role; without one, in each role."""
    items: list[Item] = []
    for known in portrait.roles:
        if role in {"", known.id}:
            items += _looks_like(shown, known)
        if role == known.id:
            items += _beginning(portrait, shown, known)
    if not role:
        return _filled([_points("In each role", items)])
    own_prompts = [prompt for prompt in shown.prompts if role in prompt.roles]
    return _filled([_points("In my role", items), _points("Questions for my role", _texts(own_prompts))])


def _looks_like(shown: Attribute, role: Role) -> Iterator[Item]:
    in_role = shown.in_role.get(role.id)
    if in_role is None:
        return
    text = in_role.looks_like
    if in_role.evidence:
        text += f" Evidence you may already have: {'; '.join(in_role.evidence)}."
    yield Item(text, role.name)


def _beginning(portrait: Portrait, shown: Attribute, role: Role) -> Iterator[Item]:
    """List what is good to begin with in a role."""
    own = [indicator for of, indicator in portrait.indicators() if of is shown]
    labels = [indicator.label for indicator in own if indicator.id in role.start_with]
    if labels:
        yield Item(", ".join(labels), "Good places to start")
    if role.question:
        yield Item(role.question, "For the first month")


# --- an indicator ---


def indicator(portrait: Portrait, shown: Indicator) -> list[Part]:
    """Return what an indicator is: what it means, what to look for, what it looks like at each level, who sees it."""
    about = (quoted(shown.definition), source_line(portrait, shown.definition), shown.look_for)
    parts = [Part(tuple(map(Item, about))), _paragraph(_retirement(portrait, shown))]
    scale = portrait.scale_of(shown)
    if scale:
        parts.append(_pairs("Levels", [*_levels(scale, shown.levels), *_off_scale(scale)]))

    names = {role.id: role.name for role in portrait.roles}
    roles = ", ".join(names.get(role, role) for role in shown.roles)
    parts += [
        _points("A closer look", _indicators(shown.indicators, "")),
        _paragraph(", ".join(shown.seen_by), "Who could see it"),
        _paragraph(roles, "For these roles"),
    ]
    return _filled(parts)


def _retirement(portrait: Portrait, shown: Indicator) -> str:
    """Return since when an indicator is not offered any more, and what to look at in its place."""
    if not isinstance(shown, Retired):
        return ""
    sentences = [f"Retired with version {shown.since}." if shown.since else "Retired."]
    sentences.append("The levels you chose for it keep their place in your entries and in growth.")
    instead = next((one.label for _, one in portrait.indicators() if one.id == shown.instead), "")
    if instead:
        sentences.append(f"In its place: {instead}.")
    return " ".join(sentences)


# --- what several of them share ---


def quoted(definition: Definition | None) -> str:
    """Return the text of a definition, between quotation marks if it is quoted from a source."""
    if definition is None:
        return ""
    return f"“{definition.text}”" if definition.source else definition.text


def alignment(shown: Attribute | Indicator) -> str:
    """Return what a part matches in other frameworks, on one line."""
    if not shown.aligned_to:
        return ""
    return f"Aligned to: {'; '.join(map(one_line, shown.aligned_to))}"


def source_line(portrait: Portrait, definition: Definition | None) -> str:
    """Return where a quoted definition comes from."""
    source = portrait.source_of(definition) if definition else None
    if source is None:
        return ""
    return ", ".join(filter(None, [source.publisher, source.title, _year(source.date)]))


def _year(when: str) -> str:
    """Return the year of a date; anything else stays as it is."""
    is_date = re.fullmatch(r"\d{4}-\d\d(-\d\d)?", when)
    return when[:4] if is_date else when


def _levels(scale: Scale, own: Mapping[Id, tuple[str, ...]]) -> Iterator[Item]:
    for height, (level, meaning) in enumerate(scale.statements(own), start=1):
        yield Item(meaning, level.name, height, len(scale.levels))


def _off_scale(scale: Scale) -> Iterator[Item]:
    for other in scale.off_scale:
        yield Item(other.meaning, other.name)


def _texts(prompts: Iterable[Prompt]) -> list[Item]:
    return [Item(prompt.text) for prompt in prompts]


def _paragraph(text: str, title: str = "") -> Part:
    return Part((Item(text),), title)


def _points(title: str, items: Iterable[Item]) -> Part:
    return Part(tuple(items), title, "points")


def _pairs(title: str, items: Iterable[Item]) -> Part:
    return Part(tuple(items), title, "pairs")


def _filled(parts: Iterable[Part]) -> list[Part]:
    """Leave out the items without words, and the parts without items."""
    filled: list[Part] = []
    for part in parts:
        items = tuple(item for item in part.items if item.text or item.name)
        if items:
            filled.append(replace(part, items=items))
    return filled
