"""A file that a person names, and that must be there."""

from pathlib import Path

from portrait_cli.core.errors import NotFoundError
from portrait_cli.store import files


def existing_file(name: str) -> Path:
    """Find a file by its name. Raises NotFoundError if there is none."""
    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file {name}")
    return path


def read_existing(name: str, largest: int) -> bytes:
    """Read a file by its name; of one that is larger, one byte too many, for a device may never end.

    Raises NotFoundError if there is none, StorageError when the system refuses.
    """
    path = existing_file(name)
    with files.storage_errors(path), path.open("rb") as file:
        return file.read(largest + 1)
