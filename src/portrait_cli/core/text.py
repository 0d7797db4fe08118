"""Text: read from bytes, made safe for a terminal, and turned into names for machines."""

import re
import unicodedata
from functools import lru_cache

from portrait_cli.core.errors import InvalidFileError


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


def replace_surrogates(typed: str) -> str:
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


_LONGEST_SHOWN = 40


def shortened(text: str) -> str:
    """Cut a text that was found in a file, so that a message about it stays readable."""
    if len(text) <= _LONGEST_SHOWN:
        return text
    return f"{text[: _LONGEST_SHOWN - 1]}…"


_ACTING = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but for tab and line feed
    "\x80-\x9f"  # C1
    "\u2028\u2029"  # line ends of another kind
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # halves of characters, which no terminal can be sent
    "]"
)


def visible(text: str) -> str:
    """Show every character that would act on a terminal as a sign for it."""
    return _ACTING.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\r":
        return ""
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def visible_json(text: str) -> str:
    """Do the same for JSON, where such a character has an escape and nothing is lost."""
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
