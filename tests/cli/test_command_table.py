"""The table of commands, and the options that work before a command as well as after it."""

import json
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from typer.main import get_command

from conftest import ROOT, Run
from portrait_cli.cli.app import ALIASES, COMMANDS

DISTRICT = ROOT / "tests" / "portraits" / "district.yaml"
SHOWS_DATA = [
    "",
    "show advocacy",
    "guides",
    "list",
    "list --calendar",
    "read",
    "export",
    "paths",
    "search bus",
    "growth",
    "plans",
    "drafts",
    "portraits",
    "portraits list",
    "portraits check",
]
SHARED = {
    "__init__",
    "app",
    "options",
    "opening",
    "bash_script",
    "completion",
    "everywhere",
    "misplaced",
    "journal_names",
    "portrait_names",
    "tab_key",
}
"""The modules beside the table that are not commands."""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_has_the_first_line_of_each_help(name: str) -> None:
    """The summary in the table is the first line of the command's own help."""
    module, summary = COMMANDS[name]
    command = get_command(import_module(f"portrait_cli.cli.{module}").app)
    assert (command.help or "").split("\n")[0] == summary


def test_the_table_has_every_command_module() -> None:
    """Every module beside the table is a command, but for those that all commands share."""
    modules = {path.stem for path in (ROOT / "src" / "portrait_cli" / "cli").glob("*.py")}
    assert modules - SHARED == {module for module, _ in COMMANDS.values()}


def imported(*words: str) -> set[str]:
    """List the modules that are loaded after the program ran with these words."""
    code = (
        "import sys\nfrom portrait_cli.__main__ import main\n"
        "from portrait_cli.terminal.environment import Environment\n"
        "main(sys.argv[1:], Environment())\nprint('MODULES', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("MODULES ")[2].split())


COMMAND_MODULES = {f"portrait_cli.cli.{module}" for module, _ in COMMANDS.values()}


@pytest.mark.parametrize("words", ["--help", "--version", "nonsense"])
def test_what_runs_no_command_imports_none(words: str) -> None:
    """Help, the version and a wrong name import no command's module, and nothing that commands do."""
    loaded = imported(words)
    assert not COMMAND_MODULES & loaded
    assert not {name for name in loaded if name.startswith(("portrait_cli.render", "portrait_cli.export"))}


def test_one_command_imports_no_other() -> None:
    """A command that runs imports its own module, and not those of the other commands."""
    assert COMMAND_MODULES & imported("guides") == {"portrait_cli.cli.guides"}


@pytest.mark.parametrize("alias", ALIASES)
def test_a_name_of_an_earlier_version_works_and_is_not_in_the_help(run: Run, alias: str) -> None:
    """A command's earlier name does what the new one does, and is not offered."""
    assert run(alias, "--all", "--json") == run(ALIASES[alias], "--all", "--json")
    assert alias not in run("--help").out


@pytest.mark.parametrize("command", SHOWS_DATA)
def test_json_may_be_asked_for_before_the_command(run: Run, command: str) -> None:
    """`portrait --json COMMAND` prints what `portrait COMMAND --json` prints."""
    run("note", "The bus list came late again.")
    before, after = run("--json", *command.split()), run(*command.split(), "--json")
    assert before == after
    assert json.loads(before.out)["schema"] == 1


@pytest.mark.parametrize("command", ["note x", "undo", "edit", "delete latest", "portraits use x", "plans kept 1"])
def test_json_before_a_command_that_prints_none_is_refused(run: Run, command: str) -> None:
    """A script that asks for JSON where there is none hears so, and nothing is done."""
    run("note", "The bus list came late again.")
    done = run("--json", *command.split())
    assert (done.code, done.out) == (2, "")
    assert "does not print JSON" in done.err
    assert run("list", "--json").out.count('"title"') == 1


def test_the_journal_may_be_named_before_the_command_or_after_it(run: Run, tmp_path: Path) -> None:
    """--journal works in both places; the one after the command counts."""
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    assert run("--journal", one, "note", "In one.").code == 0
    assert run("--journal", one, "note", "--journal", other, "In the other.").code == 0
    assert "In one." in run("--journal", one, "read").out
    assert "In the other." in run("read", "--journal", other).out
    assert run("list").code == 3


@pytest.mark.parametrize("line", ["--journal= list", "list --journal=", "plans kept 1 --journal="])
def test_a_journal_without_a_name_is_refused(run: Run, line: str) -> None:
    """A variable of the shell that is not set does not mean the usual journal."""
    done = run(*line.split())
    assert (done.code, done.err) == (
        2,
        "portrait: --journal names no folder\nhint: leave it out for your usual journal\n",
    )


def test_the_portrait_may_be_named_before_the_command_or_after_it(run: Run) -> None:
    """--portrait works in both places."""
    before, after = run("--portrait", str(DISTRICT), "show"), run("show", "--portrait", str(DISTRICT))
    assert before == after
    assert "Riverside Leaders" in before.out


def test_plain_may_be_asked_for_before_the_command(run: Run) -> None:
    """--plain works in both places."""
    assert run("--plain", "show", "advocacy") == run("show", "advocacy", "--plain")
    assert run("--plain", "show", "advocacy") != run("show", "advocacy")


@pytest.mark.parametrize(
    ("line", "option", "command", "right"),
    [
        ("--guide check-in reflect", "--guide", "reflect", "reflect --guide check-in"),
        ("--guide=check-in reflect", "--guide", "reflect", "reflect --guide=check-in"),
        ("-o x export latest", "-o", "export", "export -o x latest"),
        ("--journal j --yes delete latest", "--yes", "delete", "--journal j delete --yes latest"),
        ("--note 'it rained' plans kept 1", "--note", "plans kept", "plans kept --note 'it rained' 1"),
    ],
)
def test_an_option_before_its_command_says_where_it_goes(
    run: Run, line: str, option: str, command: str, right: str
) -> None:
    """An option of one command alone stands after it: the hint is the line with it there."""
    done = run(*shlex.split(line))
    assert done.code == 2
    assert done.err == (
        f"portrait: {option} is an option of portrait {command}, and goes after it\nhint: portrait {right}\n"
    )


@pytest.mark.parametrize("line", ["--foo", "--foo list", "-fo x export", "--since 2026", "--since 2026 guides"])
def test_an_option_that_no_command_has_is_unknown(run: Run, line: str) -> None:
    """Where no command in the line has it, the option is named and nothing is guessed."""
    done = run(*line.split())
    assert done.code == 2
    assert done.err.startswith("portrait: no such option: ")


@pytest.mark.parametrize("option", ["--journal", "--portrait"])
def test_a_command_is_not_taken_for_a_name(run: Run, option: str) -> None:
    """Without a value the option would take the command for one; a folder of that name can still be named."""
    done = run(option, "list")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f'portrait: {option} needs a value, and "list" after it is a command\n'
        f"hint: portrait {option} NAME list; for a folder or a file of that name, {option} ./list\n"
    )
    assert run("--journal", "./list").code == 0
