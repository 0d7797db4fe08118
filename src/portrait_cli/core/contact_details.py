"""Email addresses, phone numbers, student ids and birth dates in a text, each with its place."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

Kind = Literal["email address", "phone number", "student id", "Social Security number", "birth date"]
Place = tuple[Kind, int, int]

_HYPHEN = r"[-\u2010\u2011\u2012\u2013]"
_ALONE, _END = r"(?<![\w.\-/+])", rf"(?![\w/]|{_HYPHEN}\d)"
_MORE = r"(?:,?\s*(?:x|ext\.?|extension)\s*\d{1,6})?"
_BETWEEN = rf"(?:\s?{_HYPHEN}\s?|[. \u00a0])"

EMAIL = re.compile(r"[^\W_][\w.+%'\-]{0,63}@(?:[^\W_][\w\-]*\.)+[^\W\d_]{2,}")
_SECURITY = re.compile(rf"{_ALONE}(?!000|666)\d{{3}}{_HYPHEN}(?!00)\d\d{_HYPHEN}(?!0000)\d{{4}}{_END}")
_FULL_PHONE = re.compile(
    rf"{_ALONE}(?:\+?1{_BETWEEN}?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d{_BETWEEN})[2-9]\d\d{_BETWEEN}\d{{4}}{_MORE}{_END}",
    re.IGNORECASE,
)
_FOREIGN_PHONE = re.compile(rf"(?<![\w+])\+[1-9](?:{_BETWEEN}?\(?\d\)?){{7,14}}{_MORE}{_END}", re.IGNORECASE)
_PHONE_WORD = (
    r"\b(?:call(?:ed|ing)?|phone|phoned|cell|mobile|text(?:ed|ing)?|tel|telephone|fax|reach|dial(?:ed)?|voicemail"
    r"|number|whatsapp|tel[eé]fono|celular)\b[^\d\n]{0,30}"
)
_SHORT_PHONE = re.compile(rf"{_PHONE_WORD}(?P<it>[2-9]\d\d{_BETWEEN}\d{{4}}{_MORE}){_END}", re.IGNORECASE)
_BARE_PHONE = re.compile(rf"{_PHONE_WORD}(?P<it>1?[2-9]\d\d[2-9]\d{{6}}{_MORE}){_END}", re.IGNORECASE)
_ID_WORD = (
    r"\b(?:ids?\b|student\s+(?:number|no\b|record|id\b)|student\b|lunch\s+(?:number|pin|code)|pin\b|ssid\b|sis\b"
    r"|matr[ií]cula|badge)[^\d\n]{0,14}?"
)
_ID = re.compile(rf"{_ID_WORD}(?P<it>(?<!\w)[A-Z]{{0,3}}{_HYPHEN}?\d{{6,10}}){_END}", re.IGNORECASE)
_LETTERED_ID = re.compile(rf"{_ALONE}(?!PO)[A-Z]{{1,2}}\d{{6,9}}{_END}")

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}})"
)
_BIRTH = re.compile(
    r"\b(?:born|birth\s*dates?|birth\s*days?|date\s+of\s+birth|dob\b|d\.o\.b\.?|nacid[oa]|fecha\s+de\s+nacimiento)"
    rf"[^\d\n]{{0,12}}?(?P<it>{_DATE})(?!\d)",
    re.IGNORECASE,
)

_BLANK = "\0"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

_AT, _TWO, _FOUR, _SIX, _PLUS = (re.compile(needed) for needed in ("@", r"\d\d", r"\d{4}", r"\d{6}", r"\+\d"))
_RULES: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    ("email address", _AT, EMAIL),
    ("birth date", _TWO, _BIRTH),
    ("Social Security number", _FOUR, _SECURITY),
    ("phone number", _PLUS, _FOREIGN_PHONE),
    ("phone number", _FOUR, _FULL_PHONE),
    ("phone number", _FOUR, _SHORT_PHONE),
    ("phone number", _SIX, _BARE_PHONE),
    ("student id", _SIX, _ID),
    ("student id", _SIX, _LETTERED_ID),
)
"""Each with what a text has at least, so that most texts are done at once.

In this order: what one has found is not looked at by those after it.
"""


def contact_details(text: str) -> Iterator[Place]:
    """Go through the details in a text, kind by kind."""
    taken: list[tuple[int, int]] = []
    for kind, needed, pattern in _RULES:
        if not needed.search(text):
            continue
        for found in pattern.finditer(text):
            start, end = found.span("it" if "it" in pattern.groupindex else 0)
            if _is_free(taken, start, end):
                insort(taken, (start, end))
                yield kind, start, end


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return True if nothing between two places is taken; those that are taken are in order."""
    following = bisect_left(taken, (start, end))
    is_after = following == 0 or taken[following - 1][1] <= start
    return is_after and (following == len(taken) or end <= taken[following][0])


def without(text: str, places: Iterable[Place]) -> str:
    """Blank out what was found and web addresses, so that all else stays where it is."""
    letters = list(text)
    for start, end in (*(place[1:] for place in places), *(found.span() for found in _ADDRESS.finditer(text))):
        letters[start:end] = _BLANK * (end - start)
    return "".join(letters)
