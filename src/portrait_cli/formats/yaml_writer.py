"""Values written as YAML that people can read and change."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

YamlTree: TypeAlias = "str | Sequence[YamlTree] | Mapping[str, YamlTree]"
"""What is written as YAML."""

_LONGEST_LINE = 110
_INDENT = "  "

_MUST_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML cannot hold as it is, or would take for a line's end."""
_WORD = re.compile("[A-Za-z][A-Za-z0-9_/-]*")
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
"""Words that some readers of YAML do not treat as text."""
_PROSE = re.compile(r"[^\W\d_][\w'’]*(?:[.!?]|,? [\w ,.;!?'’()/&%–—-]*)")
"""Two words or more, or one with a mark after it, that every reader of YAML treats as text."""


def json_text(value: object) -> str:
    """Write a value as JSON that is also YAML, so that `yaml_tree.parse` reads every text in it back unchanged."""
    written = json.dumps(value, ensure_ascii=False)
    return _MUST_ESCAPE.sub(_escaped, written)


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character.group()):04x}"


def plain_or_quoted(text: str) -> str:
    """Write a text as YAML, without quotes if every reader treats it as text."""
    if _WORD.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    return json_text(text)


def dump(tree: Mapping[str, YamlTree]) -> str:
    """Write a tree as lines of YAML; long texts are folded, and names without a value are left out."""
    return "".join(f"{line}\n" for line in _mapping(tree, ""))


def _lines(tree: Sequence[YamlTree] | Mapping[str, YamlTree], margin: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        return _mapping(tree, margin)
    return _sequence(tree, margin)


def _mapping(tree: Mapping[str, YamlTree], margin: str) -> Iterator[str]:
    for name, value in tree.items():
        head = f"{margin}{plain_or_quoted(name)}:"
        if isinstance(value, str):
            if value:
                yield from _text(head, value, margin)
        elif value:
            yield head
            yield from _lines(value, margin + _INDENT)


def _sequence(items: Sequence[YamlTree], margin: str) -> Iterator[str]:
    for item in items:
        head = f"{margin}-"
        if isinstance(item, str):
            yield from _text(head, item, margin)
        else:
            first, *rest = _lines(item, margin + _INDENT)
            yield f"{head} {first.lstrip(' ')}"
            yield from rest


def _text(head: str, text: str, margin: str) -> Iterator[str]:
    """Write a text after a name or a hyphen: on the same line, or indented on the lines below."""
    margin += _INDENT
    if "\n" in text:
        yield f"{head} |-"
        for line in text.split("\n"):
            yield f"{margin}{line}" if line else ""
        return

    written = text if _PROSE.fullmatch(text) else plain_or_quoted(text)
    folded = _folded(text, _LONGEST_LINE - len(margin))
    if len(head) + len(written) < _LONGEST_LINE or not folded:
        yield f"{head} {written}"
    else:
        yield f"{head} >-"
        for line in folded:
            yield f"{margin}{line}"


def _folded(text: str, width: int) -> list[str]:
    """Fold a text into lines; return no lines if the text would not be the same when they are joined again."""
    lines = textwrap.wrap(
        text,
        width,
        expand_tabs=False,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    same = " ".join(lines) == text
    return lines if same else []


def pair(name: str, text: str) -> str:
    """Write a name and its text as one line."""
    return f"{plain_or_quoted(name)}: {plain_or_quoted(text)}"


def list_below(name: str, texts: Sequence[str]) -> list[str]:
    """Write a name and a list of texts below it, one a line."""
    return [f"{plain_or_quoted(name)}:", *(f"  - {plain_or_quoted(text)}" for text in texts)]


def list_beside(name: str, texts: Sequence[str]) -> str:
    """Write a name and a list of texts after it, on one line."""
    listed = ", ".join(plain_or_quoted(text) for text in texts)
    return f"{plain_or_quoted(name)}: [{listed}]"
