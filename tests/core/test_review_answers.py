"""What is typed below the review of a session."""

import pytest
from msgspec.structs import replace

from examples import new_session
from portrait_cli.core.answers import review_action
from portrait_cli.core.session import Change, Save, Session


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
