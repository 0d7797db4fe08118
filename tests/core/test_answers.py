from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import TODAY
from portrait_cli.core.answers import AnswerError, answer_to, choose, tidy
from portrait_cli.core.session import Choice, Purpose, Step

LEVEL = Step(
    "a.level",
    "level",
    "Where?",
    choices=(Choice("low", "Low"), Choice("not-yet", "Not yet"), Choice("not-mine", "Not mine")),
)
BY = Step("plan.by", "by", "by …")
WORDS = Step("a.b", "words", "What?")


@pytest.mark.parametrize("said", ["2", "not-yet", "NOT-YET", " Not Yet ", "not y"])
def test_a_choice_is_meant_by_number_id_label_or_beginning(said: str) -> None:
    """A choice is found by its number, id, label or the beginning of one, in any case."""
    assert choose(LEVEL, said).id == "not-yet"
    assert answer_to(LEVEL, said, TODAY) == "not-yet"


def test_a_word_of_a_label_means_its_choice() -> None:
    """A word within a label finds it, but one or two letters of a word do not."""
    assert choose(LEVEL, "mine").id == "not-mine"
    with pytest.raises(AnswerError):
        choose(LEVEL, "mi")


@pytest.mark.parametrize("said", ["", "not", "high", "4", "0"])
def test_unknown_and_ambiguous_choices_are_refused(said: str) -> None:
    """A word that fits no choice, or several, is refused with the choices there are."""
    with pytest.raises(AnswerError) as caught:
        choose(LEVEL, said)
    assert str(caught.value) == f'"{said}" is not one of the choices'
    assert caught.value.hint == "choose one of low, not-yet, not-mine"


def test_a_day_is_kept_as_a_date() -> None:
    """Two weeks from now is kept as a date; yesterday is not a future day."""
    assert answer_to(BY, "2 weeks", TODAY) == date(2026, 12, 7).isoformat()
    with pytest.raises(AnswerError) as caught:
        answer_to(BY, " yesterday ", TODAY)
    assert str(caught.value) == '"yesterday" is not today or a later day'
    assert caught.value.hint == "give one such as friday, 2 weeks, dec 7 or 2026-12-07"


@given(st.text())
def test_words_are_kept_as_typed(said: str) -> None:
    """Words are kept character for character, with line endings as line feeds."""
    if "\0" in said:
        with pytest.raises(AnswerError):
            answer_to(WORDS, said, TODAY)
    else:
        kept = answer_to(WORDS, said, TODAY)
        assert kept == said.replace("\r\n", "\n").replace("\r", "\n")
        kept.encode()


def test_halves_of_characters_are_replaced() -> None:
    """A surrogate that no file can hold becomes a question mark, and the words around it are kept."""
    assert tidy("a\ud83db\r\nc") == "a?b\nc"


@pytest.mark.parametrize(
    ("prompt", "purpose", "typed", "kept"),
    [
        ("When …", "when", "When the buses have left.", "the buses have left"),
        ("When …", "when", "whenever I can", "whenever I can"),
        ("… then I will …", "then", "Then I will walk to room 114.", "walk to room 114"),
        ("… then I will …", "then", "I will walk", "walk"),
        ("… then I will …", "then", "will walk ...", "walk ..."),
        ("… then I will …", "then", " ask\nand wait ", "ask\nand wait"),
    ],
)
def test_a_plan_is_kept_without_the_words_of_its_form(prompt: str, purpose: Purpose, typed: str, kept: str) -> None:
    """Words that the form supplies are not repeated when the person types them too."""
    assert answer_to(Step("plan.x", purpose, prompt), typed, TODAY) == kept
