"""The files to import entries from: one file or stdin, the exports in a folder, or all Markdown files below it."""

import os
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError, UsageError
from portrait_cli.formats.imports.file_format import FILE_FORMATS, FileFormat, find_format, guess_format, other_kind
from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.left_out import folder_left_out, name_when_downloaded, why_not_read
from portrait_cli.formats.imports.source import SourceFile
from portrait_cli.formats.imports.text_bundle import info_name
from portrait_cli.formats.imports.which_files import export_names, picture_names
from portrait_cli.store import files, import_archive
from portrait_cli.store.import_archive import Archive

LARGEST = import_archive.LARGEST_FILE
"""The most bytes that a file to import from can have."""


class Clock(Struct, frozen=True):
    """The time now, and the time zone of times on the disk."""

    now: datetime
    zone: tzinfo


class Notes(Struct, frozen=True):
    """The Markdown files in and below a folder."""

    found: tuple[Path | str, ...] = ()
    """The files, and what is wrong with folders that cannot be opened, in the order of their names."""
    others: tuple[Path, ...] = ()
    """The other files."""

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
    archive: Archive | None = None
    folder: Path = Path()
    exports: tuple[Path, ...] = ()
    """The files of a folder that may be exports of other programs."""
    pictures: frozenset[str] = frozenset()
    notes: Notes = Notes()

    def find_format(self, wanted: str) -> FileFormat | None:
        """Find the format that a person wants. Return None if each file is to be read by its own format.

        Raises UsageError if there is no such format or if it does not fit the folder, InvalidFileError if the files
        do not look like any format that we know.
        """
        found = _format_named(wanted) if wanted else self._guess()
        if self._is_folder and found and found != "markdown" and not self.exports:
            raise UsageError(f"{self.name} is a folder", hint="name the file in it that was exported")
        return found

    def _guess(self) -> FileFormat | None:
        if self.single:
            return _guess_of(self.name, self.single)
        return None

    @property
    def _is_folder(self) -> bool:
        return self.single is None and self.archive is None

    def files(self, file_format: FileFormat | None, problems: list[str]) -> Iterator[SourceFile]:
        """Read the files one after another. What cannot be read goes on the list of problems."""
        if self.single:
            yield self.single
            return
        if self.archive:
            yield from import_archive.files_in(self.archive, problems)
            return

        for item in self._items(file_format):
            if isinstance(item, str):
                problems.append(item)
                continue
            if item.suffix.lower() == ".zip":
                yield from import_archive.files_in(Archive(item.name, item, self.clock.zone), problems)
                continue
            try:
                found = _read_file(item, item.relative_to(self.folder).as_posix(), self.clock)
                yield replace(found, pictures=self.pictures)
            except (InvalidFileError, StorageError) as problem:
                problems.append(str(problem))
        problems.extend(self._unread(file_format))

    def _unread(self, file_format: FileFormat | None) -> Iterator[str]:
        """Name the other files in which there may be notes. Exports have their texts in several forms."""
        if self.exports and not self.notes.has_files:
            return
        for path in self._others(file_format):
            name = _readable(path.relative_to(self.folder).as_posix())
            if reason := why_not_read(name):
                yield f"{name}: {reason}"

    def _items(self, file_format: FileFormat | None) -> tuple[Path | str, ...]:
        if file_format == "markdown":
            return self.notes.found
        if file_format:
            return self.exports
        return (*self.exports, *self.notes.found)

    def other_files(self, file_format: FileFormat | None) -> int:
        """Count the files in and below a folder in which no notes are expected: pictures and the like."""
        if not self.notes.has_files:
            return 0
        return sum(1 for path in self._others(file_format) if not why_not_read(path.name))

    def _others(self, file_format: FileFormat | None) -> list[Path]:
        """List the files in and below a folder that are not read."""
        if file_format and file_format != "markdown":
            return []
        exports = set() if file_format else set(self.exports)
        return [path for path in self.notes.others if path not in exports]


def open_file(name: str, clock: Clock) -> ImportSource:
    """Find the files to import from at a path.

    Raises NotFoundError if there is nothing, InvalidFileError if a single file is too large or not a file at all,
    StorageError if the system refuses.
    """
    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file or folder {name}")
    if not path.is_dir():
        if import_archive.is_archive(_beginning(path)):
            return ImportSource(name, clock, archive=Archive(path.name, path, clock.zone))
        return ImportSource(name, clock, single=_read_file(path, path.name, clock))

    notes = _find_notes(path)
    names = _names_below(path)
    exports = [path / name for name in export_names(names, path.absolute().as_posix())]
    if notes.has_files:  # among notes, any other file may be anything
        exports = [export for export in exports if export.parent == path and _is_export(export, clock)]
    return ImportSource(
        name,
        clock,
        folder=path,
        exports=tuple(exports),
        pictures=picture_names(names),
        notes=notes,
    )


def open_stdin(data: bytes, clock: Clock) -> ImportSource:
    """Make a source of what came through stdin. Raises InvalidFileError if it is too large."""
    _check_size(data, "stdin")
    if import_archive.is_archive(data):
        return ImportSource("-", clock, archive=Archive("stdin", data, clock.zone))
    return ImportSource("-", clock, single=SourceFile("stdin", data, clock.now))


def _format_named(name: str) -> FileFormat:
    found = find_format(name)
    if found is None:
        raise UsageError(f'there is no format "{name}"', hint=f"there are: {', '.join(FILE_FORMATS)}")
    return found


