"""The words of a text as a search compares them, in any script: what is indexed, and what is asked for.

Case, accents, vowel points, ligatures and widths make no difference, nor does the Unicode form in which a text was
typed (UAX #15), nor do soft hyphens and other characters that are not seen. In scripts that put no blanks between
words each character is a word of its own, as is each emoji: so a word inside a run is found as a phrase is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

RULE = f"1 with Unicode {unicodedata.unidata_version}"
"""Changes with what this module does: an index made by another rule has other words."""

_WORD = r"[^\x00-/:-@\[-`{-\x7f]+"
"""Letters and digits of ASCII, and all that is not ASCII: what SQLite's tokenizer `ascii` takes for a word."""
_RUN = rf"[0-9A-Za-z]*[^\x00-\x7f](?:{_WORD})?"
"""The same with something in it that is not ASCII."""

_COMMON_SIGNS = "’‘“”–—…"

PlacedWord: TypeAlias = tuple[str, int, int]
"""A word, as it is compared, and where it begins and ends in the text."""


def folded(text: str) -> str:
    """Write a text so that words that mean the same are the same, with signs or blanks between them."""
    for sign in _COMMON_SIGNS:
        text = text.replace(sign, " ")
    if text.isascii():  # as most texts are, and they come here by the ten thousand
        return text.lower()
    return re.sub(_RUN, lambda found: _fold(found.group()), text).lower()


def words(text: str) -> list[str]:
    """List the words of a text as they are compared."""
    return re.findall(_WORD, folded(text))


def placed_words(text: str) -> list[PlacedWord]:
    """List the words of a text with their places in it."""
    found: list[PlacedWord] = []
    for run in re.finditer(_WORD, text):
        if run.group().isascii():
            found.append((run.group().lower(), run.start(), run.end()))
        else:
            found += _placed_in_run(run.group(), run.start())
    return found


def _placed_in_run(run: str, offset: int) -> Iterator[PlacedWord]:
    """Go through the words of a run of characters of any kind, folding each with those that may change it."""
    written: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(run):
        end = start + 1
        while end < len(run) and _is_attached(run[end]):
            end += 1
        part = folded(run[start:end])
        written.append(part)
        places += [(offset + start, offset + end)] * len(part)
        start = end
    for found in re.finditer(_WORD, "".join(written)):
        yield found.group(), places[found.start()][0], places[found.end() - 1][1]


@lru_cache(maxsize=4096)  # words come again and again
def _fold(run: str) -> str:
    """Fold a run of characters of any kind."""
    decomposed = unicodedata.normalize("NFKD", run.translate(_SEEN)).casefold()
    return unicodedata.normalize("NFC", decomposed.translate(_PLAIN)).translate(_APART)


# --- what becomes of each character ---


class _Table(dict[int, str]):
    """What becomes of each character, for `str.translate`; it is worked out when the character first comes up."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, code: int) -> str:
        self[code] = self._becomes(chr(code))
        return self[code]


_WITHOUT_BLANKS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Korean letters
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19DF),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x1B00, 0x1B7F),  # Balinese
    (0x2E80, 0xA4CF),  # Chinese, Japanese, Yi
    (0xA960, 0xA9FF),  # Korean letters, Javanese, Burmese
    (0xAA60, 0xAADF),  # Burmese, Tai Viet
    (0xAC00, 0xD7FF),  # Korean
    (0xF900, 0xFAFF),  # Chinese
    (0x16FE0, 0x1B2FF),  # Tangut, old Japanese
    (0x20000, 0x3FFFF),  # Chinese
)
"""The scripts that put no blanks between words, and Korean, which puts them between some."""
_EMOJI = ((0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
_SKIN_TONES = ((0x1F3FB, 0x1F3FF),)
_KOREAN_ENDS = ((0x1160, 0x11FF), (0xD7B0, 0xD7FF))
"""The letters that make a syllable with the one before them."""
_ACCENTS = (
    (0x0300, 0x077F),  # Latin, Greek, Cyrillic; the points of Hebrew, Arabic and Syriac
    (0x0890, 0x08FF),  # Arabic
    (0x180B, 0x180F),  # which form of a Mongolian letter is drawn
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # which form of a letter or emoji is drawn
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
"""Where marks can be left out; in other scripts they are vowels, or tell two letters apart."""
_SAME = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe",
    "ـ": "", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
}  # fmt: skip
"""Letters that people type one for the other, and the line that makes an Arabic word longer."""


def _is_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _is_word(character: str) -> bool:
    """Return True if a character is a part of words: a letter, number or mark, or an emoji."""
    if unicodedata.category(character)[0] in "LMN":
        return True
    return _is_in(ord(character), (*_EMOJI, *_WITHOUT_BLANKS[-1:]))  # some may be newer than this Python


def _seen(character: str) -> str:
    """Leave out what is not seen, and make blanks of signs."""
    if unicodedata.category(character) == "Cf" or _is_in(ord(character), _SKIN_TONES):
        return ""
    return character if _is_word(character) else " "


def _plain(character: str) -> str:
    """Leave out accents, write digits of any script as ours, and one letter for those that mean the same."""
    category = unicodedata.category(character)
    if category in {"Mn", "Me"} and _is_in(ord(character), _ACCENTS):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _SAME.get(character, character)


def _apart(character: str) -> str:
    """Put blanks around what is a word of its own."""
    if not _is_word(character):
        return " "
    is_alone = _is_in(ord(character), (*_WITHOUT_BLANKS, *_EMOJI))
    return f" {character} " if is_alone else character


def _is_attached(character: str) -> bool:
    """Return True if a character may change the one before it: a mark, a Korean vowel, or what is not seen."""
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first) in {"Mn", "Mc", "Me", "Cf"} or _is_in(ord(first), _KOREAN_ENDS)


_SEEN, _PLAIN, _APART = _Table(_seen), _Table(_plain), _Table(_apart)
