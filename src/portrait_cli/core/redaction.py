"""Names replaced by roles: in every text of a document, an entry, or anything else that leaves."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import TypeVar
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.contact_details import EMAIL
from portrait_cli.core.errors import UsageError
from portrait_cli.core.everyday_words import EVERYDAY
from portrait_cli.core.not_names import ABBREVIATED_TITLES, TITLES
from portrait_cli.core.search_words import PlacedWord, folded, placed_words, words
from portrait_cli.core.text import one_line

_Value = TypeVar("_Value", bound=Struct)
_HINT = 'write it like this: --redact "Maria Lopez=a teacher"'
_CODES = frozenset({"kind", "language"})
"""Fields of a document that are no words: `en` is nobody there."""


class Redaction(Struct, frozen=True):
    """A name, and the role that is written in its place."""

    name: str
    role: str


def parse_redaction(written: str) -> Redaction:
    """Read `NAME=ROLE`, as `Maria Lopez=a teacher`.

    Raises UsageError when there is no name or no role.
    """
    name, equals, role = (one_line(part) for part in written.partition("="))
    if not words(name):
        raise UsageError(f'"{one_line(written)}" has no name in it', hint=_HINT)
    if not equals or not role:
        raise UsageError(f'"{one_line(written)}" does not say what to write in place of the name', hint=_HINT)
    return Redaction(name, role)


def conflicts(redactions: Sequence[Redaction]) -> Iterator[tuple[int, str]]:
    """Go through those that cannot go with the others: the place of each, counted from 0, and why."""
    names = _by_first_word(tuple(redactions))
    roles: dict[tuple[str, ...], str] = {}
    for place, one in enumerate(redactions):
        role = roles.setdefault(tuple(words(one.name)), one.role)
        told = _first_name_in(one.role, names)
        if role != one.role:
            yield place, f"{one.name} has two roles: {role}, and {one.role}"
        elif told:
            yield place, f'the role "{one.role}" has the name {told} in it'


def together(redactions: Iterable[Redaction]) -> tuple[Redaction, ...]:
    """Return those that are used together. Raises UsageError when one of them cannot go with the others."""
    gathered = tuple(redactions)
    for _, problem in conflicts(gathered):
        raise UsageError(problem, hint="give each name one role without a name in it, such as: a teacher")
    return gathered


def parts_of_names(redactions: Iterable[Redaction]) -> frozenset[str]:
    """Return the words of the longer names, as a search compares them: each could still tell who is meant."""
    names = [words(one.name) for one in redactions]
    parts = {word for name in names if len(name) > 1 for word in name if len(word) > _SHORT}
    return frozenset(parts - EVERYDAY - ABBREVIATED_TITLES - TITLES)


_SHORT = 2
"""Letters of a word that tells nothing by itself, such as `de`."""


# --- replacing ---


def redacted_text(text: str, redactions: tuple[Redaction, ...]) -> str:
    """Replace the names in a text; everything else stays as it is."""
    if not redactions:
        return text
    names = _by_first_word(redactions)
    if "%" in text:
        text = _ENCODED.sub(lambda found: _in_address(found.group(), names), text)
    if "@" in text:
        text = EMAIL.sub(lambda found: _email(found.group(), redactions), text)
    if "&" in text:
        text = _readable(text, names)
    return _replaced(text, names)


def redacted(value: _Value, redactions: tuple[Redaction, ...]) -> _Value:
    """Replace the names in every text of a document, an entry or a line; parts that come one by one still do."""
    if not redactions:
        return value
    fields = (name for name in value.__struct_fields__ if name not in _CODES)
    return replace(value, **{name: _redacted(getattr(value, name), redactions) for name in fields})


def redacted_data(data: object, redactions: tuple[Redaction, ...]) -> object:
    """Replace the names in every text of nested lists and mappings, as a template gets them; keys stay."""
    return _redacted(data, redactions) if redactions else data


def _redacted(value: object, redactions: tuple[Redaction, ...]) -> object:
    match value:
        case str():
            return redacted_text(value, redactions)
        case Struct():
            return redacted(value, redactions)
        case Mapping():
            return {key: _redacted(one, redactions) for key, one in value.items()}
        case tuple() | list() | frozenset() | set():
            return type(value)(_redacted(one, redactions) for one in value)
        case Iterable() if not isinstance(value, bytes):
            return (_redacted(one, redactions) for one in value)
        case _:
            return value


# --- in one text ---


class _Name(Struct, frozen=True):
    """A name as it is looked for."""

    words: tuple[str, ...]
    has_dot: bool
    """Whether a dot is a part of it, as after an initial."""
    is_everyday: bool
    """Whether it is an ordinary word as well, so that only a capital makes it a name."""
    role: str


_Names = Mapping[str, Sequence[_Name]]
"""Names by their first word, the longest first."""
_ENCODED = re.compile(r"\S*%[0-9A-Fa-f]{2}\S*")
_MARKS = re.compile(r"[\s*_~`\\]+")
_BEGINNING = re.compile(
    r"""(?:\A|[.!?…]["”’)]*\s|\n)\s*"""  # after the end of a sentence, or on a new line
    r"""(?:[-*•>#]+\s+|\d{1,3}[.)]\s+)?[*_"“‘(]*\Z"""  # after what marks an item or a quotation
)
_WITHIN = ("", "-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}", "'", "’", "‘", "ʼ")
"""What may be between two words of a name, besides blanks and what Markdown marks."""
_APOSTROPHES = ("'", "’")


@lru_cache(maxsize=8)
def _by_first_word(redactions: tuple[Redaction, ...]) -> _Names:
    names: dict[str, list[_Name]] = {}
    for one in redactions:
        parts = tuple(words(one.name))
        is_everyday = len(parts) == 1 and parts[0] in EVERYDAY
        names.setdefault(parts[0], []).append(_Name(parts, "." in one.name, is_everyday, one.role))
    for alike in names.values():
        alike.sort(key=lambda name: len(name.words), reverse=True)
    return names


def _replaced(text: str, names: _Names) -> str:
    plain = folded(text)
    if not any(first in plain for first in names):
        return text
    return "".join(_pieces(text, names))


def _in_address(written: str, names: _Names) -> str:
    """Replace names in a web address with blanks and accents as `%20` and the like; without a name it stays so."""
    decoded = unquote(written)
    replaced = _replaced(decoded, names)
    return written if replaced == decoded else replaced


def _email(address: str, redactions: Iterable[Redaction]) -> str:
    """Return an email address as it is, or the role of the one whose name is in it: the rest would still tell."""
    account = "".join(words(address.partition("@")[0]))
    held = {one.role: [word for word in words(one.name) if _is_told_by(word, account)] for one in redactions}
    role = max(held, key=lambda role: sum(map(len, held[role])))
    return role if held[role] else address


def _is_told_by(word: str, account: str) -> bool:
    return len(word) > _SHORT and word not in TITLES and word not in ABBREVIATED_TITLES and word in account


def _readable(text: str, names: _Names) -> str:
    """Write the signs that Markdown has as `&nbsp;` and the like if a name is read only then; if not, all stays."""
    decoded = unescape(text)
    return text if _replaced(decoded, names) == unescape(_replaced(text, names)) else decoded


def _pieces(text: str, names: _Names) -> Iterator[str]:
    """Go through the pieces of a text, with roles in place of names."""
    placed = placed_words(text)
    done = at = 0
    while at < len(placed):
        name = _name_at(text, placed, at, names)
        if not name:
            at += 1
            continue
        start = _start(text, placed, at, done)
        at += len(name.words)
        end = placed[at - 1][2]
        yield text[done:start]
        role, done = _with_ending(text, end, name)
        yield _begun(text, start, role)
    yield text[done:]


def _start(text: str, placed: Sequence[PlacedWord], at: int, done: int) -> int:
    """Return where a name begins, with the title before it: `Ms. Lopez` becomes a role just as `Lopez` does."""
    if at:
        title, start, end = placed[at - 1]
        if title in ABBREVIATED_TITLES and start >= done and text[end : placed[at][1]].strip(". ") == "":
            return start
    return placed[at][1]


def _name_at(text: str, placed: Sequence[PlacedWord], at: int, names: _Names) -> _Name | None:
    """Return the longest name whose words begin at a place."""
    word, start, _ = placed[at]
    for name in names.get(word, ()):
        run = placed[at : at + len(name.words)]
        if tuple(found for found, _, _ in run) != name.words:
            continue
        gaps = (text[left[2] : right[1]] for left, right in pairwise(run))
        if all(_is_within(gap, name) for gap in gaps) and (not name.is_everyday or text[start].isupper()):
            return name
    return None


def _is_within(gap: str, name: _Name) -> bool:
    """Return True if what is between two words does not end a sentence or a paragraph."""
    if gap.count("\n") > 1:
        return False
    sign = _MARKS.sub("", gap)
    if sign == ".":
        return name.has_dot or gap == "."
    return sign in _WITHIN


def _with_ending(text: str, end: int, name: _Name) -> tuple[str, int]:
    """Return the role with what follows the name as its possessive, and where the text goes on."""
    apostrophe, letter, after = (text[place : place + 1] for place in (end, end + 1, end + 2))
    if apostrophe not in _APOSTROPHES:
        return name.role, end
    if letter.lower() == "s" and not after.isalnum():
        return (f"{name.role}{apostrophe}", end + 2) if name.role.endswith("s") else (name.role, end)
    if name.words[-1].endswith("s") and letter.isspace() and after.islower():
        ending = apostrophe if name.role.endswith("s") else f"{apostrophe}s"
        return f"{name.role}{ending}", end + 1
    return name.role, end


def _begun(text: str, start: int, role: str) -> str:
    """Return a role with a capital at the beginning of a sentence."""
    if text[start].isupper() and _BEGINNING.search(text, max(start - _FAR, 0), start):
        return role[0].upper() + role[1:]
    return role


_FAR = 20
"""Characters in which the beginning of a sentence can be seen."""


def _first_name_in(text: str, names: _Names) -> str:
    """Return the first of some names that is in a text, as it is written there; an empty text if none is."""
    placed = placed_words(text)
    for at, (_, start, _) in enumerate(placed):
        name = _name_at(text, placed, at, names)
        if name:
            return text[start : placed[at + len(name.words) - 1][2]]
    return ""
