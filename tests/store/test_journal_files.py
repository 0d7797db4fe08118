import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.errors import PortraitError, StorageError
from portrait_cli.store import journal_files
from portrait_cli.store.journal_files import FolderFiles, look, state


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Make a journal with all that can be in one."""
    top = tmp_path / "journal"
    for folder in ("2025", "2026/deep", ".hidden", "a.md"):
        (top / folder).mkdir(parents=True)
    for name in (
        "top.md",
        "2025/a.md",
        "2026/b.md",
        "2026/deep/c.md",
        ".hidden/x.md",
        "a.md/d.md",
        ".x.md",
        "2026/n.txt",
    ):
        (top / name).write_text(name, encoding="utf-8")
    (top / "gone.md").symlink_to(top / "nowhere")
    (top / "linked.md").symlink_to(top / "2025" / "a.md")
    (top / "linked").symlink_to(top / "2025")
    (top / "linked-folder.md").symlink_to(top / "2025")
    if sys.platform != "win32":
        os.mkfifo(top / "pipe.md")
    return top


def seen(folders: list[FolderFiles]) -> dict[str, journal_files.Stamp]:
    return {one.path(name): stamp for one in folders for name, stamp in zip(one.names, one.stamps, strict=True)}


def test_what_may_be_an_entry_is_seen(journal: Path) -> None:
    """Markdown files in folders that are not hidden are seen, and links to files; no folder is seen twice."""
    found = seen(list(look(journal)))
    names = {os.path.relpath(path, journal) for path in found}
    assert names == {"top.md", "2025/a.md", "2026/b.md", "2026/deep/c.md", "a.md/d.md", "linked.md"}
    for path, stamp in found.items():
        state_now = Path(path).stat()
        assert stamp == (state_now.st_size, state_now.st_ino, state_now.st_mtime_ns, state_now.st_ctime_ns)


def test_a_link_to_a_folder_is_followed_once_and_not_upward(journal: Path, tmp_path: Path) -> None:
    """What is in a folder elsewhere is seen, whatever circles it has; one that the journal is in is only named."""
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "in").mkdir(parents=True)
    (elsewhere / "in" / "e.md").touch()
    (elsewhere / "again").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(journal / "2025")
    (journal / "2027").symlink_to(elsewhere)
    (journal / "2028").symlink_to("2027")
    (journal / "up").symlink_to(tmp_path)
    problems: list[PortraitError] = []
    names = [os.path.relpath(path, journal) for path in seen(list(look(journal, problems)))]
    assert len([name for name in names if name.endswith("e.md")]) == 1
    assert names.count("2025/a.md") == 1
    assert [str(problem) for problem in problems] == [
        f"{journal / 'up'}: it is a link to {tmp_path}, which contains the journal, so it is not followed"
    ]


def test_a_system_without_descriptors_of_folders_sees_the_same(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where folders cannot be opened, as on Windows, the same files are seen with the same stamps."""
    by_descriptor = seen(list(look(journal)))
    monkeypatch.setattr(journal_files, "_HAS_DESCRIPTORS", False)
    assert seen(list(look(journal))) == by_descriptor


@given(
    st.sampled_from(["2025/a.md", "2026/b.md", "top.md"]), st.sampled_from(["text", "time", "gone", "new", "moved"])
)
def test_any_change_gives_another_state(name: str, what: str) -> None:
    """Whatever happens to a file, the state of the journal is another one; and without a change it is the same."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for each in ("2025/a.md", "2026/b.md", "top.md"):
            (top / each).parent.mkdir(exist_ok=True)
            (top / each).write_text(each, encoding="utf-8")
        before = state(look(top))
        assert state(look(top)) == before
        assert before.files == 3
        file = top / name
        match what:
            case "text":
                file.write_text("as long.md"[: len(name)], encoding="utf-8")
                os.utime(file, ns=(5, 5))
            case "time":
                os.utime(file, ns=(6, 6))
            case "gone":
                file.unlink()
            case "new":
                file.with_name("new.md").touch()
            case _:
                file.rename(top / "moved.md")
        assert state(look(top)).digest != before.digest


@pytest.mark.parametrize("has_descriptors", [True, False])
def test_a_bad_file_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_descriptors: bool) -> None:
    """A link in a circle is passed over; what cannot be looked at for another reason is named."""
    (tmp_path / "good.md").touch()
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "deep").mkdir()
    monkeypatch.setattr(journal_files, "_HAS_DESCRIPTORS", has_descriptors)
    problems: list[PortraitError] = []
    assert set(seen(list(look(tmp_path, problems)))) == {str(tmp_path / "good.md")}
    assert problems == []

    stat_of = os.stat

    def refusing(path: str, **options: Any) -> os.stat_result:  # those of `os.stat`
        if path == "deep":
            raise OSError(errno.EIO, "no", path)
        return stat_of(path, **options)

    if has_descriptors:
        monkeypatch.setattr(os, "stat", refusing)
        list(look(tmp_path, problems))
        assert [str(problem) for problem in problems] == [f"could not use {tmp_path / 'deep'}: no"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_in_place_of_the_journal_is_refused(tmp_path: Path) -> None:
    """A named pipe where the journal should be is an error, and nothing is waited for."""
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="a file where a folder is needed"):
        list(look(tmp_path / "pipe"))


def test_a_folder_that_cannot_be_opened_is_named(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that refuses is a problem with its name, and the others are seen; the journal itself must open."""
    opened = os.open

    def refusing(path: str, *rest: int) -> int:
        if str(path).endswith("2026"):
            raise PermissionError(13, "no", path)
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    problems: list[PortraitError] = []
    found = seen(list(look(journal, problems)))
    assert str(journal / "2025" / "a.md") in found
    assert [str(problem) for problem in problems] == [
        f"could not use {journal / '2026'}: you do not have permission to use it"
    ]
    monkeypatch.setattr(os, "open", lambda path, *_: (_ for _ in ()).throw(PermissionError(13, "no", path)))
    with pytest.raises(StorageError):
        list(look(journal))
