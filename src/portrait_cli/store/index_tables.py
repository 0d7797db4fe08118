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
from portrait_cli.core import search, search_words
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, PortraitError, StorageError
from portrait_cli.core.filters import same_tag
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store.journal import Journal, two_versions

TABLES = """
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL,
    stamp BLOB NOT NULL,
    problem TEXT,
    hint TEXT,
    entry_id TEXT,
    stem TEXT,
    day TEXT,
    rank INTEGER,
    guide INTEGER,
    role INTEGER,
    is_record INTEGER,
    entry BLOB
);
CREATE TABLE IF NOT EXISTS name (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS about (file INTEGER, target INTEGER, PRIMARY KEY (file, target)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tag (file INTEGER, tag TEXT, PRIMARY KEY (file, tag)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS response (
    file INTEGER NOT NULL,
    portrait INTEGER NOT NULL,
    step INTEGER NOT NULL,
    target INTEGER NOT NULL,
    rank INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS placement (
    file INTEGER NOT NULL,
    portrait INTEGER NOT NULL,
    target INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    rank INTEGER NOT NULL,
    has_level INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS plan (
    file INTEGER NOT NULL,
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    ticked INTEGER NOT NULL,
    place INTEGER NOT NULL,
    rank INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS outcome (file INTEGER NOT NULL, plan TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS thread (kind TEXT, file INTEGER, PRIMARY KEY (kind, file)) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words
    USING fts5 (title, body, content = '', tokenize = "ascii");
"""
"""A row of `file` is a file of the journal. If it is not an entry, it has a problem, and NULL from `entry_id` on. An
entry may have a problem, too, that only needs a look.

`rank` puts entries in the order of the journal: by moment, then by id, then by path. It is the moment in seconds,
with room behind it to tell those of one second apart (see `settle_ties`). So "the newest ten" is the end of one
database index, and "newer than this" is one comparison. The tables whose newest rows are asked for have a copy of it.

Portraits, guides, roles, steps and targets are numbers: those of their rows in `name`. A `stem`, the name of a file,
is there only if it is not the entry's id. The `number` of a plan is the one written with it, or 0. It is `ticked` if
its box says how it went; its `place` is where among the plans of its entry it stands. `thread` has the entries that
tell of goals and of evidence. `words` gets the words as `core.search_words` compares them; its tokenizer only looks
for what is between them. It has no copy of them, since they are in `entry` already; so a row is deleted from it by
telling it once more what its words are.
"""
INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS name_text ON name (text);
CREATE INDEX IF NOT EXISTS file_stamp ON file (path, stamp);
CREATE INDEX IF NOT EXISTS file_rank ON file (rank);
CREATE INDEX IF NOT EXISTS file_day ON file (day, rank);
CREATE INDEX IF NOT EXISTS file_entry_id ON file (entry_id);
CREATE INDEX IF NOT EXISTS file_role ON file (rank, role) WHERE role IS NOT NULL;
CREATE INDEX IF NOT EXISTS file_problem ON file (path) WHERE problem IS NOT NULL;
CREATE INDEX IF NOT EXISTS about_target ON about (target, file);
CREATE INDEX IF NOT EXISTS response_file ON response (file);
CREATE INDEX IF NOT EXISTS response_step ON response (portrait, target, step, rank, file);
CREATE INDEX IF NOT EXISTS response_target ON response (portrait, target, rank, file);
CREATE INDEX IF NOT EXISTS placement_file ON placement (file);
CREATE INDEX IF NOT EXISTS placement_target ON placement (portrait, as_of, target, rank, file, has_level);
CREATE INDEX IF NOT EXISTS plan_file ON plan (file);
CREATE INDEX IF NOT EXISTS plan_id ON plan (id, rank, place);
CREATE INDEX IF NOT EXISTS outcome_file ON outcome (file);
CREATE INDEX IF NOT EXISTS outcome_plan ON outcome (plan);
"""
_OF_ENTRIES = ("about", "tag", "response", "placement", "plan", "outcome", "thread")
"""The tables with a column `file`, which has the file's number."""
_READING = "6: plans that are moved and reworded; links of evidence as formatters write them"
"""Changes whenever the same file is read as another entry: the index holds entries as they were read."""
_MADE_BY = f"{__version__}{_READING}{search_words.RULE}{TABLES}{INDEXES}"
VERSION = int.from_bytes(hashlib.sha256(_MADE_BY.encode()).digest()[:4], "big") >> 1
"""Changes with the program, its words and its tables; an index of another version is thrown away."""
UNSETTLED = b""
"""The stamp of a file that has to be read again the next time."""
_TWIN = b"twin"
"""The stamp of a file that has another one's id: it is read again whenever anything has changed."""
_PATIENCE = 5.0
"""Seconds to wait for another process that reads or writes the same file."""

