"""Help: of every command, with examples that work as they stand, also by `portrait help` and as a page for `man`."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.main import get_command

from conftest import ANSWERS, ROOT, TESTS, Run
from contributions import leaders, write_each
from portrait_cli.cli.app import COMMANDS
from rounds import write_round
from screen import CTRL_C, ENTER, Terminal

Captured: TypeAlias = pytest.CaptureFixture[str]
MANUAL = ROOT / "docs" / "portrait.1"
BIN = Path(sys.executable).parent
INDICATOR = """\
attributes: [advocacy]
guide: deep-dive
answers:
  advocacy.indicator: ad2
  advocacy.ad2.level: growing
  plan.when: it is Friday
  plan.then: ask
"""


def commands(command: object, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through a command and those in it: the words that name each, and its help."""
    yield words, getattr(command, "help", "")
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*words, name))


HELP = {
    words: text
    for name, (module, _) in COMMANDS.items()
    for words, text in commands(get_command(import_module(f"portrait_cli.cli.{module}").app), (name,))
}
EXAMPLES = {
    line.strip(): words
    for words, text in HELP.items()
    for line in text.partition("For example:")[2].splitlines()
    if line.strip(" \b")
}
_ASKS = re.compile("portrait reflect(?!.*--(template|answers|page))|portrait goal set$|portrait plans add$")
QUESTIONS = [example for example in EXAMPLES if _ASKS.match(example)]
AT_SCHOOL = ["portrait drafts resume 9c1d", "portrait plans reword 1"]
"""Examples that ask about something that is there already."""
IN_TERMINAL = [
    "portrait delete 2026-11-23",
    "portrait note --attribute advocacy --tag family-night",
    *QUESTIONS,
    *AT_SCHOOL,
]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with a journal, and in it the files that the examples name."""
    home = tmp_path_factory.mktemp("school")
    (home / "first.yaml").write_text(ANSWERS.replace("Families", "Bus families at family night"), encoding="utf-8")
    (home / "second.yaml").write_text(INDICATOR, encoding="utf-8")
    (home / "rubric.csv").write_text("Standard,Low,High\nCourage,I ask.,Others ask.\n", encoding="utf-8")
    (home / "minutes.txt").write_text("We met about the buses.\n", encoding="utf-8")
    (home / "notes").mkdir()
    (home / "notes" / "2024-03-04.md").write_text("A walk.\n", encoding="utf-8")
    (home / "journal.json").write_text(
        '{"tags": {}, "entries": [{"title": "A walk.", "body": "", "date": "2024-03-04", "time": "09:00", "tags": [],'
        ' "starred": false}]}',
        encoding="utf-8",
    )
    (home / "my-items.txt").write_text(
        "Asks us before the schedule is made.\nTells us what changed.\n", encoding="utf-8"
    )
    write_each(home / "contributions", leaders(["growing"] * 6))
    (home / "agenda.pdf").write_bytes(b"%PDF-1.7 An agenda.")
    shutil.copytree(TESTS / "forms" / "0.1" / "drafts", home / ".local" / "state" / "portrait" / "drafts")
    (home / "bin").mkdir()
    with zipfile.ZipFile(home / "Day One.zip", "w") as archive:
        archive.write(home / "journal.json", "Journal.json")
    (home / "bin" / "jrnl").write_text("#!/bin/sh\ncat journal.json\n", encoding="utf-8")
    (home / "bin" / "jrnl").chmod(0o755)
    (home / ".config" / "portrait").mkdir(parents=True)
    (home / ".config" / "portrait" / "config.toml").write_text('name = "Dana Reyes"\n', encoding="utf-8")
    for line in (
        "portrait goal set 'Ask before I decide.'",
        "portrait reflect --answers first.yaml",
        "portrait reflect --answers second.yaml",
        "portrait note --date 2026-11-23 'Listening, on the bus.'",
        "portrait portraits new ours.yaml --from rubric.csv",
        "portrait evidence add 'They led.' --attribute AD2",
        "portrait cohort contributions --yes",
    ):
        done = sh(line, home)
        assert done.returncode == 0, done.stderr
    write_round(home)
    return home


def sh(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in plain sh, at home, with a portrait and a jrnl on the PATH."""
    variables = {
        "PATH": f"{home}/bin:{BIN}:{os.environ['PATH']}",
        "HOME": str(home),
        "COLUMNS": "80",
        "EDITOR": "true",
        "TZ": "America/Chicago",
    }
    return subprocess.run(
        ["sh", "-ec", line], cwd=home, env=variables, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def prepared(example: str, home: Path) -> str:
    """Return an example with what has to come before it, and with the id of a plan there is."""
    if example == "portrait evidence drop 3f2a":
        example = example.replace(
            "3f2a", re.findall(r'"id": "(\w+)"', sh("portrait evidence --json", home).stdout)[0]
        )
    if "3f2a" in example:
        listed = sh("portrait plans --json", home).stdout
        example = example.replace("3f2a", re.findall(r'"id": "(\w+)"', listed)[0])
    if "9c1d" in example:
        listed = sh("portrait drafts --json", home).stdout
        example = example.replace("9c1d", re.findall(r'"id": "(\w+)"', listed)[0])
    if example in {"portrait undo", "portrait undo --list"}:
        return f"portrait delete latest --yes && {example}"
    if example == "portrait redo":
        return "portrait delete latest --yes && portrait undo && portrait redo"
    if "--paraphrased comments.yaml" in example:
        return f"portrait feedback --sheet comments.yaml && {example}"
    if example.startswith("portrait receive"):
        reply = "$(ls Documents/portrait-journal/requests/*/replies/*.age | head -n 1)"
        return f'mkdir Downloads; cp "{reply}" reply.txt; cp reply.txt Downloads; {example}'
    if "--as contribution" in example:  # it leaves only if the person agrees
        return f"{example} --yes"
    if "portraits new ours.yaml" in example:
        return f"rm -f ours.yaml portrait.schema.json; {example}"
    return example.replace("EDITOR=nano", "EDITOR=true")


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_every_help_has_an_example(words: tuple[str, ...]) -> None:
    """Each command's help shows how it is called."""
    assert " ".join(("portrait", *words)) in HELP[words].partition("For example:")[2]


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example not in IN_TERMINAL])
def test_every_example_works(example: str, school: Path, tmp_path: Path) -> None:
    """Each example that asks nothing works as it stands."""
    home = shutil.copytree(school, tmp_path / "home", symlinks=True)
    done = sh(prepared(example, home), home)
    assert (done.returncode, done.stderr.startswith("portrait: ")) == (0, False), done.stderr


