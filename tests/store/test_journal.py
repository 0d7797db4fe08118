import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from conftest import TESTS
from journals import add
from portrait_cli.core.entry import Entry, Response
from portrait_cli.core.errors import StorageError
from portrait_cli.store.journal import Journal, Stored

MONDAY = datetime(2026, 11, 23, 18, 30)  # noqa: DTZ001  # an entry's date is local


def made(name: str = "2026-11-23-183000-whole-portrait", at: datetime = MONDAY, offset: str = "-06:00") -> Entry:
    return Entry(
        id=name, written=at, utc_offset=offset, title="Whole portrait", blocks=(Response("a.b", "What?", "This."),)
    )


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Name a journal in a folder that does not exist yet."""
    return Journal(tmp_path / "journal", tmp_path / "locks")


def test_a_journal_that_is_not_there_is_empty(journal: Journal) -> None:
    """Without a folder there are no entries, and reading makes none."""
    assert journal.entries() == ([], [])
    assert not journal.folder.exists()


def test_what_is_added_is_read_back(journal: Journal) -> None:
    """An entry is filed by year under its id, and read back the same."""
    stored = add(journal, made())
    assert stored == Stored(journal.folder / "2026" / "2026-11-23-183000-whole-portrait.md", made())
    assert journal.entries() == ([stored], [])


def test_entries_of_all_time_zones_are_in_order(journal: Journal) -> None:
    """Entries of two time zones are in the order they were written, whatever their clocks said."""
    east = add(journal, made("a", datetime(2026, 11, 23, 20, 0), "+09:00"))  # noqa: DTZ001  # 11:00 UTC
    west = add(journal, made("b", datetime(2026, 11, 23, 6, 0), "-06:00"))  # noqa: DTZ001  # 12:00 UTC
    assert journal.entries()[0] == [east, west]


def test_what_others_keep_in_the_folder_is_not_ours(journal: Journal) -> None:
    """Hidden folders and files, and files that are not Markdown, are skipped."""
    stored = add(journal, made())
    for name in (".obsidian/x.md", ".trash/y.md", "2026/.z.md", "2026/picture.png"):
        path = journal.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("not an entry", encoding="utf-8")
    (journal.folder / "folder.md").mkdir()
    assert journal.entries() == ([stored], [])


def test_a_broken_link_is_skipped_and_a_good_one_is_read(journal: Journal, tmp_path: Path) -> None:
    """A link is read as the file behind it; a dead link is not an entry."""
    stored = add(journal, made())
    (journal.folder / "dangling.md").symlink_to(tmp_path / "nowhere")
    elsewhere = tmp_path / "elsewhere.md"
    stored.path.rename(elsewhere)
    stored.path.symlink_to(elsewhere)
    assert journal.entries() == ([stored], [])


def test_a_journal_that_is_a_file_is_reported(tmp_path: Path) -> None:
    """When a file is in the folder's place, writing reports it."""
    (tmp_path / "journal").touch()
    with pytest.raises(StorageError, match="there is a file where a folder is needed"):
        add(Journal(tmp_path / "journal", tmp_path / "locks"), made())


def test_writers_at_once_lose_nothing(journal: Journal) -> None:
    """Four processes that add ten entries each in the same second leave forty files with forty ids."""
    stored = add(journal, made())
    code = (
        "import sys\nfrom pathlib import Path\nfrom portrait_cli.core.errors import LockedError\n"
        "from portrait_cli.store.journal import Journal\nfrom journals import add\n"
        "journal = Journal(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "entry = journal.read(Path(sys.argv[3])).entry\n"
        "added = 0\n"
        "while added < 10:\n"
        "    try: added += bool(add(journal, entry))\n"
        "    except LockedError: pass"  # told to try again in a moment, a person does
    )
    command = [sys.executable, "-c", code, *map(str, (journal.folder, journal.locks, stored.path))]
    writers = [subprocess.Popen(command, cwd=TESTS) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    entries, problems = journal.entries()
    assert problems == []
    assert len({found.entry.id for found in entries}) == 41
    assert all(found.path.stem == found.entry.id for found in entries)


def test_a_folder_that_cannot_be_opened_is_named(journal: Journal, tmp_path: Path) -> None:
    """A loop of links, or a file in the journal's place, is reported."""
    stored = add(journal, made())
    (journal.folder / "circle.md").symlink_to(journal.folder / "circle.md")
    assert journal.entries() == ([stored], [])
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="there is a file where a folder is needed"):
        Journal(tmp_path / "file", tmp_path / "locks").entries()


def test_the_newest_are_read_by_their_names(journal: Journal, tmp_path: Path) -> None:
    """`lately` goes back from the newest name, past files that are not entries or not even files."""
    for day in (3, 20, 7):
        add(journal, made(f"2026-11-{day:02d}-120000-note", datetime(2026, 11, day, 12)))  # noqa: DTZ001  # local
    add(journal, made("2025-01-01-120000-note", datetime(2025, 1, 1, 12)))  # noqa: DTZ001  # local
    (journal.folder / "2026" / "2026-11-30-damaged.md").write_text("no entry", encoding="utf-8")
    if sys.platform != "win32":
        os.mkfifo(journal.folder / "2026" / "2026-12-01-pipe.md")
    (journal.folder / "Zebra.md").write_text("beside the years", encoding="utf-8")
    (journal.folder / ".trash").mkdir()
    (journal.folder / ".trash" / "2030.md").write_text("x", encoding="utf-8")
    assert [entry.written.day for entry in journal.newest_by_name(4)] == [20, 7, 3]
    assert [entry.written.year for entry in journal.newest_by_name(9)] == [2026, 2026, 2026, 2025]
    assert list(Journal(tmp_path / "none", tmp_path / "locks").newest_by_name(3)) == []
