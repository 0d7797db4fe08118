import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import DISTRICT, SAID, damaged, new_session, one_in, sessions, texts
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.past import Past
from portrait_cli.core.session import Answer, Session, apply
from portrait_cli.formats import draft_file

NEEDED = list(Session.__struct_fields__)[:9]
DRAFT = draft_file.dump(new_session(DISTRICT))


@given(sessions(), texts)
@one_in(4)
def test_a_session_survives_its_draft(session: Session, typed: str) -> None:
    """Any session, with any words answered and half typed, comes back as it was."""
    session = replace(session, typed=typed)
    assert draft_file.parse(draft_file.dump(session), "draft.json") == session


@given(sessions())
@one_in(10)
def test_a_draft_is_json(session: Session) -> None:
    """Other programs read a draft as JSON, with the same answers in it."""
    assert json.loads(draft_file.dump(session))["answers"] == session.answers


def test_what_was_said_before_survives() -> None:
    """What stood beside a question stands beside it again after a stop."""
    session = new_session(past=Past(said={"advocacy": SAID}))
    assert draft_file.parse(draft_file.dump(session), "draft.json") == session


def test_a_draft_can_be_continued() -> None:
    """A session goes on from its draft as if it had not stopped."""
    session = new_session(DISTRICT)
    again = draft_file.parse(draft_file.dump(session), "draft.json")
    assert apply(again, Answer("words")) == apply(session, Answer("words"))


def test_what_the_draft_does_not_ask_is_dropped() -> None:
    """Answers to steps that a draft no longer has, and a place that it no longer has, do no harm."""
    session = replace(new_session(DISTRICT), answers={"gone.step": "x"}, at="gone.step")
    assert draft_file.parse(draft_file.dump(session), "draft.json") == replace(session, answers={}, at="")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("~", f"found nothing as the whole file; expected lines with {', '.join(NEEDED)}"),
        ("{", "a [ or { that is not closed, or a missing value"),
        (DRAFT.replace("2026-11-23T12:00:00", "soon"),
         'found "soon" for started; expected a date and time such as 2026-11-23T14:30:00'),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(text: str, reason: str) -> None:
    """A file that is no draft of ours is named, with what is wrong."""
    with pytest.raises(InvalidFileError) as caught:
        draft_file.parse(text, "draft.json")
    assert str(caught.value) == f"draft.json is not a draft that can be read: {reason}"


@given(st.data())
@one_in(10)
def test_a_damaged_draft_is_read_or_refused(data: st.DataObject) -> None:
    """A draft after accidents is a session or an error that names the file."""
    text = data.draw(damaged(DRAFT.replace(", ", ",\n"))).decode("utf-8", "replace")
    try:
        session = draft_file.parse(text, "draft.json")
    except InvalidFileError as error:
        assert str(error).startswith("draft.json is not a draft that can be read: ")  # noqa: PT017  # both ends are right
    else:
        assert session.at == "" or session.step


def test_a_draft_that_no_entry_can_come_of_is_refused() -> None:
    """A draft whose time was damaged is refused by name, before anything is made of it."""
    values = {**json.loads(draft_file.dump(new_session())), "utc_offset": "six"}
    with pytest.raises(InvalidFileError, match=r"its time is wrong$"):
        draft_file.parse(json.dumps(values), "d.json")
