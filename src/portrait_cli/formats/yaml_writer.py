"""Values written as YAML that people can read and change."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

_LONGEST_LINE = 110

YamlTree: TypeAlias = "str | Sequence[YamlTree] | Mapping[str, YamlTree]"
"""What is written as YAML; what is empty in it is left out."""


def json_text(value: object) -> str:
    """Write a value as JSON that is YAML as well, so that `parse` reads every text in it back unchanged."""
    written = json.dumps(value, ensure_ascii=False)
    return re.sub(_MUST_ESCAPE, lambda found: f"\\u{ord(found.group()):04x}", written)


# What YAML cannot hold as it is, or would take for a line's end.
_MUST_ESCAPE = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"


def plain_or_quoted(text: str) -> str:
    """Write a text as YAML, without quotes where no reader can take it for anything but text."""
    unsafe = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
    safe = re.fullmatch(r"[A-Za-z][A-Za-z0-9_/-]*", text) and text.lower() not in unsafe
    return text if safe else json_text(text)


def dump(tree: Mapping[str, YamlTree]) -> str:
    """Write a tree as lines of YAML; what is empty in it is left out, and long texts are folded."""
    return "".join(f"{line}\n" for line in _lines(tree, ""))


def _lines(tree: YamlTree, margin: str) -> Iterator[str]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if value:
                yield from _entry(f"{margin}{plain_or_quoted(key)}:", value, f"{margin}  ")
    else:
        for item in tree:
            if isinstance(item, str):
                yield from _entry(f"{margin}-", item, f"{margin}  ")
            else:
                first, *rest = _lines(item, f"{margin}  ")
                yield f"{margin}- {first.lstrip(' ')}"
                yield from rest


def _entry(head: str, value: YamlTree, margin: str) -> Iterator[str]:
    """Write what belongs to the beginning of a line."""
    if not isinstance(value, str):
        yield head
        yield from _lines(value, margin)
    elif "\n" in value:
        yield f"{head} |-"
        yield from (f"{margin}{line}" if line else "" for line in value.split("\n"))
    else:
        written = value if _PROSE.fullmatch(value) else plain_or_quoted(value)
        wrapped = textwrap.wrap(
            value,
            _LONGEST_LINE - len(margin),
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        if len(head) + len(written) < _LONGEST_LINE or " ".join(wrapped) != value:
            yield f"{head} {written}"
        else:
            yield f"{head} >-"
            yield from (f"{margin}{line}" for line in wrapped)


_PROSE = re.compile(r"[^\W\d_][\w'’]*(?:[.!?]|,? [\w ,.;!?'’()/&%–—-]*)")
"""Words that no reader of YAML can take for anything but text: they need no quotation marks."""
