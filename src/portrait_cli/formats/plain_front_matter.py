"""Front matter as nearly all entries have it: plain lines, read without the YAML parser.

It takes a quarter of the parser's time, and a journal has such lines by the ten thousand.
"""

import re

from portrait_cli.formats.problems import At
from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence

_WORD = "[A-Za-z][A-Za-z0-9_/-]*"
_NUMBER_OR_TIME = "[0-9](?:[0-9T:.-]*[0-9])?"
_LINE = re.compile(
    rf"(?:([a-z][a-z0-9_-]*):|  -)"
    rf'(?: (?:({_WORD}|{_NUMBER_OR_TIME})|"([ !#-\[\]-~]*)"|\[({_WORD}(?:, {_WORD})*)\]))?'
)
"""A line as programs write it: a name, or a hyphen below one, and a value that means itself."""
_MOST_LINES = 500


def read(text: str) -> Mapping | None:
    """Read the text after the opening `---` as the YAML parser would; None if only the parser can read it."""
    first, *lines = text.split("\n")
    if first or len(lines) > _MOST_LINES:  # front matter begins in the second line of its file
        return None

    pairs: dict[str, tuple[Scalar, list[Node]]] = {}
    name = ""
    for number, line in enumerate(lines, start=2):
        found = _LINE.fullmatch(line)
        if not found or found.group(1) in pairs:
            return None

        value = _value(found, number)
        if found.group(1):
            name = found.group(1)
            pairs[name] = (Scalar(name, At(number, 1)), [value])
        elif not pairs or not _takes(pairs[name][1], value):
            return None
        else:
            pairs[name][1].append(value)

    return _mapping(pairs)


def _value(found: re.Match[str], number: int) -> Node:
    """Make the value of a line: a word, a text between quotation marks, a list of words, or nothing."""
    _, word, quoted, items = found.groups()
    if word:
        return Scalar(word, At(number, found.start(2) + 1))
    if quoted is not None:
        return Scalar(quoted, At(number, found.start(3)), plain=False)
    if items:
        start = found.start(4) + 1
        words = [Scalar(one.group(), At(number, start + one.start())) for one in re.finditer(_WORD, items)]
        return Sequence(tuple(words), At(number, start - 1))
    return Scalar("", At(number, found.end() + 1))


def _takes(values: list[Node], value: Node) -> bool:
    """Return True if a line of a list may follow: below a name without a value, and with a value itself."""
    return _is_nothing(values[0]) and not _is_nothing(value)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and not node.text


def _mapping(pairs: dict[str, tuple[Scalar, list[Node]]]) -> Mapping | None:
    """Make the tree; None if there is nothing in it."""
    if not pairs:
        return None
    return Mapping(tuple([(key, _one_or_list(values)) for key, values in pairs.values()]), At(2, 1))


def _one_or_list(values: list[Node]) -> Node:
    """Return the value after a name, or the list below it; a list begins at its first hyphen."""
    if len(values) == 1:
        return values[0]
    _, *items = values
    return Sequence(tuple(items), At(items[0].at.line, 3))
