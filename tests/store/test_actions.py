import errno
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journals import AT, actions_on, do_again, last, take_back
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError, LockedError, StorageError, UsageError
from portrait_cli.store import undo
from portrait_cli.store.actions import Actions
from portrait_cli.store.journal import Journal
from portrait_cli.store.trash import FOLDER

PLACE = Path("2026") / "2026-11-23-183000-note.md"
OLD, NEW = b"old \xff\r\n", b"new\n"
EARLIER = "2026-11-20T003000.000000Z"


def new_journal(folder: Path) -> Actions:
    """Make a journal with one entry in it, and return what can be done to it."""
    journal = Journal(folder / "journal", folder / "locks")
    path = journal.folder / PLACE
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(OLD)
    path.chmod(0o600)
    return actions_on(journal)


@pytest.fixture
def actions(tmp_path: Path) -> Actions:
    """Make a journal with one entry in it."""
    return new_journal(tmp_path)


@pytest.fixture
def path(actions: Actions) -> Path:
    """Return the entry's file."""
    return actions.journal.folder / PLACE


def kept(actions: Actions) -> dict[str, bytes]:
    """List the files in the trash, by name."""
    folder = actions.journal.folder / FOLDER
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rewrite(actions: Actions, before: bytes = OLD, after: bytes = NEW) -> bool:
    """Give the entry another text."""
    return actions.rewrite(PLACE, "A title", before, after, AT)


def delete(actions: Actions, place: Path = PLACE) -> None:
    """Delete an entry."""
    actions.delete(place, "A title", AT)


def of_earlier_version(actions: Actions, what: str, file: str, text: bytes) -> Path:
    """Put a file into the trash as an earlier version did, which kept no log."""
    path = actions.journal.folder / FOLDER / f"{EARLIER}-{what}" / file
    path.parent.mkdir(parents=True)
    path.write_bytes(text)
    return path


def test_a_deleted_entry_is_in_the_trash_and_comes_back(actions: Actions, path: Path) -> None:
    """The name in the trash has the time, the action and the old place; undo brings back every byte."""
    delete(actions)
    assert not path.exists()
    assert kept(actions) == {f"2026-11-24T003000.000000Z-deleted/{PLACE}": OLD}
    undone = take_back(actions)
    assert undone
    assert undone.paths == [path]
    assert path.read_bytes() == OLD
    assert not list((actions.journal.folder / FOLDER).iterdir())
    assert take_back(actions) is None


def test_an_edit_keeps_the_version_before_and_undo_the_one_after(actions: Actions, path: Path) -> None:
    """Undoing an edit restores the old bytes and keeps the new ones in the trash, where no undo takes them."""
    assert rewrite(actions)
    assert path.read_bytes() == NEW
    assert kept(actions) == {f"2026-11-24T003000.000000Z-edited/{PLACE}": OLD}
    undone = take_back(actions)
    assert undone
    assert path.read_bytes() == OLD
    assert kept(actions) == {f"2026-11-24T003000.000001Z-undone/{PLACE}": NEW}
    assert undone.kept == actions.journal.folder / FOLDER / "2026-11-24T003000.000001Z-undone" / PLACE
    assert take_back(actions) is None
    assert path.read_bytes() == OLD


def test_redo_does_again_what_undo_took_back(actions: Actions, path: Path) -> None:
    """Undo and redo go back and forth, and something new ends what can be done again."""
    rewrite(actions)
    delete(actions)
    take_back(actions)
    take_back(actions)
    assert path.read_bytes() == OLD
    assert do_again(actions)
    assert path.read_bytes() == NEW
    assert do_again(actions)
    assert not path.exists()
    assert do_again(actions) is None
    take_back(actions)
    rewrite(actions, NEW, b"newer")
    assert do_again(actions) is None
    take_back(actions)
    assert path.read_bytes() == NEW
    take_back(actions)
    assert path.read_bytes() == OLD


