"""Which choice of a list is highlighted while a person moves, or types its number or its name."""

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

_MOST_DIGITS = 9
"""A number with more digits is too large for any list."""


class Highlight(Struct, frozen=True):
    """Where a person is in a list."""

    at: int | None = None
    """The position of the highlighted choice; None until the person has moved."""
    typed: str = ""
    """What was typed to find it."""
    is_found: bool = True
    """False if what was typed finds nothing."""


def moved(before: Highlight, by: int, number: int) -> Highlight:
    """Move down, or up if `by` is below zero, in a list of a number of choices; from its end to its beginning."""
    if before.at is None:
        return Highlight(0 if by > 0 else number - 1)
    return Highlight((before.at + by) % number)


def with_letter(before: Highlight, letter: str, names: Sequence[str], *, numbered: bool, at_once: bool) -> Highlight:
    """Go to the choice that fits what was typed with one more letter, or that fits this letter alone.

    The same letter again goes to the next choice that begins with it. A letter that came `at_once` with the one
    before is from a paste, and not from someone who looks at the list: then one that leads nowhere ends the search.
    """
    if at_once and not before.is_found:
        return before
    longer = before.typed + letter
    fitting = found(longer, names, numbered=numbered)
    if fitting:
        return Highlight(fitting[0], longer)
    if at_once and before.typed:
        return Highlight(before.at, longer, is_found=False)

    fitting = found(letter, names, numbered=numbered)
    if not fitting:
        return Highlight(before.at, letter, is_found=False)
    if before.typed == letter and before.at is not None:
        later = [position for position in fitting if position > before.at]
        fitting = later or fitting
    return Highlight(fitting[0], letter)


def without_letter(before: Highlight, names: Sequence[str], *, numbered: bool) -> Highlight:
    """Take the last letter back."""
    shorter = before.typed[:-1]
    if not shorter:
        return Highlight(before.at)
    fitting = found(shorter, names, numbered=numbered)
    if not fitting:
        return Highlight(before.at, shorter, is_found=False)
    return Highlight(fitting[0], shorter)


def found(typed: str, names: Sequence[str], *, numbered: bool, of_a_word: int = 1) -> list[int]:
    """List the positions of the choices that fit what was typed, as well as any other does.

    A number fits best, then a whole name, then the beginning of a name, then that of a word within it, if it has at
    least so many letters `of_a_word`.
    """
    said = _folded(typed)
    if numbered and said.isdecimal():
        position = int(said) - 1 if len(said) <= _MOST_DIGITS else -1
        return [position] if 0 <= position < len(names) else []

    folded = [_folded(name) for name in names]
    whole = [position for position, name in enumerate(folded) if name == said]
    beginning = [position for position, name in enumerate(folded) if name.startswith(said)]
    if whole or beginning or len(said) < of_a_word:
        return whole or beginning
    return [position for position, name in enumerate(folded) if f" {said}" in name]


def _folded(text: str) -> str:
    """Leave out what people leave out when they type a name: capitals, accents, apostrophes and other signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in letters if unicodedata.category(letter)[0] in "LNZ")
    return " ".join(kept.split()) or text.casefold()
