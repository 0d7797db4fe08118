"""The levels of a rubric table: which headers are levels, what they are called, and which is the lowest."""

import re
from collections.abc import Sequence

from msgspec import Struct

from portrait_cli.core.portrait import OffScale
from portrait_cli.formats.rubric import one_line
from portrait_cli.formats.rubric_words import RubricWords, plain

_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
_SEPARATOR = r"\s*[-–—:.)=]\s*"
_POINTS = r"(?:\s?(?:points?|pts?|puntos?|punkte?|pontos?))?"


class LevelHeader(Struct, frozen=True):
    """A header that may be a level's, taken apart."""

    header: str
    name: str
    number: int | None = None
    height: int | None = None
    """How high a level of this name is among those of its language; None if we do not know the name."""
    language: str = ""
    bare_number: bool = False
    """Whether nothing but blanks is between the number and the name."""

    @property
    def is_known(self) -> bool:
        """Return True if a number or a name that we know makes it a level."""
        return self.height is not None or (self.number is not None and not self.bare_number)


def level_header(header: str, words: RubricWords, language: str) -> LevelHeader:
    """Take a header apart: `1 - Emerging`, `Level 2: Applying`, `Proficient (3)`, `4`."""
    text = re.sub(r"^[☐☑□\s]+|\s*[:：*]+$", "", one_line(header))
    name, number, bare = _without_number(text, words, language)
    level = words.level(plain(name), language)
    if level is None:
        first, sign, rest = _first_part(name)
        level = words.level(plain(first), language) if sign else None
        if level and sign != "/":  # `Emerging - is beginning to`
            name = f"{first} ({rest.strip()})" if "(" not in rest else first
    if level is None:
        return LevelHeader(text, name, number, bare_number=bare)
    return LevelHeader(text, name, number, level.height, level.language, bare)


def _first_part(name: str) -> tuple[str, str, str]:
    """Split `Emerging / Inicial` or `Emerging - is beginning to` into what is before the sign, it, and the rest."""
    found = re.match(r"(.+?)\s*(/|\s[-–—]\s|:\s)\s*(.+)", name)
    return (found.group(1), found.group(2).strip(), found.group(3)) if found else (name, "", "")


def _without_number(text: str, words: RubricWords, language: str) -> tuple[str, int | None, bool]:
    """Return a header's name, its number, and whether the number has no sign behind it."""
    noun, rest = _noun(text, words, language)
    roman = re.match(r"(VI{0,3}|I[VX]|I{1,3})\b", rest)
    if noun and roman:
        rest = f"{_ROMAN.index(roman.group(1)) + 1}{rest[roman.end() :]}"
        if rest.isdigit():
            return text, int(rest), False
    if noun and re.fullmatch("[A-I]", rest):
        return text, ord(rest) - ord("A") + 1, False
    in_words = re.match(r"(\d{1,3})\s*[(（]\D", rest)
    if noun and in_words:  # `Level 4 (highest)`
        return text, int(in_words.group(1)), False
    digits = re.fullmatch(r"\d{1,3}", rest)
    if digits:
        return (text if noun else rest), int(rest), False
    span = re.fullmatch(rf"(\d{{1,3}})\s*[-–—]\s*\d{{1,3}}{_POINTS}", rest, re.IGNORECASE)
    if span:
        return text, int(span.group(1)), False
    before = re.match(rf"(\d{{1,3}})({_SEPARATOR}|\s+)(?=[^\W\d])", rest)
    if before:
        return rest[before.end() :], int(before.group(1)), not before.group(2).strip() and not noun
    behind = re.search(r"(?<=[^\W\d])\s+[-–—:=]\s+(\d{1,3})$", rest)
    in_brackets = re.search(rf"(?<=\S)\s*[(（](?:[^\W\d_]+ )?(\d{{1,3}}){_POINTS}[)）]$", rest, re.IGNORECASE)
    for found in (behind, in_brackets):
        if found:
            return rest[: found.start()], int(found.group(1)), False
    return text, None, False


def _noun(text: str, words: RubricWords, language: str) -> tuple[str, str]:
    """Split a word such as Level off the number behind it."""
    found = re.match(r"([^\W\d_]+)(?:\s*(?=\d)|\s+(?=(?:[IVX]+|[A-I])\b))", text)
    if found and "level" in words.meanings(plain(found.group(1)), language):
        return found.group(1), text[found.end() :]
    return "", text


def names_of(levels: Sequence[LevelHeader]) -> list[str]:
    """Name levels without their numbers, unless that would make two of them the same."""
    numbered = all(level.number is not None for level in levels)
    names = [level.name if numbered or not level.bare_number else level.header for level in levels]
    different = {name.casefold() for name in names}
    return names if len(different) == len(names) else [level.header for level in levels]


def goes_down(levels: Sequence[LevelHeader]) -> bool | None:
    """Return True if the highest level is first, False if the lowest is, None if nothing says which.

    Their numbers say so, else what their names usually mean.
    """
    numbers = [level.number for level in levels if level.number is not None]
    in_names = [int(found.group()) for level in levels if (found := re.search(r"\d+", level.header))]
    heights = [level.height for level in levels if level.height is not None]
    for known in (numbers, in_names):
        if len(known) == len(levels) == len(set(known)) > 1 and sorted(known) in (known, known[::-1]):
            return known[0] > known[-1]
    if heights[1:] and heights[0] != heights[-1] and sorted(heights) in (heights, heights[::-1]):
        return heights[0] > heights[-1]
    return None


def off_scale_answer(header: str) -> OffScale:
    """Read an answer that is not a level: "Not Demonstrated (comment required)"."""
    name = re.sub(r"\s*\([^()]*\)", "", header)
    needs_comment = bool(re.search(r"com+ent", header.casefold()))
    return OffScale(name, needs_comment=needs_comment)
