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
    steps = answer_steps(lines, NAMES, "Dana Reyes")
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
    assert [line.text for line in first.shown.lines] == ["Families.", "They heard last."]
    assert (note.heading, note.prompt) == ("", "A note")
    assert closing.id == CLOSING
    assert closing.prompt == "Anything else you'd like to say to Dana Reyes?"


def test_what_was_left_blank_is_not_there() -> None:
    """Only what the coach wrote is listed, with what it is about and whose it is."""
    (only,) = _answers(_request(ASKED, NOTE), line_2="Good.")
    assert only == CoachAnswer("Ms. Ortiz", ON, "A note", "The bus came.", "Good.")


def test_words_stand_beside_the_line_that_they_are_about() -> None:
    """Two coaches may have answered the same line; words about all of it are apart."""
    answers = _answers(_request(ASKED, NOTE), line_1="Which families?", closing_words="Thank you.")
    beside = beside_entry((*answers, replace(answers[0], coach="Mr. Lee")), (ASKED, NOTE))
    assert [answer.coach for answer in beside.at[1]] == ["Ms. Ortiz", "Mr. Lee"]
    assert [answer.words for answer in beside.of_all] == ["Thank you."]
    assert beside.of_earlier == ()
    assert len(beside.all) == 3


def test_after_a_change_the_words_stand_with_what_they_answered() -> None:
    """A line that was changed, or is gone, keeps what the coach wrote about it as it was."""
    answers = _answers(_request(ASKED), line_1="Which families?")
    changed = replace(ASKED, words="All families heard.")
    for today in ((changed,), ()):
        beside = beside_entry(answers, today)
        assert not beside.at
        assert [answer.about for answer in beside.of_earlier] == ["Families.\nThey heard last."]


@given(texts.filter(lambda words: bool(words.strip())), st.text(min_size=1))
def test_any_words_find_their_line_again(words: str, said: str) -> None:
    """Whatever an entry says, an answer to it stands beside it as long as it does not change."""
    line = replace(NOTE, words=words)
    answers = _answers(_request(line), line_1=said)
    assert [answer.words for answer in beside_entry(answers, (ASKED, line)).at[2]] == [said]
