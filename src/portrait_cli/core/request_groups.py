"""The groups of people that are asked, in the person's own words, such as staff and families."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from portrait_cli.core.errors import UsageError
from portrait_cli.core.group_words import are_students
from portrait_cli.core.request import Group, Request
from portrait_cli.core.text import one_line, slug, visible

_LONGEST_NAME = 40
_LIKE_EACH_OTHER = frozenset({"LATIN", "GREEK", "COPTIC", "CYRILLIC", "ARMENIAN", "CHEROKEE", "LISU", "DESERET"})
"""Alphabets with letters of the same shapes, by how Unicode's names of their letters begin."""
_BLANK = "\u115f\u1160\u17b4\u17b5"
"""Letters that are blank; Unicode reads the others as these."""
_SAME_SHAPE = str.maketrans("l10авекмнорстухіѕјαβεζηικμνορτυχ", "iioabekmhopctyxisjabezhikmnoptyx")
"""Letters that look like others, as small letters or as capital ones."""
_FIRST_ACCENT = 10
"""The lowest class of marks that are accents or points; those below are parts of letters, as in Hindi or Japanese."""


def groups_of(names: Iterable[str]) -> tuple[Group, ...]:
    """Make the groups of their names.

    Raises UsageError for names that are none, and for two that people or files could take for one: somebody could get
    a page of their own that seems to be that of many.
    """
    groups: dict[str, Group] = {}
    shapes: dict[str, Group] = {}
    for said in names:
        name = visible(one_line(said))
        group = Group(slug(unicodedata.normalize("NFKC", name)), name[:1].upper() + name[1:])
        shape = _shape(name)
        if not (group.id and shape):
            raise UsageError(f'"{name}" names no group', hint="name the people: --of staff --of families")
        if len(name) > _LONGEST_NAME:
            raise UsageError(f'"{name[:_LONGEST_NAME]}…" is long for a group', hint="one or two words are enough")
        for word in name.split():
            if len(set(_alphabets(word))) > 1:
                raise UsageError(f'"{word}" has letters of two alphabets', hint="type the whole word again, in one")
        same = groups.get(group.id) or shapes.get(shape)
        if same:
            hint = "name each group once; people who belong to both answer in one of them"
            raise UsageError(f'"{name}" and "{same.name}" are the same group', hint=hint)
        groups[group.id] = shapes[shape] = group
    return tuple(groups.values())


def _shape(name: str) -> str:
    """Return what two names have in common that look alike: letters and numbers without accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = (one for one in letters if unicodedata.combining(one) < _FIRST_ACCENT and one not in _BLANK)
    return "".join(one for one in kept if unicodedata.category(one)[0] in "LNM").translate(_SAME_SHAPE)


def _alphabets(word: str) -> Iterator[str]:
    """Go through the alphabets of a word's letters, as far as those are like letters of others."""
    for character in unicodedata.normalize("NFKC", word):
        alphabet = re.split("[ -]", unicodedata.name(character, ""), maxsplit=1)[0]
        if alphabet in _LIKE_EACH_OTHER:
            yield alphabet


def asks_students(request: Request) -> bool:
    """Return True if students answer a request; they are always asked alone."""
    return request.of_students or any(map(are_students, request.groups))
