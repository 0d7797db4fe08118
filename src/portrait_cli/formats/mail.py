"""The texts and attached files in e-mails that were saved as a file."""

import codecs
import email
import re
from collections.abc import Iterator
from email.message import Message
from email.policy import Compat32
from itertools import islice

_HEADER = re.compile(
    rb"(?:\d+ *\r?\n)?(?:From |(?:Return-Path|Delivered-To|Received|From|To|Subject|Date|MIME-Version|Content-Type|"
    rb"Message-ID|X-[\w-]+|ARC-[\w-]+|DKIM-Signature|Authentication-Results):)",
    re.IGNORECASE,
)
"""How a saved e-mail begins; the program Mail of macOS puts a number before it."""
_BETWEEN = re.compile(rb"^From .*\r?\n", re.MULTILINE)
"""The line before each e-mail in an mbox file."""
_MOST_MAILS = 1_000
_MOST_PARTS = 500
_MOST_LINES = 1_000_000
"""How many lines a file of e-mails may have: three times as many as the largest one with attached files."""
_MOST_DIVIDED = 20_000
"""How many lines of a file may look like the one between two parts."""
_DIVIDED = re.compile(rb"boundary[\s*\d]*=", re.IGNORECASE)
_DEEPEST = 50
"""How many of the parts of an e-mail may have parts: each line is compared with what divides all of them."""
_LONGEST_HEADER = 2_000
_SLOW = frozenset({"punycode", "idna"})
"""Encodings of names, not of texts, that take time which grows with the square of the length."""


class _Policy(Compat32):
    """Keep the beginning of each header: reading one takes time that grows with the square of its length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_mail(data: bytes) -> bool:
    """Return True if a file begins as an e-mail does."""
    return _HEADER.match(data) is not None


def messages(data: bytes) -> Iterator[list[bytes]]:
    """Go through e-mails, for each of them its parts: texts in UTF-8, attached files as they are.

    One of more parts than anybody writes is left out, for its text can be looked into without them.
    """
    if data.count(b"\n--") > _MOST_DIVIDED or data.count(b"\n") > _MOST_LINES:
        return
    for one in _BETWEEN.split(data, maxsplit=_MOST_MAILS):
        if sum(1 for _ in islice(_DIVIDED.finditer(one), _DEEPEST + 1)) > _DEEPEST:
            continue
        try:
            message = email.message_from_bytes(one.lstrip(b"0123456789 \r\n"), policy=_Policy())
        except RecursionError:  # each is within another
            continue
        leaves = ((part, part.get_payload(decode=True)) for part in islice(_leaves(message), _MOST_PARTS))
        yield [_in_utf_8(part, content) for part, content in leaves if isinstance(content, bytes)]


def _leaves(message: Message) -> Iterator[Message]:
    """Go through the parts that have no parts of their own, no matter how deep they are."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        inner = part.get_payload() if part.is_multipart() else None  # of another it would decode the words
        if isinstance(inner, list):
            waiting += [one for one in inner if isinstance(one, Message)]
        else:
            yield part


def _in_utf_8(part: Message, content: bytes) -> bytes:
    charset = part.get_content_charset()
    if part.get_content_maintype() != "text" or not charset:
        return content
    try:
        if codecs.lookup(charset).name in _SLOW:
            return content
        return content.decode(charset).encode()
    except (LookupError, ValueError):  # it is in another one, or in none
        return content
