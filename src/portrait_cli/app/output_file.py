"""A file that the person asked for by name."""

from collections.abc import Iterable

from portrait_cli.core.errors import StorageError
from portrait_cli.store import files


def write_file(name: str, text: str | Iterable[str], *, overwrite: bool) -> None:
    """Write a text, or the parts of one, into a file.

    Raises StorageError if the system refuses, or if the file exists and may not be overwritten.
    """
    if not files.write_out(files.path_of(name), text, over=overwrite):
        raise StorageError(f"{name} already exists", hint="choose another name, or write over it with --force")
