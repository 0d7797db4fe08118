"""The database of the index: opened, kept up to date with the journal's files, and rebuilt if it is damaged.

Next to it in the cache is a small file, its seal. It says in which state we left the database, and in which state the
journal's files were then. While neither has changed, the database is used as it is, without comparing anything. If
the database is in another state than the seal says, somebody else wrote to it, a disk or a power cut damaged it, or
we were stopped halfway: it is thrown away. So the seal is removed before anything is written, and set again when
everything is. The state has a checksum of every byte, since a damaged database may answer wrongly, or never.
"""

import contextlib
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from portrait_cli.core.errors import LockedError, PortraitError
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store import journal_files
from portrait_cli.store.files import folder_key, replace
from portrait_cli.store.index_tables import (
    INDEXES,
    TABLES,
    UNSETTLED,
    VERSION,
    Names,
    Rows,
    connect,
    forget,
    insert,
    keep_names,
    leave_out_twins,
    rows_of,
    settle_ties,
    unpack,
)
from portrait_cli.store.journal import Journal, Stored
from portrait_cli.store.journal_files import FolderFiles
from portrait_cli.store.lock import locked

_BATCH = 500
"""How many files are read before their rows are inserted."""
_SETTLED = 2_000_000_000
"""Nanoseconds after a change until another change is sure to give the file a different stamp."""
_PATIENCE = 5.0
"""Seconds to wait for another process that is updating the same index."""

_CHUNK = 1 << 18

