from datetime import datetime
from pathlib import Path

import pytest

from portrait_cli.app.draft_to_resume import newest_with_words
from portrait_cli.core.session import Session, Step
from portrait_cli.store.drafts import Drafts

MONDAY = datetime(2026, 11, 23, 18, 30)  # noqa: DTZ001  # an entry's date is local


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Name a folder for drafts that does not exist yet."""
    return Drafts(tmp_path / "drafts")


def session(name: str = "abc123", minute: int = 30, typed: str = "half a thou") -> Session:
    return Session(
        id=name,
        started=MONDAY.replace(minute=minute),
        utc_offset="-06:00",
        portrait="p",
        portrait_version="1",
        guide="g",
        title="G",
        minutes=5,
        steps=(Step("a.b", "words", "What?"),),
        attributes=("a",),
        at="a.b",
        typed=typed,
    )


def test_the_newest_draft_is_offered(drafts: Drafts) -> None:
    """The newest draft with words is offered, even if they are only half typed."""
    assert newest_with_words(drafts) == (None, [])
    drafts.keep(session("one", 10))
    drafts.keep(session("two", 20))
    drafts.keep(session("three", 30, typed=" "))
    assert newest_with_words(drafts) == (session("two", 20), [])


def test_a_draft_open_elsewhere_is_not_offered(drafts: Drafts) -> None:
    """A draft that is open in another window is left alone."""
    drafts.keep(session())
    with drafts.hold(session()) as held:
        assert held
        assert newest_with_words(drafts) == (None, [])
    assert newest_with_words(drafts) == (session(), [])


def test_a_damaged_draft_hides_no_other(drafts: Drafts) -> None:
    """A draft that cannot be read is named, skipped, and left where it is."""
    drafts.keep(session())
    damaged = drafts.folder / "20261124-000000-ffffff.json"
    damaged.write_bytes(b"\xff{")
    found, problems = newest_with_words(drafts)
    assert found == session()
    assert [str(problem) for problem in problems] == [f"{damaged} is not text that we can read"]
    assert damaged.exists()


def test_a_draft_set_aside_is_kept(drafts: Drafts) -> None:
    """A draft that was set aside is not offered again, and none of it is lost."""
    drafts.keep(session(typed="words"))
    place = drafts.set_aside(session())
    assert newest_with_words(drafts) == (None, [])
    assert "words" in place.read_text(encoding="utf-8")


def test_a_finished_draft_leaves_nothing(drafts: Drafts) -> None:
    """When the entry is written, nothing of the draft is left."""
    drafts.keep(session())
    with drafts.hold(session()):
        pass
    drafts.drop(session())
    assert list(drafts.folder.iterdir()) == []


def test_words_left_in_an_editor_are_the_words_being_typed(drafts: Drafts) -> None:
    """When the program ends while an editor is open, what it wrote comes back with the draft, after other words."""
    drafts.keep(session())
    half = session().typed
    for written, typed in (
        (f"{half} and more\r\nand the rest\n", f"{half} and more\nand the rest"),
        ("half", half),
        ("written there\r\nand here\n", f"{half}\nwritten there\nand here"),
    ):
        drafts.editing(session()).write_text(written, encoding="utf-8")
        assert newest_with_words(drafts) == (session(typed=typed), [])


def test_a_draft_finished_elsewhere_is_gone(drafts: Drafts) -> None:
    """A draft is read again once it is held, because another window may have changed or finished it."""
    drafts.keep(session())
    drafts.keep(session(typed="newer"))
    assert drafts.again(session()) == session(typed="newer")
    drafts.drop(session())
    assert drafts.again(session()) is None
