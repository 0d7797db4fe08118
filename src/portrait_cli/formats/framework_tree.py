"""Which item of a framework is below which, and in what order."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from portrait_cli.core.text import count, shortened
from portrait_cli.formats.framework import Association, Framework, Item, kind_of
from portrait_cli.formats.rubric import one_line

_MOST_NAMED = 3


class Tree(Struct, frozen=True):
    """The items on top, and those below each item by its id; all in order."""

    top: tuple[Item, ...]
    below: Mapping[str, tuple[Item, ...]]


class _Place(Struct, frozen=True):
    """Where an item is; on top if it has no parent. It is `known` if an association puts it there."""

    parent: str = ""
    sequence: float | None = None
    known: bool = True


class _Placing(Struct, frozen=True):
    """What is known while items are placed; `roots` are the ids that stand for the framework itself."""

    items: Mapping[str, Item]
    roots: set[str]
    remarks: list[str]
    places: dict[str, _Place] = field(default_factory=dict)


def build(framework: Framework, remarks: list[str]) -> Tree:
    """Put each item below its parent, once; add what had to be decided to the remarks."""
    items = {item.id: item for item in framework.items}
    child_of = [link for link in framework.associations if kind_of(link.type) == "ischildof"]
    placing = _Placing(items, _roots(framework, items, child_of), remarks)
    _place(placing, child_of)
    _remark_on_items_in_no_tree(placing)
    _cut_cycles(placing)

    siblings: dict[str, list[Item]] = defaultdict(list)
    for item in framework.items:
        siblings[placing.places[item.id].parent].append(item)
    below = {parent: _in_order(placing, children) for parent, children in siblings.items()}
    return Tree(below.get("", ()), below)


def deepest(tree: Tree) -> tuple[int, Item]:
    """Return the number of tiers and an item in the lowest one; a tree may be deeper than Python can recurse."""
    number = 1
    tier = tree.top
    while True:
        finer = tuple(child for item in tier for child in tree.below.get(item.id, ()))
        if not finer:
            return number, tier[0]
        number += 1
        tier = finer


def name_of(item: Item) -> str:
    """Return the words by which a message calls an item."""
    said = item.short or item.statement
    label = one_line(f"{item.code} {said}") or item.id
    return f'"{shortened(label)}"'


def names_of(items: Sequence[Item]) -> str:
    """Return the words by which a message calls several items, the first of them if there are many."""
    names = ", ".join(name_of(item) for item in items[:_MOST_NAMED])
    more = len(items) - _MOST_NAMED
    return f"{names} and {more} more" if more > 0 else names


# --- parents ---


def _roots(framework: Framework, items: Mapping[str, Item], child_of: Sequence[Association]) -> set[str]:
    """Find the ids that stand for the framework: its own, or, if nothing is below that, the only other one."""
    above = {link.destination.id for link in child_of}
    if framework.id in above:
        return {framework.id}
    elsewhere = {destination for destination in above if destination not in items}
    return elsewhere if len(elsewhere) == 1 else set()


def _place(placing: _Placing, child_of: Sequence[Association]) -> None:
    """Choose a place for each item."""
    named: dict[str, list[Association]] = defaultdict(list)
    for link in child_of:
        named[link.origin.id].append(link)
    for item in placing.items.values():
        placing.places[item.id] = _chosen(placing, item, named[item.id])


def _chosen(placing: _Placing, item: Item, named: Sequence[Association]) -> _Place:
    """Choose a parent: in the own tree if it can be, an item rather than the framework, the first that is named."""
    below_items = [link for link in named if link.destination.id in placing.items]
    on_top = [link for link in named if link.destination.id in placing.roots]
    own = [link for link in [*below_items, *on_top] if not link.group]
    candidates = own or below_items or on_top
    if not candidates:
        return _Place(known=False)

    chosen = candidates[0]
    parent = chosen.destination.id if chosen.destination.id in placing.items else ""
    _remark_on_parents(placing, item, parent, below_items)
    return _Place(parent, chosen.sequence)


def _remark_on_parents(placing: _Placing, item: Item, parent: str, below_items: Sequence[Association]) -> None:
    others = list(dict.fromkeys(link.destination.id for link in below_items if link.destination.id != parent))
    if not others:
        return
    here = name_of(placing.items[parent]) if parent else "the framework itself"
    there = names_of([placing.items[other] for other in others])
    message = f"{name_of(item)} is below {here}, and also below {there}; a portrait has it only once, below {here}"
    placing.remarks.append(message)


def _remark_on_items_in_no_tree(placing: _Placing) -> None:
    """Name the items without a place, if others have one; without a framework above them, parents are on top."""
    known = [place for place in placing.places.values() if place.known]
    parents = {place.parent for place in known}
    framework_is_above = "" in parents
    alone = [
        item
        for item in placing.items.values()
        if not placing.places[item.id].known and (framework_is_above or item.id not in parents)
    ]
    if known and alone:
        number = count(len(alone), "item")
        message = f"{number} in no tree became attributes, after the others: {names_of(alone)}"
        placing.remarks.append(message)


def _cut_cycles(placing: _Placing) -> None:
    """Put an item on top that is below itself."""
    reaches_top = {""}
    for item in placing.items:
        path: dict[str, None] = {}
        at = item
        while at not in reaches_top and at not in path:
            path[at] = None
            at = placing.places[at].parent
        if at in path:
            message = f"{name_of(placing.items[at])} is below itself; it became an attribute, after the others"
            placing.remarks.append(message)
            placing.places[at] = _Place(known=False)
        reaches_top.update(path)


# --- order ---


_PIECE = re.compile(r"([0-9]+)|([^\W\d_]+)")
_LONGEST_NUMBER = 15  # digits


def _in_order(placing: _Placing, siblings: Sequence[Item]) -> tuple[Item, ...]:
    """Sort siblings by sequence numbers, else by their places in a list, else by codes; then those in no tree."""
    known = [item for item in siblings if placing.places[item.id].known]
    alone = [item for item in siblings if not placing.places[item.id].known]
    numbers = [(placing.places[item.id].sequence, item) for item in known]
    numbered = [(number, item) for number, item in numbers if number is not None]
    if numbered:
        others = [item for number, item in numbers if number is None]
        first = [item for _, item in sorted(numbered, key=lambda pair: pair[0])]
        return (*first, *others, *alone)
    if known:
        return (*_by_enumeration_or_code(known), *alone)
    return tuple(_by_enumeration_or_code(alone))


def _by_enumeration_or_code(items: Sequence[Item]) -> Sequence[Item]:
    for texts in ([item.enumeration for item in items], [item.code for item in items]):
        keys = [_natural(text) for text in texts]
        if all(keys):
            pairs = sorted(zip(keys, items, strict=True), key=lambda pair: pair[0])
            return [item for _, item in pairs]
    return items


def _natural(text: str) -> tuple[tuple[str, int], ...]:
    """Make a key that puts 10 after 9; an empty one for what may end in a Roman number or a word."""
    pieces = _PIECE.findall(text)
    if not pieces or len(pieces[-1][1]) > 1:
        return ()
    return tuple((word.casefold(), int(number[:_LONGEST_NUMBER] or 0)) for number, word in pieces)
