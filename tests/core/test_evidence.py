from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Heading,
    Placement,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.entry_answers import NOTE, EntryAnswer, answer_to, answers_in
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.evidence import about, by_target, find, history, log, marked_entries, short_ids
from portrait_cli.core.former_names import FormerNames
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.text import Id

FIRST = datetime(2026, 9, 1, 9)  # noqa: DTZ001  # local, as entries are
CALL = Evidence("e1", "care", "Care", "I called all nine families.")
ANSWER = Response("care.moment", "What happened?", "A teacher asked to lead.")
PORTRAIT = Portrait(
    attributes=(
        Attribute("Care", Id("care"), indicators=(Indicator("Listens", Id("c1"), code="C1"),)),
        Attribute("Courage", Id("courage"), code="K"),
    )
)


def _entry(number: int, *blocks: Block, attributes: tuple[str, ...] = ()) -> Entry:
    written = FIRST + timedelta(days=number)
    return Entry(str(number), written, "-06:00", "T", blocks=blocks, attributes=attributes)


# --- the log ---


def test_a_line_is_evidence_on_the_day_of_its_entry() -> None:
    """A line, a link or a file has the day of the entry in which it was added."""
    (piece,) = log([_entry(0, CALL)])
    assert (piece.id, piece.target, piece.day, piece.entry) == ("e1", "care", date(2026, 9, 1), "0")
    assert (piece.words, piece.missing) == ("I called all nine families.", "")


def test_the_newest_comes_first() -> None:
    """The newest day is first; of one day, what was added last."""
    other = Evidence("e2", "care", "Care", "two")
    third = Evidence("e3", "care", "Care", "three")
    assert [piece.id for piece in log([_entry(1, CALL), _entry(2, other), _entry(0, third)])] == ["e2", "e1", "e3"]


def test_a_marked_answer_has_the_words_and_the_day_of_the_answer() -> None:
    """The answer may be in the same entry, or in another one that is found by its id."""
    same = Evidence("e1", "care", "Evidence", step="care.moment")
    elsewhere = Evidence("e2", "courage", "Evidence", step="care.moment", entry="0")
    marking = _entry(5, elsewhere)
    assert marked_entries([_entry(0, ANSWER, same), marking]) == {"0"}
    found = log([_entry(0, ANSWER, same), marking], [_entry(0, ANSWER, same)])
    assert [(piece.id, piece.day, piece.words, piece.asked) for piece in found] == [
        ("e2", date(2026, 9, 1), "A teacher asked to lead.", "What happened?"),
        ("e1", date(2026, 9, 1), "A teacher asked to lead.", "What happened?"),
    ]


def test_an_answer_that_is_gone_leaves_its_evidence() -> None:
    """If the entry or the answer is gone, the piece stays, and says which of them it is."""
    mark = Evidence("e1", "care", "Evidence for Care: “A teacher …”", step="care.moment", entry="0")
    (no_entry,) = log([_entry(5, mark)])
    (no_answer,) = log([_entry(5, mark)], [_entry(0)])
    assert (no_entry.missing, no_entry.day, no_entry.words) == ("entry", date(2026, 9, 6), "")
    assert (no_answer.missing, no_answer.day, no_answer.words) == ("answer", date(2026, 9, 1), "")
    assert no_entry.sentence == "Evidence for Care: “A teacher …”"


def test_what_was_dropped_is_not_in_the_log() -> None:
    """The history has it still, so that its id never means another piece."""
    entries = [_entry(0, CALL), _entry(3, EvidenceDropped("e1", "I called."))]
    assert log(entries) == ()
    assert [(piece.id, piece.is_dropped) for piece in history(entries)] == [("e1", True)]


def test_a_clock_that_was_set_back_brings_nothing_back() -> None:
    """What is dropped stays dropped, even if the entry that says so seems to be older."""
    assert log([_entry(3, CALL), _entry(0, EvidenceDropped("e1", "I called."))]) == ()


