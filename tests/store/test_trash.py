import errno
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TESTS
from portrait_cli.core.errors import LockedError, StorageError, UsageError
from portrait_cli.store.journal import Journal
from portrait_cli.store.trash import FOLDER, Trash
from trash_kills import AT, CHANGES, NEW, OLD, PLACE, new_trash


@pytest.fixture
def trash(tmp_path: Path) -> Trash:
    """Make a journal with one entry in it, and its trash."""
    return new_trash(tmp_path)


def kept(trash: Trash) -> dict[str, bytes]:
    """List the files in the trash, by name."""
    folder = trash.journal.folder / FOLDER
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_deleted_entry_is_in_the_trash_and_comes_back(trash: Trash) -> None:
    """The name in the trash has the time, the action and the old place; undo brings back every byte."""
    path = trash.journal.folder / PLACE
    trash.delete(PLACE, AT)
    assert not path.exists()
    assert kept(trash) == {f"2026-11-24T003000.000000Z-deleted/{PLACE}": OLD}
    undone = trash.undo(AT)
    assert undone
    assert undone.path == path
    assert path.read_bytes() == OLD
    assert kept(trash) == {}
    assert not list((trash.journal.folder / FOLDER).iterdir())
    assert trash.undo(AT) is None


def test_an_edit_keeps_the_version_before_and_undo_the_one_after(trash: Trash) -> None:
    """Undoing an edit restores the old bytes and keeps the new ones in the trash, where no undo takes them."""
    path = trash.journal.folder / PLACE
    assert trash.rewrite(PLACE, OLD, NEW, AT)
    assert path.read_bytes() == NEW
    assert kept(trash) == {f"2026-11-24T003000.000000Z-edited/{PLACE}": OLD}
    undone = trash.undo(AT)
    assert undone
    assert path.read_bytes() == OLD
    assert kept(trash) == {f"2026-11-24T003000.000001Z-undone/{PLACE}": NEW}
    assert undone.kept == trash.journal.folder / FOLDER / "2026-11-24T003000.000001Z-undone" / PLACE
    assert trash.undo(AT) is None
    assert path.read_bytes() == OLD


def test_what_was_changed_elsewhere_is_not_overwritten(trash: Trash) -> None:
    """A rewrite changes nothing if the file is not what it was, or is gone."""
    path = trash.journal.folder / PLACE
    assert not trash.rewrite(PLACE, b"what I read", NEW, AT)
    assert path.read_bytes() == OLD
    path.unlink()
    assert not trash.rewrite(PLACE, OLD, NEW, AT)
    assert not path.exists()
    assert kept(trash) == {}


def test_undo_overwrites_no_other_file(trash: Trash) -> None:
    """When another file is in an entry's old place, the entry comes back under a free name."""
    path = trash.journal.folder / PLACE
    trash.delete(PLACE, AT)
    path.write_bytes(b"another")
    path.with_name(f"{PLACE.stem}-2.md").write_bytes(b"one more")
    undone = trash.undo(AT)
    assert undone
    assert undone.path.name == f"{PLACE.stem}-3.md"
    assert undone.path.read_bytes() == OLD
    assert path.read_bytes() == b"another"


def test_undo_of_an_edit_keeps_what_was_changed_by_hand_since(trash: Trash) -> None:
    """Undo keeps what another program wrote after the edit, and brings back an entry removed by hand."""
    path = trash.journal.folder / PLACE
    trash.rewrite(PLACE, OLD, NEW, AT)
    path.write_bytes(b"by hand")
    trash.undo(AT)
    assert path.read_bytes() == OLD
    assert list(kept(trash).values()) == [b"by hand"]
    trash.rewrite(PLACE, OLD, NEW, AT)
    path.unlink()
    trash.undo(AT)
    assert path.read_bytes() == OLD


def test_what_is_already_restored_is_reported(trash: Trash) -> None:
    """When the old text is already back, undo takes its step and changes nothing."""
    path = trash.journal.folder / PLACE
    trash.rewrite(PLACE, OLD, NEW, AT)
    path.write_bytes(OLD)
    undone = trash.undo(AT)
    assert undone
    assert undone.already_done
    assert kept(trash) == {}


def test_a_clock_that_goes_back_changes_no_order(trash: Trash) -> None:
    """Undo takes back the steps in the order they were made, whatever the clock said."""
    trash.rewrite(PLACE, OLD, b"1", AT)
    trash.rewrite(PLACE, b"1", b"2", AT - timedelta(days=400))
    trash.delete(PLACE, AT - timedelta(days=20_000))
    path = trash.journal.folder / PLACE
    found = []
    while trash.undo(AT):
        found.append(path.read_bytes())
    assert found == [b"2", b"1", OLD]