def test_what_was_changed_elsewhere_is_not_overwritten(actions: Actions, path: Path) -> None:
    """A rewrite changes nothing if the file is not what it was, or is gone, or is a link by now."""
    assert not rewrite(actions, b"what I read")
    assert path.read_bytes() == OLD
    path.rename(path.with_name("other.md"))
    assert not rewrite(actions)
    assert not path.exists()
    path.symlink_to("other.md")
    assert not rewrite(actions)
    assert path.read_bytes() == OLD
    assert kept(actions) == {}
    assert last(actions) is None


def test_undo_overwrites_no_other_file(actions: Actions, path: Path) -> None:
    """When another file is in an entry's old place, the entry comes back under a free name."""
    delete(actions)
    path.write_bytes(b"another")
    path.with_name(f"{PLACE.stem}-2.md").write_bytes(b"one more")
    undone = take_back(actions)
    assert undone
    assert undone.paths[0].name == f"{PLACE.stem}-3.md"
    assert undone.paths[0].read_bytes() == OLD
    assert path.read_bytes() == b"another"
    assert take_back(actions) is None


def test_undo_of_an_edit_keeps_what_was_changed_by_hand_since(actions: Actions, path: Path) -> None:
    """Undo keeps what another program wrote after the edit, and brings back an entry removed by hand."""
    rewrite(actions)
    path.write_bytes(b"by hand")
    take_back(actions)
    assert path.read_bytes() == OLD
    assert list(kept(actions).values()) == [b"by hand"]
    rewrite(actions)
    path.unlink()
    take_back(actions)
    assert path.read_bytes() == OLD


def test_what_is_already_restored_is_reported(actions: Actions, path: Path) -> None:
    """When the old text is already back, undo takes its step and changes nothing."""
    rewrite(actions)
    path.write_bytes(OLD)
    undone = take_back(actions)
    assert undone
    assert undone.already_done
    assert path.read_bytes() == OLD


def test_a_clock_that_goes_back_changes_no_order(actions: Actions, path: Path) -> None:
    """Undo takes back the steps in the order they were made, whatever the clock said."""
    actions.rewrite(PLACE, "", OLD, b"1", AT)
    actions.rewrite(PLACE, "", b"1", b"2", AT - timedelta(days=400))
    actions.delete(PLACE, "", AT - timedelta(days=20_000))
    found = []
    while take_back(actions):
        found.append(path.read_bytes())
    assert found == [b"2", b"1", OLD]


def test_what_others_keep_in_the_trash_is_left_alone(actions: Actions) -> None:
    """Obsidian has a trash of the same name; its files, and partial files of a crash, are left alone."""
    folder = actions.journal.folder / FOLDER
    for name in ("2026/x.md", "2026-13-45T000000.000000Z-edited/x.md", "2026-11-24T003000.000000Z-edited/.x.tmp"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"theirs")
    assert take_back(actions) is None
    delete(actions)
    assert take_back(actions)
    assert list(kept(actions).values()) == [b"theirs"] * 3


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_trash_and_the_log_are_for_their_owner_only(actions: Actions, path: Path, umask: int) -> None:
    """Whatever the umask, folders have mode 0700 and files 0600; an entry keeps its own mode."""
    before = os.umask(umask)
    try:
        rewrite(actions)
        take_back(actions)
        delete(actions)
    finally:
        os.umask(before)
    folder = actions.journal.folder / FOLDER
    for made in [folder, *folder.rglob("*"), actions.log.file]:
        assert made.stat().st_mode & 0o777 == (0o700 if made.is_dir() else 0o600), made
    take_back(actions)
    path.chmod(0o640)
    rewrite(actions)
    delete(actions)
    take_back(actions)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_deleted_link_comes_back(actions: Actions, path: Path, tmp_path: Path) -> None:
    """A delete moves only the link, and undo puts it back: under a free name if it has to be, and not twice."""
    target = tmp_path / "elsewhere.md"
    path.rename(target)
    path.symlink_to("../../elsewhere.md")
    delete(actions)
    assert (path.is_symlink(), target.read_bytes()) == (False, OLD)
    take_back(actions)
    assert (path.is_symlink(), path.read_bytes()) == (True, OLD)
    delete(actions)
    path.write_bytes(b"another")
    undone = take_back(actions)
    assert undone
    assert (undone.paths[0].name, undone.paths[0].read_bytes()) == (f"{PLACE.stem}-2.md", OLD)
    delete(actions, Path("2026") / undone.paths[0].name)
    undone.paths[0].symlink_to("../../elsewhere.md")
    again = take_back(actions)
    assert again
    assert again.already_done


