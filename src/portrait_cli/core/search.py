"""What a person searches for: words, "phrases", AND, OR, NOT; any words at all mean something."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from portrait_cli.core.errors import UsageError

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 1000
_OPERATORS = ("AND", "OR", "NOT")


class Query(Struct, frozen=True):
    """A search, in the language of the index, and the words to highlight in what was found."""

    wanted: str = ""
    """What must be there; empty when anything will do."""
    unwanted: str = ""
    """What must not be there."""
    words: tuple[tuple[str, ...], ...] = ()
    """Each wanted word or phrase, as the beginnings of the words that follow each other in it."""


def parse(text: str) -> Query:
    """Read a search as people write it: all the words must be there, unless AND, OR or NOT is between them.

    NOT applies to the word after it, and AND binds tighter than OR. Signs without a letter or digit are ignored.
    The beginning of a word is enough, and so is the beginning of a phrase's last word.
    Raises UsageError for more than a thousand characters: a long search takes very long.
    """
    if len(text) > _LONGEST:
        raise UsageError(f"a search can have at most {_LONGEST:,} characters", hint="a few words are enough")
    alternatives: list[list[str]] = [[]]
    unwanted: list[str] = []
    words: list[tuple[str, ...]] = []
    is_negated = False
    for phrase, word in _tokens(text):
        if word in _OPERATORS:
            if word == "OR":
                alternatives.append([])
            is_negated = is_negated or word == "NOT"
            continue

        found = _WORD.findall(phrase or word.removeprefix("-"))
        if not found:
            continue
        expression = f'"{" ".join(found)}"*'
        if is_negated or word.startswith("-"):
            unwanted.append(expression)
        else:
            alternatives[-1].append(expression)
            words.append(tuple(plain(part) for part in found))
        is_negated = False
    return Query(_any_of(alternatives), " OR ".join(unwanted), tuple(words))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """List the phrases and the words of a search; one of the two is empty."""
    for found in _TOKEN.finditer(text):
        yield found.group(1) or "", found.group(2) or ""


def _any_of(alternatives: list[list[str]]) -> str:
    """Put alternatives, each with everything that must be there, into the language of the index."""
    joined = [" AND ".join(alternative) for alternative in alternatives if alternative]
    if len(joined) > 1:
        return " OR ".join(f"({alternative})" for alternative in joined)
    return "".join(joined)


def plain(word: str) -> str:
    """Write a word without its case and its accents, as the index compares it."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


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
    said = [plain(word) for word in _WORD.findall(line)]
    return any(_positions(words, said) for words in query.words)


def places(query: Query, line: str) -> list[tuple[int, int]]:
    """Find where in a line the wanted words are, as their beginnings and ends."""
    found = list(_WORD.finditer(line))
    said = [plain(match.group()) for match in found]
    pairs: list[tuple[int, int]] = []
    for words in query.words:
        for start in _positions(words, said):
            last = start + len(words) - 1
            pairs.append((found[start].start(), found[last].end()))
    return pairs


def _positions(words: tuple[str, ...], said: list[str]) -> list[int]:
    """Find where words follow each other in what was said, the last of them as a beginning."""
    *all_but_last, last = words
    found: list[int] = []
    for start in range(len(said) - len(all_but_last)):
        end = start + len(all_but_last)
        if said[start:end] == all_but_last and said[end].startswith(last):
            found.append(start)
    return found
