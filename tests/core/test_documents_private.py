"""Only what was chosen is in a document: journals of every shape, each of their words told from all others."""

from collections.abc import Iterable, Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from any_journal import WORD, JournalWriter
from chosen_lines import COVER, all_lines, situation_of, words_in
from portrait_cli.core.document import Document
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.entry import Entry
from portrait_cli.core.selection import chosen, names_in, taken_out
from portrait_cli.core.selection_lines import Line

_choices = st.binary(min_size=60, max_size=160)


def _words(value: object) -> set[str]:
    """Return the words of the journal in a value, wherever they are."""
    return set(WORD.findall(" ".join(words_in(to_builtins(value)))))


def _said_in(document: Document) -> set[str]:
    """Return the words of the journal in a document: in its parts, its rows and everything around them."""
    parts, rows = tuple(document.parts), tuple(document.records.rows)
    around = (document.title, document.subtitle, document.author, *document.footer, *document.records.header)
    return _words((parts, rows, around))


def _documents(entries: Sequence[Entry], names: Iterable[str], situation: Situation) -> Iterator[Document]:
    seen = chosen(entries, frozenset(names), situation.known)
    return (kind.make(seen, situation, COVER) for kind in KINDS.values())


@settings(max_examples=10 * settings().max_examples)
@given(_choices, st.integers(0, 2**32))
def test_no_document_has_a_word_that_was_not_chosen(choices: bytes, subset: int) -> None:
    """Whatever lines are chosen, every word in any document is one of theirs; tags go with an entry as a whole."""
    entries = tuple(JournalWriter(choices).entries())
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    kept = [line for number, line in enumerate(lines) if subset >> number & 1]
    allowed = _words([(line.asked, line.words) for line in kept])
    left_out = {line.entry for line in lines if line not in kept}
    for entry in entries:
        if entry.id not in left_out:
            allowed |= _words(entry.tags)
    for document in _documents(entries, [line.name for line in kept], situation):
        assert _said_in(document) <= allowed, document.kind


@settings(max_examples=settings().max_examples)
@given(_choices, st.integers(0, 2**32))
def test_what_is_taken_out_of_an_offer_is_in_no_document(choices: bytes, subset: int) -> None:
    """A line that its owner leaves out takes its words along, wherever else they are repeated."""
    entries = tuple(JournalWriter(choices).entries())
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    left_out = [line for number, line in enumerate(lines) if subset >> number & 1]
    for kind in KINDS.values():
        offered = taken_out(kind.offer(lines, situation), [line.name for line in left_out], lines)
        names = names_in(offered)
        kept = [line for line in lines if line.name in names]
        document = kind.make(chosen(entries, names, situation.known), situation, COVER)
        assert _said_in(document).isdisjoint(_words_of(left_out) - _words_of(kept)), kind.id


def _words_of(lines: Iterable[Line]) -> set[str]:
    return _words([line.words for line in lines])


@settings(max_examples=settings().max_examples)
@given(_choices)
def test_a_completion_record_has_not_a_word_of_the_journal(choices: bytes) -> None:
    """Even when it is given whole entries, the record has the names of the portrait and nothing else."""
    entries = tuple(JournalWriter(choices).entries())
    situation = situation_of(entries)
    kind = KINDS["completion"]
    assert kind.without_lines is not None
    sees = kind.without_lines(entries)
    assert not _words(sees.entries)
    everything = chosen(entries, {line.name for line in all_lines(entries, situation.known)}, situation.known)
    for seen in (sees, everything):
        assert not _said_in(kind.make(seen, situation, COVER))
