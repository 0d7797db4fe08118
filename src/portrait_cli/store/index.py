"""The index: what the journal's files say, in a database that may be deleted at any time.

It is brought up to date from the files at each use and never trusted over them. It says which entries to look at, and
holds them as they were read; what they mean is the core's to say.
"""

import hashlib
import marshal
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from portrait_cli.core import plans, step_name
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, LockedError, PortraitError
from portrait_cli.core.filters import Filters, same_tag
from portrait_cli.core.growth import Needed
from portrait_cli.core.past import NEAR, YEAR, Past, YearAgo, a_year_ago, recalled, said_last
from portrait_cli.core.plans import OpenPlan
from portrait_cli.core.search import Query
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store.files import locked, replace
from portrait_cli.store.index_tables import (
    INDEXES,
    ROWS,
    TABLES,
    UNSETTLED,
    VERSION,
    connect,
    forget,
    insert,
    rows_of,
)
from portrait_cli.store.journal import Journal, Stored

_BATCH = 500
"""Files after which what was read is written."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which one more change to a file surely gives it another stamp."""
_PATIENCE = 5.0
"""Seconds to wait for another process that brings the same index up to date."""
_OLDEST_FIRST = "ORDER BY rank"

Tell = Callable[[int, int], None]
"""Hears how many of how many files have been read."""

_decode = msgspec.msgpack.Decoder(Entry).decode


class Found(Struct, frozen=True):
    """Entries, and how many more there are of the kind."""

    entries: list[Stored]
    more: int = 0