def test_what_others_keep_in_the_trash_is_left_alone(trash: Trash) -> None:
    """Obsidian has a trash of the same name; its files, and partial files of a crash, are left alone."""
    folder = trash.journal.folder / FOLDER
    for name in ("2026/x.md", "2026-13-45T000000.000000Z-edited/x.md", "2026-11-24T003000.000000Z-edited/.x.tmp"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"theirs")
    assert trash.undo(AT) is None
    trash.delete(PLACE, AT)
    assert trash.undo(AT)
    assert list(kept(trash).values()) == [b"theirs"] * 3


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_trash_is_for_its_owner_only(trash: Trash, umask: int) -> None:
    """Whatever the umask, folders have mode 0700 and files 0600; an entry keeps its own mode."""
    before = os.umask(umask)
    try:
        trash.rewrite(PLACE, OLD, NEW, AT)
        trash.undo(AT)
        trash.delete(PLACE, AT)
    finally:
        os.umask(before)
    for path in [trash.journal.folder / FOLDER, *(trash.journal.folder / FOLDER).rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path
    trash.undo(AT)
    entry = trash.journal.folder / PLACE
    entry.chmod(0o640)
    trash.rewrite(PLACE, OLD, NEW, AT)
    trash.delete(PLACE, AT)
    trash.undo(AT)
    assert entry.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(trash: Trash, tmp_path: Path) -> None:
    """An edit writes through a link; a delete moves only the link, and undo puts it back."""
    path, target = trash.journal.folder / PLACE, tmp_path / "elsewhere.md"
    path.rename(target)
    path.symlink_to("../../elsewhere.md")
    assert trash.rewrite(PLACE, OLD, NEW, AT)
    assert (path.is_symlink(), target.read_bytes()) == (True, NEW)
    trash.undo(AT)
    assert (path.is_symlink(), target.read_bytes()) == (True, OLD)
    trash.delete(PLACE, AT)
    assert (path.is_symlink(), target.read_bytes()) == (False, OLD)
    trash.undo(AT)
    assert (path.is_symlink(), path.read_bytes()) == (True, OLD)


def test_a_deleted_link_comes_back_beside_another_file(trash: Trash, tmp_path: Path) -> None:
    """A link comes back under a free name, and one that is already back is left as it is."""
    path, target = trash.journal.folder / PLACE, tmp_path / "elsewhere.md"
    path.rename(target)
    path.symlink_to(target)
    trash.delete(PLACE, AT)
    path.write_bytes(b"another")
    undone = trash.undo(AT)
    assert undone
    assert (undone.path.name, undone.path.read_bytes()) == (f"{PLACE.stem}-2.md", OLD)
    trash.delete(Path("2026") / undone.path.name, AT)
    undone.path.symlink_to(target)
    again = trash.undo(AT)
    assert again
    assert again.already_done


@pytest.mark.parametrize("refusal", [OSError(errno.EPERM, "not permitted"), NotImplementedError()])
def test_a_deleted_link_comes_back_where_nobody_may_make_links(
    trash: Trash, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    """Where the system lets nobody make a link, undo moves the one in the trash back, and overwrites nothing."""
    path, target = trash.journal.folder / PLACE, tmp_path / "elsewhere.md"
    path.rename(target)
    path.symlink_to(target)
    trash.delete(PLACE, AT)
    path.write_bytes(b"another")

    def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(os, "symlink", refuse)
    undone = trash.undo(AT)
    assert undone
    assert (undone.path.name, undone.path.is_symlink()) == (f"{PLACE.stem}-2.md", True)
    assert (undone.path.read_bytes(), path.read_bytes()) == (OLD, b"another")
    assert kept(trash) == {}


def test_what_cannot_be_done_leaves_everything_as_it_was(trash: Trash) -> None:
    """Deleting a missing entry, or without a trash folder, changes nothing."""
    with pytest.raises(StorageError, match="no such file"):
        trash.delete(Path("2026") / "none.md", AT)
    folder = trash.journal.folder / FOLDER
    assert list(folder.iterdir()) == []
    folder.rmdir()
    folder.touch()
    for change in (lambda: trash.delete(PLACE, AT), lambda: trash.rewrite(PLACE, OLD, NEW, AT)):
        with pytest.raises(StorageError):
            change()
    with pytest.raises(StorageError):
        trash.undo(AT)
    assert (trash.journal.folder / PLACE).read_bytes() == OLD


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="a file in a folder where not even root may write")
def test_a_rewrite_that_fails_leaves_no_second_copy(trash: Trash) -> None:
    """When the new text cannot be written, the old one is kept, and the trash has no copy."""
    path = trash.journal.folder / PLACE
    path.unlink()
    path.symlink_to("/proc/version")
    with pytest.raises(StorageError):
        trash.rewrite(PLACE, path.read_bytes(), NEW, AT)
    assert path.is_symlink()
    assert kept(trash) == {}


def test_one_writer_at_a_time(trash: Trash) -> None:
    """While another portrait writes, nothing is moved."""
    with trash.journal.writing(), pytest.raises(LockedError):
        trash.delete(PLACE, AT)
    assert (trash.journal.folder / PLACE).read_bytes() == OLD


@pytest.mark.parametrize("name", ["../elsewhere.md", ".trash/x.md", "2026/.hidden.md", "2026/../../elsewhere.md"])
def test_only_the_journals_entries_are_ours_to_change(trash: Trash, name: str) -> None:
    """A file outside the journal, or in a hidden folder of it, is not an entry."""
    with pytest.raises(UsageError, match="is not among the entries in"):
        trash.journal.place(trash.journal.folder / name)
    assert trash.journal.place(trash.journal.folder / "2026" / ".." / PLACE) == PLACE


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 1), st.binary(max_size=8)),
        st.tuples(st.just("delete"), st.integers(0, 1), st.just(b"")),
        st.tuples(st.just("add"), st.integers(1, 3), st.binary(max_size=8)),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_as_many_undos_as_steps_restore_every_byte(steps: list[tuple[str, int, bytes]]) -> None:
    """After any edits, deletes and additions, each undo restores the state before it."""
    with tempfile.TemporaryDirectory() as folder:
        trash = new_trash(Path(folder))
        other = trash.journal.folder / "2026" / "other.md"
        other.write_bytes(b"other")

        def entries() -> dict[Path, bytes]:
            return {path: path.read_bytes() for path in trash.journal.files()}

        states = [entries()]
        for number, (what, which, text) in enumerate(steps):
            if what == "add":
                places = [Path("2026") / f"new-{number}-{one}.md" for one in range(which)]
                for place in places:
                    (trash.journal.folder / place).write_bytes(text)
                trash.record_added(places, AT)
                states.append(entries())
                continue
            place = (PLACE, Path("2026") / "other.md")[which]
            path = trash.journal.folder / place
            if not path.exists():
                continue
            if what == "delete":
                trash.delete(place, AT)
            else:
                assert trash.rewrite(place, path.read_bytes(), text, AT)
            states.append(entries())
        while len(states) > 1:
            assert entries() == states.pop()
            assert trash.undo(AT)
        assert entries() == states.pop()
        assert trash.undo(AT) is None


