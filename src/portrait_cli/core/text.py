"""Text: read from bytes, made safe for a terminal, and turned into names for machines."""

import re
import unicodedata
from functools import lru_cache
from typing import NewType

from portrait_cli.core.errors import InvalidFileError

Id = NewType("Id", str)
"""A name for machines: lower-case letters, digits and hyphens, in any script; it never changes once published."""


def decode(data: bytes, file: str) -> str:
    """Read bytes as text: UTF-8, or UTF-16 as Windows PowerShell writes it; a byte order mark is dropped.

    Raises InvalidFileError when they are neither.
    """
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError:
        hint = "save it again as plain text in UTF-8"
        raise InvalidFileError(f"{file} is not text that we can read", hint=hint) from None


def replace_surrogates(typed: str) -> str:
    """Clean typed words for a file: bytes that Python kept as surrogates become characters, or signs for them."""
    try:
        return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half characters, which no terminal sends
        return typed.encode("utf-8", "replace").decode()


def _encoding(data: bytes) -> str:
    """Return the encoding of a text.

    UTF-16 has its mark, or every other one of its first four bytes is zero: RFC 4627, section 3.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    match [bool(byte) for byte in data[:4]]:
        case [True, False, True, False]:
            return "utf-16-le"
        case [False, True, False, True]:
            return "utf-16-be"
        case _:
            return "utf-8-sig"


@lru_cache(maxsize=1024)  # a journal names the same few levels again and again
def slug(text: str, *, words: int = 6) -> str:
    """Make a name for machines from the first words of a text, in any script."""
    characters = unicodedata.normalize("NFC", text.lower())
    kept = "".join(map(_letter_or_space, characters))
    return "-".join(kept.split()[:words])


def _letter_or_space(character: str) -> str:
    """Keep letters, numbers and marks; make a space of everything else."""
    return character if unicodedata.category(character)[0] in "LNM" else " "


def one_line(text: str) -> str:
    """Put a text on one line, with single spaces between its words."""
    return " ".join(text.split())


def first_lines(words: str, most: int = 160) -> str:
    """Shorten a text to its beginning, on one line."""
    line = one_line(words)
    if len(line) <= most:
        return line
    return line[: most - 1].rstrip() + "…"


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
    "\u2028\u2029"  # other line ends
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufffe\uffff"  # no letters, some of which no XML may have
    "\ud800-\udfff"  # half characters, which cannot be sent to a terminal
    "]"
)


def visible(text: str) -> str:
    """Replace every character that would act on a terminal with a sign for it."""
    return _ACTING.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\r":
        return ""
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def visible_json(text: str) -> str:
    """Do the same for JSON, in which such a character has an escape and nothing is lost."""
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def count(number: int, noun: str) -> str:
    """Write a number of things: `1 answer`, `3 answers`, `2 entries`, `2 replies`."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith(("ry", "ly")):
        return f"{number} {noun[:-1]}ies"
    return f"{number} {noun}s"
