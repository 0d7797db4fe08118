"""Notes that the journal has as they were before they were changed, or before their files got other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from portrait_cli.core.entry import Entry, Prose
from portrait_cli.formats.imports.duplicates import lasting_id, only_new
from portrait_cli.formats.imports.logseq_lines import without_bookkeeping

_FROM_NOTES = "imported_from: markdown"
_FILE = "source_file: "


class ChangedNotes(Struct, frozen=True):
    """The ids of entries of a source that the journal has in another form."""

    renamed: frozenset[str]
    """They have the same day and words."""
    edited: frozenset[str]
    """They are from the same file, and many of their words are the same."""


class Misfiled(Struct, frozen=True):
    """An entry of the journal that an earlier version filed under a day on which its note was not written."""

    in_source: Entry
    in_journal: Entry


def find_changed(new: Sequence[Entry], source: Iterable[Entry], journal: Iterable[Entry]) -> ChangedNotes:
    """Find which of the new entries of a source are in the journal in another form.

    Only entries of the journal count that came from notes which the source has no longer as they were.
    """
    from_notes = [entry for entry in journal if _FROM_NOTES in entry.extra]
    by_file: dict[str, list[list[str]]] = defaultdict(list)
    days_and_words: set[tuple[object, ...]] = set()
    for entry in only_new(from_notes, [entry.id for entry in source]):
        words = _words(entry)
        by_file[_file(entry)].append(words)
        days_and_words.add((entry.written, *words))

    renamed: set[str] = set()
    edited: set[str] = set()
    for entry in new:
        words = _words(entry)
        if words and (entry.written, *words) in days_and_words:
            renamed.add(entry.id)
        elif any(_are_alike(words, earlier) for earlier in by_file.get(_file(entry), ())):
            edited.add(entry.id)
    return ChangedNotes(frozenset(renamed), frozenset(edited))


def find_misfiled(source: Iterable[Entry], journal: Iterable[Entry]) -> Iterator[Misfiled]:
    """Find the entries of the journal whose notes are of another day, unless their date was changed by hand."""
    in_journal = {lasting_id(entry.id): entry for entry in journal if _FROM_NOTES in entry.extra}
    for entry in source:
        here = in_journal.get(lasting_id(entry.id))
        if here and _is_misfiled(here, entry):
            yield Misfiled(entry, here)


def _is_misfiled(here: Entry, entry: Entry) -> bool:
    """Return True if an entry is of another day than its note, and not only of the same moment by another clock."""
    if here.written.date() == entry.written.date() or here.moment == entry.moment:
        return False
    return here.id.startswith(f"{here.written:%Y-%m-%d-%H%M%S}")


def _file(entry: Entry) -> str:
    """Return the line that says which file an entry comes from."""
    lines = "\n".join(entry.extra).split("\n")
    return next((line for line in lines if line.startswith(_FILE)), entry.id)


def _words(entry: Entry) -> list[str]:
    texts = (block.text for block in entry.blocks if isinstance(block, Prose))
    return " ".join(map(without_bookkeeping, texts)).split()  # which earlier versions kept


def _are_alike(words: list[str], others: list[str]) -> bool:
    """Return True if two texts share at least half of the words of the shorter one."""
    shared = (Counter(words) & Counter(others)).total()
    return 2 * shared >= min(len(words), len(others))