class Index:
    """A journal's entries, found without reading every file."""

    def __init__(self, journal: Journal, cache: Path, tell: Tell) -> None:
        """Bring the index up to date; where it cannot be kept it is made in memory, for this once.

        Raises StorageError when the journal's folder cannot be opened.
        """
        self._journal = journal
        self._tell = tell
        name = hashlib.sha256(os.fsencode(os.path.realpath(journal.folder))).hexdigest()[:16]
        self._file = cache / f"index-{name}.sqlite"
        self._seal = self._file.with_suffix(".seal")
        self._closed: list[PortraitError] = []
        """What is wrong with folders that cannot be opened."""
        self._stamps = journal.stamps(self._closed)
        """The files as they are now."""
        try:
            self._database = self._kept() if self._stamps else self._in_memory()  # of nothing none need be kept
        except (sqlite3.Error, OSError, PortraitError):  # locked, full, or not ours to write
            self._database = self._in_memory()

    # --- which entries ---

    def entries(self, filters: Filters, most: int = -1) -> Found:
        """Find the entries meant, newest first, no more than `most`; all of them when it is below zero."""
        where, values = _where(filters)
        found = self._stored(f"WHERE {where} ORDER BY rank DESC LIMIT ?", (*values, most))
        if most < 0 or len(found) < most:
            return Found(found)
        total = self._rows(f"SELECT count(*) FROM file WHERE {where}", values)[0][0]
        return Found(found, total - len(found))

    def search(self, query: Query, filters: Filters, most: int = -1) -> Found:
        """Find the entries meant in which the query's words stand, the best first."""
        where, values = _where(filters)
        if query.wanted:
            source = "(SELECT rowid, bm25(words, 4.0, 1.0) AS worth FROM words WHERE words MATCH ?) AS hit"
            where, values = f"file.id = hit.rowid AND {where}", (query.wanted, *values)
            order = "hit.worth, rank DESC"
        else:
            source, order = "(SELECT 1) AS hit", "rank DESC"
        if query.unwanted:
            where += " AND file.id NOT IN (SELECT rowid FROM words WHERE words MATCH ?)"
            values = (*values, query.unwanted)
        found = self._stored(f", {source} WHERE {where} ORDER BY {order} LIMIT ?", (*values, most))
        if most < 0 or len(found) < most:
            return Found(found)
        total = self._rows(f"SELECT count(*) FROM file, {source} WHERE {where}", values)[0][0]
        return Found(found, total - len(found))

    def newest(self) -> Stored | None:
        """Find the newest entry."""
        return next(iter(self._stored("WHERE rank IS NOT NULL ORDER BY rank DESC LIMIT 1")), None)

    def newest_role(self, known: Iterable[str]) -> str:
        """Name the role that was taken last, of those that are known."""
        names = tuple(known)
        marks = ", ".join("?" * len(names))
        query = f"SELECT role FROM file WHERE role <> '' AND role IN ({marks}) ORDER BY rank DESC LIMIT 1"
        rows = self._rows(query, names)
        return str(rows[0][0]) if rows else ""

    def of_day(self, day: date) -> list[Stored]:
        """Find the entries of a day, oldest first."""
        return self._stored(f"WHERE day = ? {_OLDEST_FIRST}", (day.isoformat(),))

    def between(self, first: date, last: date) -> list[Stored]:
        """Find the entries from one day to another, oldest first."""
        return self._stored(f"WHERE day BETWEEN ? AND ? {_OLDEST_FIRST}", (first.isoformat(), last.isoformat()))

    def named(self, name: str) -> list[Stored]:
        """Find the entries of this file name, else of this id, else those whose id begins so; oldest first."""
        for column in ("stem", "name"):
            exact = self._stored(f"WHERE {column} = ? {_OLDEST_FIRST}", (name,))
            if exact or not name:
                return exact
        return self._stored(f"WHERE substr(name, 1, ?) = ? {_OLDEST_FIRST}", (len(name), name))

    def days(self, filters: Filters) -> dict[str, int]:
        """Count the entries meant of each day."""
        where, values = _where(filters)
        return dict(self._rows(f"SELECT day, count(*) FROM file WHERE {where} GROUP BY day ORDER BY day", values))

    def problems(self) -> list[PortraitError]:
        """Say what is wrong with the files that are no entries."""
        rows = self._rows("SELECT problem, hint FROM file WHERE problem IS NOT NULL ORDER BY path")
        return [*self._closed, *(InvalidFileError(problem, hint=hint) for problem, hint in rows)]

    # --- what a session and the pictures need to know ---

    def past(self, portrait: str) -> Past:
        """Say what all the entries know of a portrait."""
        return Past(
            used=self._used(portrait),
            said=said_last(self._newest_words_and_levels(portrait)),
            recalled=recalled(self._newest_of_guides(portrait)),
            open_plans=self._open_plans(),
        )

    def _used(self, portrait: str) -> dict[str, int]:
        rows = self._rows("SELECT step, count(*) FROM said WHERE portrait = ? GROUP BY target, step", (portrait,))
        return dict(rows)

    def _newest_words_and_levels(self, portrait: str) -> list[Entry]:
        words, levels = _newest_by_target("said"), _newest_by_target("placed", "AND as_of = 'now'")
        return self._read(f"WHERE id IN ({words} UNION {levels}) {_OLDEST_FIRST}", (portrait,))

    def _newest_of_guides(self, portrait: str) -> list[Entry]:
        return self._read(
            f"""WHERE id IN (SELECT file FROM
                (SELECT file, max(rank) FROM said WHERE portrait = ? AND target = ? GROUP BY step)
            ) {_OLDEST_FIRST}""",
            (portrait, step_name.GUIDE),
        )

    def _open_plans(self) -> tuple[OpenPlan, ...]:
        """Find the open plans; an entry that holds one may hold others, of whose end it does not know."""
        unclosed = """SELECT name FROM plan WHERE name NOT IN (SELECT name FROM told)
            AND name NOT IN (SELECT name FROM plan WHERE ticked)"""
        names = {name for (name,) in self._rows(unclosed)}
        entries = self._read(f"WHERE id IN (SELECT file FROM plan WHERE name IN ({unclosed})) {_OLDEST_FIRST}")
        return tuple(one for one in plans.still_open(entries) if one.plan.id in names)

    def with_plans(self) -> list[Entry]:
        """Find the entries in which a plan is made or told of, oldest first."""
        return self._read(f"WHERE id IN (SELECT file FROM plan UNION SELECT file FROM told) {_OLDEST_FIRST}")

    def telling_of(self, entry: Entry) -> list[Entry]:
        """Find the entries that hold the plans of an entry, or say how they went, oldest first."""
        names = (msgspec.json.encode([plan.id for plan in entry.plans]).decode(),)
        named = "name IN (SELECT value FROM json_each(?1))"
        return self._read(
            f"""WHERE id IN (SELECT file FROM plan WHERE {named} UNION SELECT file FROM told WHERE {named})
            {_OLDEST_FIRST}""",
            names,
        )

    def with_levels(self, needed: Needed) -> list[Entry]:
        """Find the newest entries that place a target, as many as are needed, and the first one; oldest first.

        Those that tell in that time how plans on the target went are there too, and those that made these plans.
        """
        placing = """SELECT placed.file, placed.rank FROM placed CROSS JOIN file ON file.id = placed.file
            WHERE portrait = ?1 AND target = ?2 AND day BETWEEN ?4 AND ?5 AND placed.rank BETWEEN ?6 AND ?7
            AND as_of ="""
        newest, first = "ORDER BY placed.rank DESC LIMIT ?3", "ORDER BY placed.rank LIMIT 1"
        within = "FROM file WHERE +day <= ?5 AND rank BETWEEN (SELECT min(rank) FROM newest) AND ?7"
        on_it = "EXISTS (SELECT 1 FROM about WHERE attribute = ?2 AND about.file = plan.file)"
        return self._read(
            f"""WHERE id IN (
                WITH newest AS (SELECT * FROM (
                    SELECT * FROM ({placing} 'now' {newest}) UNION SELECT * FROM ({placing} 'then' {newest})
                ) ORDER BY rank DESC LIMIT ?3),
                span AS (SELECT id, rank {within}),
                telling AS (SELECT told.file, told.name FROM span CROSS JOIN told ON told.file = span.id
                    CROSS JOIN plan ON plan.name = told.name WHERE {on_it} ORDER BY span.rank DESC LIMIT 4 * ?3),
                ticked AS (SELECT plan.file FROM span CROSS JOIN plan ON plan.file = span.id
                    WHERE plan.ticked AND {on_it} ORDER BY span.rank DESC LIMIT 4 * ?3)
                SELECT file FROM newest
                UNION SELECT file FROM ({placing} 'now' {first}) UNION SELECT file FROM ({placing} 'then' {first})
                UNION SELECT file FROM telling UNION SELECT file FROM ticked
                UNION SELECT file FROM plan WHERE name IN (SELECT name FROM telling)
            ) {_OLDEST_FIRST}""",
            (
                needed.portrait,
                needed.target,
                needed.newest,
                needed.since.isoformat(),
                needed.until.isoformat(),
                *_ranks(needed.since, needed.until),
            ),
        )

    def portraits_placed(self) -> list[tuple[str, str]]:
        """List every portrait with every attribute and indicator that was placed in it."""
        beyond = (
            "placed.portrait = this.portrait AND placed.as_of = this.as_of AND placed.target > this.target",
            "placed.portrait = this.portrait AND placed.as_of > this.as_of",
            "placed.portrait > this.portrait",
        )
        first = (
            "(SELECT placed.rowid FROM placed WHERE {} ORDER BY placed.portrait, placed.as_of, placed.target LIMIT 1)"
        )
        later = ", ".join(first.format(where) for where in beyond)
        return self._rows(  # from each to the next in the index: to look at every row would take long
            f"""WITH RECURSIVE one (at) AS (SELECT {first.format("true")} UNION ALL
                SELECT coalesce({later}) FROM one JOIN placed AS this ON this.rowid = at)
            SELECT DISTINCT portrait, target FROM one JOIN placed ON placed.rowid = at ORDER BY portrait, target"""
        )

    def a_year_before(self, today: date) -> YearAgo | None:
        """Find something said about a year before a day."""
        day = today - YEAR
        near = self.between(day - NEAR, day + NEAR)
        return a_year_ago([stored.entry for stored in near], today)

    # --- bringing it up to date ---

    def _kept(self) -> sqlite3.Connection:
        """Open the index in the cache; whatever was written into it by others is thrown away."""
        if self._sealed() == self._state(self._digest()):
            return connect(self._file)
        with locked(self._file.with_suffix(".lock"), _PATIENCE) as got:
            if not got:
                raise LockedError("the index is busy")
            if self._sealed().partition("\n")[0] != self._state():
                self._file.unlink(missing_ok=True)
            self._seal.unlink(missing_ok=True)  # until all is written: a crash leaves no seal, and so no index
            self._file.touch(mode=0o600)
            database = connect(self._file)
            settled = self._update(database)
            replace(self._seal, self._state(self._digest() if settled else "unsettled"))
        return database

    def _sealed(self) -> str:
        """Read in which state we left the index, and the files; nothing where there is no seal."""
        try:
            return self._seal.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def _state(self, digest: str = "") -> str:
        try:
            state = self._file.stat()
        except OSError:
            return "no index"
        mine = f"{VERSION} {state.st_size} {state.st_mtime_ns} {state.st_ino}"
        return f"{mine}\n{digest}" if digest else mine

    def _digest(self) -> str:
        """Say in a few characters which files there are, and in which state."""
        said = marshal.dumps(self._stamps, 2)  # the version that depends on nothing but the values, and is quick
        return hashlib.blake2b(said, digest_size=16).hexdigest()

    def _in_memory(self) -> sqlite3.Connection:
        database = connect(Path(":memory:"))
        self._update(database)
        return database

    def _update(self, database: sqlite3.Connection) -> bool:
        """Read what changed; say whether nothing can change without being seen the next time."""
        database.executescript(TABLES)
        known = dict(database.execute("SELECT path, stamp FROM file").fetchall())
        stamps = {os.fsencode(path): " ".join(map(str, stamp)) for path, stamp in self._stamps.items()}
        changed = sorted(path for path, stamp in stamps.items() if known.get(path) != stamp)
        with database:
            forget(database, [path for path in known if path not in stamps or known[path] != stamps[path]])
            first = database.execute("SELECT coalesce(max(id), 0) FROM file").fetchone()[0]
            batch: dict[str, list[tuple[object, ...]]] = {table: [] for table in ROWS}
            settled = True
            for done, path in enumerate(changed, start=1):
                # A file changed a moment ago may change again within the clock's tick: its stamp is not believed.
                is_new = max(self._stamps[os.fsdecode(path)][2:]) > time.time_ns() - _SETTLED
                rows = rows_of(self._journal, first + done, path, UNSETTLED if is_new else stamps[path])
                settled = settled and rows["file"][0][2] != UNSETTLED
                for table in rows:
                    batch[table] += rows[table]
                if done % _BATCH == 0 or done == len(changed):
                    insert(database, batch)
                self._tell(done, len(changed))
        database.executescript(INDEXES)  # after the rows: so the first ones come in faster
        return settled

    # --- reading rows ---

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        fit = tuple(replace_surrogates(value) if isinstance(value, str) else value for value in values)
        try:
            return self._database.execute(query, fit).fetchall()
        except sqlite3.DatabaseError:
            self._begin_anew()
            return self._database.execute(query, fit).fetchall()

    def _begin_anew(self) -> None:
        """Read the files themselves: the index is damaged after all, and only a copy."""
        self._seal.unlink(missing_ok=True)
        self._database = self._in_memory()

    def _stored(self, rest: str, values: tuple[object, ...] = ()) -> list[Stored]:
        query = f"SELECT path, entry FROM file {rest}"
        try:
            return _decoded(self._rows(query, values))
        except msgspec.MsgspecError:
            self._begin_anew()
            return _decoded(self._rows(query, values))

    def _read(self, rest: str, values: tuple[object, ...] = ()) -> list[Entry]:
        return [stored.entry for stored in self._stored(rest, values)]


