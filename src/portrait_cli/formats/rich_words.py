"""What a person wrote, taken apart for any format: paragraphs, lists, and for notes what Markdown marks."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from portrait_cli.core.document import Words
from portrait_cli.core.text import visible

Kind = Literal["paragraph", "item", "heading", "quote", "code"]


class Span(Struct, frozen=True):
    """Some letters that look alike; a line feed among them begins a new line."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False


class RichBlock(Struct, frozen=True):
    """A paragraph, or what stands in its place."""

    spans: tuple[Span, ...]
    kind: Kind = "paragraph"
    marker: str = ""
    """What stands before an item: a bullet, or its number with a dot."""
    depth: int = 0
    """In how many lists it is, counted from 0 for a list within none."""

    @property
    def text(self) -> str:
        """Return its letters alone."""
        return "".join(span.text for span in self.spans)


_ITEM = re.compile(r"(?P<room>[ \t]*)(?P<marker>[-*\u2022]|\d{1,3}[.)])[ \t]+(?P<text>\S.*)")
_BULLET = "\u2022"


def rich(words: Words) -> tuple[RichBlock, ...]:
    """Take the words apart; in an answer only lists mean something, everything else stays as it was typed.

    Nothing is fetched, linked or run: HTML, and the address of a link or picture, are words like any others.
    """
    text = visible(words.text)
    return tuple(_from_markdown(text) if words.is_markdown else _as_typed(text))


def _as_typed(text: str) -> Iterator[RichBlock]:
    """Go through the paragraphs, which blank lines part, and the lists in them."""
    waiting: list[str] = []
    for line in [*text.split("\n"), ""]:
        item = _ITEM.fullmatch(line)
        if waiting and (item or not line.strip()):
            yield RichBlock((Span("\n".join(waiting)),))
            waiting = []
        if item:
            marker = item["marker"] if item["marker"][0].isdigit() else _BULLET
            yield RichBlock((Span(item["text"]),), "item", marker, depth=int(len(item["room"]) > 1))
        elif line.strip():
            waiting.append(line)


# --- Markdown ---


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


class _Item(Struct):
    """A list that is open, and what stands before its next item."""

    is_numbered: bool
    number: int
    is_begun: bool = False
    """Whether the marker of the present item was written: its next paragraph has none."""


def _from_markdown(text: str) -> Iterator[RichBlock]:
    lists: list[_Item] = []
    kind: Kind = "paragraph"
    quotes = 0
    for token in _reader().parse(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                number = int(token.attrGet("start") or 1)
                lists.append(_Item(token.type.startswith("ordered"), number))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                lists[-1].is_begun = False
            case "list_item_close":
                lists[-1].number += 1
            case "heading_open" | "heading_close":
                kind = "heading" if token.nesting > 0 else "paragraph"
            case "blockquote_open" | "blockquote_close":
                quotes += token.nesting
            case "hr":
                yield RichBlock((Span(token.markup),))
            case "fence" | "code_block":
                yield RichBlock((Span(token.content.rstrip("\n"), code=True),), "code", depth=max(len(lists) - 1, 0))
            case "inline":
                spans = tuple(_spans(token.children or ()))
                yield _within(spans, kind if kind == "heading" or not quotes else "quote", lists)
            case _:
                pass


def _within(spans: tuple[Span, ...], kind: Kind, lists: Sequence[_Item]) -> RichBlock:
    """Return a paragraph as an item of the innermost list, if it is in one; only its first one has a marker."""
    if not lists or kind == "heading":
        return RichBlock(spans, kind)
    item = lists[-1]
    marker = ""
    if not item.is_begun:
        marker = f"{item.number}." if item.is_numbered else _BULLET
        item.is_begun = True
    return RichBlock(spans, "item", marker, depth=len(lists) - 1)


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    bold = italic = struck = 0
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "s_open" | "s_close":
                struck += token.nesting
            case "link_open":
                address = str(token.attrGet("href") or "")
            case "link_close" if address:
                yield Span(f" ({address})")
            case "image":
                yield Span(f"{token.content} ({token.attrGet('src')})")
            case "softbreak" | "hardbreak":
                yield Span("\n")
            case _ if token.content:
                look = bool(bold), bool(italic)
                yield Span(token.content, *look, code=token.type == "code_inline", struck=bool(struck))
            case _:
                pass
