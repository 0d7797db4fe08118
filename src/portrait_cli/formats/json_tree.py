"""JSON as the same tree as YAML (RFC 8259), for what a YAML parser refuses in it: pairs of escapes, and tabs."""

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder

from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import MAX_DEPTH, MAX_VALUES, Mapping, Node, Scalar, Sequence, YamlError

_SPACE = " \t\n\r"
_NUMBER_OR_WORD = re.compile(r"-?[\w.+-]+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS = frozenset({"true", "false", "null"})
_NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
"""What programs write for a number that is none, although JSON has no such words."""
_HALF = re.compile("[\ud800-\udfff]")


class NotJsonError(Exception):
    """The text is not JSON; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(text: str) -> Node:
    """Read a text as one tree: numbers, `true` and `false` as plain texts, `null` as nothing.

    Raises NotJsonError where it breaks the grammar of JSON. Raises YamlError with every problem in what is JSON
    otherwise: names given twice, half characters, numbers that are none, and as many values as YAML may not have.
    """
    reader = _Reader(text)
    tree = reader.whole()
    if reader.problems:
        raise YamlError(tuple(sorted(reader.problems, key=lambda problem: problem.at)))
    return tree


class _Reader:
    """Reads a text from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._index = 0
        self._values = 0
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._texts = JSONDecoder(strict=False)  # a line end or a tab in a text is what it looks like

    def whole(self) -> Node:
        """Read the one value of the text."""
        tree = self._value(0)
        if self._next():
            raise self._broken("there is more than one thing here; expected one pair of { } around everything")
        return tree

    # --- values ---

    def _value(self, depth: int) -> Node:
        sign = self._next()
        at = self._at(self._index)
        self._values += 1
        if self._values > MAX_VALUES:
            raise YamlError((Problem(at, f"more than {MAX_VALUES:,} values in one file"),))
        if depth > MAX_DEPTH:
            raise YamlError((Problem(at, f"nested more than {MAX_DEPTH} levels deep"),))
        match sign:
            case "{":
                return self._mapping(at, depth)
            case "[":
                return self._sequence(at, depth)
            case '"':
                return Scalar(self._quoted(at), at, plain=False)
            case _:
                return self._number_or_word(at)

    def _mapping(self, at: At, depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        self._index += 1
        if self._taken("}"):
            return Mapping((), at)
        while True:
            key = self._name()
            if not self._taken(":"):
                raise self._broken("expected a colon after the name")
            value = self._value(depth + 1)
            if key.text in pairs:
                first, _ = pairs[key.text]
                again = f'"{key.text}" is here twice (first on line {first.at.line}); keep one'
                self.problems.append(Problem(key.at, again))
            else:
                pairs[key.text] = (key, value)
            if self._taken("}"):
                return Mapping(tuple(pairs.values()), at)
            if not self._taken(","):
                raise self._broken("expected a comma before the next name, or } at the end")

    def _sequence(self, at: At, depth: int) -> Sequence:
        items: list[Node] = []
        self._index += 1
        if self._taken("]"):
            return Sequence((), at)
        while True:
            items.append(self._value(depth + 1))
            if self._taken("]"):
                return Sequence(tuple(items), at)
            if not self._taken(","):
                raise self._broken("expected a comma before the next value, or ] at the end")

    def _name(self) -> Scalar:
        if self._next() != '"':
            raise self._broken(self._instead_of("a name"))
        at = self._at(self._index)
        return Scalar(self._quoted(at), at, plain=False)

    def _quoted(self, at: At) -> str:
        try:
            text, self._index = self._texts.raw_decode(self._text, self._index)
        except JSONDecodeError as error:
            self._index = error.pos
            raise self._broken(_quotation_problem(error)) from None
        half = _HALF.search(text)
        if half:
            found = f"\\u{ord(half.group()):04x}"
            message = f"found {found}, half of a character; write both halves, or the character itself"
            self.problems.append(Problem(at, message))
        return str(text)

    def _number_or_word(self, at: At) -> Scalar:
        found = _NUMBER_OR_WORD.match(self._text, self._index)
        word = found.group() if found else ""
        if word in _NO_NUMBERS:
            message = f"found {word}, which JSON does not have; expected words between quotation marks, or null"
            self.problems.append(Problem(at, message))
        elif word not in _WORDS and not _NUMBER.fullmatch(word):
            raise self._broken(self._instead_of("a text"))
        self._index += len(word)
        return Scalar(word, at)

    def _instead_of(self, expected: str) -> str:
        """Explain what is wrong where a text is expected, with a hint for JSON written by hand."""
        if self._text.startswith(("//", "/*", "#"), self._index):
            return "JSON has no comments; take them out"
        is_end = self._text.startswith(("}", "]"), self._index)
        if is_end and self._text[: self._index].rstrip(_SPACE).endswith(","):
            return "there is an extra comma before this character"
        return f"expected {expected} between double quotation marks"

    # --- where it stands ---

    def _next(self) -> str:
        """Skip the space, and return the next character; nothing at the end."""
        while self._index < len(self._text) and self._text[self._index] in _SPACE:
            self._index += 1
        return self._text[self._index : self._index + 1]

    def _taken(self, sign: str) -> bool:
        """Take a sign if it is the next one; return whether it was."""
        is_next = self._next() == sign
        self._index += is_next
        return is_next

    def _at(self, index: int) -> At:
        line = bisect_right(self._line_starts, index)
        return At(line, index - self._line_starts[line - 1] + 1)

    def _broken(self, message: str) -> NotJsonError:
        return NotJsonError(Problem(self._at(self._index), message))


def _quotation_problem(error: JSONDecodeError) -> str:
    if error.msg.startswith("Unterminated"):
        return "a quotation mark that is not closed"
    return "found \\ before a letter that cannot follow it; write two, as in C:\\\\Users"
