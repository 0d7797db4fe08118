"""Contributions as three small tables in memory: people, what each of them answered, and what the answers mean.

A contribution is a line of JSON here, and DuckDB takes it apart: an id, the placements, and what is around them,
called its frame. A million lines have a few frames and placements again and again; each new one is read once by the
rules of `contribution_file`, which alone decide what is a contribution. A file in which any line is not written as we
write it is left to the caller, who reads it by the same rules line by line.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from portrait_cli.core.cohort_answers import KEPT, NONE_KEPT, PLANS, KnownAnswers
from portrait_cli.core.cohort_rounds import RoundRead
from portrait_cli.core.contribution import CONSENT, Contribution, Placed
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import contribution_file

TABLES: Mapping[str, Mapping[str, str]] = {
    "people": {"person": "int64", "round": "string", "role": "string"},
    "placements": {"person": "int64", "answer_number": "int64"},
    "answers": {"answer_number": "int64", "target": "string", "scale": "string", "answer": "string"},
}
"""The tables that an engine counts, with their columns. Nothing of them outlasts the command."""

CountRow: TypeAlias = tuple[str, str, str, str, str, int]
"""Round, target, scale, role, answer, and how many leaders gave it."""

_ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",
    "preserve_insertion_order": False,
}
"""Nothing is fetched from the network, nothing is written to the disk, and no order of lines matters."""
_OPENS, _CLOSES = '"placements":[', '],"consent":'
"""What is before and after the placements, in a line as we write it."""
_SOME_ID = "0" * 16
_PROBED = Placed("probe", "probe/1", "probe")
_HEAD, _, _REST = (
    contribution_file.line(Contribution(_SOME_ID, 1, "probe", "2026-01", "probe", "1", (_PROBED,), CONSENT))
    .decode()
    .removeprefix(f'{{"id":"{_SOME_ID}')
    .partition("{")
)
_PROBE, _, _ENDS = _REST.partition("}")
_TAIL = _ENDS.rstrip()
"""The parts of a line whose placement means nothing."""
_MOST_NEW = 10_000
"""Lines with more different frames or placements than this are read one by one."""
_BITS = 120
"""What is placed has a bit each, as far as they go; lines that seem to place something twice are read one by one."""
_ROWS_AT_ONCE = 100_000

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "frames": {
        "head": "VARCHAR",
        "tail": "VARCHAR",
        "frame": "UINTEGER",
        "version": "UINTEGER",
        "round": "VARCHAR",
        "month": "VARCHAR",
        "portrait": "VARCHAR",
        "portrait_version": "VARCHAR",
        "role": "VARCHAR",
        "plans": "UINTEGER",
        "is_elsewhere": "BOOLEAN",
    },
    "pieces": {"piece": "VARCHAR", "answer_number": "UINTEGER", "bit": "HUGEINT"},
    "answers": {"answer_number": "UINTEGER", "target": "VARCHAR", "scale": "VARCHAR", "answer": "VARCHAR"},
    "everyone": {"person": "UINTEGER", "id": "VARCHAR", "frame": "UINTEGER", "file": "UINTEGER", "said": "UBIGINT"},
    "placements": {"person": "UINTEGER", "answer_number": "UINTEGER"},
}
"""The tables that are filled while contributions are read: frames and placements as texts, and what they mean."""
_LINES_GIVEN = """
CREATE OR REPLACE TABLE lines AS SELECT unnest(?::VARCHAR[]) AS line, unnest(?::UINTEGER[]) AS file
"""
_LINES_OF_FILES = """
CREATE OR REPLACE TABLE lines AS
SELECT line, {file} AS file
FROM read_csv(
    {names}, columns = {{'line': 'VARCHAR'}}, auto_detect = false, header = false, delim = '', quote = '',
    escape = '', compression = 'none', max_line_size = {longest}
)
WHERE line <> ''
"""
_PARTS = """
CREATE OR REPLACE TABLE parts AS
WITH parted AS (
    SELECT
        file, substring(line, 8, 16) AS id,
        substring(line, 24, opens + {opens} - 24) AS head,
        substring(line, opens + {opens}, closes - opens - {opens}) AS body,
        substring(line, closes) AS tail,
        starts_with(line, '{{"id":"') AND regexp_full_match(substring(line, 8, 16), '[0-9a-z]{{16}}')
            AND opens > 24 AND closes >= opens + {opens}
            AND (body = '' OR (starts_with(body, '{{') AND ends_with(body, '}}'))) AS is_ours
    FROM (SELECT *, strpos(line, '{_OPENS}') AS opens, strpos(line, '{_CLOSES}') AS closes FROM lines)
)
SELECT
    file, id, body, CASE WHEN is_ours THEN frame END AS frame,
    CASE WHEN is_ours AND version IS NULL THEN head END AS head,
    CASE WHEN is_ours AND version IS NULL THEN tail END AS tail
