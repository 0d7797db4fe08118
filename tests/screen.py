"""The real program: in a shell, and in a pseudo-terminal with the screen that a person would see."""

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pexpect
import pyte
import pytest

if sys.platform == "win32":  # a `Terminal` skips its test there
    _KILL, _NO_WAIT = 0, 0

    def _settings(_terminal: int) -> list[object]:
        return []

    def _takes_lines(_terminal: int) -> bool:
        return False

else:
    import termios

    _KILL: int = signal.SIGKILL
    _NO_WAIT = os.WNOHANG

    def _settings(terminal: int) -> list[object]:
        return list(termios.tcgetattr(terminal))

    def _takes_lines(terminal: int) -> bool:
        return bool(termios.tcgetattr(terminal)[3] & termios.ICANON)


PORTRAIT = (sys.executable, "-m", "portrait_cli")
PATIENCE = 20.0
"""Seconds after which what was waited for will not come any more."""

ENTER, TAB, BACKSPACE, UP, DOWN = "\r", "\t", "\x7f", "\x1b[A", "\x1b[B"
CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, CTRL_L = "\x01", "\x02", "\x03", "\x04", "\x05", "\x0c"
CTRL_N, CTRL_O, CTRL_U, CTRL_Z = "\x0e", "\x0f", "\x15", "\x1a"
CTRL_BACKSLASH = "\x1c"
ALT_ENTER = "\x1b\r"
LEFT, RIGHT, HOME, END, SHIFT_TAB = "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[Z"
PAGE_UP, PAGE_DOWN = "\x1b[5~", "\x1b[6~"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"

LINE = "Ctrl-C stops", "›"
"""What is on the screen when a line can be typed ..."""
CHOICE = "then Enter · Tab skips", "Ctrl-C stops"
"""... when a session asks for a choice ..."""
OFFER = "›", "then Enter", "Ctrl-C stops"
"""... and when a choice is offered outside of a session's questions."""
PLAIN_LINE = "Control C stops; all is kept."
"""The last thing that the plain terminal prints before it reads a line."""