@pytest.mark.parametrize("refusal", [OSError(errno.EPERM, "not permitted"), NotImplementedError()])
def test_a_deleted_link_comes_back_where_nobody_may_make_links(
    actions: Actions, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: Exception
) -> None:
    """Where the system lets nobody make a link, undo moves the one in the trash back, and overwrites nothing."""
    target = tmp_path / "elsewhere.md"
    path.rename(target)
    path.symlink_to(target)
    delete(actions)
    path.write_bytes(b"another")

    def refuse(*_: object) -> None:
        raise refusal

    monkeypatch.setattr(os, "symlink", refuse)
    undone = take_back(actions)
    assert undone
    back = undone.paths[0]
    assert (back.name, back.is_symlink()) == (f"{PLACE.stem}-2.md", True)
    assert (back.read_bytes(), path.read_bytes()) == (OLD, b"another")
    assert kept(actions) == {}


def test_what_cannot_be_done_leaves_everything_as_it_was(actions: Actions, path: Path) -> None:
    """Deleting a missing entry, or without a trash folder, changes nothing, and nothing is to be taken back."""
    with pytest.raises(StorageError, match="no such file"):
        delete(actions, Path("2026") / "none.md")
    folder = actions.journal.folder / FOLDER
    assert list(folder.iterdir()) == []
    assert last(actions) is None
    folder.rmdir()
    folder.touch()
    changes: list[Callable[[], object]] = [lambda: delete(actions), lambda: rewrite(actions)]
    for change in changes:
        with pytest.raises(StorageError):
            change()
    with pytest.raises(StorageError):
        take_back(actions)
    assert path.read_bytes() == OLD


def test_one_writer_at_a_time(actions: Actions, path: Path) -> None:
    """While another portrait writes, nothing is moved."""
    with actions.journal.writing(), pytest.raises(LockedError):
        delete(actions)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("name", ["../elsewhere.md", ".trash/x.md", "2026/.hidden.md", "2026/../../elsewhere.md"])
def test_only_the_journals_entries_are_ours_to_change(actions: Actions, name: str) -> None:
    """A file outside the journal, or in a hidden folder of it, is not an entry."""
    journal = actions.journal
    with pytest.raises(UsageError, match="is not among the entries in"):
        journal.place(journal.folder / name)
    assert journal.place(journal.folder / "2026" / ".." / PLACE) == PLACE


def test_redo_of_a_delete_leaves_another_entry_in_that_place_alone(actions: Actions, path: Path) -> None:
    """When a deleted entry came back under a free name, redo does not delete the file that has its old name."""
    delete(actions)
    path.write_bytes(b"another")
    take_back(actions)
    done = do_again(actions)
    assert done
    assert done.already_done
    assert path.read_bytes() == b"another"
    assert path.with_name(f"{PLACE.stem}-2.md").read_bytes() == OLD


def test_redo_of_an_edit_keeps_what_was_written_since(actions: Actions, path: Path) -> None:
    """Words written by hand after an undo are in the trash after a redo, even if it has a file of that name."""
    rewrite(actions)
    take_back(actions)
    path.write_bytes(b"by hand")
    left_over = actions.journal.folder / FOLDER / "2026-11-24T003000.000000Z-edited" / PLACE
    left_over.parent.mkdir(parents=True)
    left_over.write_bytes(OLD)
    assert do_again(actions)
    assert path.read_bytes() == NEW
    assert b"by hand" in kept(actions).values()


# --- what is in the trash is not believed ---


