"""The engine that counts a cohort: one question, asked of DuckDB within this process, of PostgreSQL or of Spark.

The rows come from the files, which are always read and checked on this machine: `contribution_tables` has them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from msgspec import Struct

from portrait_cli.core.cohort import Count
from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.store.contribution_tables import TABLES, ContributionTables, CountRow

_POSTGRES = ("postgres://", "postgresql://")
_SPARK = ("spark://", "sc://", "local[")
CLUSTER_HINT = "in the folder you cloned: .venv/bin/pip install '.[cohort-cluster]'"


class Question(Struct, frozen=True):
    """What is asked, and of whom."""

    engine: str
    """The URL of the engine; empty for DuckDB."""
    sql: str
    """The question as the engine has it."""


def question(engine: str = "") -> Question:
    """Write the question for an engine. It takes most of a second, in which contributions can be read.

    Raises UsageError for a URL of no engine that we know, ModuleNotFoundError if Ibis is not installed.
    """
    check(engine)
    from portrait_cli.store.cohort_question import sql  # and with it Ibis

    dialect = "duckdb"
    if engine:
        dialect = "postgres" if engine.startswith(_POSTGRES) else "pyspark"
    return Question(engine, sql(dialect))


def count(tables: ContributionTables, asked: Question) -> tuple[Count, ...]:
    """Count what is in the tables, in an order that depends on nothing else.

    Raises PortraitError if the engine is not installed or does not answer.
    """
    if not asked.engine:
        rows = tables.query(asked.sql)
    elif asked.engine.startswith(_POSTGRES):
        rows = _on_postgres(tables, asked)
    else:
        rows = _on_spark(tables, asked)
    return tuple(sorted(Count(*row) for row in rows))


def check(engine: str) -> None:
    """Raise UsageError for a URL of no engine that we know."""
    if engine and not engine.startswith((*_POSTGRES, *_SPARK)):
        raise UsageError(
            "--engine is the URL of no engine that we know", hint="it begins with postgres://, spark:// or sc://"
        )


# --- PostgreSQL ---


def _on_postgres(tables: ContributionTables, asked: Question) -> list[CountRow]:
    """Copy the rows into temporary tables, which are gone with the connection, and count them there."""
    with _cluster_extra():
        import psycopg
    types = {"int64": "bigint", "string": "text"}
    try:
        with psycopg.connect(asked.engine) as connection, connection.cursor() as cursor:
            for name, columns in TABLES.items():
                listed = ", ".join(f"{column} {types[kind]}" for column, kind in columns.items())
                cursor.execute(f"CREATE TEMPORARY TABLE {name} ({listed}) ON COMMIT DROP")
                with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                    for row in tables.rows(name):
                        copy.write_row(row)
            cursor.execute(asked.sql)
            return list(cursor.fetchall())
    except psycopg.Error as error:
        raise _no_answer("PostgreSQL", error) from None


# --- Spark ---


def _on_spark(tables: ContributionTables, asked: Question) -> list[CountRow]:
    """Hand the rows to Spark as temporary views of this session, and count them there."""
    with _cluster_extra():
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    builder = SparkSession.builder.appName("portrait cohort")
    if asked.engine.startswith("sc://"):
        builder = builder.remote(asked.engine)
    else:
        builder = builder.master(asked.engine)
        for shown in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
            builder = builder.config(shown, "false")
    try:
        session = builder.getOrCreate()
        try:
            for name in TABLES:
                session.createDataFrame(tables.arrow(name)).createOrReplaceTempView(name)
            return [tuple(row) for row in session.sql(asked.sql).collect()]
        finally:
            session.stop()
    except PySparkException as error:
        raise _no_answer("Spark", error) from None


# --- what can go wrong ---


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn what DuckDB says, such as that there is no memory left, into PortraitError."""
    try:
        yield
    except duckdb.Error as error:
        reason = next(iter(str(error).splitlines()), "")
        hint = "count fewer files at a time, such as one round, or use --engine"
        raise PortraitError(f"these are more than this machine can count: {reason}", hint=hint) from None


@contextmanager
def _cluster_extra() -> Iterator[None]:
    """Import the client of an engine within this. Raises PortraitError if it is not installed."""
    try:
        yield
    except ImportError:  # also if PostgreSQL's own library, which the client needs, is not there
        raise PortraitError("another engine needs the cohort-cluster extra", hint=CLUSTER_HINT) from None


def _no_answer(engine: str, error: Exception) -> PortraitError:
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    return PortraitError(f"{engine} did not count them: {reason}", hint="without --engine they are counted here")
