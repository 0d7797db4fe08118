"""The words around what colleagues are asked: the portrait's, and ours where it has none."""

import pytest

from portrait_cli.core.colleague_set import ClosingLine, ColleagueAnswer, ColleagueWords
from portrait_cli.core.colleague_words import complete
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
    assert complete(own, "es") == ColleagueWords(
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
