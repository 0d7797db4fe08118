"""The Markdown text of an entry from another journal: its title, its headings, and its lines outside of code."""

import re
from collections.abc import Iterator

_EMPTY_LINES_ON_TOP = re.compile(r"\A(?:[ \t]*\n)+")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_CLOSING_SIGNS = re.compile(r"(?:^|[ \t])#+$")
_FENCE = re.compile(r" {0,3}(```|~~~)")


def tidy(text: str) -> str:
    """Remove empty lines before the words, and blanks after them."""
    return _EMPTY_LINES_ON_TOP.sub("", text).rstrip()


def title_and_text(text: str, given: str = "", fallback: str = "") -> tuple[str, str]:
    """Split an entry into its title and its text.

    The title is the one that is given, or the heading on top, or the fallback, or any other heading. A heading on top
    that is the title is removed from the text.
    """
    first, _, rest = text.partition("\n")
    top_heading = ""
    if first.startswith("# "):
        top_heading = _heading(first)

    if top_heading and given in {"", top_heading}:
        return top_heading, tidy(rest)
    return given or fallback or _first_heading(text), text


def _first_heading(text: str) -> str:
    """Find the first heading that has words. Return nothing if there is none."""
    for line in lines_outside_code(text):
        words = _heading(line)
        if words:
            return words
    return ""


def _heading(line: str) -> str:
    """Return the words of a Markdown heading, or nothing if the line is not a heading."""
    found = _HEADING.match(line)
    if not found:
        return ""
    return _CLOSING_SIGNS.sub("", found.group(1).rstrip()).strip()


def lines_outside_code(text: str) -> Iterator[str]:
    """Go through the lines of a Markdown text that are not in a fenced block of code."""
    for line, is_code in lines_and_code(text):
        if not is_code:
            yield line


def lines_and_code(text: str) -> Iterator[tuple[str, bool]]:
    """Go through the lines of a Markdown text, each with whether it belongs to a fenced block of code."""
    open_fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        yield line, bool(found or open_fence)
        if found and not open_fence:
            open_fence = found.group(1)
        elif found and found.group(1) == open_fence:
            open_fence = ""
