"""A file that the person asked for by name."""

from collections.abc import Iterable

from portrait_cli.core.errors import StorageError, UsageError
from portrait_cli.store import files
from portrait_cli.store.settings import Config, places


def write_file(config: Config, name: str, text: str | Iterable[str], *, overwrite: bool) -> None:
    """Write a text, or the parts of one, into a file.

    Raises UsageError if that is in the journal or in another place of ours, StorageError if the system refuses, or if
    the file exists and may not be overwritten.
    """
    path = files.path_of(name)
    for what, place in places(config):
        if files.followed(path).is_relative_to(files.followed(place)):
            hint = "choose another place; portrait paths lists those that portrait uses"
            raise UsageError(f"{name} is where portrait keeps your {what}", hint=hint)
    if not files.write_out(path, text, over=overwrite):
        raise StorageError(f"{name} already exists", hint="choose another name, or write over it with --force")
