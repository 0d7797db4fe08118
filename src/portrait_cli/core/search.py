"""What a person searches for: words, "phrases", AND, OR, NOT; any words at all mean something."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")


class Query(Struct, frozen=True):
    """A search, in the language of the index, and the words to point at in what was found."""

    wanted: str = ""
    """What must be there; empty when anything will do."""
    unwanted: str = ""
    """What must not be there."""
    words: tuple[tuple[str, ...], ...] = ()
    """Each wanted word or phrase, as the beginnings of the words that follow each other in it."""


def parse(text: str) -> Query:
    """Read a search as people write it: words that all must be there, unless AND, OR or NOT stands between them.

    NOT holds for the word behind it, OR binds looser than AND. What holds no letter and no digit is passed over.
    A beginning is enough, of a word and of the last word of a phrase.
    """
    ways: list[list[str]] = [[]]
    unwanted: list[str] = []
    words: list[tuple[str, ...]] = []
    negated = False
    for phrase, word in _tokens(text):
        match word:
            case "AND":
                continue
            case "OR":
                ways.append([])
                continue
            case "NOT":
                negated = True
                continue
        found = tuple(_WORD.findall(phrase or word.removeprefix("-")))
        if not found:
            continue
        said = f'"{" ".join(found)}"*'
        if negated or (word.startswith("-") and len(word) > 1):
            unwanted.append(said)
        else:
            ways[-1].append(said)
            words.append(tuple(plain(part) for part in found))
        negated = False
    wanted = [" AND ".join(way) for way in ways if way]
    joined = " OR ".join(f"({way})" for way in wanted) if len(wanted) > 1 else "".join(wanted)
    return Query(joined, " OR ".join(unwanted), tuple(words))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        yield found.group(1) or "", found.group(2) or ""


def plain(word: str) -> str:
    """Write a word without its case and its accents, as the index compares it."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def lines_with(query: Query, texts: list[str], most: int) -> list[str]:
    """Find the lines, no more than `most`, in which a wanted word or phrase stands."""
    found: list[str] = []
    for text in texts:
        for line in text.split("\n"):
            said = [plain(word) for word in _WORD.findall(line)]
            if any(_stands(words, said) for words in query.words):
                found.append(line.strip())
                if len(found) == most:
                    return found
    return found


def places(query: Query, line: str) -> list[tuple[int, int]]:
    """Find where in a line wanted words stand, as their beginnings and ends."""
    found = list(_WORD.finditer(line))
    said = [plain(match.group()) for match in found]
    return [
        (found[start].start(), found[start + len(words) - 1].end())
        for words in query.words
        for start in range(len(said) - len(words) + 1)
        if _stands(words, said[start : start + len(words)])
    ]


def _stands(words: tuple[str, ...], said: list[str]) -> bool:
    """Say whether words follow each other in what was said, the last one as a beginning."""
    *whole, last = words
    for start in range(len(said) - len(whole)):
        if said[start : start + len(whole)] == whole and said[start + len(whole)].startswith(last):
            return True
    return False
