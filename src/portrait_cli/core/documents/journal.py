"""Entries as they are, one of them or a whole journal, which is never in memory as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Heading, Part, Records
from portrait_cli.core.documents import records
from portrait_cli.core.documents.entry_parts import Told, heading, parts, title
from portrait_cli.core.documents.gathered import labels
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.entry import Entry
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line


def journal_document(
    entries: Iterable[Entry], plans: Mapping[str, TrackedPlan], situation: Situation, cover: Cover
) -> Document:
    """Make a document of entries with their chosen lines, in the order given; `plans` are the chosen ones, by id.

    The entries are gone through once for the parts and once for the rows, each only when it is asked for.
    """
    sections = _sections(entries, _told(situation, plans))
    return JOURNAL.document(situation, cover, sections, _rows(entries, situation, plans))


def _make_journal(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    return journal_document(chosen.entries, _by_id(chosen), situation, cover)


def _make_entry(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    """Make a document of one entry, which has the title and the day of the entry; several are sections."""
    plans = _by_id(chosen)
    rows = _rows(chosen.entries, situation, plans)
    if len(chosen.entries) != 1:
        return ENTRY.document(situation, cover, _sections(chosen.entries, _told(situation, plans)), rows)
    (entry,) = chosen.entries
    on_its_day = replace(cover, year=dates.in_words(entry.written.date(), weekday=True))
    document = ENTRY.document(situation, on_its_day, parts(entry, _told(situation, plans), 2), rows)
    return replace(document, title=title(entry, situation.portrait))


def _rows(entries: Iterable[Entry], situation: Situation, plans: Mapping[str, TrackedPlan]) -> Records:
    return Records(records.HEADER, records.of_entries(entries, situation, plans))


def _by_id(chosen: Chosen) -> dict[str, TrackedPlan]:
    return {tracked.id: tracked for tracked in chosen.plans}


def _told(situation: Situation, plans: Mapping[str, TrackedPlan]) -> Told:
    return Told(situation.portrait, labels(situation.portrait), plans, situation.known.pieces)


def _sections(entries: Iterable[Entry], told: Told) -> Iterator[Part]:
    for entry in entries:
        yield Heading(heading(entry, told.portrait))
        yield from parts(entry, told, 3)


def _offer_entry(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:  # noqa: ARG001  # as all offers
    return tuple(Offered(line, "in this entry", is_in=True) for line in lines)


def _offer_journal(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:  # noqa: ARG001  # as all offers
    return tuple(Offered(line, "in the entries you named", is_in=True) for line in lines)


ENTRY = DocumentKind("entry", "Entry", "one entry, as it is", _offer_entry, _make_entry)
JOURNAL = DocumentKind("journal", "Journal", "entries, one after the other", _offer_journal, _make_journal)
