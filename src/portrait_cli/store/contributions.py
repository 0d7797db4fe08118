"""Which id a person's contribution to a round has, so that a newer one replaces it: kept on this machine only."""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.store import files


class Made(Struct, frozen=True):
    """The last contribution to a round."""

    id: str
    version: int
    on: str = ""
    """The day it was made, such as 2026-11-23; empty in a record of an earlier version."""


def file_of(folder: Path, journal: Path, portrait: str, round_name: str) -> Path:
    """Return the file about a round; its name tells nothing of it."""
    about = "\n".join((str(files.followed(journal)), portrait, round_name.casefold()))
    return folder / f"{hashlib.sha256(about.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.json"


def newest_of(folder: Path, journal: Path, portrait: str) -> Path:
    """Return the file about the newest contribution to any round, none of which is without a name."""
    return file_of(folder, journal, portrait, "")


def last_made(path: Path) -> Made | None:
    """Return the last contribution to a round; None if there is none.

    Raises InvalidFileError if that cannot be read any more, StorageError when the system refuses.
    """
    with files.storage_errors(path):
        if not path.is_file():
            return None
        data = path.read_bytes()
    try:
        return msgspec.json.decode(data, type=Made)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        hint = f"delete it, and tell whoever counts that this contribution replaces your earlier one: {path}"
        raise InvalidFileError(f"{path} is damaged", hint=hint) from None


def keep(path: Path, made: Made) -> None:
    """Keep which contribution was made. Raises StorageError when the system refuses."""
    files.make_folder(path.parent)
    files.replace(path, msgspec.json.encode(made).decode())
