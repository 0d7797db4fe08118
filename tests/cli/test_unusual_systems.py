import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, add_broken_file, journal_files
from screen import shell


def test_a_closed_pipe_is_quiet() -> None:
    """A reader that stops early causes no message and no error."""
    portrait = [sys.executable, "-m", "portrait_cli"]
    done = subprocess.run(
        ["sh", "-c", f"{' '.join(portrait)} show advocacy | head -n 1; {' '.join(portrait)} show --json | head -c 1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_output_in_an_ascii_locale_is_utf_8(answers: Path, home: Path) -> None:
    """In an ASCII locale a session works, and its output is UTF-8."""
    env = {"HOME": str(home), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "portrait_cli", "reflect", "--answers", str(answers)],
        env=env,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "●●○○ Growing" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("portrait list >&-", 3),
        ("portrait reflect <&-", 2),
        ("portrait nonsense 2>&-", 2),
        ("portrait --help >/dev/full", 6),
        ("portrait --version >/dev/full", 6),
        ("TZ=XXX-24:59:59 portrait show --json >/dev/null", 0),
        ("portrait paths --journal $(printf %05000d 0) >/dev/null", 0),
        ("portrait list --journal ~nobody-here/x", 3),
        ("portrait list --journal /dev/null", 6),
        ("COLUMNS=abc portrait show >/dev/null", 0),
    ],
)
def test_an_odd_world_is_no_bug(command: str, code: int) -> None:
    """Closed streams, full disks, impossible time zones and places end with their exit code, without a traceback."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("printf precious | portrait note - 2>&1 >/dev/null | true", 2),
        ("portrait note precious 2>&1 >/dev/null | true", 2),
        ('echo "[2026-01-01 10:00] Hi." > x; portrait import x --format jrnl --yes 2>&1 >/dev/null | true', 2),
    ],
)
def test_nothing_is_lost_when_nobody_reads_the_messages(home: Path, tmp_path: Path, command: str, files: int) -> None:
    """When stderr is closed the messages are lost, but the command does its work."""
    add_broken_file(home)
    for _ in range(3):  # whoever reads the pipe may be gone sooner or later
        shell(f"cd {tmp_path}; {command}")
    assert len(journal_files(home)) >= files


@pytest.mark.parametrize(
    "command",
    [
        "portrait note precious --tag $'\\xff'",
        "portrait list --tag $'\\xff'",
        "portrait read $'\\xff'",
        "portrait delete $'\\xff' --yes",
        "portrait note precious --journal \"$HOME\"/$'j\\xff'",
        "portrait undo --journal \"$HOME\"/$'j\\xff'",
        "TZ=CET-1CEST portrait list --since yesterday",
        "TZ=Foo portrait note precious --date yesterday",
        "TZ=EST5EDT,M3.2.0,M11.1.0 portrait search x --since '2 weeks ago'",
        "portrait list -n 9223372036854775808",
        "portrait search x -n 9223372036854775808",
        "ln -s loop loop; portrait --journal $PWD/loop",
        "ln -s loop loop; portrait note precious --journal $PWD/loop",
        "portrait list --tag '#'",
        "portrait import '' --yes",
    ],
)
def test_odd_arguments_and_places_are_no_bugs(tmp_path: Path, command: str) -> None:
    """Bytes that are not text, odd time zones, large numbers and loops of links end with a proper error."""
    done = shell(f"cd {tmp_path}; portrait note first; {command}")
    assert done.returncode in {0, 2, 3, 6}, done.stderr
    assert "Traceback" not in done.stderr
    assert "something broke" not in done.stderr


def test_words_in_an_ascii_locale_are_kept(run: Run) -> None:
    """In a locale that knows only ASCII a tag is kept as it was typed."""
    shell("portrait note precious --tag élan", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert json.loads(run("list", "--json").out)["entries"][0]["tags"] == ["élan"]