@pytest.mark.parametrize("what", ["edited", "deleted"])
def test_what_an_earlier_version_did_is_taken_back(actions: Actions, path: Path, what: str) -> None:
    """An edit or delete of a version without a log is undone, and done again, in its place in time."""
    if what == "deleted":
        path.unlink()
    else:
        path.write_bytes(NEW)
    of_earlier_version(actions, what, str(PLACE), OLD)
    actions.add("note", Entry("later", AT.replace(tzinfo=None), "+00:00", "T", blocks=(Prose("x"),)), AT)
    assert take_back(actions)
    assert take_back(actions)
    assert path.read_bytes() == OLD
    assert take_back(actions) is None
    do_again(actions)
    assert path.exists() == (what == "edited")
    take_back(actions)
    assert path.read_bytes() == OLD


def test_an_addition_of_an_earlier_version_is_taken_back(actions: Actions) -> None:
    """Entries in a list, whatever their names, are taken out; an empty list stops no undo."""
    place = "2026/odd\u2028name.md"
    (actions.journal.folder / place).write_bytes(NEW)
    of_earlier_version(actions, "added", "added.txt", f"{place}\n".encode())
    undone = take_back(actions)
    assert undone
    assert (len(undone.paths), (actions.journal.folder / place).exists()) == (1, False)
    assert take_back(actions) is None


@pytest.mark.parametrize(
    ("what", "file", "text"),
    [
        ("added", "added.txt", b"../../elsewhere.md\n"),
        ("added", "added.txt", b"/etc/elsewhere.md\n"),
        ("added", "added.txt", b"2026/x.txt\n"),
        ("added", "other.txt", b"2026/x.md\n"),
        ("edited", "elsewhere.txt", b"x"),
        ("edited", "out/x.md", b"x"),
        ("deleted", "out/x.md", b"x"),
    ],
)
def test_a_planted_record_is_passed_over_and_named(actions: Actions, what: str, file: str, text: bytes) -> None:
    """What is no entry, or leads out of the journal, is no reason to touch anything, and stops no undo."""
    outside = actions.journal.folder.parent / "outside"
    outside.mkdir()
    (outside / "x.md").write_bytes(b"mine")
    (actions.journal.folder / "out").symlink_to(outside)
    of_earlier_version(actions, what, file, text)
    record = undo.read(actions)
    assert list(record.last_first()) == []
    assert len(record.problems) == 1
    assert (outside / "x.md").read_bytes() == b"mine"


@pytest.mark.parametrize("again", [False, True])
def test_nothing_is_written_through_a_link_that_came_since(
    actions: Actions, path: Path, tmp_path: Path, *, again: bool
) -> None:
    """When a link has taken an entry's place, undo and redo move it to the trash, and leave its target alone."""
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"mine")
    rewrite(actions)
    if again:
        take_back(actions)
    path.unlink()
    path.symlink_to(outside)
    done = do_again(actions) if again else take_back(actions)
    assert done
    assert outside.read_bytes() == b"mine"
    assert (path.is_symlink(), path.read_bytes()) == (False, NEW if again else OLD)
    assert any(kept.is_symlink() for kept in (actions.journal.folder / FOLDER).rglob("*.md"))


def test_a_planted_edit_of_a_link_writes_nothing_outside(actions: Actions, tmp_path: Path) -> None:
    """A link that is an entry's, and a planted version before it, do not overwrite what the link leads to."""
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"mine")
    (actions.journal.folder / "2026" / "link.md").symlink_to(outside)
    of_earlier_version(actions, "edited", "2026/link.md", b"planted")
    while take_back(actions):
        pass
    assert outside.read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such pipes")
def test_a_pipe_in_the_trash_is_no_reason_to_wait(actions: Actions) -> None:
    """What is no file is not read: in the trash it is passed over, and in place of the log it is named."""
    pipe = of_earlier_version(actions, "deleted", "2026/pipe.md", b"")
    pipe.unlink()
    if sys.platform != "win32":
        os.mkfifo(pipe)
    assert last(actions) is None
    assert "is not a file" in str(undo.read(actions).problems[0])
    actions.log.file.unlink(missing_ok=True)
    if sys.platform != "win32":
        os.mkfifo(actions.log.file)
    with pytest.raises(StorageError, match="is not a file"):
        last(actions)