_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_CONTROL = re.compile(r"\x1b\[[0-9;?<=>]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_=>]")


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does, with `portrait` for the program."""
    program = shlex.join(PORTRAIT)
    return subprocess.run(
        ["bash", "-c", f'portrait() {{ {program} "$@"; }}\n{command}'],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def _need_pseudo_terminals() -> None:
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")


class _Screen(pyte.HistoryScreen):
    """A screen that answers when it is asked where its cursor is."""

    reply: Callable[[str], object]

    def write_process_input(self, data: str) -> None:
        self.reply(data)


class Terminal:
    """A program running in a terminal of a given size."""

    def __init__(
        self,
        *arguments: str,
        program: Sequence[str] = PORTRAIT,
        columns: int = 80,
        rows: int = 24,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """Start the program; `variables` come on top of the environment."""
        _need_pseudo_terminals()
        command, *before = program
        self.columns = columns
        self.raw = ""
        """All that the program wrote, as it wrote it."""
        self._mark = 0
        self._screen = _Screen(columns, rows, history=100_000, ratio=0.01)
        self._stream = pyte.Stream(self._screen)
        self._child = pexpect.spawn(
            command,
            [*before, *arguments],
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **(variables or {})},
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="surrogateescape",
            timeout=None,
        )
        self._child.delaybeforesend = None
        self._screen.reply = self._child.send
        self.settings_before = self.settings()

    def __enter__(self) -> Self:
        """Use the terminal, and end its program in any case."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program if it is still running."""
        if self._child.closed:
            return
        if self._child.flag_eof and not self._child.isalive():
            self._close()
        else:
            self._child.close(force=True)

    def _close(self) -> None:
        """Close the terminal and nothing more: pexpect's own `close` sends signals, and waits."""
        self._child.ptyproc.fileobj.close()  # type: ignore[attr-defined]  # not in the types
        self._child.closed = True

    # --- what a person does ---

    def type(self, keys: str) -> None:
        """Press keys; the texts to wait for next must come after them."""
        self._read()
        self._mark = len(self.raw)
        self._child.send(keys)

    def resize(self, columns: int, rows: int = 24) -> None:
        """Change the size of the window."""
        self._read()
        self._mark = len(self.raw)
        self.columns = columns
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def pause(self, seconds: float) -> None:
        """Wait for a while, as a person who thinks."""
        since = time.monotonic()
        _until(lambda: time.monotonic() > since + seconds, lambda: "the clock stands still")

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._read()
        self._mark = len(self.raw)
        self._child.kill(number)

    def kill(self) -> None:
        """Kill the program, which then can do nothing about it, as in a power cut."""
        self.signal(_KILL)
        assert self.finish() == -_KILL

    def hang_up(self) -> int:
        """Close the terminal's window; return the exit code."""
        process = self._child.pid
        assert process is not None
        self._close()
        status: list[int] = []

        def gone() -> bool:
            ended, said = os.waitpid(process, _NO_WAIT)
            status.append(said)
            return ended != 0

        _until(gone, lambda: "the program lives on without its terminal")
        return os.waitstatus_to_exitcode(status[-1])

    def finish(self) -> int:
        """Wait for the program's end; return its exit code, below zero for a signal that killed it."""

        def ended() -> bool:
            self._read()
            return self._child.flag_eof

        _until(ended, lambda: f"the program did not end:\n{self.display}")
        self.settings_after = self.settings()
        status, killed = self._child.exitstatus, self._child.signalstatus
        if status is None and killed is None:
            status, killed = self._child.wait(), self._child.signalstatus
        return int(status or 0) if killed is None else -int(killed)

    # --- what a person sees ---

    def wait_for(self, *texts: str) -> None:
        """Wait until the program has written these texts, in this order, since the last keys."""
        pattern = re.compile(".*?".join(re.escape(" ".join(text.split())) for text in texts))

        def written() -> bool:
            self._read()
            return bool(pattern.search(flat(self.raw[self._mark :]))) or self._ended_too_soon()

        _until(written, lambda: f"{' ... '.join(texts)!r} did not come:\n{self.display}")

    def wait_on_screen(self, text: str) -> None:
        """Wait until the screen shows this text, wherever the program drew it."""

        def shown() -> bool:
            self._read()
            return text in " ".join(self.display.split()) or self._ended_too_soon()

        _until(shown, lambda: f"{text!r} is not on the screen:\n{self.display}")

    def wait_until_it_reads(self) -> None:
        """Wait until the program takes the terminal's keys one by one: Ctrl-D pressed before that gets lost."""
        self.wait_until(lambda: not _takes_lines(self._child.child_fd), "reading keys")

    def wait_until(self, done: Callable[[], bool], what: str) -> None:
        """Wait for what the program does elsewhere than on the screen."""

        def happened() -> bool:
            self._read()
            return done() or self._ended_too_soon()

        _until(happened, lambda: f"{what} did not happen:\n{self.display}")

    def _ended_too_soon(self) -> bool:
        assert not self._child.flag_eof, f"the program has ended:\n{self.display}"
        return False

    @property
    def display(self) -> str:
        """The screen as it is now."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    @property
    def cursor(self) -> tuple[int, int]:
        """The row and the column that the cursor is on."""
        self._read()
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def lines(self) -> list[str]:
        """Every line, including those that scrolled off the screen."""
        gone = [
            "".join(line[column].data for column in range(self.columns)).rstrip() for line in self._screen.history.top
        ]
        return [*gone, *(line.rstrip() for line in self._screen.display)]

    @property
    def words(self) -> str:
        """All the words on all lines, with one space between them."""
        return " ".join(" ".join(self.lines).split())

    def settings(self) -> list[object]:
        """Return the terminal's settings: what `stty -a` prints."""
        return _settings(self._child.child_fd)

    def _read(self) -> None:
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                text = self._child.read_nonblocking(65536, timeout=0)
                self.raw += text
                self._stream.feed(text)


def flat(raw: str) -> str:
    """Remove control sequences from what a program wrote, and leave the words."""
    return " ".join(_CONTROL.sub(" ", _COLOR.sub("", raw)).split())


def _until(done: Callable[[], bool], complaint: Callable[[], str]) -> None:
    late = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < late, complaint()
        time.sleep(0.01)


def widest_line(raw: str) -> int:
    """Return how many columns the longest line needs on a screen that has room for all."""
    screen = pyte.HistoryScreen(400, 50, history=100_000, ratio=0.01)
    pyte.Stream(screen).feed(raw)
    gone = ["".join(line[column].data for column in range(400)) for line in screen.history.top]
    return max(len(line.rstrip()) for line in [*gone, *screen.display])