FROM parted LEFT JOIN frames USING (head, tail)
"""
"""The lines in parts. Positions count from 1: an id begins at 8, and the quotation mark after it is at 24.

Of a table DuckDB knows whether it is all ASCII, which makes this three times as quick as on what comes from a file.
"""
_NEW_FRAMES = "SELECT DISTINCT head, tail FROM parts ANTI JOIN frames USING (head, tail) WHERE head IS NOT NULL"
_PLACED = """
CREATE OR REPLACE TABLE placed AS
SELECT person::UINTEGER AS person, answer_number, bit, CASE WHEN answer_number IS NULL THEN piece END AS piece
FROM (
    SELECT {first} + rowid AS person, unnest(string_split(substring(body, 2, length(body) - 2), '}},{{')) AS piece
    FROM parts WHERE body <> ''
)
LEFT JOIN pieces USING (piece)
"""
"""The placements, each without its braces."""
_NEW_PIECES = "SELECT DISTINCT piece FROM placed ANTI JOIN pieces USING (piece) WHERE piece IS NOT NULL"
_HAS_OTHERS = """
SELECT EXISTS (FROM parts LEFT JOIN frames USING (frame) WHERE version IS NULL OR (file IS NULL AND is_elsewhere))
"""
"""Also if it is not known which of several files is of another portrait."""
_HAS_OTHER_PLACEMENTS = """
SELECT EXISTS (
    SELECT person FROM placed GROUP BY person HAVING bool_or(bit IS NULL) OR bit_count(bit_or(bit)) < count(*)
)
"""
_KEEP = (
    "INSERT INTO everyone SELECT {first} + rowid, id, frame, file, hash(body) FROM parts",
    "INSERT INTO placements SELECT person, answer_number FROM placed",
    "INSERT INTO placements SELECT {first} + parts.rowid, plans FROM parts JOIN frames USING (frame)",
)
_DOUBLES = "SELECT count(*) - count(DISTINCT id) FROM everyone"
_NEWEST = """
CREATE OR REPLACE TABLE newest AS
SELECT arg_max(person, (version, month, round, portrait, portrait_version, role, plans, said)) AS person
FROM everyone JOIN frames USING (frame) GROUP BY id
"""
"""Of those with one id the one that counts, in whatever order they came: see `contribution.counted`."""
_ALL_OF_THEM = "CREATE OR REPLACE TABLE newest AS SELECT person FROM everyone"
_OURS = "FROM newest JOIN everyone USING (person) JOIN frames USING (frame) WHERE NOT is_elsewhere"
_OTHER_PORTRAITS = """
SELECT DISTINCT file, portrait FROM everyone JOIN frames USING (frame) WHERE is_elsewhere ORDER BY ALL
"""
_ROUNDS = f"SELECT round, count(*), min(month), max(month) {_OURS} GROUP BY round ORDER BY round"
_FILES_AGAIN = """
SELECT list_sort(list(DISTINCT file)) AS files FROM everyone WHERE file IS NOT NULL
GROUP BY id HAVING count(*) > 1 ORDER BY files
"""
_FILES_OF_ROUND = f"SELECT DISTINCT file {_OURS} AND round = ? AND file IS NOT NULL ORDER BY file"
_FILES_OF_PEOPLE = """
SELECT DISTINCT file FROM people JOIN everyone USING (person)
WHERE round = ? AND file IS NOT NULL AND left(sha256(id), 32) IN (SELECT unnest(?::VARCHAR[])) ORDER BY file
"""
_PEOPLE = f"""
CREATE OR REPLACE TABLE people AS
WITH names AS (SELECT unnest(?::VARCHAR[]) AS role), chosen AS (
    SELECT unnest(?::VARCHAR[]) AS called, unnest(?::VARCHAR[]) AS name
)
SELECT person, name AS round, CASE WHEN role IN (FROM names) THEN role ELSE '' END AS role
FROM (SELECT person, round AS called, role {_OURS}) JOIN chosen USING (called)
"""
_DIGESTS = """
SELECT array_to_string(list_sort(list(left(sha256(id), 32))), ' ')
FROM people JOIN everyone USING (person) WHERE round = ?
"""


class ContributionTables:
    """The contributions that were read so far; files are known by their numbers."""

    def __init__(self, known: KnownAnswers) -> None:
        self._known = known
        self._database = duckdb.connect(config=_ALONE)
        for table, columns in _COLUMNS.items():
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            self._database.execute(f"CREATE TABLE {table} ({listed})")
        self._people = 0
        self._frames = 0
        self._answers = 0
        self._new_answers: list[tuple[int, str, str, str]] = []
        self._bits: dict[str, int] = {}
        self._plans = {answer: self._add_answer(Placed(PLANS, "", answer)) for answer in (NONE_KEPT, KEPT)}
        self._insert_answers()

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    # --- reading ---

    def add(self, contributions: Sequence[tuple[int, Contribution]]) -> None:
        """Add contributions, each with the number of its file."""
        lines = [contribution_file.line(one).decode().rstrip() for _, one in contributions]
        self._database.execute(_LINES_GIVEN, [lines, [file for file, _ in contributions]])
        self._take(most_new=sys.maxsize)

    def add_files(self, paths: Mapping[int, Path]) -> list[int]:
        """Add large files of lines; return the numbers of those that have to be read line by line instead."""
        numbers = list(paths)
        listed = ", ".join(_quoted(path) for path in paths.values())
        file = numbers[0] if len(numbers) == 1 else "NULL"
        lines = _LINES_OF_FILES.format(names=f"[{listed}]", file=file, longest=contribution_file.LARGEST)
        try:
            self._database.execute(lines)
            is_done = self._take(_MOST_NEW)
        except duckdb.Error:  # perhaps text that is no UTF-8, or a line that is too long
            is_done = False
        if is_done:
            return []
        if len(numbers) == 1:
            return numbers
        return [left for number, path in paths.items() for left in self.add_files({number: path})]

    def _take(self, most_new: int) -> bool:
        """Add what the lines say. Return False, with nothing added, if any is not as we write it."""
        parts = _PARTS.format(opens=len(_OPENS), _OPENS=_OPENS, _CLOSES=_CLOSES)
        placed = _PLACED.format(first=self._people)
        for make, find_new, table, learn, has_others in (
            (parts, _NEW_FRAMES, "frames", self._frame, _HAS_OTHERS),
            (placed, _NEW_PIECES, "pieces", self._piece, _HAS_OTHER_PLACEMENTS),
        ):
            self._database.execute(make)
            new = self._database.execute(find_new).fetchmany(most_new)
            if new:
                self._insert(table, [learn(*words) for words in new])
                self._insert_answers()
                self._database.execute(make)
            if self._one(has_others) == (True,):  # also if there were more new ones than this
                return False
        for statement in _KEEP:
            self._database.execute(statement.format(first=self._people))
        (lines_added,) = self._one("SELECT count(*) FROM parts")
        self._people += int(lines_added)
        return True

    def _frame(self, head: str, tail: str) -> tuple[object, ...]:
        """Read a frame around one placement that we know; without a number it is not around a contribution."""
        read = _read(head, _PROBE, tail)
        if read is None or read.id != _SOME_ID or read.placements != (_PROBED,):
            return (head, tail, *[None] * 9)
        self._frames += 1
        return (
            head,
            tail,
            self._frames,
            read.version,
            read.round,
            read.month,
            read.portrait,
            read.portrait_version,
            read.role,
            self._plans[KEPT if read.plans_kept else NONE_KEPT],
            read.portrait not in self._known.portraits,
        )

    def _piece(self, piece: str) -> tuple[object, ...]:
        """Read a placement within a frame that we know; without a bit it is none."""
        read = _read(_HEAD, piece, _TAIL)
        if read is None or len(read.placements) != 1:
            return piece, None, None
        (placed,) = read.placements
        bit = self._bits.setdefault(placed.what, 1 << len(self._bits) % _BITS)
        return piece, self._add_answer(self._known.answers.get(placed)), bit

    def _add_answer(self, means: Placed | None) -> int:
        """Give an answer its number; one that does not count has a number that means nothing."""
        self._answers += 1
        if means:
            self._new_answers.append((self._answers, means.what, means.scale, means.answer))
        return self._answers

    def _insert_answers(self) -> None:
        if self._new_answers:
            self._insert("answers", self._new_answers)
            self._new_answers = []

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        values = ", ".join(f"unnest(?::{kind}[])" for kind in _COLUMNS[table].values())
        self._database.execute(f"INSERT INTO {table} SELECT {values}", list(map(list, zip(*rows, strict=True))))

    # --- what was read ---

    def of_other_portraits(self) -> list[tuple[int, str]]:
        """List the files that have contributions of other portraits, each with the portrait's id."""
        return [(file, portrait) for file, portrait in self.query(_OTHER_PORTRAITS)]

    def keep_newest(self) -> int:
        """Let one contribution of each id count, the newest; return how many others there are."""
        (doubles,) = self._one(_DOUBLES)
        self._database.execute(_NEWEST if doubles else _ALL_OF_THEM)
        return int(doubles)

    def rounds(self) -> list[RoundRead]:
        """List the rounds, and how many leaders contributed to each, in the order of their names."""
        return [RoundRead(*row) for row in self.query(_ROUNDS)]

    def choose(self, rounds: Mapping[str, str]) -> None:
        """Choose what is counted: the rounds by what they are called in contributions, each with its name."""
        self._database.execute(_PEOPLE, [list(self._known.roles), list(rounds), list(rounds.values())])

    def people(self, round_name: str) -> list[str]:
        """List the digests of the ids of a chosen round, in their own order. It may be asked from another thread."""
        ((digests,),) = self._database.cursor().execute(_DIGESTS, [round_name]).fetchall()
        return str(digests or "").split()

    def files_again(self) -> list[list[int]]:
        """List, for each id of which there is more than one contribution, the files, as far as they are known."""
        return [files for (files,) in self.query(_FILES_AGAIN)]

    def files_of_round(self, called: str) -> list[int]:
        """List the files with contributions to a round by what it is called in them, as far as they are known."""
        return [file for (file,) in self.query(_FILES_OF_ROUND, called)]

    def files_of(self, round_name: str, digests: Sequence[str]) -> list[int]:
        """List the files of some people of a chosen round, as far as they are known."""
        return [file for (file,) in self.query(_FILES_OF_PEOPLE, round_name, list(digests))]

    def rows(self, table: str) -> Iterator[tuple[int | str, ...]]:
        """Go through the rows of one of the tables."""
        found = self._database.cursor().execute(_select(table))
        while some := found.fetchmany(_ROWS_AT_ONCE):
            yield from some

    def arrow(self, table: str) -> object:
        """Return one of the tables as Spark takes it, which brings along the library for that."""
        return self._database.sql(_select(table)).to_arrow_table()

    def query(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the tables; the types of what is found are those of the query."""
        return self._database.execute(query, list(values)).fetchall()

    def _one(self, query: str, *values: object) -> tuple[Any, ...]:
        (row,) = self.query(query, *values)
        return row


def _select(table: str) -> str:
    """Write the query of a whole table, its numbers in the size that every engine has."""
    sizes = {"int64": "BIGINT", "string": "VARCHAR"}
    columns = ", ".join(f"{column}::{sizes[kind]} AS {column}" for column, kind in TABLES[table].items())
    return f"SELECT {columns} FROM {table}"


def _quoted(path: Path) -> str:
    """Write a path as SQL has it."""
    return "'{}'".format(str(path).replace("'", "''"))


def _read(head: str, piece: str, tail: str) -> Contribution | None:
    """Read a line that is put together of its parts; None if that makes no contribution."""
    try:
        return contribution_file.parse(f'{{"id":"{_SOME_ID}{head}{{{piece}}}{tail}'.encode(), "")
    except InvalidFileError:
        return None
