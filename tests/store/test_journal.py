import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from portrait_cli.core.entry import Entry, Response
from portrait_cli.core.errors import StorageError
from portrait_cli.core.session import Session, Step
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.journal import Journal, Stored

MONDAY = datetime(2026, 11, 23, 18, 30)  # noqa: DTZ001  # an entry's date is local


def made(name: str = "2026-11-23-183000-whole-portrait", at: datetime = MONDAY, offset: str = "-06:00") -> Entry:
    return Entry(
        id=name, written=at, utc_offset=offset, title="Whole portrait", blocks=(Response("a.b", "What?", "This."),)
    )


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Make a journal in a folder that is not there yet."""
    return Journal(tmp_path / "journal", tmp_path / "locks")


def test_a_journal_that_is_not_there_is_empty(journal: Journal) -> None:
    """No folder means no entries, and reading makes none."""
    assert journal.entries() == ([], [])
    assert not journal.folder.exists()


def test_what_is_added_is_read_back(journal: Journal) -> None:
    """An entry is filed by year under its id, and read back the same."""
    stored = journal.add(made())
    assert stored == Stored(journal.folder / "2026" / "2026-11-23-183000-whole-portrait.md", made())
    assert journal.entries() == ([stored], [])


def test_entries_are_in_the_order_they_were_written_wherever(journal: Journal) -> None:
    """Entries from two time zones stand in the order of their moments, not of their clocks."""
    east = journal.add(made("a", datetime(2026, 11, 23, 20, 0), "+09:00"))  # noqa: DTZ001  # 11:00 UTC
    west = journal.add(made("b", datetime(2026, 11, 23, 6, 0), "-06:00"))  # noqa: DTZ001  # 12:00 UTC
    assert journal.entries()[0] == [east, west]


def test_what_others_keep_in_the_folder_is_not_ours(journal: Journal) -> None:
    """Hidden folders and files, and files that are not Markdown, are passed over."""
    stored = journal.add(made())
    for name in (".obsidian/x.md", ".trash/y.md", "2026/.z.md", "2026/picture.png"):
        path = journal.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("not an entry", encoding="utf-8")
    (journal.folder / "folder.md").mkdir()
    assert journal.entries() == ([stored], [])


def test_a_broken_link_is_passed_over_and_a_good_one_read(journal: Journal, tmp_path: Path) -> None:
    """A link is read as what it leads to; one that leads nowhere is no entry."""
    stored = journal.add(made())
    (journal.folder / "dangling.md").symlink_to(tmp_path / "nowhere")
    elsewhere = tmp_path / "elsewhere.md"
    stored.path.rename(elsewhere)
    stored.path.symlink_to(elsewhere)
    assert journal.entries() == ([stored], [])


def test_a_journal_that_is_a_file_is_told(tmp_path: Path) -> None:
    """Where a file stands in the folder's place, writing says so."""
    (tmp_path / "journal").touch()
    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        Journal(tmp_path / "journal", tmp_path / "locks").add(made())


