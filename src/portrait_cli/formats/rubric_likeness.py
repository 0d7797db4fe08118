"""A new rubric beside last year's portrait: which of its parts are which of last year's, and keep their ids."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.former_names import ids_of
from portrait_cli.core.part_words import item_of
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait
from portrait_cli.core.same_things import Item, Pairs, Words, same_code, same_words, text_of
from portrait_cli.core.text import slug
from portrait_cli.formats.rubric import Part, Rubric

_L = TypeVar("_L", Level, OffScale)


class Match(Struct, frozen=True):
    """A part that is in the new rubric and was in last year's portrait."""

    id: str
    name: str
    """What it is called now, with its code."""
    was: str
    """What it was called."""
    by: str
    """How it was found to be the same."""


class ReusedCode(Struct, frozen=True):
    """A new part that has the code of another one, which is gone."""

    name: str
    """What the new part is called, with its code."""
    gone: str
    """What the other one was called."""
    id: str
    """The id that the other one had."""


class Likeness(Struct, frozen=True):
    """What a new rubric has of last year's portrait."""

    parts: tuple[Match, ...] = ()
    """The attributes and indicators that are in both."""
    new: tuple[str, ...] = ()
    """Those that are only in the new rubric."""
    gone: tuple[str, ...] = ()
    """Those that were only in last year's portrait."""
    reused: tuple[ReusedCode, ...] = ()
    """New ones that have the code of another one, which is gone."""
    levels: tuple[Match, ...] = ()
    new_levels: tuple[str, ...] = ()
    gone_levels: tuple[str, ...] = ()


def like(rubric: Rubric, old: Portrait) -> tuple[Rubric, Likeness]:
    """Give the parts and levels of a rubric that were in last year's portrait the ids that they had there.

    A part is found by its code and name, by its name, by what is written about it, by its code, and by a name that is
    nearly the same, in this order. Where codes moved to other parts, or where what is written is about something
    else, a code by itself finds nothing. A level is found by its name or, if there are
    as many levels as before, by its place.
    """
    renewed, likeness = _parts(rubric, old)
    language = rubric.language if rubric.language != Rubric(()).language else old.language
    scale = next(iter(old.scales), None)
    if scale is None:
        return replace(renewed, language=language), likeness
    levels, pairs = _levels(rubric.levels, scale.levels)
    answers, _ = _levels(rubric.off_scale, scale.off_scale)
    if levels:  # else the levels of before are kept
        likeness = replace(likeness, levels=_matches(pairs), new_levels=_new(pairs), gone_levels=_gone(pairs))
    return replace(renewed, levels=levels, off_scale=answers, language=language), likeness


# --- attributes and indicators ---


def _parts(rubric: Rubric, old: Portrait) -> tuple[Rubric, Likeness]:
    """Find the attributes first: an indicator is easier to find below an attribute that is known."""
    same_language = _has_level_of(rubric, old)
    attributes = Pairs(
        new=[_item(part) for part in rubric.attributes],
        known=[item_of(one) for one in old.attributes],
        same_language=same_language,
    )
    attributes.by_code_and_name()
    above = {number: old.attributes[one].id for number, (one, _) in attributes.found.items()}
    indicators = Pairs(
        new=[_item(part, above.get(number, "")) for number, part in _below(rubric.attributes)],
        known=[item_of(one, attribute.id) for attribute, one in _indicators(rubric, old)],
        same_language=same_language,
    )
    indicators.by_code_and_name()
    _by_indicators(attributes, indicators, [number for number, _ in _below(rubric.attributes)])
    pairs = _together(attributes, indicators)
    pairs.same(lambda item: (same_words(item.name),), "its name, at another depth")
    pairs.by_words(", at another depth")

    given = {item.id for number, item in enumerate(pairs.new) if number not in pairs.found}
    parts: list[Attribute | Indicator] = [*old.attributes, *(indicator for _, indicator in _indicators(rubric, old))]
    kept = {number: _kept(parts[one], given) for number, (one, _) in pairs.found.items()}
    numbers = iter(range(len(attributes.new), len(pairs.new)))
    renewed = [_renewed(part, number, kept, numbers) for number, part in enumerate(rubric.attributes)]
    likeness = Likeness(parts=_matches(pairs), new=_new(pairs), gone=_gone(pairs), reused=_reused(pairs))
    return replace(rubric, attributes=tuple(renewed)), likeness


def _has_level_of(rubric: Rubric, old: Portrait) -> bool:
    """Return True if a level has its name of before, in words: then the table is not a translation."""
    names = {same_words(level.name) for scale in old.scales for level in scale.levels}
    return any(same_words(level.name) in names and re.search(r"[^\W\d_]{2}", level.name) for level in rubric.levels)


def _item(part: Part, above: str = "") -> Item:
    return Item(part.name, part.code, above, _source_id(part), _words_of(part))


def _words_of(part: Part) -> Words:
    return Words(
        statements=text_of(said for statements in part.statements for said in statements),
        definition=text_of([part.definition]),
        look_for=text_of(part.look_for.split("\n")),
        below="\n".join(_words_below(part.parts)),
    )


