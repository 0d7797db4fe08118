"""The index for the Tab key, which has to answer at once: nothing is written, and only a few files are read."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from portrait_cli.core.errors import StorageError
from portrait_cli.store.index import Index
from portrait_cli.store.index_database import IndexDatabase
from portrait_cli.store.index_tables import connect
from portrait_cli.store.journal import Journal

MOST_TO_READ = 100
"""The most entries to read at a Tab, about a tenth of a second."""


@contextlib.contextmanager
def glance(journal: Journal, cache: Path) -> Iterator[Index]:
    """Open an index that is up to date. Raises StorageError if too many files changed since it was written."""
    try:
        index = Index(journal, cache, lambda _done, _total: None, _Glance)
    except sqlite3.Error:
        raise StorageError("the index cannot be read") from None
    with contextlib.closing(index):
        yield index


class _Glance(IndexDatabase):
    """The index as it was left, or a copy in memory with what changed since."""

    def _in_cache(self) -> sqlite3.Connection:
        if self._is_up_to_date():
            return connect(self._file)
        copy = connect(Path(":memory:"))
        if self._is_as_we_left_it():
            with contextlib.closing(connect(self._file)) as kept:
                kept.backup(copy)
        self._update(copy)
        return copy

    def _open(self) -> sqlite3.Connection:
        return self._in_cache()

    def _start_over(self) -> None:
        raise StorageError("the index is damaged")

    def _check_patience(self, to_read: int) -> None:
        if to_read > MOST_TO_READ:
            raise StorageError(f"{to_read} entries are not in the index yet")
