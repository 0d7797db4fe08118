import errno
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import Editor, Run, journal_files
from portrait_cli.core.errors import StorageError
from portrait_cli.store import files

HALF_A_LIMIT = 512


def test_a_new_file_is_whole_and_ours_alone(tmp_path: Path) -> None:
    """A new file is complete and has mode 0600, in folders of mode 0700, with nothing else beside it."""
    path = tmp_path / "a" / "b" / "entry.md"
    assert files.write_new(path, "one\r\ntwo\n")
    assert path.read_bytes() == b"one\r\ntwo\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """Writing a new file over an existing one, or a dead link, changes nothing."""
    path = tmp_path / "entry.md"
    files.write_new(path, "first")
    assert not files.write_new(path, "second")
    assert path.read_text(encoding="utf-8") == "first"
    dangling = tmp_path / "dangling.md"
    dangling.symlink_to(tmp_path / "nowhere")
    assert not files.write_new(dangling, "third")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["dangling.md", "entry.md"]


def test_a_folder_has_one_key_and_a_link_to_a_file_its_own(tmp_path: Path) -> None:
    """A folder has one key through any link; so has a file through linked folders, but a link to it has its own."""
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    (folder / "a.md").touch()
    (folder / "b.md").symlink_to("a.md")
    assert files.folder_key(link) == files.folder_key(folder) == files.folder_key(folder / ".." / "folder")
    assert files.file_key(link / "a.md") == files.file_key(folder / "a.md")
    assert files.file_key(folder / "b.md") != files.file_key(folder / "a.md")
    assert len({files.folder_key(folder), files.folder_key(tmp_path)}) == 2
    assert len(files.folder_key(folder)) == 16


def test_links_that_cannot_be_followed_are_no_obstacle(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a drive that cannot say where links lead, entries are written, changed and taken back by their own paths."""

    def refuse(*_: object, **__: object) -> str:
        raise OSError(errno.EINVAL, "incorrect function")

    monkeypatch.setattr(os.path, "realpath", refuse)
    assert run("note", "The bus came.").code == 0
    (entry,) = journal_files(home)
    assert run("edit", str(entry), env={"EDITOR": "sed -i s/bus/train/"}).code == 0
    assert "The train came." in entry.read_text(encoding="utf-8")
    assert run("undo").code == 0
    assert "The bus came." in entry.read_text(encoding="utf-8")
    assert run("portraits", "use", "portrait-of-a-leader").code == 0


def test_an_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that somebody else made keeps its mode."""
    tmp_path.chmod(0o750)
    files.write_new(tmp_path / "x.md", "")
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_many_writers_of_one_name_leave_one_file(tmp_path: Path) -> None:
    """Of many writers of one name, one succeeds, and its text is complete."""
    path = tmp_path / "entry.md"
    texts = [str(number) * 10_000 for number in range(8)]
    won: list[str] = []
    threads = [
        threading.Thread(target=lambda text=text: won.append(text) if files.write_new(path, text) else None)
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert path.read_text(encoding="utf-8") == won[0]


@pytest.mark.parametrize(
    "number", [errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EXDEV, errno.EMLINK]
)
def test_a_file_system_without_hard_links_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where the file system knows no hard links, a new file is as complete, and an existing one as safe."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    _check_new_file(tmp_path)


def test_a_system_without_hard_links_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a system that has no call for them."""
    monkeypatch.delattr(os, "link")
    _check_new_file(tmp_path)


def _check_new_file(folder: Path) -> None:
    path = folder / "entry.md"
    assert files.write_new(path, "first")
    assert not files.write_new(path, "second")
    assert path.read_text(encoding="utf-8") == "first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(folder.iterdir()) == [path]


def test_without_hard_links_a_refused_file_leaves_its_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a file cannot be moved to the name that was claimed for it, no empty file stays there."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.delattr(os, "link")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError):
        files.write_new(tmp_path / "entry.md", "words")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_elsewhere_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can replace a file that is open, the move is tried again for a while, and then reported."""
    refusals = [errno.EACCES] * 3
    move = os.replace

    def replace_when_closed(source: Path, target: Path) -> None:
        if refusals:
            raise OSError(refusals.pop(), "it is open")
        move(source, target)

    monkeypatch.setattr(os, "replace", replace_when_closed)
    (tmp_path / "new").write_text("words", encoding="utf-8")
    files.move_over(tmp_path / "new", tmp_path / "entry.md", patience=10)
    assert (tmp_path / "entry.md").read_text(encoding="utf-8") == "words"
    refusals += [errno.EACCES] * 1000
    with pytest.raises(PermissionError):
        files.move_over(tmp_path / "entry.md", tmp_path / "new", patience=0.05)


def test_a_full_disk_leaves_the_old_text(tmp_path: Path) -> None:
    """When the disk is full, the old file is kept, and nothing else is left beside it."""
    path = tmp_path / "draft.json"
    files.replace(path, "old")
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from portrait_cli.core import errors\nfrom portrait_cli.store import files\n"
        "try: files.replace(Path(sys.argv[1]), 'new' * 1000)\n"
        "except errors.StorageError as error: print(error)\n"
    )

    def limit() -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (HALF_A_LIMIT, HALF_A_LIMIT))

    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=limit,  # the child is Python and has no threads yet
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
    )
    assert done.stdout == f"could not use {path}: the file would be too large\n"
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "it is on a read-only disk"),
        (errno.EACCES, "you do not have permission to use it"),
        (errno.EIO, "input/output error"),
    ],
)
def test_what_the_system_says_becomes_a_sentence(number: int, says: str) -> None:
    """Every refusal is one sentence with the path, and a hint."""
    with pytest.raises(StorageError) as caught, files.storage_errors(Path("there")):
        raise OSError(number, os.strerror(number))
    assert str(caught.value) == f"could not use there: {says}"
    assert caught.value.hint


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everything_is_for_its_owner_only(run: Run, home: Path, editor: Editor, umask: int) -> None:
    """Whatever the umask, entries, trash, copies and locks have mode 0600, their folders 0700."""
    script = editor('sed -i "s/bus/train/" "$1"; ls -l "$1" > "$HOME/seen"; exit ${FAIL:-0}')
    before = os.umask(umask)
    try:
        run("note", "The bus came.")
        run("edit", env={"EDITOR": script})
        run("edit", env={"EDITOR": editor('sed -i 1d "$1"')})
        run("note", "Another.")
        run("delete", "latest", "--yes")
    finally:
        os.umask(before)
    assert (home / "seen").read_text(encoding="utf-8").startswith("-rw-------")
    state = home / ".local/state/portrait"
    for folder in (home / "Documents/portrait-journal", state):
        for path in [folder, *folder.rglob("*")]:
            assert path.stat().st_mode & 0o077 == 0, path


def test_files_are_for_their_owner_only(run: Run, answers: Path, home: Path) -> None:
    """Entries are 0600, and the folders made for them 0700."""
    run("reflect", "--answers", str(answers))
    (path,) = journal_files(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)} == {0o700}
    assert sorted(path.parent.iterdir()) == [path]
