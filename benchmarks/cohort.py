"""How long a state takes: a million contributions, made by this script, from files to tables with all checks.

Run it as `python benchmarks/cohort.py [LEADERS] [--engine URL]`. It needs the extra `cohort`.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from portrait_cli.core.contribution import CONSENT, Contribution, Placed
from portrait_cli.formats import contribution_file

if sys.platform != "win32":
    import resource

_FILES = 40
_ATTRIBUTES = ("advocacy", "authenticity", "collaboration", "human-centered", "transformation")
_ANSWERS = ("starting", "growing", "steady", "multiplying", "cant-say-yet", "not-my-role")
_ROLES = ("district-leader", "building-leader", "instructional-coach", "teacher-leader", "")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def contributions(leaders: int) -> Iterator[bytes]:
    """Make contributions to two rounds, as lines."""
    chance = random.Random(14)  # noqa: S311  # always the same ones
    for _ in range(leaders):
        answers = chance.choices(_ANSWERS, [2, 5, 6, 3, 1, 1], k=len(_ATTRIBUTES))
        is_fall = chance.random() < 0.5  # noqa: PLR2004
        yield contribution_file.line(
            Contribution(
                id="".join(chance.choices(_LETTERS, k=16)),
                version=1,
                round="Fall 2026" if is_fall else "Spring 2027",
                month="2026-11" if is_fall else "2027-04",
                portrait="portrait-of-a-leader",
                portrait_version="1.1",
                placements=tuple(
                    Placed(*placed) for placed in zip(_ATTRIBUTES, ["growth/1"] * 5, answers, strict=True)
                ),
                consent=CONSENT,
                role=chance.choice(_ROLES),
                plans_kept=chance.randrange(4),
            )
        )


def _most_memory() -> str:
    """Return how much memory the process used; Windows does not tell."""
    used = "unknown"
    if sys.platform != "win32":
        used = f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB"
    return used


def main() -> None:
    """Make the files, count them in a process of its own, and print what it took."""
    leaders = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdecimal() else 1_000_000
    engine = sys.argv[-2:] if "--engine" in sys.argv else []
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder, "sent")
        sent.mkdir()
        lines = contributions(leaders)
        size = 0
        for number in range(_FILES):
            share = leaders // _FILES + (number < leaders % _FILES)
            with (sent / f"district-{number:02}.jsonl").open("wb") as file:
                size += sum(file.write(next(lines)) for _ in range(share))
        home = {**os.environ, "HOME": folder, "XDG_STATE_HOME": f"{folder}/state", "COLUMNS": "80"}
        command = [
            sys.executable,
            "-m",
            "portrait_cli",
            "cohort",
            str(sent),
            "--by",
            "role",
            "--json",
            "--yes",
            *engine,
        ]
        began = time.perf_counter()
        done = subprocess.run(command, env=home, capture_output=True, check=True)
        took = time.perf_counter() - began
    used = os.times()
    print(f"{leaders:,} contributions in {_FILES} files of {size / 1e6:.0f} MB together, {os.cpu_count()} cores")
    print(f"from files to tables: {took:.1f} s ({used.children_user + used.children_system:.1f} s of processor time)")
    print(f"most memory: {_most_memory()}; {len(done.stdout):,} bytes of JSON")


if __name__ == "__main__":
    main()