def test_an_id_is_one_piece() -> None:
    """A file that was copied by hand adds nothing; the oldest entry counts."""
    assert [piece.entry for piece in log([_entry(4, CALL), _entry(0, CALL)])] == ["0"]


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (CALL, "I called all nine families."),
        (Evidence("e", "", "Care", "two\n\nlines", link="files/a.pdf", name="a.pdf"), "two lines"),
        (Evidence("e", "", "Care", link="files/a.pdf", name="Agenda.pdf"), "Agenda.pdf"),
        (Evidence("e", "", "Care", link="https://example.org"), "https://example.org"),
        (Evidence("e", "", "Care"), "Care"),
        (Evidence("e", "", "Care", "as I said", step="care.none"), "as I said"),
    ],
)
def test_a_piece_in_one_line(evidence: Evidence, sentence: str) -> None:
    """Its words come first, then what it links to, then what stands above it."""
    (piece,) = log([_entry(0, evidence)])
    assert piece.sentence == sentence


def test_former_names_are_read_as_todays() -> None:
    """What an attribute was called before is the same attribute, in a mark too."""
    names = FormerNames("p", portraits=("old",), parts={"caring": "care"})
    mark = Evidence("e1", "caring", "Evidence", step="caring.moment", entry="0")
    entry = Entry("1", FIRST, "-06:00", "T", portrait="p", blocks=(mark, CALL))
    assert names.renamed(entry).blocks == (Evidence("e1", "care", "Evidence", step="care.moment", entry="0"), CALL)


# --- a part of it ---


def test_evidence_is_in_the_order_of_the_portrait() -> None:
    """Attributes and their indicators come in the portrait's order; what is not in it any more comes last."""
    targets = ["", "gone", "courage", "c1", "care", "away"]
    entries = [_entry(day, Evidence(f"e{day}", target, "H", "x")) for day, target in enumerate(targets)]
    found = by_target(PORTRAIT, log(entries))
    assert [(one.target, one.label, one.attribute, one.in_portrait) for one in found] == [
        ("care", "Care", "care", True),
        ("c1", "C1 Listens", "care", True),
        ("courage", "K Courage", "courage", True),
        ("away", "away", "", False),
        ("gone", "gone", "", False),
        ("", "", "", True),
    ]
    assert by_target(PORTRAIT, ()) == ()


def test_evidence_for_an_attribute_has_that_for_its_indicators() -> None:
    """An indicator has its own alone."""
    entries = [_entry(0, CALL, Evidence("e2", "c1", "H", "x"), Evidence("e3", "courage", "H", "x"))]
    pieces = log(entries)
    assert {piece.id for piece in about(PORTRAIT, pieces, "care")} == {"e1", "e2"}
    assert {piece.id for piece in about(PORTRAIT, pieces, "c1")} == {"e2"}
    assert about(PORTRAIT, pieces, "gone") == ()


# --- one of it ---


def test_a_piece_is_found_by_the_beginning_of_its_id() -> None:
    """The whole id comes before a beginning; dropped pieces are found too."""
    pieces = history([_entry(0, *(Evidence(name, "", "H", "x") for name in ("ab", "abcd", "3f2a77", "3f2b11")))])
    assert [find(pieces, said).id for said in ("ab", " abc ", "3f2a")] == ["ab", "abcd", "3f2a77"]
    assert short_ids(pieces) == {"ab": "ab", "abcd": "abcd", "3f2a77": "3f2a", "3f2b11": "3f2b"}


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("3f", '"3f" could be several pieces of evidence', "type more of the id: 3f2a77, 3f2b11"),
        ("x", 'there is no evidence "x"', "portrait evidence --all lists them with their ids"),
        (" ", 'there is no evidence " "', "portrait evidence --all lists them with their ids"),
    ],
)
def test_an_id_that_fits_none_or_several(said: str, message: str, hint: str) -> None:
    """The hint says what to type."""
    pieces = history([_entry(0, Evidence("3f2a77", "", "H", "x"), Evidence("3f2b11", "", "H", "x"))])
    with pytest.raises(NotFoundError) as error:
        find(pieces, said)
    assert (str(error.value), error.value.hint) == (message, hint)


def test_without_any_evidence_the_hint_says_how_to_add_some() -> None:
    """There is nothing to list."""
    with pytest.raises(NotFoundError) as error:
        find((), "x")
    assert error.value.hint == 'portrait evidence add "what shows it"'


# --- the answers of an entry ---


