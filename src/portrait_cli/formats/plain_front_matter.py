"""Front matter as nearly all entries have it: plain lines, read without the YAML parser.

It takes a tenth of the parser's time, and a journal has such lines by the ten thousand.
"""

import re
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

Value: TypeAlias = str | tuple[str, ...]
"""What is after a name: a text, a list of them, or nothing, which is empty."""

_WORD = "[A-Za-z][A-Za-z0-9_/-]*"
_NUMBER_OR_TIME = "[0-9](?:[0-9T:.-]*[0-9])?"
_LINE = re.compile(
    rf"(?:([a-z][a-z0-9_-]*):|  -)"
    rf'(?: (?:({_WORD}|{_NUMBER_OR_TIME})|"([ !#-\[\]-~]+)"|\[({_WORD}(?:, {_WORD})*)\]))?'
)
"""A line as programs write it: a name, or a hyphen below one, and a value that means itself."""
_NULL = frozenset({"null", "Null", "NULL"})
_MOST_LINES = 500
_MOST_KEPT = 4096
"""How many lines are kept as they were read: most lines of an entry are in many others too."""


class Plain(Struct, frozen=True):
    """What the lines say."""

    values: dict[str, Value]
    """What is after each name."""
    lines: dict[str, int]
    """The line of each name."""


def read(text: str) -> Plain | None:
    """Read the text after the opening `---` as the YAML parser would; None if only the parser can read it."""
    first, *lines = text.split("\n")
    if first or len(lines) > _MOST_LINES:  # front matter begins in the second line of its file
        return None

    plain = Plain({}, {})
    name = ""
    is_list = False
    for number, line in enumerate(lines, start=2):
        pair = _pair(line)
        if not pair or pair[0] in plain.values:
            return None

        found, value = pair
        if found:
            name = found
            plain.values[name] = value
            plain.lines[name] = number
            is_list = value == ()
        elif is_list and value and isinstance(value, str):
            plain.values[name] = (*plain.values[name], value)
        else:
            return None
    return plain if name else None


@lru_cache(_MOST_KEPT)
def _pair(line: str) -> tuple[str, Value] | None:
    """Read a line as a name, which is empty in a list, and a value."""
    found = _LINE.fullmatch(line)
    if not found:
        return None
    name, word, quoted, items = found.groups()
    if items:
        return name or "", tuple(items.split(", "))
    if name and word in _NULL:
        return name, ""
    return name or "", word or quoted or ()
