"""One question, asked of DuckDB, PostgreSQL and Spark: they give the same table."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import skip_on_windows
from contributions import ATTRIBUTES, FALL, LEVELS, contribution
from portrait_cli.core.cohort import Count
from portrait_cli.core.cohort_answers import PLANS, known_answers
from portrait_cli.core.contribution import Contribution
from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.store import cohort_engine, portraits
from portrait_cli.store.contribution_tables import ContributionTables
from portrait_cli.store.settings import load

skip_on_windows("the other engines are started as on Linux and macOS")
assert sys.platform != "win32"

ROLES = ("building-leader", "instructional-coach", "")
SOME = 300


def many() -> list[Contribution]:
    """Make contributions to two rounds, always the same ones."""
    chance = random.Random(14)  # noqa: S311  # an example, no secret
    made: list[Contribution] = []
    for number in range(SOME):
        like = replace(
            FALL,
            round=chance.choice(["Fall 2026", "Primavera “27” \\ ñ\ttab".replace("\t", " ")]),
            role=chance.choice(ROLES),
            plans_kept=chance.randrange(4),
        )
        answers = {name.replace("-", "_"): chance.choice(LEVELS) for name in ATTRIBUTES if chance.random() < 0.9}
        made.append(contribution(number, like, **answers))
    return made


@pytest.fixture
def tables() -> Iterator[ContributionTables]:
    """Read the contributions."""
    made = ContributionTables(known_answers(portraits.portrait_in_use(load({}))))
    made.add(list(enumerate(many())))
    made.keep_newest()
    made.choose({one.round: one.round for one in made.rounds()})
    yield made
    made.close()


@pytest.fixture
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own, as somebody who is not root; return its URL."""
    if not (shutil.which("initdb") and shutil.which("pg_ctl")):
        pytest.skip("PostgreSQL is not installed")
    if not find_spec("psycopg"):
        pytest.skip("psycopg is not installed: pip install '.[cohort-cluster]'")
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(
        prefix="pg", dir="/tmp"
    ) as folder:  # a socket's path must be short, and its user may not enter pytest's folder
        if user:
            shutil.chown(folder, user)
        data = Path(folder, "data")

        def do(*words: str) -> None:
            subprocess.run(words, user=user, check=True, capture_output=True, cwd=folder)

        do("initdb", "-D", str(data), "-A", "trust", "-U", "counter", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        do("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(Path(folder, "log")), "start")
        try:
            yield f"postgresql://counter@/postgres?host={folder}"
        finally:
            do("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def counted_by_hand() -> list[Count]:
    """Count in plain Python what the engines count."""
    found: dict[tuple[str, str, str, str, str], int] = {}
    for one in many():
        kept = "kept" if one.plans_kept else "none"
        keys = [(one.round, placed.what, placed.scale, one.role, placed.answer) for placed in one.placements]
        for key in [*keys, (one.round, PLANS, "", one.role, kept)]:
            found[key] = found.get(key, 0) + 1
    return sorted(Count(*key, leaders) for key, leaders in found.items())


def test_duckdb_counts_as_one_would_by_hand(tables: ContributionTables) -> None:
    """Without another engine, DuckDB counts within the program."""
    assert list(cohort_engine.count(tables, cohort_engine.question())) == counted_by_hand()


def test_postgresql_gives_the_same_table(tables: ContributionTables, postgres: str) -> None:
    """PostgreSQL counts the same, twice in a row, and nothing is left there."""
    for _ in range(2):
        assert list(cohort_engine.count(tables, cohort_engine.question(postgres))) == counted_by_hand()


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_gives_the_same_table(tables: ContributionTables, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark counts the same."""
    if not find_spec("pyspark"):
        pytest.skip("pyspark is not installed: pip install '.[cohort-cluster]'")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java 17")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--conf spark.sql.shuffle.partitions=1 pyspark-shell")
    assert list(cohort_engine.count(tables, cohort_engine.question("local[1]"))) == counted_by_hand()


def test_a_postgresql_that_does_not_answer_is_a_sentence(tables: ContributionTables, tmp_path: Path) -> None:
    """If nobody answers at a URL, the person is told so, without the password in it."""
    if not find_spec("psycopg"):
        pytest.skip("psycopg is not installed: pip install '.[cohort-cluster]'")
    asked = cohort_engine.question(f"postgresql://me:secret@/postgres?host={tmp_path}")
    with pytest.raises(PortraitError, match="PostgreSQL did not count them") as refused:
        cohort_engine.count(tables, asked)
    assert "secret" not in str(refused.value)


def test_another_url_is_refused() -> None:
    """A URL of no engine that we know is refused before anything is read."""
    with pytest.raises(UsageError, match="no engine that we know"):
        cohort_engine.question("mysql://somewhere")