def test_a_text_in_the_trash_that_was_changed_is_not_taken(actions: Actions, path: Path) -> None:
    """If the version before is not what it was, the edit is passed over and named."""
    rewrite(actions)
    (name,) = kept(actions)
    (actions.journal.folder / FOLDER / name).write_bytes(b"planted")
    record = undo.read(actions)
    assert list(record.last_first()) == []
    assert "is missing or has changed" in str(record.problems[0])
    assert path.read_bytes() == NEW


def test_a_trash_that_leads_elsewhere_is_not_used(actions: Actions, path: Path, tmp_path: Path) -> None:
    """Nothing is moved into a trash that is a link."""
    (tmp_path / "bin").mkdir()
    (actions.journal.folder / FOLDER).symlink_to(tmp_path / "bin")
    with pytest.raises(InvalidFileError, match="is not in the journal's trash"):
        delete(actions)
    assert path.read_bytes() == OLD
    assert list((tmp_path / "bin").iterdir()) == []


def test_a_damaged_line_of_the_log_is_passed_over_and_counted(actions: Actions, path: Path) -> None:
    """A line that cannot be read, and one that was cut off, leave the others as they are."""
    rewrite(actions)
    with actions.log.file.open("ab") as file:
        file.write(b'\xff\n{}\n{"id": "x", "kind": "not')
    delete(actions)
    assert undo.read(actions).problems[0].args == (f"3 damaged lines in {actions.log.file}",)
    take_back(actions)
    take_back(actions)
    assert path.read_bytes() == OLD


# --- always ---

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 1), st.binary(max_size=8)),
        st.tuples(st.just("delete"), st.integers(0, 1), st.just(b"")),
        st.tuples(st.just("add"), st.integers(1, 3), st.just(b"")),
        st.tuples(st.just("undo and redo"), st.integers(1, 3), st.just(b"")),
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_as_many_undos_as_steps_restore_every_byte(steps: list[tuple[str, int, bytes]]) -> None:
    """After any edits, deletes and additions, taken back and done again, each undo restores the state before it."""
    with tempfile.TemporaryDirectory() as folder:
        actions = new_journal(Path(folder))
        (actions.journal.folder / "2026" / "other.md").write_bytes(b"other")

        def entries() -> dict[Path, bytes]:
            return {path: path.read_bytes() for path in actions.journal.files()}

        states = [entries()]
        for what, which, text in steps:
            place = (PLACE, Path("2026") / "other.md")[which % 2]
            path = actions.journal.folder / place
            match what:
                case "add":
                    entry = Entry("new", AT.replace(tzinfo=None), "+00:00", "T", blocks=(Prose("x"),))
                    imported: list[bool] = []

                    def told(_: Path, is_new: bool, to: list[bool] = imported) -> None:  # as called
                        to.append(is_new)

                    actions.add_many([entry], AT, told)
                    actions.add("note", entry, AT)
                    states += [entries()] * (1 + sum(imported))  # an import of nothing is nothing to undo
                    take_back(actions)
                    states[-2] = entries()
                    do_again(actions)
                case "undo and redo":
                    done = sum(bool(take_back(actions)) for _ in range(which))
                    assert entries() == states[-1 - done]
                    for _ in range(done):
                        assert do_again(actions)
                    assert entries() == states[-1]
                case "delete" if path.exists():
                    delete(actions, place)
                    states.append(entries())
                case "edit" if path.exists():
                    assert actions.rewrite(place, "", path.read_bytes(), text, AT)
                    states.append(entries())
                case _:
                    pass
        while len(states) > 1:
            assert entries() == states.pop()
            assert take_back(actions)
        assert entries() == states.pop()
        assert take_back(actions) is None
