"""What is in a file that somebody sent: sealed replies, open ones, a request's page, packed files.

Nothing is known of it before, and nothing in it is believed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import decode
from portrait_cli.formats import mail, sealed_text

_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DEEPEST = 3
"""How many e-mails may be attached to each other."""
LARGEST_TEXT = 5_000_000
"""The most bytes of a text that is no e-mail: ten times as many as a page has."""
_SCRIPT = re.compile(r"<script\b([^<>]{0,300})>", re.IGNORECASE)
_MOST_SCRIPTS = 1_000
_MOST_TYPED = 1_000
"""How many replies that somebody typed are read from one file."""
_REQUEST_LINE = re.compile(r"""(?P<before>[^\w\n]*)request[ \t]*:[ \t]*["']?[0-9a-z]{8}["']?[ \t]*""")
_HEADER_LINE = re.compile(r"(?:request|group|by)[ \t]*:.*")
_ANSWERS_LINE = re.compile(r"answers[ \t]*:[ \t]*")
_MOST_BEFORE = 2
"""How many lines of an answers file may be before the one that names the request: its group, and who it is by."""
_STEP_LINE = re.compile(r"[^\s:#\"'][^\s:#\"'.]*\.[^\s:#\"']+:(?: .*)?")
"""An answer that lost the spaces before it, which its name shows, for there is a dot in it."""


class Incoming(Struct, frozen=True):
    """What is in a file."""

    sealed: tuple[bytes, ...] = ()
    """Sealed replies, in the form in which they are kept."""
    typed: tuple[bytes, ...] = ()
    """Replies that are not sealed, as answers files."""
    requests: tuple[bytes, ...] = ()
    """What may be requests: JSON in a page, or by itself."""
    results: tuple[bytes, ...] = ()
    """What may be the result that a collector hands over."""
    packed: tuple[bytes, ...] = ()
    """Zip archives."""
    is_damaged: bool = False
    """True if there is a sealed reply that is not whole."""
    is_too_large: bool = False
    """True if it was not looked into, for it is larger than any text with a reply in it."""

    @property
    def is_empty(self) -> bool:
        """Return True if nothing was found, but for archives."""
        return not (self.sealed or self.typed or self.requests or self.results or self.is_damaged)

    @staticmethod
    def together(found: "Sequence[Incoming]") -> "Incoming":
        """Put together what is in several parts, each once."""
        return Incoming(
            sealed=tuple(dict.fromkeys(one for part in found for one in part.sealed)),
            typed=tuple(dict.fromkeys(one for part in found for one in part.typed)),
            requests=tuple(dict.fromkeys(one for part in found for one in part.requests)),
            results=tuple(dict.fromkeys(one for part in found for one in part.results)),
            packed=tuple(one for part in found for one in part.packed),
            is_damaged=any(part.is_damaged for part in found),
        )


def look_into(data: bytes, depth: int = 0) -> Incoming:
    """Find what is in a file."""
    if data.startswith(_PACKED):
        return Incoming(packed=(data,))
    if data.startswith(sealed_text.BEGINNING):
        return Incoming(sealed=(sealed_text.armored(data),))
    if mail.is_mail(data) and depth < _DEEPEST:
        found = Incoming.together([_in_mail(parts, depth + 1) for parts in mail.messages(data)])
        if found.packed or not found.is_empty:
            return found
    elif len(data) > LARGEST_TEXT and not data.startswith(_OUTLOOK):
        return Incoming(is_too_large=True)
    return Incoming.together([_in_text(text) for text in _texts(data)])


def _in_mail(parts: Sequence[bytes], depth: int) -> Incoming:
    """Find what is in an e-mail. Most have their words twice, as text and as HTML, of which one may be damaged."""
    found = Incoming.together([look_into(part, depth) for part in parts])
    if found.sealed:
        return replace(found, is_damaged=False)
    return found


def _texts(data: bytes) -> list[str]:
    """Read a file as text. What is not text may have some in it, as an e-mail of Outlook does, in either width."""
    if data.startswith(_OUTLOOK):
        return [data.decode("latin-1"), *(data[start:].decode("utf-16-le", "replace") for start in (0, 1))]
    try:
        return [decode(data, "")]
    except InvalidFileError:
        return [data.decode("latin-1")]


def _in_text(text: str) -> Incoming:
    found = sealed_text.find(text)
    requests = tuple(data.encode() for data in _scripts(text) if _holds(data, "request"))
    if requests:  # a page has the marks of sealed text in its script, and the lines of an answers file as an example
        return Incoming(sealed=found.sealed, requests=requests)
    if _holds(text, "result"):
        return Incoming(sealed=found.sealed, results=(text.encode(),))
    typed = tuple(_typed(text))
    if not typed and "<" in text:
        typed = tuple(_typed(sealed_text.without_markup(text)))
    return Incoming(sealed=found.sealed, typed=typed, is_damaged=found.is_damaged)


# --- requests and results ---


class _Document(Struct):
    request: msgspec.Raw = msgspec.Raw()
    result: msgspec.Raw = msgspec.Raw()


def _holds(text: str, name: Literal["request", "result"]) -> bool:
    """Return True if a text is JSON that has a request or a result."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        document = msgspec.json.decode(text, type=_Document)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    part = document.request if name == "request" else document.result
    return bytes(part).startswith(b"{")


def _scripts(text: str) -> Iterator[str]:
    """Go through the texts in a page that are JSON, or return the text itself, which may be that."""
    yield text
    end = 0
    for _ in range(_MOST_SCRIPTS):
        begun = _SCRIPT.search(text, end)
        if not begun:
            return
        end = text.find("</script", begun.end())
        if end < 0:
            return
        if "json" in begun[1]:
            yield text[begun.end() : end]


# --- replies that somebody typed ---


def _typed(text: str) -> Iterator[bytes]:
    """Go through the answers files in a text: from the line of the request to where the answers end."""
    if "request" not in text:  # which is quickly told
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    likely = ((at, line) for at, line in enumerate(lines) if "request" in line)
    matches = ((at, found) for at, line in likely if (found := _REQUEST_LINE.fullmatch(line)))
    begun = list(islice(matches, _MOST_TYPED))
    ends = [at for at, _ in begun[1:]] + [len(lines)]
    for (at, found), end in zip(begun, ends, strict=False):
        quote = found["before"].rstrip()
        spaces = len(found["before"]) - len(quote)
        first = max(at - _MOST_BEFORE, 0)
        unquoted = [_without(line, quote, spaces) for line in lines[first:end]]
        yield "\n".join(_answers_file(unquoted, at - first)).encode("utf-8", "replace")


def _without(line: str, quote: str, spaces: int) -> str:
    """Remove what is before each line of an answers file, such as a quotation's sign."""
    line = line.removeprefix(quote)
    indent = len(line) - len(line.lstrip(" "))
    return line[min(indent, spaces) :].rstrip()


def _answers_file(lines: list[str], at: int) -> Iterator[str]:
    """Go through the lines of an answers file; `at` is the one that names the request."""
    while at and _HEADER_LINE.fullmatch(lines[at - 1]):
        at -= 1
    is_in_answers = False
    for line in lines[at:]:
        is_beside = line[:1].strip() and not line.startswith("#")
        if _ANSWERS_LINE.fullmatch(line):
            is_in_answers = True
            yield line
        elif is_in_answers and _STEP_LINE.fullmatch(line):
            yield f"  {line}"
        elif is_beside and (is_in_answers or not _HEADER_LINE.fullmatch(line)):
            return
        else:
            yield line
