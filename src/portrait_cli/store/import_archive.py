"""Packed exports: the files in a zip archive, read one by one and never unpacked to the disk."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.formats.imports.left_out import why_not_read
from portrait_cli.formats.imports.source import SourceFile
from portrait_cli.formats.imports.text_bundle import info_name
from portrait_cli.formats.imports.which_files import export_names, note_names, picture_names

LARGEST_FILE = 100 * 1024 * 1024
"""The most bytes that a file to import from can have."""
_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = 1
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)
"""What a damaged archive raises while it is read."""
"""What `zipfile` raises for archives that are damaged, or packed in a way that it does not know."""


class Archive(Struct, frozen=True):
    """A zip archive: its name for messages, and where it is, or its bytes."""

    name: str
    place: Path | bytes
    zone: tzinfo
    """The time zone of the times in it."""
    is_inner: bool = False
    """Whether it was in another archive: only one may be in another."""
    largest_file: int = LARGEST_FILE
    largest_altogether: int = 5 * LARGEST_FILE
    """The most bytes that its files can have when they are unpacked: a small archive can grow without end."""


def is_archive(beginning: bytes) -> bool:
    """Return True if a file that begins like this is a zip archive."""
    return beginning.startswith(_BEGINNINGS)


def files_in(archive: Archive, problems: list[str]) -> Iterator[SourceFile]:
    """Read the files of an archive that may be exports or notes. What cannot be read goes on the list of problems."""
    place = io.BytesIO(archive.place) if isinstance(archive.place, bytes) else archive.place
    try:
        with zipfile.ZipFile(place) as opened:
            yield from _files(archive, opened, problems)
    except PermissionError:
        problems.append(f"{archive.name}: permission denied")
    except DAMAGED:
        problems.append(f"{archive.name}: it is a damaged archive; export or download it again")


def _files(archive: Archive, opened: zipfile.ZipFile, problems: list[str]) -> Iterator[SourceFile]:
    members = {_name(info): info for info in opened.infolist() if not info.is_dir()}
    visible = [name for name in members if _is_visible(name)]
    pictures = picture_names(visible)
    packed = {name for name in visible if name.lower().endswith(".zip")}
    wanted = sorted({*export_names(visible), *note_names(visible)} - packed)
    if not wanted and packed and not archive.is_inner:  # Notion packs its parts once more
        wanted = sorted(packed)
    if not wanted:
        problems.append(f"{archive.name}: there is no file in it that may be a journal")

    if not wanted or note_names(visible):
        unread = ((name, why_not_read(name)) for name in visible if name not in wanted)
        problems.extend(f"{name}: {reason}" for name, reason in unread if reason)

    left = archive.largest_altogether
    for name in wanted:
        data = _read(opened, members[name], min(max(left, 0), archive.largest_file))
        if isinstance(data, str):
            problems.append(f"{name}: {data}")
            continue
        left -= len(data)
        if name in packed:
            inner = replace(archive, name=name, place=data, is_inner=True, largest_altogether=left)
            for file in files_in(inner, problems):
                left -= len(file.data)
                yield file
            continue
        about = _about(opened, members.get(info_name(name)))
        yield SourceFile(name, data, _changed(members[name], archive.zone), about=about, pictures=pictures)


def _about(opened: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> bytes:
    """Read what a text bundle says about its text."""
    data = _read(opened, info, LARGEST_FILE) if info else b""
    return b"" if isinstance(data, str) else data


def _name(info: zipfile.ZipInfo) -> str:
    """Return the path of a file in an archive, with `/` between its parts, and not outside of the archive."""
    name = info.filename.replace("\\", "/").encode("utf-8", "replace").decode()
    return "/".join(part for part in name.split("/") if part not in {"", ".", ".."})


def _is_visible(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" not in parts and not any(part.startswith(".") for part in parts)


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, largest: int) -> bytes | str:
    """Read a file, or say why it cannot be read. What an archive says of its size is not believed."""
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive with its password first, then name the folder"
    try:
        with opened.open(info) as file:
            data = file.read(largest + 1)
    except NotImplementedError:
        return "it is compressed in a way that we cannot read; unpack the archive first, then name the folder"
    except DAMAGED:
        return "it is damaged in the archive; export or download that again"
    if len(data) > largest:
        return "it is larger than 100 MB when it is unpacked, or all files together are larger than 500 MB"
    return data


def _changed(info: zipfile.ZipInfo, zone: tzinfo) -> datetime:
    """Return when a file was last changed. An impossible time becomes the first one that archives know."""
    try:
        return datetime(*info.date_time, tzinfo=zone)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=zone)
