from pathlib import Path

from conftest import NOTE_ID, Run, journal_files, trash_files


def test_a_delete_can_be_undone(run: Run, home: Path, entry: Path) -> None:
    """A deleted entry is no longer listed, is kept in the trash, and comes back byte for byte."""
    before = entry.read_bytes()
    done = run("delete", "2026-11-23", "--yes")
    assert (done.code, done.out) == (0, "")
    assert (
        done.err
        == f"In the trash now: Note, Monday, November 23, 2026 ({NOTE_ID}). To bring it back: portrait undo\n"
    )
    assert run("list").code == 3
    assert [kept.read_bytes() for kept in trash_files(home)] == [before]
    done = run("undo")
    assert (done.code, done.err) == (0, f"{NOTE_ID} is back in {entry}\n")
    assert entry.read_bytes() == before
    assert NOTE_ID[:10] in run("list", "--json").out
    done = run("undo")
    assert (done.code, "there is nothing to undo" in done.err) == (3, True)


def test_undo_overwrites_nothing(run: Run, entry: Path) -> None:
    """Another entry with the same name stays, and undo says where the deleted one is now."""
    run("delete", "latest", "--yes")
    run("note", "Another.")
    done = run("undo")
    assert done.code == 0
    assert f"{NOTE_ID}-2.md: another file is in its old place" in done.err
    assert b"Another." in entry.read_bytes()


def test_undo_says_when_there_was_nothing_to_do(run: Run, entry: Path) -> None:
    """When the entry is already back, undo says so."""
    before = entry.read_bytes()
    run("delete", "latest", "--yes")
    entry.write_bytes(before)
    done = run("undo")
    assert (done.code, done.err) == (0, f"{NOTE_ID} is already as it was before it was deleted.\n")


def test_a_deleted_entry_comes_back_beside_a_folder(run: Run, home: Path) -> None:
    """When a folder is in the entry's old place, undo finds a free name."""
    run("note", "Words.")
    (path,) = journal_files(home)
    run("delete", "latest", "--yes")
    path.mkdir()
    assert run("undo").code == 0
    assert path.with_name(f"{path.stem}-2.md").is_file()
