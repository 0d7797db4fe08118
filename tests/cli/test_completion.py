import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from typer._completion_shared import COMPLETION_SCRIPT_BASH

from conftest import NOON, Run, journal_files
from portrait_cli.cli.app import COMMANDS
from screen import CTRL_U, ENTER, TAB, Terminal

PROGRAMS = Path(sys.executable).parent
"""Where the program `portrait` was installed."""

SHELLS = ["bash", "zsh", "fish"]
AFTER = {"after-observation", "after-board-meeting", "after-crisis"}
"""The guides for afterward."""


def asked(shell: str, line: str) -> subprocess.CompletedProcess[str]:
    """Ask the program, as a shell's completion script does, for the ways to complete a line."""
    words = line.split(" ")
    protocol = {
        "_PORTRAIT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    return subprocess.run(
        [str(PROGRAMS / "portrait")],
        env={**os.environ, **protocol},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def completed(shell: str, line: str) -> list[str]:
    """List the words that may complete a line."""
    return words_of(shell, asked(shell, line))


def words_of(shell: str, done: subprocess.CompletedProcess[str]) -> list[str]:
    """List the words that a shell was answered."""
    assert done.stderr == ""
    match shell:
        case "bash":
            return done.stdout.replace("\\ ", " ").split("\n")
        case "zsh":
            inner = done.stdout.removeprefix("_arguments '*: :((").removesuffix("))'")
            return [item.split('"')[1] for item in inner.split("\n") if item]
        case _:
            return [item.partition("\t")[0] for item in done.stdout.split("\n")]


def offered(line: str) -> list[str]:
    """List the words that complete a line in every shell; there may be none, and then no file is listed either."""
    answers = [asked(shell, line) for shell in SHELLS]
    assert answers[0].returncode == 0
    [words, *others] = [words_of(shell, answer) for shell, answer in zip(SHELLS, answers, strict=True)]
    assert [sorted(filter(None, other)) for other in others] == [sorted(filter(None, words))] * 2
    return list(filter(None, words))


def lists_files(line: str) -> bool:
    """Return True if the shells are told to list files."""
    answers = [asked(shell, line) for shell in SHELLS]
    codes = {answer.returncode for answer in answers}
    assert len(codes) == 1
    if codes == {0}:
        return False
    assert [answer.stdout for answer in answers] == ["", "_files", ""]
    return True


@pytest.mark.parametrize("shell", SHELLS)
def test_every_name_completes(run: Run, answers: Path, home: Path, shell: str) -> None:
    """Attributes, guides, roles and entries complete where they are asked for."""
    assert run("reflect", "--answers", str(answers)).code == 0
    entry = journal_files(home)[0].stem
    for line, names in (
        ("portrait reflect au", {"authenticity"}),
        ("portrait reflect a", {"authenticity", "advocacy", "agreement", *AFTER}),
        ("portrait guides af", AFTER),
        ("portrait show tra", {"transformation"}),
        ("portrait list --attribute adv", {"advocacy"}),
        ("portrait reflect --guide wh", {"whole-portrait"}),
        ("portrait reflect --role bui", {"building-leader"}),
        ("portrait read ", {"latest", entry}),
        ("portrait read 20", {entry}),
        ("portrait export l", {"latest"}),
    ):
        assert set(completed(shell, line)) == names, line


def test_what_is_only_in_entries_completes_where_entries_are_read(run: Run, tmp_path: Path) -> None:
    """An attribute that is gone from the portrait is offered for reading, and where one is asked about it is not."""
    run("note", "--attribute", "advocacy", "Words.")
    ours = tmp_path / "ours.yaml"
    ours.write_text("attributes: [Care]\n", encoding="utf-8")
    run("portraits", "use", str(ours))
    for line in ("growth adv", "list --attribute adv", "search bus --attribute adv", "export --attribute adv"):
        assert offered(f"portrait {line}") == ["advocacy"], line
    assert offered("portrait reflect adv") == offered("portrait show adv") == []


PLAN = """\
guide: whole-portrait
attributes: [advocacy]
answers:
  advocacy.left-out: Families without email.
  plan.when: {when}
  plan.then: {then}
  plan.by: 2 weeks
"""


def make_plan(run: Run, folder: Path, when: str, then: str) -> None:
    """Make a plan in a short session."""
    path = folder / "plan.yaml"
    path.write_text(PLAN.format(when=when, then=then), encoding="utf-8")
    assert run("reflect", "--answers", str(path)).code == 0


def test_open_plans_complete_with_their_sentences(run: Run, tmp_path: Path) -> None:
    """After kept, partly, not and changed come the open plans, with what each says, and never a closed one."""
    make_plan(run, tmp_path, "the bell rings", "greet one family")
    make_plan(run, tmp_path, "lunch begins", "sit with the sixth grade")
    for command in ("plans kept", "plans partly", "plans not", "plans changed", "plans move", "commitments kept"):
        assert offered(f"portrait {command} ") == ["1", "2"], command
    assert asked("fish", "portrait plans kept ").stdout.split("\t")[1].startswith("When the bell rings")

    assert run("plans", "kept", "1").code == 0
    assert offered("portrait plans kept ") == ["2"]


def test_requests_complete_with_what_they_are_about(run: Run, tmp_path: Path) -> None:
    """After --again come the ids of the requests, the newest first."""
    for number, group in enumerate(("staff", "families")):
        asking = ("ask", "advocacy", "--of", group, "--name", "D", "-o", str(tmp_path))
        assert run(*asking, at=NOON + timedelta(days=number)).code == 0
    assert offered("portrait ask --again ") == ["00000002", "00000001"]
    assert asked("fish", "portrait ask --again ").stdout.split("\t")[1].startswith("Advocacy, Families")


def test_open_goals_complete_with_their_words(run: Run) -> None:
    """After keep, change, met and let-go come the numbers of the open goals, with what each says."""
    assert run("goal", "set", "Families hear first.").code == 0
    assert run("goal", "set", "Say less.", at=NOON + timedelta(hours=1)).code == 0
    for command in ("goal keep", "goal change", "goal met", "goal let-go", "goals keep"):
        assert offered(f"portrait {command} ") == ["1", "2"], command
    assert asked("fish", "portrait goal keep ").stdout.split("\t")[1].startswith("Families hear first.")
    assert run("goal", "met", "1", at=NOON + timedelta(hours=2)).code == 0
    assert offered("portrait goal keep ") == ["2"]


def test_tags_complete_most_used_first(run: Run) -> None:
    """--tag completes with the tags of the journal as they are spelled there, and those of attributes come last."""
    run("note", "--tag", "bus", "--attribute", "advocacy", "One.")
    run("note", "--tag", "Family-Night", "Two.", at=NOON + timedelta(hours=1))
    run("note", "--tag", "family-night", "--tag", "math", "Three.", at=NOON + timedelta(hours=2))
    for command in ("list", "search bus", "export", "note"):
        names = offered(f"portrait {command} --tag ")
        assert names == ["family-night", "bus", "math", "portrait/advocacy"], command
    assert offered("portrait list --tag ma") == ["math"]


def test_help_is_completed_with_the_commands() -> None:
    """After `help` come the commands, and then those of a command that has some."""
    assert set(offered("portrait help pl")) == {"plans"}
    assert {"reflect", "plans", "help"} <= set(offered("portrait help "))
    outcomes = {"kept", "partly", "not", "changed"}
    assert set(offered("portrait help plans ")) == {"add", "move", "reword", "drop", *outcomes}
    assert offered("portrait help reflect ") == offered("portrait help nothing ") == []


def test_tab_leaves_the_index_as_it_is(run: Run, home: Path) -> None:
    """At a Tab the index is neither made nor updated, and what it does not know yet is offered all the same."""
    run("note", "--tag", "bus", "One.")
    cache = home / ".cache" / "portrait"
    assert offered("portrait list --tag ") == ["bus"]
    assert list(cache.glob("index*")) == []

    run("list")
    before = {path: path.read_bytes() for path in cache.glob("index*")}
    run("note", "--tag", "math", "Two.", at=NOON + timedelta(hours=1))
    assert offered("portrait list --tag ") == ["bus", "math"]
    assert {path: path.read_bytes() for path in cache.glob("index*")} == before


def test_a_large_journal_without_an_index_is_not_read_at_a_tab(home: Path) -> None:
    """When too many entries are in no index, nothing is offered rather than letting a person wait."""
    folder = home / "Documents" / "portrait-journal"
    folder.mkdir(parents=True)
    for number in range(101):
        (folder / f"{number}.md").write_text("---\ntags: [bus]\n---\nHello.\n", encoding="utf-8")
    assert offered("portrait list --tag ") == []


@pytest.mark.parametrize("journal", ["/nowhere", "/dev/null"])
def test_a_journal_that_cannot_be_read_is_passed_over(monkeypatch: pytest.MonkeyPatch, journal: str) -> None:
    """In a journal that is missing, or is none, nothing is offered and nothing printed."""
    monkeypatch.setenv("PORTRAIT_JOURNAL", journal)
    for line in ("portrait list --tag ", "portrait plans kept "):
        assert offered(line) == []
    assert set(completed("bash", "portrait read ")) == {""}


def test_broken_settings_and_portraits_are_passed_over(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the settings or the portrait cannot be read, nothing is offered and nothing printed."""
    assert offered("portrait show --portrait /dev/null ") == []
    monkeypatch.setenv("PORTRAIT_PORTRAIT", "nobody")
    assert offered("portrait show ") == []
    settings_file.write_text("journal = [", encoding="utf-8")
    assert offered("portrait show ") == []


def test_indicators_are_those_of_the_attribute() -> None:
    """After an attribute come its own indicators, as ids or as codes; after a name that is none comes nothing."""
    assert offered("portrait show advocacy ") == [f"ad{number}" for number in range(1, 7)]
    assert offered("portrait show advo AD") == [f"AD{number}" for number in range(1, 7)]
    assert offered("portrait show advocacy hc") == []
    assert offered("portrait show nonsense ") == []
    for command in ("show", "growth", "reflect"):
        assert offered(f"portrait {command} hc1") == ["hc1"]
    assert "advocacy" not in offered("portrait reflect advocacy ")


def test_what_is_always_the_same_completes() -> None:
    """Days, spans, formats and the guide `note` of entries complete."""
    assert offered("portrait list --since last") == ["last week", "last month", "last year", "last school year"]
    assert offered("portrait search bus --until ye") == ["yesterday"]
    assert offered("portrait note --date ") == ["today", "yesterday"]
    assert offered("portrait import --format d") == ["dayone"]
    assert offered("portrait export --guide no") == ["note"]


def test_every_day_that_is_offered_is_understood(run: Run) -> None:
    """What Tab offers for a date is a date."""
    run("note", "One.")
    for words in (line for line in offered("portrait list --since ")):
        assert "is not a date" not in run("list", "--since", words).err


def test_an_option_with_an_equals_sign_completes() -> None:
    """`--guide=ch` completes, in bash, which takes it apart, as in the shells that do not."""
    assert completed("bash", "portrait reflect --guide = che") == ["check-in"]
    assert completed("zsh", "portrait reflect --guide=che") == ["--guide=check-in"]
    assert completed("fish", "portrait reflect --guide=che") == ["--guide=check-in"]


def test_an_unknown_option_with_an_equals_sign_offers_nothing() -> None:
    """What is typed before an equals sign comes back to the shell only if it is an option of ours."""
    assert offered("portrait show --nonsense=adv") == []
    assert asked("zsh", "portrait show '--$(touch x)=adv").stdout == ""


def test_an_option_that_acts_at_once_does_nothing_at_a_tab() -> None:
    """--version earlier in the line prints no version when a word after it is completed."""
    assert offered("portrait --version sho") == ["show"]


@pytest.mark.parametrize(
    "line",
    [
        "portrait --journal ",
        "portrait list --journal ",
        "portrait show --portrait ./",
        "portrait read ./",
        "portrait export -o ",
        "portrait export --output ",
        "portrait plans --ics -o ",
        "portrait reflect --answers ",
        "portrait import ",
        "portrait portraits new ",
        "portrait portraits new ours.yaml --from ",
        "portrait portraits check ",
        "portrait portraits use ./",
    ],
)
def test_files_are_listed_where_a_file_may_come(line: str) -> None:
    """An option or argument that takes a file completes with files."""
    assert lists_files(line)


@pytest.mark.parametrize(
    "line",
    [
        "portrait nons",
        "portrait show nons",
        "portrait show advocacy ad1 ",
        "portrait list ",
        "portrait list -n ",
        "portrait list --since nons",
        "portrait list --role nons",
        "portrait reflect --guide nons",
        "portrait list --tag nons",
        "portrait search ",
        "portrait note ",
        "portrait plans kept ",
        "portrait plans kept 1 --note ",
        "portrait portraits new ours.yaml --title ",
        "portrait portraits new ours.yaml --level ",
        "portrait portraits list ",
        "portrait guides nons",
        "portrait guides check-in ",
        "portrait undo ",
    ],
)
def test_no_file_is_listed_where_none_makes_sense(line: str) -> None:
    """Where neither a name nor a file can come, nothing is offered."""
    assert offered(line) == []


# --- in real shells ---

STARTED = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(portrait --show-completion)"'),
    "zsh": (["-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(portrait --show-completion)"'),
    "fish": (["--no-config", "-i"], "portrait --show-completion | source"),
}


@contextmanager
def started(shell: str, folder: Path) -> Iterator[Terminal]:
    """Start a real shell in a folder, and load our script."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed on this machine")
    options, load = STARTED[shell]
    variables = {
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "PS1": "$ ",
        "PROMPT": "$ ",
        "INPUTRC": "/dev/null",
        "SHELL": program,
    }
    with Terminal(program=(program, *options), columns=120, variables=variables) as terminal:
        terminal.type(f"cd {folder}; {load}; echo loa''ded{ENTER}")
        terminal.wait_for("loaded")
        yield terminal


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key_completes(shell: str, tmp_path: Path) -> None:
    """In a real shell that has loaded our script, Tab completes the name of an attribute, a day and a file."""
    (tmp_path / "authentic.txt").touch()
    with started(shell, tmp_path) as terminal:
        terminal.type("portrait show auth" + TAB)
        terminal.wait_on_screen("portrait show authenticity")
        terminal.type(CTRL_U + "portrait list --since 'this sch" + TAB)
        terminal.wait_on_screen("portrait list --since 'this school year'")
        terminal.type(CTRL_U + "portrait list --since last\\ m" + TAB)
        terminal.wait_on_screen("portrait list --since last\\ month")
        terminal.type(CTRL_U + "portrait export -o authen" + TAB)
        terminal.wait_on_screen("portrait export -o authentic.txt")


@pytest.mark.parametrize("shell", SHELLS)
def test_no_file_comes_in_place_of_a_name(shell: str, tmp_path: Path) -> None:
    """In a real shell Tab lists no files for a tag, not even when there is no tag."""
    (tmp_path / "notes.txt").touch()
    with started(shell, tmp_path) as terminal:
        terminal.type("portrait list --tag no" + TAB + "ne" + ENTER)
        terminal.wait_for("hint:")
        assert "notes.txt" not in terminal.words


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_plan_is_shown_beside_its_id(run: Run, tmp_path: Path, shell: str) -> None:
    """Tab shows the sentences of plans, whatever is in them, and runs nothing that is in them."""
    make_plan(run, tmp_path, "it\u2019s 8:15", "'spend $5, `touch a` \\\\\"; $(touch b) \\$(touch c) (100%)'")
    make_plan(run, tmp_path, "the bell rings", "greet one family")
    with started(shell, tmp_path) as terminal:
        terminal.type("portrait plans kept " + TAB + TAB)
        terminal.wait_on_screen("8:15, then I will spend")
        terminal.wait_on_screen("When the bell rings, then I will greet one family")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.yaml"]


EVIL = [
    "evil$(touch x)",
    "evil`touch x`",
    "evil;touch x",
    "evil\ntouch x",
    "evil&touch x",
    "evil|touch x",
    "evil>x",
    "evil'x",
    'evil"x',
    "evil x",
    "evil*",
    "evil?",
    "evil[a-z]",
    "evil{a,b}",
    "evil!x",
    "evil#x",
    "evil=x",
    "evil~",
    "evil:x",
    "evil%x",
    "evil^x",
    "evil\\x",
    "evil\x1b[31m",
    "evil\u202ex",
    "evil\u2028x",
    "evil\u00a0x",
    "-evil",
]


def write_evil(folder: Path, name: str) -> None:
    """Put an entry with a dangerous name and a plan into a journal."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text("---\ntags: [bus]\n---\nHello.\n", encoding="utf-8")


def test_names_that_a_shell_would_act_on_are_not_offered(home: Path) -> None:
    """Of an entry's names, those that are plain in any script are offered, and no others."""
    folder = home / "Documents" / "portrait-journal"
    plain = ["evil_1.2-a", "evil-\u00e9", "evil-e\u0301", "evil-\u05e9\u05dc\u05d5\u05dd", "evil-\u65e5\u672c"]
    for name in [*EVIL, *plain]:
        write_evil(folder, name)
    assert sorted(offered("portrait read evil")) == sorted(plain)
    assert sorted(offered("portrait read ")) == sorted(["latest", *plain])


@pytest.mark.parametrize("shell", SHELLS)
def test_a_dangerous_name_runs_nothing(home: Path, tmp_path: Path, shell: str) -> None:
    """With dangerous names in the journal, neither Tab nor Enter after it runs what is in a name."""
    for name in EVIL:
        write_evil(home / "Documents" / "portrait-journal", name)
    with started(shell, tmp_path) as terminal:
        terminal.type("portrait read evil" + TAB + TAB)
        terminal.pause(0.5)
        terminal.type(ENTER)
        terminal.wait_for("hint:")
        terminal.type("echo do''ne" + ENTER)
        terminal.wait_for("done")
    assert list(tmp_path.iterdir()) == []


def test_the_script_of_earlier_versions_is_safe_too(home: Path, tmp_path: Path) -> None:
    """Bash with the script that Typer gave people runs nothing that is in a name either."""
    write_evil(home / "Documents" / "portrait-journal", EVIL[0])
    load = tmp_path / "old.sh"
    load.write_text(
        COMPLETION_SCRIPT_BASH
        % {"complete_func": "_old", "autocomplete_var": "_PORTRAIT_COMPLETE", "prog_name": "portrait"}
    )
    with started("bash", tmp_path) as terminal:
        terminal.type(f". ./old.sh; complete -p portrait{ENTER}")
        terminal.wait_for("-F _old")
        terminal.type("portrait read evil" + TAB + TAB)
        terminal.pause(0.5)
        terminal.type(ENTER)
        terminal.wait_for("hint:")
        terminal.type(f"clear{ENTER}portrait show auth" + TAB)
        terminal.wait_on_screen("portrait show authenticity")
    assert [path.name for path in tmp_path.iterdir()] == ["old.sh"]


# --- what a Tab costs ---


@pytest.mark.parametrize(
    ("line", "unneeded"),
    [
        ("portrait sh", {"rich", "sqlite3", "msgspec", "yaml", "platformdirs"}),
        ("portrait show ", {"yaml"}),
        ("portrait read ", {"yaml"}),
        ("portrait list --tag ", {"yaml"}),
        ("portrait plans kept ", {"yaml"}),
    ],
)
def test_a_tab_imports_only_what_it_needs(run: Run, line: str, unneeded: set[str]) -> None:
    """A Tab does without questionary, and without any other command."""
    run("show")
    run("list")
    code = (
        "import atexit, sys\nfrom portrait_cli.start import run\n"
        "atexit.register(lambda: print('MODULES', *sys.modules))\nrun()"
    )
    asking = {"_PORTRAIT_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": line}
    bare = {name: said for name, said in os.environ.items() if not name.startswith("COV")}  # measuring imports more
    done = subprocess.run(
        [sys.executable, "-c", code], env={**bare, **asking}, capture_output=True, text=True, check=False
    )
    loaded = set(done.stdout.rpartition("MODULES ")[2].split())
    assert "portrait_cli.cli.tab_key" in loaded
    assert not loaded & {"questionary", "prompt_toolkit", *unneeded}
    assert len(loaded & {f"portrait_cli.cli.{module}" for module, _ in COMMANDS.values()}) <= 1
