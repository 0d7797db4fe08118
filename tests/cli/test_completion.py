import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Run, journal_files
from screen import ENTER, TAB, Terminal

PROGRAMS = Path(sys.executable).parent
"""Where the program `portrait` was installed."""

SHELLS = ["bash", "zsh", "fish"]


def completed(shell: str, line: str) -> list[str]:
    """Ask the program, as a shell's completion script does, for the ways to complete a line."""
    words = line.split(" ")
    protocol = {
        "_PORTRAIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [str(PROGRAMS / "portrait")],
        env={**os.environ, **protocol},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    if shell == "zsh":
        inner = done.stdout.strip().removeprefix("_arguments '*: :((").removesuffix("))'")
        return [name.strip('"').replace("\\", "") for name in inner.split("\n")]
    return done.stdout.split()


@pytest.mark.parametrize("shell", SHELLS)
def test_every_name_completes(run: Run, answers: Path, home: Path, shell: str) -> None:
    """Attributes, guides, roles and entries complete where they are asked for."""
    assert run("reflect", "--answers", str(answers)).code == 0
    entry = journal_files(home)[0].stem
    for line, names in (
        ("portrait reflect a", {"authenticity", "advocacy"}),
        ("portrait show tra", {"transformation"}),
        ("portrait list --attribute adv", {"advocacy"}),
        ("portrait reflect --guide w", {"whole-portrait"}),
        ("portrait reflect --role bui", {"building-leader"}),
        ("portrait read ", {"latest", entry}),
        ("portrait read 20", {entry}),
        ("portrait export l", {"latest"}),
    ):
        assert set(completed(shell, line)) == names, line


@pytest.mark.parametrize(
    ("shell", "options", "load"),
    [
        ("bash", ["--norc", "--noprofile", "-i"], 'eval "$(portrait --show-completion)"'),
        ("zsh", ["-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(portrait --show-completion)"'),
        ("fish", ["--no-config", "-i"], "portrait --show-completion | source"),
    ],
)
def test_the_tab_key_completes(shell: str, options: list[str], load: str) -> None:
    """In a real shell that has loaded our script, Tab completes the name of an attribute."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed on this machine")
    variables = {
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "PS1": "$ ",
        "PROMPT": "$ ",
        "INPUTRC": "/dev/null",
        "SHELL": program,
    }
    with Terminal(program=(program, *options), columns=120, variables=variables) as terminal:
        terminal.type(f"{load}; echo loa''ded{ENTER}")
        terminal.wait_for("loaded")
        terminal.type("portrait show auth" + TAB)
        terminal.wait_on_screen("portrait show authenticity")
