from collections.abc import Iterator

from msgspec.structs import replace

from chosen_lines import (
    AUTUMN,
    COVER,
    ENTRIES,
    NOTE,
    RECORD,
    SITUATION,
    SPRING,
    START,
    all_lines,
    entry,
    made,
    made_by_default,
)
from examples import PORTRAIT
from portrait_cli.core.document import Document, Heading, Paragraph, Part, Words
from portrait_cli.core.documents.journal import ENTRY, JOURNAL, journal_document
from portrait_cli.core.entry import Entry, Evidence, Plan, Prose
from portrait_cli.core.entry import Heading as EntryHeading


def _lines(document: Document) -> list[str]:
    """Write the parts of a document, headings with their signs and quiet words in parentheses."""
    return list(map(_line, document.parts))


def _line(part: Part) -> str:
    match part:
        case Heading():
            return f"{'#' * part.level} {part.text}"
        case Paragraph(is_quiet=True):
            return f"({part.text})"
        case Paragraph() | Words():
            return part.text
        case _:
            raise AssertionError(part)


def _of(number: int) -> list[str]:
    """Return the section of one of the year's entries in the journal as it is offered."""
    lines = _lines(made_by_default(JOURNAL))
    starts = [place for place, line in enumerate(lines) if line.startswith("## ") and "20" in line]
    return lines[starts[number] : [*starts, len(lines)][number + 1]]


def test_an_entry_is_a_section_with_all_that_was_asked_and_said() -> None:
    """A section has the title, the facts, and each question with its answer, level, goal, plan and evidence."""
    steady = PORTRAIT.scales[0].levels
    assert _of(0) == [
        "## Start of year, Wednesday, August 12, 2026",
        "(Building leader · 25 minutes · Portrait of a Leader, version 1.1)",
        "(What do I hope for this year?)",
        "One adult for every child who notices.",
        "### Advocacy",
        "(Who was left out?)",
        "Families without email.\n\nThey heard last:\n- the flyer\n- the bus",
        "(Where would I place myself today?)",
        f"Starting: {steady[0].meaning}",
        "I can name two families.",
        "(AD2 Removes the barrier · Where would I place myself today?)",
        f"Growing: {steady[1].meaning}",
        "### My goal",
        "(My goal · AD2 Removes the barrier)",
        "Families who don't use email get our news on the same day as everyone else.",
        "(What would show it?)",
        "Fewer calls to the front office on Mondays.",
        "### My plan",
        START.plans[0].sentence,
        "(Advocacy · Kept, October 20, 2026)",
        "She told me about the night shift.",
        "(Evidence of AD2 Removes the barrier: what I said about “Who was left out?”)",
    ]


def test_what_later_entries_tell_is_told_in_them_too() -> None:
    """An outcome and a decision have the plan or goal, the label and the reason; goals have their new words."""
    assert _of(3) == [
        "## Plans, Tuesday, January 19, 2027",
        "(Portrait of a Leader, version 1.1)",
        f"({AUTUMN.plans[0].sentence})",
        "Changed my mind",
        "They asked for the last ten.",
        f"({START.goals[0].text})",
        "Change it",
        "Texts reach more of them.",
        "(My goal · AD2 Removes the barrier)",
        "Every family hears by text on the same day.",
    ]


def test_a_note_is_markdown_and_names_its_attachments() -> None:
    """The words of a note are Markdown; evidence has its words, and the file or address it is kept at."""
    parts = list(made(ENTRY, {f"{NOTE.id}#{number}" for number in range(5)}).parts)
    assert Words("## What they said\n\nThe **gym** was full. <b>Nobody</b> left early.", is_markdown=True) in parts
    assert list(map(_line, parts[2:])) == [
        "(Evidence of AD2 Removes the barrier)",
        "Call log for August",
        "(call log.pdf (attached file))",
        "(Evidence of Collaboration)",
        "(Board minutes · https://example.org/board)",
        "(Evidence)",
        "A thank-you card on my desk.",
    ]


def test_an_outcome_that_was_left_out_is_not_beside_its_plan() -> None:
    """A plan whose outcome was not chosen has nothing below it but what it is about."""
    lines = _lines(made_by_default(JOURNAL, f"{AUTUMN.id}#1"))
    place = lines.index(START.plans[0].sentence)
    assert lines[place + 1] == "(Advocacy)"


