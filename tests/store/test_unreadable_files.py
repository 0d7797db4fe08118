import os
import shlex
import sqlite3
import sys
from pathlib import Path

import pytest

from conftest import Run, add_broken_file, journal_files, skip_on_windows
from screen import PORTRAIT, shell

skip_on_windows("about the files of POSIX")
assert sys.platform != "win32"


@pytest.mark.usefixtures("three_entries")
def test_a_file_that_is_no_entry_is_named_and_left_alone(run: Run, home: Path) -> None:
    """A damaged file is skipped by name, with line and reason, and is left as it is."""
    damaged = home / "Documents/portrait-journal/2026/damaged.md"
    damaged.write_bytes(b"---\nid: x\ndate: soon\n---\n")
    done = run("list")
    assert done.code == 0
    assert f'skipped {damaged}:3: found "soon" for date' in done.err
    assert damaged.read_bytes() == b"---\nid: x\ndate: soon\n---\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root's right to open everything away for a while")
def test_a_file_that_opens_again_is_read_again(run: Run, home: Path) -> None:
    """A file or folder that cannot be opened is named, and is read as soon as it can be opened."""
    run("note", "Hidden for a while.")
    (path,) = journal_files(home)
    os.utime(path, (10**9, 10**9))
    without = "setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all"
    for what in (path, path.parent):
        mode = what.stat().st_mode
        what.chmod(0)
        done = shell(f"sleep 2.1; {without} {shlex.join(PORTRAIT)} list")
        what.chmod(mode)
        assert f"skipped could not use {what}: you do not have permission to use it" in done.stderr
        assert "Hidden" in run("list").out


def test_what_is_not_a_text_file_is_named(run: Run, home: Path) -> None:
    """A pipe, and a file larger than any entry, are named with the problem, without a wait."""
    folder = add_broken_file(home).parent
    os.mkfifo(folder / "pipe.md")
    with (folder / "huge.md").open("wb") as huge:
        huge.truncate(3 * 1024**3)
    done = run("read", str(folder / "pipe.md"))
    assert (done.code, "is not a text file" in done.err) == (4, True)
    assert "huge.md is larger than 100 MB" in run("list").err


def test_damage_in_the_index_is_repaired(run: Run, home: Path) -> None:
    """An index whose bytes went bad, with the same size and times, is read again from the files."""
    run("note", "Words of mine.")
    os.utime(journal_files(home)[0], (10**9, 10**9))
    run("list")
    (file,) = (home / ".cache").rglob("*.sqlite")
    state = file.stat()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE file SET entry = x'c1c1c1'")
    database.close()
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    assert "Words of mine." in run("list").out


def test_entries_behind_a_linked_folder_are_read_and_never_written(run: Run, home: Path, tmp_path: Path) -> None:
    """A year that is a link to a folder elsewhere is read; nothing in it is changed, and no word is lost."""
    run("note", "Words of mine.")
    (path,) = journal_files(home)
    elsewhere = tmp_path / "elsewhere"
    path.parent.rename(elsewhere)
    path.parent.symlink_to(elsewhere)
    before = (elsewhere / path.name).read_bytes()
    assert "Words of mine." in run("list").out
    assert "Words of mine." in run("read").out
    for words in (("delete", "latest", "--yes"), ("undo",)):
        assert run(*words).code in {2, 3}
    done = run("note", "More words.")
    assert (done.code, "leads outside the journal" in done.err) == (4, True)
    (kept,) = (home / ".local" / "state" / "portrait" / "drafts").glob("note-*.md")
    assert str(kept) in done.err
    assert kept.read_text(encoding="utf-8") == "More words."
    assert {file.name: file.read_bytes() for file in elsewhere.iterdir()} == {path.name: before}
