"""Measure how long a key takes until it is on the screen, in the middle of a short and of a long answer.

    python benchmarks/keys.py [PORTRAIT]...

It needs an environment with the built wheel and `pexpect`; without programs it measures the `portrait` of that
environment. Several programs take their turns, so that a slow moment of the machine meets all of them.
"""

import contextlib
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

WORDS = "we asked the families what they need and listened to each of them before the board met "
SIZES = ((2_000, 480), (100_000, 100))
"""How long the answer is, and how many keys are pressed in it."""
UP, PASTE_BEGINS, PASTE_ENDS = "\x1b[A", "\x1b[200~", "\x1b[201~"
DRAWN = "\x1b[?25h"
"""The last thing that is written for a key: the cursor is shown again."""
PAUSE = 0.02


def milliseconds(portrait: str, size: int, keys: int) -> list[float]:
    """Measure each of so many keys in an answer of this size."""
    with tempfile.TemporaryDirectory() as home:
        variables = {**os.environ, "HOME": home, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        child: pexpect.spawn[str] = pexpect.spawn(
            portrait, ["reflect"], env=variables, encoding="utf-8", dimensions=(24, 80)
        )
        child.delaybeforesend = None
        child.expect_exact("Ctrl-C stops")
        child.expect_exact(DRAWN)
        answer = (WORDS * (size // len(WORDS) + 1))[:size]
        paste = f"{PASTE_BEGINS}{answer}{PASTE_ENDS}"
        for start in range(0, len(paste), 1000):  # a terminal takes no more at once
            child.send(paste[start : start + 1000])
            time.sleep(PAUSE)
        child.expect_exact(DRAWN)
        for _ in range(5):
            child.send(UP)
            settle(child)

        took = []
        for number in range(keys):
            settle(child)
            began = time.perf_counter()
            child.send(WORDS[number % len(WORDS)])
            child.expect_exact(DRAWN)
            took.append((time.perf_counter() - began) * 1000)
        child.close(force=True)
    return took


def settle(child: "pexpect.spawn[str]") -> None:
    """Wait a moment, and forget what was written."""
    until = time.perf_counter() + PAUSE
    while time.perf_counter() < until:
        with contextlib.suppress(pexpect.TIMEOUT):
            child.read_nonblocking(65536, timeout=PAUSE)


def main(programs: list[str]) -> None:
    """Measure each program in answers of each size, and print the table."""
    print("| program | answer | median | longest |\n|---|---|---|---|")
    for size, keys in SIZES:
        for portrait in programs:
            took = milliseconds(portrait, size, keys)
            print(f"| {portrait} | {size // 1000} kB | {statistics.median(took):.1f} ms | {max(took):.1f} ms |")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(Path(sys.executable).parent / "portrait")])
