"""A selection that was kept, as a small file of text: the document, and the names of the lines that leave."""

import re
from collections.abc import Iterable

from msgspec import Struct

from portrait_cli.core.saved_selection import SavedLine, SavedSelection, saved
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import decode, first_lines, visible
from portrait_cli.formats import problems, yaml_struct, yaml_tree
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_struct import ShapeError
from portrait_cli.formats.yaml_tree import YamlError

_LONGEST_WORDS = 60
_LINE = re.compile(r"(\S+#[0-9]+)\s+([0-9a-f]{8})")
_HEAD = """\
# What leaves, line by line: portrait export --selection, with the name of this file.
# A line that you delete here stays with you. The mark behind a name notices words that were changed since.
"""


class _File(Struct, frozen=True):
    """What the file holds."""

    lines: tuple[str, ...]
    document: str = ""


def write(document: str, lines: Iterable[Line]) -> str:
    """Write the lines that leave, with their first words to be recognized by."""
    written = [f"  - {saved(line).name} {saved(line).mark}  # {_words(line)}\n" for line in lines]
    return "".join([_HEAD, f"document: {document}\n", "lines:\n" if written else "lines: []\n", *written])


def _words(line: Line) -> str:
    return visible(f"{line.kind}: {first_lines(line.words, _LONGEST_WORDS)}")


def parse(data: bytes, file: str) -> SavedSelection:
    """Read a selection. Raises InvalidFileError with every problem, and its line and column."""
    if len(data) > problems.MAX_BYTES:
        raise problems.invalid(file, [Problem(At(1, 1), "this is larger than 1 MB, too large for a selection")])
    try:
        read, places = yaml_struct.read(_File, yaml_tree.parse(decode(data, file)))
    except (YamlError, ShapeError) as error:
        raise problems.invalid(file, error.problems) from None
    lines: list[SavedLine] = []
    wrong: list[Problem] = []
    for number, written in enumerate(read.lines):
        found = _LINE.fullmatch(written)
        if found:
            lines.append(SavedLine(found.group(1), found.group(2)))
        else:
            message = f'"{written}" should be the name of a line and its mark, as --save-selection writes them'
            wrong.append(Problem(places["lines", number], message))
    if wrong:
        raise problems.invalid(file, wrong)
    return SavedSelection(read.document, tuple(lines))
