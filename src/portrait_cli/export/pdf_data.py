"""A document as the data that its pages are set from: plain values, whose words are safe to show."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec import Struct

from portrait_cli.core.document import Document, Paper, Part, Picture, Words
from portrait_cli.core.text import visible
from portrait_cli.export import svg
from portrait_cli.formats.rich_words import RichBlock, rich


class _List(Struct, frozen=True, tag_field="kind", tag="list"):
    """Items that belong together; each has its paragraphs, and lists within it."""

    items: list[list["_Block"]]
    numbers: list[int] = []
    """The number of each item; none if they have bullets."""
    numbering: str = "1."


_Block = RichBlock | _List


class _Blocks(Struct, frozen=True, tag_field="part", tag="words"):
    blocks: list[_Block]


class _Image(Struct, frozen=True, tag_field="part", tag="picture"):
    svg: str
    alt: str


def data(document: Document, paper: Paper) -> str:
    """Write a document as JSON."""
    day = document.made_on
    values = {
        "paper": paper,
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "language": _language(document.language),
        "made_on": {"year": day.year, "month": day.month, "day": day.day},
        "is_one_page": document.is_one_page,
        "footer": document.footer,
        "parts": [_part(part) for part in document.parts],
    }
    return msgspec.json.encode(_shown(msgspec.to_builtins(values))).decode()


_TAG = re.compile(r"(?P<lang>[a-z]{2,3})\b(-(?P<script>[a-z]{4})\b)?(-(?P<region>[a-z]{2})\b)?", re.IGNORECASE)


def _language(tag: str) -> dict[str, str]:
    """Take a BCP 47 tag apart, as far as pages need it."""
    found = _TAG.match(tag)
    return {name: part for name, part in found.groupdict().items() if part} if found else {"lang": "en"}


def _shown(value: object) -> object:
    match value:
        case str():
            return visible(value)
        case dict():
            return {name: _shown(one) for name, one in value.items()}
        case list() | tuple():
            return [_shown(one) for one in value]
        case _:
            return value


def _part(part: Part) -> Part | _Blocks | _Image:
    match part:
        case Words():
            return _Blocks(_blocks(rich(part)))
        case Picture():
            return _Image(svg.picture(part), part.in_words)
        case _:
            return part


# --- lists ---


def _blocks(blocks: Sequence[RichBlock]) -> list[_Block]:
    """Put items that follow one another into lists, as deep as they are."""
    made: list[_Block] = []
    for is_item, together in groupby(blocks, lambda block: block.kind == "item"):
        made += _lists(list(together), 0) if is_item else together
    return made


def _lists(items: Sequence[RichBlock], depth: int) -> Iterator[_Block]:
    """Make a list of the items that are alike, and another where bullets become numbers."""
    for sign, together in groupby(_each(items, depth), lambda item: item[0].marker[-1:]):
        alike = list(together)
        numbers = [int(item[0].marker[:-1]) for item in alike] if sign in {".", ")"} else []
        yield _List([list(_within(item, depth)) for item in alike], numbers, f"1{sign}")


def _each(items: Sequence[RichBlock], depth: int) -> Iterator[list[RichBlock]]:
    """Part the items of a list; each has with it what is deeper, and its paragraphs after the first."""
    item: list[RichBlock] = []
    for block in items:
        if item and block.marker and block.depth <= depth:
            yield item
            item = []
        item.append(block)
    yield item


def _within(item: Sequence[RichBlock], depth: int) -> Iterator[_Block]:
    """Return the paragraphs of an item, and the lists within it."""
    yield _paragraph(item[0])
    for is_deeper, together in groupby(item[1:], lambda block: block.depth > depth):
        yield from _lists(list(together), depth + 1) if is_deeper else map(_paragraph, together)


def _paragraph(block: RichBlock) -> RichBlock:
    return RichBlock(block.spans)