def test_writers_at_once_lose_nothing(journal: Journal, tmp_path: Path) -> None:
    """Four processes that add ten entries each in the same second leave forty files with forty ids."""
    stored = journal.add(made())
    code = (
        "import sys\nfrom pathlib import Path\nfrom portrait_cli.core.errors import LockedError\n"
        "from portrait_cli.store.journal import Journal\n"
        "journal = Journal(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "entry = journal.read(Path(sys.argv[3])).entry\n"
        "added = 0\n"
        "while added < 10:\n"
        "    try: added += bool(journal.add(entry))\n"
        "    except LockedError: pass"  # told to try again in a moment, a person does
    )
    command = [sys.executable, "-c", code, *map(str, (journal.folder, journal.locks, stored.path))]
    writers = [subprocess.Popen(command, cwd=tmp_path) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    entries, problems = journal.entries()
    assert problems == []
    assert len({found.entry.id for found in entries}) == 41
    assert all(found.path.stem == found.entry.id for found in entries)


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Make a place for drafts that is not there yet."""
    return Drafts(tmp_path / "drafts")


def sat(name: str = "abc123", minute: int = 30, typed: str = "half a thou") -> Session:
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
    """Of several drafts the one begun last that holds words comes back, half-typed ones too."""
    assert drafts.newest() == (None, [])
    drafts.keep(sat("one", 10))
    drafts.keep(sat("two", 20))
    drafts.keep(sat("three", 30, typed=" "))
    assert drafts.newest() == (sat("two", 20), [])


def test_a_draft_open_elsewhere_is_not_offered(drafts: Drafts) -> None:
    """While another window has a draft open, it is left alone."""
    drafts.keep(sat())
    with drafts.hold(sat()) as held:
        assert held
        assert drafts.newest() == (None, [])
    assert drafts.newest() == (sat(), [])


def test_a_damaged_draft_hides_no_other(drafts: Drafts) -> None:
    """A draft that cannot be read is named, passed over, and stays where it is."""
    drafts.keep(sat())
    damaged = drafts.folder / "20261124-000000-ffffff.json"
    damaged.write_bytes(b"\xff{")
    found, problems = drafts.newest()
    assert found == sat()
    assert [str(problem) for problem in problems] == [f"{damaged} is not text that we can read"]
    assert damaged.exists()


def test_a_draft_put_away_is_kept(drafts: Drafts) -> None:
    """A draft put away is not offered again, and nothing of it is lost."""
    drafts.keep(sat(typed="words"))
    place = drafts.set_aside(sat())
    assert drafts.newest() == (None, [])
    assert "words" in place.read_text(encoding="utf-8")


def test_a_finished_draft_leaves_nothing(drafts: Drafts) -> None:
    """When the entry is written, nothing of the draft stays."""
    drafts.keep(sat())
    with drafts.hold(sat()):
        pass
    drafts.drop(sat())
    assert list(drafts.folder.iterdir()) == []


def test_words_left_in_an_editor_are_the_words_being_typed(drafts: Drafts) -> None:
    """When the program ends while an editor is open, what the editor wrote comes back with the draft."""
    drafts.keep(sat())
    drafts.editing(sat()).write_text("written there\r\nand here\n", encoding="utf-8")
    assert drafts.newest() == (sat(typed="written there\nand here"), [])


def test_a_draft_finished_elsewhere_is_gone(drafts: Drafts) -> None:
    """Whoever comes to hold a draft reads it again: another window may have written to it, or finished it."""
    drafts.keep(sat())
    drafts.keep(sat(typed="newer"))
    assert drafts.again(sat()) == sat(typed="newer")
    drafts.drop(sat())
    assert drafts.again(sat()) is None


def test_a_folder_that_cannot_be_opened_is_named(journal: Journal, tmp_path: Path) -> None:
    """A folder in a circle of links, or a file in the journal's place, is told."""
    stored = journal.add(made())
    (journal.folder / "circle.md").symlink_to(journal.folder / "circle.md")
    assert journal.entries() == ([stored], [])
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="a file stands where a folder is needed"):
        Journal(tmp_path / "file", tmp_path / "locks").entries()


def test_the_newest_are_read_by_their_names(journal: Journal, tmp_path: Path) -> None:
    """`lately` goes from the newest name back, past what is no entry and what is no file at all."""
    for day in (3, 20, 7):
        journal.add(made(f"2026-11-{day:02d}-120000-note", datetime(2026, 11, day, 12)))  # noqa: DTZ001  # local
    journal.add(made("2025-01-01-120000-note", datetime(2025, 1, 1, 12)))  # noqa: DTZ001  # local
    (journal.folder / "2026" / "2026-11-30-damaged.md").write_text("no entry", encoding="utf-8")
    os.mkfifo(journal.folder / "2026" / "2026-12-01-pipe.md")
    (journal.folder / "Zebra.md").write_text("beside the years", encoding="utf-8")
    (journal.folder / ".trash").mkdir()
    (journal.folder / ".trash" / "2030.md").write_text("x", encoding="utf-8")
    assert [entry.written.day for entry in journal.newest_by_name(4)] == [20, 7, 3]
    assert [entry.written.year for entry in journal.newest_by_name(9)] == [2026, 2026, 2026, 2025]
    assert list(Journal(tmp_path / "none", tmp_path / "locks").newest_by_name(3)) == []