def test_one_entry_gives_the_document_its_title() -> None:
    """A document of one entry has its title and its day, and the parts of the entry are its sections."""
    document = made(ENTRY, {f"{SPRING.id}#1", f"{SPRING.id}#3"})
    assert document.title == "End of year"
    assert document.subtitle == "Dana Whitfield, Monday, May 10, 2027"
    assert [line for line in _lines(document) if line.startswith("#")] == ["## Advocacy", "## Collaboration"]
    two = made(ENTRY, {f"{SPRING.id}#1", f"{START.id}#1"})
    assert two.title == "Entry"
    assert [line for line in _lines(two) if line.startswith("## ")] == [
        "## Start of year, Wednesday, August 12, 2026",
        "## End of year, Monday, May 10, 2027",
    ]


def _alone(one: Entry) -> Document:
    return journal_document((one,), {}, SITUATION, COVER)


def test_without_its_title_an_entry_is_called_after_what_was_done() -> None:
    """The title that stays behind is replaced by the guide's name, or by what the entry is."""
    note, plan = Prose("The bus came."), Plan("p", "", "", "rest")
    titles = [
        next(iter(_lines(_alone(one))))
        for one in (
            entry("2026-11-23", "check-in", "", plan),
            entry("2026-11-23", "", "", note),
            entry("2026-11-23", "", "", plan),
            entry("2026-11-23", "", "My November 23, 2026", note),
        )
    ]
    assert titles == [
        "## Check-in, Monday, November 23, 2026",
        "## Note, Monday, November 23, 2026",
        "## Entry, Monday, November 23, 2026",
        "## My November 23, 2026",
    ]


def test_an_entry_of_another_portrait_keeps_its_own_headings() -> None:
    """An entry of a portrait that is not in use has the headings that it was written with, and the portrait's id."""
    other = replace(START, portrait="district", portrait_version="2", role="", minutes=None, tags=("budget",))
    other = replace(other, blocks=(EntryHeading("Speaking up", "advocacy"), START.blocks[2]))
    assert _lines(_alone(other))[1:3] == ["(district, version 2 · #budget)", "### Speaking up"]


def test_evidence_of_words_that_are_not_above_it_has_them_itself() -> None:
    """Evidence that marks an answer of an earlier entry has its words; in one note it does not repeat the note."""
    elsewhere = replace(RECORD, blocks=(Evidence("e1", "ad2", "Evidence", step="advocacy.left-out", entry=START.id),))
    assert _lines(_alone(elsewhere))[2:] == ["(Evidence of AD2 Removes the barrier)", START.responses[1].text]
    marked = Evidence("e2", "", "Evidence", "It was the turning point.", step="note")
    here = replace(NOTE, blocks=(Prose("Words."), marked))
    assert _lines(_alone(here))[2:] == ["Words.", "(Evidence: what I wrote above)", "It was the turning point."]


def test_a_journal_is_never_in_memory_as_a_whole() -> None:
    """Parts and rows come one after the other, and an entry is read only when its turn comes."""
    read: list[str] = []

    def entries() -> Iterator[Entry]:
        for one in ENTRIES:
            read.append(one.id)
            yield one

    document = journal_document(entries(), {}, SITUATION, COVER)
    assert read == []
    parts = iter(document.parts)
    next(parts)
    assert read == [START.id]
    for _ in parts:
        pass
    assert read == [one.id for one in ENTRIES]
    rows = journal_document(entries(), {}, SITUATION, COVER).records.rows
    assert next(iter(rows))[0] == "2026-08-12"
    assert len(read) == len(ENTRIES) + 1


def test_everything_named_is_in() -> None:
    """An entry and a journal offer every line, and each is in until it is left out."""
    for kind, reason in ((ENTRY, "in this entry"), (JOURNAL, "in the entries you named")):
        offered = kind.offer(all_lines(), SITUATION)
        assert [one.line for one in offered] == list(all_lines())
        assert {(one.reason, one.is_in) for one in offered} == {(reason, True)}


def test_an_entry_that_nothing_is_known_of_has_its_words_alone() -> None:
    """A note that came from elsewhere has neither a role, minutes, tags nor a portrait to name."""
    note = replace(NOTE, portrait="", portrait_version="", blocks=(Prose("The bus came."),))
    assert _lines(_alone(note))[1:] == ["The bus came."]
