"""The options that every command has, before its name as well as after it: --quiet and --no-color."""

import re
from pathlib import Path

import pytest

from conftest import ANSWERS, NOTE_ID, Run, journal_files
from screen import CHOICE, CTRL_C, ENTER, LINE, Terminal

COLOR = re.compile(r"\x1b\[(?:[0-9]+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder with files for the commands below."""
    (tmp_path / "answers.yaml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "jrnl.txt").write_text("[2024-03-04 09:00] A walk.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


DOES = [
    "note Words.",
    "reflect --answers answers.yaml",
    "import jrnl.txt --yes",
    "export -o out.md",
    f"delete {NOTE_ID} --yes",
    "undo",
    "plans --ics -o plans.ics",
    "plans add Call --by friday",
    "plans move 1 friday",
    "plans kept 1",
    "plans",
    "portraits new ours.yaml --title Ours",
    "portraits use ours.yaml",
]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("flag", ["--quiet", "-q"])
@pytest.mark.parametrize("after", [True, False], ids=["after", "before"])
def test_quiet_says_nothing_when_all_went_well(run: Run, home: Path, flag: str, after: bool) -> None:
    """With --quiet what a command does is done, and nothing is said about it."""
    for command in DOES:
        words = command.split()
        done = run(*words, flag) if after else run(flag, *words)
        if command == "plans":  # its list is what was asked for
            continue
        assert (done.code, done.out, done.err) == (0, "", ""), command
    assert len(journal_files(home)) == 6


@pytest.mark.usefixtures("files")
def test_quiet_still_tells_what_went_wrong_and_shows_what_was_asked_for(run: Run) -> None:
    """With --quiet an error has its sentence and its hint, and a page is shown."""
    run("note", "The bus came.", "-q")
    assert "The bus came." in run("read", "-q").out
    assert run("read", "tomorrow", "-q") == run("read", "tomorrow")
    assert run("import", "jrnl.txt", "--dry-run", "-q") == run("import", "jrnl.txt", "--dry-run")


@pytest.mark.parametrize("words", ["show advocacy --no-color", "--no-color show advocacy"])
def test_without_color_a_page_has_none(words: str) -> None:
    """With --no-color a terminal gets no color, and still bold words."""
    with Terminal("show", "advocacy", rows=60) as colored:
        assert colored.finish() == 0
    with Terminal(*words.split(), rows=60) as terminal:
        assert terminal.finish() == 0
    assert COLOR.search(colored.raw)
    assert not COLOR.search(terminal.raw)
    assert "\x1b[1m" in terminal.raw
    assert terminal.words == colored.words


@pytest.mark.parametrize(("options", "has_color"), [([], True), (["--no-color"], False)])
def test_without_color_a_session_has_none(options: list[str], has_color: bool) -> None:
    """With --no-color neither the questions nor the lists of a session have color."""
    with Terminal("reflect", *options) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Words." + ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert bool(COLOR.search(terminal.raw)) == has_color
