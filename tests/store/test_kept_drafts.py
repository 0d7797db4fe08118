from datetime import datetime
from pathlib import Path

import pytest

from portrait_cli.core.session import Session, Step
from portrait_cli.store import draft_trash
from portrait_cli.store.drafts import Drafts

MONDAY = datetime(2026, 11, 23, 18, 30)  # noqa: DTZ001  # an entry's date is local


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Name a folder for drafts that does not exist yet."""
    return Drafts(tmp_path / "drafts")


def session(name: str = "abc123", minute: int = 30) -> Session:
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
        at="a.b",
        typed="half a thou",
    )


def test_every_draft_is_listed(drafts: Drafts) -> None:
    """Drafts are listed oldest first: those set aside, and those that cannot be read, by the names of their files."""
    drafts.keep(session("one", 10))
    drafts.keep(session("two", 20))
    drafts.set_aside(session("one", 10))
    (drafts.folder / "20261123-182500-ffffff.json").write_bytes(b"\xff{")
    (drafts.folder / "copy of something.json").write_text("[]", encoding="utf-8")
    listed = [(one.name, one.is_aside, one.title, one.problem is None) for one in drafts.kept()]
    assert listed == [
        ("one", True, "G", True),
        ("two", False, "G", True),
        ("ffffff", False, "20261123-182500-ffffff.json", False),
        ("copy of something", False, "copy of something.json", False),
    ]


def test_a_draft_that_was_set_aside_can_be_continued(drafts: Drafts) -> None:
    """A draft that was set aside goes back to where it is offered, under a new id if its own is taken."""
    drafts.keep(session())
    aside = drafts.set_aside(session())
    again = drafts.offer_again(session(), aside, "fresh1")
    assert again == session()
    assert drafts.again(again) == session()
    assert not aside.exists()

    aside = drafts.set_aside(session())
    drafts.keep(session())
    again = drafts.offer_again(session(), aside, "fresh1")
    assert again.id == "fresh1"
    assert [one.name for one in drafts.kept()] == ["abc123", "fresh1"]
    own = drafts.kept()[0].path
    assert drafts.offer_again(session(), own, "fresh2") == session()
    assert own.exists()


def test_a_draft_is_moved_inside_the_folder_only(drafts: Drafts) -> None:
    """A place outside the folder of the drafts is none; one that is taken gets a number."""
    drafts.keep(session())
    name = drafts.kept()[0].path.name
    assert draft_trash.places(drafts.folder, drafts.folder / name) == (name, f"trash/{name}")
    assert draft_trash.move(drafts.folder, "../other.json", f"trash/{name}") is None
    assert draft_trash.move(drafts.folder, name, "../other.json") is None
    assert draft_trash.move(drafts.folder, "missing.json", "trash/missing.json") is None
    assert draft_trash.move(drafts.folder, name, f"trash/{name}") == drafts.folder / "trash" / name

    drafts.keep(session())
    numbered = f"trash/{name.removesuffix('.json')}-2.json"
    assert draft_trash.places(drafts.folder, drafts.folder / name) == (name, numbered)
    assert draft_trash.move(drafts.folder, name, f"trash/{name}") == drafts.folder / numbered


def test_a_damaged_draft_is_dropped_like_any_other(drafts: Drafts) -> None:
    """What cannot be read keeps its bytes when it is moved to the trash and back."""
    drafts.folder.mkdir()
    path = drafts.folder / "20261123-182500-ffffff.json"
    path.write_bytes(b"\xff{")
    before, after = draft_trash.places(drafts.folder, path)
    assert draft_trash.move(drafts.folder, before, after)
    assert drafts.kept() == []
    assert draft_trash.move(drafts.folder, after, before) == path
    assert path.read_bytes() == b"\xff{"
