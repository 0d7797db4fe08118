"""The index's file: its tables, and what an entry leaves in each of them."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from portrait_cli import __version__
from portrait_cli.core.errors import InvalidFileError, StorageError
from portrait_cli.core.filters import same_tag
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store.journal import Journal

TABLES = """
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL, stamp TEXT NOT NULL, problem TEXT, hint TEXT,
    name TEXT, stem TEXT, day TEXT, rank BLOB, guide TEXT, role TEXT, entry BLOB
);
CREATE TABLE IF NOT EXISTS about (file INTEGER NOT NULL, attribute TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tag (file INTEGER NOT NULL, tag TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS said (file INTEGER NOT NULL, portrait TEXT NOT NULL, step TEXT NOT NULL,
    target TEXT NOT NULL, rank BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS placed (file INTEGER NOT NULL, portrait TEXT NOT NULL, target TEXT NOT NULL,
    as_of TEXT NOT NULL, rank BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS plan (file INTEGER NOT NULL, name TEXT NOT NULL, ticked INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS told (file INTEGER NOT NULL, name TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, body, tokenize = "unicode61 remove_diacritics 2");
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS file_stamp ON file (path, stamp);
CREATE INDEX IF NOT EXISTS file_rank ON file (rank);
CREATE INDEX IF NOT EXISTS file_day ON file (day, rank);
CREATE INDEX IF NOT EXISTS file_name ON file (name);
CREATE INDEX IF NOT EXISTS file_role ON file (rank, role) WHERE role <> '';
CREATE INDEX IF NOT EXISTS file_problem ON file (path) WHERE problem IS NOT NULL;
CREATE INDEX IF NOT EXISTS about_file ON about (file);
CREATE INDEX IF NOT EXISTS about_attribute ON about (attribute, file);
CREATE INDEX IF NOT EXISTS tag_file ON tag (file);
CREATE INDEX IF NOT EXISTS said_file ON said (file);
CREATE INDEX IF NOT EXISTS said_step ON said (portrait, target, step, rank, file);
CREATE INDEX IF NOT EXISTS said_target ON said (portrait, target, rank, file);
CREATE INDEX IF NOT EXISTS placed_file ON placed (file);
CREATE INDEX IF NOT EXISTS placed_target ON placed (portrait, as_of, target, rank, file);
CREATE INDEX IF NOT EXISTS plan_file ON plan (file);
CREATE INDEX IF NOT EXISTS plan_name ON plan (name);
CREATE INDEX IF NOT EXISTS told_file ON told (file);
CREATE INDEX IF NOT EXISTS told_name ON told (name);
"""
ROWS = {
    "file": "id", "about": "file", "tag": "file", "said": "file", "placed": "file", "plan": "file", "told": "file",
    "words": "rowid",
}  # fmt: skip
"""The tables, each with the column that names the file."""
VERSION = int.from_bytes(hashlib.sha256(f"{__version__}{TABLES}{INDEXES}".encode()).digest()[:4], "big") >> 1
UNSETTLED = ""
"""The stamp of a file that is to be read again the next time."""
_PATIENCE = 5.0
"""Seconds to wait for another process that reads or writes the same file."""

_encode = msgspec.msgpack.Encoder().encode


def connect(file: Path) -> sqlite3.Connection:
    """Open a database; it need not outlive a power cut, for its seal tells of one."""
    database = sqlite3.connect(file, timeout=_PATIENCE)
    database.execute("PRAGMA journal_mode = MEMORY")
    database.execute("PRAGMA synchronous = OFF")
    return database


def rows_of(journal: Journal, own: int, path: bytes, stamp: str) -> dict[str, list[tuple[object, ...]]]:
    """Say what a file leaves in each table; one that is no entry leaves what is wrong with it."""
    try:
        stored = journal.read(Path(os.fsdecode(path)))
    except (InvalidFileError, StorageError) as problem:
        nothing = (None,) * 7
        if isinstance(problem, StorageError):  # it may open the next time, unchanged
            stamp = UNSETTLED
        return {"file": [(own, path, stamp, replace_surrogates(str(problem)), problem.hint, *nothing)]}
    entry = stored.entry
    rank = f"{entry.seconds:015d}\0{entry.id}\0{path!r}".encode()
    facts = (
        replace_surrogates(stored.path.stem),
        entry.written.date().isoformat(),
        rank,
        entry.guide or "note",
        entry.role,
    )
    title = "\n".join([entry.own_title, *entry.attributes, *entry.tags])
    return {
        "file": [(own, path, stamp, None, None, entry.id, *facts, _encode(entry))],
        "about": [(own, name) for name in entry.attributes],
        "tag": [(own, same_tag(tag)) for tag in entry.tags],
        "said": [
            (own, entry.portrait, one.step, "" if one.is_label else one.attribute, rank) for one in entry.responses
        ],
        "placed": [(own, entry.portrait, one.target, one.as_of, rank) for one in entry.placements],
        "plan": [(own, one.id, one.ticked) for one in entry.plans],
        "told": [(own, one.plan) for one in entry.outcomes],
        "words": [(own, title, "\n".join(entry.own_words))],
    }


def insert(database: sqlite3.Connection, batch: Mapping[str, list[tuple[object, ...]]]) -> None:
    """Put rows into their tables, many at a time, and leave the batch empty."""
    for table, rows in batch.items():
        if rows:
            columns = "(rowid, title, body) " if table == "words" else ""
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {table} {columns}VALUES ({marks})", rows)
            rows.clear()


def forget(database: sqlite3.Connection, paths: Iterable[bytes]) -> None:
    """Take files out of every table."""
    rows = [database.execute("SELECT id FROM file WHERE path = ?", (path,)).fetchone() for path in paths]
    known = [row for row in rows if row]
    for table, column in ROWS.items():
        database.executemany(f"DELETE FROM {table} WHERE {column} = ?", known)
