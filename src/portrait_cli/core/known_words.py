"""Words that are no secret: those of the portrait, of the owner's role, name and school."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def known_words(*values: object) -> frozenset[str]:
    """Return the words of every text in some values, such as a portrait and a cover."""
    return frozenset(word for value in values for text in _texts(value) for word in _WORD.findall(text))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Struct():
            for name in value.__struct_fields__:
                yield from _texts(getattr(value, name))
        case Mapping():
            yield from _texts(tuple(value.values()))
        case tuple() | list() | frozenset() | set():
            for one in value:
                yield from _texts(one)
        case _:
            pass
