"""The words around what colleagues are asked: the portrait's, and ours where it has none."""

import pytest

from portrait_cli.core.colleague_set import AnswerWords, ClosingLine, ColleagueAnswer, ColleagueWords
from portrait_cli.core.colleague_words import complete, complete_for_students
from portrait_cli.core.text import Id


def test_the_portraits_own_words_stay() -> None:
    """What a portrait says is asked as it is, on one line."""
    own = ColleagueWords(
        question="How  often?",
        answers=(ColleagueAnswer("Always", Id("always")),),
        not_seen="Don't\nknow",
        example="Such as?",
        closing=(ClosingLine("Go on ...", Id("go-on")),),
    )
    assert complete(own, "es") == AnswerWords(
        question="How often?",
        answers=own.answers,
        not_seen="Don't know",
        example="Such as?",
        closing=own.closing,
    )


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "ar", "ja"])
def test_what_a_portrait_leaves_out_is_in_its_language(language: str) -> None:
    """A portrait without words gets ours in its language, with the same ids in each."""
    words = complete(ColleagueWords(), language)
    assert [answer.id for answer in words.answers] == ["regularly", "sometimes", "not-yet"]
    assert [line.id for line in words.closing] == ["keep", "would-help"]
    assert (words == complete(ColleagueWords(), "sw")) is (language == "en")
    assert complete(ColleagueWords(), f"{language}-XX") == words


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "ar", "ja"])
def test_students_get_words_of_their_own(language: str) -> None:
    """The words for students have the same ids, and other words than those for adults."""
    words = complete_for_students(ColleagueWords(), language)
    adults = complete(ColleagueWords(), language)
    assert [answer.id for answer in words.answers] == [answer.id for answer in adults.answers]
    assert [line.id for line in words.closing] == [line.id for line in adults.closing]
    assert (words.answers[0].name, words.closing[1].text) != (adults.answers[0].name, adults.closing[1].text)


def test_a_portraits_words_for_students_come_first() -> None:
    """Students get what the portrait has for them, then what it has for everyone, then ours."""
    own = ColleagueWords(question="How often?", not_seen="No idea", students=AnswerWords(not_seen="I can't tell"))
    words = complete_for_students(own, "en")
    assert (words.question, words.not_seen, words.answers[2].name) == ("How often?", "I can't tell", "Not so far")
