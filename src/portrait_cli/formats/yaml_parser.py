"""From the events of the YAML parser to a tree, or to every problem with its place; `yaml_tree` is the way in."""

import re
from typing import Protocol

import yaml
from msgspec import Struct

from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import MAX_DEPTH, MAX_VALUES, Mapping, Node, Scalar, Sequence, YamlError

_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_START = At(1, 1)

# Not compiled: it takes 5 ms, and is seldom needed.
_UNREADABLE = "[^\t\n\r\x85 -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

_PLAIN_WORDS = (
    (
        "cannot start any token",
        "found a character or a tab that cannot be here; indent with spaces, put text in quotation marks",
    ),
    ("found a tab character", "found a tab; indent with spaces"),
    ("mapping values are not allowed", 'found ": " inside a text; put the whole text between quotation marks'),
    ("exceeded maximum nesting depth", f"nested more than {MAX_DEPTH} levels deep"),
    ("could not find expected ':'", "a name without a colon; expected `name: value`"),
    ("did not find expected key", "this line does not line up with those above it; check the spaces before it"),
    (
        "did not find expected alphabetic or numeric character",
        "found * or & at the beginning of a text; put the whole text between quotation marks",
    ),
    ("did not find expected '-' indicator", "this line does not line up with the list above it"),
    ("did not find expected ',' or", "a [ or { that is not closed, or a missing comma"),
    ("did not find expected node content", "a [ or { that is not closed, or a missing value"),
    ("unexpected end of stream", "a quotation mark that is not closed"),
    ("found unknown escape character", "found \\ before a letter that cannot follow it; use '…' quotation marks"),
    (
        "invalid Unicode character escape code",
        "found half of a character, such as \\ud83d; write the character itself",
    ),
    ("did not find expected <document start>", "there is more than one thing at the left edge; check the spaces"),
)
"""What the parser says, and what we say instead."""


def parse(text: str) -> Node:
    """Read a text as one tree, as `yaml_tree.parse` does."""
    tree = _Tree()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            tree.take(event)
            if tree.is_refused:
                break
    except yaml.MarkedYAMLError as error:
        tree.problems.append(_syntax_problem(error, text))
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        message = f"a character that YAML does not allow ({error.reason})"
        tree.problems.append(Problem(_first_unreadable(text), message))

    if tree.problems:
        raise YamlError(tuple(sorted(tree.problems, key=lambda problem: problem.at)))
    return tree.root()


# --- the tree ---


class _Open(Struct):
    """A list or mapping whose end has not come yet."""

    at: At
    is_mapping: bool
    nodes: list[Node]


class _Tree:
    """The tree as far as it was read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.is_refused = False
        """Whether to stop reading."""
        self._open = [_Open(_START, is_mapping=False, nodes=[])]
        self._values = 0

    def root(self) -> Node:
        """Return the one thing that the text holds."""
        nodes = self._open[0].nodes
        if not nodes:
            return Scalar("", _START)
        return nodes[0]

    def take(self, event: yaml.Event) -> None:
        """Add what the parser found next."""
        at = _at(event.start_mark)
        if isinstance(event, yaml.NodeEvent):
            self._values += 1
        if self._values > MAX_VALUES:
            self._refuse(at, f"more than {MAX_VALUES:,} values in one file")
            return

        match event:
            case yaml.ScalarEvent():  # most are, and a journal has many: checked first
                self._check(event, at)
                self._add(Scalar(event.value, at, not event.style))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._begin(event, at)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._problem(at, f"found the alias *{event.anchor}; write the words out instead")
                self._add(Scalar("", at))
            case yaml.DocumentStartEvent() if self._open[0].nodes:
                self._refuse(at, "a second document begins here; expected one document only")
            case _:
                pass

    def _add(self, node: Node) -> None:
        self._open[-1].nodes.append(node)

    def _begin(self, event: yaml.CollectionStartEvent, at: At) -> None:
        self._check(event, at)
        if len(self._open) > MAX_DEPTH:
            self._refuse(at, f"nested more than {MAX_DEPTH} levels deep")
            return
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(at, is_mapping, []))

    def _end(self) -> None:
        done = self._open.pop()
        if done.is_mapping:
            self._add(self._mapping(done))
        else:
            self._add(Sequence(tuple(done.nodes), done.at))

    def _mapping(self, done: _Open) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(done.nodes[::2], done.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._problem(key.at, "found a list or group as a name; expected a word before the colon")
            elif key.text == "<<" and key.plain:
                self._problem(key.at, "found the merge sign <<; write the lines out instead")
            elif key.text in pairs:
                first, _ = pairs[key.text]
                again = f'"{key.text}" is here twice (first on line {first.at.line}); keep one'
                self._problem(key.at, again)
            else:
                pairs[key.text] = (key, value)
        return Mapping(tuple(pairs.values()), done.at)

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: At) -> None:
        """Refuse what makes a value more than its text."""
        if event.anchor:
            self._problem(at, f"found the anchor &{event.anchor}; write the words out where they are needed")
        if event.tag and event.tag != "!":
            self._problem(at, f"found the tag {event.tag}; leave it out, every value is text here")

    def _refuse(self, at: At, message: str) -> None:
        self._problem(at, message)
        self.is_refused = True

    def _problem(self, at: At, message: str) -> None:
        self.problems.append(Problem(at, message))


class _Mark(Protocol):
    """A mark of either of the parser's two builds."""

    line: int
    column: int


def _at(mark: _Mark | None) -> At:
    return At(mark.line + 1, mark.column + 1) if mark else _START


# --- what the parser refuses ---


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    at = _at(error.problem_mark or error.context_mark)
    lines = text.splitlines()[at.line - 1 : at.line]
    if "“" in "".join(lines):
        return Problem(at, "the curly quotation marks “ and ” do not work here; use straight ones")

    problem = error.problem or error.context or "not YAML"
    return Problem(at, _in_plain_words(problem))


def _in_plain_words(problem: str) -> str:
    for part, words in _PLAIN_WORDS:
        if part in problem:
            return words
    return problem


def _first_unreadable(text: str) -> At:
    """Find what the parser cannot read: it names a byte, people need a line."""
    before = re.split(_UNREADABLE, text, maxsplit=1)[0]
    return At(before.count("\n") + 1, len(before) - before.rfind("\n"))
