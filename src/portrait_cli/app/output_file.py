"""A file that the person asked for by name."""

from pathlib import Path

from portrait_cli.core.errors import InvalidFileError, StorageError, UsageError
from portrait_cli.core.text import decode
from portrait_cli.formats import entry_file
from portrait_cli.store import files
from portrait_cli.store.files import Text
from portrait_cli.store.journal import LARGEST
from portrait_cli.store.settings import Config, places
from portrait_cli.terminal import command_line


def write_file(config: Config, name: str, text: Text, *, overwrite: bool) -> None:
    """Write a text, the parts of one, or bytes into a file.

    Raises UsageError or StorageError as `check_file` does, and StorageError if the system refuses, or if the file
    exists and may not be overwritten.
    """
    check_file(config, name, overwrite=overwrite)
    if not files.write_out(files.path_of(name), text, over=overwrite):
        raise exists_already(name)


def check_file(config: Config, name: str, *, overwrite: bool) -> None:
    """Raise UsageError for a file in the journal or another place of ours, StorageError for one without a folder."""
    path = files.path_of(name)
    for what, place in places(config):
        if files.followed(path).is_relative_to(files.followed(place)):
            hint = "choose another place; portrait paths lists those that portrait uses"
            raise UsageError(f"{name} is where portrait keeps your {what}", hint=hint)
    if overwrite and _is_entry(path):
        raise UsageError(f"{name} is an entry of a journal", hint="choose another name")
    with files.storage_errors(path):
        has_folder, is_folder = path.parent.is_dir(), path.is_dir()
    if is_folder or name.endswith("/"):
        raise StorageError(f"{name} is the name of a folder", hint="name a file in it")
    if not has_folder:
        hint = f"make it first: {command_line.join(['mkdir', '-p', str(path.parent)])}"
        raise StorageError(f"there is no folder {path.parent}", hint=hint)


def exists_already(name: str) -> StorageError:
    """Return the error for a file that may not be overwritten."""
    return StorageError(f"{name} already exists", hint="choose another name, or write over it with --force")


def _is_entry(path: Path) -> bool:
    """Return True if the file is an entry: its id is the name of the file."""
    try:
        with files.storage_errors(path):
            if not path.is_file() or path.stat().st_size > LARGEST:
                return False
            data = path.read_bytes()
        return entry_file.parse(decode(data, path.name), path.name).id == path.stem
    except InvalidFileError:
        return False
