from datetime import date

from msgspec.structs import replace

from chosen_lines import COVER, ENTRIES, NOTE, SITUATION, START, all_lines, known_of, made_by_default
from portrait_cli.core.document import Heading, Table
from portrait_cli.core.documents.evidence_log import EVIDENCE_LOG
from portrait_cli.core.entry import Evidence
from portrait_cli.core.selection import chosen


def test_the_log_says_what_where_and_what_it_shows() -> None:
    """Each piece has its day, its kind, the person's words and where it is kept; the column on students is blank."""
    document = made_by_default(EVIDENCE_LOG)
    tables = [part for part in document.parts if isinstance(part, Table)]
    assert [table.caption for table in tables] == [
        "Collaboration",
        "AD2 Removes the barrier",
        "About my work as a whole",
    ]
    rows = [row for table in tables for row in table.rows]
    day = "November 23, 2026"
    assert rows == [
        (day, "Link", "Board minutes", "https://example.org/board", ""),
        (
            "August 12, 2026",
            "Answer",
            "Families without email.\n\nThey heard last:\n- the flyer\n- the bus",
            "",
            "",
        ),
        (day, "File", "Call log for August", "call log.pdf (on request)", ""),
        (day, "Note", "A thank-you card on my desk.", "", ""),
    ]
    assert tables[0].header[-1] == "Student data?"
    assert [part.text for part in document.parts if isinstance(part, Heading)] == [one.caption for one in tables]


def test_evidence_of_this_school_year_is_in_and_older_evidence_is_offered() -> None:
    """Only lines of evidence have a place in the log."""
    situation = replace(SITUATION, year_begins=date(2026, 9, 1))
    offered = EVIDENCE_LOG.offer(all_lines(), situation)
    assert [(one.line.name, one.reason, one.is_in) for one in offered[:2]] == [
        (f"{START.id}#9", "older evidence", False),
        (f"{NOTE.id}#2", "evidence of this school year", True),
    ]
    assert {one.line.kind for one in offered} == {"evidence"}


def test_a_marked_answer_without_a_question_is_what_was_written() -> None:
    """A note that is marked was asked nothing; an address is said once, and a place that is not ours is one."""
    marked = Evidence("e7", "", "Evidence", "It turned.", step="note")
    linked = Evidence("e8", "", "Evidence", "", "board/minutes.pdf", "board/minutes.pdf")
    note = replace(NOTE, blocks=(NOTE.blocks[0], marked, linked))
    entries = (*ENTRIES[:2], note)
    situation = replace(SITUATION, known=known_of(entries))
    seen = chosen(entries, {f"{NOTE.id}#2", f"{NOTE.id}#3"}, situation.known)
    document = EVIDENCE_LOG.make(seen, situation, COVER)
    (table,) = (part for part in document.parts if isinstance(part, Table))
    assert [row[1:4] for row in table.rows] == [
        ("Note", f"{note.own_words[0]}\n\nIt turned.", ""),
        ("Link", "", "board/minutes.pdf"),
    ]
