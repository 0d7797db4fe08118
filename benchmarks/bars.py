"""Measure the bars: how long `portrait` takes, beside programs that do nothing else, jrnl and ripgrep.

    python benchmarks/bars.py [SIZE]... [--rounds N]

It needs `hyperfine`, `jrnl` and `rg` on the PATH, and an environment with the built wheel and `pexpect`. Journals of
each size, and the same text as jrnl journals, are made anew. Every program takes its turn in every round, so that a
slow moment of the machine meets them all; the figures are medians of whole processes.
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

BIN = Path(sys.executable).parent
PROGRAMS = Path(__file__).parent / "programs"
QUESTION = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
SETTLED = 3
"""Seconds after which a file is old enough for its stamp to be believed."""
PATIENT = 10_000
"""Entries above which what takes long is measured once."""
SMALL, LARGE = 10, 10_000
"""The sizes that the bars name."""

Measure = Callable[[], float]
Medians = Mapping[str, float]
"""Seconds by what was measured."""


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

    def megabytes(self, *command: str) -> float:
        """Measure the most memory that a process held."""
        with subprocess.Popen(command, env=self.variables, stdout=subprocess.DEVNULL) as process:
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        return used.ru_maxrss / 1024


def floors(place: Place) -> dict[str, Measure]:
    """List the programs that do nothing else, and what of ours is measured against them; the journal is empty."""
    portrait, python = str(BIN / "portrait"), str(BIN / "python")
    return {
        "bare Typer program": lambda: place.seconds(python, str(PROGRAMS / "bare.py"), "--version"),
        "`portrait --version`": lambda: place.seconds(portrait, "--version"),
        "Typer, rich, yaml, one panel": lambda: place.seconds(python, str(PROGRAMS / "floor.py")),
        "`portrait show advocacy`": lambda: place.seconds(portrait, "show", "advocacy"),
        "Typer, questionary, one question": lambda: place.until("ready?", python, str(PROGRAMS / "one_question.py")),
        "first question of `portrait reflect`": lambda: place.until(QUESTION, portrait, "reflect"),
    }


def over(place: Place) -> dict[str, Measure]:
    """List what is measured over a journal."""
    portrait = str(BIN / "portrait")
    jrnl = ("jrnl", "--config-file", str(place.folder / "jrnl.yaml"))
    newest = max((place.folder / "journal").rglob("*.md"))
    touched = f"sh -c {shlex.quote(f'echo >> {shlex.quote(str(newest))}')}"
    sitting = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", str(place.folder / "answers.yaml"))
    words = "Families without email."
    return {
        "list": lambda: place.seconds(portrait, "list"),
        "search": lambda: place.seconds(portrait, "search", "garden", "algebra"),
        "growth": lambda: place.seconds(portrait, "growth"),
        "home": lambda: place.seconds(portrait),
        "save": lambda: place.seconds(portrait, "note", words),
        "save a sitting": lambda: place.seconds(portrait, *sitting),
        "first question": lambda: place.until(QUESTION, portrait, "reflect"),
        "list, one file changed": lambda: place.seconds(portrait, "list", prepare=touched),
        "list, index from nothing": lambda: place.seconds(
            portrait, "list", prepare=f"rm -rf {place.folder / 'cache'}"
        ),
        "jrnl list": lambda: place.seconds(*jrnl, "-n", "20"),
        "jrnl search": lambda: place.seconds(*jrnl, "-contains", "garden", "-and", "-contains", "algebra"),
        "jrnl save": lambda: place.seconds(*jrnl, words),
        "rg": lambda: place.seconds("rg", "-l", "garden", str(place.folder / "journal")),
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


def bars(bare: Medians, taken: Mapping[int, Medians], memory: Mapping[int, float]) -> list[Bar]:
    """Hold what was measured against the bars; those of sizes that were not measured are left out."""
    names = list(bare)
    found = [
        Bar(f"{ours}, against: {floor}", bare[ours] / bare[floor], limit)
        for floor, ours, limit in zip(names[::2], names[1::2], (1.2, 1.3, 1.3), strict=True)
    ]
    if not {SMALL, LARGE} <= taken.keys():
        return found
    small, large = taken[SMALL], taken[LARGE]
    against = f"with {LARGE:,} entries, against {SMALL}"
    found += [
        Bar(f"{name}, {against}", large[name] / small[name], 1.5) for name in ("list", "search", "growth", "home")
    ]
    found += [Bar(f"{name}, {against}", large[name] / small[name], 1.2) for name in ("save", "save a sitting")]
    found += [
        Bar(
            f"jrnl's {name} with {size:,} entries, against ours",
            of[f"jrnl {name}"] / of[name],
            10 if name == "save" else 5,
            at_least=True,
        )
        for size, of in taken.items()
        if size >= LARGE
        for name in ("list", "search", "save")
    ]
    found.append(Bar(f"index of {LARGE:,} entries from nothing", large["list, index from nothing"], 4, " s"))
    found.append(Bar(f"memory with {LARGE:,} entries, a search", memory[LARGE], 80, " MB"))
    return found


def main(sizes: list[int], rounds: int) -> None:
    """Measure everything by turns, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        places = {size: made(Path(folder) / str(size), size) for size in sizes}
        empty = made(Path(folder) / "empty", 0)
        measures = {0: floors(empty), **{size: over(place) for size, place in places.items()}}
        taken: dict[int, dict[str, list[float]]] = {
            size: {name: [] for name in those} for size, those in measures.items()
        }
        for number in range(rounds):
            for size, those in measures.items():
                for name, measure in those.items():
                    slow = size > PATIENT and ("jrnl" in name or "from nothing" in name)
                    if number == 0 or not slow:
                        taken[size][name].append(measure())
                print(f"round {number + 1}, {size:,} entries", file=sys.stderr)
        portrait = str(BIN / "portrait")
        memory = {size: place.megabytes(portrait, "search", "garden") for size, place in places.items()}
    medians = {
        size: {name: statistics.median(times) for name, times in those.items()} for size, those in taken.items()
    }
    bare = medians.pop(0)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {machine}; {rounds} rounds by turns; medians of whole processes\n")
    print("| what | bar | seen | |\n|---|---|---|---|")
    print("\n".join(map(str, bars(bare, medians, memory))))
    times(bare, medians, memory)


def made(folder: Path, size: int) -> Place:
    """Make a home with a journal, and warm what is kept from one start to the next."""
    folder.mkdir()
    if size:
        journal.make(folder, size)
        time.sleep(SETTLED)
    place = Place(folder)
    for command in (("list",), ("show", "advocacy")):
        place.seconds(str(BIN / "portrait"), *command)
    return place


def times(bare: Medians, medians: Mapping[int, Medians], memory: Mapping[int, float]) -> None:
    """Print every time, and how many times as long it is as with the smallest journal."""
    print("\n| what | takes |\n|---|---|")
    for name, seconds in bare.items():
        print(f"| {name} | {seconds * 1000:.0f} ms |")
    sizes = list(medians)
    print("\n| what | " + " | ".join(f"{size:,} entries" for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, least in medians[sizes[0]].items():
        cells = [f"{medians[size][name] * 1000:.0f} ms (×{medians[size][name] / least:.2f})" for size in sizes]
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
