"""Measure how long `portrait` takes to start, as ratios to programs that do nothing else.

    python benchmarks/startup.py [ROUNDS]

It needs `hyperfine` and an environment with portrait and its `dev` extra; every program runs in that environment.
The programs take turns, so that a slow moment of the machine meets them all; the figures are medians.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pexpect

PROGRAMS = Path(__file__).parent / "programs"
BIN = Path(sys.executable).parent
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what is measured, what against, and how many times as long it may take."""

    what: str
    ours: Callable[[], float]
    floor: Callable[[], float]
    floor_name: str
    bar: float


def command(*words: str) -> Callable[[], float]:
    """Make a measurement of one whole process, in seconds."""

    def measure() -> float:
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            subprocess.run(
                ["hyperfine", "--shell=none", "--warmup=1", "--runs=3", "--style=none", "--export-json", report.name,
                 " ".join(words)],
                check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
            return float(json.loads(Path(report.name).read_text(encoding="utf-8"))["results"][0]["median"])

    return measure


def first_question(marker: str, *words: str) -> Callable[[], float]:
    """Make a measurement of the time until a question stands on the terminal, in seconds."""

    def measure() -> float:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "HOME": home, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm-256color"}
            if words[0].endswith("portrait"):  # the checked form of the portrait is in the cache, as on any other day
                subprocess.run([words[0], "show"], env=environment, check=True, stdout=subprocess.DEVNULL)
            began = time.perf_counter()
            child: pexpect.spawn[str] = pexpect.spawn(words[0], list(words[1:]), env=environment, encoding="utf-8")
            child.expect_exact(marker)
            took = time.perf_counter() - began
            child.close(force=True)
            return took

    return measure


def main(rounds: int) -> None:
    """Measure every row by turns and print the table."""
    portrait, python = str(BIN / "portrait"), str(BIN / "python")
    rows = [
        Row(
            "`portrait --version`",
            command(portrait, "--version"),
            command(python, str(PROGRAMS / "bare.py"), "--version"),
            "bare Typer program",
            1.2,
        ),
        Row(
            "`portrait show advocacy`",
            command(portrait, "show", "advocacy"),
            command(python, str(PROGRAMS / "floor.py")),
            "Typer, rich, yaml, one panel",
            1.3,
        ),
        Row(
            "first question of `portrait reflect`",
            first_question("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", portrait, "reflect"),
            first_question("ready?", python, str(PROGRAMS / "one_question.py")),
            "Typer, questionary, one question",
            1.3,
        ),
    ]
    taken: list[tuple[list[float], list[float]]] = [([], []) for _ in rows]
    for _ in range(rounds):
        for row, (ours, floor) in zip(rows, taken, strict=True):
            floor.append(row.floor())
            ours.append(row.ours())
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()}, "
          f"{os.cpu_count()} cores; {rounds} rounds by turns; medians\n")  # fmt: skip
    print("| what | takes | against | takes | ratio | bar |\n|---|---|---|---|---|---|")
    for row, (ours, floor) in zip(rows, taken, strict=True):
        one, two = statistics.median(ours) * MILLISECONDS, statistics.median(floor) * MILLISECONDS
        print(f"| {row.what} | {one:.0f} ms | {row.floor_name} | {two:.0f} ms | {one / two:.2f} | {row.bar} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 10)
