"""Sealed replies in any text that a mail program may have made of them, and the one form in which they are kept.

What is sealed is a file of age (https://age-encryption.org/v1). As text it is in base64 between two marks, and mail
programs quote it, indent it, wrap it, join its lines or turn it into HTML. None of that touches the letters.
"""

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

BEGINNING = b"age-encryption.org/v1\n"
"""What every file of age begins with."""
LARGEST = 1_500_000
"""The most bytes of a sealed reply: what is in it is smaller than an answers file may be."""
_COLUMNS = 64
_LONGEST_QUOTE = 100
"""The most characters that are before each line."""
_DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Dashes, of which a text program may have made longer ones."""
_GAP = r"(?:[\s>|*_\u200b\u200c\u200d\u2060\ufeff]|[A-Za-z]{1,4}>|=20|=09|=(?=\n)){0,40}"
_MARK = re.compile(rf"(?<=[{_DASHES}\s>=20])(BEGIN|END){_GAP}AGE{_GAP}ENCRYPTED{_GAP}FILE{_GAP}[{_DASHES}]{{1,10}}")
"""The words of a mark, with the dashes after them."""
_WORD = re.compile("ENCRYPTED")
_MOST_MARKS = 2_000
"""How many marks are looked at in one text: those of a thousand replies."""
_LONGEST_MARK = 500
_MOST_SIGNS = 4
"""The most signs of quoting before a line, of which the initials are one."""
_TAG = re.compile(r"<[^<>]*>")
_SOFT_LINE_END = re.compile(r"=[ \t]*\n")
_QUOTED_PRINTABLE = re.compile(r"=([0-9A-Fa-f]{2})")
_RICH_TEXT = re.compile(r"\\[a-z]+-?\d* ?|[{}]")
_LINE_ESCAPE = re.compile(r"\\[nrt]")
_OTHER = re.compile(r"[^A-Za-z0-9+/]+")
_INITIALS = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z]{1,4}>")
"""Those of who is quoted. No other word may go from the lines: one of them may begin with its letters."""
_BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----"
_END = "-----END AGE ENCRYPTED FILE-----"


class Found(Struct, frozen=True):
    """The sealed replies in a text."""

    sealed: tuple[bytes, ...] = ()
    """Each once, in the form in which it is kept."""
    is_damaged: bool = False
    """True if there is the mark of one that is not whole."""


def find(text: str) -> Found:
    """Find the sealed replies in a text, which may be HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    damaged = False
    for reading in _readings(text):
        found = _find(reading)
        if found.sealed:
            return found
        damaged = damaged or found.is_damaged
    return Found((), damaged)


def _readings(text: str) -> Iterator[str]:
    """Read a text as it is, without the line ends that mail programs put into long lines, and as HTML."""
    yield text
    joined = _SOFT_LINE_END.sub("", text)
    if joined != text:
        yield joined
    if "<" in joined or "&" in joined:
        yield without_markup(joined)


def without_markup(text: str) -> str:
    """Return the text of HTML, without its tags; each of them ends a line."""
    return _without_entities(_TAG.sub("\n", text)).replace("\u00a0", " ")


def _without_entities(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # one of them is a number of thousands of digits, which Python does not read
        return text


def armored(data: bytes) -> bytes:
    """Write a file of age as text, always in the same form."""
    letters = base64.b64encode(data).decode()
    lines = [letters[start : start + _COLUMNS] for start in range(0, len(letters), _COLUMNS)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def digest_of(sealed: bytes) -> str:
    """Return the name of a sealed reply in this form."""
    return hashlib.sha256(sealed).hexdigest()


def _find(text: str) -> Found:
    marks = list(_marks(text))
    sealed: dict[bytes, None] = {}  # in order, and each of them once
    is_damaged = False
    for number, mark in enumerate(marks):
        if mark[1] == "END":
            continue
        end = len(text)
        is_whole = False
        if number + 1 < len(marks):
            end = marks[number + 1].start()
            is_whole = marks[number + 1][1] == "END"
        before = text[max(mark.start() - _LONGEST_QUOTE, 0) : mark.start()].rpartition("\n")[2].rstrip(_DASHES)
        data = _data(text[mark.end() : end], before, is_rich_text=text.startswith("{\\rtf"))
        if data and is_whole:
            sealed[armored(data)] = None
        else:
            is_damaged = True
    return Found(tuple(sealed), is_damaged)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Go through the marks in a text: around one word in them, which is quickly found."""
    end = 0
    for word in islice(_WORD.finditer(text), _MOST_MARKS):
        mark = _MARK.search(text, max(word.start() - _LONGEST_MARK, end), word.end() + _LONGEST_MARK)
        if mark:
            end = mark.end()
            yield mark


def _data(body: str, before: str, *, is_rich_text: bool) -> bytes:
    """Return the bytes between two marks; none if they are no file of age.

    What is `before` the first mark may be before the other lines, too: the initials of who is quoted.
    """
    if len(body) > 4 * LARGEST:
        return b""
    if is_rich_text:
        body = _RICH_TEXT.sub("", body)
    body = _LINE_ESCAPE.sub("\n", body)
    if "<" in body or "&" in body:
        body = without_markup(body)
    body = _without_escapes(_SOFT_LINE_END.sub("", body))
    for initials in _INITIALS.findall(without_markup(_without_escapes(before))):
        if body.count(initials) * _MOST_SIGNS >= body.count(">"):  # otherwise a line ended in these letters
            body = body.replace(initials, "\n")
    letters = _OTHER.sub("", body)
    if len(letters) % 4 == 1:
        return b""
    data = base64.b64decode(letters + "=" * (-len(letters) % 4))
    if not data.startswith(BEGINNING) or len(data) > LARGEST:
        return b""
    return data


def _without_escapes(text: str) -> str:
    """Read the escapes of a text in quoted printable, RFC 2045, section 6.7."""
    return _QUOTED_PRINTABLE.sub(lambda found: chr(int(found[1], 16)), text)
