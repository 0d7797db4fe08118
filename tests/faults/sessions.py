"""Sessions in a real terminal, killed at random moments: every answer that was confirmed must be on the disk.

`python tests/faults/sessions.py N` kills N of them.
"""

import contextlib
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

assert sys.platform != "win32", "it has no pseudo-terminals"

import pexpect
from world import TOO_LONG, World

_WAYS = ("SIGKILL", "SIGKILL", "SIGTERM", "SIGHUP", "the window is closed")
_LONGEST_SECONDS = 4.0
_PROMPTS = {
    "words": re.compile(r"Enter saves · empty skips|Enter sends\. Empty skips\."),
    "review": re.compile(r"a number changes that answer|A number changes that answer"),
    "day": re.compile(r"is not today or a later day|was not understood as a day"),
    "choice": re.compile(r"then Enter · |Type a number or name\.|Keep it, but stop asking"),
}
"""What the screen says when it waits for words, in the review, after words that are no day, and at a list."""
_NOBODY_ANSWERS = {"PROMPT_TOOLKIT_NO_CPR": "1"}
"""There is no terminal here that says where its cursor is."""
_CONFIRMED = re.compile(r"Saved, \d+ of \d+")


@dataclass(slots=True)
class Tried:
    """What was tried, and what went wrong."""

    kills: dict[str, int] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    finished: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ways = ", ".join(f"{number} by {way}" for way, number in self.kills.items())
        said = f"{sum(self.kills.values())} kills ({ways}), {self.finished} sessions finished"
        return "\n".join([f"{said}, {len(self.confirmed)} confirmed answers, {len(self.wrong)} wrong", *self.wrong])


class _Session:
    """One session, answered by a person who never stops typing, until it is killed."""

    def __init__(self, home: Path, *, plain: bool, first: int) -> None:
        self.confirmed: list[str] = []
        self.number = first
        self.asked = False
        """Whether it has asked anything yet: before that there is little to kill."""
        self._pending = ""
        self._said = ""
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "portrait_cli", "reflect", *(["--plain"] if plain else [])],
            env=_variables(home),
            dimensions=(24, 80),
            encoding="utf-8",
            codec_errors="replace",
        )
        self._child.delaybeforesend = None

    def go_on_for(self, seconds: float) -> bool:
        """Answer whatever is asked; return True if the session came to its end."""
        until = time.monotonic() + seconds
        latest = time.monotonic() + TOO_LONG
        while time.monotonic() < until or (not self.asked and time.monotonic() < latest):
            if not self._read(0.02):
                return True
            self._answer()
        return False

    def end(self, way: str) -> None:
        """Kill it, and take what it still says."""
        if way == "the window is closed":
            self._child.ptyproc.fileobj.close()  # type: ignore[attr-defined]  # not in the types
        else:
            self._child.kill(signal.Signals[way])
            while self._read(0.5):
                pass
        until = time.monotonic() + TOO_LONG
        assert self._child.pid is not None
        with contextlib.suppress(ChildProcessError):  # it is known to have ended
            while os.waitpid(self._child.pid, os.WNOHANG) == (0, 0):
                assert time.monotonic() < until, "it lives on"
                time.sleep(0.01)
        self._child.closed = True

    def _read(self, seconds: float) -> bool:
        """Read what it says; return False at its end."""
        try:
            self._said += self._child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        finally:
            if self._pending and _CONFIRMED.search(self._said):
                self.confirmed.append(self._pending)
                self._pending = ""
        return True

    def _answer(self) -> None:
        asked = [kind for kind, prompt in _PROMPTS.items() if prompt.search(self._said)]
        if not asked:
            return
        self.asked = True
        if asked == ["words"]:
            self.number += 1
            self._pending = f"word-{self.number:06d}"
            self._send(self._pending)
        elif "choice" in asked:
            self._send("1")
        else:
            self._send("")

    def _send(self, line: str) -> None:
        self._said = ""
        self._child.send(f"{line}\r")


def attack(folder: Path, kills: int, seed: int = 1) -> Tried:
    """Kill so many sessions."""
    tried = Tried()
    chance = random.Random(seed)  # noqa: S311  # when to kill is no secret
    world = World(folder / "home")
    number = 0
    while sum(tried.kills.values()) < kills:
        session = _Session(world.home, plain=chance.random() < 0.5, first=number)
        if session.go_on_for(chance.uniform(0.2, _LONGEST_SECONDS)):
            tried.finished += 1
            way = ""
        else:
            way = chance.choice(_WAYS)
            tried.kills[way] = tried.kills.get(way, 0) + 1
        session.end(way or "SIGKILL")
        number = session.number
        tried.confirmed.update(session.confirmed)
        kept = b"\n".join(world.everything()).decode("utf-8", "replace")
        lost = [word for word in tried.confirmed if word not in kept]
        if lost:
            tried.wrong.append(f"{way or 'the end'}: {', '.join(sorted(lost))} lost")
            tried.confirmed.difference_update(lost)
    return tried


def _variables(home: Path) -> Mapping[str, str]:
    return {"HOME": str(home), "PATH": os.defpath, "TERM": "xterm-256color", "LANG": "C.UTF-8", **_NOBODY_ANSWERS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        result = attack(Path(place), int(sys.argv[1]))
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.wrong))
