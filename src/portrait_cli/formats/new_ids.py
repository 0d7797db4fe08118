"""How ids are made of codes, names and other texts: short where that is enough, and the same in any order."""

import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, count, zip_longest

from portrait_cli.core.text import slug
from portrait_cli.formats.struct_annotations import LONGEST_ID

LONGEST_NEW = 60
"""The most characters of an id that is written into a new file: people should be able to type it."""
_HASH = 5
"""Characters for a hyphen and a hash."""


def unlike(texts: Sequence[str], longest: int) -> list[str]:
    """Make an id of each text, in any script: of its first words or, where others begin alike, of all of them.

    Texts that differ get ids that differ, no matter in which order they come; equal texts get the same id.
    """
    whole = [slug(text, words=len(text)) for text in texts]
    short = [_cut(slug(text), longest) for text in texts]
    begin_alike = _counted(zip(short, whole, strict=True))
    long = [_cut(text, longest) for text in whole]
    end_too_late = _counted(zip(long, whole, strict=True))

    ids: list[str] = []
    for first_words, all_words, text in zip(short, long, whole, strict=True):
        if begin_alike[first_words] == 1:
            ids.append(first_words)
        elif end_too_late[all_words] == 1:
            ids.append(all_words)
        else:
            ids.append(f"{_cut(text, longest - _HASH)}-{zlib.crc32(text.encode()) & 0xFFFF:04x}")
    return ids


def _counted(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    """Count how many different texts have the same beginning."""
    return Counter(beginning for beginning, _ in set(pairs))


def _cut(text: str, longest: int) -> str:
    return text[:longest].rstrip("-")


def new_ids(
    texts: Sequence[Sequence[str]],
    noun: str,
    used: set[str],
    *,
    given: Sequence[str] = (),
    reserved: Collection[str] = (),
) -> list[str]:
    """Choose an id for each thing: the one `given`, else one made of the first text that tells it from the others.

    The `texts` of each thing come best first. Where none tells it, the first one gets a number; where there is none,
    the `noun`. No id is one that is `used`, and they are used from then on; no new id is `reserved`.
    """
    fixed = _usable(given, used)
    fixed += [""] * (len(texts) - len(fixed))
    used.update(filter(None, fixed))
    columns = [unlike(column, LONGEST_NEW) for column in zip_longest(*texts, fillvalue="")]
    times = [Counter(column) for column in columns]
    chosen: list[str] = []
    for row, one in enumerate(fixed):
        made = [column[row] for column in columns]
        telling = [own for own, counted in zip(made, times, strict=True) if own and counted[own] == 1]
        stem = next(filter(None, made), noun)
        candidates = chain(telling, [stem], (f"{stem}-{number}" for number in count(2)))
        new = one or next(own for own in candidates if own not in used and own not in reserved)
        used.add(new)
        chosen.append(new)
    return chosen


def _usable(given: Sequence[str], used: Collection[str]) -> list[str]:
    """Return the ids that were given as ids can be written; empty where one is used, or was given before."""
    usable: list[str] = []
    for text in given:
        one = _cut(slug(text, words=len(text)), LONGEST_ID)
        is_free = one not in used and one not in usable
        usable.append(one if is_free else "")
    return usable