def test_an_addition_may_have_any_name_or_be_empty(trash: Trash) -> None:
    """A name may contain an unusual line separator, and an empty list stops no undo."""
    place = Path("2026") / "odd\u2028name.md"
    (trash.journal.folder / place).write_bytes(NEW)
    trash.record_added([], AT)
    trash.record_added([place], AT)
    undone = trash.undo(AT)
    assert undone is not None
    assert (undone.removed, (trash.journal.folder / place).exists()) == (1, False)
    undone = trash.undo(AT)
    assert undone is not None
    assert undone.already_done


def test_a_kill_at_any_step_loses_nothing(tmp_path: Path) -> None:
    """When a delete, rewrite or undo is killed at any step, all words are kept, and undo restores them."""
    command = [sys.executable, str(TESTS / "trash_kills.py"), str(tmp_path)]
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    subprocess.run(command, check=True, env=quiet)
    for name in CHANGES:
        folders = sorted((tmp_path / name).iterdir())
        assert len(folders) > 5
        for folder in folders:
            trash = Trash(Journal(folder / "journal", folder / "locks"))
            words = {*kept(trash).values(), *(found.read_bytes() for found in trash.journal.files())}
            assert OLD in words
            assert name not in {"undo edit", "undo add"} or NEW in words
            while trash.undo(AT):
                pass
            assert [found.read_bytes() for found in trash.journal.files()] == [OLD], (name, folder)
