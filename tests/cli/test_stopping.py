import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conftest import journal_files, skip_on_windows, write_lines
from screen import PORTRAIT, shell

skip_on_windows("about the signals of POSIX")
assert sys.platform != "win32"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_no_partial_file_is_left_after_a_signal(home: Path, tmp_path: Path, number: int) -> None:
    """A program that is stopped while it writes leaves only complete entries in the journal."""
    minutes = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=at) for at in range(5000))
    text = "".join(f"[{minute:%Y-%m-%d %H:%M}] Entry.\n\n" for minute in minutes)
    source = write_lines(tmp_path / "x.txt", text)
    process = subprocess.Popen([*PORTRAIT, "import", source, "--format", "jrnl", "--yes"], stderr=subprocess.PIPE)
    while len(journal_files(home)) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 128 + number
    assert b"Run the same command for the rest." in said
    assert not list((home / "Documents").rglob(".portrait-*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_while_it_makes_the_index(home: Path, number: int) -> None:
    """A signal while the index is being made ends the program, and the next command works."""
    folder = home / "Documents" / "portrait-journal" / "2026"
    folder.mkdir(parents=True)
    text = "---\nid: {0}\ndate: 2026-11-23T18:30:00\n---\n\n# Note\n\n" + "### a <!-- prompt: a.b -->\n\nb\n\n" * 1500
    for name in range(100):
        (folder / f"n{name}.md").write_text(text.format(f"n{name}"), encoding="utf-8")
    process = subprocess.Popen([*PORTRAIT, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not list((home / ".cache").rglob("*.lock")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (128 + number, b"", b"")
    assert shell("portrait list").returncode == 0


def test_under_nohup_a_hang_up_is_ignored(home: Path, tmp_path: Path) -> None:
    """Under `nohup`, closing the window does not end the program."""
    text = "".join(f"[2026-01-01 {at // 60:02d}:{at % 60:02d}] A.\n" for at in range(300))
    source = write_lines(tmp_path / "x.txt", text)
    process = subprocess.Popen(
        ["nohup", *PORTRAIT, "import", source, "--format", "jrnl", "--yes"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while len(journal_files(home)) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGHUP)
    _, said = process.communicate()
    assert (process.returncode, b"Imported 300 entries" in said) == (0, True)
