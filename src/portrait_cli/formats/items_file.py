"""Items that a leader writes for colleagues: one a line, or YAML where each can name the indicator it shows."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from portrait_cli.core.colleague_set import ColleagueItem
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.own_items import LONGEST_ITEM
from portrait_cli.core.text import Id, decode, one_line, shortened, visible
from portrait_cli.formats import yaml_struct, yaml_tree
from portrait_cli.formats.new_ids import new_ids
from portrait_cli.formats.problems import MAX_BYTES, At, Problem, invalid
from portrait_cli.formats.yaml_struct import ShapeError
from portrait_cli.formats.yaml_tree import YamlError

_MARK = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
"""What people put before an item of a list."""
_Placed = tuple[At, ColleagueItem]


def parse(data: bytes, file: str, *, most: int) -> tuple[ColleagueItem, ...]:
    """Read items, each with an id; a name that ends in yaml or yml is YAML.

    Raises InvalidFileError with every problem and its line, and for none or more than can be asked.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a list of items")
    text = decode(data, file)
    placed = list(_in_yaml(text, file) if file.casefold().endswith((".yaml", ".yml")) else _in_lines(text))
    problems = list(_problems(placed))
    if problems:
        raise invalid(file, problems)
    if not placed:
        raise InvalidFileError(f"there are no items in {file}", hint="write one a line: Asks who is missing.")
    if len(placed) > most:
        message = f"{file} has {len(placed)} items, and {most} is the most that is answered with care"
        raise InvalidFileError(message, hint="keep those that matter most to you now")
    return _with_ids([item for _, item in placed])


def _in_lines(text: str) -> Iterator[_Placed]:
    for number, line in enumerate(text.splitlines(), start=1):
        words = visible(one_line(_MARK.sub("", line, count=1)))
        if words and not words.startswith("#"):
            yield At(number, 1), ColleagueItem(words)


def _in_yaml(text: str, file: str) -> Iterator[_Placed]:
    try:
        read, places = yaml_struct.read(tuple[ColleagueItem, ...], yaml_tree.parse(text))
    except (YamlError, ShapeError) as error:
        raise invalid(file, error.problems) from None
    for number, item in enumerate(read):
        yield places[(number,)], replace(item, text=visible(one_line(item.text)))


def _problems(placed: Iterable[_Placed]) -> Iterator[Problem]:
    seen: dict[str, At] = {}
    for at, item in placed:
        same = item.text.casefold().rstrip(".")
        if same in seen:
            yield Problem(at, f'"{shortened(item.text)}" stands in line {seen[same].line} already')
        elif len(item.text) > LONGEST_ITEM:
            yield Problem(at, f"{len(item.text)} characters; an item is one thing that they see, in one short line")
        seen[same] = at


def _with_ids(items: list[ColleagueItem]) -> tuple[ColleagueItem, ...]:
    """Give each item an id of its words, unless one is written that no other item has."""
    ids = new_ids([[item.text] for item in items], "item", set(), given=[item.id for item in items])
    return tuple(replace(item, id=Id(own)) for item, own in zip(items, ids, strict=True))