@pytest.mark.parametrize("example", QUESTIONS)
def test_every_example_that_asks_asks(example: str) -> None:
    """Each example that asks questions asks the first one in a terminal."""
    _, *words = example.split()
    with Terminal(*words) as terminal:
        terminal.wait_for("Ctrl-C stops")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


@pytest.mark.parametrize("example", AT_SCHOOL)
def test_the_examples_that_go_on_with_something_ask(example: str, school: Path, tmp_path: Path) -> None:
    """The examples that continue a session, or put a plan in other words, ask where that one stands."""
    home = shutil.copytree(school, tmp_path / "home", symlinks=True)
    with Terminal(*prepared(example, home).split()[1:], variables={"HOME": str(home)}) as terminal:
        terminal.wait_for("Ctrl-C stops")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_the_example_that_deletes_asks_first(school: Path, tmp_path: Path) -> None:
    """The example that deletes an entry asks, and does it after a yes."""
    home = shutil.copytree(school, tmp_path / "home", symlinks=True)
    with Terminal(*shlex.split(IN_TERMINAL[0])[1:], variables={"HOME": str(home)}) as terminal:
        terminal.wait_for("y or n")
        terminal.type("y" + ENTER)
        assert terminal.finish() == 0
    assert sh("portrait read 2026-11-23", home).returncode == 3


