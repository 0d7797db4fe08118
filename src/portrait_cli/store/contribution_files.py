"""The files of contributions: one in a `.json` file, one on each line of a `.jsonl` file, and folders of both."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from portrait_cli.core.contribution import Contribution
from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.formats import contribution_file
from portrait_cli.store import files

_ONE, _LINES = ".json", ".jsonl"
_LARGE = 1_000_000
"""Bytes from which a file of lines is worth the engine's time; smaller ones are read faster without it."""
_PATTERN = frozenset("*?[]{}")
"""Characters with which DuckDB takes a name for a pattern."""


class ContributionFile(Struct, frozen=True):
    """A file that may hold contributions."""

    name: str
    """Its path as the person knows it."""
    path: Path
    size: int

    @property
    def is_lines(self) -> bool:
        """Return True if it has a contribution on each line."""
        return self.path.suffix.lower() == _LINES

    @property
    def is_large(self) -> bool:
        """Return True if the engine reads it faster."""
        return self.is_lines and self.size >= _LARGE and not _PATTERN & set(str(self.path))

    def contributions(self, problems: list[contribution_file.Problem]) -> Iterator[Contribution]:
        """Read what it holds, line by line if it has lines; what is wrong with it is added to `problems`.

        Raises StorageError when the system refuses.
        """
        with files.storage_errors(self.path), self.path.open("rb") as file:
            if self.is_lines:
                yield from contribution_file.parse_lines(_lines(file), self.name, problems)
                return
            data = file.read(contribution_file.LARGEST + 1)
        try:
            yield contribution_file.parse(data, self.name)
        except InvalidFileError as problem:
            problems.append((self.name, problem))


class Found(Struct, frozen=True):
    """What was found where somebody said."""

    files: tuple[ContributionFile, ...]
    """In the order of their paths, each once."""
    others: tuple[str, ...]
    """The files in the folders that are not named as contributions are."""


def find(names: Sequence[str]) -> Found:
    """Find files of contributions by what was named: files, and folders with all that is below them.

    Raises NotFoundError for a name of nothing, InvalidFileError for what is no file, StorageError when the system
    refuses.
    """
    found: dict[Path, ContributionFile] = {}
    others: list[str] = []
    for name in names:
        path = files.path_of(name)
        if not files.exists(path):
            raise NotFoundError(f"there is no file or folder {name}")
        if not path.is_dir():
            found.setdefault(files.followed(path), _file(name, path))
            continue
        for below in _below(path):
            shown = str(Path(name) / below.relative_to(path))
            if below.suffix.lower() in {_ONE, _LINES} and below.is_file():
                found.setdefault(files.followed(below), _file(shown, below))
            else:
                others.append(shown)
    in_order = sorted(found.values(), key=lambda file: str(file.path))
    return Found(tuple(in_order), tuple(sorted(others)))


def _file(name: str, path: Path) -> ContributionFile:
    with files.storage_errors(path):
        if not path.is_file():
            raise InvalidFileError(f"{name} is not a file that can be read")
        return ContributionFile(name, path, path.stat().st_size)


def _below(top: Path) -> Iterator[Path]:
    """Go through the visible files in a folder and below it."""

    def refuse(error: OSError) -> None:
        raise error

    with files.storage_errors(top):
        for folder, folders, names in os.walk(top, onerror=refuse):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (Path(folder, name) for name in names if not name.startswith("."))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Go through the lines of a file; one that is too long is cut where that is certain."""
    longest = contribution_file.LARGEST + 1
    while line := file.readline(longest):
        yield line
        while len(line) == longest and not line.endswith(b"\n"):
            line = file.readline(longest)