def _newest_by_target(table: str, only: str = "") -> str:
    """Ask for the newest file of each target of a portrait: from one target to the next, past all the other rows."""
    of_portrait = f"FROM {table} WHERE portrait = ?1 {only}"
    return f"""SELECT (SELECT file {of_portrait} AND target = one.name ORDER BY rank DESC LIMIT 1) FROM (
            WITH RECURSIVE one (name) AS (SELECT min(target) {of_portrait} UNION ALL
                SELECT (SELECT min(target) {of_portrait} AND target > one.name) FROM one WHERE name IS NOT NULL)
            SELECT name FROM one WHERE name IS NOT NULL) AS one"""


def _ranks(since: date, until: date) -> tuple[bytes, bytes]:
    """Bound the ranks of the entries of some days, wherever on earth the days were."""
    low, high = (since.toordinal() - 1) * 86_400, (until.toordinal() + 2) * 86_400
    return f"{low:015d}".encode() if low else b"", f"{high:015d}".encode()


def _decoded(rows: list[tuple[bytes, bytes | None]]) -> list[Stored]:
    return [Stored(Path(os.fsdecode(path)), _decode(entry)) for path, entry in rows if entry is not None]


def _where(filters: Filters) -> tuple[str, tuple[str, ...]]:
    """Say a selection in the database's language; it means what `Selection.fits` says."""
    wanted = [
        ("day >= ?", filters.since.isoformat() if filters.since else ""),
        ("day <= ?", filters.until.isoformat() if filters.until else ""),
        ("file.id IN (SELECT file FROM about WHERE attribute = ?)", filters.attribute),
        ("guide = ?", filters.guide),
        ("role = ?", filters.role),
        ("file.id IN (SELECT file FROM tag WHERE tag = ?)", same_tag(filters.tag) if filters.tag else ""),
    ]
    used = [(clause, value) for clause, value in wanted if value]
    return " AND ".join(["rank IS NOT NULL", *(clause for clause, _ in used)]), tuple(value for _, value in used)
