"""A contribution as JSON: one in a `.json` file, one a line in a `.jsonl` file.

Reading is strict, so that no file brings along words, a name, or an id that is none.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.contribution import LONGEST_ROUND, MOST_PLANS, Contribution
from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.formats.struct_annotations import LONGEST_ID

LARGEST = 1_000_000
"""The most bytes of a contribution: one with a thousand indicators has a tenth of that."""
_MOST_PLACED = 5_000
_LONGEST_CONSENT = 1_000
_LONGEST_VERSION = 40
_HIGHEST_VERSION = 1_000_000
_FORMAT = 1

_KEY = re.compile(r"[0-9a-z]{16}")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


class _Format(Struct):
    format: int = _FORMAT


Problem: TypeAlias = tuple[str, InvalidFileError]
"""The name of a file, or of a line of it, that is no contribution, and what is wrong with it."""

_DECODER = msgspec.json.Decoder(Contribution)


def write(contribution: Contribution) -> str:
    """Write a contribution for a file of its own, which its owner can read."""
    return msgspec.json.format(msgspec.json.encode(contribution), indent=1).decode() + "\n"


def line(contribution: Contribution) -> bytes:
    """Write a contribution as a line."""
    return msgspec.json.encode(contribution) + b"\n"


def digest(contribution: Contribution) -> str:
    """Return the SHA-256 of what a contribution says, in hexadecimal digits: the same if it is only made again."""
    said = replace(contribution, version=1, month="")
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def parse(data: bytes, file: str) -> Contribution:
    """Read a contribution. Raises InvalidFileError for anything else; `file` may name a line."""
    if len(data) > LARGEST:
        raise InvalidFileError(f"{file} is too large for a contribution")
    try:
        read = _DECODER.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _not_one(data, file, error) from None
    if read.format > _FORMAT:
        raise _newer(file)
    problem = _problem(read)
    if problem:
        raise InvalidFileError(f"{file} is not a contribution: {problem}")
    return read


def parse_lines(lines: Iterable[bytes], file: str, problems: list[Problem]) -> Iterator[Contribution]:
    """Read a contribution from each line; what is wrong with a line that is none is added to `problems`."""
    for number, data in enumerate(lines, start=1):
        if not data.isspace():
            try:
                yield parse(data, f"{file}:{number}:")
            except InvalidFileError as problem:
                problems.append((f"{file}:{number}", problem))


def _not_one(data: bytes, file: str, error: Exception) -> InvalidFileError:
    try:
        is_newer = msgspec.json.decode(data, type=_Format).format > _FORMAT
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        is_newer = False
    return _newer(file) if is_newer else InvalidFileError(f"{file} is not a contribution: {error}")


def _newer(file: str) -> NewerFormatError:
    return NewerFormatError(f"{file} is of a newer portrait", hint="update portrait, then try again")


def _problem(read: Contribution) -> str:
    """Return what is wrong with a contribution whose fields are of the right types; empty if nothing is."""
    if read.format != _FORMAT:
        return "format is out of range"
    if not 1 <= read.version <= _HIGHEST_VERSION:
        return "version is out of range"
    if not 0 <= read.plans_kept <= MOST_PLANS:
        return "plans_kept is out of range"
    if not _KEY.fullmatch(read.id):
        return "id should be 16 letters and digits"
    if not _MONTH.fullmatch(read.month):
        return "month should be written like 2026-11"
    texts = (
        ("round", read.round, LONGEST_ROUND),
        ("portrait_version", read.portrait_version, _LONGEST_VERSION),
        ("consent", read.consent, _LONGEST_CONSENT),
    )
    for name, text, longest in texts:
        if not _is_text(text, longest):
            return f"{name} should be a line of at most {longest} characters"
    if not is_id(read.portrait) or not (is_id(read.role) or not read.role):
        return "portrait and role should be ids"
    return _placing_problem(read)


def _placing_problem(read: Contribution) -> str:
    if len(read.placements) > _MOST_PLACED:
        return "it places too much"
    for placed in read.placements:
        if not (is_id(placed.what) and _is_reference(placed.scale) and is_id(placed.answer)):
            return "each placement should name an attribute or indicator, a scale and an answer by their ids"
    if len({placed.what for placed in read.placements}) < len(read.placements):
        return "it places something twice"
    return ""


@lru_cache(maxsize=65_536)  # a million contributions name the same few things
def is_id(text: str) -> bool:
    """Return True if a text is a name for machines: lower-case letters, digits and hyphens, in any script."""
    letters = text.replace("-", "")
    is_plain = all(unicodedata.category(character)[0] in "LNM" for character in letters)
    return bool(letters) and is_plain and text == text.lower() and len(text) <= LONGEST_ID


@lru_cache(maxsize=4096)
def _is_reference(text: str) -> bool:
    scale, slash, version = text.partition("/")
    return is_id(scale) and bool(slash) and _is_text(version, _LONGEST_VERSION)


@lru_cache(maxsize=4096)
def _is_text(text: str, longest: int) -> bool:
    """Return True if a text is a line that every screen shows as it is."""
    is_seen = all(
        unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for character in text
    )
    return bool(text.strip()) and is_seen and len(text) <= longest
