"""Every command in the README and in docs/ is run, as it stands, in a folder and a home of its own."""

import os
import re
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pexpect
import pytest

from conftest import ANSWERS, ROOT
from contributions import leaders, write_each
from portrait_cli.formats import request_file
from portrait_cli.store import seal
from sealed_replies import answers_file

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SET_UP, TEST_COMMAND, *DAILY = _BLOCK.findall(README)
INLINE = sorted({" ".join(command.split()) for command in re.findall(r"`(portrait(?:\s[^`]*)?)`", README)})
"""The commands in its sentences, in which a line may end anywhere."""
IN_TERMINAL = [command for command in INLINE if "reflect" in command and "--page" not in command]
PAGES = sorted((ROOT / "docs").glob("*.md"))
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with what the commands name, and a `home` with a journal that documents can be made of."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / ".venv").symlink_to(BIN.parent)
    (folder / "jrnl.json").write_text(
        '{"tags": {}, "entries": [{"title": "A walk.", "body": "", "date": "2024-03-04", "time": "09:00", "tags": [],'
        ' "starred": false}]}',
        encoding="utf-8",
    )
    (folder / "vault").mkdir()
    (folder / "vault" / "2024-03-04 Walk.md").write_text("A walk.", encoding="utf-8")
    (folder / "rubric.csv").write_text("Standard,Low,High\nCourage,I ask.,Others ask.\n", encoding="utf-8")
    (folder / "first.yaml").write_text(ANSWERS, encoding="utf-8")
    home = folder / "home"
    (home / ".config/portrait").mkdir(parents=True)
    (home / ".config/portrait/config.toml").write_text('name = "Dana Reyes"\n', encoding="utf-8")
    variables = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "America/Chicago"}
    for words in (
        ["reflect", "--answers", "first.yaml"],
        ["goal", "set", "Every family hears first."],
        ["evidence", "add", "Families led.", "--attribute", "AD2"],
    ):
        subprocess.run([BIN / "portrait", *words], cwd=folder, env=variables, check=True, capture_output=True)
    entry = next((home / "Documents/portrait-journal").rglob("*whole-portrait.md"))
    moved = entry.with_name("2026-11-23-120000-whole-portrait.md")
    text = re.sub(r"^date: .*$", "date: 2026-11-23T12:00:00", entry.read_text(encoding="utf-8"), flags=re.MULTILINE)
    moved.write_text(text, encoding="utf-8")
    entry.unlink()
    return folder


@pytest.fixture
def place(begun: Path, tmp_path: Path, home: Path) -> Path:
    """Give a test that folder and that home, in which `portrait` is on the PATH as the README has it."""
    shutil.copytree(begun / "home", home, dirs_exist_ok=True)
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("home"))
    return tmp_path


def eight_reply(journal: Path, folder: Path) -> None:
    """Answer the only request in a journal eight times for its first group, and save the replies in a folder."""
    (path,) = journal.glob("requests/*/request.json")
    request = request_file.parse(path.read_bytes(), path.name)
    folder.mkdir()
    for number in range(8):
        answers = {item.id: item.choices[number % 2].id for item in request.items}
        written = answers_file(request.groups[0].id, answers, request_id=request.id)
        (folder / f"reply-{number}.txt").write_bytes(seal.sealed(written, request.recipient))


def sh(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in plain sh, with the README's PATH."""
    path = f"{place}/.venv/bin:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-ec", command], cwd=place, env={**os.environ, "PATH": path, "COLUMNS": "80"},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_two_commands_are_at_the_top() -> None:
    """One sets up and asks, one sets up and tests; both with nothing but venv and pip."""
    assert SET_UP.count("\n") == TEST_COMMAND.count("\n") == 1
    assert SET_UP.endswith(".venv/bin/portrait reflect\n")
    assert ".venv-dev/bin/pytest" in TEST_COMMAND
    assert README.index(SET_UP) < README.index(TEST_COMMAND) < README.index("## ")