Tell: TypeAlias = Callable[[int, int], None]
"""Called with how many files have been read, and how many there are to read."""
Stamps: TypeAlias = dict[bytes, bytes]
"""The stamps of files, each made `short`, by their paths."""
Values: TypeAlias = Mapping[str, object]
"""The values of a query, by the names that they have in it."""
NO_VALUES: Values = MappingProxyType({})


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
        except sqlite3.DatabaseError:
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
        is_ours = self._is_as_we_left_it()
        self._seal.unlink(missing_ok=True)
        if is_ours:
            with contextlib.suppress(sqlite3.DatabaseError):  # damaged all the same
                return self._file_updated()
        self._file.unlink(missing_ok=True)
        return self._file_updated()

    def _file_updated(self) -> sqlite3.Connection:
        self._file.touch(mode=0o600)
        connection = connect(self._file)
        with _closed_on_error(connection):
            settled = self._update(connection)
            journal_state = self._journal_state.digest if settled else "unsettled"
            replace(self._seal, f"{self._database_state()}\n{journal_state}")
        return connection

    # --- its seal ---

    def _is_up_to_date(self) -> bool:
        _, _, sealed_digest = self._sealed().partition("\n")
        return sealed_digest == self._journal_state.digest and self._is_as_we_left_it()

    def _is_as_we_left_it(self) -> bool:
        left_in_state, _, _ = self._sealed().partition("\n")
        return left_in_state == self._database_state()

    def _sealed(self) -> str:
        """Read the states in which we left the database and the journal; nothing if there is no seal."""
        try:
            if self._seal.is_file():  # a pipe would not end
                return self._seal.read_text(encoding="utf-8")
        except (OSError, ValueError):
            pass
        return ""

    def _database_state(self) -> str:
        if not self._file.is_file():
            return "no index"
        try:
            state = self._file.stat()
            checksum = _checksum(self._file)
        except OSError:
            return "no index"
        return f"{VERSION} {state.st_size} {state.st_mtime_ns} {state.st_ino} {checksum:x}"

    # --- bringing it up to date ---

    def _update(self, connection: sqlite3.Connection) -> bool:
        """Read what changed. Return True if every change from now on is sure to be seen by its stamp."""
        connection.executescript(TABLES)
        changed, outdated = self._look_again(connection)
        self._check_patience(len(changed))
        (last_id,) = connection.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()

        with connection:
            forget(connection, outdated)
            settled = self._read(connection, last_id, changed)
        connection.executescript(INDEXES)  # after the rows, because the first ones come in faster without them
        with connection:
            leave_out_twins(connection, last_id + 1)
            settle_ties(connection, last_id + 1)
        return settled

    def _look_again(self, connection: sqlite3.Connection) -> tuple[Stamps, list[bytes]]:
        """Look at the files once more, and compare them with what the index knows, a folder at a time.

        Return the files to read, each with its stamp, and those whose rows are to be deleted.
        """
        changed: Stamps = {}
        outdated: list[bytes] = []
        compared: set[bytes] = set()
        known_here = 0
        unsure = time.time_ns() - _SETTLED

        def each_compared() -> Iterator[FolderFiles]:
            nonlocal known_here
            for found in self._journal.look(self.closed_folders):
                if found.names:
                    start = os.fsencode(found.path(""))
                    compared.add(start)
                    known = _known_in(connection, start)
                    known_here += len(known)
                    for name, seen in zip(found.names, found.stamps, strict=True):
                        path = start + os.fsencode(name)
                        # What changed a moment ago may change again within one tick of the clock and keep its stamp.
                        stamp = UNSETTLED if max(seen[2:]) > unsure else journal_files.short(seen)
                        before = known.pop(path, None)
                        if before != stamp or stamp == UNSETTLED:
                            changed[path] = stamp
                            if before is not None:
                                outdated.append(path)
                    outdated.extend(known)
                yield found

        self.closed_folders.clear()
        self._journal_state = journal_files.state(each_compared())
        (known_anywhere,) = connection.execute("SELECT count(*) FROM file").fetchone()
        if known_here < known_anywhere:
            outdated += _known_elsewhere(connection, compared)
        return changed, outdated

    def _check_patience(self, to_read: int) -> None:
        """Raise an error if so many files are too many to read; here they never are."""

    def _read(self, connection: sqlite3.Connection, last_id: int, stamps: Stamps) -> bool:
        """Read files and insert their rows. Return False if one of them has to be read again the next time."""
        names = Names(connection)
        batch: Rows = {}
        settled = True
        for done, path in enumerate(sorted(stamps), start=1):
            rows = rows_of(self._journal, names, last_id + done, path, stamps[path])
            _, _, stamp_kept, *_ = rows["file"][0]
            if stamp_kept == UNSETTLED:
                settled = False

            for table in rows:
                batch.setdefault(table, []).extend(rows[table])
            if done % _BATCH == 0 or done == len(stamps):
                insert(connection, batch)
            self._tell(done, len(stamps))
        keep_names(connection, names)
        return settled


def _known_in(connection: sqlite3.Connection, folder: bytes) -> Stamps:
    """Return the stamps of the files that the index knows in a folder, by their paths; the folder ends in a slash."""
    within = {"folder": folder, "next": folder[:-1] + bytes([folder[-1] + 1]), "slash": folder[-1:]}
    query = """
        SELECT path, stamp FROM file
        WHERE path > :folder AND path < :next AND NOT instr(substr(path, length(:folder) + 1), :slash)"""
    return dict(connection.execute(query, within).fetchall())


def _known_elsewhere(connection: sqlite3.Connection, folders: AbstractSet[bytes]) -> list[bytes]:
    """List the files that the index knows in any other folder."""
    separator = os.sep.encode()
    paths = (path for (path,) in connection.execute("SELECT path FROM file"))
    return [path for path in paths if path[: path.rindex(separator) + 1] not in folders]


def _checksum(file: Path) -> int:
    """Return the CRC-32 of a file, which takes 10 ms for ten thousand entries."""
    checksum = 0
    buffer = memoryview(bytearray(_CHUNK))
    with file.open("rb", buffering=0) as opened:
        while size := opened.readinto(buffer):
            checksum = zlib.crc32(buffer[:size], checksum)
    return checksum


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
    return [Stored(Path(os.fsdecode(path)), unpack(entry)) for path, entry in rows if entry is not None]