def test_the_example_that_opens_an_editor_saves_what_was_written(school: Path, tmp_path: Path) -> None:
    """The example that writes a note in an editor saves it with its attribute and its tag."""
    home = shutil.copytree(school, tmp_path / "home", symlinks=True)
    (home / "bin" / "write").write_text("#!/bin/sh\necho The bus came. > $1\n", encoding="utf-8")
    (home / "bin" / "write").chmod(0o755)
    variables = {"HOME": str(home), "EDITOR": str(home / "bin" / "write")}
    with Terminal(*shlex.split(IN_TERMINAL[1])[1:], variables=variables) as terminal:
        assert terminal.finish() == 0
    assert "The bus came." in sh("portrait list --tag family-night --attribute advocacy --json", home).stdout


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help_may_be_asked_for_by_a_command(run: Run, capfd: Captured, words: tuple[str, ...]) -> None:
    """`portrait help COMMAND` shows what `portrait COMMAND --help` shows."""
    assert shown(run, capfd, "help", *words) == shown(run, capfd, *words, "--help")


def test_help_alone_is_the_help_of_the_program(run: Run, capfd: Captured) -> None:
    """`portrait help` shows what `portrait --help` shows."""
    assert shown(run, capfd, "help") == shown(run, capfd, "--help")


def shown(run: Run, capfd: Captured, *words: str) -> str:
    """Return the help that a command shows, which there is."""
    done = run(*words)
    help_text, errors = capfd.readouterr()
    assert (done.code, done.out, done.err, errors) == (0, "", "", "")
    assert help_text.startswith("Usage: portrait")
    return help_text


_EVERY_HELP = """\
import sys
from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment
for words in sys.argv[1:]:
    main([*words.split(), "--help"], Environment())
    print(end="\\f")
"""
"""A program that shows the help of each command it is given; how wide that is drawn is decided once in a process."""


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_help_fits_the_terminal(columns: int) -> None:
    """No line of any help is wider than the terminal, and none is wider than is good to read."""
    names = ["", *map(" ".join, HELP)]
    variables = {**os.environ, "COLUMNS": str(columns)}
    done = subprocess.run(
        [sys.executable, "-c", _EVERY_HELP, *names], env=variables, capture_output=True, encoding="utf-8", check=True
    )
    *texts, end = done.stdout.split("\f")
    assert end == done.stderr == ""
    widest = []
    for name, text in zip(names, texts, strict=True):
        lines = text.splitlines()
        assert f"portrait {name}".split() == lines[0].split()[1 : 2 + len(name.split())]
        prose = [line for line in lines if not re.match(r"      (portrait|jrnl|EDITOR)", line)]
        widest.append(max(map(len, prose)))
        assert widest[-1] <= min(columns, 80), text
    assert max(widest) > min(columns, 80) - 5


def test_a_refusal_names_the_help_of_its_command(run: Run) -> None:
    """The hint of an option without its value names the help of the command that has it."""
    for words in ("list --since", "search bus --tag", "export -o"):
        command, *_ = words.split()
        assert f"hint: portrait {command} --help" in run(*words.split()).err


def test_the_manual_is_the_help(tmp_path: Path) -> None:
    """The page for `man` is the one that the help of the commands gives today."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    subprocess.run([sys.executable, tmp_path / "docs" / "man_page.py"], check=True)
    assert (tmp_path / "docs" / "portrait.1").read_bytes() == MANUAL.read_bytes()


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_shows_the_manual() -> None:
    """`man` shows the page without a warning, with every command's name and examples."""
    done = subprocess.run(
        ["man", "--warnings", "--local-file", MANUAL],
        env={**os.environ, "MANWIDTH": "200", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    shown = re.sub(".\b", "", done.stdout)
    for words in HELP:
        assert f"portrait {' '.join(words)} [OPTIONS]" in shown
    for example in EXAMPLES:
        assert example in shown


def test_the_help_of_a_command_that_is_not_there_is_refused(run: Run) -> None:
    """A wrong name after `help` is an error with a hint, as it is without `help`."""
    done = run("help", "relfect")
    assert (done.code, done.out) == (2, "")
    assert "relfect" in done.err


def test_help_and_home_agree_on_how_to_start(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Help names the command that knows the first session of the portrait in use, whichever that is."""
    assert run("--help").code == 0
    assert "Start with: portrait by itself. It shows what to do next." in capsys.readouterr().out
    assert "Start with: portrait reflect first-time" in run().out
