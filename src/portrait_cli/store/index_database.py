"""The database of the index: opened, kept up to date with the journal's files, and rebuilt if it is damaged.

Next to it in the cache is a small file, its seal. It says in which state we left the database, and in which state the
journal's files were then. While neither has changed, the database is used as it is, without comparing anything. If
the database is in another state than the seal says, somebody else wrote to it, or we were stopped halfway: it is
thrown away. So the seal is removed before anything is written, and set again when everything is.
"""

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import LockedError, PortraitError
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store import journal_files
from portrait_cli.store.files import folder_key, replace
from portrait_cli.store.index_tables import (
    INDEXES,
    ROWS,
    TABLES,
    UNSETTLED,
    VERSION,
    Rows,
    connect,
    forget,
    insert,
    rows_of,
)
from portrait_cli.store.journal import Journal, Stored
from portrait_cli.store.lock import locked

_BATCH = 500
"""How many files are read before their rows are inserted."""
_SETTLED = 2_000_000_000
"""Nanoseconds after a change until another change is sure to give the file a different stamp."""
_PATIENCE = 5.0
"""Seconds to wait for another process that is updating the same index."""

Tell: TypeAlias = Callable[[int, int], None]
"""Called with how many files have been read, and how many there are to read."""
Values: TypeAlias = Mapping[str, object]
"""The values of a query, by the names that they have in it."""
NO_VALUES: Values = MappingProxyType({})

_decode = msgspec.msgpack.Decoder(Entry).decode


class IndexDatabase:
    """A connection to the index of a journal, which is up to date when this is made."""

    def __init__(self, journal: Journal, cache: Path, tell: Tell) -> None:
        self._journal = journal
        self._tell = tell
        self._file = cache / f"index-{folder_key(journal.folder)}.sqlite"
        self._seal = self._file.with_suffix(".seal")
        self.closed_folders: list[PortraitError] = []
        """What is wrong with folders that cannot be opened."""
        self._journal_state = journal_files.state(journal.look(self.closed_folders))
        """The files as they are now."""
        self._connection = self._open()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def rows(self, query: str, values: Values = NO_VALUES) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        fit = {name: _without_surrogates(value) for name, value in values.items()}
        try:
            return self._connection.execute(query, fit).fetchall()
        except sqlite3.DatabaseError:
            self._start_over()
            return self._connection.execute(query, fit).fetchall()

    def stored(self, rest: str, values: Values = NO_VALUES) -> list[Stored]:
        """Return entries: the rest of a query says which ones of the table `file`, and in which order."""
        query = f"SELECT path, entry FROM file {rest}"
        try:
            return _decoded(self.rows(query, values))
        except msgspec.MsgspecError:
            self._start_over()
            return _decoded(self.rows(query, values))

    def _start_over(self) -> None:
        """Read all the files again: the database is damaged in spite of its seal, and it is only a copy."""
        self._seal.unlink(missing_ok=True)
        self._connection.close()
        self._connection = self._in_memory()

    # --- opening it ---

    def _open(self) -> sqlite3.Connection:
        if not self._journal_state.files:
            return self._in_memory()  # an empty journal needs no index file
        try:
            return self._in_cache()
        except (sqlite3.Error, OSError, PortraitError):  # locked, full, or not ours to write
            return self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        connection = connect(Path(":memory:"))
        with _closed_on_error(connection):
            self._update(connection)
        return connection

    def _in_cache(self) -> sqlite3.Connection:
        if self._is_up_to_date():
            return connect(self._file)
        with locked(self._file.with_suffix(".lock"), _PATIENCE) as got:
            if not got:
                raise LockedError("the index is busy")
            return self._in_cache_updated()

    def _in_cache_updated(self) -> sqlite3.Connection:
        if not self._is_as_we_left_it():
            self._file.unlink(missing_ok=True)
        self._seal.unlink(missing_ok=True)

        self._file.touch(mode=0o600)
        connection = connect(self._file)
        with _closed_on_error(connection):
            settled = self._update(connection)
            journal_state = self._journal_state.digest if settled else "unsettled"
            replace(self._seal, f"{self._database_state()}\n{journal_state}")
        return connection

    # --- its seal ---

    def _is_up_to_date(self) -> bool:
        return self._sealed() == f"{self._database_state()}\n{self._journal_state.digest}"

    def _is_as_we_left_it(self) -> bool:
        left_in_state, _, _ = self._sealed().partition("\n")
        return left_in_state == self._database_state()

    def _sealed(self) -> str:
        """Read the states in which we left the database and the journal; nothing if there is no seal."""
        try:
            return self._seal.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _database_state(self) -> str:
        try:
            state = self._file.stat()
        except OSError:
            return "no index"
        return f"{VERSION} {state.st_size} {state.st_mtime_ns} {state.st_ino}"

    # --- bringing it up to date ---

    def _update(self, connection: sqlite3.Connection) -> bool:
        """Read what changed. Return True if every change from now on is sure to be seen by its stamp."""
        connection.executescript(TABLES)
        known = dict(connection.execute("SELECT path, stamp FROM file").fetchall())
        stamps = self._look_again()
        settled_before = {path: stamp for path, stamp in known.items() if stamp != UNSETTLED}
        changed = sorted(path for path, stamp in stamps.items() if settled_before.get(path) != stamp)
        outdated = (known.keys() - stamps.keys()) | (known.keys() & set(changed))
        self._check_patience(len(changed))

        with connection:
            forget(connection, outdated)
            settled = self._read(connection, changed, stamps)
        connection.executescript(INDEXES)  # after the rows, because the first ones come in faster without them
        return settled

    def _look_again(self) -> dict[bytes, str]:
        """Look at the files once more, and return the stamp of each path."""
        self.closed_folders.clear()
        folders = list(self._journal.look(self.closed_folders))
        self._journal_state = journal_files.state(folders)
        unsure = time.time_ns() - _SETTLED
        stamps: dict[bytes, str] = {}
        for found in folders:
            for name, stamp in zip(found.names, found.stamps, strict=True):
                path = os.fsencode(found.path(name))
                # A file that changed a moment ago may change again within one tick of the clock and keep its stamp.
                stamps[path] = UNSETTLED if max(stamp[2:]) > unsure else " ".join(map(str, stamp))
        return stamps

    def _check_patience(self, to_read: int) -> None:
        """Raise an error if so many files are too many to read; here they never are."""

    def _read(self, connection: sqlite3.Connection, paths: list[bytes], stamps: Mapping[bytes, str]) -> bool:
        """Read files and insert their rows. Return False if one of them has to be read again the next time."""
        (last_id,) = connection.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()
        batch: Rows = {table: [] for table in ROWS}
        settled = True
        for done, path in enumerate(paths, start=1):
            rows = rows_of(self._journal, last_id + done, path, stamps[path])
            _, _, stamp_kept, *_ = rows["file"][0]
            if stamp_kept == UNSETTLED:
                settled = False

            for table in rows:
                batch[table] += rows[table]
            if done % _BATCH == 0 or done == len(paths):
                insert(connection, batch)
            self._tell(done, len(paths))
        return settled


@contextlib.contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection if what is done with it fails, or is stopped."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _without_surrogates(value: object) -> object:
    return replace_surrogates(value) if isinstance(value, str) else value


def _decoded(rows: list[tuple[bytes, bytes | None]]) -> list[Stored]:
    return [Stored(Path(os.fsdecode(path)), _decode(entry)) for path, entry in rows if entry is not None]
