"""Measure how `portrait` holds up as a journal grows, beside jrnl and ripgrep on the same text.

    python benchmarks/journal.py [SIZE]... [--rounds N]

It needs `hyperfine`, `jrnl` and `rg` on the PATH and an environment with portrait. For each size it makes a journal
of realistic entries (from a fixed seed) and the same text as a jrnl journal. The programs take turns; the figures
are medians of whole processes.
"""

import json
import os
import platform
import random
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from portrait_cli import definitions, entryfile
from portrait_cli.journal import entry_id
from portrait_cli.model.entry import Block, Commitment, Entry, Heading, Placement, Prose, Response, Told
from portrait_cli.model.portrait import Attribute, Portrait

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parent.parent
SEED = 20261123
LAST = datetime(2026, 11, 20, 17, 30)  # noqa: DTZ001  # an entry's date is local
YEARS = 20
WORDS = """
families teachers students bus schedule reading math recess library principal coach meeting agenda question plan
Tuesday lunch hallway email phone list budget union board policy grade sixth seventh algebra garden music art
listened asked heard told moved changed tried dropped kept started stopped noticed wrote called visited thanked
early late again together alone fairly kindly slowly twice first next before after during because when while
two three several every some most the a an our their my this that those people children office front door room
"""
_WORDS = WORDS.split()
PATIENT = 10_000
"""Entries above which what is slow is measured once."""


def sentence(chance: random.Random) -> str:
    """Make words that look like a sentence."""
    said = [chance.choice(_WORDS) for _ in range(chance.randint(6, 18))]
    return f"{' '.join(said).capitalize()}."


def text(chance: random.Random, most: int) -> str:
    """Make a few sentences."""
    return " ".join(sentence(chance) for _ in range(chance.randint(1, most)))


def entry(portrait: Portrait, at: datetime, chance: random.Random, plans: list[Commitment]) -> Entry:
    """Make one entry: most are check-ins on one attribute, some are notes, a few go through the whole portrait.

    The plan made last is told of in the next sitting.
    """
    told = [Told(plan.id, plan.sentence, "kept", "Kept", sentence(chance)) for plan in plans]
    kind = chance.choices(("check-in", "note", "whole-portrait"), (60, 25, 15))[0]
    if kind == "note":
        chosen: tuple[Attribute, ...] = ()
        blocks: list[Block] = [Prose(text(chance, 6))]
    else:
        chosen = portrait.attributes if kind == "whole-portrait" else (chance.choice(portrait.attributes),)
        blocks = [block for attribute in chosen for block in sat_on(portrait, attribute, chance)]
        blocks = [*told, *blocks]
        if chance.random() < 1 / 3:
            token = f"{chance.getrandbits(32):08x}"
            then = sentence(chance).removesuffix(".")
            plans[:] = [Commitment(token, chosen[0].id, "the week begins", then, at.date())]
            blocks += [Heading("Next step"), *plans]
        else:
            plans.clear()
    return Entry(
        id=entry_id(at, kind, tuple(attribute.id for attribute in chosen)),
        written=at,
        utc_offset="-06:00",
        title=f"{kind.replace('-', ' ').capitalize()}, {at:%A} {at.day} {at:%B %Y}",
        time_zone="America/Chicago",
        portrait=portrait.id,
        portrait_version=portrait.version,
        guide="" if kind == "note" else kind,
        role="building-leader",
        attributes=tuple(attribute.id for attribute in chosen),
        tags=tuple(f"portrait/{attribute.id}" for attribute in chosen),
        minutes=chance.randint(2, 12),
        blocks=tuple(blocks),
    )


def sat_on(portrait: Portrait, attribute: Attribute, chance: random.Random) -> list[Block]:
    """Make what is said about one attribute: an answer or two, and a level."""
    scale = portrait.scales[0]
    level = chance.choice(scale.levels)
    prompts = chance.sample([prompt for prompt in attribute.prompts if not prompt.roles], chance.randint(1, 2))
    return [
        Heading(attribute.name, attribute.id),
        *(Response(f"{attribute.id}.{prompt.id}", prompt.text, text(chance, 3)) for prompt in prompts),
        Placement(
            attribute.id,
            scale.question,
            level.id,
            level.name,
            " ".join(attribute.levels[level.id]),
            scale=scale.reference,
            levels=tuple(known.id for known in scale.levels),
        ),
    ]


def make(folder: Path, size: int) -> None:
    """Write a journal of so many entries below a folder, and the same text as a jrnl journal."""
    chance = random.Random(SEED)  # noqa: S311  # the same entries each time
    portrait, _ = definitions.load((ROOT / "data/attributes.yaml").read_bytes(), "attributes.yaml")
    plans: list[Commitment] = []
    step = timedelta(days=365.25 * YEARS) / size
    with (folder / "jrnl.txt").open("w", encoding="utf-8") as other:
        for number in range(size):
            at = (LAST - step * (size - 1 - number)).replace(microsecond=0)
            made = entry(portrait, at, chance, plans)
            path = folder / "journal" / f"{at:%Y}" / f"{made.id}-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            written = entryfile.dump(made)
            path.write_text(written.replace(f"id: {made.id}\n", f"id: {path.stem}\n"), encoding="utf-8")
            said = "\n".join(one.text for one in made.blocks if isinstance(one, Response | Prose))
            other.write(f"[{at:%Y-%m-%d %H:%M}] {made.title}\n{said}\n\n")
    (folder / "jrnl.yaml").write_text(
        f"journals:\n  default: {folder / 'jrnl.txt'}\nversion: v4.6\ndefault_hour: 9\ndefault_minute: 0\n"
        "highlight: false\nencrypt: false\neditor: ''\ntemplate: false\nlinewrap: 79\ntagsymbols: '@'\n"
        "timeformat: '%Y-%m-%d %H:%M'\nindent_character: '|'\ncolors:\n  body: none\n  date: none\n  tags: none\n"
        "  title: none\n",
        encoding="utf-8",
    )
    (folder / "answers.yaml").write_text(
        "answers:\n  advocacy.left-out: Families without email.\n  advocacy.level: growing\n", encoding="utf-8"
    )


