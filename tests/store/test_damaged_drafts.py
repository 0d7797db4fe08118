from pathlib import Path

import pytest
from msgspec.structs import replace

from examples import DISTRICT, answer, new_session
from portrait_cli.app.draft_to_resume import newest_with_words
from portrait_cli.core.session import Session
from portrait_cli.formats import draft_file
from portrait_cli.store.drafts import Drafts


@pytest.fixture
def session() -> Session:
    """Answer one question of a session."""
    session = new_session(DISTRICT)
    return answer(session, **{session.steps[0].id.replace(".", "__").replace("-", "_"): "Two teachers."})


@pytest.mark.parametrize("name", ["a copy.json", "20200101-000000-other.json"])
def test_a_draft_under_another_name_is_found_again(tmp_path: Path, session: Session, name: str) -> None:
    """A draft that came back under another name, from a backup or by hand, is offered and can be gone on with."""
    drafts = Drafts(tmp_path)
    (tmp_path / name).write_text(draft_file.dump(session), encoding="utf-8")
    assert newest_with_words(drafts) == (session, [])
    assert drafts.again(session) == session


def test_a_copy_does_not_take_the_place_of_its_draft(tmp_path: Path, session: Session) -> None:
    """A copy beside a draft stays where it is, and the draft as it was."""
    drafts = Drafts(tmp_path)
    drafts.keep(session)
    (tmp_path / "copy.json").write_text("{}", encoding="utf-8")
    (tmp_path / "old.json").write_text(draft_file.dump(new_session(DISTRICT)), encoding="utf-8")
    found, problems = newest_with_words(drafts)
    assert found == session
    assert [str(problem) for problem in problems] == [
        f"{tmp_path / 'copy.json'} is not a draft that can be read: there are no questions and no answers in it"
    ]
    assert drafts.again(session) == session


def test_a_draft_that_does_not_say_when_it_began_can_be_gone_on_with(tmp_path: Path, session: Session) -> None:
    """A draft without its start and its id, under any name, is found again: it began when it was written last."""
    drafts = Drafts(tmp_path)
    damaged = draft_file.dump(session).replace('"started"', '"begun"').replace('"id":"s1"', '"id":1')
    (tmp_path / "x.json").write_text(damaged, encoding="utf-8")
    found, problems = newest_with_words(drafts)
    assert problems == []
    assert found is not None
    assert (found.id, found.answers) == ("draft", session.answers)
    assert drafts.again(found) == found


def test_a_nudge_is_not_shown_again(tmp_path: Path, session: Session) -> None:
    """A session that stopped below a nudge asks its question again, with the words said so far in the line."""
    drafts = Drafts(tmp_path)
    drafts.keep(replace(session, at=session.steps[0].id, nudge="Which one?", typed="One got it."))
    found, _ = newest_with_words(drafts)
    assert found is not None
    assert (found.nudge, found.typed) == ("", "Two teachers.\nOne got it.")
