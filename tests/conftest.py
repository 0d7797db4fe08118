"""The world the tests live in: a home folder of their own, and a guard around the real one."""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment

_slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=_slow)
settings.register_profile("ci", max_examples=1000, deadline=None, suppress_health_check=_slow)
settings.register_profile("long", max_examples=50_000, deadline=None, suppress_health_check=_slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

TESTS = Path(__file__).parent
ROOT = TESTS.parent
REAL_HOME = Path.home()
CHICAGO = timezone(timedelta(hours=-6))
NOON = datetime(2026, 11, 23, 18, 30, tzinfo=CHICAGO)
"""A Monday in November, half past six in the evening."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("XDG_", "PORTRAIT_")) or name in {
            "VISUAL",
            "EDITOR",
            "NO_COLOR",
            "FORCE_COLOR",
            "ACCESSIBLE",
        }:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TZ", "America/Chicago")
    return folder


def _ours(folder: Path) -> list[Path]:
    """List what the program would leave in a home folder."""
    places = ("Documents/portrait-journal", ".local/state/portrait", ".config/portrait", ".cache/portrait")
    return [folder / place for place in places]


@pytest.fixture(scope="session", autouse=True)
def guard() -> Iterator[None]:
    """Fail when a test has touched the real home folder."""
    before = {path: path.stat().st_mtime_ns if path.exists() else None for path in _ours(REAL_HOME)}
    yield
    after = {path: path.stat().st_mtime_ns if path.exists() else None for path in _ours(REAL_HOME)}
    assert after == before, "a test wrote to the real home folder"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command through the one door, in a world with a clock that stands still."""
    tokens = iter(f"{number:06x}" for number in range(1, 1000))

    def run_command(
        *arguments: str, stdin: str = "", at: datetime = NOON, tty: bool = False, env: dict[str, str] | None = None
    ) -> Result:
        out, err = (Terminal(), Terminal()) if tty else (io.StringIO(), io.StringIO())
        environment = Environment(
            variables={**os.environ, **(env or {})},
            stdin=io.StringIO(stdin),
            stdout=out,
            stderr=err,
            now=lambda: at,
            zone=lambda: "America/Chicago",
            token=lambda: next(tokens),
        )
        code = main(list(arguments), environment)
        return Result(code, out.getvalue(), err.getvalue())

    return run_command


ANSWERS = """\
guide: whole-portrait
role: building-leader
attributes: [human-centered, transformation, authenticity, collaboration, advocacy]

answers:
  human-centered.needed-something: Two teachers asked for time. One got it.
  human-centered.level: growing
  transformation.level: cant-say-yet
  authenticity.level: steady
  advocacy.left-out: |
    Families without email.
    They heard last.
  advocacy.level: starting
  plan.attribute: advocacy
  plan.when: I make the list for family night
  plan.then: call the three families who never answer
  plan.by: 2 weeks
"""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Write a filled-in answers file."""
    path = tmp_path / "answers.yaml"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def journal_files(home: Path) -> Sequence[Path]:
    """List the entries in a home folder's journal."""
    folder = home / "Documents" / "portrait-journal"
    return sorted(path for path in folder.rglob("*.md") if ".trash" not in path.relative_to(folder).parts)
