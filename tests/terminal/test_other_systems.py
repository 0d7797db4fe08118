import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, journal_entries, read_drafts, skip_on_windows
from portrait_cli.core.errors import StorageError
from portrait_cli.terminal.environment import PipeClosedError, is_closed_pipe, output_errors
from portrait_cli.terminal.half_typed import comes_true
from screen import CTRL_C, ENTER, PLAIN_LINE, Terminal

skip_on_windows("takes from POSIX what Windows does not have")
assert sys.platform != "win32"

WITHOUT_POSIX = """
import os, select, signal, sys
for name in ("setitimer", "getitimer", "ITIMER_REAL", "SIGALRM", "SIGHUP", "SIGQUIT"):
    delattr(signal, name)
del os.O_NOFOLLOW
sys.modules["readline"] = None
def refuse(*_):
    raise OSError(10038, "not a socket")
select.select = refuse
"""
"""Takes from Python what Windows does not have."""
WITH_SIGBREAK = "import signal; signal.SIGBREAK = signal.SIGUSR1\n"
"""Gives Python the signal that only Windows has."""
RUN = "from portrait_cli.start import run; run()"


def program(before: str) -> tuple[str, ...]:
    """Name the program that runs after some changes to Python."""
    return (sys.executable, "-c", before + RUN)


def test_a_session_works_without_what_only_posix_has(home: Path) -> None:
    """Without timers, readline, SIGHUP and a `select` for terminals a session is asked, stopped and continued."""
    without = program(WITHOUT_POSIX)
    with Terminal("reflect", "--plain", program=without) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Kept: 1 answer. To continue: portrait reflect" in terminal.words
    assert list(read_drafts(home)[0].answers.values()) == ["Two teachers."]
    with Terminal("reflect", "--plain", program=without) as terminal:
        terminal.wait_for("Continue where you stopped?")
        terminal.type("1" + ENTER)
        for _ in range(11):
            terminal.wait_for(PLAIN_LINE)
            terminal.type("-" + ENTER if "A dash skips." in terminal.words[-90:] else ENTER)
        terminal.wait_for("Empty saves.")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    (entry,) = journal_entries(home)
    assert [response.text for response in entry.responses] == ["Two teachers."]


def test_ctrl_break_ends_a_session_as_other_signals_do(home: Path) -> None:
    """Where there is SIGBREAK, it stops a session, which keeps the answers and the words in the line."""
    with Terminal(
        "reflect", "--plain", program=program(WITH_SIGBREAK), variables={"INPUTRC": "/dev/null"}
    ) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("Saved, 1 of 12", PLAIN_LINE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 2 of 12", PLAIN_LINE)
        terminal.type("half a tho")
        terminal.wait_for("half a tho")
        terminal.signal(signal.SIGUSR1)
        assert terminal.finish() == 128 + signal.SIGUSR1
        assert "Stopped. Kept: 2 answers and the words you were typing." in terminal.words
        assert terminal.settings_after == terminal.settings_before
    assert read_drafts(home)[0].typed == "half a tho"


def test_ctrl_break_lets_a_command_clean_up() -> None:
    """Where there is SIGBREAK, a command that asks nothing ends at it by an exception, too."""
    code = f"""{WITH_SIGBREAK}
import time
from portrait_cli.core.errors import StoppedError
from portrait_cli.terminal.signals import end_on_signals
end_on_signals()
try:
    signal.raise_signal(signal.SIGBREAK)
    time.sleep(20)
except StoppedError as stopped:
    print(stopped.number)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{int(signal.SIGUSR1)}\n"


def test_what_comes_in_time_is_seen() -> None:
    """A key that is asked for again and again is seen if it is pressed in time, and not waited for any longer."""
    asked = iter([False, False, True])
    assert comes_true(lambda: next(asked), 10)
    assert not comes_true(lambda: False, 0.01)


def test_a_closed_pipe_on_windows_is_a_closed_pipe() -> None:
    """What Windows says of a pipe that nobody reads counts as one there, and as an error elsewhere."""
    said = OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    assert is_closed_pipe(said, windows=True)
    assert not is_closed_pipe(said, windows=False)
    assert not is_closed_pipe(OSError(errno.ENOSPC, "full"), windows=True)
    with pytest.raises(PipeClosedError), output_errors():
        raise BrokenPipeError
    with pytest.raises(StorageError, match="invalid argument"), output_errors():
        raise said


def test_an_old_windows_console_gets_no_escape_sequences(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A console that does not know escape sequences gets a page without any; others get colors."""
    assert "\x1b[" in run("show", tty=True).out
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: True)
    shown = run("show", tty=True).out
    assert "\x1b" not in shown
    assert "Portrait of a Leader" in shown
