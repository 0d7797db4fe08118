"""What is typed below the review of a session."""

import pytest
from msgspec.structs import replace

from examples import DISTRICT, answer, new_session
from portrait_cli.core.answers import AnswerError, review_action
from portrait_cli.core.session import Change, Mark, Save, Session


@pytest.fixture
def session() -> Session:
    return replace(new_session(), at="")


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_saves(session: Session, typed: str) -> None:
    """Enter alone saves the session."""
    assert review_action(session, typed) == Save()


def test_a_number_changes_that_answer(session: Session) -> None:
    """A number from the list goes back to that question."""
    assert review_action(session, " 2 ") == Change(session.listed[1].id)


@pytest.mark.parametrize("typed", ["0", "-1", "999", "٢", "2.", "save", "9" * 5000])
def test_nothing_else_is_understood(session: Session, typed: str) -> None:
    """A number that is not in the list, and words, mean nothing."""
    assert review_action(session, typed) is None


@pytest.mark.parametrize("typed", ["e {}", "e{}", " E  {} "])
def test_e_and_a_number_mark_an_answer(typed: str) -> None:
    """The answer with that number becomes evidence, or is no longer."""
    session = answer(new_session(DISTRICT, 0, "courage"), courage__what_did_i_dare="I asked.")
    number = [step.id for step in session.listed].index("courage.what-did-i-dare") + 1
    assert review_action(session, typed.format(number)) == Mark("courage.what-did-i-dare")


def test_a_skipped_answer_and_a_choice_are_no_evidence() -> None:
    """The person learns what they can do instead."""
    session = answer(new_session(DISTRICT, 0, "care"), care__level="yes")
    numbers = {step.id: number for number, step in enumerate(session.listed, start=1)}
    with pytest.raises(AnswerError, match="this question was skipped"):
        review_action(session, f"e {numbers['sitting.week']}")
    with pytest.raises(AnswerError, match="this is a choice, and evidence is what you said or did"):
        review_action(session, f"e {numbers['care.level']}")


@pytest.mark.parametrize("typed", ["e", "e 0", "e 99", "e x", "1 e", "e 1 2", "e 9999999999"])
def test_e_without_a_number_in_the_list_means_nothing(typed: str) -> None:
    """Only the numbers of the list count."""
    assert review_action(new_session(DISTRICT, 0, "care"), typed) is None
