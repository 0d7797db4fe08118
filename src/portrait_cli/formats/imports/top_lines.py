"""Properties that are lines on top of a note's text: Logseq's `tags:: a, b`, Notion's `Created: March 5, 2024`."""

import re

from portrait_cli.formats.imports.properties import Properties
from portrait_cli.formats.imports.written_days import without_invisible
from portrait_cli.formats.problems import At
from portrait_cli.formats.yaml_tree import Node, Scalar

_MOST_LINES = 50
_PAIR = re.compile(r"(?:- )?\**([^\W\d_][\w -]{0,40})\**:{1,2}\**[ \t]+(\S.*)")


def properties_on_top(words: str) -> Properties:
    """Read the lines with a name and a value that the words begin with, below a heading if there is one.

    They are words at the same time, so nothing is taken away from the text.
    """
    lines = [line for line in words.split("\n", maxsplit=_MOST_LINES) if line.strip()]
    if lines and lines[0].startswith("# "):
        del lines[0]

    values: dict[str, Node] = {}
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        found = _PAIR.fullmatch(without_invisible(line))
        if not found:
            break
        values.setdefault(found[1].strip(), Scalar(found[2].strip(), At(number, 1), plain=False))
    return Properties(values)
