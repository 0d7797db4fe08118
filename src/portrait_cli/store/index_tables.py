"""The index's tables, and the rows that an entry has in each of them."""

import hashlib
import os
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import msgspec

from portrait_cli import __version__
from portrait_cli.core.errors import InvalidFileError, PortraitError, StorageError
from portrait_cli.core.filters import same_tag
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store.journal import Journal

TABLES = """
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL,
    stamp TEXT NOT NULL,
    problem TEXT,
    hint TEXT,
    entry_id TEXT,
    stem TEXT,
    day TEXT,
    rank BLOB,
    guide TEXT,
    role TEXT,
    entry BLOB
);
CREATE TABLE IF NOT EXISTS about (file INTEGER NOT NULL, attribute TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tag (file INTEGER NOT NULL, tag TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS response (
    file INTEGER NOT NULL,
    portrait TEXT NOT NULL,
    step TEXT NOT NULL,
    target TEXT NOT NULL,
    rank BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS placement (
    file INTEGER NOT NULL,
    portrait TEXT NOT NULL,
    target TEXT NOT NULL,
    as_of TEXT NOT NULL,
    rank BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS plan (file INTEGER NOT NULL, id TEXT NOT NULL, ticked INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS outcome (file INTEGER NOT NULL, plan TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, body, tokenize = "unicode61 remove_diacritics 2");
"""
"""A row of `file` is a file of the journal. If it is not an entry, it has a problem, and NULL from `entry_id` on.

`rank` puts entries in the order of the journal: by moment, then by id, then by path. All three are in one value, so
that "the newest ten" is the end of one database index, and "newer than this" is one comparison. The moment is padded
with zeros, because values are compared byte by byte. They are blobs, because a NUL divides the three parts, and texts
in SQLite should not hold one. The tables whose newest rows are asked for have a copy of it.
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS file_stamp ON file (path, stamp);
CREATE INDEX IF NOT EXISTS file_rank ON file (rank);
CREATE INDEX IF NOT EXISTS file_day ON file (day, rank);
CREATE INDEX IF NOT EXISTS file_entry_id ON file (entry_id);
CREATE INDEX IF NOT EXISTS file_role ON file (rank, role) WHERE role <> '';
CREATE INDEX IF NOT EXISTS file_problem ON file (path) WHERE problem IS NOT NULL;
CREATE INDEX IF NOT EXISTS about_file ON about (file);
CREATE INDEX IF NOT EXISTS about_attribute ON about (attribute, file);
CREATE INDEX IF NOT EXISTS tag_file ON tag (file);
CREATE INDEX IF NOT EXISTS response_file ON response (file);
CREATE INDEX IF NOT EXISTS response_step ON response (portrait, target, step, rank, file);
CREATE INDEX IF NOT EXISTS response_target ON response (portrait, target, rank, file);
CREATE INDEX IF NOT EXISTS placement_file ON placement (file);
CREATE INDEX IF NOT EXISTS placement_target ON placement (portrait, as_of, target, rank, file);
CREATE INDEX IF NOT EXISTS plan_file ON plan (file);
CREATE INDEX IF NOT EXISTS plan_id ON plan (id);
CREATE INDEX IF NOT EXISTS outcome_file ON outcome (file);
CREATE INDEX IF NOT EXISTS outcome_plan ON outcome (plan);
"""
ROWS = {
    "file": "id",
    "about": "file",
    "tag": "file",
    "response": "file",
    "placement": "file",
    "plan": "file",
    "outcome": "file",
    "words": "rowid",
}
"""The tables, each with the column that has the file's number."""
VERSION = int.from_bytes(hashlib.sha256(f"{__version__}{TABLES}{INDEXES}".encode()).digest()[:4], "big") >> 1
"""Changes with the program and its tables; an index of another version is thrown away."""
UNSETTLED = ""
"""The stamp of a file that has to be read again the next time."""
_PATIENCE = 5.0
"""Seconds to wait for another process that reads or writes the same file."""

