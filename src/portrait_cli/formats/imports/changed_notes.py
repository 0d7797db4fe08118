"""Entries that the journal has as they were before they were changed, or before their files got other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from portrait_cli.core.entry import Entry, Prose
from portrait_cli.formats.imports.duplicates import id_of_version, lasting_id, only_new
from portrait_cli.formats.imports.logseq_lines import without_bookkeeping
from portrait_cli.formats.imports.origin import WORDS_LINE, Origin, kept, origin, says_nothing_new


class ChangedNotes(Struct, frozen=True):
    """The ids of entries of a source that the journal has in another form."""

    renamed: frozenset[str]
    """They are notes with the same day and words."""
    edited: frozenset[str]
    """They are another version of an entry; a note is one only if many of its words are the same."""


class Misfiled(Struct, frozen=True):
    """An entry of the journal that an earlier version filed under a day on which its note was not written."""

    in_source: Entry
    in_journal: Entry


def ids_among_versions(source: Iterable[Entry], journal: Iterable[Entry]) -> dict[str, str]:
    """Find the ids of entries that the journal has, if their program gave them one of its own that stays for good.

    An entry with the words of a version in the journal has the id of that version; with other words it has a new one.
    """
    versions: dict[Origin, list[Entry]] = defaultdict(list)
    for entry in journal:
        if kept(entry, "source_id"):
            versions[origin(entry)].append(entry)
    ids: dict[str, str] = {}
    for entry in source:
        earlier = versions.get(origin(entry))
        if earlier and lasting_id(entry.id) != entry.id:
            ids[entry.id] = _id_among(earlier, entry)
    return ids


def _id_among(earlier: Iterable[Entry], entry: Entry) -> str:
    for version in earlier:
        if says_nothing_new(entry, version):
            return version.id
    return id_of_version(entry.id, kept(entry, WORDS_LINE))


def find_changed(new: Sequence[Entry], source: Iterable[Entry], journal: Iterable[Entry]) -> ChangedNotes:
    """Find which of the new entries of a source are in the journal in another form.

    Only imported entries of the journal count that the source has no longer as they were.
    """
    by_origin: dict[Origin, list[list[str]]] = defaultdict(list)
    days_and_words: set[tuple[object, ...]] = set()
    imported = [entry for entry in journal if origin(entry)]
    for entry in only_new(imported, [entry.id for entry in source]):
        words = _words(entry)
        by_origin[origin(entry)].append(words)
        if _is_note(entry):
            days_and_words.add((entry.written, *words))

    renamed: set[str] = set()
    edited: set[str] = set()
    for entry in new:
        words, earlier = _words(entry), by_origin.get(origin(entry), [])
        if _is_note(entry):
            earlier = [others for others in earlier if _are_alike(words, others)]
        if words and (entry.written, *words) in days_and_words:
            renamed.add(entry.id)
        elif earlier:
            edited.add(entry.id)
    return ChangedNotes(frozenset(renamed), frozenset(edited))


def _is_note(entry: Entry) -> bool:
    """Return True if an entry comes from a folder of notes."""
    return kept(entry, "imported_from") == "markdown"


def find_misfiled(source: Iterable[Entry], journal: Iterable[Entry]) -> Iterator[Misfiled]:
    """Find the entries of the journal whose notes are of another day, unless their date was changed by hand."""
    in_journal = {lasting_id(entry.id): entry for entry in journal if _is_note(entry)}
    for entry in source:
        here = in_journal.get(lasting_id(entry.id))
        if here and _is_misfiled(here, entry):
            yield Misfiled(entry, here)


def _is_misfiled(here: Entry, entry: Entry) -> bool:
    """Return True if an entry is of another day than its note, and not only of the same moment by another clock."""
    if here.written.date() == entry.written.date() or here.moment == entry.moment:
        return False
    return here.id.startswith(f"{here.written:%Y-%m-%d-%H%M%S}")


def _words(entry: Entry) -> list[str]:
    texts = (block.text for block in entry.blocks if isinstance(block, Prose))
    return " ".join(map(without_bookkeeping, texts)).split()  # which earlier versions kept


def _are_alike(words: list[str], others: list[str]) -> bool:
    """Return True if two texts share at least half of the words of the shorter one."""
    shared = (Counter(words) & Counter(others)).total()
    return 2 * shared >= min(len(words), len(others))