_ROOM = 24
"""How many bits of a rank tell entries of one second apart."""

GOALS = "goal"
EVIDENCE = "evidence"
"""The kinds of threads."""

Rows: TypeAlias = dict[str, list[tuple[object, ...]]]
"""Rows by the name of their table."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Entry).decode


class Names(dict[str, int]):
    """The numbers of the rows in `name`, by their texts; a new text gets the next number."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__(database.execute("SELECT text, id FROM name"))

    def __missing__(self, text: str) -> int:
        self[text] = len(self) + 1
        return self[text]


def unpack(packed: bytes) -> Entry:
    """Read an entry from the index. Raises DatabaseError, as for any other damage, if it cannot be read."""
    try:
        return _decode(packed)
    except msgspec.MsgspecError as error:
        raise sqlite3.DatabaseError(f"a damaged entry in the index: {error}") from error


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


def rows_of(journal: Journal, names: Names, number: int, path: bytes, stamp: bytes) -> Rows:
    """Read a file and return its rows in each table; if it is not an entry, one row says what is wrong with it."""
    try:
        stored = journal.read(Path(os.fsdecode(path)))
    except (InvalidFileError, StorageError) as problem:
        return _problem(number, path, stamp, problem)

    entry = stored.entry
    rank = entry.seconds << _ROOM
    stem = replace_surrogates(stored.path.stem)
    facts = (
        entry.id,
        stem if stem != entry.id else None,
        entry.written.date().isoformat(),
        rank,
        names[entry.guide or "note"],
        names[entry.role] if entry.role else None,
        entry.is_record,
        _encode(entry),
    )

    title, body = search.searched(entry)
    merged = replace_surrogates(two_versions(stored.path)) if stored.is_merged else None
    portrait = names[entry.portrait]
    responses: list[tuple[object, ...]] = []
    for response in entry.responses:
        target = response.attribute
        if response.is_label:  # it names an indicator, and has no words of the person's
            target = ""
        responses.append((number, portrait, names[response.step], names[target], rank))

    return {
        "file": [(number, path, stamp, merged, None, *facts)],
        "about": [(number, names[target]) for target in entry.targets],
        "tag": [(number, tag) for tag in set(map(same_tag, entry.tags))],
        "response": responses,
        "placement": [
            (number, portrait, names[one.target], one.as_of, rank, one.height is not None) for one in entry.placements
        ],
        "plan": _plans(number, entry, rank),
        "outcome": [(number, outcome.plan) for outcome in entry.outcomes],
        "thread": _threads(number, entry),
        "words": [(number, search_words.folded(title), search_words.folded(body))],
    }


def _plans(number: int, entry: Entry, rank: int) -> list[tuple[object, ...]]:
    """Make a row of each plan, even if an entry holds it more than once."""
    first: dict[str, int] = {}
    for plan in entry.plans:
        first.setdefault(plan.id, plan.number)
    ticked = {plan.id for plan in entry.plans if plan.outcome_by_hand}
    return [
        (number, name, written, name in ticked, place, rank) for place, (name, written) in enumerate(first.items())
    ]