_SECONDS = "015d"
"""How a moment is written at the beginning of a rank."""

Rows: TypeAlias = dict[str, list[tuple[object, ...]]]
"""Rows by the name of their table."""

_encode = msgspec.msgpack.Encoder().encode


def connect(file: Path) -> sqlite3.Connection:
    """Open a database. It is written without care for a power cut, after which its seal would be missing."""
    database = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        database.execute("PRAGMA journal_mode = MEMORY")
        database.execute("PRAGMA synchronous = OFF")
    except BaseException:
        database.close()
        raise
    return database


def rows_of(journal: Journal, number: int, path: bytes, stamp: str) -> Rows:
    """Read a file and return its rows in each table; if it is not an entry, one row says what is wrong with it."""
    try:
        stored = journal.read(Path(os.fsdecode(path)))
    except (InvalidFileError, StorageError) as problem:
        return _problem(number, path, stamp, problem)

    entry = stored.entry
    rank = f"{entry.seconds:{_SECONDS}}\0{entry.id}\0{path!r}".encode()
    facts = (
        entry.id,
        replace_surrogates(stored.path.stem),
        entry.written.date().isoformat(),
        rank,
        entry.guide or "note",
        entry.role,
        _encode(entry),
    )

    responses: list[tuple[object, ...]] = []
    for response in entry.responses:
        target = response.attribute
        if response.is_label:  # it names an indicator, and has no words of the person's
            target = ""
        responses.append((number, entry.portrait, response.step, target, rank))

    title = "\n".join([entry.own_title, *entry.attributes, *entry.tags])
    return {
        "file": [(number, path, stamp, None, None, *facts)],
        "about": [(number, attribute) for attribute in entry.attributes],
        "tag": [(number, same_tag(tag)) for tag in entry.tags],
        "response": responses,
        "placement": [(number, entry.portrait, one.target, one.as_of, rank) for one in entry.placements],
        "plan": [(number, plan.id, plan.ticked) for plan in entry.plans],
        "outcome": [(number, outcome.plan) for outcome in entry.outcomes],
        "words": [(number, title, "\n".join(entry.own_words))],
    }


def _problem(number: int, path: bytes, stamp: str, problem: PortraitError) -> Rows:
    if isinstance(problem, StorageError):  # the file may open the next time, although it is unchanged
        stamp = UNSETTLED
    no_facts = (None,) * 7
    return {"file": [(number, path, stamp, replace_surrogates(str(problem)), problem.hint, *no_facts)]}


def rank_bounds(since: date, until: date) -> tuple[bytes, bytes]:
    """Return bounds for the ranks of the entries of some days, in any time zone.

    A rank begins with the moment in UTC, which may be on the day before or after the local one.
    """
    lowest = (since.toordinal() - 1) * 86_400
    highest = (until.toordinal() + 2) * 86_400
    if lowest == 0:  # the first day there is: its moments in the east may be below zero
        return b"", f"{highest:{_SECONDS}}".encode()
    return f"{lowest:{_SECONDS}}".encode(), f"{highest:{_SECONDS}}".encode()


def insert(database: sqlite3.Connection, batch: Rows) -> None:
    """Put rows into their tables, many at a time, and leave the batch empty."""
    for table, rows in batch.items():
        if not rows:
            continue
        marks = ", ".join("?" * len(rows[0]))
        columns = ""
        if table == "words":  # the number of a full-text row is not among its columns
            columns = "(rowid, title, body)"
        database.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", rows)
        rows.clear()


def forget(database: sqlite3.Connection, paths: Iterable[bytes]) -> None:
    """Delete the rows of some files from every table."""
    numbers: list[tuple[int]] = []
    for path in paths:
        numbers += database.execute("SELECT id FROM file WHERE path = ?", (path,))
    for table, column in ROWS.items():
        database.executemany(f"DELETE FROM {table} WHERE {column} = ?", numbers)
