"""A file that the person asked for by name."""

from collections.abc import Iterable

from portrait_cli.core.errors import StorageError, UsageError
from portrait_cli.store import files
from portrait_cli.store.journal import Journal
from portrait_cli.store.journal_files import may_be_entry


def write_file(journal: Journal, name: str, text: str | Iterable[str], *, overwrite: bool) -> None:
    """Write a text, or the parts of one, into a file.

    Raises UsageError if it would be taken for an entry of the journal, StorageError if the system refuses, or if the
    file exists and may not be overwritten.
    """
    path = files.path_of(name)
    if may_be_entry(path.name) and files.followed(path).is_relative_to(files.followed(journal.folder)):
        raise UsageError(f"{name} is in your journal, among the entries", hint="choose a place outside the journal")
    if not files.write_out(path, text, over=overwrite):
        raise StorageError(f"{name} already exists", hint="choose another name, or write over it with --force")
