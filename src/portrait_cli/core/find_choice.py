"""Which choice of a list is highlighted while a person moves, or types its number or its name."""

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

_MOST_DIGITS = 9
"""A number with more digits is too large for any list."""


AT_ONCE_SECONDS = 0.05
"""Nobody presses two keys in so short a time: they come from a paste."""
_ANEW_SECONDS = 1.5
"""A letter after so long a pause begins another name."""


class Highlight(Struct, frozen=True):
    """Where a person is in a list."""

    at: int | None = None
    """The position of the highlighted choice; None until the person has moved."""
    typed: str = ""
    """What was typed that found it."""
    missed: str = ""
    """What was typed that finds nothing; empty once a key finds something again."""


def moved(before: Highlight, by: int, number: int) -> Highlight:
    """Move down, or up if `by` is below zero, in a list of a number of choices; from its end to its beginning."""
    if before.at is None:
        return Highlight(0 if by > 0 else number - 1)
    return Highlight((before.at + by) % number)


def with_letter(before: Highlight, letter: str, names: Sequence[str], *, numbered: bool, pause: float) -> Highlight:
    """Go to the choice that fits what was typed with one more letter; one that leads nowhere moves nothing.

    The same letter again goes to the next choice that begins with it, and a digit may begin another number. `pause`
    is the seconds since the key before. Letters without a pause are from a paste, and not from someone who looks at
    the list: then one that leads nowhere ends the search.
    """
    at_once = pause < AT_ONCE_SECONDS
    if at_once and before.missed:
        return before
    typed = "" if pause > _ANEW_SECONDS else before.typed
    fitting = found(typed + letter, names, numbered=numbered)
    if fitting:
        return Highlight(fitting[0], typed + letter)
    if not at_once and (typed == letter or letter.isdecimal()):
        fitting = found(letter, names, numbered=numbered)
        later = [position for position in fitting if before.at is not None and position > before.at]
        if typed == letter and later:
            fitting = later
    if fitting:
        return Highlight(fitting[0], letter)
    return Highlight(before.at, typed, missed=typed + letter)


def without_letter(before: Highlight, names: Sequence[str], *, numbered: bool) -> Highlight:
    """Take the last letter back."""
    if before.missed:
        return Highlight(before.at, before.typed)
    shorter = before.typed[:-1]
    fitting = found(shorter, names, numbered=numbered) if shorter else []
    return Highlight(fitting[0] if fitting else before.at, shorter)


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
