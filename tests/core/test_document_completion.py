from msgspec import to_builtins
from msgspec.structs import replace

from chosen_lines import AUTUMN, COVER, ENTRIES, SITUATION, SPRING, START, all_lines, entry, words_in
from portrait_cli.core.document import Document, Table
from portrait_cli.core.documents.completion import COMPLETION, only_sessions
from portrait_cli.core.entry import Entry, Prose, Response


def _made(*entries: Entry) -> Document:
    return COMPLETION.make(only_sessions(entries), SITUATION, COVER)


def _rows(document: Document) -> list[tuple[str, ...]]:
    (table,) = (part for part in document.parts if isinstance(part, Table))
    return list(table.rows)


def test_it_has_a_row_for_each_session_and_none_for_notes() -> None:
    """A session has its day, its minutes, its attributes by name, and how many plans it closed; oldest first."""
    document = _made(*ENTRIES[::-1])
    assert _rows(document) == [
        ("August 12, 2026", "25", "Advocacy", ""),
        ("October 20, 2026", "25", "Collaboration, Advocacy", "1"),
        ("May 10, 2027", "25", "Collaboration, Advocacy", ""),
    ]
    assert document.records.header == ("date", "minutes", "attributes", "plans_closed")
    assert next(iter(document.records.rows)) == ("2026-08-12", "25", "Advocacy", "")


def test_what_it_sees_of_an_entry_has_no_word_of_the_person() -> None:
    """Titles, tags, answers, plans and what is not ours are gone before the document is made."""
    told = replace(AUTUMN, title="My title", tags=("mine",), extra=("aliases: mine",))
    (seen,) = only_sessions((told,)).entries
    assert seen == Entry(
        id=AUTUMN.id,
        written=AUTUMN.written,
        utc_offset="-06:00",
        title="",
        portrait=AUTUMN.portrait,
        guide="whole-portrait",
        attributes=("advocacy", "collaboration"),
        minutes=25,
        blocks=(replace(AUTUMN.outcomes[0], sentence="", label="", note=""),),
    )


def test_names_that_are_not_the_portraits_are_left_out() -> None:
    """An attribute that the portrait does not have could be the person's own word."""
    by_hand = replace(START, attributes=("advocacy", "my-own-word"))
    elsewhere = replace(SPRING, portrait="district", minutes=None)
    assert [row[1:] for row in _rows(_made(by_hand, elsewhere))] == [("25", "Advocacy", ""), ("", "", "")]


def test_no_line_has_a_place_in_it() -> None:
    """It offers nothing to choose, whatever is in the journal."""
    assert COMPLETION.offer(all_lines(), SITUATION) == ()
    words = " ".join(words_in(to_builtins(tuple(_made(*ENTRIES).parts))))
    said = [block.text for one in ENTRIES for block in one.blocks if isinstance(block, Response | Prose)]
    assert said
    assert not [text for text in said if text in words]


def test_a_session_on_nothing_else_than_a_goal_is_none() -> None:
    """What only changes plans or goals took no time to count."""
    assert _rows(_made(entry("2027-02-01", "goal", "Goal"))) == []