def _words_below(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        words = _words_of(part)
        yield text_of([part.name])
        yield from filter(None, [*words.own, words.below])


def _source_id(part: Part) -> str:
    """Return the id that a source gives a part, or the one that it replaces, as ids are written."""
    given = next(iter(part.formerly), part.id)
    return slug(given, words=len(given))


def _indicators(rubric: Rubric, old: Portrait) -> Iterator[tuple[Attribute, Indicator]]:
    """Go through last year's indicators; none if the table has attributes alone, because then they are kept."""
    if has_indicators(rubric):
        yield from old.indicators()


def has_indicators(rubric: Rubric) -> bool:
    """Return True if a table has more than attributes."""
    return any(part.parts for part in rubric.attributes)


def _below(attributes: Iterable[Part]) -> Iterator[tuple[int, Part]]:
    """Go through the parts below some attributes, at every depth, each with the attribute's number."""
    for number, attribute in enumerate(attributes):
        for part in _walk(attribute.parts):
            yield number, part


def _walk(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _walk(part.parts)


def _by_indicators(attributes: Pairs, indicators: Pairs, above: list[int]) -> None:
    """Pair an attribute with the only one whose indicators it has, as in a translation without their codes."""
    held: dict[int, set[str]] = {}
    holders: dict[str, set[int]] = {}
    for number, (one, _) in indicators.found.items():
        attribute = indicators.known[one].above
        held.setdefault(above[number], set()).add(attribute)
        holders.setdefault(attribute, set()).add(above[number])
    paired = {attributes.known[one].id for one, _ in attributes.found.values()}
    by_id = {item.id: number for number, item in enumerate(attributes.known)}
    for number, old in held.items():
        only = next(iter(old))
        if len(old) == 1 and len(holders[only]) == 1 and number not in attributes.found and only not in paired:
            attributes.found[number] = (by_id[only], "its indicators")


def _together(attributes: Pairs, indicators: Pairs) -> Pairs:
    """Put the attributes and the indicators into one list each, with the pairs that were found."""
    new, known = len(attributes.new), len(attributes.known)
    found = dict(attributes.found)
    found.update({number + new: (one + known, by) for number, (one, by) in indicators.found.items()})
    return Pairs([*attributes.new, *indicators.new], [*attributes.known, *indicators.known], found)


def _kept(old: Attribute | Indicator, given: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return the id that a part keeps, and those that it had before, without what a source gives another part.

    A code is none of them: entries know a part by its id, and that stays.
    """
    return old.id, tuple(former for former in old.formerly if given.isdisjoint(ids_of(former)))


def _renewed(
    part: Part, number: int, kept: Mapping[int, tuple[str, tuple[str, ...]]], numbers: Iterator[int]
) -> Part:
    """Return a part, and those below it, with the ids that were kept for their numbers."""
    name, formerly = kept.get(number, (part.id, ()))
    former = [one for one in (*part.formerly, *formerly) if one != name]
    below = tuple(_renewed(finer, next(numbers), kept, numbers) for finer in part.parts)
    return replace(part, id=name, formerly=tuple(dict.fromkeys(former)), parts=below)


# --- levels ---


def _levels(new: tuple[_L, ...], old: tuple[_L, ...]) -> tuple[tuple[_L, ...], Pairs]:
    pairs = Pairs([Item(level.name) for level in new], [Item(level.name, id=level.id) for level in old])
    pairs.by_code_and_name()
    pairs.by_place()
    renewed = list(new)
    for number, (one, _) in pairs.found.items():
        before = old[one]
        meaning = new[number].meaning or before.meaning
        renewed[number] = replace(new[number], id=before.id, formerly=before.formerly, meaning=meaning)
    return tuple(renewed), pairs


# --- what was found ---


def _matches(pairs: Pairs) -> tuple[Match, ...]:
    return tuple(
        Match(pairs.known[one].id, pairs.new[number].label, pairs.known[one].label, by)
        for number, (one, by) in sorted(pairs.found.items())
    )


def _new(pairs: Pairs) -> tuple[str, ...]:
    return tuple(item.label for number, item in enumerate(pairs.new) if number not in pairs.found)


def _gone(pairs: Pairs) -> tuple[str, ...]:
    return tuple(item.label for item in _gone_items(pairs))


def _gone_items(pairs: Pairs) -> list[Item]:
    found = {one for one, _ in pairs.found.values()}
    return [item for number, item in enumerate(pairs.known) if number not in found]


def _reused(pairs: Pairs) -> tuple[ReusedCode, ...]:
    """Pair each new part with a part that is gone and had its code."""
    by_code = {same_code(item.code): item for item in _gone_items(pairs) if same_code(item.code)}
    new = [item for number, item in enumerate(pairs.new) if number not in pairs.found]
    reused = [(item, by_code[same_code(item.code)]) for item in new if same_code(item.code) in by_code]
    return tuple(ReusedCode(item.label, gone.label, gone.id) for item, gone in reused)
