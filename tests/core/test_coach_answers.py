"""A coach's words to an entry that was handed over, beside the entry as it is today."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import texts
from portrait_cli.core.coach_answers import CLOSING, CoachAnswer, answer_steps, answers_of, beside_entry
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.selection_lines import Line
from requests_for_tests import REQUEST

ON = date(2026, 11, 23)
NAMES = {"advocacy": "Advocacy"}
ASKED = Line("e1", 1, ON, "answer", "advocacy", "Who was left out?", "Families.\n\nThey heard last.", block=1)
NOTE = Line("e1", 2, ON, "note", "", "", "The bus came.", block=2)


def _request(*lines: Line) -> Request:
    steps = answer_steps("e1", lines, NAMES, "Dana Reyes")
    return replace(REQUEST, kind="entry", steps=steps, by="Ms. Ortiz", entry="e1", asked_on=ON)


def _answers(request: Request, **said: str) -> tuple[CoachAnswer, ...]:
    answers = {name.replace("_", "."): words for name, words in said.items()}
    return answers_of(request, Reply(request.id, answers, by="Ms. Ortiz"))


def test_there_is_a_box_below_each_line_and_one_at_the_end() -> None:
    """Each line is shown with what was asked, below the name of its attribute; nothing else leaves."""
    first, note, closing = _request(ASKED, NOTE).steps
    assert (first.heading, first.purpose) == ("Advocacy", "words")
    assert first.shown is not None
    assert (first.prompt, first.shown.title) == ("Who was left out?", "Dana Reyes wrote:")
    assert [line.text for line in first.shown.lines] == ["Families.\n\nThey heard last."]
    assert (note.heading, note.prompt) == ("", "A note")
    assert closing.id == CLOSING
    assert closing.prompt == "Anything else you'd like to say to Dana Reyes?"


def test_what_was_left_blank_is_not_there() -> None:
    """Only what the coach wrote is listed, with what it is about and whose it is."""
    (only,) = _answers(_request(ASKED, NOTE), line_2="Good.")
    assert only == CoachAnswer("Ms. Ortiz", ON, "", "A note", "The bus came.", "Good.", "2")


def test_words_stand_beside_the_line_that_they_are_about() -> None:
    """Two coaches may have answered the same line; words about all of it are apart."""
    answers = _answers(_request(ASKED, NOTE), line_1="Which families?", closing_words="Thank you.")
    beside = beside_entry((*answers, replace(answers[0], coach="Mr. Lee")), (ASKED, NOTE))
    assert [one.answer.coach for one in beside.at[1]] == ["Ms. Ortiz", "Mr. Lee"]
    assert [answer.words for answer in beside.of_all] == ["Thank you."]
    assert beside.of_earlier == ()
    assert len(beside.all) == 3


def test_after_a_change_the_words_stand_with_what_they_answered() -> None:
    """Below a line that was changed the coach's words keep those that they were about; and so when it is gone."""
    answers = _answers(_request(ASKED), line_1="Which families?")
    (changed,) = beside_entry(answers, (replace(ASKED, words="All families heard."), NOTE)).at[1]
    assert changed.has_changed
    assert changed.answer.about == "Families.\n\nThey heard last."
    gone = beside_entry(answers, (NOTE,))
    assert not gone.at
    assert [answer.about for answer in gone.of_earlier] == ["Families.\n\nThey heard last."]


def test_a_line_that_moved_is_found_again() -> None:
    """What was written above a line since does not part it from the coach's words."""
    answers = _answers(_request(ASKED), line_1="Which families?")
    (moved,) = beside_entry(answers, (replace(ASKED, number=2, block=7), replace(ASKED, words="New.", block=1))).at[7]
    assert not moved.has_changed


def test_what_a_later_entry_tells_of_a_plan_is_asked_about_too() -> None:
    """Its number is that of the other entry, so it is not taken for a line of this one."""
    told = Line("e2", 1, ON, "outcome", "advocacy", "When I ..., then I will ...", "Kept", block=0)
    request = _request(ASKED, told)
    assert [step.id for step in request.steps] == ["line.1", "later.1", CLOSING]
    (answer,) = _answers(request, later_1="Well done.")
    assert answer.line == ""
    assert beside_entry([answer], (ASKED,)).of_earlier == (answer,)


@given(texts.filter(lambda words: bool(words.strip())), st.text(min_size=1))
def test_any_words_find_their_line_again(words: str, said: str) -> None:
    """Whatever an entry says, an answer to it stands beside it as long as it does not change."""
    line = replace(NOTE, words=words)
    answers = _answers(_request(line), line_2=said)
    assert [one.answer.words for one in beside_entry(answers, (ASKED, line)).at[2]] == [said]
