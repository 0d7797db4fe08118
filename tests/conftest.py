"""The world the tests live in: a home folder of their own, and a guard around the real one."""

import contextlib
import io
import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from portrait_cli.__main__ import main
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.session import Session
from portrait_cli.formats import draft_file, entry_file
from portrait_cli.terminal.environment import Environment

_slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=_slow)
settings.register_profile("ci", max_examples=1000, deadline=None, suppress_health_check=_slow)
settings.register_profile("long", max_examples=50_000, deadline=None, suppress_health_check=_slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what it puts into its background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what the tests start is stopped with it

TESTS = Path(__file__).parent
ROOT = TESTS.parent
REAL_HOME = Path.home()
CHICAGO = timezone(timedelta(hours=-6))
NOON = datetime(2026, 11, 23, 18, 30, tzinfo=CHICAGO)
"""A Monday in November, half past six in the evening."""
NOTE_ID = "2026-11-23-183000-note"
"""The id of a note written at that moment."""
SHORT = str(TESTS / "portraits" / "short.yaml")
"""A portrait with one attribute and a guide of six questions."""


def skip_on_windows(why: str) -> None:
    """Skip a module on Windows. What comes after it says so to the type checker: `assert sys.platform != "win32"`."""
    if sys.platform == "win32":
        pytest.skip(why, allow_module_level=True)


_LONGEST_NAMED = 60


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long value by its argument: an archive or a sealed text is another one in each process of a run."""
    is_long = isinstance(val, str | bytes) and len(val) > _LONGEST_NAMED
    return argname if is_long else None


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
    """List where the program keeps files in a home folder."""
    places = ("Documents/portrait-journal", ".local/state/portrait", ".config/portrait", ".cache/portrait")
    return [folder / place for place in places]


@pytest.fixture(scope="session", autouse=True)
def guard() -> Iterator[None]:
    """Fail if a test has touched the real home folder."""
    before = {path: path.stat().st_mtime_ns if path.exists() else None for path in _ours(REAL_HOME)}
    yield
    after = {path: path.stat().st_mtime_ns if path.exists() else None for path in _ours(REAL_HOME)}
    assert after == before, "a test wrote to the real home folder"


class TerminalStream(io.StringIO):
    """A stream that passes for a terminal."""

    def isatty(self) -> bool:
        """Return True, as a terminal does."""
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
    """Run a command through `main`, in a world where the clock does not move."""
    tokens = iter(f"{number:06x}" for number in range(1, 1000))

    def run_command(
        *arguments: str, stdin: str = "", at: datetime = NOON, tty: bool = False, env: dict[str, str] | None = None
    ) -> Result:
        out, err = (TerminalStream(), TerminalStream()) if tty else (io.StringIO(), io.StringIO())
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
  human-centered.really-listened: Two teachers asked for time. One got it.
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


def write_lines(path: Path, *lines: str) -> str:
    """Write a text file; return its path as an argument."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def answers_file(folder: Path, *lines: str, guide: str = "") -> str:
    """Write an answers file; return its path as an argument."""
    head = [f"guide: {guide}"] if guide else []
    return write_lines(folder / "answers.yaml", *head, "answers:", *(f"  {line}" for line in lines))


@pytest.fixture
def settings_file(home: Path) -> Path:
    """Name the settings file, and make its folder."""
    path = home / ".config" / "portrait" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


# --- other programs ---


def shell_script(path: Path, *lines: str, mode: int = 0o755) -> str:
    """Write a script for sh; return it as a shell wants it."""
    write_lines(path, "#!/bin/sh", *lines)
    path.chmod(mode)
    return shlex.quote(str(path))


Editor = Callable[..., str]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Make editors, with a space in their names, whose lines of sh change the file `$1`."""

    def make(*lines: str) -> str:
        number = len(list(tmp_path.iterdir()))
        return shell_script(tmp_path / f"my editor {number}", *lines)

    return make


_HOLDER = """
import sys
from pathlib import Path
from portrait_cli.store.lock import locked
with locked(Path(sys.argv[1]), 0) as got:
    print(got, flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def held_elsewhere(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a lock; it gives it back at the end."""
    command = [sys.executable, "-c", _HOLDER, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        yield holder
        holder.communicate()


# --- the journal ---


def journal_files(home: Path) -> Sequence[Path]:
    """List the files of the entries in a home folder's journal."""
    folder = home / "Documents" / "portrait-journal"
    return sorted(path for path in folder.rglob("*.md") if ".trash" not in path.relative_to(folder).parts)


def journal_entries(home: Path) -> list[Entry]:
    """Read the entries in a home folder's journal."""
    return [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]


def trash_files(home: Path) -> list[Path]:
    """List the files in the trash of a home folder's journal."""
    return sorted(path for path in (home / "Documents/portrait-journal/.trash").rglob("*") if path.is_file())


def add_broken_file(home: Path) -> Path:
    """Put a file that is not an entry into the journal."""
    path = home / "Documents" / "portrait-journal" / "2026" / "broken.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("broken", encoding="utf-8")
    return path


@pytest.fixture
def entry(run: Run, home: Path) -> Path:
    """Write a note."""
    assert run("note", "The bus came.").code == 0
    return journal_files(home)[0]


@pytest.fixture
def three_entries(run: Run, answers: Path) -> None:
    """Write three entries on three days."""
    for days in (0, 1, 40):
        run("reflect", "--answers", str(answers), at=NOON - timedelta(days=days))


def words_of(entry: Entry) -> str:
    """Return the words of a note."""
    (block,) = entry.blocks
    assert isinstance(block, Prose)
    return block.text


# --- drafts ---


def _drafts_folder(home: Path) -> Path:
    return home / ".local" / "state" / "portrait" / "drafts"


def draft_files(home: Path) -> list[Path]:
    """List the files of the drafts of sessions."""
    return sorted(_drafts_folder(home).glob("*.json"))


def read_drafts(home: Path) -> list[Session]:
    """Read the drafts of sessions."""
    return [draft_file.parse(path.read_text(encoding="utf-8"), path.name) for path in draft_files(home)]


def newest_answers(home: Path) -> Sequence[str]:
    """List the answers in the newest draft."""
    path = max(draft_files(home), key=os.path.getmtime)
    return list(draft_file.parse(path.read_text(encoding="utf-8"), path.name).answers.values())


def files_with_drafts(home: Path) -> list[Path]:
    """List everything that is kept in the folder of the drafts."""
    return sorted(path for path in _drafts_folder(home).rglob("*") if path.is_file())


def editor_copies(home: Path) -> list[Path]:
    """List the copies that editors were opened on."""
    return [
        path for path in files_with_drafts(home) if path.name.startswith(("edit-", "note-")) and path.suffix == ".md"
    ]


# --- plans ---


PLANS_ONLY = """\
title: Plans only
attributes:
  - name: Care
    prompts: Who needed me?
guides:
  - id: plans
    name: Plans
    steps: [follow-up, plan]
"""


@pytest.fixture
def plans(tmp_path: Path) -> str:
    """Write a portrait whose only guide asks how plans went, and for a new one."""
    return write_lines(tmp_path / "plans.yaml", PLANS_ONLY)


def make_plan(run: Run, when: str, then: str, by: str = "", *, at: datetime = NOON) -> None:
    """Make a plan, as a session does."""
    lines = ["plan.attribute: advocacy", f"plan.when: {when}", f"plan.then: {then}", f"plan.by: {by}"]
    text = "guide: whole-portrait\nanswers:\n" + "".join(f"  {line}\n" for line in lines)
    result = run("reflect", "--answers", "-", stdin=text, at=at)
    assert result.code == 0, result.err


def make_four_plans(run: Run) -> None:
    """Make one plan whose day is past, two whose day is to come, and one without a date."""
    make_plan(run, "it rains", "stay", "2026-11-09", at=NOON - timedelta(weeks=3))
    families = "call the three families who never answer, and write down what they say"
    make_plan(run, "it snows", families, "2026-12-07", at=NOON - timedelta(days=13))
    make_plan(run, "the year ends", "look back", "2027-01-04")
    make_plan(run, "I can", "rest", at=NOON + timedelta(minutes=1))


def plans_in(output: str) -> list[dict[str, object]]:
    """Read what `portrait plans --json` prints."""
    read = json.loads(output)
    assert read["schema"] == 1
    return list(read["commitments"])
