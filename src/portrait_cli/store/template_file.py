"""A template on the disk."""

from pathlib import Path

from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.store import files

LARGEST = 20_000_000
"""Bytes of a template: a Word form has a logo or two in it."""


def contents(path: Path, name: str) -> bytes:
    """Read a template that a person named.

    Raises NotFoundError if there is none, InvalidFileError if it is too large or no file, StorageError as the system
    does.
    """
    with files.storage_errors(path):
        if not path.exists():
            raise NotFoundError(f"there is no file {name}")
        if not path.is_file():
            raise InvalidFileError(f"{name} is not a file", hint="name the template itself")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)  # enough to see that it is too large
    if len(data) > LARGEST:
        raise InvalidFileError(
            f"{name} is larger than 20 MB, too large for a template", hint="make its pictures smaller"
        )
    return data