def _threads(number: int, entry: Entry) -> list[tuple[object, ...]]:
    told = {GOALS: entry.tells_of_goals, EVIDENCE: entry.tells_of_evidence}
    return [(kind, number) for kind, is_told in told.items() if is_told]


def _problem(number: int, path: bytes, stamp: bytes, problem: PortraitError) -> Rows:
    if isinstance(problem, StorageError):  # the file may open the next time, although it is unchanged
        stamp = UNSETTLED
    no_facts = (None,) * 8
    return {"file": [(number, path, stamp, replace_surrogates(str(problem)), problem.hint, *no_facts)]}


def rank_bounds(since: date, until: date) -> tuple[int, int]:
    """Return bounds for the ranks of the entries of some days, in any time zone.

    A rank begins with the moment in UTC, which may be on the day before or after the local one.
    """
    lowest = (since.toordinal() - 1) * 86_400
    highest = (until.toordinal() + 2) * 86_400
    return lowest << _ROOM, highest << _ROOM


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


def keep_names(database: sqlite3.Connection, names: Names) -> None:
    """Put the names that are new into their table."""
    rows = ((number, text) for text, number in names.items())
    database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", rows)


def settle_ties(database: sqlite3.Connection, first_new: int) -> None:
    """Put entries of one second in order, by id and then by path, wherever one of them is new."""
    new = "SELECT DISTINCT rank >> :room AS second FROM file WHERE id >= :first_new AND rank IS NOT NULL"
    tied = f"""
        SELECT id, rank, (rank >> :room << :room) + row_number() OVER (
            PARTITION BY rank >> :room ORDER BY entry_id, path
        ) - 1
        FROM ({new}) AS changed
        CROSS JOIN file ON rank BETWEEN second << :room AND (second + 1 << :room) - 1"""
    found = database.execute(tied, {"room": _ROOM, "first_new": first_new}).fetchall()
    ranks = [(right, number) for number, rank, right in found if right != rank]
    for table, column in (("file", "id"), ("response", "file"), ("placement", "file"), ("plan", "file")):
        database.executemany(f"UPDATE {table} SET rank = ? WHERE {column} = ?", ranks)


def leave_out_twins(database: sqlite3.Connection, first_new: int) -> None:
    """Keep one of several files with the same id, wherever one of them is new, and say of the others what they are.

    A sync program makes such copies, in the end under another name: the one that is named after its id is kept.
    """
    with_twins = """
        SELECT entry_id FROM file WHERE entry_id IN (SELECT entry_id FROM file WHERE id >= ?)
        GROUP BY entry_id HAVING count(*) > 1"""
    for (entry_id,) in database.execute(with_twins, (first_new,)).fetchall():
        same = "SELECT id, path FROM file WHERE entry_id = ? ORDER BY stem IS NOT NULL, path"
        (_, kept), *twins = database.execute(same, (entry_id,)).fetchall()
        for number, path in twins:
            problem = (
                f"{_shown(path)}: it has the same id as {_shown(kept)}, perhaps from a sync program; it is left out"
            )
            forget(database, [path])
            insert(database, _problem(number, path, _TWIN, InvalidFileError(problem, hint=_OF_TWINS)))
            stem = replace_surrogates(Path(os.fsdecode(path)).stem)
            database.execute("UPDATE file SET stem = ? WHERE id = ?", (stem, number))


_OF_TWINS = "compare the two, and delete one"


def _shown(path: bytes) -> str:
    return replace_surrogates(os.fsdecode(path))


def forget(database: sqlite3.Connection, paths: Iterable[bytes]) -> None:
    """Delete the rows of some files from every table."""
    for path in paths:
        for number, entry in database.execute("SELECT id, entry FROM file WHERE path = ?", (path,)).fetchall():
            if entry is not None:
                words = map(search_words.folded, search.searched(unpack(entry)))
                delete = "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)"
                database.execute(delete, (number, *words))
            for table in _OF_ENTRIES:
                database.execute(f"DELETE FROM {table} WHERE file = ?", (number,))
            database.execute("DELETE FROM file WHERE id = ?", (number,))
