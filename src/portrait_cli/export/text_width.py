"""How wide words are, near enough to leave room for them: no one knows which font there will be."""

from rich.cells import cell_len

_NARROW = frozenset("Iijlrft.,:;'\u2019!|()[]/- \u00a0")
_WIDE = frozenset("mwMW@%\u2014\u2026")


def ems(text: str) -> float:
    """Return the width of a line in a font such as Arial, in relation to its size."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE or cell_len(letter) > 1:
        return 1.0
    return 0.72 if letter.isupper() else 0.56
