import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from conftest import ANSWERS, NOON, Run, held_elsewhere, journal_files
from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment


def test_done_is_0(run: Run) -> None:
    """A command that did its work ends with 0."""
    assert run("paths").code == 0


def test_failed_is_1() -> None:
    """Any other failure ends with 1: here, completion for a shell that we do not know."""
    done = subprocess.run(
        [sys.executable, "-m", "portrait_cli"],
        env={**os.environ, "_PORTRAIT_COMPLETE": "source_tcsh"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "tcsh" in done.stderr


def test_usage_is_2(run: Run) -> None:
    """An unknown option is refused with one sentence and one hint."""
    done = run("list", "--sinse", "yesterday")
    assert done.code == 2
    assert done.err.startswith("portrait: no such option: --sinse")
    assert "hint: portrait list --help" in done.err
    assert done.out == ""


def test_asking_without_a_terminal_is_2(run: Run) -> None:
    """Without a terminal `reflect` names the command that works without one."""
    done = run("reflect")
    assert (done.code, done.out) == (2, "")
    assert "portrait reflect --template > answers.yaml" in done.err


def test_nothing_found_is_3(run: Run) -> None:
    """An unknown attribute is refused with the nearest name."""
    done = run("show", "advocasy")
    assert done.code == 3
    assert done.err == 'portrait: there is no attribute "advocasy"\nhint: did you mean advocacy?\n'


def test_an_invalid_answers_file_is_4(run: Run, answers: Path, home: Path) -> None:
    """An unknown step is refused, naming its line, and nothing is written."""
    answers.write_text(ANSWERS.replace("advocacy.level", "advocacy.levle"), encoding="utf-8")
    done = run("reflect", "--answers", str(answers))
    assert done.code == 4
    assert f'{answers}:13:3: found the step "advocacy.levle"' in done.err
    assert "did you mean advocacy.level?" in done.err
    assert journal_files(home) == []


def test_a_locked_journal_is_5(run: Run, answers: Path, home: Path) -> None:
    """While another portrait is writing, a writer waits a little, then gives up; nothing is lost."""
    run("reflect", "--answers", str(answers))
    (lock,) = (home / ".local/state/portrait/locks").glob("*.lock")
    answers.write_text(answers.read_text(encoding="utf-8").replace("One got it.", "Both got it."), encoding="utf-8")
    with held_elsewhere(lock):
        done = run("reflect", "--answers", str(answers))
    assert done.code == 5
    assert "another window is writing" in done.err
    assert len(journal_files(home)) == 1


def test_a_refusing_disk_is_6(run: Run, answers: Path, tmp_path: Path) -> None:
    """A journal that cannot be a folder is refused with one sentence."""
    (tmp_path / "file").touch()
    done = run("reflect", "--answers", str(answers), "--journal", str(tmp_path / "file" / "journal"))
    assert done.code == 6
    assert "there is a file where a folder is needed" in done.err


def test_a_bug_is_70_and_leaves_a_report_without_words(home: Path) -> None:
    """A bug leaves no traceback but a report, which contains none of the person's words."""

    def broken() -> datetime:
        raise RuntimeError("my secret words")

    calls = iter([broken])

    def now() -> datetime:
        return next(calls, lambda: NOON)()

    code = main(["list", "--since", "my secret words"], Environment(now=now))
    (report,) = (home / ".local/state/portrait/reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert code == 70
    assert "RuntimeError" in text
    assert "secret" not in text


def test_output_that_cannot_be_written_is_6() -> None:
    """A full disk behind stdout is reported, not hidden."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "portrait_cli", "show", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, "could not write the output" in done.stderr) == (6, True)
    assert "Traceback" not in done.stderr