class Bench:
    """The programs, over a journal of one size."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.variables = {
            **os.environ,
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PORTRAIT_JOURNAL": str(folder / "journal"),
            "COLUMNS": "80",
        }

    def portrait(self, *words: str) -> list[str]:
        """Name a command of ours."""
        return [str(BIN / "portrait"), *words]

    def jrnl(self, *words: str) -> list[str]:
        """Name a command of jrnl."""
        return ["jrnl", "--config-file", str(self.folder / "jrnl.yaml"), *words]

    def seconds(self, command: list[str], prepare: str = "true") -> float:
        """Measure one whole process, after something that does not count."""
        report = self.folder / "report.json"
        subprocess.run(
            ["hyperfine", "--shell=none", "--warmup=0", "--runs=1", "--style=none", "--ignore-failure",
             "--prepare", prepare, "--export-json", str(report), shlex.join(command)],
            check=True, env=self.variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return float(json.loads(report.read_text(encoding="utf-8"))["results"][0]["times"][0])

    def megabytes(self, command: list[str]) -> float:
        """Measure the most memory that a process held."""
        with subprocess.Popen(command, env=self.variables, stdout=subprocess.DEVNULL) as process:
            _, _, used = os.wait4(process.pid, 0)
            process.returncode = 0
        return used.ru_maxrss / 1024


def commands(bench: Bench) -> dict[str, Callable[[], float]]:
    """List what is measured over each journal."""
    cold = f"rm -rf {bench.folder / 'cache'}"
    newest = max((bench.folder / "journal").rglob("*.md"))
    answers = str(bench.folder / "answers.yaml")
    sitting = ("reflect", "advocacy", "--guide", "whole-portrait", "--answers", answers)
    touched = f"sh -c {shlex.quote(f'echo >> {shlex.quote(str(newest))}')}"
    return {
        "list": lambda: bench.seconds(bench.portrait("list")),
        "search": lambda: bench.seconds(bench.portrait("search", "garden", "algebra")),
        "growth": lambda: bench.seconds(bench.portrait("growth")),
        "home": lambda: bench.seconds(bench.portrait()),
        "save": lambda: bench.seconds(bench.portrait(*sitting)),
        "one file changed": lambda: bench.seconds(bench.portrait("list"), touched),
        "from nothing": lambda: bench.seconds(bench.portrait("list"), cold),
        "jrnl list": lambda: bench.seconds(bench.jrnl("-n", "20")),
        "jrnl search": lambda: bench.seconds(bench.jrnl("-contains", "garden", "-and", "-contains", "algebra")),
        "jrnl save": lambda: bench.seconds(bench.jrnl("Families without email.")),
        "rg": lambda: bench.seconds(["rg", "-l", "garden", str(bench.folder / "journal")]),
    }  # fmt: skip


def main(sizes: list[int], rounds: int) -> None:
    """Measure every command over every journal by turns, and print the table."""
    with tempfile.TemporaryDirectory() as place:
        taken: dict[int, dict[str, list[float]]] = {}
        benches: dict[int, Bench] = {}
        memory: dict[int, float] = {}
        for size in sizes:
            folder = Path(place) / str(size)
            folder.mkdir()
            make(folder, size)
            time.sleep(3)  # a file written just now is read once more
            benches[size] = Bench(folder)
            benches[size].seconds(benches[size].portrait("list"))  # the index and the caches are warm
            taken[size] = {name: [] for name in commands(benches[size])}
        for number in range(rounds):
            for size, bench in benches.items():
                for name, measure in commands(bench).items():
                    slow = size > PATIENT and name.startswith(("jrnl", "from"))
                    if not slow or number == 0:
                        taken[size][name].append(measure())
                print(f"round {number + 1}, {size:,} entries", file=sys.stderr)
        for size, bench in benches.items():
            memory[size] = bench.megabytes(bench.portrait("search", "garden"))
        table(taken, memory, rounds)


def table(taken: dict[int, dict[str, list[float]]], memory: dict[int, float], rounds: int) -> None:
    """Print what was measured, in milliseconds and as ratios to the smallest journal and to jrnl."""
    sizes = list(taken)
    least = {name: statistics.median(times) for name, times in taken[sizes[0]].items()}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    print(f"CPython {platform.python_version()}, {machine}; {rounds} rounds by turns; medians of whole processes\n")
    print("| what | " + " | ".join(f"{size:,} entries" for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, first in least.items():
        cells = []
        for size in sizes:
            middle = statistics.median(taken[size][name])
            said = f"×{middle / first:.2f}"
            if name in {"list", "search", "save"}:
                said += f", jrnl takes ×{statistics.median(taken[size][f'jrnl {name}']) / middle:.1f}"
            cells.append(f"{middle * 1000:.0f} ms ({said})")
        print(f"| {name} | " + " | ".join(cells) + " |")
    print("| memory of a search | " + " | ".join(f"{memory[size]:.0f} MB" for size in sizes) + " |")


if __name__ == "__main__":
    words = sys.argv[1:]
    wanted = 5
    if "--rounds" in words:
        at = words.index("--rounds")
        wanted = int(words[at + 1])
        del words[at : at + 2]
    if not shutil.which("hyperfine") or not shutil.which("jrnl"):
        sys.exit("hyperfine and jrnl are needed on the PATH")
    main([int(word.replace(",", "")) for word in words] or [10, 1_000, 10_000], wanted)
