"""Code in Markdown between two fences: lines of three or more backticks or tildes, as in CommonMark 0.31."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")


def opening(line: str) -> str:
    """Return the fence that a line begins with, or nothing; one that is indented is not looked for."""
    found = _FENCE.match(line)
    return found[found.lastindex or 0] if found else ""


def closes(line: str, fence: str) -> bool:
    """Return True if a line ends the code that a fence has opened."""
    indent, sign, rest = line.partition(fence)
    return (
        bool(sign) and len(indent) < len("    ") and not indent.strip(" ") and not rest.strip(fence[0]).strip(" \t")
    )


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into code, fences included, and other words; say for each whether it is code.

    What follows a fence that is never closed counts as words.
    """
    if "```" not in text and "~~~" not in text:
        yield text, False
        return

    lines: list[str] = []
    words: list[str] = []
    fence = ""
    for line in text.split("\n"):
        lines.append(line)
        if fence and closes(line, fence):
            if words:
                yield "\n".join(words), False
            yield "\n".join(lines[len(words) :]), True
            lines, words, fence = [], [], ""
        elif not fence:
            fence = opening(line)
            if not fence:
                words.append(line)
    if lines:
        yield "\n".join(lines), False
