from msgspec import to_builtins
from msgspec.structs import replace

from chosen_lines import AUTUMN, COVER, ENTRIES, RECORD, SITUATION, SPRING, START, all_lines, entry, words_in
from portrait_cli.core.document import Cover, Document, Paragraph, Table
from portrait_cli.core.documents.completion import COMPLETION, only_sessions
from portrait_cli.core.entry import Entry, Prose, Response


def _made(*entries: Entry) -> Document:
    return COMPLETION.make(only_sessions(entries), SITUATION, COVER)


def _rows(document: Document) -> list[tuple[str, ...]]:
    (table,) = (part for part in document.parts if isinstance(part, Table))
    return list(table.rows)


def _closing(document: Document) -> str:
    """Return the last words above the signatures."""
    return [part.text for part in document.parts if isinstance(part, Paragraph)][-1]


def test_it_has_a_row_for_each_session_and_none_for_notes() -> None:
    """A session has its day, its minutes, what it was about, and how many plans were closed; oldest first."""
    document = _made(*ENTRIES[::-1])
    assert _rows(document) == [
        ("August 12, 2026", "25", "Advocacy", ""),
        ("October 20, 2026", "25", "Collaboration, Advocacy", "1"),
        ("May 10, 2027", "25", "Collaboration, Advocacy", ""),
    ]
    whose = "Dana Whitfield", "Lincoln Elementary"
    assert document.records.header == ("date", "minutes", "about", "plans_closed", "name", "school")
    assert next(iter(document.records.rows)) == ("2026-08-12", "25", "Advocacy", "", *whose)
    nameless = COMPLETION.make(only_sessions(ENTRIES), SITUATION, Cover(COVER.made_on))
    assert nameless.records.header == ("date", "minutes", "about", "plans_closed")


def test_a_day_has_the_plans_that_small_records_closed_on_it() -> None:
    """A plan told of beside the sessions of a day counts with the last of them, once; on another day with none."""
    (told,) = AUTUMN.outcomes
    other = replace(told, plan="p9")
    evening = replace(AUTUMN, id=f"{AUTUMN.id}-2", written=AUTUMN.written.replace(hour=19), blocks=())
    record = replace(RECORD, written=AUTUMN.written.replace(hour=9), blocks=(told, other))
    assert [row[3] for row in _rows(_made(AUTUMN, evening, record))] == ["1", "2"]
    assert [row[3] for row in _rows(_made(AUTUMN, RECORD))] == ["1"]


def test_time_is_counted_as_far_as_it_is_known() -> None:
    """Below stands how many sessions there were and how long they took; an empty column is left out."""
    timed, untimed = START, replace(SPRING, minutes=None)
    assert [_closing(_made(*some)) for some in ((timed, AUTUMN), (timed, untimed), (untimed,), ())] == [
        "2 sessions, 50 minutes.",
        "2 sessions; minutes known for 1 of them: 25.",
        "1 session.",
        "0 sessions.",
    ]
    assert _rows(_made(untimed)) == [("May 10, 2027", "Collaboration, Advocacy")]


def test_a_session_about_no_attribute_has_none() -> None:
    """That someone had a hard moment stays with them: no guide is named."""
    moment = entry("2027-02-01", "hard-moment", "My own title")
    about = entry("2027-02-02", "check-in", "Another", attributes=("advocacy",))
    assert [row[-1:] for row in _rows(_made(moment, about))] == [("",), ("Advocacy",)]


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
    assert [row[1:] for row in _rows(_made(by_hand, elsewhere))] == [("25", "Advocacy"), ("", "")]


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
