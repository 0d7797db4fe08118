"""The rounds in which contributions were made: spelled alike or not, they are the same if they are said alike."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from portrait_cli.core.text import one_line


class RoundRead(Struct, frozen=True):
    """What is known of the contributions to a round, as it is called in them."""

    round: str
    leaders: int
    first: str
    """The earliest month, such as 2026-11."""
    last: str


class Span(Struct, frozen=True):
    """A round, with the months in which leaders contributed to it, such as 2026-11."""

    name: str
    """What it is called."""
    first: str
    """The earliest month."""
    last: str
    """The latest month."""


class Rounds(Struct, frozen=True):
    """The rounds there are, oldest first."""

    spans: tuple[Span, ...]
    leaders: Mapping[str, int]
    """How many contributed to each, by its name."""
    names: Mapping[str, str]
    """The name of each, by what it is called in contributions."""


def key_of(name: str) -> str:
    """Return what is the same for all ways in which a round's name is written."""
    return one_line(name).casefold()


def rounds_of(read: Sequence[RoundRead]) -> Rounds:
    """Put together what is one round; of several spellings the first of the alphabet is its name."""
    by_key: dict[str, list[RoundRead]] = {}
    for one in sorted(read, key=lambda one: one.round):
        by_key.setdefault(key_of(one.round), []).append(one)
    spans: list[Span] = []
    leaders: dict[str, int] = {}
    names: dict[str, str] = {}
    for alike in by_key.values():
        name = one_line(alike[0].round)
        spans.append(Span(name, min(one.first for one in alike), max(one.last for one in alike)))
        leaders[name] = sum(one.leaders for one in alike)
        names.update((one.round, name) for one in alike)
    spans.sort(key=lambda span: (span.first, span.last, span.name))
    return Rounds(tuple(spans), leaders, names)


def named(rounds: Rounds, words: str) -> list[Span]:
    """Return the rounds that words may mean: the one that is called so, else those whose name has them in it."""
    key = key_of(words)
    exact = [span for span in rounds.spans if key_of(span.name) == key]
    return exact or [span for span in rounds.spans if key in key_of(span.name)]
