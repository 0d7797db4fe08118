"""The items of a person's words as lists within lists, as HTML wants them."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from portrait_cli.formats.rich_words import RichBlock


class ListItem(Struct):
    """An item with all that is in it."""

    number: str
    """The number before it; empty if it has a bullet."""
    blocks: "list[Block]"


class ItemList(Struct):
    """Items that belong together."""

    tag: Literal["ol", "ul"]
    depth: int
    sign: str
    """What stands behind each number: a dot or a parenthesis, as it was typed; nothing behind a bullet."""
    entries: list[ListItem]
    kind: Literal["list"] = "list"


Block: TypeAlias = RichBlock | ItemList


def nested(blocks: Iterable[RichBlock]) -> list[Block]:
    """Put items that follow one another into lists, and those that are deeper into the item above them."""
    found: list[Block] = []
    lists: list[ItemList] = []
    for block in blocks:
        if block.kind != "item":
            lists.clear()
            found.append(block)
            continue
        while lists and lists[-1].depth > block.depth:
            lists.pop()
        if not block.marker:
            _within(lists, found).append(block)
            continue
        item = _item(block)
        tag: Literal["ol", "ul"] = "ol" if item.number else "ul"
        sign = block.marker[len(item.number) :] if item.number else ""
        if lists and lists[-1].depth == block.depth and (lists[-1].tag, lists[-1].sign) != (tag, sign):
            lists.pop()
        if not lists or lists[-1].depth < block.depth:
            opened = ItemList(tag, block.depth, sign, [])
            _within(lists, found).append(opened)
            lists.append(opened)
        lists[-1].entries.append(item)
    return found


def _item(block: RichBlock) -> ListItem:
    number = block.marker.rstrip(".)")
    return ListItem(number if number.isdigit() else "", [block])


def _within(lists: list[ItemList], found: list[Block]) -> list[Block]:
    """Return what the last item that is open holds, or all that was found if none is."""
    return lists[-1].entries[-1].blocks if lists else found
