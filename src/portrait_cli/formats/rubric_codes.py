"""Codes at the head of a name: `Standard 2: Culture`, `I-A-1. Unit design`, `a) Write the aim`."""

import re

from msgspec import Struct

from portrait_cli.formats.rubric_words import RubricWords, plain

_ROMAN = "[IVXLC]+|[ivxlc]+"
_PART = rf"(?:\d{{1,3}}[a-z]?|{_ROMAN}|[A-Za-z]{{1,2}})"
_CODE = (  # digits with letters before and behind, or letters, and more of them
    rf"(?:[A-Za-z]{{1,4}}[.-]?)?\d{{1,3}}(?!\d)[a-z]?(?:[./-]{_PART})*"
    rf"|(?:{_ROMAN}|[^\W\d_])(?:[./-]{_PART})*|[①-⑳⑴-⑽Ⅰ-Ⅻ]"
)
_SEPARATOR = r"(?:\s*[.:)）．：、–—]+(?!\d)\s*|\s+-+\s+)"
_STRONG = re.compile(rf"(?P<code>{_CODE}){_SEPARATOR}(?=\S)")
"""A code, and a sign that shows that it is one."""
_OF_PARTS = re.compile(rf"(?P<code>(?:\d{{1,3}}|{_ROMAN}|[A-Z])(?:[./]{_PART})+)(?:{_SEPARATOR}|\s+)(?=\S)")
"""A code of several parts needs no sign behind it: `I.A Vision`, `1.a Purpose`."""
_IN_BRACKETS = re.compile(rf"[(（](?P<code>{_CODE})[)）]\s*")
_DIGITS_IN_IT = re.compile(
    rf"(?P<code>\d{{1,3}}(?:[./-]{_PART})+|\d{{1,3}}[a-zA-Z]|[A-Z]{{1,3}}-?\d+(?:[./-]{_PART})*)\s+(?=\S)"
)
"""A code that shows by its digits and signs that it is one: `1.1 Ethics`, `2a A kind place`."""
_NUMBER_ALONE = re.compile(r"(?P<code>\d{1,3}(?=\s)|[IVX]{2,5}(?=\s)|[①-⑳Ⅰ-Ⅻ])\s*(?=\S)")
"""A number that may be a code, if everything beside it has one: `1 Ethics`."""
_NOUN = re.compile(
    rf"(?P<noun>[^\W\d_][^\d:]{{1,40}}?)\.?\s+(?P<code>{_CODE})(?:{_SEPARATOR}|(?<=\d)\s+)(?P<name>\S.*)", re.DOTALL
)
_NOT_CODES = re.compile(r"[0-9]+(?:st|nd|rd|th|s)\b|[ai]\s+\w", re.IGNORECASE)


class Coded(Struct, frozen=True):
    """A name and the code at its head. `style` is alike for what stands on the same floor of an outline."""

    name: str
    code: str = ""
    style: str = ""


def split(text: str, words: RubricWords, language: str, *, numbers: bool = False) -> Coded:
    """Split a code off a name; with `numbers` also a bare number, which may be a part of the words."""
    if re.fullmatch(_CODE, text):
        return Coded(text)
    noun = _noun(text, words, language)
    if noun:
        return noun
    patterns = [_OF_PARTS, _STRONG, _IN_BRACKETS, _DIGITS_IN_IT, *([_NUMBER_ALONE] if numbers else [])]
    for pattern in patterns:
        found = pattern.match(text)
        if found and not _NOT_CODES.match(text):
            code = found.group("code")
            return Coded(text[found.end() :], code, _shape(code))
    return Coded(text)


def _noun(text: str, words: RubricWords, language: str) -> Coded | None:
    """Split `Standard 1: Vision`; a word that we do not know stays with the code, as in `Rung 1: The Apprentice`."""
    found = _NOUN.match(text)
    if not found:
        return None
    noun, code = found.group("noun"), found.group("code")
    *_, last = plain(noun).split() or [""]
    if words.meanings(last, language) & {"attribute", "indicator"}:
        return Coded(found.group("name"), code, f"{plain(noun)} {_shape(code)}")
    has_number = code[0].isdigit() or re.fullmatch(_ROMAN, code)
    if has_number and len(noun.split()) == 1:
        return Coded(found.group("name"), f"{noun} {code}", plain(noun))
    return None


def above(code: str) -> str:
    """Return the code of the part that a code is below: `1.2` for `1.2.3`, `1` for `1a`; empty for `1`."""
    found = re.match(r"(.+)[./-][^./-]+$", code) or re.match(r"(.*\d)[^\W\d_]$", code)
    return found.group(1) if found else ""


def _shape(code: str) -> str:
    """Return what codes of one floor have in common: I and II, a and b, 1.1 and 1.2."""
    parts = [_shape_of_part(part) for part in re.split(r"[./-]", code)]
    return ".".join(parts)


def _shape_of_part(part: str) -> str:
    if part.isdigit():
        return "1"
    if re.fullmatch("[IVXLC]+", part) and (len(part) > 1 or part in "IVX"):
        return "I"
    if part.isupper():
        return "A"
    return re.sub(r"[^\W\d]+", "a", re.sub(r"\d+", "1", part))
