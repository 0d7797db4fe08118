"""Measure the bars: how long `portrait` takes, beside programs that do nothing else, jrnl and ripgrep.

    python benchmarks/bars.py [SIZE]... [--rounds N] [--before PORTRAIT]

It needs `hyperfine`, `jrnl` and `rg` on the PATH, and an environment with the built wheel and `pexpect`. Journals of
each size, and the same text as jrnl journals, are made anew. Every program takes its turn in every round, and what is
held against each other runs one after the other, so that a slow moment of the machine meets both; times are medians
of whole processes, and ratios are medians of the ratios of each round. `--before` names an earlier version's program,
which then does beside ours what takes seconds: an import, an index from nothing, an export.
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
FIRST_WORDS = "What did I learn"
"""The beginning of the first question ..."""
QUESTION = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
"""... and what is on the screen when it can be answered."""
SETTLED = 3
"""Seconds after which a file is old enough for its stamp to be believed."""
PATIENT = 10_000
"""Entries above which what takes long is measured once."""
SMALL, LARGE, HUGE = 10, 10_000, 100_000
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

    def megabytes_after_change(self, *words: str) -> float:
        """Measure the most memory that a command of ours held, when one file has changed since the index was made.

        It is as the command itself says: a child has its parent's first.
        """
        self.settle()
        newest = max((self.folder / "journal").rglob("*.md"))
        with newest.open("a", encoding="utf-8") as file:
            file.write("\n")
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
        "the words of `portrait reflect`'s first question": lambda: place.until(FIRST_WORDS, PORTRAIT, "reflect"),
        "its first key": lambda: place.until(QUESTION, PORTRAIT, "reflect"),
    }


def over(place: Place, before: str) -> dict[str, Measure]:
    """List what is measured over a journal: first what only reads, each beside its like of jrnl's or `before`'s."""
    jrnl = ("jrnl", "--config-file", str(place.folder / "jrnl.yaml"))
    newest = max((place.folder / "journal").rglob("*.md"))
    touched = f"sh -c {shlex.quote(f'echo >> {shlex.quote(str(newest))}')}"
    session = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", str(place.folder / "answers.yaml"))
    cold = f"rm -rf {place.folder / 'cache'}"
    words = "Families without email."
    elsewhere = str(place.folder / "imported")
    bring = ("import", str(place.folder / "jrnl.txt"), "--format", "jrnl", "--yes", "--journal", elsewhere)
    measures = {
        "list": lambda: place.seconds(PORTRAIT, "list"),
        "jrnl list": lambda: place.seconds(*jrnl, "-n", "20"),
        "search": lambda: place.seconds(PORTRAIT, "search", "garden", "algebra"),
        "jrnl search": lambda: place.seconds(*jrnl, "-contains", "garden", "-and", "-contains", "algebra"),
        "rg": lambda: place.seconds("rg", "-l", "garden", str(place.folder / "journal")),
        "growth": lambda: place.seconds(PORTRAIT, "growth"),
        "home": lambda: place.seconds(PORTRAIT),
        "first question": lambda: place.until(QUESTION, PORTRAIT, "reflect"),
        "export": lambda: place.seconds(PORTRAIT, "export", "--all", "--json"),
        "save a session": lambda: place.seconds(PORTRAIT, *session),
        "note": lambda: place.seconds(PORTRAIT, "note", words),
        "jrnl note": lambda: place.seconds(*jrnl, words),
        "list, one file changed": lambda: place.seconds(PORTRAIT, "list", prepare=touched),
        "list, index from nothing": lambda: place.seconds(PORTRAIT, "list", prepare=cold),
        "import": lambda: place.seconds(PORTRAIT, *bring, prepare=f"rm -rf {elsewhere}"),
    }
    if before:
        measures |= {
            "export, before": lambda: place.seconds(before, "export", "--all", "--json"),
            "list, index from nothing, before": lambda: place.seconds(before, "list", prepare=cold),
            "import, before": lambda: place.seconds(before, *bring, prepare=f"rm -rf {elsewhere}"),
        }
    return measures


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
    typer_alone = bare["bare Typer program"]
    one_question = bare["Typer, questionary, one question"]
    words, key = "the words of `portrait reflect`'s first question", "its first key"
    found = [
        Bar("`portrait --version` / bare Typer program", ratio(bare["`portrait --version`"], typer_alone), 0.3),
        Bar(
            "`portrait show advocacy` / Typer, rich, yaml, one panel",
            ratio(bare["`portrait show advocacy`"], bare["Typer, rich, yaml, one panel"]),
            0.95,
        ),
        Bar(f"{words} / Typer, questionary, one question", ratio(bare[words], one_question), 0.6),
        Bar(f"{key} / the same", ratio(bare[key], one_question), 1.15),
    ]
    for size, limit in ((LARGE, 2), (HUGE, 6)):
        if size in taken:
            found += [
                Bar(
                    f"{name} with {size:,} entries / bare Typer program", ratio(taken[size][name], typer_alone), limit
                )
                for name in ("home", "list", "search", "growth")
            ]
    if not {SMALL, LARGE} <= taken.keys():
        return found
    small, large = taken[SMALL], taken[LARGE]
    found.append(Bar("note / bare Typer program", ratio(small["note"], typer_alone), 1.5))
    found.append(
        Bar(
            f"saving a session with {LARGE:,} / {SMALL}",
            ratio(large["save a session"], small["save a session"]),
            1.15,
        )
    )
    found += [
        Bar(f"jrnl's {name} with {LARGE:,} / ours", ratio(large[f"jrnl {name}"], large[name]), limit, at_least=True)
        for name, limit in (("list", 3), ("search", 12), ("note", 5))
    ]
    found += [
        Bar(f"{name} with {LARGE:,} / the version before", ratio(large[name], large[f"{name}, before"]), limit)
        for name, limit in (("list, index from nothing", 0.5), ("import", 0.12), ("export", 0.35))
        if f"{name}, before" in large
    ]
    return found + [
        Bar(f"memory of a search after a change with {size:,}", memory[size], 40, " MB")
        for size in memory
        if size >= LARGE
    ]


def main(sizes: list[int], rounds: int, before: str) -> None:
    """Measure everything by turns, and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        places = {size: made(Path(folder) / str(size), size) for size in sizes}
        bare = floors(made(Path(folder) / "empty", 0))
        measures = {size: over(place, before) for size, place in places.items()}
        once: dict[str, list[float]] = {name: [] for name in bare}
        taken: dict[int, dict[str, list[float]]] = {size: {name: [] for name in measures[size]} for size in sizes}
        for number in range(rounds):
            for name, measure in bare.items():
                once[name].append(measure())
            for place in places.values():
                place.settle()
            for name in measures[sizes[0]]:
                for size in sizes:
                    slow = size > PATIENT and (
                        "jrnl" in name or "from nothing" in name or name.startswith(("import", "export"))
                    )
                    if number == 0 or not slow:
                        taken[size][name].append(measures[size][name]())
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        memory = {size: place.megabytes_after_change("search", "garden") for size, place in places.items()}
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
    print("| memory of a search after a change | " + " | ".join(f"{memory[size]:.0f} MB" for size in sizes) + " |")


if __name__ == "__main__":
    if missing := [name for name in ("hyperfine", "jrnl", "rg") if not shutil.which(name)]:
        sys.exit(f"needed on the PATH: {', '.join(missing)}")
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=[SMALL, 1_000, LARGE])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--before", default="", metavar="PORTRAIT")
    wanted = parser.parse_args()
    main(wanted.sizes, wanted.rounds, wanted.before)
