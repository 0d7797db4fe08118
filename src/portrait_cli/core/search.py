"""What a person searches for: words, "phrases", AND, OR, NOT; any words at all mean something."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from portrait_cli.core import search_words
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import UsageError

Phrase: TypeAlias = tuple[str, ...]
"""Words that follow each other, as they are compared; the last one is the beginning of a word."""

_LONGEST = 1000
_OPERATORS = ("AND", "OR", "NOT")


class Query(Struct, frozen=True):
    """A search: what must be there, and what must not."""

    alternatives: tuple[tuple[Phrase, ...], ...] = ()
    """Words and phrases that must all be there, or all those of another alternative; if empty, anything will do."""
    unwanted: tuple[Phrase, ...] = ()
    """The words and phrases of which none may be there."""

    @property
    def wanted(self) -> Iterator[Phrase]:
        """Go through the words and phrases to highlight in what was found."""
        for alternative in self.alternatives:
            yield from alternative

    def fits(self, entry: Entry) -> bool:
        """Return True if an entry has what is wanted in its title or in its text, and nothing that is unwanted."""
        said = [search_words.words(text) for text in searched(entry)]

        def has(phrase: Phrase) -> bool:
            return any(_positions(phrase, part) for part in said)

        if any(map(has, self.unwanted)):
            return False
        return not self.alternatives or any(all(map(has, phrases)) for phrases in self.alternatives)


def searched(entry: Entry) -> tuple[str, str]:
    """Return the texts in which an entry is found: the words of its title, and what the person wrote."""
    title = "\n".join([entry.own_title, *entry.attributes, *entry.tags])
    return title, "\n".join(entry.own_words)


def parse(text: str) -> Query:
    """Read a search as people write it: all the words must be there, unless AND, OR or NOT is between them.

    NOT applies to the word after it, and AND binds tighter than OR. Signs without a letter or digit are ignored.
    The beginning of a word is enough, and so is the beginning of a phrase's last word.
    Raises UsageError for more than a thousand characters: a long search takes very long.
    """
    if len(text) > _LONGEST:
        raise UsageError(f"a search can have at most {_LONGEST:,} characters", hint="a few words are enough")
    alternatives: list[list[Phrase]] = [[]]
    unwanted: list[Phrase] = []
    is_negated = False
    for phrase, word in _tokens(text):
        if word in _OPERATORS:
            if word == "OR":
                alternatives.append([])
            is_negated = is_negated or word == "NOT"
            continue

        found = tuple(search_words.words(phrase or word))
        if not found:
            continue
        if is_negated or word.startswith("-"):
            unwanted.append(found)
        else:
            alternatives[-1].append(found)
        is_negated = False
    return Query(tuple(tuple(phrases) for phrases in alternatives if phrases), tuple(unwanted))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """List the phrases and the words of a search; one of the two is empty."""
    for found in re.finditer(r'"([^"]*)"?|(\S+)', text):
        yield found.group(1) or "", found.group(2) or ""


def lines_with(query: Query, texts: list[str], most: int) -> list[str]:
    """Find the lines with a wanted word or phrase in them, no more than `most`."""
    found: list[str] = []
    for text in texts:
        for line in text.split("\n"):
            if _is_in(query, line):
                found.append(line.strip())
                if len(found) == most:
                    return found
    return found


def _is_in(query: Query, line: str) -> bool:
    said = search_words.words(line)
    return any(_positions(phrase, said) for phrase in query.wanted)


def places(query: Query, line: str) -> list[tuple[int, int]]:
    """Find where in a line the wanted words are, as their beginnings and ends."""
    placed = search_words.placed_words(line)
    said = [word for word, _, _ in placed]
    pairs: list[tuple[int, int]] = []
    for phrase in query.wanted:
        for at in _positions(phrase, said):
            _, start, _ = placed[at]
            _, _, end = placed[at + len(phrase) - 1]
            pairs.append((start, end))
    return pairs


def _positions(phrase: Phrase, said: Sequence[str]) -> list[int]:
    """Find where the words of a phrase follow each other in what was said."""
    *all_but_last, last = phrase
    found: list[int] = []
    for start in range(len(said) - len(all_but_last)):
        end = start + len(all_but_last)
        if said[end].startswith(last) and said[start:end] == all_but_last:
            found.append(start)
    return found
