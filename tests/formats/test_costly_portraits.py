import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import portrait_file

BOMB = "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 or ''}, *a{n - 1 or ''}]\n" for n in range(1, 60))


MEASURED = """
import atexit, pathlib, re, sys, time

def measure():
    print(time.process_time(), file=sys.stderr)
    print(re.search(r"VmHWM:\\s*([0-9]+)", pathlib.Path("/proc/self/status").read_text())[1], file=sys.stderr)

atexit.register(measure)
from portrait_cli.start import run
run()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's memory so")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep", "attributes:\n  " + "[" * 20_000),
        ("huge", "attributes: [A]\n" + "# filler\n" * 1_200_000),
        ("bomb", BOMB),
        ("wide", "attributes: [" + "A, " * 300_000 + "]"),
        ("keys", "".join(f"k{number}: 1\n" for number in range(90_000))),
    ],
)
def test_a_trap_costs_little(tmp_path: Path, name: str, text: str) -> None:
    """A file that is made to hurt is refused with a message, within half a second of CPU time and 100 MB."""
    mine = tmp_path / f"{name}.yaml"
    mine.write_text(text, encoding="utf-8")
    bare = {name: said for name, said in os.environ.items() if not name.startswith("COV")}  # measuring takes time
    command = [sys.executable, "-c", MEASURED, "portraits", "check", str(mine)]
    process = subprocess.run(command, capture_output=True, text=True, check=False, env=bare)
    *words, seconds, kilobytes = process.stderr.splitlines()
    assert process.returncode == 4
    assert words[0].startswith("portrait: ")
    assert not any("Traceback" in line for line in words)
    assert float(seconds) < 0.5
    assert int(kilobytes) < 100_000


def test_thousands_of_wrong_names_are_reported_quickly() -> None:
    """Three thousand misspelled roles are refused in two seconds of CPU time, the first twenty by name."""
    roles = ", ".join(f"role number {number}" for number in range(300))
    prompts = "\n".join(f"      - {{text: Question {n}?, roles: rolle-number-{n}}}" for n in range(3000))
    text = f"roles: [{roles}]\nattributes:\n  - name: Care\n    prompts:\n{prompts}\n"
    began = time.process_time()
    with pytest.raises(InvalidFileError) as caught:
        portrait_file.load(text.encode(), "p.yaml")
    spent = time.process_time() - began
    lines = str(caught.value).split("\n")
    assert "did you mean role-number-0?" in lines[0]
    assert (len(lines), lines[-1]) == (21, "and 2980 more")
    assert spent < 2
