"""Where an entry was written, in which weather and mood: what journals keep beside its words, as lines to keep."""

from collections.abc import Iterable, Iterator
from math import isfinite

from portrait_cli.core.text import one_line
from portrait_cli.formats.yaml_writer import plain_or_quoted

_HOTTEST = 100


def extra_lines(values: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Write names and their values as lines for an entry's front matter, without the empty ones."""
    for name, value in values:
        words = one_line(value)
        if words:
            yield f"{name}: {plain_or_quoted(words)}"


def joined(parts: Iterable[str | None], between: str = ", ") -> str:
    """Join the parts that have words, each once."""
    words = (one_line(part or "") for part in parts)
    return between.join(dict.fromkeys(filter(None, words)))


def degrees(celsius: float | None) -> str:
    """Write a temperature. Return nothing for the huge numbers that stand for none."""
    if celsius is None or not isfinite(celsius) or abs(celsius) > _HOTTEST:
        return ""
    return f"{celsius:.0f} °C"
