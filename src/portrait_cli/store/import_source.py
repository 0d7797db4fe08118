"""The files to import entries from: one file or stdin, the exports in a folder, or all Markdown files below it."""

import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError, UsageError
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat, find_format, guess_format
from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.source import SourceFile
from portrait_cli.store import files

LARGEST = 100 * 1024 * 1024
"""The most bytes that a file to import from can have."""
_ZIP = b"PK\x03\x04"


class Clock(Struct, frozen=True):
    """The time now, and the time zone of times on the disk."""

    now: datetime
    zone: tzinfo


class Notes(Struct, frozen=True):
    """The Markdown files in and below a folder."""

    found: tuple[Path | str, ...] = ()
    """The files, and what is wrong with folders that cannot be opened, in the order of their names."""
    other_files: int = 0

    @property
    def has_files(self) -> bool:
        """Return True if there are any Markdown files."""
        return any(isinstance(item, Path) for item in self.found)


class ImportSource(Struct, frozen=True):
    """A file, stdin or a folder that a person named, before we know its format."""

    name: str
    clock: Clock
    single: SourceFile | None = None
    """The one file, or what came through stdin."""
    folder: Path = Path()
    exports: tuple[Path, ...] = ()
    """The JSON files at the top of a folder without Markdown: what Day One's archive unpacks to."""
    notes: Notes = Notes()

    def find_format(self, wanted: str) -> FileFormat:
        """Find the format that a person wants, or guess it if none is wanted.

        Raises UsageError if there is no such format or if it does not fit the folder, InvalidFileError if the files
        do not look like any format that we know.
        """
        found = _format_named(wanted) if wanted else self._guess()
        if self.single is None and found != "markdown" and not self.exports:
            raise UsageError(f"{self.name} is a folder", hint="name the file in it that was exported")
        return found

    def _guess(self) -> FileFormat:
        if self.single:
            return _guess_of(self.name, self.single)
        if self.exports:
            first = self.exports[0]
            return guess_format(_read_file(first, first.name, self.clock)) or "dayone"
        return "markdown"

    def files(self, file_format: FileFormat, problems: list[str]) -> Iterator[SourceFile]:
        """Read the files one after another. What cannot be read goes on the list of problems."""
        if self.single:
            yield self.single
            return

        for item in self._items(file_format):
            if isinstance(item, str):
                problems.append(item)
                continue
            try:
                yield _read_file(item, item.relative_to(self.folder).as_posix(), self.clock)
            except (InvalidFileError, StorageError) as problem:
                problems.append(str(problem))

    def _items(self, file_format: FileFormat) -> tuple[Path | str, ...]:
        if file_format == "markdown":
            return self.notes.found
        return self.exports

    def other_files(self, file_format: FileFormat) -> int:
        """Count the files in and below a folder that are not imported because they are not Markdown."""
        if file_format == "markdown":
            return self.notes.other_files
        return 0


def open_file(name: str, clock: Clock) -> ImportSource:
    """Find the files to import from at a path.

    Raises NotFoundError if there is nothing, InvalidFileError if a single file is too large or not a file at all,
    StorageError if the system refuses.
    """
    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file or folder {name}")
    if not path.is_dir():
        return ImportSource(name, clock, single=_read_file(path, path.name, clock))

    exports = _json_files(path)
    notes = _find_notes(path)
    if notes.has_files:
        exports = ()
    return ImportSource(name, clock, folder=path, exports=exports, notes=notes)


def open_stdin(data: bytes, clock: Clock) -> ImportSource:
    """Make a source of what came through stdin. Raises InvalidFileError if it is too large."""
    _check_size(data, "stdin")
    return ImportSource("-", clock, single=SourceFile("stdin", data, clock.now))


def _format_named(name: str) -> FileFormat:
    found = find_format(name)
    if found is None:
        raise UsageError(f'there is no format "{name}"', hint=f"there are: {', '.join(FILE_FORMATS)}")
    return found


def _guess_of(name: str, file: SourceFile) -> FileFormat:
    found = guess_format(file)
    if found:
        return found
    hint = f"say which with --format: {', '.join(FILE_FORMATS)}"
    if file.data.startswith(_ZIP):
        hint = "it is packed: unpack it first, then name the folder"
    raise InvalidFileError(f"{name} does not look like a journal that we know", hint=hint)


def _json_files(folder: Path) -> tuple[Path, ...]:
    with files.storage_errors(folder):
        return tuple(sorted(path for path in folder.iterdir() if path.name.lower().endswith(".json")))


def _find_notes(top: Path) -> Notes:
    """Find the Markdown files in and below a folder. Hidden files and folders are not counted either."""
    found: list[Path | str] = []
    other_files = 0

    def report(error: OSError) -> None:
        reason = error.strerror or "the system refused"
        found.append(f"{error.filename}: {reason.lower()}")

    for folder, folders, names in os.walk(top, onerror=report):
        folders[:] = _visible(folders)
        for name in _visible(names):
            if is_markdown(name):
                found.append(Path(folder, name))
            else:
                other_files += 1
    return Notes(tuple(found), other_files)


def _visible(names: list[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("."))


def _read_file(path: Path, name: str, clock: Clock) -> SourceFile:
    """Read a file; `name` is what it is called within the source."""
    with files.storage_errors(path):
        if not path.is_file():
            raise InvalidFileError(f"{name} is not a file that we can read")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)  # enough to see that it is too large
        modified = path.stat().st_mtime

    readable_name = name.encode("utf-8", "replace").decode()  # on the disk any bytes may be a name
    _check_size(data, readable_name)
    return SourceFile(readable_name, data, _time_of(modified, clock))


def _time_of(seconds: float, clock: Clock) -> datetime:
    """Convert a time on the disk to local time. An impossible time becomes the current one."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=clock.zone)
    except (ValueError, OverflowError, OSError):  # a computer whose clock was never set
        return clock.now


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise InvalidFileError(f"{name} is larger than 100 MB", hint="export it in parts, such as year by year")
