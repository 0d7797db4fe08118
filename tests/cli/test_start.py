"""What a start may import: the rest waits until it is needed."""

import subprocess
import sys

import pytest

from conftest import Run

HEAVY = {"rich", "questionary", "yaml", "sqlite3", "pydantic"}


def imported(*arguments: str) -> set[str]:
    """List the top-level modules that a command has imported by its end."""
    code = (
        "import atexit, sys\nbefore = set(sys.modules)\nfrom portrait_cli.start import run\n"
        "def tell():\n"
        "    print('MODULES', *{name.partition('.')[0] for name in set(sys.modules) - before})\n"
        "atexit.register(tell)\n"
        "sys.argv = ['portrait', *sys.argv[1:]]\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    _, told, modules = done.stdout.rpartition("MODULES ")
    assert told
    return set(modules.split())


def test_the_version_needs_nothing_heavy() -> None:
    """`portrait --version` imports none of rich, questionary, yaml, sqlite3 or pydantic."""
    assert imported("--version") & HEAVY == set()


def test_help_needs_nothing_heavy() -> None:
    """`portrait --help` does not either."""
    assert imported("--help") & HEAVY == set()


def test_home_needs_no_commands(run: Run) -> None:
    """`portrait` alone does without Typer, and shows what it shows with an option that changes nothing."""
    assert not imported() & {"typer", "questionary", "prompt_toolkit"}
    run("note", "The bus list came late again.")
    assert run() == run("--quiet")


@pytest.mark.parametrize("command", ["show", "list", "paths"])
def test_reading_needs_no_questions(command: str) -> None:
    """Commands that ask nothing do without questionary."""
    assert imported(command) & {"questionary", "prompt_toolkit"} == set()


def test_writing_needs_no_event_loop() -> None:
    """A note is written without asyncio, which takes as long to import as rich."""
    assert imported("note", "The bus came.") & {"questionary", "prompt_toolkit", "asyncio"} == set()


DOCUMENTS = {"docx", "docxtpl", "jinja2", "lxml", "typst"}
"""What the extra `documents` brings."""


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        (),
        ("show", "advocacy"),
        ("list",),
        ("growth",),
        ("evidence",),
        ("note", "The bus came."),
        ("export", "--help"),
        ("export",),
        ("export", "--json"),
        ("export", "--as", "growth-plan", "--txt"),
        ("export", "--all", "--csv"),
    ],
)
def test_only_a_document_of_its_kind_needs_what_writes_it(run: Run, words: tuple[str, ...]) -> None:
    """Word, PDF, HTML and templates are imported by the command that makes one, and by no other."""
    run("plans", "add", "call three families")
    assert imported(*words) & DOCUMENTS == set()
