"""What a person wrote, as Markdown that shows the same letters in every reader and does nothing.

A note is written anew from what its Markdown marks, as every other format does it: so no HTML of it acts, no picture
is fetched, and no fence that it leaves open swallows what comes after it.
"""

import re
from collections.abc import Iterator, Sequence

from portrait_cli.core.document import Words
from portrait_cli.formats.markdown_escapes import escaped_heading, escaped_within, with_escaped_starts
from portrait_cli.formats.rich_words import RichBlock, Span, rich

_BEFORE_MARK = frozenset(" \n([{\"'\u201c\u2018\u2014\u2013")
"""After these a mark begins: what stands right before others might be an address, or a mark itself."""
_BACKTICKS = re.compile("`+")


def write(words: Words) -> str:
    """Write the words as paragraphs, lists, quotations and code, without an empty line at the end."""
    text = ""
    lists = _Lists()
    for block in rich(words):
        if block.text.strip():
            between, written = lists.add(block)
            text += f"{between}{written}" if text else written
    return text


def hard_lines(text: str) -> str:
    """Keep the lines of a paragraph apart: two blanks at the end of a line say so to every reader."""
    return "  \n".join(line.rstrip() for line in text.split("\n"))


# --- lists ---


class _Lists:
    """The markers of the items that are open, the outermost one first."""

    def __init__(self) -> None:
        self._markers: list[str] = []
        self._is_after_item = False

    def add(self, block: RichBlock) -> tuple[str, str]:
        """Return what parts a block from the one before, and the block as Markdown."""
        if block.marker and not _is_counted(block.marker):
            block = RichBlock((Span(f"{block.marker} "), *block.spans))
        if block.kind != "item":
            self._markers.clear()
            return "\n\n", _alone(block)
        if block.marker:
            return self._item(block)
        del self._markers[block.depth + 1 :]
        self._is_after_item = False
        return "\n\n", self._indented(block)

    def _item(self, block: RichBlock) -> tuple[str, str]:
        before = self._markers[block.depth] if block.depth < len(self._markers) else ""
        del self._markers[block.depth :]
        marker = _next_marker(block.marker, before)
        goes_on = bool(before) and before[-1] == marker[-1]
        can_follow = goes_on or (bool(self._markers) and not before and marker in {"-", "1."})
        between = "\n" if can_follow and self._is_after_item else "\n\n"
        indent = " " * sum(len(one) + 1 for one in self._markers)
        self._markers.append(marker)
        self._is_after_item = True
        return between, f"{indent}{marker} {self._indented(block).lstrip(' ')}"

    def _indented(self, block: RichBlock) -> str:
        indent = " " * sum(len(one) + 1 for one in self._markers)
        return indent + _paragraph(block.spans).replace("\n", f"\n{indent}")


def _is_counted(marker: str) -> bool:
    """Return True if a reader shows the marker as it was typed, which is not so with `007.` and Arabic numerals."""
    number = marker[:-1]
    return not number or (number.isascii() and str(int(number)) == number)


def _next_marker(typed: str, before: str) -> str:
    """Return the marker of an item; a number that does not go on begins a list of its own, with another sign."""
    number = typed[:-1]
    if not number:
        return "-"
    sign = "."
    if before[:-1]:
        sign = before[-1]
        if int(before[:-1]) + 1 != int(number):
            sign = ")" if sign == "." else "."
    return f"{number}{sign}"


# --- blocks ---


def _alone(block: RichBlock) -> str:
    """Write a block that is in no list."""
    match block.kind:
        case "heading":
            return f"#### {escaped_heading(' '.join(block.text.split()))}"
        case "quote":
            return "\n".join(f"> {line}" for line in _paragraph(block.spans).split("\n"))
        case "code":
            fence = _fence(block.text, 3)
            return f"{fence}\n{block.text}\n{fence}"
        case _:
            return _paragraph(block.spans)


def _fence(text: str, least: int) -> str:
    """Return more backticks than there are one after the other in a text."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return "`" * max(longest + 1, least)


def _paragraph(spans: Sequence[Span]) -> str:
    return hard_lines(with_escaped_starts("".join(_spans(spans))))


def _spans(spans: Sequence[Span]) -> Iterator[str]:
    """Mark the spans as they were, but for those whose marks a reader might not take for marks."""
    plain = ""
    is_after_mark = False
    for span in spans:
        begins = plain[-1:] in _BEFORE_MARK if plain else not is_after_mark
        mark = _mark(span) if begins else ""
        is_after_mark = bool(mark)
        if not mark:
            plain += span.text
            continue
        yield escaped_within(plain)
        plain = ""
        text = span.text if span.code else escaped_within(span.text)
        yield f"{mark}{text}{mark[::-1]}"
    yield escaped_within(plain)


def _mark(span: Span) -> str:
    """Return what stands before a span, and turned around after it; empty if it is not marked."""
    if span.code and "``" not in span.text:  # three backticks would be a fence for pandoc
        room = " " if span.text[0] in "` " or span.text[-1] in "` " else ""
        return _fence(span.text, 1) + room
    if not (span.text[0].isalnum() and span.text[-1].isalnum()):
        return ""
    if span.struck:
        return "~~"
    return "*" * (2 * span.bold + span.italic)