def _guess_of(name: str, file: SourceFile) -> FileFormat | None:
    found = guess_format(file)
    if found or other_kind(file):
        return found
    hint = f"say which with --format: {', '.join(FILE_FORMATS)}"
    raise InvalidFileError(f"{name} does not look like a journal that we know", hint=hint)


def _names_below(top: Path) -> list[str]:
    """List the visible files in and below a folder, as paths that begin there."""
    names: list[str] = []
    for folder, folders, files_here in os.walk(top):
        folders[:] = _visible(folders)
        names.extend(Path(folder, name).relative_to(top).as_posix() for name in _visible(files_here))
    return names


def _visible(names: list[str]) -> list[str]:
    return sorted(name for name in names if not name.startswith("."))


def _is_export(path: Path, clock: Clock) -> bool:
    """Return True if a file is an export of a program that we know."""
    try:
        return guess_format(_read_file(path, path.name, clock)) is not None
    except (InvalidFileError, StorageError):
        return False


def _beginning(path: Path) -> bytes:
    """Return the first bytes of a file, or none if it is something else than a file."""
    if not path.is_file():
        return b""
    with files.storage_errors(path), path.open("rb") as opened:
        return opened.read(4)


def _find_notes(top: Path) -> Notes:
    """Find the Markdown files in and below a folder, each once. Hidden files and folders are not counted either.

    Links are followed after all else, and unless they lead to a folder that the source is in.
    """
    notes = _Notes(top)
    notes.add_below(top)
    while notes.linked_folders:
        link = notes.linked_folders.pop(0)
        if _real(link) in _real(top).parents:
            notes.found.append(f"{notes.name(link)}: it leads to a folder that {top} is in, so it is not followed")
        else:
            notes.add_below(link)
    notes.add_linked_files()
    return Notes(tuple(notes.found), tuple(notes.others))


class _Notes:
    """What was found so far in and below a folder, and the links in it that wait."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.found: list[Path | str] = []
        self.others: list[Path] = []
        self.linked_folders: list[Path] = []
        self._linked_files: list[Path] = []
        self._folders_seen: set[Path] = set()

    def name(self, path: Path) -> str:
        """Return what a file or a folder is called within the source."""
        return _readable(path.relative_to(self.top).as_posix())

    def add_below(self, start: Path) -> None:
        """Add the files in and below a folder, but not those of a folder that was seen."""
        for place, folders, names in os.walk(start, onerror=self._name_unreadable):
            folder = Path(place)
            real = _real(folder)
            if real in self._folders_seen:
                folders.clear()
                continue
            self._folders_seen.add(real)
            folders[:] = sorted(name for name in folders if self._is_opened(folder / name))
            for name in sorted(names):
                self._add_file(folder / name)

    def add_linked_files(self) -> None:
        """Add the files that links lead to, unless they were found in their own place."""
        if not self._linked_files:
            return
        seen = {_real(path) for path in self.found if isinstance(path, Path)}
        for link in self._linked_files:
            if _real(link) not in seen:
                seen.add(_real(link))
                self.found.append(link)

    def _is_opened(self, folder: Path) -> bool:
        """Return True if the notes in a folder are read now; note what is left out, and what is read later."""
        name = self.name(folder)
        what = folder_left_out(name)
        if what:
            self.found.append(f"{name}: {what}")
        if what or folder.name.startswith("."):
            return False
        if folder.is_symlink():
            self.linked_folders.append(folder)
        return not folder.is_symlink()

    def _add_file(self, file: Path) -> None:
        waiting = name_when_downloaded(file.name)
        if is_markdown(waiting):
            name = self.name(file.with_name(waiting))
            self.found.append(f"{name}: it is only in the cloud; open its folder, and download it")
        elif file.name.startswith("."):
            return
        elif not is_markdown(file.name):
            self.others.append(file)
        elif file.is_symlink():
            self._linked_files.append(file)
        else:
            self.found.append(file)

    def _name_unreadable(self, error: OSError) -> None:
        reason = error.strerror or "the system refused"
        self.found.append(f"{error.filename}: {reason.lower()}")


def _read_file(path: Path, name: str, clock: Clock) -> SourceFile:
    """Read a file; `name` is what it is called within the source."""
    with files.storage_errors(path):
        if not path.is_file():
            raise InvalidFileError(f"{name} is not a file that we can read")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)  # enough to see that it is too large
        modified = path.stat().st_mtime

    readable_name = _readable(name)
    _check_size(data, readable_name)
    return SourceFile(readable_name, data, _time_of(modified, clock), above=_above(path, name), about=_about(path))


def _above(path: Path, name: str) -> str:
    """Return the names of the two folders above a source, from a file's path and its name within the source."""
    above = path.absolute().parents[name.count("/")]
    return _readable("/".join(above.parts[1:][-2:]))


def _about(path: Path) -> bytes:
    """Read what a text bundle says about its text. https://textbundle.org/spec."""
    info = info_name(path.as_posix())
    if not info or not Path(info).is_file():
        return b""
    with files.storage_errors(Path(info)), Path(info).open("rb") as opened:
        return opened.read(LARGEST)


def _real(path: Path) -> Path:
    """Return where a path leads, without links. A link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


def _readable(name: str) -> str:
    """Return a name from the disk, where any bytes may be one, as text that can be written."""
    return name.encode("utf-8", "replace").decode()


def _time_of(seconds: float, clock: Clock) -> datetime:
    """Convert a time on the disk to local time. An impossible time becomes the current one."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=clock.zone)
    except (ValueError, OverflowError, OSError):  # a computer whose clock was never set
        return clock.now


def _check_size(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise InvalidFileError(f"{name} is larger than 100 MB", hint="export it in parts, such as year by year")
