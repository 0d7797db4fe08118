"""YAML without surprises: every plain value is text, and every node knows its line and column."""

import re
from typing import Protocol, TypeAlias

from msgspec import Struct

from portrait_cli.formats.problems import At, Problem

MAX_DEPTH = 20
MAX_VALUES = 20_000
"""Texts, lists and groups in one file: five times what the portrait that ships has."""


class Scalar(Struct, frozen=True):
    """One text; `plain` when it stood without quotes, where empty, `~` and `null` mean nothing."""

    text: str
    at: At
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Say whether nothing was written."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


class Sequence(Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    at: At


class Mapping(Struct, frozen=True):
    """Names and what belongs to them, in order."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    at: At

    def get(self, name: str) -> "Node | None":
        """Find what belongs to a name."""
        return next((value for key, value in self.pairs if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


class YamlError(Exception):
    """The text is no YAML that we read; `problems` says where and what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class _Open(Struct):
    """A list or mapping whose end has not come yet."""

    at: At
    is_mapping: bool
    nodes: list[Node]


def parse(text: str) -> Node:
    """Read a text as one tree; nothing at all is an empty scalar.

    Raises YamlError with every problem found: aliases, anchors, tags, merge keys, names given twice, more than
    one document, more than MAX_VALUES values, nesting deeper than MAX_DEPTH, and whatever the parser itself refuses.
    """
    import yaml  # 15 to 30 ms, which a start that parses nothing need not pay

    loader = getattr(yaml, "CLoader", yaml.Loader)
    problems: list[Problem] = []
    stack: list[_Open] = [_Open(At(1, 1), is_mapping=False, nodes=[])]
    values = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            at = _at(event.start_mark)
            values += isinstance(event, yaml.NodeEvent)
            if values > MAX_VALUES:
                problems.append(Problem(at, f"more than {MAX_VALUES:,} values in one file"))
                break
            match event:
                case yaml.ScalarEvent():  # most are, and a journal has many: asked for first
                    problems += _refused(event.anchor, event.tag, at)
                    stack[-1].nodes.append(Scalar(event.value, at, not event.style))
                case yaml.DocumentStartEvent() if stack[0].nodes:
                    problems.append(Problem(at, "a second document begins here; expected one document only"))
                    break
                case yaml.AliasEvent():
                    problems.append(Problem(at, f"found the alias *{event.anchor}; write the words out instead"))
                    stack[-1].nodes.append(Scalar("", at))
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    problems += _refused(event.anchor, event.tag, at)
                    if len(stack) > MAX_DEPTH:
                        problems.append(Problem(at, f"nested more than {MAX_DEPTH} levels deep"))
                        break
                    stack.append(_Open(at, isinstance(event, yaml.MappingStartEvent), []))
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    done = stack.pop()
                    stack[-1].nodes.append(_close(done, problems))
                case _:
                    pass
    except yaml.MarkedYAMLError as error:
        at = _at(error.problem_mark or error.context_mark)
        problems.append(Problem(at, _in_plain_words(error.problem or error.context or "not YAML", _line(text, at))))
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        problems.append(Problem(_first_unreadable(text), f"a character that YAML does not allow ({error.reason})"))
    if problems:
        raise YamlError(tuple(sorted(problems, key=lambda problem: problem.at)))
    return stack[0].nodes[0] if stack[0].nodes else Scalar("", At(1, 1))


class _Mark(Protocol):
    """A mark of either of the parser's two builds."""

    line: int
    column: int


def _at(mark: _Mark | None) -> At:
    return At(mark.line + 1, mark.column + 1) if mark else At(1, 1)


def _refused(anchor: str | None, tag: str | None, at: At) -> list[Problem]:
    problems = []
    if anchor:
        problems.append(Problem(at, f"found the anchor &{anchor}; write the words out where they are needed"))
    if tag and tag != "!":
        problems.append(Problem(at, f"found the tag {tag}; leave it out, every value is text here"))
    return problems


def _close(done: _Open, problems: list[Problem]) -> Node:
    if not done.is_mapping:
        return Sequence(tuple(done.nodes), done.at)
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.append(Problem(key.at, "found a list or group as a name; expected a word before the colon"))
        elif key.text == "<<" and key.plain:
            problems.append(Problem(key.at, "found the merge sign <<; write the lines out instead"))
        elif key.text in pairs:
            first = pairs[key.text][0].at.line
            problems.append(
                Problem(key.at, f'"{key.text}" stands here a second time (first in line {first}); keep one')
            )
        else:
            pairs[key.text] = (key, value)
    return Mapping(tuple(pairs.values()), done.at)


# Not compiled: it takes 5 ms, and is seldom needed.
_UNREADABLE = "[^\t\n\r\x85 -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def _first_unreadable(text: str) -> At:
    """Find what the parser cannot read: it names a byte, people need a line."""
    before = re.split(_UNREADABLE, text, maxsplit=1)[0]
    return At(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _line(text: str, at: At) -> str:
    return "".join(text.splitlines()[at.line - 1 : at.line])


def _in_plain_words(problem: str, line: str) -> str:
    """Say in plain words what the parser says of a line in its own."""
    if "“" in line:
        return "the curly quotation marks “ and ” are letters here; use the straight ones"
    for theirs, ours in (
        (
            "cannot start any token",
            "found a sign or a tab that cannot stand here; indent with spaces, put texts between quotation marks",
        ),
        (
            "found a tab character",
            "found a tab; indent with spaces",
        ),
        (
            "mapping values are not allowed",
            'found ": " inside a text; put the whole text between quotation marks',
        ),
        ("exceeded maximum nesting depth", f"nested more than {MAX_DEPTH} levels deep"),
        ("could not find expected ':'", "a name without a colon; expected `name: value`"),
        (
            "did not find expected key",
            "this line does not line up with those above it; check the spaces before it",
        ),
        (
            "did not find expected alphabetic or numeric character",
            "found * or & at the beginning of a text; put the whole text between quotation marks",
        ),
        ("did not find expected '-' indicator", "this line does not line up with the list above it"),
        ("did not find expected ',' or", "a [ or { that is not closed, or a missing comma"),
        ("did not find expected node content", "a [ or { that is not closed, or a missing value"),
        ("unexpected end of stream", "a quotation mark that is not closed"),
        (
            "found unknown escape character",
            "found \\ before a letter it cannot stand before; use '…' quotation marks",
        ),
        (
            "did not find expected <document start>",
            "more than one thing stands at the left edge; check the spaces",
        ),
    ):
        if theirs in problem:
            return ours
    return problem
