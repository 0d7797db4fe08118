"""Single values by their annotations: texts, ids, numbers, dates, yes and no."""

import re
from collections.abc import Callable
from datetime import date, datetime

from portrait_cli.core.text import Id, shortened, slug
from portrait_cli.formats.struct_annotations import LONGEST_ID


class ScalarError(Exception):
    """A text is not the value that its annotation asks for."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"found {found}; expected {expected}")
        self.found = found
        self.expected = expected


def wanted(hint: object) -> str:
    """Name the kind of value that an annotation asks for."""
    return _WORDS.get(hint, "text")


def read(hint: object, text: str) -> object:
    """Read a text as the value that its annotation asks for; blanks around it are dropped.

    Raises ScalarError with what was found and what was expected.
    """
    text = text.strip()
    if hint is Id:
        _check_id(text)
    if hint not in _READERS:
        return text
    try:
        return _READERS[hint](text)
    except ValueError:
        raise ScalarError(f'"{shortened(text)}"', wanted(hint)) from None


def _check_id(text: str) -> None:
    if len(text) > LONGEST_ID:
        raise ScalarError(f"{len(text)} characters", f"at most {LONGEST_ID}")
    if not text or slug(text, words=len(text)) != text:
        better = slug(text, words=99) or "a-short-name"
        raise ScalarError(f'"{shortened(text)}"', f"lowercase letters, digits and hyphens, such as {better}")


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _true_or_false(text: str) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


_READERS: dict[object, Callable[[str], object]] = {
    int: _whole_number,
    bool: _true_or_false,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
}
_WORDS: dict[object, str] = {
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    datetime: "a date and time such as 2026-11-23T14:30:00",
}
