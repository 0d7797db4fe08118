"""Measure handing over: a year as a portfolio, and a whole journal in the formats that go entry by entry.

    python benchmarks/handing_over.py [SIZE] [--rounds N]

It needs an environment with the program and its extra `documents`. The journals are made anew. Seconds are medians of
whole processes, by the clock and of processor time; memory is the most that one of them held, as it says itself.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import journal

WEEKS = 52
SECONDS = 2
"""What a year as a portfolio may take ..."""
MEGABYTES = 150
"""... and what a whole journal may hold."""
STREAMED = ("html", "csv", "json", "md", "txt")
_CODE = (
    "import atexit, sys; from portrait_cli.start import run;"
    "atexit.register(lambda: sys.stderr.write(open('/proc/self/status').read())); run()"
)


def variables(folder: Path) -> Mapping[str, str]:
    """Return the variables of a home folder with a journal in it."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PORTRAIT_"))}
    return {**others, "HOME": str(folder), "PORTRAIT_JOURNAL": str(folder / "journal")}


def made(folder: Path, size: int, years: int) -> Path:
    """Make a home folder with a journal of so many years, whose index is made."""
    folder.mkdir()
    journal.YEARS = years
    journal.make(folder, size)
    time.sleep(3)  # after which a file is old enough for its stamp to be believed
    measured(folder, ["list"])
    return folder


def measured(folder: Path, words: Sequence[str]) -> tuple[float, float, float]:
    """Run a command; return its seconds by the clock, those of the processor, and megabytes."""
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CODE, *words], env=variables(folder), capture_output=True, text=True, check=True
    )
    seconds, after = time.perf_counter() - began, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    most = next(line for line in done.stderr.splitlines() if line.startswith("VmHWM:"))
    return seconds, busy, int(most.split()[1]) / 1024


def row(what: str, runs: Sequence[tuple[float, float, float]], *, most: float = 0) -> str:
    """Write what was measured as a row of the table; `most` is how long it may take."""
    seconds = statistics.median(run[0] for run in runs)
    busy = statistics.median(run[1] for run in runs)
    megabytes = max(run[2] for run in runs)
    bar, is_met = (f"{most:g} s", seconds <= most) if most else (f"{MEGABYTES} MB", megabytes <= MEGABYTES)
    met = "met" if is_met else "**not met**"
    return f"| {what} | at most {bar} | {seconds:.2f} s | {busy:.2f} s | {megabytes:.0f} MB | {met} |"


def main(size: int, rounds: int) -> None:
    """Measure everything, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        year = made(Path(folder) / "year", WEEKS, 1)
        portfolio = "export", "--as", "portfolio", "--force", "--yes", "-o", f"{folder}/portfolio.pdf"
        rows = [
            row(
                f"a portfolio of {WEEKS} weeks as PDF",
                [measured(year, portfolio) for _ in range(rounds)],
                most=SECONDS,
            )
        ]
        whole = made(Path(folder) / "whole", size, 20)
        for form in STREAMED:
            words = "export", "--all", "--force", "--yes", "-o", f"{folder}/journal.{form}"
            rows.append(row(f"{size:,} entries as {form}", [measured(whole, words) for _ in range(rounds)]))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"CPython {platform.python_version()}, {machine}; {rounds} rounds\n")
    print("| what | bar | takes | of the processor | holds | |\n|---|---|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("size", nargs="?", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    main(wanted.size, wanted.rounds)
