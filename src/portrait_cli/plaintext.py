"""Bytes that people's editors wrote, as text; and names for machines made from text."""

import unicodedata
from functools import lru_cache

from portrait_cli.errors import InvalidFileError


def decode(data: bytes, file: str) -> str:
    """Read bytes as text: UTF-8, or UTF-16 with its mark; a byte order mark is dropped.

    Raises InvalidFileError when they are neither.
    """
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        hint = "save it again as plain text in UTF-8"
        raise InvalidFileError(f"{file} is not text that we can read", hint=hint) from None


def whole(typed: str) -> str:
    """Make words that Python could not read as characters fit for a file: as UTF-8 if they are, else with signs."""
    try:
        return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves of characters that no terminal sends
        return typed.encode("utf-8", "replace").decode()


@lru_cache(maxsize=1024)  # a journal names the same few levels again and again
def slug(text: str, *, words: int = 6) -> str:
    """Make a name for machines from the first words of a text, in any script."""
    kept = "".join(
        character if unicodedata.category(character)[0] in "LNM" else " "
        for character in unicodedata.normalize("NFC", text.lower())
    )
    return "-".join(kept.split()[:words])