def test_the_first_command_asks_the_first_question(tmp_path: Path) -> None:
    """In a fresh copy of the project the first command ends in the first question."""
    for name in ("src", "data", "docs", "packaging", "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, tmp_path / name)
    child: pexpect.spawn[str] = pexpect.spawn(
        "sh", ["-ec", SET_UP], cwd=str(tmp_path), timeout=240, encoding="utf-8", dimensions=(24, 80),
        env={**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"},
    )  # fmt: skip
    child.expect_exact("What did I learn this week from really listening to someone?")
    child.expect_exact("›")
    child.sendcontrol("c")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130


@pytest.mark.parametrize("command", [one for one in INLINE if one not in IN_TERMINAL])
def test_every_inline_command_works(command: str, place: Path, home: Path) -> None:
    """Each command of the README that asks nothing works as it stands."""
    if command == "portrait edit":
        command = "EDITOR=true portrait edit"  # whoever writes this has an editor
    if command == "portrait undo":
        command = "portrait delete latest --yes && portrait undo"
    if command == "portrait evidence":
        command = "portrait evidence add 'They led.' --attribute AD2 && portrait evidence"
    if "--like ours.yaml" in command:
        command = f"cp rubric.csv next.csv && portrait portraits new ours.yaml --from rubric.csv && {command}"
    if command == "portrait redo":
        command = "portrait delete latest --yes && portrait undo && portrait redo"
    if command in {"portrait receive replies", "portrait feedback"}:
        assert sh("portrait ask advocacy --of staff", place).returncode == 0
        eight_reply(home / "Documents/portrait-journal", place / "replies")
        assert sh("portrait receive replies", place).returncode == 0
    if command == "portrait --install-completion":
        command = f"bash -c '{command}; exit $?'"  # it asks which shell it is called from
    done = sh(command, place)
    assert (done.returncode, done.stderr.startswith("portrait: ")) == (0, False), done.stderr


@pytest.mark.parametrize("command", IN_TERMINAL)
def test_every_inline_reflection_is_understood(command: str, place: Path) -> None:
    """Each `reflect` command of the README begins in a terminal, and without one names the command that works."""
    done = sh(command, place)
    assert (done.returncode, "there is no terminal" in done.stderr) == (2, True)
    assert sh(f"{command} --template", place).returncode == 0


def test_the_daily_blocks_work(place: Path) -> None:
    """The blocks work one after the other; the answers file is filled in between its two commands."""
    path, year, hand, others, new, own, answers, bring, plain = DAILY
    made, read = answers.splitlines()
    assert sh(f"{path}\nportrait paths", place).returncode == 0
    for command in chain.from_iterable(block.splitlines() for block in (year, hand, others, new, own)):
        assert sh(command, place).returncode == 0, command
    assert sh(made, place).returncode == 0
    filled = (place / "answers.yaml").read_text(encoding="utf-8").replace("plan.then:", "plan.then: rest")
    filled = filled.replace("plan.when:", "plan.when: it is Friday")
    (place / "answers.yaml").write_text(filled, encoding="utf-8")
    assert sh(read, place).returncode == 0
    for command in bring.splitlines():
        assert sh(command, place).returncode == 0, command
    assert "--plain" in plain
    assert sh(plain, place).returncode == 2


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_the_blocks_of_each_page_work(page: Path, place: Path, home: Path) -> None:
    """The blocks of a page in docs/ work one after the other, and the README leads to the page."""
    write_each(place / "contributions", leaders(["steady"] * 8))
    text = page.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(text)
    assert len(blocks) == text.count("```") // 2
    for block in blocks:
        if "portrait receive" in block:
            eight_reply(home / "Documents/portrait-journal", place / "replies")
        done = sh(block, place)
        assert done.returncode == 0, (block, done.stderr)
    assert f"docs/{page.name}" in README


def test_the_pictures_are_what_the_program_shows(tmp_path: Path) -> None:
    """Drawing the pictures of the README again gives the same pictures."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, tmp_path / "docs/pictures.py"], check=True)
    for name in ("summary.svg", "advocacy.svg"):
        assert (tmp_path / "docs" / name).read_bytes() == (ROOT / "docs" / name).read_bytes()
        assert f"docs/{name}" in README


def test_nothing_in_the_pictures_is_fetched() -> None:
    """The pictures refer to no font or picture elsewhere."""
    for name in ("summary.svg", "advocacy.svg"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "@font-face" not in text
