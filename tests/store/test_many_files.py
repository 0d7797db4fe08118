import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from conftest import TESTS, Run, write_lines
from portrait_cli.core.errors import StorageError
from portrait_cli.formats import entry_file
from portrait_cli.store import many_files
from portrait_cli.store.many_files import Done


def write_many_new(texts: dict[Path, str], done: Done) -> None:
    """Write files with threads of their own."""
    with many_files.writers() as pool:
        many_files.write_many_new(texts, done, pool)


@pytest.mark.skipif(sys.platform == "win32", reason="it cannot fork")
def test_an_import_that_is_killed_leaves_whole_entries(run: Run, tmp_path: Path) -> None:
    """A kill before any file operation leaves complete entries only, and the same command brings the rest."""
    source = write_lines(tmp_path / "jrnl.txt", *(f"[202{at % 2 + 4}-01-02 03:0{at}] Entry {at}." for at in range(6)))
    subprocess.run([sys.executable, TESTS / "import_kills.py", source, tmp_path / "killed"], check=True)

    killed = sorted((tmp_path / "killed").iterdir(), key=lambda path: int(path.name))
    counts = []
    for journal in (place / "journal" for place in killed):
        left = list(journal.rglob("*.md"))
        for path in left:
            entry_file.parse(path.read_text(encoding="utf-8"), str(path))
        done = run("import", source, "--yes", "--journal", str(journal))
        assert f"{6 - len(left)} new" in done.err
        assert len(list(journal.rglob("*.md"))) == 6
        counts.append(len(left))
    assert {0, 6} < set(counts)
    assert len(set(counts)) >= 5  # which operation comes when is up to the threads
    assert len(killed) >= 4 * 6  # each file is opened, linked, and loses its other name


def test_what_nobody_was_told_of_is_not_there(tmp_path: Path) -> None:
    """When the writing is stopped, only those files are there that were told, and nothing temporary is left."""
    texts = {tmp_path / str(at % 3) / f"{at}.md": f"{at}" for at in range(40)}
    told: dict[Path, bool] = {}

    def stop_later(path: Path, is_new: bool) -> None:
        told[path] = is_new
        if len(told) == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_many_new(texts, stop_later)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(told)
    assert [path.read_text(encoding="utf-8") for path in told] == [texts[path] for path in told]
    assert threading.active_count() == 1


def test_a_name_that_is_taken_is_told_and_left(tmp_path: Path) -> None:
    """A file that exists already stays as it is, and the others are written."""
    (tmp_path / "b.md").write_text("mine", encoding="utf-8")
    told: dict[str, bool] = {}
    write_many_new(
        {tmp_path / name: "new" for name in ("a.md", "b.md", "c.md")},
        lambda path, is_new: told.update({path.name: is_new}),
    )
    assert told == {"a.md": True, "b.md": False, "c.md": True}
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.md": "new",
        "b.md": "mine",
        "c.md": "new",
    }


def test_a_file_that_cannot_be_written_stops_it_with_a_sentence(tmp_path: Path) -> None:
    """An error of the system is one sentence, and what was written before it stays."""
    (tmp_path / "folder").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="a file where a folder is needed"):
        write_many_new({tmp_path / "folder" / "a.md": "a"}, lambda _path, _is_new: None)
    with pytest.raises(StorageError, match="the name is too long"):
        write_many_new({tmp_path / ("a" * 300): "a"}, lambda _path, _is_new: None)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.EXDEV])
def test_a_disk_without_hard_links_takes_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Where there are no hard links, as on exFAT, every file is written, and no other file is left."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    told: list[str] = []
    texts = {tmp_path / f"{at}.md": f"{at}" for at in range(20)}
    write_many_new(texts, lambda path, is_new: told.append(path.name) if is_new else None)
    assert told == [path.name for path in texts]
    assert {path: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == texts


def test_a_stop_right_after_a_file_got_its_name_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal between the name and the telling does not make an entry that nobody knows of."""
    link = os.link
    told: list[str] = []

    def stop_after(source: Path, target: Path) -> None:
        link(source, target)
        if target.name == "3.md":
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", stop_after)
    with pytest.raises(KeyboardInterrupt):
        write_many_new({tmp_path / f"{at}.md": "x" for at in range(9)}, lambda path, _: told.append(path.name))
    assert sorted(told) == sorted(path.name for path in tmp_path.iterdir()) == ["0.md", "1.md", "2.md", "3.md"]
