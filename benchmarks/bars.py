"""Measure the bars: how long `portrait` takes, beside programs that do nothing else, jrnl and ripgrep.

    python benchmarks/bars.py [SIZE]... [--rounds N]

It needs `hyperfine`, `jrnl` and `rg` on the PATH, and an environment with the built wheel and `pexpect`. Journals of
each size, and the same text as jrnl journals, are made anew. Every program takes its turn in every round, and what is
held against each other runs one after the other, so that a slow moment of the machine meets both; times are medians
of whole processes, and ratios are medians of the ratios of each round.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pexpect

import journal

PYTHON = sys.executable
PORTRAIT = str(Path(PYTHON).parent / "portrait")
PROGRAMS = Path(__file__).parent / "programs"
QUESTION = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
SETTLED = 3
"""Seconds after which a file is old enough for its stamp to be believed."""
PATIENT = 10_000
"""Entries above which what takes long is measured once."""
SMALL, LARGE = 10, 10_000
"""The sizes that the bars name."""

Measure = Callable[[], float]
Times = Mapping[str, list[float]]
"""Seconds of each round, by what was measured."""


class Place:
    """A home folder with a journal of some size, and the programs over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PORTRAIT_"))},
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PORTRAIT_JOURNAL": str(folder / "journal"),
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "TERM": "xterm-256color",
            "COLUMNS": "80",
        }

    def seconds(self, *command: str, prepare: str = "true") -> float:
        """Measure one whole process, after something that does not count."""
        report = self.folder / "report.json"
        subprocess.run(
            ["hyperfine", "--shell=none", "--warmup=0", "--runs=1", "--style=none", "--ignore-failure",
             "--prepare", prepare, "--export-json", str(report), shlex.join(command)],
            check=True, env=self.variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return float(json.loads(report.read_text(encoding="utf-8"))["results"][0]["times"][0])

    def settle(self) -> None:
        """Wait until what was written is old enough to be believed, and warm what lasts between two starts."""
        time.sleep(SETTLED)
        for command in (("list",), ("show", "advocacy")):
            self.seconds(PORTRAIT, *command)

    def until(self, marker: str, *command: str) -> float:
        """Measure how long it takes until something stands on the terminal."""
        shutil.rmtree(self.folder / "state", ignore_errors=True)  # no draft is offered
        began = time.perf_counter()
        child: pexpect.spawn[str] = pexpect.spawn(
            command[0], list(command[1:]), env=self.variables, encoding="utf-8", dimensions=(60, 100)
        )
        child.expect_exact(marker)
        took = time.perf_counter() - began
        child.close(force=True)
        return took

    def megabytes(self, *words: str) -> float:
        """Measure the most memory that a command of ours held, as it says itself: a child has its parent's first."""
        code = (
            "import atexit, sys; from portrait_cli.start import run;"
            "atexit.register(lambda: sys.stderr.write(open('/proc/self/status').read())); run()"
        )
        done = subprocess.run(
            [PYTHON, "-c", code, *words], env=self.variables, capture_output=True, text=True, check=True
        )
        most = next(line for line in done.stderr.splitlines() if line.startswith("VmHWM:"))
        return int(most.split()[1]) / 1024


def floors(place: Place) -> dict[str, Measure]:
    """List the programs that do nothing else, each before what of ours is held against it; the journal is empty."""
    bare, floor, one_question = (str(PROGRAMS / f"{name}.py") for name in ("bare", "floor", "one_question"))
    return {
        "bare Typer program": lambda: place.seconds(PYTHON, bare, "--version"),
        "`portrait --version`": lambda: place.seconds(PORTRAIT, "--version"),
        "Typer, rich, yaml, one panel": lambda: place.seconds(PYTHON, floor),
        "`portrait show advocacy`": lambda: place.seconds(PORTRAIT, "show", "advocacy"),
        "Typer, questionary, one question": lambda: place.until("ready?", PYTHON, one_question),
        "first question of `portrait reflect`": lambda: place.until(QUESTION, PORTRAIT, "reflect"),
    }


def over(place: Place) -> dict[str, Measure]:
    """List what is measured over a journal: first what only reads, each beside its like of jrnl's."""
    jrnl = ("jrnl", "--config-file", str(place.folder / "jrnl.yaml"))
    newest = max((place.folder / "journal").rglob("*.md"))
    touched = f"sh -c {shlex.quote(f'echo >> {shlex.quote(str(newest))}')}"
    session = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", str(place.folder / "answers.yaml"))
    cold = f"rm -rf {place.folder / 'cache'}"
    words = "Families without email."
    return {
        "list": lambda: place.seconds(PORTRAIT, "list"),
        "jrnl list": lambda: place.seconds(*jrnl, "-n", "20"),
        "search": lambda: place.seconds(PORTRAIT, "search", "garden", "algebra"),
        "jrnl search": lambda: place.seconds(*jrnl, "-contains", "garden", "-and", "-contains", "algebra"),
        "rg": lambda: place.seconds("rg", "-l", "garden", str(place.folder / "journal")),
        "growth": lambda: place.seconds(PORTRAIT, "growth"),
        "home": lambda: place.seconds(PORTRAIT),
        "first question": lambda: place.until(QUESTION, PORTRAIT, "reflect"),
        "save a session": lambda: place.seconds(PORTRAIT, *session),
        "save": lambda: place.seconds(PORTRAIT, "note", words),
        "jrnl save": lambda: place.seconds(*jrnl, words),
        "list, one file changed": lambda: place.seconds(PORTRAIT, "list", prepare=touched),
        "list, index from nothing": lambda: place.seconds(PORTRAIT, "list", prepare=cold),
    }


@dataclass(frozen=True, slots=True)
class Bar:
    """What must hold: a ratio or a figure, at most or at least so much."""

    what: str
    seen: float
    bar: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        """Say it as a row of the table."""
        met = self.seen >= self.bar if self.at_least else self.seen <= self.bar
        words = f"at {'least' if self.at_least else 'most'} {self.bar:g}{self.unit}"
        return f"| {self.what} | {words} | {self.seen:.2f}{self.unit} | {'met' if met else '**not met**'} |"


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Say how many times as long ours take as theirs, round by round; what was measured once counts in each."""
    rounds = max(len(ours), len(theirs))
    ours, theirs = (times * rounds if len(times) == 1 else times for times in (ours, theirs))
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def bars(bare: Times, taken: Mapping[int, Times], memory: Mapping[int, float]) -> list[Bar]:
    """Hold what was measured against the bars; those of sizes that were not measured are left out."""
    names = list(bare)
    found = [
        Bar(f"{ours}, against: {floor}", ratio(bare[ours], bare[floor]), limit)
        for floor, ours, limit in zip(names[::2], names[1::2], (1.2, 1.3, 1.3), strict=True)
    ]
    if not {SMALL, LARGE} <= taken.keys():
        return found
    small, large = taken[SMALL], taken[LARGE]
    against = f"with {LARGE:,} entries, against {SMALL}"
    limits = {"list": 1.5, "search": 1.5, "growth": 1.5, "home": 1.5, "save": 1.2, "save a session": 1.2}
    found += [Bar(f"{name}, {against}", ratio(large[name], small[name]), limit) for name, limit in limits.items()]
    found += [
        Bar(
            f"jrnl's {name} with {size:,} entries, against ours",
            ratio(of[f"jrnl {name}"], of[name]),
            10 if name == "save" else 5,
            at_least=True,
        )
        for size, of in taken.items()
        if size >= LARGE
        for name in ("list", "search", "save")
    ]
    cold = statistics.median(large["list, index from nothing"])
    found.append(Bar(f"index of {LARGE:,} entries from nothing", cold, 4, " s"))
    found.append(Bar(f"memory with {LARGE:,} entries, a search", memory[LARGE], 80, " MB"))
    return found


def main(sizes: list[int], rounds: int) -> None:
    """Measure everything by turns, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        places = {size: made(Path(folder) / str(size), size) for size in sizes}
        bare = floors(made(Path(folder) / "empty", 0))
        measures = {size: over(place) for size, place in places.items()}
        once: dict[str, list[float]] = {name: [] for name in bare}
        taken: dict[int, dict[str, list[float]]] = {size: {name: [] for name in measures[size]} for size in sizes}
        for number in range(rounds):
            for name, measure in bare.items():
                once[name].append(measure())
            for place in places.values():
                place.settle()
            for name in measures[sizes[0]]:
                for size in sizes:
                    slow = size > PATIENT and ("jrnl" in name or "from nothing" in name)
                    if number == 0 or not slow:
                        taken[size][name].append(measures[size][name]())
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        memory = {size: place.megabytes("search", "garden") for size, place in places.items()}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {machine}; {rounds} rounds by turns; medians of whole processes\n")
    print("| what | bar | seen | |\n|---|---|---|---|")
    print("\n".join(map(str, bars(once, taken, memory))))
    times(once, taken, memory)


def made(folder: Path, size: int) -> Place:
    """Make a home with a journal, and warm what is kept from one start to the next."""
    folder.mkdir()
    if size:
        journal.make(folder, size)
    place = Place(folder)
    place.settle()
    return place


def times(bare: Times, taken: Mapping[int, Times], memory: Mapping[int, float]) -> None:
    """Print every time, and how many times as long it is as with the smallest journal."""
    print("\n| what | takes |\n|---|---|")
    for name, seconds in bare.items():
        print(f"| {name} | {statistics.median(seconds) * 1000:.0f} ms |")
    sizes = list(taken)
    print("\n| what | " + " | ".join(f"{size:,} entries" for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, least in taken[sizes[0]].items():
        cells = [
            f"{statistics.median(taken[size][name]) * 1000:.0f} ms (×{ratio(taken[size][name], least):.2f})"
            for size in sizes
        ]
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("| memory of a search | " + " | ".join(f"{memory[size]:.0f} MB" for size in sizes) + " |")


if __name__ == "__main__":
    if missing := [name for name in ("hyperfine", "jrnl", "rg") if not shutil.which(name)]:
        sys.exit(f"needed on the PATH: {', '.join(missing)}")
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[SMALL, 1_000, LARGE])
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    main(wanted.sizes, wanted.rounds)
