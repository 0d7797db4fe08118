"""Which files are read as contributions, and how what is none is told."""

import os
import sys
from pathlib import Path

import pytest

from contributions import contribution, leaders, write_each, write_lines
from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError
from portrait_cli.formats import contribution_file
from portrait_cli.store import contribution_files


def test_a_folder_is_gone_through(tmp_path: Path) -> None:
    """Contributions are found below a folder, each once; hidden files are left alone, and others counted."""
    (name,) = write_each(tmp_path / "sent", [contribution(1)])
    write_lines(tmp_path / "sent" / "MANY.JSONL", leaders(["steady"]))
    (tmp_path / "sent" / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "sent" / ".DS_Store").write_bytes(b"")
    (tmp_path / "sent" / ".trash").mkdir()
    (tmp_path / "sent" / ".trash" / "old.json").write_bytes(b"")
    found = contribution_files.find([str(tmp_path), name])
    assert [Path(file.name).name for file in found.files] == ["MANY.JSONL", "contribution-000.json"]
    assert [Path(name).name for name in found.others] == ["notes.pdf"]


def test_a_file_that_is_named_may_end_as_it_likes(tmp_path: Path) -> None:
    """A mail program may have given the file another name."""
    path = tmp_path / "contribution.json.txt"
    path.write_bytes(Path(write_each(tmp_path, [contribution(1)])[0]).read_bytes())
    (file,) = contribution_files.find([str(path)]).files
    assert list(file.contributions([])) == [contribution(1)]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A name of nothing is told."""
    with pytest.raises(NotFoundError, match="there is no file or folder"):
        contribution_files.find([str(tmp_path / "nothing")])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no file is refused by name, and left alone in a folder."""
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(InvalidFileError, match="not a file"):
        contribution_files.find([str(tmp_path / "pipe.json")])
    assert contribution_files.find([str(tmp_path)]).others == (str(tmp_path / "pipe.json"),)


def test_a_line_without_an_end_is_one_problem(tmp_path: Path) -> None:
    """A line of any length is told once, and the next ones are read."""
    path = tmp_path / "many.jsonl"
    path.write_bytes(
        b"x" * 2_500_000 + b"\n" + Path(write_lines(tmp_path / "one.jsonl", leaders(["steady"]))).read_bytes()
    )
    (file,) = contribution_files.find([str(path)]).files
    problems: list[contribution_file.Problem] = []
    assert (len(list(file.contributions(problems))), len(problems)) == (1, 1)


def test_a_file_that_is_gone_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    """A file that cannot be read any more is told by name."""
    (name,) = write_each(tmp_path, [contribution(1)])
    (file,) = contribution_files.find([name]).files
    Path(name).unlink()
    with pytest.raises(StorageError, match="contribution-000"):
        list(file.contributions([]))


@pytest.mark.parametrize("name", ["a[1].jsonl", "a*.jsonl", "{a}.jsonl"])
def test_a_name_like_a_pattern_is_a_name(tmp_path: Path, name: str) -> None:
    """Such a name is never given to the engine, which would look for others."""
    path = tmp_path / name
    path.write_bytes(b"x" * 1_000_001)
    (file,) = contribution_files.find([str(path)]).files
    assert not file.is_large
