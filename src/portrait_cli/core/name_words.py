"""The words of a text as the search for names sees them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from portrait_cli.core.first_names import FIRST_NAMES

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-‐‑][^\W\d_]+)*")
_BEGINNING = re.compile(r"""(?:\A|[.!?…:;()\n\0*•>–—|"“”]|\s-)\s*[\d#\s"“‘'(\[*_>.)\-]*\Z""")
_CLAUSE_END = re.compile(r"[.!?;:\n]\s|\n")
_ENDS_OF_SENTENCES = {".", "!", "?"}
_POSSESSIVES = {"'s", "’s", "ʼs", "'S", "’S"}
_FAR = 12
"""Characters in which the beginning of a sentence can be seen."""
_HEADING, _SHORT_HEADING = 0.6, 4
"""A clause of that many words is a heading if more than that share of them has a capital."""


class Word(Struct, frozen=True):
    """A word with its place in the text."""

    text: str
    """Without its possessive."""
    plain: str
    """In lower case and without accents."""
    start: int
    end: int
    is_capital: bool
    """Whether it begins with a capital."""
    begins: bool
    """Whether it begins a sentence, if it is with a capital."""
    is_possessive: bool
    is_in_heading: bool

    @property
    def is_letter(self) -> bool:
        """Return True if it is one capital."""
        return len(self.text) == 1 and self.is_capital

    @property
    def is_acronym(self) -> bool:
        """Return True if it is in capitals only."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_first_name(self) -> bool:
        """Return True if it is a common first name, or begins with one and a hyphen."""
        return self.plain in FIRST_NAMES or self.plain.partition("-")[0] in FIRST_NAMES


def name_words(text: str) -> list[Word]:
    """List the words of a text."""
    words: list[Word] = []
    clause: list[re.Match[str]] = []
    for found in _WORD.finditer(text):
        if clause and found.start() - clause[-1].end() > 1:
            end = _CLAUSE_END.search(text, clause[-1].end(), found.start())
            if end:
                words += _words(text, clause, end.group())
                clause = []
        clause.append(found)
    words += _words(text, clause, text.rstrip()[-1:])
    return words


def _words(text: str, clause: Sequence[re.Match[str]], end: str) -> Iterator[Word]:
    capitals = sum(found.group()[0].isupper() for found in clause)
    is_in_heading = (
        len(clause) >= _SHORT_HEADING and capitals > _HEADING * len(clause) and end[:1] not in _ENDS_OF_SENTENCES
    )
    for found in clause:
        written = found.group()
        is_possessive = written[-2:] in _POSSESSIVES
        word = written[:-2] if is_possessive else written
        start = found.start()
        is_capital = word[0].isupper()
        yield Word(
            text=word,
            plain=plain(word),
            start=start,
            end=start + len(word),
            is_capital=is_capital,
            begins=is_capital and bool(_BEGINNING.search(text, max(start - _FAR, 0), start)),
            is_possessive=is_possessive,
            is_in_heading=is_in_heading,
        )


@lru_cache(maxsize=4096)  # words come again and again
def plain(word: str) -> str:
    """Write a word in lower case and without accents."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.replace("’", "'")).lower()
    return unicodedata.normalize("NFC", "".join(one for one in decomposed if unicodedata.category(one) != "Mn"))