def test_the_answers_of_an_entry() -> None:
    """Whatever a person said can be marked: answers, what was said of a level, how a plan went, and a note."""
    blocks: list[Block] = [
        Prose("By hand.\n"),
        Heading("Care", "care"),
        Response("care.moment", "What happened?", "A teacher asked."),
        Response("care.moment", "What happened?", "Copied by hand."),
        Response("care.c1.sign", "What did I see?", "Three hands."),
        Response("care.lens.learner", "And the learner?", "Glad."),
        Response("sitting.week", "This week?", "Long."),
        Response("care.empty", "Nothing?", " "),
        Placement("care", "Where?", "growing", "Growing", comment="Most days."),
        Placement("c1", "Where?", "growing", "Growing", comment="Then.", as_of="then"),
        Placement("courage", "Where?", "growing", "Growing"),
        Heading("Looking ahead"),
        Response("sitting.next", "Next?", "Rest."),
        Response("by-hand", "Mine?", "Yes."),
        PlanOutcome("c9", "When it rains, then I will stay", "kept", "Kept"),
        PlanOutcome("c8", "When it snows, then I will go", "partly", "In part", "Half of it."),
        Prose("And more."),
    ]
    assert answers_in(_entry(0, *blocks)) == (
        EntryAnswer("care.moment", "What happened?", "A teacher asked.", "care"),
        EntryAnswer("care.c1.sign", "What did I see?", "Three hands.", "c1"),
        EntryAnswer("care.lens.learner", "And the learner?", "Glad.", "care"),
        EntryAnswer("sitting.week", "This week?", "Long.", "care"),
        EntryAnswer("care.level", "Where? Growing", "Most days.", "care"),
        EntryAnswer("c1.then.level", "Where? Growing", "Then.", "c1"),
        EntryAnswer("sitting.next", "Next?", "Rest.", ""),
        EntryAnswer("by-hand", "Mine?", "Yes.", ""),
        EntryAnswer("commitment.c9.outcome", "When it rains, then I will stay", "Kept", ""),
        EntryAnswer("commitment.c8.outcome", "When it snows, then I will go", "In part\n\nHalf of it.", ""),
        EntryAnswer(NOTE, "", "By hand.\n\nAnd more.", ""),
    )


def test_the_only_attribute_of_an_entry_is_what_its_answers_are_about() -> None:
    """An entry about several attributes does not say which one a note is about."""
    note = Prose("The bus families came.")
    assert [answer.target for answer in answers_in(_entry(0, note, attributes=("care",)))] == ["care"]
    assert [answer.target for answer in answers_in(_entry(0, note, attributes=("care", "courage")))] == [""]


def test_an_entry_without_words_has_no_answers() -> None:
    """There is nothing to mark, and nothing is found."""
    assert answers_in(_entry(0, Prose(" \n"))) == ()
    assert answer_to(_entry(0), NOTE) is None


# --- any sequence ---

_acts = st.lists(
    st.tuples(st.sampled_from(["add", "mark", "drop", "undo", "delete"]), st.integers(0, 5)), max_size=20
)


@given(_acts)
def test_the_log_is_what_was_done(acts: list[tuple[str, int]]) -> None:
    """After any sequence of adding, marking, dropping, undoing and deleting, the log is what a simple model says."""
    entries = [_entry(0, ANSWER)]
    model: list[dict[str, str]] = [{}]
    for number, (act, which) in enumerate(acts, start=1):
        counted = dict(model[-1])
        match act:
            case "undo":
                if len(model) > 1:
                    model.pop()
                    entries.pop()
                continue
            case "delete":  # the entry whose answer may be marked
                entries[0] = _entry(0) if which else entries[0]
                continue
            case "drop" if counted:
                name = sorted(counted)[which % len(counted)]
                del counted[name]
                entries.append(_entry(number, EvidenceDropped(name, "s")))
            case "mark":
                counted[f"e{number}"] = "answer"
                entries.append(_entry(number, Evidence(f"e{number}", "care", "H", step=ANSWER.step, entry="0")))
            case _:
                counted[f"e{number}"] = f"words {number}"
                entries.append(_entry(number, Evidence(f"e{number}", "care", "H", f"words {number}")))
        model.append(counted)
    marked = entries[:1]
    answer = ANSWER.text if answers_in(entries[0]) else ""
    expected = {name: answer if said == "answer" else said for name, said in model[-1].items()}
    assert {piece.id: piece.words for piece in log(entries, marked)} == expected
