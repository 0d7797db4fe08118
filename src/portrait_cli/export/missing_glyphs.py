"""What to say about characters that no font could draw."""

import unicodedata
from collections.abc import Sequence

from portrait_cli.core.text import count

_SHOWN = 5
_FIRST_EMOJI, _LAST_EMOJI = 0x1F000, 0x1FAFF
_EAST_ASIAN = frozenset({"Bopomofo", "Cjk", "Hangul", "Hiragana", "Ideographic", "Katakana"})


def sentence(missing: Sequence[str]) -> str:
    """Name the characters that are boxes, and the free font to install for them."""
    shown = [*missing[:_SHOWN]]
    if len(missing) > _SHOWN:
        shown.append(count(len(missing) - _SHOWN, "other"))
    listed = " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
    fonts = " and ".join(dict.fromkeys(map(_font, missing)))
    return f"No font on this computer can draw {listed}: install {fonts}, and make the PDF again."


def _font(characters: str) -> str:
    """Name the font of the Noto family that has a character."""
    first = characters[0]
    if _FIRST_EMOJI <= ord(first) <= _LAST_EMOJI:
        return "Noto Color Emoji"
    if unicodedata.category(first)[0] == "L":
        script = unicodedata.name(first, "Symbols").split()[0].capitalize()
        return "Noto Sans CJK" if script in _EAST_ASIAN else f"Noto Sans {script}"
    return "Noto Sans Symbols"
