"""What a coordinator has before it is counted: how many contributions to which round, and what is none of them."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from portrait_cli.core.cohort_rounds import key_of
from portrait_cli.core.text import count

_MOST_NAMED = 10
"""How many files are named one by one."""
_ALIKE = 0.7
"""How much of two names has to be the same, so that one of them may be a slip."""
_WORD = (".docx", ".doc")


class RoundFound(Struct, frozen=True):
    """What was found of a round."""

    name: str
    leaders: int
    files: tuple[str, ...] = ()
    """Which files they are in, if they are too few to be shown."""


class CohortFound(Struct, frozen=True):
    """What was found in the files of a coordinator, each file by its name."""

    rounds: tuple[RoundFound, ...] = ()
    damaged: tuple[str, ...] = ()
    """Files, or lines of files, that could not be read."""
    newer: tuple[str, ...] = ()
    """Those that a later version of the program made."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Those of other portraits, each with the id of its portrait."""
    again: tuple[tuple[str, ...], ...] = ()
    """For each leader of whom there is more than one contribution, the files."""
    doubles: int = 0
    """How many contributions do not count for that."""
    others: tuple[str, ...] = ()
    """Files that are not named as contributions are."""


def rounds_found(found: CohortFound) -> str:
    """Write how many contributions there are to which round, such as `39 contributions to Fall 2026`."""
    said = (f"{count(one.leaders, 'contribution')} to {one.name}" for one in found.rounds)
    return f"Found: {', '.join(said) or 'no contribution'}."


def not_counted(found: CohortFound, fewest: int) -> Iterator[str]:
    """Write a sentence for each kind of what does not count, or not alone, with the names of the files."""
    if found.damaged:
        yield f"{len(found.damaged)} damaged, ask for {_it(found.damaged)} again: {_named(found.damaged)}"
    if found.newer:
        yield f"{len(found.newer)} made with a newer portrait, update yours: {_named(found.newer)}"
    for portrait in dict.fromkeys(portrait for _, portrait in found.elsewhere):
        names = [name for name, its in found.elsewhere if its == portrait]
        yield f"{count(len(names), 'file')} with contributions of another portrait, {portrait}: {_named(names)}"
    if found.doubles:
        names = [" and ".join(files) for files in found.again]
        yield f"{count(found.doubles, 'contribution')} came again; the newest counts: {_named(names)}"
    word_files = [name for name in found.others if name.lower().endswith(_WORD)]
    if word_files:
        yield f"{count(len(word_files), 'Word file')}, ask for the .json file instead: {_named(word_files)}"
    others = [name for name in found.others if name not in word_files]
    if others:
        yield f"{count(len(others), 'other file')}, not looked at: {_named(others)}"
    for one in found.rounds:
        if one.leaders < fewest:
            yield _too_few(one, found.rounds, fewest)


def _it(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"


def _named(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _MOST_NAMED
    return ", ".join(listed[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _too_few(one: RoundFound, rounds: Sequence[RoundFound], fewest: int) -> str:
    """Say that a round has too few, which files they are in, and which other round may have been meant."""
    said = f"{one.name} has {count(one.leaders, 'contribution')}, and nothing is shown of fewer than {fewest}"
    if one.files:
        said = f"{said}: {_named(one.files)}"
    larger = [other for other in rounds if other.leaders > one.leaders and _may_be(one.name, other.name)]
    if larger:
        said = f"{said}. If {larger[0].name} was meant, ask for it again with that name"
    return said


def _may_be(name: str, other: str) -> bool:
    """Return True if a round may be another one that somebody mistyped: the same year, and much the same letters."""
    digits, letters = _parts(name)
    other_digits, other_letters = _parts(other)
    has_same_year = other_digits.endswith(digits) or digits.endswith(other_digits)
    return has_same_year and SequenceMatcher(None, letters, other_letters).ratio() >= _ALIKE


def _parts(name: str) -> tuple[str, str]:
    key = key_of(name)
    return "".join(filter(str.isdigit, key)), "".join(filter(str.isalpha, key))
