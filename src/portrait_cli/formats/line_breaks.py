"""Line breaks in Markdown: those of a person, and those of a program that wraps lines at some width.

Such a program keeps hard breaks only. So where it matters, a newline that a person typed is written as one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from portrait_cli.formats.fenced_code import closes, opening

_WITHOUT_SPACES = (("\u3000", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))
"""The characters of Chinese and Japanese, which have no spaces between words."""

# Not compiled: it takes long, and only texts of several lines need them.
_HARD_BREAK = r"(?:\\| {2,})$"
_SPACE_FIRST = r"\\*[ \t]"
_QUOTE = r"(?: ?>)+ ?"
_BEGINS_ANEW = r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|[|>]|```|~~~)"
_ENDS_HERE = r"[ \t]*(?:#{1,6}(?:[ \t]|$)|[|]|```|~~~)|(?: {4}|\t)"
"""A heading, a row of a table, or code or its fence."""


# --- hard breaks ---


def hard(text: str) -> list[str]:
    """Write a text as lines that `from_hard` can read after any program has wrapped them."""
    first, *others = text.split("\n")
    lines = [first, *map(_with_its_indent, others)]
    if others and not lines[-1].strip("\\"):  # else nobody knows that there is a last line
        lines[-1] += "\\"
    for number, following in enumerate(lines[1:]):
        if lines[number] and following:
            lines[number] += "\\"
    return lines


def _with_its_indent(line: str) -> str:
    """Mark spaces at the beginning of a line as typed; in Markdown they mean nothing."""
    return f"\\{line}" if re.match(_SPACE_FIRST, line) else line


def from_hard(lines: Sequence[str]) -> str:
    """Return the text that `hard` wrote. A line that ends without a hard break goes on in the next one."""
    text = before = lines[0]
    for written in lines[1:]:
        line = written.lstrip(" \t")
        if not (before and line):
            text += "\n"
        elif broken := re.search(_HARD_BREAK, text):
            text = f"{text[: broken.start()]}\n"
        else:
            text = text.rstrip(" \t") + _between(text, line)
        text += line.removeprefix("\\") if re.match(_SPACE_FIRST, line) else line
        before = line

    if len(lines) > 1 and not before.strip("\\"):
        return text.removesuffix("\\")
    return text


def has_soft_breaks(lines: Sequence[str]) -> bool:
    """Return True if some line goes on in the next one."""
    return any(
        before.strip(" \t") and line.strip(" \t") and not re.search(_HARD_BREAK, before)
        for before, line in pairwise(lines)
    )


def _between(text: str, following: str) -> str:
    """Return what was between two words where a program broke the line."""
    ends = (text[-1:], following[:1])
    if all(any(first <= end <= last for first, last in _WITHOUT_SPACES) for end in ends):
        return ""
    return " "


# --- paragraphs ---


def unwrapped(text: str) -> str:
    """Put each paragraph of a wrapped text on one line again; lists, tables and code keep their lines."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        if fence:
            fence = "" if closes(line, fence) else fence
        elif opened := opening(line):
            fence = opened
        elif lines and _goes_on(lines[-1], line):
            rest = re.sub(_QUOTE, "", line, count=1).lstrip(" \t")
            lines[-1] += _between(lines[-1], rest) + rest
            continue
        lines.append(line)
    return "\n".join(lines)


def _goes_on(before: str, line: str) -> bool:
    """Return True if a line is the rest of a paragraph that the line before begins."""
    outer, inner = re.match(_QUOTE, before), re.match(_QUOTE, line)
    if outer and inner:
        before, line = before[outer.end() :], line[inner.end() :]
    if not before.strip(" \t") or not line.strip(" \t") or re.search(_HARD_BREAK, before):
        return False
    return not (re.match(_ENDS_HERE, before) or re.match(_BEGINS_ANEW, line))
